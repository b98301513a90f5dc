from __future__ import annotations

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.queue.places import MOST_STEPS, make_plan, places_of
from workstation.desk import Desk
from workstation.domain.view import ORDERS, Filter

FILTERS = (
    Filter(),
    Filter(open=True),
    Filter(statuses=("waiting",)),
    Filter(priorities=(3, 4)),
    Filter(owner="-"),
    Filter(open=False, urged=True),
)
CHANGES = (
    "priority=1+priority%4",
    "due_at=due_at+7200000, due_sort=coalesce(due_at+7200000, due_sort)",
    "due_at=due_at-90000000, due_sort=coalesce(due_at-90000000, due_sort)",
    "due_at=NULL, due_sort=9000000000000000",
    "last_activity_at=last_activity_at+86400000",
    "status='waiting', is_open=1",
    "status='closed', is_open=0",
    "owner=''",
    "urged=urged+1",
)


@settings(max_examples=40)
@given(
    chosen=st.sampled_from(FILTERS),
    order=st.sampled_from(ORDERS),
    changes=st.lists(st.tuples(st.integers(1, 60), st.sampled_from(CHANGES)), max_size=14),
    also=st.frozensets(st.integers(1, 60), max_size=4),
)
def test_a_plan_makes_the_list_what_reading_it_anew_would(desk, chosen, order, changes, also):
    ids = desk.read.ids(chosen, order)
    touched = frozenset(id for id, _change in changes) | also

    def write(connection):
        for id, change in changes:
            connection.execute(f"UPDATE ticket SET {change} WHERE id=?", (id,))

    desk.writer.submit(write).result()
    plan = make_plan(desk.read, ids, chosen, order, touched)
    assert not plan.anew
    assert plan.rows.keys() == touched
    for place in plan.removals:
        ids.pop(place)
    for place, id in plan.insertions:
        ids.insert(place, id)
    assert ids == desk.read.ids(chosen, order)


def test_what_stays_in_its_place_takes_no_step(desk: Desk) -> None:
    ids = desk.read.ids(Filter(), "number")
    plan = make_plan(desk.read, ids, Filter(), "number", frozenset(ids[:20]))
    assert (plan.removals, plan.insertions) == ((), ())


def test_words_and_too_many_steps_ask_for_the_whole(desk: Desk) -> None:
    ids = desk.read.ids(Filter(), "number")
    assert make_plan(desk.read, ids, Filter(text="破损"), "number", frozenset({1})).anew
    everything = frozenset(range(1, 61))
    plan = make_plan(desk.read, array("q"), Filter(), "number", everything)
    assert plan.anew is (len(everything) > MOST_STEPS)
    assert len(plan.insertions) == 60


@pytest.mark.parametrize("size", [0, 3, 20_000])
def test_places_are_found_in_long_lists(size: int) -> None:
    ids = array("q", range(size, 0, -1))
    assert places_of(ids, {1, size, size + 5}) == ({size: 0, 1: size - 1} if size else {})
