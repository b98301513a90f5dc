"""The facts that reply scripts speak of, gathered from the records of a ticket.

The names are those of :data:`workstation.domain.script.FACTS`. What is not known is left empty, so
that it becomes a gap in the script instead of a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from workstation.domain.claim import Claim
from workstation.domain.money import format_fen
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Agent, Customer
from workstation.domain.ticket import Ticket
from workstation.text.waybills import carrier_name, suggest_carriers

_DAYS = ("今天", "明天", "后天")


@dataclass(frozen=True, slots=True)
class Speaking:
    """What is at hand when an agent speaks: who, when, and on whose behalf.

    ``now`` and ``promise_at`` are milliseconds UTC, told in ``zone``; ``title`` is how the
    customer is addressed (先生, 女士), ``""`` if nobody asked.
    """

    now: int
    zone: tzinfo
    agent: Agent | None = None
    team_name: str = ""
    team_phone: str = ""
    promise_at: int | None = None
    title: str = ""


def facts_for(
    ticket: Ticket,
    speaking: Speaking,
    customer: Customer | None = None,
    parcel: Parcel | None = None,
    traces: Iterable[Trace] = (),
    claim: Claim | None = None,
) -> dict[str, object]:
    """Gather the facts for :func:`workstation.text.templating.render`.

    A claim's amount is told only once it is approved; a time that was promised only if it is
    still to come.
    """
    name = ticket.customer_name or (customer.name if customer else "")
    promised = speaking.promise_at
    if promised is not None and promised <= speaking.now:
        promised = None
    agent = speaking.agent
    return {
        "customer": {
            "name": name,
            "title": "" if name.endswith(speaking.title) else speaking.title,
        },
        "agent": {"name": agent.name, "work_no": agent.work_no} if agent else {},
        "ticket": {"number": ticket.number},
        "parcel": _parcel_facts(ticket, parcel, traces),
        "promise": {"time": spoken_time(promised, speaking) if promised is not None else ""},
        "claim": _claim_facts(claim),
        "team": {"name": speaking.team_name, "phone": speaking.team_phone},
        "today": _day(datetime.fromtimestamp(speaking.now / 1000, speaking.zone)),
    }


def spoken_time(moment: int, speaking: Speaking) -> str:
    """Say a time as people do: 今天18点, 明天9点30分, 11月24日18点."""
    then = datetime.fromtimestamp(moment / 1000, speaking.zone)
    today = datetime.fromtimestamp(speaking.now / 1000, speaking.zone)
    days = (then.date() - today.date()).days
    if 0 <= days < len(_DAYS):
        day = _DAYS[days]
    else:
        day = _day(then) if then.year != today.year else f"{then.month}月{then.day}日"
    return f"{day}{then.hour}点" + (f"{then.minute}分" if then.minute else "")


def _day(then: datetime) -> str:
    return f"{then.year}年{then.month}月{then.day}日"


def _parcel_facts(
    ticket: Ticket, parcel: Parcel | None, traces: Iterable[Trace]
) -> dict[str, object]:
    waybill = ticket.waybill or (parcel.waybill if parcel else "")
    last = max(traces, key=lambda trace: trace.at or 0, default=None)
    likely = suggest_carriers(waybill)
    carrier = (parcel.carrier if parcel else "") or (likely[0] if len(likely) == 1 else "")
    return {
        "waybill": waybill,
        "carrier": carrier_name(carrier),
        "goods": (parcel.goods if parcel else "") or ticket.product,
        "last_event": last.text if last else "",
        "last_place": (last.place or last.node) if last else "",
    }


def _claim_facts(claim: Claim | None) -> dict[str, object]:
    if claim is None:
        return {}
    amount = "" if claim.approved_fen is None else f"{format_fen(claim.approved_fen)}元"
    return {"number": claim.number, "amount": amount}
