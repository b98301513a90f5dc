"""Getting money back for a claim from the unit that is answerable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workstation.actions.tickets import require
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.people import check_may
from workstation.domain.recovery import RECOVERY_KINDS, RECOVERY_MOVES, Recovery
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import check_choice
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class RecordRecovery:
    """Note that a sum in fen is to come back from a unit (code and name)."""

    claim: str
    unit: str
    amount_fen: int
    unit_name: str = ""
    kind: str = "recovery"
    reason: str = ""

    def perform(self, work: Work) -> str:
        """Give its uid. Codes: not_found, not_allowed, value_unknown, claim_amount, text_missing."""
        check_may(work.agent, "claim_recover")
        claim = work.get(Claim, self.claim)
        check_choice("kind", self.kind, RECOVERY_KINDS)
        if self.amount_fen <= 0:
            raise Refusal("claim_amount", amount_fen=self.amount_fen)
        made = Recovery(
            new_uid(),
            claim.uid,
            claim.ticket,
            require(self.unit, "unit"),
            self.amount_fen,
            work.now,
            unit_name=self.unit_name.strip(),
            kind=self.kind,
            by=work.agent.uid,
            reason=self.reason.strip(),
        )
        work.add(made)
        return made.uid


@dataclass(frozen=True, slots=True)
class SettleRecovery:
    """Note that a unit has agreed or paid, or that the sum is written off with a reason."""

    recovery: str
    state: str
    reason: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, record_state, text_missing."""
        check_may(work.agent, "claim_recover")
        one = work.get(Recovery, self.recovery)
        if self.state not in RECOVERY_MOVES[one.state]:
            raise Refusal("record_state", kind="recovery", before=one.state, after=self.state)
        if self.state == "written_off":
            require(self.reason, "reason")
        over = work.now if self.state in ("received", "written_off") else None
        told: dict[str, Any] = {
            "state": self.state,
            "settled_at": over,
            "reason": self.reason.strip(),
        }
        work.keep(one, replace(one, **told))
