"""Evidence of a claim: wanted, asked for, received, looked at, or gone on without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workstation.actions.claim_records import check_may_or_owns
from workstation.actions.tickets import require
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.evidence import EVIDENCE_MOVES, EvidenceItem
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import PARTIES, check_choice
from workstation.store.work import Work

#: From whom evidence is wanted; "inside" is the house itself.
WANTED_FROM = ("", *PARTIES, "inside")


@dataclass(frozen=True, slots=True)
class WantEvidence:
    """Note that a claim needs something; `rule` says which row of the evidence list asks for it."""

    claim: str
    title: str
    code: str = ""
    wanted_from: str = ""
    why: str = ""
    due_at: int | None = None
    lapse: str = ""
    rule: str = ""

    def perform(self, work: Work) -> str:
        """Give the thing's uid. Codes: not_found, not_allowed, text_missing, value_unknown."""
        claim = work.get(Claim, self.claim)
        check_may_or_owns(work, "claim_evidence", claim)
        check_choice("wanted_from", self.wanted_from, WANTED_FROM)
        made = EvidenceItem(
            new_uid(),
            claim.uid,
            claim.ticket,
            self.code,
            require(self.title, "title"),
            work.now,
            made_by=work.agent.uid,
            wanted_from=self.wanted_from,
            why=self.why.strip(),
            due_at=self.due_at,
            lapse=self.lapse,
            position=len(work.where(EvidenceItem, "claim=?", claim.uid)),
            rule=self.rule,
        )
        work.add(made)
        return made.uid


@dataclass(frozen=True, slots=True)
class AskEvidence:
    """Say that evidence was asked for, by which message, and until when it should come."""

    items: tuple[str, ...]
    entry: str = ""
    due_at: int | None = None

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state."""
        for uid in self.items:
            item = _item(work, uid, "asked")
            due = item.due_at if self.due_at is None else self.due_at
            told: dict[str, Any] = {
                "state": "asked",
                "asked_at": work.now,
                "asked_entry": self.entry,
            }
            work.keep(item, replace(item, **told, due_at=due))


@dataclass(frozen=True, slots=True)
class RemindEvidence:
    """Say that evidence that was asked for was reminded of just now."""

    items: tuple[str, ...]

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state (nobody was asked for it, or it came)."""
        for uid in self.items:
            item = work.get(EvidenceItem, uid)
            check_may_or_owns(work, "claim_evidence", work.get(Claim, item.claim))
            if item.state != "asked":
                raise Refusal("record_state", kind="evidence", before=item.state, after="asked")
            told: dict[str, Any] = {"reminded_at": work.now, "reminded": item.reminded + 1}
            work.keep(item, replace(item, **told))


@dataclass(frozen=True, slots=True)
class ReceiveEvidence:
    """Say that evidence came, with the ticket's attachments that hold it (none: on paper)."""

    item: str
    attachments: tuple[str, ...] = ()

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state."""
        item = work.get(EvidenceItem, self.item)
        if item.state != "received":
            _item(work, self.item, "received")
        claim = work.get(Claim, item.claim)
        check_may_or_owns(work, "claim_evidence", claim)
        for uid in self.attachments:
            work.get(Attachment, uid)
        came = tuple(dict.fromkeys((*item.attachments, *self.attachments)))
        told: dict[str, Any] = {"state": "received", "received_at": work.now, "attachments": came}
        work.keep(item, replace(item, **told))
        shown = tuple(dict.fromkeys((*claim.evidence, *self.attachments)))
        if shown != claim.evidence and claim.status != "paid":
            work.keep(claim, replace(claim, evidence=shown))


@dataclass(frozen=True, slots=True)
class DecideEvidence:
    """Accept evidence that came, or refuse it with a reason."""

    item: str
    accepted: bool
    reason: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, text_missing."""
        reason = self.reason.strip() if self.accepted else require(self.reason, "reason")
        _decide(work, self.item, "accepted" if self.accepted else "refused", reason)


@dataclass(frozen=True, slots=True)
class WaiveEvidence:
    """Go on without a thing that was wanted, with the reason."""

    item: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, text_missing."""
        _decide(work, self.item, "waived", require(self.reason, "reason"))


@dataclass(frozen=True, slots=True)
class LapseEvidence:
    """Say that the time for a thing has run out."""

    item: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state (also while its time has not passed)."""
        item = _item(work, self.item, "lapsed")
        if item.due_at is None or item.due_at > work.now:
            raise Refusal("record_state", kind="evidence", before=item.state, after="lapsed")
        work.keep(item, replace(item, state="lapsed"))


def _decide(work: Work, uid: str, state: str, reason: str) -> None:
    item = _item(work, uid, state)
    signed: dict[str, Any] = {"decided_by": work.agent.uid, "decided_by_name": work.agent.name}
    told: dict[str, Any] = {"state": state, "decided_at": work.now, "reason": reason, **signed}
    work.keep(item, replace(item, **told))


def _item(work: Work, uid: str, state: str) -> EvidenceItem:
    """The thing, if whoever works may bring it into a state."""
    item = work.get(EvidenceItem, uid)
    check_may_or_owns(work, "claim_evidence", work.get(Claim, item.claim))
    if state not in EVIDENCE_MOVES[item.state]:
        raise Refusal("record_state", kind="evidence", before=item.state, after=state)
    return item
