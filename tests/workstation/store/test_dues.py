"""The next moment at which anything falls due, and what planning reads."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.workstation.seat import Seat
from workstation.domain.limits import Planner
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter
from workstation.store import bulk, dues
from workstation.store.replica import transaction

HOUR = 3_600_000


@pytest.fixture
def many(seat: Seat) -> Seat:
    draw = random.Random(3)
    made = [
        Ticket(
            f"{number:032x}",
            f"7-{number:05d}",
            seat.now - draw.randrange(100 * HOUR),
            status=draw.choice(("new", "open", "waiting", "resolved")),
            group_code=draw.choice(("cod", "customs")),
            owner=draw.choice(("", seat.agent.uid)),
            due_at=draw.choice((None, seat.now + draw.randrange(-50, 50) * HOUR)),
            tags=draw.choice(((), ("a",))),
        )
        for number in range(200)
    ]

    def fill(connection) -> None:  # type: ignore[no-untyped-def]
        with transaction(connection):
            bulk.insert(connection, made)

    seat.desk.writer.submit(fill).result()
    seat.made = made  # type: ignore[attr-defined]
    return seat


@pytest.mark.parametrize("ahead", [(), (2 * HOUR,), (HOUR, 5 * HOUR)])
@pytest.mark.parametrize("chosen", [None, Filter(open=True, groups=("cod",))])
def test_the_next_moment_is_that_of_all_rows(
    many: Seat, chosen: Filter | None, ahead: tuple[int, ...]
) -> None:
    told = [
        one.due_at - before
        for one in many.made  # type: ignore[attr-defined]
        for before in (0, *ahead)
        if one.is_open and one.due_at is not None
        if chosen is None or one.group_code in chosen.groups
    ]
    moment = many.now - 60 * HOUR
    for _ in range(30):
        later = min((one for one in told if one > moment), default=None)
        assert many.desk.read.next_due_after(moment, chosen, ahead) == later
        if later is None:
            break
        moment = later


def test_it_is_read_from_the_index_of_what_is_due(many: Seat) -> None:
    asked = (
        "EXPLAIN QUERY PLAN SELECT t.due_sort FROM ticket t WHERE t.is_open=1 AND t.due_sort>?"
        " AND t.due_sort<? ORDER BY t.due_sort LIMIT 1"
    )
    rows = many.desk.read.connection.execute(asked, (0, dues.NEVER)).fetchall()
    assert "INDEX ticket_open_due" in rows[0][3]


def test_planning_reads_as_much_of_a_ticket_as_it_needs(many: Seat) -> None:
    """What is read for ten thousand at once gives the same limits as the whole ticket."""
    rules = many.desk.rules
    ticket = many.ticket(class_code="safety", subtype="safety.lost", phone="13800000000")
    whole = many.read(ticket.uid)
    ((_, light),) = dues.some(many.desk.read.connection, [ticket.uid])
    assert Planner(rules).plan(light) == Planner(rules).plan(whole)
    assert not dues.differs(light, Planner(rules).plan(whole))
    assert dues.differs(light, replace(Planner(rules).plan(whole), step_due=1))


def test_open_tickets_are_gone_through_once_in_pieces(many: Seat) -> None:
    place, found = dues.START, []
    while True:
        piece, place = dues.open_after(many.desk.read.connection, place, 17)
        if not piece:
            break
        found += [ticket.uid for _, ticket in piece]
    assert len(found) == len(set(found))
    assert set(found) == {one.uid for one in many.made if one.is_open}  # type: ignore[attr-defined]
