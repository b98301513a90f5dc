"""What hangs on claims, as screens ask for it: bounded and indexed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from workstation.domain.approval import Approval
from workstation.domain.bundle import Bundle, bundle_from
from workstation.domain.claim import Claim
from workstation.domain.claim_stage import ClaimStage, stage_of
from workstation.domain.delegation import Delegation, holds
from workstation.domain.evidence import MISSING, EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.payment import Payment, PaymentFile
from workstation.domain.recovery import Recovery
from workstation.store import acceptance
from workstation.store.claim_search import ClaimSearch
from workstation.store.kinds import Record, codec

R = TypeVar("R", bound=Record)
_LIMIT: Final = 500
_MISSING: Final = ",".join(f"'{state}'" for state in MISSING)


class ClaimRecords(ClaimSearch):
    """The part of the reader that knows what hangs on claims."""

    connection: sqlite3.Connection

    def evidence_of(self, claim: str) -> tuple[EvidenceItem, ...]:
        """What a claim needs and has, in its order."""
        return self._of(EvidenceItem, "claim=? ORDER BY position, id", claim)

    def offers_of(self, claim: str) -> tuple[Offer, ...]:
        """What was offered for a claim, oldest first."""
        return self._of(Offer, "claim=? ORDER BY at, id", claim)

    def approvals_of(self, claim: str) -> tuple[Approval, ...]:
        """Every decision on a claim, oldest first."""
        return self._of(Approval, "claim=? ORDER BY at, id", claim)

    def payments_of(self, claim: str) -> tuple[Payment, ...]:
        """A claim's payments, one for each of its versions that got so far."""
        return self._of(Payment, "claim=? ORDER BY version", claim)

    def recoveries_of(self, claim: str) -> tuple[Recovery, ...]:
        """What is to come back for a claim, oldest first."""
        return self._of(Recovery, "claim=? ORDER BY at, id", claim)

    def payment(self, uid: str) -> Payment | None:
        """A payment by its uid."""
        return next(iter(self._of(Payment, "uid=?", uid)), None)

    def payment_file(self, uid: str) -> PaymentFile | None:
        """A file for the bank by its uid."""
        return next(iter(self._of(PaymentFile, "uid=?", uid)), None)

    def payments(self, state: str, limit: int = _LIMIT) -> tuple[Payment, ...]:
        """Payments in a state, the oldest request first."""
        return self._of(Payment, "state=? ORDER BY requested_at, id LIMIT ?", state, limit)

    def paid_payments(self, limit: int = _LIMIT) -> tuple[Payment, ...]:
        """The payments that were made, the latest first."""
        return self._of(Payment, "state='paid' ORDER BY paid_at DESC, id DESC LIMIT ?", limit)

    def paid_to(self, payee: str, account: str, limit: int) -> tuple[Payment, ...]:
        """The payments made to a name or an account, the latest first."""
        wanted = "state='paid' AND (payee=? OR account=?) ORDER BY paid_at DESC, id DESC LIMIT ?"
        return self._of(Payment, wanted, payee, account, limit)

    def payments_in(self, file: str) -> tuple[Payment, ...]:
        """The payments of a file for the bank."""
        return self._of(Payment, "file=? AND file<>'' ORDER BY id", file)

    def payment_files(self, limit: int = 100) -> tuple[PaymentFile, ...]:
        """Files for the bank, newest first."""
        return self._of(PaymentFile, "1 ORDER BY made_at DESC, id DESC LIMIT ?", limit)

    def delegations(self, now: int, agent: str = "") -> tuple[Delegation, ...]:
        """The delegations that hold now, all or those given to one person."""
        where = "to_agent=? AND until_at>?" if agent else "to_agent<>? AND until_at>?"
        found = self._of(Delegation, f"{where} ORDER BY until_at, id LIMIT {_LIMIT}", agent, now)
        return tuple(one for one in found if holds(one, now))

    def lent_limits(self, limit: int = 200) -> tuple[Delegation, ...]:
        """Every delegation, those that end last first, also ended and revoked ones."""
        return self._of(Delegation, "1 ORDER BY until_at DESC, id DESC LIMIT ?", limit)

    def hanging(self, made: type[R], claims: Sequence[str]) -> tuple[R, ...]:
        """Every record of a kind that hangs on some claims, in the order they were kept."""
        found: tuple[R, ...] = ()
        for start in range(0, len(claims), _LIMIT):
            part = claims[start : start + _LIMIT]
            marks = ",".join("?" * len(part))
            found += self._of(made, f"claim IN ({marks}) ORDER BY id", *part)
        return found

    def ticket_dues(self, tickets: Sequence[str]) -> dict[str, int]:
        """When the next limit of each ticket ends, of those that have one."""
        found: dict[str, int] = {}
        for start in range(0, len(tickets), _LIMIT):
            part = tickets[start : start + _LIMIT]
            marks = ",".join("?" * len(part))
            sql = f"SELECT uid,due_at FROM ticket WHERE due_at IS NOT NULL AND uid IN ({marks})"
            found.update(self.connection.execute(sql, part).fetchall())
        return found

    def claim_terms(self, tickets: Sequence[str]) -> dict[str, tuple[str, str]]:
        """By what version of the limits each ticket goes, and its parcel's area ("" for none)."""
        found: dict[str, tuple[str, str]] = {}
        for start in range(0, len(tickets), _LIMIT):
            part = tickets[start : start + _LIMIT]
            marks = ",".join("?" * len(part))
            sql = (
                "SELECT t.uid, t.limits_version, coalesce(p.area, '') FROM ticket t"
                f" LEFT JOIN parcel p ON p.uid=t.parcel WHERE t.uid IN ({marks})"
            )
            rows = self.connection.execute(sql, part)
            found.update({uid: (version, area) for uid, version, area in rows})
        return found

    def evidence_due(self, until: int, limit: int = _LIMIT) -> tuple[EvidenceItem, ...]:
        """Evidence still to come that is due by a moment, the most urgent first."""
        condition = f"state IN ({_MISSING}) AND due_at<=? ORDER BY due_at, id LIMIT ?"
        return self._of(EvidenceItem, condition, until, limit)

    def bundle(self, name: str) -> tuple[Claim, ...]:
        """The claims that are settled together."""
        return self._of(Claim, "bundle=? AND bundle<>'' ORDER BY created_at, id", name)

    def bundle_of(self, claim: Claim) -> Bundle | None:
        """The claims that are settled together with one, and their sums; None for one alone."""
        return bundle_from(claim.bundle, self.bundle(claim.bundle)) if claim.bundle else None

    def claim_stage(self, claim: Claim, now: int, *, agreement: bool = False) -> ClaimStage:
        """How far a claim is, and what is to be done next.

        `agreement` says whether it is paid only on a signed one (`Desk.needed_agreement`).
        """
        evidence, offers = self.evidence_of(claim.uid), self.offers_of(claim.uid)
        payments = self.payments_of(claim.uid)
        return stage_of(claim, evidence, offers, payments, now, agreement=agreement)

    def hub_accepted(self, claim: str) -> bool:
        """Whether the hub has taken the claim's approval in; see `acceptance.accepted`."""
        return acceptance.accepted(self.connection, claim)

    def _of(self, made: type[R], condition: str, *values: Any) -> tuple[R, ...]:
        coder = codec(made)
        rows = self.connection.execute(f"{coder.select} WHERE {condition}", values)
        return tuple(coder.record(row) for row in rows)
