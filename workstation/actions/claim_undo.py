"""What becomes of the records of a claim when the work that made them is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from workstation.actions.claim_records import decided
from workstation.domain.approval import Approval
from workstation.domain.claim import Claim
from workstation.domain.delegation import Delegation
from workstation.domain.evidence import MISSING, EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.payment import Payment, payment_uid
from workstation.domain.recovery import Recovery
from workstation.domain.refusal import Refusal
from workstation.store.work import Work

#: Kinds that are taken back here.
CLAIM_KINDS: Final = ("approval", "delegation", "evidence", "offer", "payment", "recovery")


def take_back_claim_record(work: Work, kind: str, uid: str) -> None:
    """Put a record that was made aside, as far as it stands as it was made.

    An approval stays, and another line says that it was taken back; once its payment was asked for
    it is reversed instead. Codes: undo_overtaken.
    """
    if kind == "approval":
        line = work.get(Approval, uid)
        if line.decision == "approved":
            asked = work.find(Payment, payment_uid(line.claim, line.version))
            _check(asked is None, "payment")
        if line.decision == "approved":
            decided(work, work.get(Claim, line.claim), "reversed", line.amount_fen)
    elif kind == "delegation":
        lent = work.get(Delegation, uid)
        if lent.revoked_at is None:
            work.keep(lent, replace(lent, revoked_at=work.now))
    elif kind == "evidence":
        item = work.get(EvidenceItem, uid)
        _check(item.state in MISSING, "state")
        signed: dict[str, Any] = {"decided_by": work.agent.uid, "decided_by_name": work.agent.name}
        work.keep(item, replace(item, state="waived", decided_at=work.now, **signed))
    elif kind == "offer":
        offer = work.get(Offer, uid)
        _check(not offer.answer, "answer")
        told: dict[str, Any] = {
            "answer": "lapsed",
            "answered_at": work.now,
            "answered_by": work.agent.uid,
        }
        work.keep(offer, replace(offer, **told))
    elif kind == "payment":
        payment = work.get(Payment, uid)
        _check(payment.state == "requested", "state")
        work.keep(payment, replace(payment, state="cancelled"))
    else:
        one = work.get(Recovery, uid)
        _check(one.state == "open", "state")
        work.keep(one, replace(one, state="written_off", settled_at=work.now))


def _check(stands: bool, field: str) -> None:
    if not stands:
        raise Refusal("undo_overtaken", field=field)
