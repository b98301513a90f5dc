"""What a reply may promise: from the ticket, its claims and what was offered."""

from __future__ import annotations

import pytest

from workstation.domain.claim import Claim
from workstation.domain.offer import Offer
from workstation.domain.speech_check import check
from workstation.domain.speech_given import given_for, offered_in
from workstation.domain.ticket import Ticket
from workstation.rules import loading

NOW = 1_800_000_000_000
DAY = 86_400_000
SPEECH = loading.load().speech


def ticket(**facts: object) -> Ticket:
    return Ticket(uid="t" * 32, number="T1", created_at=NOW, **facts)  # type: ignore[arg-type]


def promised(text: str, *claims: Claim, offered: tuple[int, ...] = ()) -> bool:
    given = given_for(ticket(), 0, NOW, (), claims, offered)
    return any(one.rule.code == "amount_beyond" for one in check(text, SPEECH, given))


def claim(status: str = "submitted", **facts: object) -> Claim:
    made = {"uid": "c" * 32, "number": "C1", "ticket": "t" * 32, "created_at": NOW, **facts}
    return Claim(status=status, **made)  # type: ignore[arg-type]


def test_what_was_approved_offered_or_agreed_may_be_promised() -> None:
    words = "您好，我们赔您320元，三天内到账。"
    assert promised(words)
    assert promised(words, claim(proposed_fen=32_000))
    assert not promised(words, claim("approved", approved_fen=32_000))
    assert not promised(words, claim(proposed_fen=32_000, agreed_at=NOW))
    assert not promised(words, offered=(32_000,))
    assert promised(words.replace("320", "321"), offered=(32_000,))


def test_an_offer_counts_while_it_stands() -> None:
    def offer(**facts: object) -> Offer:
        return Offer(uid="o", claim="c", ticket="t", at=NOW, amount_fen=32_000, **facts)  # type: ignore[arg-type]

    assert offered_in([offer()], NOW) == (32_000,)
    assert offered_in([offer(answer="accepted")], NOW) == (32_000,)
    assert offered_in([offer(answer="refused"), offer(valid_until=NOW - 1)], NOW) == ()


def test_what_the_customer_claims_may_be_told_again_but_not_promised() -> None:
    claimed = claim(claimed_fen=500_000)
    assert not promised("您的赔付金额5000元已记录在案。", claimed)
    assert not promised("您要求赔偿5000元，我已经登记。")
    assert promised("您的赔付金额5000元已记录在案。")
    assert promised("我们赔您5000元。", claimed)


def test_times_are_measured_by_when_the_ticket_must_be_solved() -> None:
    def late(text: str, **facts: object) -> bool:
        given = given_for(ticket(**facts), 0, NOW)
        return any(one.rule.code == "time_beyond" for one in check(text, SPEECH, given))

    near, far = {"due_at": NOW + DAY}, {"due_at": NOW + DAY, "resolve_due": NOW + 5 * DAY}
    assert late("您好，三天内给您答复。", **near)
    assert not late("您好，三天内给您答复。", **far)
    assert late("您好，七天内给您答复。", **far)
    assert not late("您好，七天内给您答复。")


@pytest.mark.parametrize(
    ("words", "fen"),
    [
        ("三千五百元", 350_000),
        ("一万二块钱", 1_200_000),
        ("两百块", 20_000),
        ("十五元", 1_500),
        ("一百零五元", 10_500),
        ("1.2万元", 1_200_000),
        ("CNY 123.50", 12_350),
        ("RMB1,000", 100_000),
        ("88 yuan", 8_800),
    ],
)
def test_sums_are_read_however_they_are_written(words: str, fen: int) -> None:
    text = f"我们退您 {words}。"
    assert promised(text, offered=(fen - 1,))
    assert not promised(text, offered=(fen,))
