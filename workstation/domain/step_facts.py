"""What the ways out of a step look at: facts of the ticket, and what its steps wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.parcel import AREAS, CATEGORIES, Parcel
from workstation.domain.people import CUSTOMER_KINDS, Customer
from workstation.domain.step_form import Form, as_fact
from workstation.domain.step_record import StepRecord, standing
from workstation.domain.ticket import CHANNELS, PARTIES, Ticket

#: Fact of a ticket -> what it is: "code" (of the classes), "count", "money" (fen, may be unknown),
#: "flag" (may be unknown where it begins with a question mark), or the codes it may be.
TICKET_FACTS: Final[Mapping[str, str | tuple[str, ...]]] = {
    "area": AREAS,
    "batch": "flag",
    "category": CATEGORIES,
    "cause": "code",
    "channel": CHANNELS,
    "claim": ("", "draft", "submitted", "approved", "printed", "paid", "rejected", "withdrawn"),
    "claim_fen": "money",
    "class_code": "code",
    "cod_fen": "money",
    "customer_kind": ("", *CUSTOMER_KINDS),
    "delayed": "?flag",
    "freight_fen": "money",
    "insured_fen": "money",
    "intensity": "count",
    "lane": ("", "vip"),
    "open_tasks": "count",
    "party": PARTIES,
    "priority": "count",
    "promise_known": "flag",
    "reopened": "count",
    "subtype": "code",
    "transfers": "count",
    "urged": "count",
    "value_fen": "money",
    "vip": "flag",
}


def ticket_facts(
    ticket: Ticket,
    parcel: Parcel | None = None,
    customer: Customer | None = None,
    claims: Iterable[Claim] = (),
    open_tasks: int = 0,
    now: int = 0,
) -> dict[str, object]:
    """The facts of `TICKET_FACTS` for one ticket; unknown ones are None."""
    claim = _claim(tuple(claims))
    facts: dict[str, object] = {
        "cause": ticket.cause,
        "channel": ticket.channel,
        "class_code": ticket.class_code,
        "intensity": ticket.intensity,
        "lane": ticket.lane,
        "party": ticket.party,
        "priority": ticket.priority,
        "reopened": ticket.reopened,
        "subtype": ticket.subtype,
        "transfers": ticket.transfers,
        "urged": ticket.urged,
        "customer_kind": customer.kind if customer else "",
        "vip": bool(customer and customer.vip),
        "open_tasks": open_tasks,
        "claim": claim.status if claim else "",
        "claim_fen": _sum(claim),
    }
    return facts | _of_parcel(parcel, claim, now)


def _of_parcel(parcel: Parcel | None, claim: Claim | None, now: int) -> dict[str, Any]:
    value = parcel.declared_fen if parcel else None
    return {
        "area": parcel.area if parcel else "domestic",
        "batch": bool(parcel and parcel.batch),
        "category": parcel.category if parcel else "ordinary",
        "cod_fen": parcel.cod_fen if parcel else None,
        "freight_fen": parcel.freight_fen if parcel else None,
        "insured_fen": parcel.insured_fen if parcel else None,
        "value_fen": value if claim is None or not claim.value_fen else claim.value_fen,
        "promise_known": bool(parcel and parcel.promised_at),
        "delayed": delayed(parcel, now),
    }


def delayed(parcel: Parcel | None, now: int) -> bool | None:
    """Whether a parcel came, or is still to come, after its promised moment; None: not known."""
    if parcel is None or not parcel.promised_at:
        return None
    return (parcel.signed_at or now) > parcel.promised_at


def _claim(claims: tuple[Claim, ...]) -> Claim | None:
    """The live claim, else the newest."""
    newest = sorted(claims, key=lambda claim: (claim.created_at, claim.uid))
    live = [claim for claim in newest if claim.status in LIVE_CLAIMS]
    found = live or newest
    return found[-1] if found else None


def _sum(claim: Claim | None) -> int | None:
    if claim is None:
        return None
    return claim.proposed_fen if claim.approved_fen is None else claim.approved_fen


def written(
    forms: Iterable[Form], records: Iterable[StepRecord], fresh: Mapping[str, StepRecord | None]
) -> dict[str, object]:
    """What the forms say, as "form.field"; for forms in `fresh` that record alone counts."""
    told = standing(records)
    facts: dict[str, object] = {}
    for form in forms:
        kept = [item for item in told if item.form == form.code]
        record = fresh[form.code] if form.code in fresh else (kept[-1] if kept else None)
        for item in form.fields:
            value = record.values.get(item.code) if record else None
            facts[f"{form.code}.{item.code}"] = as_fact(item, value)
    return facts
