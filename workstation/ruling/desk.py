"""What a desk tells of its rule files: how each stands, its versions, its mistakes, its calendars.

All of it reads; whoever asks from a screen does so on the reading pool (`Ruling` hands it there).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from workstation.domain.calendars import Calendar, add_working, is_known, working_spans
from workstation.domain.opening_hours import hours_of, plan_of
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet, begun, newest
from workstation.rules.files import Finding, Overlaid, Source, finding, parsed
from workstation.rules.loading import check_source

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.rules.shelf import Unused

#: How a version stands: written, to come, in force, followed by another, given up, as shipped.
STATES: Final = ("draft", "coming", "in_force", "replaced", "withdrawn", "shipped")
#: The most working hours whose place in a calendar is told.
MOST_HOURS: Final = 2_000


@dataclass(frozen=True, slots=True)
class FileState:
    """A rule file: the version in force and since when, what is to come, drafts, what is amiss.

    `since` is None for the shipped version; `unused` the version that should be in force here and
    is not, with its mistake.
    """

    file: str
    version: str
    since: int | None = None
    by: str = ""
    drafts: int = 0
    coming: RuleSet | None = None
    unused: Unused | None = None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version and how it stands (one of `STATES`); the shipped one has no uid."""

    rule: RuleSet
    state: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A rule file as it is opened for reading or writing.

    `text` is in force; `base` the version that a new draft is made from (the newest, be it one to
    come). `drafts` carry their texts, the one saved last first.
    """

    file: str
    text: str
    version: str
    base: str
    base_text: str
    versions: tuple[VersionLine, ...]
    drafts: tuple[RuleSet, ...] = ()


@dataclass(frozen=True, slots=True)
class DayLook:
    """A day of a calendar: open, closed, holiday, makeup (调休) or other (hours of its own).

    `hours` are from-to in seconds after midnight, `name_zh` and `name_en` the holiday's names.
    """

    day: date
    kind: str
    hours: tuple[tuple[int, int], ...]
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class CalendarLook:
    """A year of a calendar; `known` says whether that year's holidays are known.

    `codes` are the calendars that the file is about: itself, or those that take the holidays.
    """

    calendar: Calendar
    year: int
    known: bool
    days: tuple[DayLook, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursAhead:
    """Where the next working hours of a calendar fall: stretches in ms UTC, and where they end."""

    until: int
    spans: tuple[tuple[int, int], ...] = field(default_factory=tuple)


def overview(desk: Desk) -> tuple[FileState, ...]:
    """All rule files by name."""
    heads = desk.rule_versions()
    now, shelf = desk.clock(), desk.rule_shelf()
    unused = {one.file: one for one in reversed(desk.rules_unused())}
    used = desk.rules.versions
    found = []
    for file in desk.rule_files():
        mine = [one for one in heads if one.file == file]
        passed = {unused[file].uid} if file in unused else set()
        chosen = next((one for one in begun(mine, file, now) if one.uid not in passed), None)
        last = newest(mine, file)
        found.append(
            FileState(
                file,
                used.get(file) or version_of(shelf.shipped_text(file)),
                chosen.from_at if chosen else None,
                chosen.activated_by_name if chosen else "",
                sum(1 for one in mine if one.state == "draft"),
                last if last is not None and (last.from_at or 0) > now else None,
                unused.get(file),
            )
        )
    return tuple(found)


def versions(desk: Desk, file: str) -> tuple[VersionLine, ...]:
    """The versions of a file, the one made last first, the shipped one at the end."""
    heads, now = desk.rule_versions(file), desk.clock()
    used = next(iter(begun(heads, file, now)), None)
    rows = [VersionLine(one, _state(one, used, now)) for one in heads]
    shipped = desk.rule_shelf().shipped_text(file)
    if shipped:
        told = RuleSet("", file, version_of(shipped), 0)
        rows.append(VersionLine(told, "shipped" if used else "in_force"))
    return tuple(rows)


def opened(desk: Desk, file: str) -> Opened:
    """A file with its text in force, its versions and drafts."""
    lines = versions(desk, file)
    last = newest([line.rule for line in lines], file)
    if last is not None and not last.uid:
        last = None
    text = desk.rule_text_in_force(file)
    base_text = desk.rule_text(last.uid) if last else desk.rule_shelf().shipped_text(file)
    drafts = sorted(
        (line.rule for line in lines if line.state == "draft"),
        key=lambda one: one.changed_at or one.made_at,
        reverse=True,
    )
    return Opened(
        file,
        text,
        version_of(text),
        last.uid if last else "",
        base_text,
        lines,
        tuple(replace(one, text=desk.rule_text(one.uid)) for one in drafts),
    )


def text_of(desk: Desk, file: str, uid: str) -> str:
    """The text of a version; with no uid the shipped one."""
    return desk.rule_text(uid) if uid else desk.rule_shelf().shipped_text(file)


def mistakes(desk: Desk, file: str, text: str) -> tuple[Finding, ...]:
    """What is amiss with a text beside the rules in force, the file's own mistakes first."""
    try:
        parsed(text)
    except Refusal as refusal:
        return (finding(file, text, refusal),)
    found = check_source(_beside(desk, {file: text}))
    return tuple(sorted(found, key=lambda one: one.file != file))


