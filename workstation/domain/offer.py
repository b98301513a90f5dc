"""What a claimant was offered and what was answered; every offer stays as it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

OFFER_KINDS: Final = ("compensation", "freight", "coupon", "replacement", "repair")
#: "" while nothing was answered; lapsed: its time ran out without an answer.
OFFER_ANSWERS: Final = ("", "accepted", "refused", "countered", "lapsed")


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer to a party of a claim, by which channel, until when; sums in fen.

    `entry` is the message that told it, `counter_fen` what the party asked for instead.
    """

    uid: str
    claim: str
    ticket: str
    at: int
    amount_fen: int
    made_by: str = ""
    made_by_name: str = ""
    party: str = ""
    channel: str = ""
    entry: str = ""
    kind: str = "compensation"
    valid_until: int | None = None
    note: str = ""
    answer: str = ""
    counter_fen: int | None = None
    answered_at: int | None = None
    answered_by: str = ""
    note_answer: str = ""


def open_offer(offers: Iterable[Offer], now: int) -> Offer | None:
    """The last offer that may still be answered; None when none may."""
    waiting = [
        one
        for one in offers
        if not one.answer and (one.valid_until is None or one.valid_until > now)
    ]
    return max(waiting, key=lambda one: (one.at, one.uid), default=None)


def agreed_offer(offers: Iterable[Offer]) -> Offer | None:
    """The last offer that was accepted; None when none was."""
    taken = [one for one in offers if one.answer == "accepted"]
    return max(taken, key=lambda one: (one.answered_at or one.at, one.uid), default=None)
