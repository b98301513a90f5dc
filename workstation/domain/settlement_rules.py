"""Who may claim for somebody else by what proof, and which claims are paid on a signed agreement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.shape import Table, check_distinct, each, root

#: What both kinds of rows may look at; sums in fen. `claimant` is "same" (the name on the parcel for
#: the claim's party), "other" or "unknown"; `party_sends` whether that party sent the parcel;
#: `differs` whether the approved amount is not the proposed one; `bundled` whether it is linked.
FACTS: Final = (
    *("kind", "partial", "party", "claimant", "party_sends", "insured", "area", "customer_class"),
    *("claimed_fen", "approved_fen", "differs", "bundled"),
)
#: Forms of address that stand for a first name: 王女士 may be 王小明.
_POLITE: Final = re.compile("(女士|先生|小姐|老师|师傅|太太)$")


@dataclass(frozen=True, slots=True)
class Proof:
    """A row: the claims it is for, why, and which evidence (`EvidenceItem.code`) proves it."""

    code: str
    name_zh: str
    name_en: str
    why_zh: str
    why_en: str
    evidence: str = ""
    conditions: tuple[Condition, ...] = ()

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def why(self, language: str) -> str:
        """Why it is needed, in words for the customer."""
        return self.why_zh if language.startswith("zh") else self.why_en


@dataclass(frozen=True, slots=True)
class SettlementRules:
    """All rows of one version; the first that fits counts."""

    version: str = ""
    authorisations: tuple[Proof, ...] = ()
    agreements: tuple[Proof, ...] = ()


def authorisation_for(rules: SettlementRules, facts: Mapping[str, object]) -> Proof | None:
    """By what row a claim with these facts needs an authorisation; None where it needs none."""
    return _first(rules.authorisations, facts)


def agreement_for(rules: SettlementRules, facts: Mapping[str, object]) -> Proof | None:
    """By what row a claim is paid only on a signed agreement; None where it is not."""
    return _first(rules.agreements, facts)


def likeness(told: str, known: str) -> str:
    """Whether a name is the known one: "same", "other", or "unknown" where that cannot be said."""
    one, other = (re.sub(r"\s+", "", name).casefold() for name in (told, known))
    if not one or not other or "*" in one + other:
        return "unknown"
    if one == other:
        return "same"
    polite = _POLITE.search(one) or _POLITE.search(other)
    return "unknown" if polite and one[0] == other[0] else "other"


def settlement_rules_from(data: dict[str, object]) -> SettlementRules:
    """Read the settlement file; raises `Refusal` (`rule_*`, `condition_*`) with the place."""
    top = root(data)
    top.only("format", "version", "authorisation", "agreement")
    found = {}
    for name in ("authorisation", "agreement"):
        found[name] = each(top.tables(name), _proof)
        check_distinct([one.code for one in found[name]], name)
    return SettlementRules(top.text("version"), found["authorisation"], found["agreement"])


def _proof(row: Table) -> Proof:
    row.only("code", "name_zh", "name_en", "why_zh", "why_en", "evidence", "when", "source")
    return Proof(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        why_zh=row.text("why_zh"),
        why_en=row.text("why_en"),
        evidence=row.text("evidence", ""),
        conditions=conditions_from(row.table("when"), FACTS, {}),
    )


def _first(rows: tuple[Proof, ...], facts: Mapping[str, object]) -> Proof | None:
    return next(
        (row for row in rows if all(holds(one, facts) for one in row.conditions)),
        None,
    )
