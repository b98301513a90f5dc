"""Who may approve how much, as an SQLite hub sees it: by the rules in force and its own records.

`authority/sql/36_approval.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from workstation.domain.approval_rules import ApprovalRules, ClaimCase, case_of
from workstation.domain.approval_words import rules_of
from workstation.domain.claim import Claim
from workstation.rules import loading
from workstation.sync.protocol import Facts
from workstation.sync.rule_words import tiers_besides

#: Facts of a claim's parcel by which it is approved.
PARCEL: Final = ("area", "category", "carrier")
#: The kind of a customer whom nobody entered.
CUSTOMER: Final = "cash"
#: Gives the facts of a record of a kind by its uid; None where there is none.
Find = Callable[[str, str], Facts | None]


def tiers_in_force() -> ApprovalRules:
    """The approval rules that hold while a hub decides: put in force there, else shipped."""
    told = tiers_besides()
    return shipped() if told is None else rules_of(told)


@cache
def shipped() -> ApprovalRules:
    """The approval rules that the product carries."""
    return loading.load().approval


def hub_case(claim: Claim, amount_fen: int, find: Find, beside: Iterable[Claim]) -> ClaimCase:
    """The case of a claim by what stands at the hub; `beside` are the claims of its bundle."""
    ticket = find("ticket", claim.ticket) or {}
    parcel = find("parcel", str(ticket.get("parcel") or ""))
    customer = find("customer", str(ticket.get("customer") or ""))
    told = {name: parcel[name] if parcel else "" for name in PARCEL}
    kind = customer["kind"] if customer else CUSTOMER
    return case_of(claim, amount_fen, beside, customer_class=kind, **told)
