"""What a desk knows of claims beyond their records: who may approve them, and what they need."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from workstation.domain.people import may

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workstation.desk import Desk
    from workstation.domain.approval_rules import Decision
    from workstation.domain.claim import Claim
    from workstation.domain.settlement_rules import Proof
    from workstation.limit_lines import LimitLine
    from workstation.store.work import Work


_MINUTE: Final = 60_000


class ClaimDesk:
    """The part of `Desk` that decides about claims without altering anything."""

    def approval_of(self, claim: Claim, amount_fen: int) -> Decision:
        """What the approval rules in force say of this person and amount; a few bounded reads."""
        from workstation.actions.claim_tiers import decision_of

        return decision_of(self._looking(), claim, amount_fen)

    def needed_agreement(self, claim: Claim) -> Proof | None:
        """By what row of the settlement rules the claim is paid only on a signed agreement."""
        from workstation.actions.settlement import needed_agreement

        return needed_agreement(self._looking(), claim)

    def needed_authorisation(self, claim: Claim) -> Proof | None:
        """By what row the claim needs an authorisation; None where it needs none."""
        from workstation.actions.settlement import needed_authorisation

        return needed_authorisation(self._looking(), claim)

    def claim_limits(self, claim: Claim) -> tuple[LimitLine, ...]:
        """Until when a claim is to be answered, decided and paid, and objections answered.

        In all layers, what is owed first: since when, by which rule, what stopped it and when.
        """
        lines = cast("Desk", self).limit_lines(claim.ticket)
        return tuple(one for one in lines if one.claim == claim.number)

    def claim_dues(self, claims: Iterable[Claim]) -> dict[str, int]:
        """When the nearest limit of each claim ends that it still owes, by uid; one read for all."""
        from workstation.domain.limits import plan_claim
        from workstation.domain.refusal import Refusal

        desk, found = cast("Desk", self), {}
        given = tuple(claims)
        terms = desk.read.claim_terms([one.ticket for one in given])
        for claim in given:
            version, area = terms.get(claim.ticket, ("", ""))
            limits = desk.rules.limits_of(version)
            with suppress(Refusal):  # a limit whose calendar is gone is told on the ticket
                due = plan_claim(claim, area, limits, desk.rules.calendars).due_at
                if due is not None:
                    found[claim.uid] = due
        return found

    def _looking(self) -> Work:
        """A piece of work on this thread's reader, which alters nothing."""
        from workstation.store.work import Work

        desk = cast("Desk", self)
        return Work(desk.read.connection, desk.agent, desk.clock(), desk.rules)

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
