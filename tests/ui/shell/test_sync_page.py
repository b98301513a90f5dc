from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from ui.main_window import MainWindow
from ui.shell.sync_cards import Card, ReasonLine
from ui.shell.sync_page import SyncPage
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote
from workstation.actions.tickets import ChangePriority, EditTicket
from workstation.desk import Desk
from workstation.domain.conversation import Draft
from workstation.domain.pages import QueueRow, SyncState, Verified
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter
from workstation.store import renewals, state
from workstation.store.operations import Conflict, keep_conflict
from workstation.store.replica import transaction

Settle = Callable[[], None]


def _in_store(desk: Desk, task: Callable[[Any], Any]) -> None:
    def write(connection: Any) -> None:
        with transaction(connection):
            task(connection)

    desk.writer.submit(write).result()


def _refuse(desk: Desk, action: Any, code: str, **facts: Any) -> str:
    """Do it here and have it refused, as an exchange with the hub would."""
    operation = desk.do(action).result().operation
    told = json.dumps(facts)
    sql = "UPDATE operation SET state='refused', code=?, facts=? WHERE uid=?"
    _in_store(desk, lambda c: c.execute(sql, (code, told, operation)))
    return operation


@pytest.fixture
def row(desk: Desk) -> QueueRow:
    return desk.read.page(Filter(open=True), "due_at", 1)[0]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> SyncPage:
    window.commands.run("work.refused")
    settle()
    made: SyncPage = window.page("shared")
    return made


def _words(card: Card) -> str:
    return "\n".join(told.text() for told in card.findChildren(QLabel))


def _press(card: Card, text: str) -> None:
    button = next(b for b in card.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_card_tells_what_was_refused_and_why(
    page: SyncPage, window: MainWindow, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "ticket_owned", owner="Li")
    page.load()
    settle()
    (card,) = page.needs.cards
    told = _words(card)
    assert "Correcting facts" in told
    assert row.number in told
    assert "Li is working on this ticket" in told
    _press(card, "Open ticket")
    assert window.page("ticket").current() == row.uid


def test_try_again_does_it_again(page: SyncPage, desk: Desk, row: QueueRow, settle: Settle) -> None:
    _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "status_forbidden")
    desk.do(EditTicket(row.uid, {"subject": "another"})).result()
    page.load()
    settle()
    _press(page.needs.cards[0], "Try again")
    settle()
    assert page.needs.cards == []
    found = desk.read.ticket(row.uid)
    assert found is not None
    assert found.subject == "mine"


def test_discarding_asks_why_and_takes_the_draft_too(
    page: SyncPage, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    operation = _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "ticket_owned")
    desk.save_draft(Draft(operation, row.uid, "note", "kept words", saved_at=1))
    page.load()
    settle()
    card = page.needs.cards[0]
    _press(card, "Discard…")
    line = card.findChild(ReasonLine)
    assert line is not None
    assert line.isVisible()
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert desk.read.refused(), "not without a reason"
    QTest.keyClicks(line.line, "done otherwise")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    settle()
    assert page.needs.cards == []
    assert desk.drafts() == ()


@pytest.mark.parametrize(("button", "stands"), [("Use mine", "mine"), ("Keep theirs", "theirs")])
def test_a_contested_field_shows_both_sides(
    page: SyncPage, desk: Desk, row: QueueRow, settle: Settle, button: str, stands: str
) -> None:
    desk.do(EditTicket(row.uid, {"subject": "theirs"})).result()
    other = desk.read.agents()[0]
    told = Conflict("op", "ticket", row.uid, row.uid, "subject", "mine", "theirs", other.uid, 1)
    _in_store(desk, lambda connection: keep_conflict(connection, told))
    page.load()
    settle()
    (card,) = page.needs.cards
    for words in ("Subject", "mine", "theirs", other.name):
        assert words in _words(card)
    _press(card, button)
    settle()
    assert page.needs.cards == []
    found = desk.read.ticket(row.uid)
    assert found is not None
    assert found.subject == stands


