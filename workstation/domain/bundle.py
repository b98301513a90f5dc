"""Claims that are settled together, such as a key account's batch: their sums and whom they pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workstation.domain.claim import Claim, counted_fen

#: Claims may join a bundle and leave it as long as nothing is approved.
BUNDLED_IN: Final = ("draft", "submitted")
_OVER: Final = ("rejected", "withdrawn")
_SETTLED: Final = ("approved", "printed", "paid")

#: Name, account and bank of who is paid.
Payee = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Claims that are settled together; all sums in fen.

    Claims that were turned down or taken back are among `claims` and count in no sum. `total_fen`
    is what approval counts: of each what was approved, else proposed, else claimed.
    """

    uid: str
    claims: tuple[Claim, ...]
    claimed_fen: int
    proposed_fen: int
    approved_fen: int
    paid_fen: int
    total_fen: int
    payees: tuple[Payee, ...]

    @property
    def one_payee(self) -> bool:
        """Whether all are paid to one account, so that one transfer does."""
        return len(self.payees) == 1 and all(self.payees[0][:2])

    def of(self, *statuses: str) -> tuple[Claim, ...]:
        """Its claims in these statuses, in their order."""
        return tuple(one for one in self.claims if one.status in statuses)


def bundle_from(uid: str, claims: Iterable[Claim]) -> Bundle:
    """The bundle of these claims, in the order of their numbers."""
    known = tuple(sorted(claims, key=lambda one: (one.created_at, one.number)))
    counted = [one for one in known if one.status not in _OVER]
    settled = [one for one in counted if one.status in _SETTLED]
    return Bundle(
        uid,
        known,
        claimed_fen=sum(one.claimed_fen for one in counted),
        proposed_fen=sum(one.proposed_fen for one in counted),
        approved_fen=sum(one.approved_fen or 0 for one in settled),
        paid_fen=sum(one.approved_fen or 0 for one in settled if one.status == "paid"),
        total_fen=sum(map(counted_fen, known)),
        payees=tuple(dict.fromkeys(map(payee_of, counted))),
    )


def payee_of(claim: Claim) -> Payee:
    """Whom a claim is paid to."""
    return claim.payee, claim.payee_account, claim.payee_bank
