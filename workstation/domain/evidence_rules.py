"""What a claim needs as evidence, from whom, why, until when, and what lapses then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.calendars import (
    Calendar,
    add_working,
    add_working_days,
    subtract_working,
)
from workstation.domain.claim import Claim
from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.parcel import Parcel
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, each, root

#: What rows may look at; sums in fen, `insured` and `authorised` true or false.
FACTS: Final = (
    *("kind", "partial", "insured", "carrier", "product", "category", "area", "customer_class"),
    *("party", "authorised", "value_fen", "claimed_fen"),
)
#: From whom; the applicant is whoever claims.
GIVERS: Final = ("applicant", "sender", "receiver", "merchant", "courier", "hub")
#: What lapses: the claim, what was not shown, the right to be heard first, or nothing.
LAPSES: Final = ("reject", "reduce", "decide", "remind")
#: From when the time runs.
MOMENTS: Final = ("made", "discovered", "submitted", "asked")
FILES: Final = ("photo", "pdf", "video", "text")
_HOUR: Final = 3_600_000
_MOST_PHOTOS: Final = 100


@dataclass(frozen=True, slots=True)
class EvidenceWant:
    """One thing that is wanted. `photos` is the fewest pictures, `files` the kinds taken.

    It is due `span_ms` of open time or `days` working days of the calendar after its moment; with
    neither there is no end. `reminds` are open milliseconds before the end.
    """

    code: str
    item: str
    name_zh: str
    name_en: str
    wanted_from: str
    why_zh: str = ""
    why_en: str = ""
    required: bool = True
    photos: int = 0
    files: tuple[str, ...] = ()
    span_ms: int = 0
    days: int = 0
    calendar: str = ""
    starts: str = "asked"
    lapse: str = "remind"
    lapse_zh: str = ""
    lapse_en: str = ""
    reminds: tuple[int, ...] = ()
    source: str = ""
    off: bool = False
    conditions: tuple[Condition, ...] = ()

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def why(self, language: str) -> str:
        """Why it is wanted, in words for the customer."""
        return self.why_zh if language.startswith("zh") else self.why_en

    def lapses(self, language: str) -> str:
        """What lapses, in words for the customer."""
        return self.lapse_zh if language.startswith("zh") else self.lapse_en


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """All rows of one version."""

    version: str = ""
    wants: tuple[EvidenceWant, ...] = ()

    def want(self, code: str) -> EvidenceWant | None:
        """The row of a code, or of "code@version"; None when it is gone."""
        bare = code.partition("@")[0]
        return next((one for one in self.wants if one.code == bare), None)


def facts_of(
    claim: Claim, parcel: Parcel | None, customer_class: str, *, authorised: bool
) -> dict[str, object]:
    """What the list looks at (`FACTS`); `authorised` whether somebody claims for another."""
    return {
        "kind": claim.kind,
        "partial": claim.partial,
        "insured": claim.insured_fen > 0,
        "carrier": parcel.carrier if parcel else "",
        "product": parcel.product if parcel else "",
        "category": parcel.category if parcel else "",
        "area": parcel.area if parcel else "domestic",
        "customer_class": customer_class,
        "party": claim.party,
        "authorised": authorised,
        "value_fen": claim.value_fen,
        "claimed_fen": claim.claimed_fen,
    }


def wanted_for(facts: Mapping[str, object], rules: EvidenceRules) -> tuple[EvidenceWant, ...]:
    """What a claim with these facts (see `FACTS`) needs, in the order of the file."""
    found: dict[str, EvidenceWant] = {}
    for want in rules.wants:
        if want.item not in found and all(holds(one, facts) for one in want.conditions):
            found[want.item] = want
    return tuple(want for want in found.values() if not want.off)


def giver(want: EvidenceWant, party: str) -> str:
    """From whom it is wanted; the applicant is the claim's party."""
    return party if want.wanted_from == "applicant" else want.wanted_from


def due_of(
    want: EvidenceWant, calendars: Mapping[str, Calendar], moments: Mapping[str, int | None]
) -> int | None:
    """Until when it is wanted (ms UTC); None without an end, or before its time has begun.

    `moments` gives `made`, `discovered`, `submitted` and `asked` as far as they are known.
    """
    start = moments.get(want.starts)
    if start is None or not (want.span_ms or want.days):
        return None
    calendar = calendars[want.calendar]
    if want.days:
        return add_working_days(calendar, start, want.days)
    return add_working(calendar, start, want.span_ms)


def reminders(
    want: EvidenceWant, calendars: Mapping[str, Calendar], due_at: int, asked_at: int
) -> tuple[int, ...]:
    """When to remind (ms UTC), earliest first: between the asking and the end."""
    calendar, found = calendars[want.calendar], set()
    for before in want.reminds:
        try:
            found.add(subtract_working(calendar, due_at, before))
        except Refusal:  # longer than the calendar goes back
            continue
    return tuple(sorted(at for at in found if asked_at < at < due_at))


def evidence_rules_from(data: dict[str, object]) -> EvidenceRules:
    """Read the evidence list; raises `Refusal` (`rule_*`, `condition_*`) with the place."""
    top = root(data)
    top.only("format", "version", "want")
    wants = each(top.tables("want"), _want)
    check_distinct([want.code for want in wants], "want")
    return EvidenceRules(top.text("version"), wants)


def _want(row: Table) -> EvidenceWant:
    row.only(
        *("code", "item", "name_zh", "name_en", "from", "why_zh", "why_en", "required", "photos"),
        *("files", "hours", "days", "calendar", "starts", "lapse", "lapse_zh", "lapse_en"),
        *("remind_hours", "when", "source", "off"),
    )
    off = row.flag("off")
    hours, days = row.length("hours", 0, "hours"), row.length("days", 0, "days")
    if (hours and days) or min(hours, days) < 0:
        raise Refusal("rule_value", place=row.at("hours"), value=hours, expected="hours or days")
    timed = bool(hours or days)
    want = EvidenceWant(
        code=row.text("code"),
        item=row.text("item"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        wanted_from=row.text("from"),
        why_zh=row.text("why_zh", "" if off else None),
        why_en=row.text("why_en", "" if off else None),
        required=row.flag("required", True),
        photos=row.whole("photos", 0),
        files=row.texts("files"),
        span_ms=hours * _HOUR,
        days=days,
        calendar=row.text("calendar", None if timed else ""),
        starts=row.text("starts", "asked"),
        lapse=row.text("lapse", "remind"),
        lapse_zh=row.text("lapse_zh", None if timed else ""),
        lapse_en=row.text("lapse_en", None if timed else ""),
        reminds=_reminds(row),
        source=row.text("source", ""),
        off=off,
        conditions=conditions_from(row.table("when"), FACTS, {}),
    )
    check_known(want.wanted_from, GIVERS, row.at("from"))
    check_known(want.starts, MOMENTS, row.at("starts"))
    check_known(want.lapse, LAPSES, row.at("lapse"))
    for number, kind in enumerate(want.files):
        check_known(kind, FILES, f"{row.at('files')}[{number}]")
    if not 0 <= want.photos <= _MOST_PHOTOS:
        told = {"value": want.photos, "expected": f"0 to {_MOST_PHOTOS}"}
        raise Refusal("rule_value", place=row.at("photos"), **told)
    return want


def _reminds(row: Table) -> tuple[int, ...]:
    found = []
    for number, value in enumerate(row.items("remind_hours")):
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 5_000:
            place = f"{row.at('remind_hours')}[{number}]"
            raise Refusal("rule_value", place=place, value=value, expected="hours above 0")
        found.append(value * _HOUR)
    return tuple(found)