def calendar_look(desk: Desk, file: str, text: str, year: int, code: str = "") -> CalendarLook:
    """A year of a calendar under a text of its file, or of the holidays that it takes.

    `code` chooses among the calendars that take a holiday table. Raises `Refusal` of the mistake
    for which there is no such calendar.
    """
    from workstation.rules.making import calendars_of

    found: list[Finding] = []
    source = _beside(desk, {file: text})
    known = calendars_of(source, found.append)
    data = parsed(text)
    own = str(data.get("code", ""))
    codes = (own,) if own in known else tuple(sorted(_taking(source, own, known)))
    if not codes:
        mistake = found[0] if found else None
        place = mistake.place if mistake else "code"
        message = mistake.message if mistake else own
        raise Refusal("rules_unsound", file=file, place=place, message=message,
                      message_zh=mistake.message_zh if mistake else own)  # fmt: skip
    calendar = known[code if code in codes else codes[0]]
    names = dict(_holiday_names(source, calendar.code))
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    looks = tuple(_day(calendar, day, names.get(day, ("", ""))) for day in days)
    return CalendarLook(calendar, year, is_known(calendar, year), looks, codes)


def hours_ahead(calendar: Calendar, at: int, hours: int) -> HoursAhead:
    """Where the next working hours from a moment fall; raises `Refusal` (calendar_out_of_range)."""
    until = add_working(calendar, at, max(1, min(hours, MOST_HOURS)) * 3_600_000)
    return HoursAhead(until, tuple(working_spans(calendar, at, until)))


def version_of(text: str) -> str:
    """The version that a text says of itself; "" where it says none."""
    try:
        return str(parsed(text).get("version", ""))
    except Refusal:
        return ""


def _state(one: RuleSet, used: RuleSet | None, at: int) -> str:
    if one.state != "in_force":
        return one.state
    if (one.from_at or 0) > at:
        return "coming"
    return "in_force" if used is not None and used.uid == one.uid else "replaced"


def _beside(desk: Desk, more: Mapping[str, str]) -> Source:
    """The rules in force with some texts laid over them."""
    known = {file: text for file in desk.rule_files() if (text := desk.rule_text_in_force(file))}
    return Overlaid(desk.rule_shelf().source, {**known, **more})


def _day(calendar: Calendar, day: date, names: tuple[str, str]) -> DayLook:
    hours = tuple((one.since, one.until) for one in plan_of(calendar, day))
    if calendar.always_open:
        kind = "open"
    elif day in calendar.shifts:
        kind = "other"
    elif day in calendar.workdays:
        kind = "makeup"
    elif day in calendar.holidays or (day.month, day.day) in calendar.yearly:
        kind = "holiday"
    else:
        kind = "open" if hours_of(calendar, day) else "closed"
    return DayLook(day, kind, hours, *names)


def _taking(source: Source, table: str, known: Mapping[str, Calendar]) -> Iterator[str]:
    """The calendars that take a holiday table."""
    for name in source.names("calendars"):
        try:
            data = parsed(source.text(name))
        except (Refusal, OSError, UnicodeDecodeError):
            continue
        if table and data.get("holidays") == table and data.get("code") in known:
            yield str(data["code"])


def _holiday_names(source: Source, code: str) -> Iterator[tuple[date, tuple[str, str]]]:
    """The days of the holiday tables that a calendar takes, with the holidays' names."""
    wanted, tables = "", []
    for name in source.names("calendars"):
        try:
            data = parsed(source.text(name))
        except (Refusal, OSError, UnicodeDecodeError):
            continue
        if "year" in data:
            tables.append(data)
        elif data.get("code") == code:
            wanted = str(data.get("holidays", ""))
    for data in tables:
        if data.get("code") == wanted:
            yield from _named_days(data)


def _named_days(data: Mapping[str, object]) -> Iterator[tuple[date, tuple[str, str]]]:
    years = data.get("year")
    for year in years if isinstance(years, list) else []:
        for row in year.get("holiday", []):
            since, until = row.get("from"), row.get("to", row.get("from"))
            if not isinstance(since, date) or not isinstance(until, date):
                continue
            told = str(row.get("name_zh", "")), str(row.get("name_en", ""))
            for number in range(min((until - since).days, 60) + 1):
                yield since + timedelta(days=number), told
