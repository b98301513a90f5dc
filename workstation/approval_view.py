"""Who may approve a claim, what was decided on it, and what differs between its versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workstation.actions.claim_tiers import decision_of
from workstation.domain.approval import APPROVED_FACTS, Approval
from workstation.domain.approval_rules import Decision, Raise, Tier
from workstation.domain.claim import Claim
from workstation.domain.delegation import Delegation
from workstation.domain.people import Agent, may
from workstation.store.reading import Reader
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules

_ACT = "claim_approve"


@dataclass(frozen=True, slots=True)
class Difference:
    """A frozen fact that another version says otherwise; values as an approval keeps them."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class VersionLook:
    """A version of a claim: what was decided on it, and what differs from the one before."""

    version: int
    lines: tuple[Approval, ...]
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalLook:
    """Who may approve a claim's amount and why this person may or not.

    `tier` is None above all tiers, `raised` what lifted the claim there, `able` who else may,
    `lent` the delegation that lets this person, with its giver's name in `giver`.
    """

    claim: str
    amount_fen: int
    mine: Decision
    tier: Tier | None
    raised: Raise | None
    able: tuple[Agent, ...]
    versions: tuple[VersionLook, ...]
    lent: Delegation | None = None
    giver: str = ""


def look_at_approval(
    read: Reader, claim: Claim, agent: Agent, now: int, rules: Rules
) -> ApprovalLook:
    """Everything about a claim's approval, for the screen; reads a few lines for each approver."""
    amount = claim.proposed_fen if claim.approved_fen is None else claim.approved_fen
    people = read.agents()
    decisions = {
        one.uid: decision_of(Work(read.connection, one, now, rules), claim, amount)
        for one in {agent.uid: agent, **{one.uid: one for one in people}}.values()
        if one.uid == agent.uid or may(one, _ACT)
    }
    mine = decisions[agent.uid]
    named = {tier.code: tier for tier in rules.approval.tiers}
    lifted = {one.code: one for one in rules.approval.raises}
    lent = next(
        (one for one in read.delegations(now, agent.uid) if one.uid == mine.delegation), None
    )
    names = {one.uid: one.name for one in people}
    return ApprovalLook(
        claim.uid,
        amount,
        mine,
        named.get(mine.tier),
        lifted.get(mine.raised),
        tuple(one for one in people if may(one, _ACT) and decisions[one.uid].ok),
        versions_of(read.approvals_of(claim.uid)),
        lent,
        names.get(lent.from_agent, "") if lent else "",
    )


def versions_of(approvals: Iterable[Approval]) -> tuple[VersionLook, ...]:
    """The decisions by version, the newest version first, with what each one altered."""
    by_version: dict[int, list[Approval]] = {}
    for one in approvals:
        by_version.setdefault(one.version, []).append(one)
    looks = {
        version: VersionLook(version, tuple(lines)) for version, lines in sorted(by_version.items())
    }
    for before, after in pairwise(list(looks)):
        found = differences(looks[before].lines[-1].facts, looks[after].lines[-1].facts)
        looks[after] = VersionLook(after, looks[after].lines, found)
    return tuple(reversed(looks.values()))


def differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[Difference, ...]:
    """The frozen facts in which two decisions differ; what only one of them tells is passed over."""
    return tuple(
        Difference(name, before[name], after[name])
        for name in APPROVED_FACTS
        if name in before and name in after and before[name] != after[name]
    )
