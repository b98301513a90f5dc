"""Tickets that come into sight or leave it in ways of which the log says little."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.workstation.sync.authority.feeding import opened
from tests.workstation.sync.authority.test_feed_sight import Person, _all, _person
from tests.workstation.sync.test_scope_hub import Writer
from workstation.sync.postgres_hub import PostgresHub
from workstation.sync.protocol import Key, Scope


@pytest.fixture
def hub(postgres_url: str) -> Iterator[PostgresHub]:
    with opened(postgres_url) as made:
        yield made


def _came(person: Person) -> tuple[set[Key], set[str]]:
    """What came now, and which tickets were told as evicted."""
    states = [state for page in _all(person) for state in page.changes]
    gone = {state.uid for state in states if state.evicted}
    return {state.key for state in states if not state.evicted}, gone


def test_a_ticket_of_another_group_comes_and_goes_with_its_owner(
    hub: PostgresHub, postgres_url: str
) -> None:
    writer = Writer(hub)
    with _person(postgres_url, writer, ("cod",)) as person:
        ticket = writer.ticket(group_code="customs")
        note = writer.note(ticket)
        assert ("ticket", ticket) not in _came(person)[0]
        writer.set(ticket, {"owner": ""}, {"owner": person.uid})
        assert _came(person) == ({("ticket", ticket), ("entry", note)}, set())
        later = writer.note(ticket)
        assert ("entry", later) in _came(person)[0]
        writer.set(ticket, {"owner": person.uid}, {"owner": ""})
        assert _came(person) == (set(), {ticket})
        writer.note(ticket)
        assert _came(person) == (set(), set())


def test_a_ticket_comes_and_goes_with_its_region(hub: PostgresHub, postgres_url: str) -> None:
    writer = Writer(hub)
    with _person(postgres_url, writer, ("cod",)) as person:
        person.scope = Scope(regions=("south",))
        ticket = writer.ticket(region="east")
        note = writer.note(ticket)
        assert ("ticket", ticket) not in _came(person)[0]
        writer.set(ticket, {"region": "east"}, {"region": "south"})
        assert _came(person) == ({("ticket", ticket), ("entry", note)}, set())
        writer.set(ticket, {"region": "south"}, {"region": "east"})
        assert _came(person) == (set(), {ticket})


def test_a_ticket_reopened_between_two_stages_has_all_that_hangs_on_it(
    hub: PostgresHub, postgres_url: str
) -> None:
    writer = Writer(hub)
    with _person(postgres_url, writer, ("cod",)) as person:
        writer.ticket(status="open")
        over = writer.ticket(status="resolved")  # newer, so the open ones are past it
        note = writer.note(over)
        person.limit = 1
        keys: set[Key] = set()
        while (told := person.hub.pull(person.desk_no, person.cursor, 1)).stage == "open":
            keys |= {state.key for state in told.changes}
            person.cursor = told.cursor
        assert ("ticket", over) not in keys
        writer.set(over, {"status": "resolved"}, {"status": "open"})  # history passes it over
        assert {("ticket", over), ("entry", note)} <= _came(person)[0]
