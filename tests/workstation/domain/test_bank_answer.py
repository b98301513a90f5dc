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


def together(*numbers: str, account: str = "6222021234567890", **facts: object) -> list[Owed]:
    """Payments that are one transfer: 100 yuan each."""
    made = [owed(number, account=account, **facts) for number in numbers]
    return [replace(one, transfer=numbers[0]) for one in made]


def verdicts(told: AnswerLine, *payments: Owed) -> list[tuple[str, str]]:
    found = match_answer([told], payments)
    return [(one.owed.number if one.owed else "", one.verdict) for one in found]


def test_a_line_about_several_payments_settles_each_of_them_once() -> None:
    pair = together("C7-0001", "C7-0002")
    both = [("C7-0001", "pay"), ("C7-0002", "pay")]
    assert verdicts(line(amount_fen=20_000), *pair) == both
    assert verdicts(line(number="C7-0002", amount_fen=-20_000), *pair) == both
    whole = line(number="", account="6222021234567890", amount_fen=20_000)
    assert verdicts(whole, *pair) == both
    assert verdicts(replace(whole, number="没有号码"), *pair) == both
    assert {one.line.amount_fen for one in match_answer([whole], pair)} == {10_000}
    failed = [(number, "fail") for number, _ in both]
    assert verdicts(replace(whole, outcome="failed"), *pair) == failed
    twice = match_answer([whole, replace(whole, line=3)], pair)
    assert [one.verdict for one in twice] == ["pay", "pay", "done", "done"]


def test_a_line_about_several_payments_has_their_sum() -> None:
    pair = together("C7-0001", "C7-0002")
    assert verdicts(line(amount_fen=19_999), *pair) == [("C7-0001", "differs")]
    assert verdicts(line(amount_fen=None), *pair) == [("C7-0001", "pay")]
    assert verdicts(line(amount_fen=10_000), *pair) == [("C7-0001", "pay")]
    short = line(number="", account="6222021234567890", amount_fen=19_999)
    assert verdicts(short, *pair) == [("", "unknown")]
    assert verdicts(replace(short, amount_fen=20_000, account="9"), *pair) == [("", "unknown")]
    assert verdicts(replace(short, amount_fen=20_000, account=" "), *pair) == [("", "unknown")]


def test_two_transfers_of_one_sum_to_one_account_are_not_guessed() -> None:
    four = [*together("C7-0001", "C7-0002"), *together("C7-0003", "C7-0004")]
    whole = line(number="", account="6222021234567890", amount_fen=20_000)
    assert verdicts(whole, *four) == [("", "unknown")]
    assert verdicts(replace(whole, number="C7-0003"), *four) == [
        ("C7-0003", "pay"),
        ("C7-0004", "pay"),
    ]
    other = together("C7-0003", "C7-0004", account="6222021234567891")
    assert verdicts(whole, *four[:2], *other) == [("C7-0001", "pay"), ("C7-0002", "pay")]


def test_what_is_no_transfer_is_one_payment() -> None:
    """One alone that bears a transfer's name, and several without one, have no sum of their own."""
    (alone,) = together("C7-0001")
    assert verdicts(line(amount_fen=10_000), alone) == [("C7-0001", "pay")]
    apart = (owed(), owed("C7-0002"))
    assert verdicts(line(amount_fen=20_000), *apart) == [("C7-0001", "differs")]
    whole = line(number="", account="6222021234567890", amount_fen=20_000)
    assert verdicts(whole, *apart) == [("", "unknown")]


def test_a_line_that_names_two_payments_is_not_guessed() -> None:
    pair = (owed(), owed("C7-0002"))
    assert only(line(number="C7-0001 C7-0002"), *pair).verdict == "unclear"
    assert only(line(number="C7-0001 c70001"), *pair).owed == pair[0]


def test_what_is_told_without_a_number_is_near_what_is_still_owed() -> None:
    """A sum that differs is told of the only payment of the account that waits, not of a past one."""
    told = line(number="", account="6222021234567890", amount_fen=9_000)
    past = owed("C7-0002", state="paid")
    assert only(told, past).verdict == "unknown"
    assert only(told, past, owed()).owed == owed()
    assert only(told, owed(), owed("C7-0003")).verdict == "unknown"
    failed = owed("C7-0004", state="failed", reference="R9")
    exact = replace(told, amount_fen=10_000)
    assert only(replace(exact, outcome="failed"), failed, owed()).verdict == "done"
    paid = owed("C7-0002", state="paid", reference="R9")
    assert only(exact, paid, owed()).verdict == "unclear"
    assert only(replace(exact, reference=""), paid, owed()).verdict == "done"
    masked = replace(exact, account="6222****7890")
    assert only(masked, owed()).verdict == "pay"
    assert only(replace(masked, account="6222****7891"), owed()).verdict == "unknown"


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
