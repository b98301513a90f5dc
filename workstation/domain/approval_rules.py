"""Who may approve how much of which claim: tiers by amount, kind and person, and delegations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.claim import PAID_BEFORE, Claim, counted_fen, makers
from workstation.domain.condition import Condition, holds, judged_by_hubs
from workstation.domain.delegation import Delegation, lent_to
from workstation.domain.people import ROLES, Agent
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, each, raise_all, root

#: What tiers may look at; sums in fen.
FACTS: Final = (
    *("kind", "again", "override_percent", "voidable", "insured", "area", "category", "carrier"),
    *("customer_class", "party", "proposed_fen"),
)
#: What is counted against a tier's sum: each claim by itself, or all claims of its bundle.
BUNDLES: Final = ("each", "total")
#: Why somebody may not approve.
REASONS: Final = ("claim_amount", "claim_own", "claim_no_tier", "claim_tier", "not_allowed")
_ACT: Final = "claim_approve"
#: What an amount that differs from a proposal of nothing counts as.
_ALL: Final = 1_000


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier: the most it approves, for which claims, and who may."""

    code: str
    name_zh: str
    name_en: str
    up_to_fen: int
    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def admits(self, agent: Agent) -> bool:
        """Whether a person may approve in this tier: by role, by name, or by skills."""
        skilled = bool(self.skills) and set(self.skills) <= set(agent.skills)
        named = agent.uid in self.people or bool(agent.work_no and agent.work_no in self.people)
        return agent.active and (agent.role in self.roles or named or skilled)


