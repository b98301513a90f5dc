"""The claim's way: made from a ticket, submitted, approved, printed, paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.actions.claim_checks import (
    agreeing,
    check_items,
    check_single,
    check_texts,
    check_unpaid,
)
from workstation.actions.claim_drafts import drafted, kind_for, priced
from workstation.actions.claim_records import again, check_same, close_file, decided, unasked
from workstation.actions.claim_tiers import check_tier
from workstation.actions.settlement import check_authorised, check_signed
from workstation.actions.tickets import active, require
from workstation.domain.claim import (
    ACCEPTED_AT,
    CLAIM_KINDS,
    PAID_BEFORE,
    PAYEE,
    Claim,
    check_claim_move,
    payee_told,
)
from workstation.domain.claim_extra import check_extra, corrected
from workstation.domain.payment import Payment, payment_of, payment_uid
from workstation.domain.people import check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket, check_choice
from workstation.store.work import Work
from workstation.text.printable import check_printable, is_blank

#: What may be corrected while a claim is a draft or submitted.
EDITABLE: Final = frozenset(
    {
        "kind",
        "party",
        "claimant",
        "claimant_phone",
        "claimant_id_no",
        "goods",
        "items",
        "value_fen",
        "insured_fen",
        "freight_fen",
        "loss_fen",
        "claimed_fen",
        "description",
        "discovered_at",
        "evidence",
        "payee",
        "payee_account",
        "payee_bank",
        "extra",
        "partial",
        "authorisation",
        "salvage_fen",
        "deductions",
        "earlier_fen",
        "responsible_unit",
    }
)
_MONEY: Final = (
    *("value_fen", "insured_fen", "freight_fen", "loss_fen", "claimed_fen"),
    *("salvage_fen", "earlier_fen"),
)


@dataclass(frozen=True, slots=True)
class MakeClaim:
    """Make a claim from a ticket, taking over its parcel and evidence.

    When ticket or parcel was paid for before, only a leader can make another, with a reason
    that stays on the claim and as a note on the ticket.
    """

    ticket: str
    kind: str = ""
    reason: str = ""

    def perform(self, work: Work) -> str:
        """Give the claim's uid.

        Codes: not_found, value_unknown, claim_exists, claim_paid_before, not_allowed.
        """
        ticket = work.get(Ticket, self.ticket)
        kind = self.kind or kind_for(ticket)
        check_choice("kind", kind, CLAIM_KINDS)
        claim = priced(work, drafted(work, ticket, kind))
        check_single(work, claim)
        claim = self._excused(work, claim)
        work.add(claim)
        event = {"event": "made", "claim": claim.uid, "number": claim.number}
        work.say(ticket.uid, "claim", data=event)
        work.keep(ticket, active(work, ticket))
        return claim.uid

    def _excused(self, work: Work, claim: Claim) -> Claim:
        """The claim, with the reason for it if the parcel was paid for before."""
        try:
            check_unpaid(work, claim)
        except Refusal:
            reason = self.reason.strip()
            if not reason:
                raise
            check_may(work.agent, "claim_again")
            work.say(claim.ticket, "note", reason)
            return replace(claim, extra={**claim.extra, PAID_BEFORE: reason})
        return claim


@dataclass(frozen=True, slots=True)
class EditClaim:
    """Correct a claim's facts; the proposed amount is computed anew. Frozen once approved.

    New items set value and loss to their sums; a new loss is also that of a single item. The
    payee may be corrected until the claim is paid; what was approved then goes back for approval
    as the claim's next version, handed in by whoever corrects it.
    """

    claim: str
    fields: dict[str, Any]

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown, claim_frozen, claim_amount, claim_unprintable,
        payment_filed, claim_extra.
        """
        claim = work.get(Claim, self.claim)
        for name in self.fields:
            if name not in EDITABLE:
                raise Refusal("value_unknown", field="field", value=name)
        open_now = claim.status in ("draft", "submitted")
        payee_only = set(self.fields) <= PAYEE and claim.status in ("approved", "printed")
        if not (open_now or payee_only):
            raise Refusal("claim_frozen", number=claim.number, status=claim.status)
        for name in _MONEY:
            if int(self.fields.get(name, 0)) < 0:
                raise Refusal("claim_amount", field=name, amount_fen=self.fields[name])
        changed = _still_excused(claim, agreeing(claim, self.fields))
        check_extra(claim.extra, changed.extra)
        changed = replace(changed, extra=corrected(claim.extra, changed.extra))
        changed = payee_told(claim, changed, work.agent.uid)
        check_choice("kind", changed.kind, CLAIM_KINDS)
        if not open_now:
            for name, text in self.fields.items():
                check_printable(name, str(text))
        fresh = again(work, claim, priced(work, changed) if open_now else changed)
        work.keep(claim, fresh)
        if fresh.status != claim.status:
            decided(work, fresh, "requested", fresh.claimed_fen)
            event = {"event": "submitted", "claim": claim.uid, "number": claim.number}
            work.say(claim.ticket, "claim", data={**event, "version": str(fresh.version)})


