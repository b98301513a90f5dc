"""What became of numbers, told in stretches: whatever was given, given back and given again."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workstation.store import schema, serials

PARTS = st.lists(
    st.tuples(st.integers(1, 40), st.integers(0, 12), st.integers(0, 13), st.booleans()),
    max_size=12,
)


@given(PARTS)
def test_each_number_is_what_it_was_last(parts: list[tuple[int, int, int, bool]]) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.upgrade(connection)
    known: dict[int, str] = {}
    for first, more, used, back in parts:
        last, following = first + more, min(first + used, first + more + 1)
        serials.keep(connection, "LP2026", first, last)
        connection.execute("UPDATE serial_range SET next=?", (following,))
        known |= dict.fromkeys(range(first, following), "taken")
        known |= dict.fromkeys(range(following, last + 1), "returned" if back else "given_up")
        if back:
            serials.returned(connection, serials.Remainder("LP2026", first, following, last))
        else:
            serials.forget(connection)
    told: dict[int, str] = {}
    made = serials.stretches(connection, "LP2026")
    for one in made:
        told |= dict.fromkeys(range(one.first, one.last + 1), one.state)
    assert told == known
    assert [one.first for one in made] == sorted(told.keys() & {one.first for one in made})
    for one, after in pairwise(made):
        assert one.last < after.first
        assert (one.last + 1, one.state) != (after.first, after.state), "one stretch in two"
    connection.close()


def test_a_stretch_is_read_in_parts_whose_texts_are_in_order() -> None:
    stretch = serials.Stretch("LP2026", 999_400, 1_000_700, "taken")
    parts = list(stretch.parts(500))
    assert [text for part in parts for text in part.texts()] == stretch.texts()
    for part in parts:
        assert part.texts() == sorted(part.texts())
        assert len({len(text) for text in part.texts()}) == 1