@dataclass(frozen=True, slots=True)
class Raise:
    """What lifts a claim to at least the tier `to`."""

    code: str
    name_zh: str
    name_en: str
    to: str
    conditions: tuple[Condition, ...]

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class ApprovalRules:
    """All tiers of one version, the lowest first, and what lifts a claim to a higher one.

    `bundle` is one of `BUNDLES`: what counts where claims are settled together.
    """

    version: str = ""
    tiers: tuple[Tier, ...] = ()
    raises: tuple[Raise, ...] = ()
    bundle: str = "each"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether somebody may approve an amount.

    `tier` is the code of the tier that the claim needs, `raised` of what lifted it there, `why` one
    of `REASONS` if it is not `ok`, `delegation` the uid of the one that made it so, `limit_fen` the
    most that the person may approve of this claim.
    """

    tier: str
    ok: bool
    why: str = ""
    raised: str = ""
    delegation: str = ""
    limit_fen: int = 0


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """The claim as approval sees it: its facts (see `FACTS`), and who made or handed it in.

    `beside_fen` is what the other claims of its bundle come to.
    """

    facts: Mapping[str, object]
    makers: frozenset[str] = frozenset()
    beside_fen: int = 0


def case_of(
    claim: Claim, amount_fen: int, beside: Iterable[Claim] = (), **outside: object
) -> ClaimCase:
    """The case of a claim that is to be approved with an amount.

    `beside` are the claims of its bundle, `outside` facts that the claim's record does not hold:
    area, category, carrier, customer_class.
    """
    facts: dict[str, object] = {
        "kind": claim.kind,
        "party": claim.party,
        "insured": claim.insured_fen > 0,
        "proposed_fen": claim.proposed_fen,
        "override_percent": override_percent(amount_fen, claim.proposed_fen),
        "voidable": any(line.get("code") == "voidable" for line in claim.basis),
        "again": bool(claim.extra.get(PAID_BEFORE)),
        **outside,
    }
    others = sum(counted_fen(one) for one in beside if one.uid != claim.uid)
    return ClaimCase(facts, makers(claim), others)


def override_percent(amount_fen: int, proposed_fen: int) -> int:
    """How far an amount lies from the one proposed, in whole percent of that, rounded up."""
    away = abs(amount_fen - proposed_fen)
    if not away:
        return 0
    return min(_ALL, -(-away * 100 // proposed_fen)) if proposed_fen > 0 else _ALL


def needed_tier(rules: ApprovalRules, case: ClaimCase, amount_fen: int) -> tuple[Tier | None, str]:
    """The tier that an amount needs, and what raised it there; None above all tiers."""
    amount_fen += _beside(rules, case)
    codes = [tier.code for tier in rules.tiers]
    least, raised = 0, ""
    for one in rules.raises:
        if codes.index(one.to) > least and _all(one.conditions, case.facts):
            least, raised = codes.index(one.to), one.code
    fitting = [
        place
        for place, tier in enumerate(rules.tiers)
        if amount_fen <= tier.up_to_fen and _all(tier.conditions, case.facts)
    ]
    place = next((place for place in fitting if place >= least), None)
    if place is None:
        return None, raised
    return rules.tiers[place], raised if place != fitting[0] else ""


def limit_of(rules: ApprovalRules, agent: Agent, case: ClaimCase) -> int:
    """The most that a person may approve of a claim in their own right, in fen; 0 for nothing."""
    codes = [tier.code for tier in rules.tiers]
    lifted = [codes.index(one.to) for one in rules.raises if _all(one.conditions, case.facts)]
    least = max(lifted, default=0)
    sums = [
        tier.up_to_fen
        for place, tier in enumerate(rules.tiers)
        if place >= least and tier.admits(agent) and _all(tier.conditions, case.facts)
    ]
    return max(max(sums, default=0) - _beside(rules, case), 0)


def most_of(rules: ApprovalRules, agent: Agent) -> int:
    """The most that a person may approve of any claim, in fen; 0 for nothing."""
    return max((tier.up_to_fen for tier in rules.tiers if tier.admits(agent)), default=0)


def _beside(rules: ApprovalRules, case: ClaimCase) -> int:
    return case.beside_fen if rules.bundle == "total" else 0


def may_approve(
    rules: ApprovalRules,
    agent: Agent,
    case: ClaimCase,
    amount_fen: int,
    delegations: Iterable[Delegation] = (),
    at: int = 0,
    people: Mapping[str, Agent] | None = None,
) -> Decision:
    """Whether a person may approve an amount at a moment (ms UTC), and why not.

    A delegation lends what its giver may approve, at most its own limit (of a bundle as a whole,
    where that counts): those of several givers do not add up, and what was lent is not lent on.
    Nobody lends the right to approve a claim that they made or handed in. `people` are the givers
    by uid; one who is not there lends nothing.
    """
    tier, raised = needed_tier(rules, case, amount_fen)
    code = tier.code if tier else ""
    own = limit_of(rules, agent, case)
    if amount_fen <= 0:
        return Decision(code, False, "claim_amount", raised, limit_fen=own)
    if agent.uid in case.makers:
        return Decision(code, False, "claim_own", raised)
    if not agent.active:
        return Decision(code, False, "not_allowed", raised)
    if tier is None:
        return Decision(code, False, "claim_no_tier", raised, limit_fen=own)
    if amount_fen <= own:
        return Decision(code, True, "", raised, limit_fen=own)
    best, through = own, ""
    beside = _beside(rules, case)
    for one in lent_to(delegations, agent.uid, at, case.makers, _ACT):
        giver = (people or {}).get(one.from_agent)
        lent = min(limit_of(rules, giver, case), one.limit_fen - beside) if giver else 0
        if lent > best:
            best, through = lent, one.uid
    if amount_fen <= best:
        return Decision(code, True, "", raised, through, best)
    return Decision(code, False, "claim_tier", raised, limit_fen=best)


def approval_rules_from(data: dict[str, object]) -> ApprovalRules:
    """Read the approval file; raises `Refusal` (`rule_*`, `condition_*`) with the place."""
    top = root(data)
    top.only("format", "version", "bundle", "tier", "raise")
    bundle = top.text("bundle", "each")
    check_known(bundle, BUNDLES, "bundle")
    tiers = each(top.tables("tier"), _tier)
    if not tiers:
        raise Refusal("rule_missing", place="tier")
    check_distinct([tier.code for tier in tiers], "tier")
    raise_all(_falling(tiers))
    codes = [tier.code for tier in tiers]
    raises = each(top.tables("raise"), lambda row: _raise(row, codes))
    check_distinct([one.code for one in raises], "raise")
    return ApprovalRules(top.text("version"), tiers, raises, bundle)


def _tier(row: Table) -> Tier:
    row.only(
        *("code", "name_zh", "name_en", "up_to_fen", "roles", "people", "skills", "when"),
    )
    roles = row.texts("roles")
    for number, role in enumerate(roles):
        check_known(role, ROLES, f"{row.at('roles')}[{number}]")
    tier = Tier(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        up_to_fen=row.whole("up_to_fen"),
        roles=roles,
        people=row.texts("people"),
        skills=row.texts("skills"),
        conditions=judged_by_hubs(row, FACTS),
    )
    if tier.up_to_fen <= 0:
        told = {"value": tier.up_to_fen, "expected": "fen above 0"}
        raise Refusal("rule_value", place=row.at("up_to_fen"), **told)
    if not (tier.roles or tier.people or tier.skills):
        raise Refusal("rule_missing", place=row.at("roles"))
    return tier


def _falling(tiers: tuple[Tier, ...]) -> Iterable[Refusal]:
    """Tiers that approve less than the one before, so that no claim would need them."""
    for place in range(1, len(tiers)):
        before = tiers[place - 1]
        if tiers[place].up_to_fen < before.up_to_fen and not before.conditions:
            told = {"value": tiers[place].up_to_fen, "expected": f"at least {before.up_to_fen}"}
            yield Refusal("rule_value", place=f"tier[{place}].up_to_fen", **told)


def _raise(row: Table, codes: list[str]) -> Raise:
    row.only("code", "name_zh", "name_en", "to", "when")
    names = (row.text("name_zh"), row.text("name_en"))
    one = Raise(row.text("code"), *names, row.text("to"), judged_by_hubs(row, FACTS))
    if not one.conditions:
        raise Refusal("rule_missing", place=row.at("when"))
    check_known(one.to, codes, row.at("to"))
    return one


def _all(conditions: tuple[Condition, ...], facts: Mapping[str, object]) -> bool:
    return all(holds(one, facts) for one in conditions)
