"""Guided diagnosis on a ticket: answers are facts, the conclusion may be taken over."""

from __future__ import annotations

import pytest

from tests.workstation.seat import Seat
from workstation.actions.diagnosis import AnswerDiagnosis
from workstation.domain.refusal import Refusal
from workstation.domain.step_record import standing

STUCK = {"signed": "no", "moving": "three"}


def test_answers_are_kept_as_facts_of_the_ticket(seat: Seat) -> None:
    ticket = seat.ticket(class_code="enquiry", subtype="enquiry.tracking")
    seat.do(AnswerDiagnosis(ticket.uid, "not_received", STUCK))
    (record,) = seat.desk.read.step_records(ticket.uid)
    assert record.form == "diagnosis.not_received"
    assert record.values == {**STUCK, "conclusion": "stuck"}
    assert seat.read(ticket.uid).subtype == "enquiry.tracking"


def test_a_conclusion_that_is_taken_over_changes_class_and_cause(seat: Seat) -> None:
    ticket = seat.ticket(class_code="enquiry", subtype="enquiry.tracking")
    seat.do(AnswerDiagnosis(ticket.uid, "not_received", STUCK, apply=True))
    after = seat.read(ticket.uid)
    assert (after.subtype, after.cause) == ("timeliness.transit_delay", "longer_transit")


def test_more_answers_replace_the_earlier_ones(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(AnswerDiagnosis(ticket.uid, "not_received", {"signed": "no"}))
    seat.do(AnswerDiagnosis(ticket.uid, "not_received", STUCK))
    kept = standing(seat.desk.read.step_records(ticket.uid))
    assert [one.values.get("conclusion") for one in kept] == ["stuck"]


@pytest.mark.parametrize(
    ("tree", "answers", "code"),
    [
        ("not_received", {}, "answers_missing"),
        ("not_received", {"signed": "perhaps"}, "diagnosis_answer"),
        ("unknown", STUCK, "value_unknown"),
    ],
)
def test_answers_that_do_not_fit_are_refused(
    seat: Seat, tree: str, answers: dict[str, str], code: str
) -> None:
    ticket = seat.ticket()
    with pytest.raises(Refusal, match=code):
        seat.do(AnswerDiagnosis(ticket.uid, tree, answers))
