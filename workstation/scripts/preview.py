"""The facts with which a script is shown before it is said: those of a ticket, or an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workstation.domain.claim import Claim
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.text.facts import Speaking, facts_for, naming_of

if TYPE_CHECKING:
    from workstation.desk import Desk

_DAY_MS: Final = 86_400_000
_EXAMPLE: Final[dict[str, dict[str, dict[str, str]]]] = {
    "zh": {
        "customer": {"name": "张女士", "title": ""},
        "parcel": {
            "waybill": "SF1234567890123",
            "carrier": "顺丰速运",
            "last_event": "快件到达转运中心",
            "last_place": "广州转运中心",
            "goods": "瓷器花瓶",
        },
    },
    "en": {
        "customer": {"name": "Ms Zhang", "title": ""},
        "parcel": {
            "waybill": "SF1234567890123",
            "carrier": "SF Express",
            "last_event": "arrived at the sorting centre",
            "last_place": "Guangzhou",
            "goods": "a vase",
        },
    },
}


def facts_of(desk: Desk, ticket: str, language: str) -> dict[str, Any]:
    """The facts of a ticket, or those of an example for ""; raises `Refusal("not_found")`."""
    from workstation.scripts import speaking

    if ticket:
        detail = desk.read.detail(ticket)
        if detail is None:
            raise Refusal("not_found", kind="ticket", uid=ticket)
        return speaking.facts_of(desk, detail)
    told = _example(desk)
    for name, facts in _EXAMPLE["zh" if language.startswith("zh") else "en"].items():
        told[name] = {**told[name], **facts}
    return told


def _example(desk: Desk) -> dict[str, Any]:
    """The facts of a case that is made up: everything is known of it, its limits are ahead."""
    now = desk.clock()
    ticket = Ticket(
        "",
        "7-00042",
        now - _DAY_MS,
        class_code="timeliness",
        subtype="timeliness.late_delivery",
        step="contacted",
        phone="13800000000",
        region="south",
        response_due=now + _DAY_MS // 12,
        resolve_due=now + _DAY_MS,
        update_due=now + _DAY_MS // 6,
    )
    parcel = Parcel(
        "",
        "SF1234567890123",
        origin="北京",
        destination="深圳",
        declared_fen=80_000,
        insured_fen=80_000,
        freight_fen=2_300,
        cod_fen=19_900,
        posted_at=now - 3 * _DAY_MS,
        promised_at=now - _DAY_MS,
        signed_at=now - _DAY_MS // 2,
    )
    trace = Trace("", "", now - _DAY_MS // 3, "", status="arrived")
    claim = Claim("", "C7-0003", "", now, approved_fen=30_000, claimed_fen=50_000)
    speaking = Speaking(
        now=now,
        zone=desk.zone,
        agent=desk.agent,
        team_name=desk.settings.organisation,
        team_phone=desk.settings.service_phone,
        team_name_en=desk.settings.organisation_en,
        naming=naming_of(desk.rules, ticket.group_code),
    )
    return facts_for(ticket, speaking, None, parcel, (trace,), claim)
