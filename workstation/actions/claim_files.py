"""Which of the things that a claim needs a file proves, and files that prove nothing after all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workstation.actions.claim_evidence import ReceiveEvidence
from workstation.actions.claim_records import check_may_or_owns
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.evidence import EvidenceItem
from workstation.domain.refusal import Refusal
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """Say which thing a file proves, in place of those it was counted to; "" for none of them."""

    claim: str
    attachment: str
    item: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state (what was accepted keeps its files)."""
        claim = work.get(Claim, self.claim)
        check_may_or_owns(work, "claim_evidence", claim)
        work.get(Attachment, self.attachment)
        _take_from(work, claim.uid, self.attachment, kept=self.item)
        if self.item:
            ReceiveEvidence(self.item, (self.attachment,)).perform(work)


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """Count a file out of a claim's evidence and off all things it proved; it stays on the ticket."""

    claim: str
    attachment: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, claim_frozen."""
        claim = work.get(Claim, self.claim)
        check_may_or_owns(work, "claim_evidence", claim)
        if claim.status not in ("draft", "submitted"):
            raise Refusal("claim_frozen", number=claim.number, status=claim.status)
        _take_from(work, claim.uid, self.attachment)
        rest = tuple(one for one in claim.evidence if one != self.attachment)
        if rest != claim.evidence:
            work.keep(claim, replace(claim, evidence=rest))


def _take_from(work: Work, claim: str, attachment: str, kept: str = "") -> None:
    """Take a file off the things it was counted to; one that has nothing left is still to come."""
    for item in work.where(EvidenceItem, "claim=?", claim):
        if attachment not in item.attachments or item.uid == kept:
            continue
        if item.state == "accepted":
            raise Refusal("record_state", kind="evidence", before="accepted", after="asked")
        left = tuple(one for one in item.attachments if one != attachment)
        state = item.state
        if state == "received" and not left:
            state = "wanted" if item.asked_at is None else "asked"
        work.keep(item, replace(item, attachments=left, state=state))
