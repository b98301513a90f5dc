"""Paying claims: asked for, in a file for the bank, confirmed by a second person, or come back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.actions.claim_checks import check_single
from workstation.actions.claim_records import check_accepted, check_same, close_file, renew
from workstation.actions.claims import PayClaim
from workstation.actions.settlement import check_signed
from workstation.actions.tickets import require
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.payment import (
    PAYMENT_MOVES,
    Payment,
    PaymentFile,
    live_payment,
    payment_of,
)
from workstation.domain.people import check_may
from workstation.domain.refusal import Refusal
from workstation.store.work import Work
from workstation.text.printable import is_blank

_UNFILED: Final[dict[str, Any]] = {"file": "", "filed_at": None}


@dataclass(frozen=True, slots=True)
class RequestPayment:
    """Ask for an approved claim to be paid to the payee that was approved.

    It may be asked for before the hub has taken the approval in: then the hub decides on both.
    """

    claim: str

    def perform(self, work: Work) -> str:
        """Give the payment's uid. Codes: not_found, not_allowed, claim_status, claim_incomplete
        (the payee's field is named), payment_twice, payment_differs, agreement_unsigned.
        """
        check_may(work.agent, "payment_request")
        claim = work.get(Claim, self.claim)
        if claim.status not in ("approved", "printed"):
            told: dict[str, Any] = {"before": claim.status, "after": "paid", "number": claim.number}
            raise Refusal("claim_status", **told)
        check_signed(work, claim)
        for name in ("payee", "payee_account"):
            if is_blank(str(getattr(claim, name))):
                raise Refusal("claim_incomplete", field=name)
        known = work.where(Payment, "claim=?", claim.uid)
        standing = (one for one in known if one.version == claim.version or one.file)
        live = live_payment((*standing, *(one for one in known if one.state == "paid")))
        if live is not None:
            raise Refusal("payment_twice", number=claim.number, version=live.version)
        made = payment_of(claim, work.agent.uid, work.now)
        before = next((one for one in known if one.uid == made.uid), None)
        if before is None:
            work.add(made)
        else:
            check_same(claim, before)
            work.keep(before, replace(before, state="requested", reason="", **_UNFILED))
        return made.uid


@dataclass(frozen=True, slots=True)
class WritePaymentFile:
    """Enter a file of payments for the bank: which payments are in it, and its bytes' hash."""

    payments: tuple[str, ...]
    number: str
    format: str
    sha256: str

    def perform(self, work: Work) -> str:
        """Give the file's uid. Codes: not_found, not_allowed, text_missing, record_state,
        approval_waiting, claim_unprinted (the form is printed before it is paid), payment_version,
        payment_differs.
        """
        check_may(work.agent, "claim_pay")
        number = require(self.number, "number")
        uid, total = new_uid(), 0
        for name in dict.fromkeys(self.payments):
            payment = _payment(work, name, "filed")
            claim = work.get(Claim, payment.claim)
            check_accepted(work, claim)
            if claim.status == "approved":
                raise Refusal("claim_unprinted", number=claim.number)
            if claim.version != payment.version or claim.status != "printed":
                raise Refusal("payment_version", number=claim.number, version=claim.version)
            check_same(claim, payment)
            work.keep(payment, replace(payment, state="filed", file=uid, filed_at=work.now))
            total += payment.amount_fen
        if not self.payments:
            raise Refusal("text_missing", field="payments")
        count = len(dict.fromkeys(self.payments))
        facts: dict[str, Any] = {"count": count, "total_fen": total}
        work.add(
            PaymentFile(
                uid,
                number,
                work.now,
                work.agent.uid,
                format=self.format,
                sha256=self.sha256,
                **facts,
            )
        )
        return uid


@dataclass(frozen=True, slots=True)
class VoidPaymentFile:
    """Take a file back that the bank has not got: its payments are to be paid again."""

    file: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, text_missing."""
        check_may(work.agent, "claim_pay")
        reason = require(self.reason, "reason")
        file = work.get(PaymentFile, self.file)
        if file.state != "written":
            told: dict[str, Any] = {"before": file.state, "after": "void"}
            raise Refusal("record_state", kind="payment_file", **told)
        for payment in work.where(Payment, "file=?", file.uid, limit=5_000):
            if payment.state == "filed":
                work.keep(payment, replace(payment, state="requested", reason=reason, **_UNFILED))
        work.keep(file, replace(file, state="void"))


@dataclass(frozen=True, slots=True)
class ConfirmPayment:
    """Confirm that a payment was made: by somebody who neither asked for nor approved it."""

    payment: str
    reference: str
    paid_at: int | None = None

    def perform(self, work: Work) -> None:
        """Codes: as `PayClaim`, record_state, payment_version (the claim has another one now)."""
        payment = _payment(work, self.payment, "paid")
        claim = work.get(Claim, payment.claim)
        if claim.version != payment.version:
            raise Refusal("payment_version", number=claim.number, version=claim.version)
        PayClaim(payment.claim, self.reference, self.paid_at).perform(work)


@dataclass(frozen=True, slots=True)
class FailPayment:
    """Note that a payment did not go through; it may be asked for again."""

    payment: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, text_missing."""
        close_file(work, _end(work, self.payment, "failed", self.reason))


@dataclass(frozen=True, slots=True)
class CancelPayment:
    """Take a payment back that was asked for and not made."""

    payment: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, text_missing."""
        _end(work, self.payment, "cancelled", self.reason)


@dataclass(frozen=True, slots=True)
class ReversePayment:
    """Note that money which was paid came back: the claim goes back for approval."""

    payment: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, text_missing, claim_exists."""
        payment = _end(work, self.payment, "reversed", self.reason)
        claim = work.get(Claim, payment.claim)
        if claim.status != "paid":
            return
        check_single(work, claim)
        unpaid = {"paid_by": "", "paid_at": None, "payment_ref": ""}
        fresh = renew(work, claim, claim, **unpaid)
        work.keep(claim, fresh)
        event = {"event": "submitted", "claim": claim.uid, "number": claim.number}
        data = {**event, "version": str(fresh.version)}
        work.say(claim.ticket, "claim", payment.reason, data=data)


def _payment(work: Work, uid: str, state: str) -> Payment:
    """The payment, if it may come into a state."""
    payment = work.get(Payment, uid)
    if state not in PAYMENT_MOVES[payment.state]:
        raise Refusal("record_state", kind="payment", before=payment.state, after=state)
    return payment


def _end(work: Work, uid: str, state: str, reason: str) -> Payment:
    """The payment as it stands when it came to nothing, for a reason that must be given.

    Codes: not_found, not_allowed, record_state, text_missing.
    """
    check_may(work.agent, "claim_pay")
    before = _payment(work, uid, state)
    after = replace(before, state=state, reason=require(reason, "reason"))
    work.keep(before, after)
    return after
