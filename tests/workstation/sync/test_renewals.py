"""A person is told once that the hub began another life, or that this desk became another."""

from __future__ import annotations

import shutil

from tests.workstation.sync.team import AddNote, Seat, Team
from workstation.store import renewals
from workstation.store.replica import transaction
from workstation.sync.sql_hub import SqlHub


def _told(seat: Seat) -> list[tuple[str, dict[str, int]]]:
    return [(one.kind, one.facts) for one in seat.exchange.do(renewals.unread)]


def test_nothing_is_told_of_a_first_enrolment(team: Team) -> None:
    seat = team.seat("one")
    seat.ticket()
    team.settle()
    assert _told(seat) == []


def test_another_life_of_the_hub_is_told_once(team: Team, hub: SqlHub) -> None:
    one, two = team.seat("one"), team.seat("two")
    ticket = one.ticket()
    team.settle()
    hub.new_epoch()
    for seat in (one, two):
        seat.close()
        seat.open()
    team.settle()
    ((kind, facts),) = _told(one)
    assert kind == "hub_renewed"
    assert facts["again"] == 1
    assert facts["desk"] == facts["was"]
    assert one.read(ticket)
    team.settle()
    assert len(_told(one)) == 1
    assert one.rows("SELECT count(*) FROM journal WHERE action='HubRenewed'") == [(1,)]


def test_what_was_read_is_told_no_more_but_stays_in_the_journal(team: Team, hub: SqlHub) -> None:
    seat = team.seat("one")
    seat.ticket()
    team.settle()
    hub.new_epoch()
    seat.close()
    seat.open()
    team.settle()

    def read(connection: object) -> None:
        (told,) = renewals.unread(connection)  # type: ignore[arg-type]
        with transaction(connection):  # type: ignore[arg-type]
            renewals.read(connection, told.uid)  # type: ignore[arg-type]

    seat.exchange.do(read)
    team.settle()
    assert _told(seat) == []
    assert seat.rows("SELECT count(*) FROM journal WHERE action='HubRenewed'") == [(1,)]


def test_a_copied_desk_is_told_its_new_number(team: Team) -> None:
    one = team.seat("one")
    ticket = one.ticket()
    team.settle()
    one.close()
    shutil.copy(one.path, one.path.with_name(one.path.name.replace("one", "copy")))
    one.open()
    one.do(AddNote(ticket, "by the desk"))
    team.settle()
    copy = team.seat("copy")
    copy.do(AddNote(ticket, "by the copy"))
    team.settle()
    ((kind, facts),) = _told(copy)
    assert kind == "desk_renewed"
    assert facts["was"] == 1
    assert facts["desk"] != 1
    assert facts["waiting"] == 1
    assert _told(one) == []


def test_what_comes_of_it_after_it_was_read_is_told_again(team: Team, hub: SqlHub) -> None:
    seat = team.seat("one")

    def steps(connection: object) -> list[list[str]]:
        told = []
        with transaction(connection):  # type: ignore[arg-type]
            renewals.note(connection, "hub_renewed", 5, again=2)  # type: ignore[arg-type]
            (first,) = renewals.unread(connection)  # type: ignore[arg-type]
            renewals.read(connection, first.uid)  # type: ignore[arg-type]
            renewals.add(connection, 6, dropped=3)  # type: ignore[arg-type]
            told.append([str(dict(one.facts)) for one in renewals.unread(connection)])  # type: ignore[arg-type]
            renewals.read(connection, first.uid)  # type: ignore[arg-type]
            renewals.over(connection)  # type: ignore[arg-type]
            renewals.add(connection, 7, dropped=9)  # type: ignore[arg-type]
            told.append([one.uid for one in renewals.unread(connection)])  # type: ignore[arg-type]
        return told

    assert seat.exchange.do(steps) == [[str({"again": 2, "dropped": 3})], []]
