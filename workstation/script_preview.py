"""The facts with which a script is shown before it is said: those of a ticket, or an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workstation.domain.refusal import Refusal
from workstation.text.facts import Speaking, facts_for

if TYPE_CHECKING:
    from workstation.desk import Desk

_EXAMPLE: Final[dict[str, dict[str, dict[str, str]]]] = {
    "zh": {
        "customer": {"name": "张女士", "title": ""},
        "ticket": {"number": "7-00042"},
        "parcel": {
            "waybill": "SF1234567890123",
            "carrier": "顺丰速运",
            "last_event": "快件到达转运中心",
            "last_place": "广州转运中心",
            "goods": "瓷器花瓶",
        },
        "claim": {"number": "C7-0003", "amount": "300.00元"},
    },
    "en": {
        "customer": {"name": "Ms Zhang", "title": ""},
        "ticket": {"number": "7-00042"},
        "parcel": {
            "waybill": "SF1234567890123",
            "carrier": "SF Express",
            "last_event": "arrived at the sorting centre",
            "last_place": "Guangzhou",
            "goods": "a vase",
        },
        "claim": {"number": "C7-0003", "amount": "CNY 300.00"},
    },
}


def facts_of(desk: Desk, ticket: str, language: str) -> dict[str, Any]:
    """The facts of a ticket, or those of an example for ""; raises `Refusal("not_found")`."""
    from workstation.domain.ticket import Ticket

    speaking = Speaking(
        now=desk.clock(),
        zone=desk.zone,
        agent=desk.agent,
        team_name=desk.settings.organisation,
    )
    if ticket:
        detail = desk.read.detail(ticket)
        if detail is None:
            raise Refusal("not_found", kind="ticket", uid=ticket)
        claim = detail.claims[-1] if detail.claims else None
        return facts_for(
            detail.ticket, speaking, detail.customer, detail.parcel, detail.traces, claim
        )
    told: dict[str, Any] = facts_for(Ticket("", "", desk.clock()), speaking)
    return {**told, **_EXAMPLE["zh" if language.startswith("zh") else "en"]}


def put(facts: dict[str, Any], name: str, value: str) -> None:
    """Set the fact of a dotted name ("promise.time", "ask.amount")."""
    *path, last = name.split(".")
    place = facts
    for part in path:
        inner = place.get(part)
        place[part] = dict(inner) if isinstance(inner, dict) else {}
        place = place[part]
    place[last] = value
