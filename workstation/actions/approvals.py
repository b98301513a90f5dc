"""Taking approvals back, and lending the right to approve.

Approvals themselves are asked for and given by the actions of `claims`, which add the lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workstation.actions.claim_records import decided, renew
from workstation.actions.tickets import require
from workstation.domain.approval_rules import most_of
from workstation.domain.claim import Claim
from workstation.domain.delegation import DELEGABLE, Delegation
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import check_choice
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class ReverseApproval:
    """Take the approval of an approved or printed claim back: its next version needs another."""

    claim: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, claim_status, text_missing, payment_filed."""
        check_may(work.agent, "claim_approve")
        reason = require(self.reason, "reason")
        claim = work.get(Claim, self.claim)
        if claim.status not in ("approved", "printed"):
            told: dict[str, Any] = {
                "before": claim.status,
                "after": "submitted",
                "number": claim.number,
            }
            raise Refusal("claim_status", **told)
        fresh = renew(work, claim, claim)
        work.keep(claim, fresh)
        decided(work, fresh, "reversed", claim.approved_fen or 0, reason)
        event = {"event": "submitted", "claim": claim.uid, "number": claim.number}
        work.say(claim.ticket, "claim", reason, data={**event, "version": str(fresh.version)})


@dataclass(frozen=True, slots=True)
class Delegate:
    """Lend one's own limit to a colleague from one moment until another (milliseconds UTC)."""

    to_agent: str
    limit_fen: int
    from_at: int
    until_at: int
    act: str = "claim_approve"

    def perform(self, work: Work) -> str:
        """Give the delegation's uid. Codes: not_found, not_allowed, value_unknown, claim_tier."""
        check_may(work.agent, "delegate")
        check_choice("act", self.act, DELEGABLE)
        to = work.get(Agent, self.to_agent)
        if to.uid == work.agent.uid:
            raise Refusal("value_unknown", field="to_agent", value=to.name)
        check_may(to, self.act)
        if self.until_at <= self.from_at or self.until_at <= work.now:
            raise Refusal("value_unknown", field="until_at", value=self.until_at)
        limit = most_of(work.rules.approval, work.agent)
        if not 0 < self.limit_fen <= limit:
            facts: dict[str, Any] = {"limit_fen": limit, "amount_fen": self.limit_fen}
            raise Refusal("claim_tier", role=work.agent.role, **facts)
        made = Delegation(
            new_uid(),
            work.agent.uid,
            to.uid,
            self.act,
            self.limit_fen,
            self.from_at,
            self.until_at,
            work.now,
            work.agent.uid,
        )
        work.add(made)
        return made.uid


@dataclass(frozen=True, slots=True)
class RevokeDelegation:
    """End a delegation now; it is the lender's to end, or an admin's."""

    delegation: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, delegation_ended."""
        one = work.get(Delegation, self.delegation)
        if one.from_agent != work.agent.uid:
            check_may(work.agent, "agent_change")
        if one.revoked_at is not None:
            raise Refusal("delegation_ended", delegation=one.uid)
        work.keep(one, replace(one, revoked_at=work.now))