def _still_excused(before: Claim, after: Claim) -> Claim:
    """The corrected claim; the leader's reason for a second one is neither made nor lost."""
    if after.extra.get(PAID_BEFORE) == before.extra.get(PAID_BEFORE):
        return after
    extra = {name: text for name, text in after.extra.items() if name != PAID_BEFORE}
    kept = {PAID_BEFORE: before.extra[PAID_BEFORE]} if PAID_BEFORE in before.extra else {}
    return replace(after, extra={**extra, **kept})


def advance(work: Work, claim: Claim, status: str, **facts: Any) -> Claim:
    """Move a claim on and tell it in the ticket's timeline."""
    check_claim_move(claim, status)
    moved = replace(claim, status=status, **facts)
    work.keep(claim, moved)
    event = {"event": status, "claim": claim.uid, "number": claim.number}
    if status == "approved":
        event["amount_fen"] = str(moved.approved_fen)
    work.say(claim.ticket, "claim", data=event)
    ticket = work.get(Ticket, claim.ticket)
    work.keep(ticket, active(work, ticket))
    return moved


@dataclass(frozen=True, slots=True)
class SubmitClaim:
    """Hand a claim in for approval."""

    claim: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, claim_status, claim_incomplete (the missing field is named),
        claim_items_disagree, claim_unprintable (field and character are named),
        claim_authorisation and claim_authorisation_unproven (why it is needed is told).
        """
        claim = work.get(Claim, self.claim)
        for name in ("claimant", "description"):
            if is_blank(str(getattr(claim, name))):
                raise Refusal("claim_incomplete", field=name)
        if claim.claimed_fen <= 0:
            raise Refusal("claim_incomplete", field="claimed_fen")
        check_items(claim)
        check_texts(claim)
        check_authorised(work, claim)
        extra = {ACCEPTED_AT: str(work.now), **claim.extra}  # the first time stands
        told: dict[str, Any] = {"submitted_by": work.agent.uid, "submitted_at": work.now}
        told["extra"] = extra
        decided(work, advance(work, claim, "submitted", **told), "requested", claim.claimed_fen)


@dataclass(frozen=True, slots=True)
class ApproveClaim:
    """Approve an amount in fen; another than the proposed one needs a reason."""

    claim: str
    amount_fen: int
    reason: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, claim_status, claim_own, claim_tier, claim_amount,
        text_missing, claim_paid_before, claim_items_disagree, claim_unprintable.
        """
        check_may(work.agent, "claim_approve")
        claim = work.get(Claim, self.claim)
        told = check_tier(work, claim, self.amount_fen)
        if self.amount_fen != claim.proposed_fen:
            require(self.reason, "reason")
        check_unpaid(work, claim)
        check_items(claim)
        check_texts(claim)
        check_printable("reason", self.reason)
        approved = advance(
            work,
            claim,
            "approved",
            approved_fen=self.amount_fen,
            approved_by=work.agent.uid,
            approved_at=work.now,
            override_reason=self.reason.strip(),
        )
        facts: dict[str, Any] = {"tier": told.tier, "delegation": told.delegation}
        decided(work, approved, "approved", self.amount_fen, self.reason.strip(), **facts)


