"""Two desks draw on one picture apart: both hubs join what they drew as the editor does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workstation.sync.test_claims_on_desks import codes, do, exchange, records
from tests.workstation.sync.test_evidence_order import hang
from tests.workstation.sync.test_rules_on_desks import Seats, seats
from workstation.actions.intake import NewTicket
from workstation.actions.pictures import MarkPicture
from workstation.actions.tickets import TransferTicket
from workstation.domain.picture_marks import Mark, marks_from_data, marks_to_data, merged
from workstation.sync.merge import merge_field
from workstation.sync.policy import POLICIES

__all__ = ["seats"]

MARKS = st.lists(st.builds(Mark, st.just("box"), st.integers(0, 6), st.just(1)), unique=True)


@given(MARKS, MARKS, MARKS)
@settings(max_examples=200)
def test_the_policy_joins_marks_as_the_editor_does(
    base: list[Mark], mine: list[Mark], theirs: list[Mark]
) -> None:
    told = [marks_to_data(marks) for marks in (base, mine, theirs)]
    step = merge_field(POLICIES["attachment"]["marks"], *told)
    stands = told[2] if step is None else step.value
    assert set(marks_from_data(stands)) == set(merged(base, mine, theirs))


def test_what_two_desks_drew_apart_is_there_of_both(seats: Seats) -> None:
    amy, ben = seats("amy", "claims"), seats("ben", "claims")
    ticket = str(do(amy, NewTicket(subject="花瓶破损", body="碎了")))
    do(amy, TransferTicket(ticket, "cod", "赔付"))
    picture = hang(amy, ticket, "a")
    old = Mark("box", 1, 1, 9, 9)
    do(amy, MarkPicture(picture, (old,)))
    exchange(amy, ben)
    arrow = Mark("arrow", 5, 5, 900, 900, "blue")
    words = Mark("text", 7, 7, text="瓶口碎裂", page=1)
    do(amy, MarkPicture(picture, (old, arrow)))
    do(ben, MarkPicture(picture, (words,)))  # took the box away
    exchange(amy, ben)
    for desk in (amy, ben):
        (file,) = records(desk, "attachment")
        assert set(marks_from_data(file.marks)) == {arrow, words}
        assert (codes(desk), desk.sync_state().waiting) == ([], 0)
        assert not desk.read.conflicts()
