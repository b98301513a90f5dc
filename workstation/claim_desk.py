"""What a desk knows of claims beyond their records: who may approve them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from workstation.domain.approval_rules import Decision
from workstation.domain.people import may

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.claim import Claim


_MINUTE: Final = 60_000


class ClaimDesk:
    """The part of `Desk` that decides about claims without altering anything."""

    def approval_of(self, claim: Claim, amount_fen: int) -> Decision:
        """What the approval rules in force say of this person and amount; a few bounded reads."""
        from workstation.actions.claim_tiers import decision_of
        from workstation.store.work import Work

        desk = cast("Desk", self)
        work = Work(desk.read.connection, desk.agent, desk.clock(), desk.rules)
        return decision_of(work, claim, amount_fen)

    def may_approve(self, claim: Claim) -> bool:
        """Whether this person may approve what is proposed for a claim that was handed in.

        Lists ask for many claims again and again: answers hold until anything is written, and
        for a minute, since delegations begin and end.
        """
        desk = cast("Desk", self)
        if claim.status != "submitted" or not may(desk.agent, "claim_approve"):
            return False
        (written,) = desk.read.connection.execute("PRAGMA data_version").fetchone()
        token = (written, desk.clock() // _MINUTE, desk.agent, id(desk.rules))
        held = getattr(desk._local, "able", None)
        if held is None or held[0] != token:
            held = desk._local.able = (token, {})
        known: dict[str, bool] = held[1]
        if claim.uid not in known:
            known[claim.uid] = self.approval_of(claim, claim.proposed_fen).ok
        return known[claim.uid]
