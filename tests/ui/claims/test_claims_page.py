"""A claim from the list to paper: facts, amounts, rights, reasons, copies."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget

from tests.stories.person import printed_words
from tests.ui.claims.hands import seat
from tests.ui.keys import commit
from ui.claims import printers
from ui.claims.items import sums
from ui.claims.paper_memory import PaperChoice
from ui.claims.printers import printer_for
from ui.text import basis
from ui.widgets.buttons import IconButton
from workstation.actions.replies import AddAttachment
from workstation.domain.claim_amount import BasisLine, Source
from workstation.domain.refusal import Refusal


@pytest.fixture
def host(numbered, claims_host):
    return claims_host


@pytest.fixture
def page(host, claims_page):
    return claims_page


@pytest.fixture
def opened(page, desk, settle):
    """Open the first claim of a status, seated as somebody of a role who did not make it."""

    def open_one(status, role="leader"):
        claim = next(iter(desk.read.claims((status,))), None)
        assert claim is not None, status
        seat(desk, claim, role)
        page.open(claim.uid)
        settle()
        return claim

    return open_one


def answer(page, text, settle):
    page.sheet.ask.line.setText(text)
    QTest.keyClick(page.sheet.ask.line, Qt.Key.Key_Return)
    settle()


def test_what_waits_for_me_stands_first(page, desk, settle):
    desk.agent = next(one for one in desk.read.agents() if one.role == "claims")
    page.list.load()
    settle()
    page.list.choose_filter("")
    settle()
    waits = [bool(page.list.rows.line(n).turn) for n in range(5)]
    assert waits == sorted(waits, reverse=True)
    assert waits[0]


def test_the_list_is_searched_and_filtered(page, desk, settle):
    page.list.choose_filter("")
    settle()
    claim = page.list.rows.claim(0)
    page.list.search.setText(claim.waybill[-6:])
    page.list._show()
    settle()
    assert page.list.rows.place_of(claim.uid) >= 0
    page.list.search.setText("no such thing")
    page.list._show()
    settle()
    assert page.list.rows.rowCount() == 0


def test_facts_are_read_as_money_and_the_amount_follows(page, desk, opened, settle):
    claim = opened("draft")
    edit = page.sheet.facts.money["loss_fen"]
    for typed, fen, shown in (("12元5角", 1250, "12.50"), ("一千二百块五", 120050, "1,200.50")):
        edit.setFocus()
        edit.selectAll()
        commit(edit, typed)
        page.sheet.facts.flush()
        settle()
        assert desk.read.claim(claim.uid).loss_fen == fen
        assert edit.text() == shown
    assert page.sheet.amount.sum.text().startswith("¥")
    assert page.sheet.amount.capitals.text().startswith("人民币")


def test_what_is_no_sum_is_told_and_not_kept(page, desk, opened, settle):
    claim = opened("draft")
    edit = page.sheet.facts.money["value_fen"]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "abc")
    page.sheet.facts.flush()
    settle()
    assert desk.read.claim(claim.uid).value_fen == claim.value_fen
    assert "abc" in page.sheet.facts.rows._problems[edit].text()


def test_items_add_up_to_value_and_loss(page, desk, opened, settle):
    claim = opened("draft")
    rows = page.sheet.facts.items.rows
    assert rows.setData(rows.index(0, 1), "3")
    assert rows.setData(rows.index(0, 2), "100")
    assert rows.setData(rows.index(0, 3), "250.5")
    assert not rows.setData(rows.index(0, 1), "many")
    page.sheet.facts.flush()
    settle()
    kept = desk.read.claim(claim.uid)
    assert sums(kept.items) == (30_000, 25_050)
    assert (kept.value_fen, kept.loss_fen) == (30_000, 25_050)


def test_a_claim_goes_its_whole_way(page, desk, opened, settle, tmp_path):
    claim = opened("draft", "agent")
    page._act("submit")
    settle()
    assert desk.read.claim(claim.uid).status == "submitted"
    people = [one for one in desk.read.agents() if one.role == "leader"]
    desk.agent = next(one for one in people if one.uid != claim.created_by)
    page._act("approve")
    assert page.sheet.ask.isVisible()
    answer(page, "", settle)
    approved = desk.read.claim(claim.uid)
    assert (approved.status, approved.approved_fen) == ("approved", approved.proposed_fen)
    target = tmp_path / "form.pdf"
    page.paper.save_to(approved, target)
    for _ in range(3):
        settle()
    assert target.read_bytes().startswith(b"%PDF")
    printed = desk.read.claim(claim.uid)
    assert (printed.status, printed.prints) == ("printed", 1)
    desk.agent = next(one for one in desk.read.agents() if one.role == "claims")
    settle()
    page._act("pay")
    answer(page, "HK-20261122-1", settle)
    assert desk.read.claim(claim.uid).payment_ref == "HK-20261122-1"


def test_another_amount_needs_a_reason_and_a_tier(page, desk, opened, settle):
    claim = opened("submitted", "claims")
    page._act("approve")
    page.sheet.ask.money.setText("0.01")
    page.sheet.ask.money.setModified(True)
    answer(page, "", settle)
    assert page.sheet.ask.problem.isVisible()
    assert desk.read.claim(claim.uid).status == "submitted"
    page.sheet.ask.money.setText("99999")
    page.sheet.ask.money.setModified(True)
    answer(page, "因为", settle)
    assert "¥99,999.00" in page.sheet.ask.problem.text()


def test_escape_ends_the_question_alone(page, opened):
    opened("submitted")
    page._act("reject")
    QTest.keyClick(page.sheet.ask.line, Qt.Key.Key_Escape)
    assert not page.sheet.ask.isVisible()
    assert page.sheet.isVisible()


def test_who_may_not_print_is_told(page, opened, settle):
    opened("approved", "agent")
    page._act("print")
    settle()
    assert page.sheet.problem.text()


def test_a_reprint_asks_why_and_is_counted(page, desk, opened, settle, tmp_path):
    claim = opened("approved", "claims")
    page.paper.save_to(claim, tmp_path / "first.pdf")
    for _ in range(3):
        settle()
    page._act("save_as")
    assert page.sheet.ask.isVisible()
    answer(page, "", settle)
    assert page.sheet.ask.problem.isVisible()
    page.sheet.ask.dismiss()
    page.paper.save_to(desk.read.claim(claim.uid), tmp_path / "second.pdf", "污损")
    for _ in range(3):
        settle()
    lines = desk.read.prints(claim.uid)
    assert [(line.reprint, line.reason) for line in lines] == [(0, ""), (1, "污损")]


def test_the_form_is_previewed_without_being_registered(page, desk, opened, settle, qtbot):
    claim = opened("submitted")
    page.sheet.tabs.turn("form")
    qtbot.waitUntil(lambda: bool(page.sheet.preview.pages._shown))
    assert page.sheet.preview.pages.count >= 1
    assert page.sheet.preview.place.text() == f"Page 1 of {page.sheet.preview.pages.count}"
    before = page.sheet.preview.pages.zoom
    page.sheet.preview.pages.step_zoom(1)
    assert page.sheet.preview.pages.zoom > before
    assert not desk.read.prints(claim.uid)


def test_without_a_print_system_the_form_goes_to_paper_page_by_page(
    page, desk, opened, settle, qtbot, tmp_path, monkeypatch
):
    claim = opened("approved", "claims")
    made = printer_for()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setResolution(100)
    made.setOutputFileName(str(tmp_path / "paper.pdf"))
    monkeypatch.setattr(printers, "printer_for", lambda *_told: made)
    monkeypatch.setattr(page.ways, "by_system", False)
    page.paper.print_on(claim, PaperChoice("Office"))
    qtbot.waitUntil(lambda: bool(page.ways.jobs) and page.ways.jobs[0].over, timeout=15_000)
    assert page.ways.jobs[0].state == "done"
    assert Path(tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert desk.read.claim(claim.uid).status == "printed"
    page.line.put_away()


def test_evidence_is_counted_in_and_out(page, desk, opened, settle, with_files):
    page.open(with_files.uid)
    settle()
    uid, box = next(iter(page.sheet.evidence.boxes.items()))
    counted = not box.isChecked()
    box.setChecked(counted)
    settle()
    assert (uid in desk.read.claim(with_files.uid).evidence) == counted


@pytest.mark.parametrize(
    ("code", "facts", "told"),
    [
        (
            "insured_share",
            {
                "insured_fen": 200_000,
                "value_fen": 300_000,
                "loss_fen": 150_000,
                "result_fen": 100_000,
            },
            "Insured: ¥1,500.00 × ¥2,000.00 ÷ ¥3,000.00 = ¥1,000.00",
        ),
        (
            "freight_multiple",
            {
                "multiple": 7,
                "freight_fen": 1800,
                "cap_fen": 12_600,
                "loss_fen": 5000,
                "result_fen": 5000,
            },
            "Not insured: ¥50.00, at most 7 × ¥18.00 = ¥126.00, gives ¥50.00",
        ),
        ("total", {"amount_fen": 1, "freight_fen": 2, "result_fen": 3}, "¥0.01 + ¥0.02 = ¥0.03"),
        ("claim_fact_missing", {}, "fill in"),
    ],
)
def test_each_step_reads_as_arithmetic(code, facts, told):
    line = BasisLine(code, tuple(facts.items()), Source("法", "一", "2026-01-01"))
    assert told in basis.step(line)
    assert basis.source(line) == "法 一 (2026-01-01)"


def test_what_no_font_has_is_printed_as_geta_when_confirmed(page, desk, opened, settle, tmp_path):
    claim = opened("approved", "claims")
    odd = lambda c: c.execute("UPDATE claim SET claimant='王😀' WHERE uid=?", (claim.uid,))  # noqa: E731
    desk.writer.submit(odd).result()
    target = tmp_path / "form.pdf"
    page.paper.save_to(claim, target)
    for _ in range(3):
        settle()
    assert page.sheet.ask.isVisible()
    assert "U+1F600" in page.sheet.ask.question.text()
    assert not page.sheet.ask.line.isVisible()
    assert not target.exists()
    QTest.keyClick(page.sheet.ask.yes, Qt.Key.Key_Return)
    for _ in range(3):
        settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert not page.sheet.ask.isVisible()
    assert desk.read.claim(claim.uid).prints == 1
    page._act("withdraw")
    assert page.sheet.ask.line.isVisible()


@pytest.fixture
def numberless(host, desk):
    """No form number is left on this desk, and no approved claim has one."""
    for sql in ("DELETE FROM serial_range", "UPDATE claim SET serial='' WHERE status='approved'"):
        desk.writer.submit(lambda c, sql=sql: c.execute(sql)).result()


def test_without_a_number_one_waits_or_has_a_provisional_copy(
    page, desk, opened, numberless, settle, tmp_path
):
    claim = opened("approved", "claims")
    target = tmp_path / "form.pdf"
    page.paper.save_to(claim, target)
    for _ in range(3):
        settle()
    ask = page.sheet.ask
    assert "no form numbers left" in ask.question.text()
    assert ask.no.text() == "Wait for a number"
    ask.no.click()
    assert not ask.isVisible()
    assert not target.exists()
    page.paper.save_to(claim, target)
    for _ in range(3):
        settle()
    told = []
    page.noticed.connect(lambda text, _kind: told.append(text))
    ask.yes.click()
    for _ in range(3):
        settle()
    assert "待编号" in printed_words(target)
    assert any("not in the register" in text for text in told)
    kept = desk.read.claim(claim.uid)
    assert (kept.prints, kept.serial, kept.status) == (0, "", "approved")
    assert desk.read.prints(claim.uid) == ()
    page._act("withdraw")
    assert ask.no.text() == "Cancel"


def test_evidence_that_is_elsewhere_is_fetched_by_its_button(
    page, desk, opened, settle, monkeypatch
):
    claim = opened("approved", "claims")
    content = b"a file that another desk has"
    sha256 = hashlib.sha256(content).hexdigest()
    desk.do(AddAttachment(claim.ticket, sha256, "a.txt", "text/plain", len(content))).result()
    page._load()
    settle()
    coming = []

    def fetch(_sha256, progress=None):
        coming.append(Future())
        return coming[-1]

    monkeypatch.setattr(desk, "fetch_blob", fetch)
    buttons = page.sheet.evidence.findChildren(IconButton)
    button = next(one for one in buttons if one.toolTip().startswith("Fetch"))
    button.click()
    assert not button.isEnabled()
    coming[-1].set_exception(Refusal("content_missing", sha256=sha256))
    settle()
    told = [one.text() for one in page.sheet.evidence.findChildren(QLabel)]
    assert any("has not sent this file yet" in text for text in told)
    button.click()
    desk.blobs.add(content, "a.txt")
    coming[-1].set_result(desk.blob(sha256))
    settle()
    assert button.toolTip() == "Open"


def test_a_late_answer_leaves_the_keyboard_where_the_person_went(
    page, host, desk, bridge, opened, settle
):
    claim = opened("draft")
    elsewhere, both = QLineEdit(), QStackedWidget()
    host.setCentralWidget(both)
    both.addWidget(page)
    both.addWidget(elsewhere)
    page.open(claim.uid)
    both.setCurrentWidget(elsewhere)
    elsewhere.setFocus()
    page._load()  # a change of the claim comes in after the page was left
    settle()
    assert host.focusWidget() is elsewhere


def test_an_act_reads_the_claim_once(page, opened, settle, monkeypatch):
    import ui.claims.page as module

    opened("draft")
    if not page.sheet.standing.evidence:
        page.sheet.needed.list_button.click()
        settle()
    read, reads = module.read_standing, []

    def counted(*facts):
        reads.append(facts[1])
        return read(*facts)

    monkeypatch.setattr(module, "read_standing", counted)
    item = page.sheet.standing.evidence[0]
    page.sheet.needed.acted.emit("receive", item)
    settle()
    assert next(one for one in page.sheet.standing.evidence if one.uid == item.uid).state == (
        "received"
    )
    assert len(reads) == 1


def words_of(empty):
    return [one.text() for one in empty.findChildren(QLabel) if one.text()]


def test_a_filter_that_hides_what_fits_says_so_and_enter_takes_it_off(page, desk, settle):
    draft = next(iter(desk.read.claims(("draft",))))
    found = page.list
    found.choose_filter("paid")
    found.search.setFocus()
    found.search.setText(draft.number)
    QTest.keyClick(found.search, Qt.Key.Key_Return)  # sooner than typing rests
    settle()
    assert found.rows.rowCount() == 0
    assert "No claim fits under “Paid”." in words_of(found._empty)
    assert found.widen.text() == "Show all: 1"
    found.search.setFocus()
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    settle()
    assert [found.rows.claim(0).uid] == [draft.uid]
    assert found.chosen_filter == ""


def test_words_that_fit_nowhere_offer_no_filter(page, settle):
    found = page.list
    found.choose_filter("paid")
    found.search.setText("no such thing")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    settle()
    assert found.widen.isHidden()
    assert "No claim fits." in words_of(found._empty)


def test_escape_gives_back_the_claims_of_the_filter(page, settle):
    found = page.list
    found.choose_filter("draft")
    settle()
    count = found.rows.rowCount()
    found.search.setText("no such thing")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    settle()
    assert found.rows.rowCount() == 0
    found.search.setFocus()
    QTest.keyClick(found.search, Qt.Key.Key_Escape)
    settle()
    assert found.chosen_filter == "draft"
    assert found.rows.rowCount() == count > 0


def test_the_button_shows_what_a_filter_hides(page, settle):
    found = page.list
    found.choose_filter("withdrawn")
    settle()
    if found.rows.rowCount():
        return
    found.widen.click()
    settle()
    assert found.chosen_filter == ""
    assert found.rows.rowCount()


def test_what_is_stressed_at_the_foot_is_the_next_step_and_nothing_else(page, opened, desk, settle):
    claim = opened("draft")
    standing = page.sheet.standing
    for step, act in (("submit", "submit"), ("make_offer", ""), ("ask_evidence", "")):
        page.sheet.standing = replace(standing, stage=replace(standing.stage, next=step))
        page.sheet._show_buttons(claim)
        stressed = [
            name for name, one in page.sheet.buttons.items() if one.property("look") == "primary"
        ]
        assert stressed == ([act] if act else [])


def test_coming_back_to_a_claim_takes_it_up_where_it_goes_on(page, opened, settle):
    claim = opened("draft")
    page.sheet.needed.list_button.click()
    settle()
    page.open(claim.uid)
    settle()
    there = page.window().focusWidget()
    page.sheet.facts.lines["claimant"].setFocus()
    page.open(claim.uid)
    page.activate()
    settle()
    assert page.window().focusWidget() is there


def test_columns_get_more_where_the_goods_have_enough():
    from ui.claims.rows import COLUMNS, widths

    least = sum(one[1] for one in COLUMNS)
    assert widths(0) == widths(least) == [one[1] for one in COLUMNS]
    assert widths(4_000) == [one[2] for one in COLUMNS]
    assert sum(widths(least + 260)) <= least + 100  # the goods keep what they need


def test_what_may_not_be_changed_looks_like_it(page, opened):
    opened("paid")
    facts = page.sheet.facts

    def ground(widget):
        image = widget.grab().toImage()
        return image.pixelColor(image.width() // 2, 4).name()

    locked = ground(facts.lines["claimant"])
    assert ground(facts.money["value_fen"]) == ground(facts.description) == locked
    opened("draft")
    assert ground(facts.lines["claimant"]) != locked
    assert ground(facts.description) != locked