@dataclass(frozen=True, slots=True)
class RejectClaim:
    """Turn a claim down, with the reason."""

    claim: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, claim_status, text_missing."""
        check_may(work.agent, "claim_approve")
        reason = require(self.reason, "reason")
        claim = advance(work, work.get(Claim, self.claim), "rejected", rejected_reason=reason)
        decided(work, claim, "rejected", claim.claimed_fen, reason)


@dataclass(frozen=True, slots=True)
class WithdrawClaim:
    """Take a claim back, with the reason."""

    claim: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, claim_status, text_missing; once it is approved also not_allowed and
        payment_filed.
        """
        reason = require(self.reason, "reason")
        claim = work.get(Claim, self.claim)
        if claim.status in ("approved", "printed"):
            check_may(work.agent, "claim_approve")
            unasked(work, claim, reason)
        advance(work, claim, "withdrawn", rejected_reason=reason)


@dataclass(frozen=True, slots=True)
class RedraftClaim:
    """Take a rejected or submitted claim back to a draft."""

    claim: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, claim_status, claim_exists, claim_paid_before."""
        claim = work.get(Claim, self.claim)
        check_single(work, claim)
        check_unpaid(work, claim)
        told: dict[str, Any] = {"submitted_at": None}
        if claim.status == "rejected":  # it is decided anew from now on
            told["extra"] = {**claim.extra, ACCEPTED_AT: str(work.now)}
        advance(work, claim, "draft", **told)


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """Give an approved claim its form's serial number, once."""

    claim: str

    def perform(self, work: Work) -> str:
        """Give the serial. Codes: not_found, not_allowed, serial_waiting (no number in hand)."""
        check_may(work.agent, "claim_print")
        claim = work.get(Claim, self.claim)
        if claim.serial:
            return claim.serial
        serial = work.next_number("serial")
        work.keep(claim, replace(claim, serial=serial))
        return serial


@dataclass(frozen=True, slots=True)
class PayClaim:
    """Mark an approved and printed claim as paid, once, with the payment's reference.

    Who asked for the payment does not confirm it, nor does who approved the claim: where nobody
    asked, the approval itself did. `paid_at` (milliseconds UTC) is now unless told.
    """

    claim: str
    reference: str
    paid_at: int | None = None

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, claim_status, claim_own_payment, text_missing,
        claim_paid_before, record_state, agreement_unsigned, payment_differs.
        """
        check_may(work.agent, "claim_pay")
        reference = require(self.reference, "reference")
        claim = work.get(Claim, self.claim)
        check_claim_move(claim, "paid")
        known = work.find(Payment, payment_uid(claim.uid, claim.version))
        asker = known.requested_by if known else ""
        if work.agent.uid in (claim.approved_by, asker):
            raise Refusal("claim_own_payment", number=claim.number)
        check_unpaid(work, claim)
        check_signed(work, claim)
        if known is not None:
            check_same(claim, known)
        at = work.now if self.paid_at is None else min(self.paid_at, work.now)
        _paid(work, known or payment_of(claim, claim.approved_by, work.now), known, reference, at)
        facts: dict[str, Any] = {"paid_by": work.agent.uid, "paid_at": at, "payment_ref": reference}
        advance(work, claim, "paid", **facts)


def _paid(work: Work, payment: Payment, known: Payment | None, reference: str, at: int) -> None:
    """Keep the payment as one that was made, confirmed by whoever works."""
    if known and known.state not in ("requested", "filed"):
        raise Refusal("record_state", kind="payment", before=known.state, after="paid")
    signed: dict[str, Any] = {"confirmed_by": work.agent.uid, "confirmed_at": work.now}
    made = replace(payment, state="paid", paid_at=at, reference=reference, **signed)
    if known is None:
        work.add(made)
    else:
        work.keep(known, made)
        close_file(work, known)
