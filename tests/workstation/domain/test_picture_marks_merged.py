"""Two people draw on one picture at once: what either added is there, what either took away is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.picture_marks import (
    MARK_COLOURS,
    Mark,
    marks_from_data,
    marks_to_data,
    merged,
    on_page,
)

MARKS = st.builds(
    Mark,
    st.sampled_from(("arrow", "box")),
    *(st.integers(0, 3),) * 4,
    st.sampled_from(MARK_COLOURS[:2]),
    page=st.integers(0, 2),
)
DRAWN = st.lists(MARKS, max_size=5).map(tuple)


@given(DRAWN, DRAWN)
def test_where_one_alone_drew_it_is_as_that_one_left_it(base, mine):
    assert sorted(map(str, merged(base, mine, base))) == sorted(map(str, mine))
    assert merged(base, base, mine) == mine


@given(DRAWN, DRAWN, DRAWN)
def test_what_both_kept_stays_and_what_either_added_comes(base, mine, theirs):
    found = merged(base, mine, theirs)
    for mark in {*mine, *theirs}:
        added = max(mine.count(mark), theirs.count(mark)) > base.count(mark)
        if added:
            assert mark in found
    for mark in set(base):
        if mark not in mine and mark not in theirs:
            assert mark not in found


@given(DRAWN)
def test_marks_and_their_pages_survive_as_data(marks):
    assert marks_from_data(marks_to_data(marks)) == marks
    assert sum(len(on_page(marks, page)) for page in range(3)) == len(marks)
