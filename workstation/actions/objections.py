"""Objections of a claimant to what was decided: when they came, and when they were answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.actions.claim_records import check_may_or_owns
from workstation.actions.tickets import require
from workstation.domain.claim import Claim
from workstation.domain.claim_extra import moment_in
from workstation.domain.facts import APPEAL_ANSWERED_AT, APPEAL_AT
from workstation.domain.refusal import Refusal
from workstation.store.work import Work

#: What may be objected to: a decision that stands.
DECIDED: Final = ("approved", "printed", "paid", "rejected")


@dataclass(frozen=True, slots=True)
class NoteObjection:
    """Note that the claimant objects, in what words and when (milliseconds UTC): limits run."""

    claim: str
    words: str
    at: int | None = None

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, text_missing, moment_ahead, claim_status (nothing was
        decided), objection_open.
        """
        claim, words, at = _told(work, self.claim, self.words, self.at)
        if claim.status not in DECIDED:
            facts: dict[str, Any] = {"before": claim.status, "after": "rejected"}
            raise Refusal("claim_status", **facts, number=claim.number)
        if is_open(claim):
            raise Refusal("objection_open", number=claim.number)
        kept = {name: told for name, told in claim.extra.items() if name != APPEAL_ANSWERED_AT}
        _keep(work, claim, {**kept, APPEAL_AT: str(at)}, "objected", words)


@dataclass(frozen=True, slots=True)
class AnswerObjection:
    """Note that the claimant has our answer, and what it says; none is earlier than the objection."""

    claim: str
    words: str
    at: int | None = None

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, text_missing, moment_ahead, objection_missing."""
        claim, words, at = _told(work, self.claim, self.words, self.at)
        if not is_open(claim):
            raise Refusal("objection_missing", number=claim.number)
        at = max(at, moment_in(claim.extra, APPEAL_AT) or 0)
        extra = {**claim.extra, APPEAL_ANSWERED_AT: str(at)}
        _keep(work, claim, extra, "objection_answered", words)


def is_open(claim: Claim) -> bool:
    """Whether an objection waits for its answer."""
    return bool(claim.extra.get(APPEAL_AT)) and not claim.extra.get(APPEAL_ANSWERED_AT)


def _told(work: Work, uid: str, words: str, at: int | None) -> tuple[Claim, str, int]:
    claim = work.get(Claim, uid)
    check_may_or_owns(work, "claim_evidence", claim)
    told = require(words, "note")
    moment = work.now if at is None else at
    if moment > work.now:
        raise Refusal("moment_ahead", at=moment)
    return claim, told, moment


def _keep(work: Work, claim: Claim, extra: dict[str, str], event: str, words: str) -> None:
    work.keep(claim, replace(claim, extra=extra))
    data = {"event": event, "claim": claim.uid, "number": claim.number}
    work.say(claim.ticket, "claim", words, data=data)