def test_words_of_a_refused_reply_come_back_into_the_editor(
    page: SyncPage, window: MainWindow, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    typed = "您好，今天下午重新派送。"
    operation = _refuse(desk, AddNote(row.uid, typed), "ticket_owned", owner="Li")
    desk.save_draft(Draft(operation, row.uid, "note", typed, saved_at=1, reason="ticket_owned"))
    desk.save_draft(Draft("other", row.uid, "reply", "something newer", saved_at=2))
    page.load()
    settle()
    assert typed in _words(page.needs.cards[0])
    _press(page.needs.cards[0], "Mend the words")
    settle()
    reply = window.page("ticket").reply
    assert (reply.edit.toPlainText(), reply.mode) == (typed, "note")
    reply.edit.insertPlainText("（已核实）")
    reply.send()
    settle()
    settle()
    assert desk.read.refused() == (), "what was mended and sent needs nobody any more"
    assert [draft.uid for draft in desk.drafts()] == ["other"]


def test_a_refused_ticket_comes_back_into_the_intake(
    page: SyncPage, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    _in_store(desk, lambda connection: state.write(connection, "desk_no", "7"))
    action = NewTicket("花瓶碎了", "花瓶碎了", phone="13900001111", customer_name="高远航")
    operation = _refuse(desk, action, "ticket_exists")
    args = {"phone": "13900001111", "customer_name": "高远航", "body": "花瓶碎了"}
    desk.save_draft(Draft(operation, "", "intake", "花瓶碎了", saved_at=1, data={"args": args}))
    page.load()
    settle()
    _press(page.needs.cards[0], "Mend the words")
    settle()
    facts = window.page("intake").facts()
    assert (facts.number, facts.name, facts.words) == ("13900001111", "高远航", "花瓶碎了")


def test_a_refused_decision_opens_its_form(
    page: SyncPage, window: MainWindow, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    _refuse(desk, ChangePriority(row.uid, 4 if row.priority != 4 else 1), "changed_meanwhile")
    page.load()
    settle()
    _press(page.needs.cards[0], "Do it anew…")
    assert window.page("ticket").current() == row.uid
    assert window.page("ticket").acting.panel is not None


def test_what_was_wanted_and_what_stands_are_beside_each_other(
    page: SyncPage, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "changed_meanwhile")
    desk.do(EditTicket(row.uid, {"subject": "another"})).result()
    page.load()
    settle()
    told = _words(page.needs.cards[0])
    assert "Subject: mine" in told
    assert "Subject: another" in told


def test_a_reason_half_typed_stays_while_other_work_comes_and_goes(
    page: SyncPage, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "ticket_owned")
    page.load()
    settle()
    card = page.needs.cards[0]
    _press(card, "Discard…")
    line = card.findChild(ReasonLine)
    assert line is not None
    QTest.keyClicks(line.line, "half a rea")
    _refuse(desk, AddNote(row.uid, "later"), "ticket_owned")
    page.load()
    settle()
    assert len(page.needs.cards) == 2
    assert page.needs.cards[0] is card
    assert line.line.text() == "half a rea"


def test_work_on_its_way_is_told_in_words_and_opens_its_ticket(
    page: SyncPage, window: MainWindow, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    desk.do(AddNote(row.uid, "已联系网点")).result()
    page.load()
    settle()
    lines = page.waiting.list.lines()
    assert any(line.title.startswith("A note") and "已联系网点" in line.about for line in lines)
    page.waiting.list.opened.emit(lines[-1].key)
    assert window.page("ticket").current() == row.uid


def test_arrow_keys_go_from_card_to_card(
    page: SyncPage, window: MainWindow, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    for words in ("one", "two"):
        _refuse(desk, AddNote(row.uid, words), "ticket_owned")
    page.load()
    settle()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    page.activate()
    settle()
    first, second = page.needs.cards
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert "two" in second.accessibleDescription()


OFFLINE = SyncState(
    "offline",
    "postgresql://li:secret@db/aftercare",
    waiting=2,
    offline_since=1_782_000_000_000,
    problem="hub_unreachable",
    clock_offset_ms=-420_000,
    advisory=True,
    uploads=3,
)


def test_the_page_says_how_it_stands_and_what_that_means(page: SyncPage, settle: Settle) -> None:
    page._show_state(OFFLINE)
    told = page.head.words
    assert told.startswith("Offline since")
    assert "Go on working" in told
    assert "does not answer" in told
    assert "clock is 7 min fast" in told
    assert page.facts.fact("hub") == "postgresql://li@db/aftercare"
    assert page.facts.fact("uploads") == "3"
    assert page.facts.fact("rights").startswith("Advisory")
    page._show_state(SyncState("waiting", "x", stage="open", done=250, total=1_000))
    assert "25 %" in page.head.words
    assert "you can work" in page.head.words
    page._show_state(SyncState("in_step", "x", authority=True, serials_left=9))
    assert page.head.words.startswith("In step")
    assert page.facts.fact("serials") == "9"


def test_comparing_says_what_was_put_right(
    page: SyncPage, window: MainWindow, desk: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Future[Verified] = Future()
    monkeypatch.setattr(desk, "verify_replica", lambda: found)
    page._show_state(OFFLINE)
    window.commands.run("desk.compare")
    assert not page.head.compare.isEnabled()
    found.set_result(Verified(1, 1_200, repaired=2))
    settle()
    assert window.notice.text == "1,200 records compared; 2 were put right."


def test_a_hub_out_of_reach_is_said_and_the_buttons_come_back(
    page: SyncPage, window: MainWindow, desk: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: Future[Verified] = Future()
    broken.set_exception(Refusal("hub_unreachable", reason="refused"))
    monkeypatch.setattr(desk, "sync_state", lambda: OFFLINE)
    monkeypatch.setattr(desk, "verify_replica", lambda: broken)
    page.compare()
    settle()
    assert "does not answer" in window.notice.text
    assert page.head.compare.isEnabled()


def test_a_list_that_cannot_be_read_says_so(
    page: SyncPage, desk: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: Future[object] = Future()
    broken.set_exception(Refusal("desk_closed"))
    monkeypatch.setattr(desk, "outbox", lambda: broken)
    page.load()
    settle()
    assert "could not be read" in page.needs.problem


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        ("hub_renewed", {"again": 7, "desk": 4, "was": 3, "numbers": 20}, "restored or replaced"),
        ("hub_replaced", {"again": 7}, "Another server"),
        ("desk_renewed", {"again": 7, "desk": 4, "was": 3}, "a desk of its own: number 4"),
    ],
)
def test_a_new_beginning_is_told_until_it_was_read(
    page: SyncPage, desk: Desk, settle: Settle, kind: str, facts: dict[str, int], said: str
) -> None:
    _in_store(desk, lambda c: renewals.note(c, kind, desk.clock(), **facts))
    _in_store(desk, lambda c: renewals.add(c, desk.clock(), dropped=5))
    page.load()
    settle()
    (card,) = page.needs.cards
    told = _words(card)
    assert said in told
    assert "7 of this desk's accepted changes" in told
    assert "5 records" in told
    assert ("it was 3" in told) == (kind == "hub_renewed")
    assert "{" not in told
    card.setFocus()
    next(b for b in card.findChildren(QPushButton) if b.text() == "Got it").setFocus()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    settle()
    assert page.needs.cards == []
    focus = page.window().focusWidget()
    assert focus is page or page.isAncestorOf(focus), "the keyboard stays on the page"
    assert desk.read.renewals() == ()


def test_a_state_says_that_something_is_to_be_read(page: SyncPage) -> None:
    page._show_state(SyncState("in_step", "x", renewals=1))
    assert "Something happened" in page.head.words
