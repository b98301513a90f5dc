"""Customers, key accounts, agents, and what an agent may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal

ROLES: Final = ("agent", "claims", "leader", "admin")
#: Whether tickets are given to a person just now.
AVAILABILITIES: Final = ("available", "busy", "away")
CUSTOMER_KINDS: Final = ("cash", "credit", "key_account")

#: Acts that need a role; an act not listed is open to every agent. Evidence and offers are open
#: to the owner of the claim's ticket as well.
_RIGHTS: Final[dict[str, frozenset[str]]] = {
    "agent_change": frozenset({"admin"}),
    "assign_other": frozenset({"leader", "admin"}),
    "claim_again": frozenset({"leader", "admin"}),
    "claim_approve": frozenset({"claims", "leader", "admin"}),
    "claim_pay": frozenset({"claims", "admin"}),
    "claim_bundle": frozenset({"claims", "leader", "admin"}),
    "claim_print": frozenset({"claims", "leader", "admin"}),
    "claim_evidence": frozenset({"claims", "leader", "admin"}),
    "claim_offer": frozenset({"claims", "leader", "admin"}),
    "claim_recover": frozenset({"claims", "leader", "admin"}),
    "delegate": frozenset({"leader", "admin"}),
    "payment_request": frozenset({"claims", "leader", "admin"}),
    "rules_change": frozenset({"leader", "admin"}),
    "rules_activate": frozenset({"leader", "admin"}),
    "scripts_change": frozenset({"leader", "admin"}),
    "scripts_review": frozenset({"leader", "admin"}),
    "scripts_activate": frozenset({"leader", "admin"}),
    "import": frozenset({"agent", "claims", "leader", "admin"}),
    "close": frozenset({"agent", "claims", "leader", "admin"}),
}


@dataclass(frozen=True, slots=True)
class Agent:
    """A person at a desk. `work_no` is the number told to callers (工号).

    `skills` are languages and subjects ("en", "customs"); `load_limit` is how many open tickets
    the person is given at most, 0 for no limit.
    """

    uid: str
    name: str
    work_no: str = ""
    role: str = "agent"
    groups: tuple[str, ...] = ()
    region: str = ""
    active: bool = True
    login: str = ""
    skills: tuple[str, ...] = ()
    load_limit: int = 0
    availability: str = "available"


@dataclass(frozen=True, slots=True)
class Customer:
    """Someone who sends, receives or sells. Phones are digits, with "-" before an extension."""

    uid: str
    name: str
    phone: str = ""
    phone2: str = ""
    email: str = ""
    kind: str = "cash"
    company: str = ""
    address: str = ""
    region: str = ""
    note: str = ""
    vip: bool = False
    created_at: int | None = None
    external_no: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyAccount:
    """A brand whose parcels go to the key-account group; `words` find it in a sender's name."""

    uid: str
    name: str
    words: tuple[str, ...] = ()
    region: str = ""
    manager: str = ""
    active: bool = True


def rights() -> dict[str, frozenset[str]]:
    """Act -> the roles that may do it; every agent may do what is not named."""
    return dict(_RIGHTS)


def may(agent: Agent, act: str) -> bool:
    """Whether the agent's role allows the act."""
    needed = _RIGHTS.get(act)
    return agent.active and (needed is None or agent.role in needed)


def check_may(agent: Agent, act: str) -> None:
    """Raise `Refusal("not_allowed")` unless the agent may do the act."""
    if not may(agent, act):
        raise Refusal("not_allowed", act=act, role=agent.role, agent=agent.name)
