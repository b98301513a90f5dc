"""Which payment a bank's line is about, and that nothing is ever recorded twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.bank_answer import (
    AnswerLine,
    Matched,
    Owed,
    match_answer,
    payment_number,
    same_account,
    same_name,
)
from workstation.domain.payment import Payment


def owed(number: str = "C7-0001", version: int = 1, **facts: object) -> Owed:
    told = {"amount_fen": 10_000, "payee": "王芳", "account": "6222021234567890", "state": "filed"}
    made = Payment(f"p{number}{version}", f"c{number}", "t", version, **{**told, **facts})  # type: ignore[arg-type]
    return Owed(made, payment_number(number, version))


def line(**facts: object) -> AnswerLine:
    told = {"line": 2, "outcome": "paid", "number": "C7-0001", "reference": "R1"}
    return AnswerLine(**{**told, **facts})  # type: ignore[arg-type]


def only(told: AnswerLine, *payments: Owed) -> Matched:
    return match_answer([told], payments or (owed(),))[0]


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({}, "pay"),
        ({"number": "快件理赔款 c7－0001"}, "pay"),
        ({"number": "C70001"}, "pay"),
        ({"amount_fen": -10_000}, "pay"),
        ({"payee": "王*", "account": "6222****7890"}, "pay"),
        ({"outcome": "failed"}, "fail"),
        ({"outcome": "waiting"}, "waiting"),
        ({"amount_fen": 10_001}, "differs"),
        ({"account": "6222021234567891"}, "differs"),
        ({"payee": "王方"}, "differs"),
        ({"number": "C7-0002"}, "unknown"),
        ({"number": "", "account": "6222021234567890", "amount_fen": 10_000}, "pay"),
        ({"number": "", "account": "6222021234567890", "amount_fen": 9_000}, "differs"),
        ({"number": "", "account": "1"}, "unknown"),
    ],
)
def test_a_line_is_judged_by_what_it_tells(told: dict[str, object], verdict: str) -> None:
    assert only(line(**told)).verdict == verdict


def test_a_version_is_a_payment_of_its_own() -> None:
    first, second = owed(state="cancelled"), owed(version=2)
    found = only(line(number="C7-0001-2"), first, second)
    assert (found.verdict, found.owed) == ("pay", second)
    assert only(line(), first, second).differs == ("state",)


def test_two_payments_to_one_account_are_not_guessed() -> None:
    told = line(number="", account="6222021234567890", amount_fen=10_000)
    assert only(told, owed(), owed("C7-0002")).verdict == "unclear"
    assert only(told, owed(), owed("C7-0002", state="requested")).verdict == "unclear"
    assert only(told, owed(), owed("C7-0002", state="cancelled")).owed == owed()
    paid = owed("C7-0002", state="paid", reference="R1")
    assert only(told, owed(), paid).verdict == "done"


def test_what_was_paid_is_told_apart_from_paid_twice() -> None:
    paid = owed(state="paid", reference="R1")
    assert only(line(), paid).verdict == "done"
    assert only(line(reference=""), paid).verdict == "done"
    assert only(line(reference="R2"), paid).verdict == "twice"
    assert only(line(outcome="failed"), paid).differs == ("state",)
    both = match_answer([line(), line(line=3), line(line=4, reference="R2")], [owed()])
    assert [one.verdict for one in both] == ["pay", "done", "twice"]


def test_an_old_failure_does_not_fail_the_payment_that_was_filed_again() -> None:
    again = replace(owed(filed_at=500), failed_at=300)
    assert only(line(outcome="failed", paid_at=200), again).verdict == "done"
    assert only(line(outcome="failed"), again).verdict == "done"
    assert only(line(outcome="failed", paid_at=600), again).verdict == "fail"
    assert only(line(outcome="failed"), owed(state="requested")).verdict == "fail"
    once = replace(owed(state="requested"), failed_at=300)
    assert only(line(outcome="failed", paid_at=600), once).verdict == "done"


def test_masks_stand_for_what_is_not_shown() -> None:
    assert same_account("6222 **** 7890", "6222021234567890")
    assert same_account("*7890", "6222021234567890")
    assert not same_account("*7891", "6222021234567890")
    assert not same_account("*", "")
    assert same_name("*芳", "王芳")
    assert not same_name("*方", "王芳")


STATES = ("requested", "filed", "failed", "cancelled", "paid", "reversed")
PAYMENTS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 2), st.sampled_from(STATES)),
    unique_by=lambda one: one[:2],
    max_size=6,
)
LINES = st.lists(
    st.builds(
        line,
        line=st.integers(2, 99),
        outcome=st.sampled_from(("paid", "failed", "waiting")),
        number=st.sampled_from(("", "C7-0001", "C7-0001-2", "C7-0003", "C70004", "x C7-0002")),
        account=st.sampled_from(("", "6222021234567890", "6222*7890", "9")),
        amount_fen=st.sampled_from((None, 10_000, 5)),
        reference=st.sampled_from(("", "R1", "R2")),
    ),
    max_size=8,
)


@given(LINES, PAYMENTS)
def test_an_answer_taken_in_a_second_time_changes_nothing(
    lines: list[AnswerLine], payments: list[tuple[int, int, str]]
) -> None:
    known = [owed(f"C7-{n:04d}", version, state=state) for n, version, state in payments]
    first = match_answer(lines, known)
    settled = [one for one in first if one.verdict in ("pay", "fail")]
    uids = [one.owed.payment.uid for one in settled if one.owed]
    assert len(set(uids)) == len(uids)  # each payment is recorded once
    after = {one.payment.uid: one for one in known}
    for one in settled:
        assert one.owed is not None
        state = "paid" if one.verdict == "pay" else "failed"
        told = {"state": state, "reference": one.line.reference or one.owed.number}
        after[one.owed.payment.uid] = replace(
            one.owed,
            payment=replace(one.owed.payment, **told),  # type: ignore[arg-type]
        )
    second = match_answer(lines, list(after.values()))
    assert not [one for one in second if one.verdict in ("pay", "fail")]


def test_a_number_that_two_payments_have_decides_nothing() -> None:
    one, other = owed("C7-0001", 2), owed("C7-0001-2", 1, account="6222021234567891")
    assert one.number == other.number
    told = only(line(number=one.number, account="6222021234567891", amount_fen=10_000), one, other)
    assert (told.verdict, told.owed) == ("pay", other)
    assert only(line(number=one.number), one, other).owed is None
