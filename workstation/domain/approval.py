"""Who approved what: lines that are only added, each with what it froze."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.claim import Claim

#: reversed: an approval was taken back; the claim's next version needs one of its own.
DECISIONS: Final = ("requested", "approved", "rejected", "reversed")
#: What an approval freezes: a change of any of these is another version of the claim.
APPROVED_FACTS: Final = (
    *("kind", "items", "value_fen", "insured_fen", "freight_fen", "loss_fen", "claimed_fen"),
    *("salvage_fen", "deductions", "earlier_fen", "payee", "payee_account", "payee_bank"),
)


@dataclass(frozen=True, slots=True)
class Approval:
    """One decision on one version of a claim; never altered.

    `tier` is the tier of the approval rules that it needed, `delegation` by whose delegation, `facts`
    what was approved: the fields of `APPROVED_FACTS` as they stood.
    """

    uid: str
    claim: str
    ticket: str
    version: int
    at: int
    agent: str
    decision: str
    agent_name: str = ""
    amount_fen: int = 0
    tier: str = ""
    delegation: str = ""
    reason: str = ""
    facts: dict[str, object] = field(default_factory=dict)


def approved_facts(claim: Claim) -> dict[str, object]:
    """What an approval of this claim freezes, ready for JSON."""
    return {name: _plain(getattr(claim, name)) for name in APPROVED_FACTS}


def differing(facts: Mapping[str, object], claim: Claim) -> tuple[str, ...]:
    """The frozen fields in which a claim differs from what was approved."""
    stands = approved_facts(claim)
    return tuple(name for name in APPROVED_FACTS if name in facts and facts[name] != stands[name])


def was_approved(approvals: Iterable[Approval], version: int) -> bool:
    """Whether this version of the claim was approved once, whatever came later."""
    return any(one.decision == "approved" and one.version == version for one in approvals)


def _plain(value: object) -> object:
    return [dict(one) for one in value] if isinstance(value, tuple) else value
