"""Controlled papers: the archive's exact bytes, what is voided, and that papers can be verified."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.workstation.actions.test_claims import vase
from tests.workstation.seat import Seat
from workstation.actions.claims import ApproveClaim, SubmitClaim
from workstation.actions.prints import ExplainSerial, NumberForm, VoidPrint
from workstation.domain.form_check import code_text
from workstation.domain.refusal import Refusal
from workstation.paper_standing import PaperStanding, outlook, standing_of
from workstation.papers import archive_of, check_archive, find_lines
from workstation.printing.archive import digest
from workstation.printing.order import PrintedClaim, PrintOrder
from workstation.printing.preview import text_lines
from workstation.serial_account import serial_account
from workstation.store import serials, state
from workstation.verifying import facts_of

__all__ = ["vase"]


@pytest.fixture
def claim(seat: Seat, vase: str) -> str:
    """An approved claim, with the clerk at the desk."""
    seat.do(SubmitClaim(vase))
    seat.do(ApproveClaim(vase, 102_300), seat.leader)
    seat.desk.agent = seat.clerk
    return vase


def issue(seat: Seat, claim: str, **told: object) -> PrintedClaim:
    seat.now += 60_000
    return seat.desk.issue_form(PrintOrder(claim, **told)).result()  # type: ignore[arg-type]


def test_the_archive_keeps_the_exact_bytes_for_its_owner_alone(seat: Seat, claim: str) -> None:
    printed = issue(seat, claim)
    (line,) = seat.desk.read.prints(claim)
    kept = seat.desk.blobs.path(line.sha256)
    assert digest(kept) == line.sha256 == printed.form.sha256
    assert kept.read_bytes() == printed.path.read_bytes()
    if stat.S_IMODE(kept.stat().st_mode) & 0o7:  # a system without such rights
        pytest.skip("files have no owner here")
    for path in (kept, printed.path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_form_is_put_aside_and_restored_or_named(seat: Seat, claim: str) -> None:
    printed = issue(seat, claim)
    (line,) = seat.desk.read.prints(claim)
    whole = printed.path.read_bytes()
    archive = archive_of(seat.desk)
    kept = seat.desk.blobs.path(line.sha256)
    kept.unlink()
    assert archive.look(line).state == "restored", "its named file has it still"
    for path in (kept, printed.path):
        path.unlink()
        path.write_bytes(whole[:-20] + b"x" * 20)
    found = archive.look(line)
    assert (found.state, found.path) == ("damaged", None)
    assert found.damaged is not None
    assert found.damaged.exists(), "nothing is thrown away"
    with pytest.raises(Refusal, match=r"copy_elsewhere|archive_damaged"):
        seat.desk.archived_copy(line).result()
    assert [kept.state for kept in check_archive(seat.desk)] == ["missing"]
    printed.path.unlink()
    printed.path.write_bytes(whole)
    assert [kept.state for kept in check_archive(seat.desk)] == ["restored"]
    assert [kept.state for kept in check_archive(seat.desk)] == ["sound"]


def test_customer_and_file_copies_have_numbers_of_their_own(seat: Seat, claim: str) -> None:
    first = issue(seat, claim)
    customer = issue(seat, claim, copy="customer", kind="send")
    assert customer.serial == first.serial
    assert (first.reprint, customer.reprint) == (0, 1)
    assert not any("补打" in line for line in text_lines(customer.path)), "no copy of it before"
    with pytest.raises(Refusal) as caught:
        issue(seat, claim, copy="customer")
    assert caught.value.code == "text_missing"
    again = issue(seat, claim, copy="customer", reason="客户遗失")
    assert any("补打" in line for line in text_lines(again.path))
    lines = seat.desk.read.prints(claim)
    assert [(one.copy, one.kind, one.reprint) for one in lines] == [
        ("file", "print", 0),
        ("customer", "send", 1),
        ("customer", "print", 2),
    ]


def standing(seat: Seat, claim: str, **told: Any) -> PaperStanding:
    return standing_of(seat.desk.read, PrintOrder(claim, **told), seat.desk.clock())


def test_what_the_next_copy_will_be_is_told_before_it_is_made(seat: Seat, vase: str) -> None:
    seat.desk.agent = seat.clerk
    assert standing(seat, vase) == PaperStanding("draft")
    seat.do(SubmitClaim(vase))
    assert standing(seat, vase).registered is False
    seat.do(ApproveClaim(vase, 102_300), seat.leader)
    first = standing(seat, vase)
    assert (first.state, first.serial, first.number, first.needs_reason) == (
        "original",
        "",
        0,
        False,
    )
    printed = issue(seat, vase)
    assert printed.registered
    again = standing(seat, vase)
    assert (again.state, again.serial) == ("reprint", printed.serial)
    assert (again.number, again.again, again.needs_reason) == (1, 1, True)
    other = standing(seat, vase, copy="customer")
    assert (other.state, other.number, other.again, other.needs_reason) == ("further", 1, 0, False)
    assert standing(seat, vase, form="evidence_sheet").state == "original"
    orders = [PrintOrder(vase), PrintOrder(vase, copy="customer"), PrintOrder(vase)]
    told = outlook(seat.desk.read, orders, seat.desk.clock())
    assert told == {"reprint": 2, "further": 1, "again": 2}
    (line,) = seat.desk.read.prints(vase)
    seat.do(VoidPrint(line.uid, "盖错章"), seat.clerk)
    void = standing(seat, vase)
    assert (void.state, void.void, void.serial) == ("void", "盖错章", printed.serial)
    with pytest.raises(Refusal, match="not_found"):
        standing(seat, "nobody")


def test_without_a_number_in_hand_a_form_is_told_to_wait_for_one(seat: Seat, claim: str) -> None:
    def use_up(connection: sqlite3.Connection) -> None:
        while serials.left(connection, serials.series_at(seat.now)):
            serials.take(connection, seat.now)

    seat.desk.writer.submit(use_up).result()
    assert standing(seat, claim).state == "unnumbered"
    assert not standing(seat, claim).registered


def test_each_form_has_its_own_number(seat: Seat, claim: str) -> None:
    papers = [issue(seat, claim, form=form) for form in ("claim_form", "payment_notice")]
    assert len({one.serial for one in papers}) == 2
    assert all(one.registered and one.reprint == 0 for one in papers)
    repeated = issue(seat, claim, form="payment_notice", reason="污损")
    assert (repeated.serial, repeated.reprint) == (papers[1].serial, 1)
    account = serial_account(seat.desk)
    used = [(line.serial, line.form) for line in account.lines if line.state == "used"]
    assert used == [(papers[0].serial, "claim_form"), (papers[1].serial, "payment_notice")]


def test_what_was_issued_is_genuine_and_what_was_altered_is_not(
    seat: Seat, claim: str, tmp_path: Path
) -> None:
    printed = issue(seat, claim)
    verdict = seat.desk.verify_pdf(printed.path).result()
    assert (verdict.outcome, verdict.serial, verdict.archive) == (
        "genuine",
        printed.serial,
        "sound",
    )
    assert verdict.stands
    content = printed.path.read_bytes()
    added = tmp_path / "added.pdf"
    added.write_bytes(content + b"\n% something more\n%%EOF\n")
    assert seat.desk.verify_pdf(added).result().outcome == "added"
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(content.replace(b"/Producer", b"/Productr", 1))
    verdict = seat.desk.verify_pdf(altered).result()
    assert (verdict.outcome, verdict.serial) == ("altered", printed.serial)
    assert not verdict.stands
    assert verdict.line is not None
    plain = tmp_path / "plain.txt"
    plain.write_text("no form")
    with pytest.raises(Refusal) as caught:
        seat.desk.verify_pdf(plain).result()
    assert caught.value.code == "pdf_unreadable"


def test_what_a_scanner_types_is_held_against_the_register(seat: Seat, claim: str) -> None:
    printed = issue(seat, claim)
    assert printed.form.code.startswith(f"AC1:{printed.serial}:1:")
    for typed in (printed.form.code, printed.form.code.lower() + "\r\n"):
        verdict = seat.desk.verify_text(typed).result()
        assert verdict.outcome == "genuine"
    start, end = printed.form.code.rsplit(":", 1)
    wrong = f"{start}:{'A' if end[0] != 'A' else 'B'}{end[1:]}"
    assert seat.desk.verify_text(wrong).result().outcome == "altered"
    assert seat.desk.verify_text(printed.serial).result().line is not None
    other = printed.form.code.replace(printed.serial, "LP2026-999999")
    assert seat.desk.verify_text(other).result().outcome == "unregistered"
    with pytest.raises(Refusal) as caught:
        seat.desk.verify_text("hello").result()
    assert caught.value.code == "form_code_unreadable"


def test_of_several_copies_the_one_that_is_most_alike_is_told(
    seat: Seat, claim: str, tmp_path: Path
) -> None:
    first, second = issue(seat, claim), issue(seat, claim, reason="污损")
    found = []
    for made in (first, second):
        altered = tmp_path / "altered.pdf"
        altered.write_bytes(made.path.read_bytes().replace(b"/Producer", b"/Productr", 1))
        verdict = seat.desk.verify_pdf(altered).result()
        assert (verdict.outcome, verdict.differences) == ("altered", ())
        found.append(verdict.line and verdict.line.reprint)
        start, end = made.form.code.rsplit(":", 1)
        wrong = f"{start}:{'A' if end[0] != 'A' else 'B'}{end[1:]}"
        told = seat.desk.verify_text(wrong).result()
        assert told.line is not None
        assert (told.outcome, told.line.reprint) == ("altered", made.reprint)
        assert told.differences == (("", wrong.removeprefix("AC1:")),)
    assert found == [0, 1]
    unknown = first.form.code.replace(":1:", ":9:")
    told = seat.desk.verify_text(unknown).result()
    assert told.line is not None
    assert (told.outcome, told.line.reprint) == ("altered", 1)  # the last one


def test_what_differs_from_the_issued_copy_is_told_line_by_line(
    seat: Seat, claim: str, tmp_path: Path
) -> None:
    made = issue(seat, claim)
    other = issue(seat, claim, form="payment_notice")
    writer = pypdf.PdfWriter()
    for path in (made.path, other.path):
        writer.append(path)
    altered = tmp_path / "altered.pdf"
    writer.write(altered)
    issued, shown = text_lines(made.path), text_lines(altered)
    verdict = seat.desk.verify_pdf(altered).result()
    assert (verdict.outcome, verdict.serial) == ("altered", made.serial)
    assert verdict.differences
    for before, after in verdict.differences:
        assert before != after
        assert all(part in issued for part in before.split(" / ") if part)
        assert all(part in shown for part in after.split(" / ") if part)
    (line,) = [one for one in seat.desk.read.prints(claim) if one.serial == made.serial]
    for path in (made.path, seat.desk.blobs.path(line.sha256)):
        path.unlink()
    assert seat.desk.verify_pdf(altered).result().differences == ()  # the issued one is not here


@pytest.mark.parametrize("change", [{"amount_fen": None}, {"payee": "别的人"}, {"amount_fen": 1}])
def test_a_code_about_another_sum_or_payee_is_not_genuine(
    seat: Seat, claim: str, change: dict[str, Any]
) -> None:
    printed = issue(seat, claim)
    (line,), about = find_lines(seat.desk.read, printed.serial, 1), seat.desk.read.claim(claim)
    assert line is not None
    assert about is not None
    true = next(
        told for told in facts_of(seat.desk, line, about) if code_text(told) == printed.form.code
    )
    forged = code_text(replace(true, **change))
    assert seat.desk.verify_text(forged).result().outcome == "altered"


def test_a_voided_number_stays_used_and_its_form_gets_another(seat: Seat, claim: str) -> None:
    printed = issue(seat, claim)
    (line,) = find_lines(seat.desk.read, printed.serial, 1)
    with pytest.raises(Refusal, match="text_missing"):
        seat.do(VoidPrint(line.uid, " "), seat.clerk)
    seat.do(VoidPrint(line.uid, "金额有误"), seat.clerk)
    with pytest.raises(Refusal, match="print_void"):
        seat.do(VoidPrint(line.uid, "again"), seat.clerk)
    verdict = seat.desk.verify_pdf(printed.path).result()
    assert (verdict.outcome, verdict.void, verdict.stands) == ("genuine", "金额有误", False)
    later = issue(seat, claim, reason="存档")
    assert any("作废" in text for text in text_lines(later.path))
    assert later.serial == printed.serial
    seat.do(VoidPrint(find_lines(seat.desk.read, printed.serial, 2)[0].uid, "同上"), seat.clerk)
    serial = str(seat.do(NumberForm(claim), seat.clerk).result)
    assert serial != printed.serial
    anew = issue(seat, claim)
    assert (anew.serial, anew.reprint) == (serial, 0)
    account = serial_account(seat.desk)
    assert account.whole
    states = {one.serial: one.state for one in account.lines}
    assert (states[printed.serial], states[serial]) == ("void", "used")


def test_every_number_is_accounted_for(seat: Seat, claim: str) -> None:
    issue(seat, claim)

    def lose(connection: object) -> str:
        return state.next_number(seat.desk.writer.connection, "serial", seat.now)

    lost = seat.desk.writer.submit(lose).result()
    account = serial_account(seat.desk)
    assert [line.serial for line in account.lines if line.state == "missing"] == [lost]
    assert not account.whole
    assert (account.count("used"), account.count("in_hand")) == (1, 18)
    seat.do(ExplainSerial(lost, "打印机测试"), seat.clerk)
    account = serial_account(seat.desk)
    assert account.whole
    assert [line.told for line in account.lines if line.state == "explained"] == ["打印机测试"]
    used = next(line.serial for line in account.lines if line.state == "used")
    for known in (used, "LP2026-000720", "LP1999-000001", "nonsense"):
        with pytest.raises(Refusal, match="serial_not_missing"):
            seat.do(ExplainSerial(known, "not so"), seat.clerk)

    def give_back(connection: object) -> None:
        writing = seat.desk.writer.connection
        serials.give_up(writing, "", "desk_left")
        for left in serials.returning(writing):
            serials.returned(writing, left)

    seat.desk.writer.submit(give_back).result()
    account = serial_account(seat.desk)
    assert sum(line.count for line in account.lines) == 20
    assert (account.count("returned"), account.count("in_hand")) == (18, 0)
