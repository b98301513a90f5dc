"""What is still missing for a claim, told to whoever is to bring it: what, why, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Final

from workstation.actions.claim_wants import asked_due
from workstation.domain.claim import Claim
from workstation.domain.evidence import MISSING, EvidenceItem
from workstation.domain.evidence_rules import reminders
from workstation.domain.pages import TicketDetail
from workstation.rules.bundle import Rules

#: A thing with its reason, until when, what is said when that is past, and what parts these.
_LINES: Final = {
    "zh": ("{name}：{why}", "请在{until}前发来", "请尽快发来", "；"),
    "en": ("{name}: {why}", "please send it by {until}", "please send it soon", "; "),
}
_COMMAS: Final = {"zh": "、", "en": ", "}
_BRIEF: Final = {"zh": "{names}（{until}前）", "en": "{names} (by {until})"}


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, in words of one language.

    `told` has a line for each thing, `short` their names alone, `brief` these with the earliest end.
    """

    told: str
    short: str
    brief: str


def missing_words(
    rules: Rules, items: Sequence[EvidenceItem], language: str, now: int, zone: tzinfo
) -> Missing:
    """Tell what is missing as if it was asked for at `now` (milliseconds UTC)."""
    tongue = "zh" if language.startswith("zh") else "en"
    ends = [asked_due(rules, one, now) for one in items]
    lines = [
        f"{place}. {_line(rules, one, tongue, _until(end, now, tongue, zone))}"
        for place, (one, end) in enumerate(zip(items, ends, strict=True), 1)
    ]
    short = _COMMAS[tongue].join(_said(rules, one, tongue)[0] for one in items)
    first = min((end for end in ends if end is not None and end > now), default=None)
    brief = short
    if first is not None:
        brief = _BRIEF[tongue].format(names=short, until=_moment(first, tongue, zone))
    return Missing("\n".join(lines), short, brief)


def _line(rules: Rules, item: EvidenceItem, tongue: str, until: str) -> str:
    name, why, lapse = _said(rules, item, tongue)
    because, between = _LINES[tongue][0], _LINES[tongue][3]
    why = why.rstrip("。.； ")
    parts = [because.format(name=name, why=why) if why else name]
    if until:
        parts.append(until)
        if lapse:
            parts.append(lapse.rstrip("。. "))
    return between.join(parts) + ("。" if tongue == "zh" else ".")


def _until(end: int | None, now: int, tongue: str, zone: tzinfo) -> str:
    """Until when something is to come; "" without an end."""
    if end is None:
        return ""
    until, late = _LINES[tongue][1:3]
    return until.format(until=_moment(end, tongue, zone)) if end > now else late


def _said(rules: Rules, item: EvidenceItem, tongue: str) -> tuple[str, str, str]:
    """Name, reason and what lapses: of the list's row in a language, else as they were noted."""
    want = rules.evidence.want(item.rule) if item.rule else None
    if want is None:
        return item.title, item.why, item.lapse
    return want.name(tongue), want.why(tongue), want.lapses(tongue)


def _moment(at: int, tongue: str, zone: tzinfo) -> str:
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)
    if tongue == "zh":
        return f"{local.month}月{local.day}日{local:%H:%M}"
    return f"{local.day} {local:%B}, {local:%H:%M}"


def is_soon(rules: Rules, item: EvidenceItem, now: int) -> bool:
    """Whether a thing that was asked for is to be reminded of: its end is near and not yet past."""
    want = rules.evidence.want(item.rule) if item.rule else None
    if want is None or item.state not in MISSING or item.due_at is None or item.due_at <= now:
        return False
    begun = item.made_at if item.asked_at is None else item.asked_at
    moments = reminders(want, rules.calendars, item.due_at, begun)
    return bool(moments) and moments[0] <= now


def recipient_of(detail: TicketDetail, claim: Claim, party: str) -> str:
    """The phone of a party to a claim; "" when it is whom the ticket is answered to anyway."""
    parcel, usual = detail.parcel, detail.ticket.phone
    found = claim.claimant_phone if party == claim.party else ""
    if not found and parcel is not None:
        phones = {"sender": parcel.sender_phone, "receiver": parcel.receiver_phone}
        found = phones.get(party, "")
    return "" if found == usual else found
