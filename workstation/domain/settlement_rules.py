"""Who may claim for somebody else by what proof, and which claims are paid on a signed agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.condition import Condition, holds, judged_by_hubs
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, each, root

#: What both kinds of rows may look at; sums in fen. `claimant` is "same" (the name on the parcel for
#: the claim's party), "other" or "unknown"; `party_sends` whether that party sent the parcel;
#: `differs` whether the approved amount is not the proposed one; `bundled` whether it is linked.
FACTS: Final = (
    *("kind", "partial", "party", "claimant", "party_sends", "insured", "area", "customer_class"),
    *("claimed_fen", "approved_fen", "differs", "bundled"),
)
#: What is asked of a parcel.
PARCEL: Final = ("area", "merchant", "receiver_name", "sender_name")
#: Party of a claim -> the parcel's field that names it.
_NAMES: Final = {"sender": "sender_name", "receiver": "receiver_name", "merchant": "merchant"}
#: States of evidence that proves a right, or is gone without for a reason.
PROVEN: Final = ("accepted", "waived")
#: Forms of address that stand for a first name: 王女士 may be 王小明.
POLITE: Final = ("女士", "先生", "小姐", "老师", "师傅", "太太")
_LETTERS: Final = (*range(0x41, 0x5B), *range(0xC0, 0x530), *range(0xFF21, 0xFF3B))
_LARGE: Final = [c for c in map(chr, _LETTERS) if c.lower() != c and len(c.lower()) == 1]
#: What counts as blank in a name.
BLANKS: Final = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
#: Large letters and after them blanks, and the small letters: how names are made comparable, alike
#: at each hub whatever a database takes for a letter.
FOLD_FROM: Final = "".join(_LARGE) + BLANKS
FOLD_TO: Final = "".join(c.lower() for c in _LARGE)
_FOLD: Final = str.maketrans(FOLD_FROM[: len(FOLD_TO)], FOLD_TO, BLANKS)


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


def facts_of(
    claim: Claim, parcel: Mapping[str, object] | None, customer_class: str
) -> dict[str, object]:
    """What the rules look at (`FACTS`), by the facts of the parcel, if there is one."""
    told = {name: str((parcel or {}).get(name) or "") for name in PARCEL}
    named = told.get(_NAMES.get(claim.party, ""), "")
    amount = claim.approved_fen
    return {
        "kind": claim.kind,
        "partial": claim.partial,
        "party": claim.party,
        "claimant": likeness(claim.claimant, named),
        "party_sends": claim.party == "sender" or likeness(named, told["sender_name"]) != "other",
        "insured": claim.insured_fen > 0,
        "area": told["area"],
        "customer_class": customer_class,
        "claimed_fen": claim.claimed_fen,
        "approved_fen": amount,
        "differs": amount is not None and amount != claim.proposed_fen,
        "bundled": bool(claim.bundle),
    }


def authorisation_for(rules: SettlementRules, facts: Mapping[str, object]) -> Proof | None:
    """By what row a claim with these facts needs an authorisation; None where it needs none."""
    return _first(rules.authorisations, facts)


def agreement_for(rules: SettlementRules, facts: Mapping[str, object]) -> Proof | None:
    """By what row a claim is paid only on a signed agreement; None where it is not."""
    return _first(rules.agreements, facts)


def check_proven(row: Proof, claim: Claim, evidence: Iterable[tuple[str, str]]) -> None:
    """Raise where a claim does not say by what right it is made, or that is not proved.

    Codes: claim_authorisation, claim_authorisation_unproven, with why in both languages.
    `evidence` are the codes and states of the claim's items.
    """
    facts = {"number": claim.number, "rule": row.code, "why_zh": row.why_zh, "why_en": row.why_en}
    if not claim.authorisation.strip(BLANKS):
        raise Refusal("claim_authorisation", **facts, field="authorisation")
    proven = any(code == row.evidence and state in PROVEN for code, state in evidence)
    if row.evidence and not proven:
        raise Refusal("claim_authorisation_unproven", **facts, evidence=row.evidence)


def unsigned(row: Proof, claim: Claim) -> Refusal:
    """The refusal to pay a claim before its agreement is signed."""
    facts = {"rule": row.code, "why_zh": row.why_zh, "why_en": row.why_en}
    return Refusal("agreement_unsigned", number=claim.number, **facts)


def likeness(told: str, known: str) -> str:
    """Whether a name is the known one: "same", "other", or "unknown" where that cannot be said."""
    one, other = (name.translate(_FOLD) for name in (told, known))
    if not one or not other or "*" in one + other:
        return "unknown"
    if one == other:
        return "same"
    polite = one.endswith(POLITE) or other.endswith(POLITE)
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
        conditions=judged_by_hubs(row, FACTS),
    )


def _first(rows: tuple[Proof, ...], facts: Mapping[str, object]) -> Proof | None:
    return next(
        (row for row in rows if all(holds(one, facts) for one in row.conditions)),
        None,
    )
