"""How claims are approved, proved and signed for an SQLite hub: by the rules in force and its records.

`authority/sql/36_approval.sql` and `36_settlement.sql` say the same on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final, Protocol

from workstation.domain import settlement_words
from workstation.domain.agreement import is_signed
from workstation.domain.approval_rules import ApprovalRules, ClaimCase, case_of
from workstation.domain.approval_words import rules_of
from workstation.domain.claim import Claim
from workstation.domain.settlement_rules import (
    SettlementRules,
    agreement_for,
    authorisation_for,
    check_proven,
    facts_of,
    unsigned,
)
from workstation.rules import loading
from workstation.sync.protocol import Facts
from workstation.sync.rule_words import settlement_besides, tiers_besides

#: Facts of a claim's parcel by which it is approved.
PARCEL: Final = ("area", "category", "carrier")
#: The kind of a customer whom nobody entered.
CUSTOMER: Final = "cash"


def tiers_in_force() -> ApprovalRules:
    """The approval rules that hold while a hub decides: put in force there, else shipped."""
    told = tiers_besides()
    return shipped() if told is None else rules_of(told)


@cache
def shipped() -> ApprovalRules:
    """The approval rules that the product carries."""
    return loading.load().approval


def settlement_in_force() -> SettlementRules:
    """The settlement rules that hold while a hub decides: put in force there, else shipped."""
    told = settlement_besides()
    return shipped_settlement() if told is None else settlement_words.rules_of(told)


@cache
def shipped_settlement() -> SettlementRules:
    """The settlement rules that the product carries."""
    return loading.load().settlement


class Around(Protocol):
    """What stands at the hub, with what the operations that are being decided have altered."""

    def facts(self, kind: str, uid: str) -> Facts | None:
        """The facts of a record; None where there is none."""
        ...

    def parcel(self, waybill: str) -> Facts | None:
        """The facts of the parcel with a waybill; None where there is none."""
        ...


def parcel_of(ticket: Facts, around: Around) -> Facts | None:
    """The parcel that a ticket is about, by its id, else by its waybill."""
    found = around.facts("parcel", str(ticket.get("parcel") or ""))
    waybill = str(ticket.get("waybill") or "")
    return found or (around.parcel(waybill) if waybill else None)


def check_authorised(claim: Claim, around: Around, evidence: Iterable[Facts]) -> None:
    """Raise where a claim that is handed in needs an authorisation that is not there.

    Codes: claim_authorisation, claim_authorisation_unproven. `evidence` are its items.
    """
    told = settled_by(claim, around)
    row = authorisation_for(settlement_in_force(), told)
    if row is not None:
        check_proven(row, claim, ((str(one["code"]), str(one["state"])) for one in evidence))


def check_agreed(claim: Claim, around: Around) -> None:
    """Raise `Refusal("agreement_unsigned")` where a claim is paid on a signed agreement alone."""
    if is_signed(claim):
        return
    row = agreement_for(settlement_in_force(), settled_by(claim, around))
    if row is not None:
        raise unsigned(row, claim)


def settled_by(claim: Claim, around: Around) -> dict[str, object]:
    """The facts of a claim by which the settlement rules go, by what stands at the hub."""
    ticket = around.facts("ticket", claim.ticket) or {}
    customer = around.facts("customer", str(ticket.get("customer") or ""))
    kind = str(customer["kind"]) if customer else CUSTOMER
    return facts_of(claim, parcel_of(ticket, around), kind)


def hub_case(claim: Claim, amount_fen: int, around: Around, beside: Iterable[Claim]) -> ClaimCase:
    """The case of a claim by what stands at the hub; `beside` are the claims of its bundle."""
    ticket = around.facts("ticket", claim.ticket) or {}
    parcel = parcel_of(ticket, around)
    customer = around.facts("customer", str(ticket.get("customer") or ""))
    told = {name: parcel[name] if parcel else "" for name in PARCEL}
    kind = customer["kind"] if customer else CUSTOMER
    return case_of(claim, amount_fen, beside, customer_class=kind, **told)
