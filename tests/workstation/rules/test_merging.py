"""Two drafts of the same text brought together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workstation.rules.merging import merged

BASE = "a = 1\nb = 2\nc = 3\nd = 4\n"
LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=8).map("".join)


def test_changes_in_different_places_are_both_in() -> None:
    made = merged(BASE, BASE.replace("a = 1", "a = 9"), BASE.replace("d = 4", "d = 8"))
    assert made.text == "a = 9\nb = 2\nc = 3\nd = 8\n"
    assert made.clashes == 0


def test_where_both_changed_mine_stands_and_theirs_follows_as_a_comment() -> None:
    made = merged(BASE, BASE.replace("b = 2", "b = 5"), BASE.replace("b = 2", "b = 6"))
    assert made.text == "a = 1\nb = 5\n# theirs: b = 6\nc = 3\nd = 4\n"
    assert made.clashes == 1


def test_the_same_change_counts_once() -> None:
    same = BASE.replace("c = 3", "c = 7")
    assert merged(BASE, same, same).text == same


@given(LINES, LINES)
def test_who_changed_nothing_gets_the_others_text(base: str, other: str) -> None:
    assert merged(base, base, other).text == other
    assert merged(base, other, base).text == other
    assert merged(base, other, other) == merged(base, other, base)
