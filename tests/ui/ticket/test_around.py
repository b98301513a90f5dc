"""Who else has the ticket open, whose it is, and what the line's absence means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.ui.keys import commit
from tests.ui.ticket.conftest import Shown
from tests.workstation.seat import Seat
from ui.ticket.names import Names
from ui.ticket.standing import lease_words
from workstation import holding
from workstation.actions.replies import AddNote
from workstation.actions.tickets import AssignTicket, TakeTicket, TransferTicket
from workstation.domain.pages import Lease, Presence, SyncState


class Company:
    """What the desk tells others of, and hears from them."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.listener: Callable[[tuple[Presence, ...]], None] | None = None

    def present(self, ticket: str, doing: str) -> None:
        self.said.append((ticket, doing))

    def subscribe(self, listener: Callable[[tuple[Presence, ...]], None]) -> Callable[[], None]:
        self.listener = listener
        return lambda: None

    def stop(self) -> None:
        """Nothing runs."""


@pytest.fixture
def company(seat: Seat) -> Company:
    made = Company()
    seat.desk.company = made
    return made


def _offline(seat: Seat, monkeypatch: pytest.MonkeyPatch, ago: int) -> SyncState:
    told = SyncState("offline", "x", offline_since=seat.now - ago)
    monkeypatch.setattr(seat.desk, "sync_state", lambda: told)
    return told


def test_others_hear_what_is_open_and_that_one_types(
    shown: Shown, seat: Seat, company: Company
) -> None:
    ticket = seat.ticket()
    shown.page.open(ticket.uid)
    assert company.said[-1] == (ticket.uid, "viewing")
    commit(shown.page.reply.edit, "您好")
    commit(shown.page.reply.edit, "，")
    assert company.said[-1] == (ticket.uid, "typing")
    assert company.said.count((ticket.uid, "typing")) == 1, "not with every key"
    shown.page.around._pause.timeout.emit()
    assert company.said[-1] == (ticket.uid, "viewing")
    shown.page.hide()
    assert company.said[-1][0] == ""


def test_a_draft_that_is_put_back_is_no_typing(shown: Shown, seat: Seat, company: Company) -> None:
    first, second = seat.ticket(), seat.ticket()
    shown.page.open(first.uid)
    commit(shown.page.reply.edit, "写到一半")
    shown.page.open(second.uid)
    company.said.clear()
    shown.page.open(first.uid)
    assert shown.page.reply.edit.toPlainText() == "写到一半"
    assert (first.uid, "typing") not in company.said


def test_who_else_is_there_stands_in_the_head(shown: Shown, seat: Seat, company: Company) -> None:
    ticket = seat.ticket()
    shown.page.open(ticket.uid)
    chip = shown.page.header.present
    assert company.listener is not None
    tell = company.listener
    tell((Presence(ticket.uid, "a", "王敏", "viewing"), Presence("other", "b", "李娜", "typing")))
    shown.until(lambda: chip.text == "王敏 is looking at this")
    tell(
        (Presence(ticket.uid, "a", "王敏", "viewing"), Presence(ticket.uid, "b", "李娜", "typing"))
    )
    shown.until(lambda: chip.text == "李娜 is typing…")
    assert "王敏" in chip.toolTip()
    tell((Presence(ticket.uid, seat.agent.uid, "me", "viewing"),))
    shown.until(lambda: chip.text == "")
    assert not chip.isVisible()


def test_nothing_moves_when_somebody_comes(shown: Shown, seat: Seat) -> None:
    ticket = seat.ticket()
    shown.page.open(ticket.uid)
    header = shown.page.header
    shown.until(
        lambda: header._chips.geometry().bottom() < header.height() and header._chips.height() > 0
    )
    shown.settle(0.05)
    before = header.height()
    header.show_present([("王敏", "typing")])
    shown.settle()
    assert header.height() == before


def test_offline_a_foreign_ticket_says_what_may_be_done(
    shown: Shown, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = seat.ticket()
    seat.do(AssignTicket(ticket.uid, seat.leader.uid), seat.leader)
    seat.desk.agent = seat.clerk  # who did not open it
    shown.page.open(ticket.uid)
    bar = shown.page.standing
    assert bar.kind == ""
    state = _offline(seat, monkeypatch, holding.OFFLINE_MS // 2)
    shown.bridge.state_changed.emit(state)
    assert bar.kind == "", "a short break is none"
    state = _offline(seat, monkeypatch, holding.OFFLINE_MS * 2)
    shown.bridge.state_changed.emit(state)
    assert bar.kind == "offline"
    assert "You may note" in bar.text
    assert bar.isVisible()
    bar._note.click()
    assert shown.page.reply.mode == "note"
    monkeypatch.undo()
    shown.bridge.state_changed.emit(SyncState("in_step"))
    assert not bar.isVisible()


def test_offline_ones_own_ticket_is_worked_on_without_a_word(
    shown: Shown, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = seat.ticket()
    seat.do(TakeTicket(ticket.uid))
    shown.page.open(ticket.uid)
    shown.bridge.state_changed.emit(_offline(seat, monkeypatch, holding.OFFLINE_MS * 2))
    assert shown.page.standing.kind == ""


def test_a_ticket_that_was_given_to_another_says_so(shown: Shown, seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(TakeTicket(ticket.uid))
    shown.page.open(ticket.uid)
    commit(shown.page.reply.edit, "写到一半")
    seat.do(AssignTicket(ticket.uid, seat.leader.uid), seat.leader)
    shown.until(lambda: shown.page.standing.kind == "lost")
    assert "Leader" in shown.page.standing.text
    assert shown.page.reply.edit.toPlainText() == "写到一半"
    seat.do(AddNote(ticket.uid, "later"), seat.leader)
    shown.settle()
    assert shown.page.standing.kind == "lost", "it stays until it is read"


def test_what_one_gave_away_is_not_told_as_lost(shown: Shown, seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(TakeTicket(ticket.uid))
    shown.page.open(ticket.uid)
    seat.do(AssignTicket(ticket.uid, seat.leader.uid))
    shown.until(lambda: shown.page.header.owner.text() == "Leader")
    assert shown.page.standing.kind == ""


def test_leases_in_words(shown: Shown, seat: Seat) -> None:
    ticket = seat.ticket()
    names, me = Names(shown.bridge), seat.agent.uid
    detail = seat.detail(ticket.uid)
    lease = Lease(ticket.uid, me, "Agent", "7", seat.now + 600_000)
    mine = replace(detail, lease=lease)
    assert lease_words(detail, me, names) == ("", "")
    text, look = lease_words(mine, me, names)
    assert text.startswith("Yours until")
    assert text.endswith("renewed by itself")
    assert look == "faint"
    assert "line is down" in lease_words(mine, me, names, offline=True)[0]
    theirs = replace(detail, lease=replace(lease, agent="x", agent_name="王敏"))
    assert lease_words(theirs, me, names)[0].startswith("王敏 is working on it")
    over = replace(detail, lease=replace(lease, agent="x", until=seat.now - 1))
    assert lease_words(over, me, names) == ("", "")


def test_a_ticket_that_was_transferred_away_says_so(shown: Shown, seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(TakeTicket(ticket.uid))
    shown.page.open(ticket.uid)
    shown.until(lambda: shown.page.header.owner.text() == "mine")
    seat.do(TransferTicket(ticket.uid, "customs", "for customs"), seat.leader)
    shown.until(lambda: shown.page.standing.kind == "lost")
    assert "Customs" in shown.page.standing.text
