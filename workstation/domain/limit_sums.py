"""One limit and its sum: from its start over open time and waits to its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from workstation.domain.calendars import (
    Calendar,
    add_working,
    add_working_days,
    subtract_working,
    unknown_years,
    working_between,
)
from workstation.domain.limit_rules import LimitRule
from workstation.domain.refusal import Refusal

#: A wait that moved a limit: from, until, and the open time in it, in milliseconds.
Pause = tuple[int, int, int]
#: A finished wait: from, until, and for whom ("" for somebody outside).
Spell = tuple[int, int, str]
#: No waits, and no open time waited besides.
NEVER_WAITED: Final[tuple[tuple[Spell, ...], int]] = ((), 0)
_WEEK_MS: Final = 7 * 86_400_000
_ENDLESS: Final = 1 << 62
#: No limit is longer: 60 years, as far as calendars are looked through.
_FAR_MS: Final = 60 * 366 * 86_400_000
_MANY_CALENDARS: Final = 256
#: By its identity, since every sum asks: a calendar and from when to when its years are known.
_KNOWN: Final[dict[int, tuple[Calendar, tuple[int, int]]]] = {}


class Limit(NamedTuple):
    """One limit of a ticket with its arithmetic. Moments in milliseconds UTC.

    It runs from `started_at`, which `starts` explains, for `span_ms` of open time of the
    `calendar` and `span_days` working days, and stood still during `spells`, `paused_ms` of open
    time together; while it stands still now (`resting`), `due` is when it would end if it went
    on at once. `met_at` is when it was kept or missed for good, None while it is owed.
    `unknown_years` are years of the span whose holidays are not known.
    """

    rule: str
    kind: str
    layer: str
    started_at: int
    paused_ms: int
    calendar: str
    due: int
    met_at: int | None
    pauses: bool = False
    unknown_years: tuple[int, ...] = ()
    starts: str = "created"
    span_ms: int = 0
    span_days: int = 0
    spells: tuple[Pause, ...] = ()
    resting: bool = False
    warn_ms: int = 0

    @property
    def owed(self) -> bool:
        """Whether its clock runs."""
        return self.met_at is None and not self.resting

    @property
    def occurrence(self) -> str:
        """Names this run of the limit: the same on every desk, another after another start.

        A wait that moved it makes another run: then it warns again.
        """
        return f"{self.rule}:{self.started_at}:{len(self.spells)}"

    def late_ms(self, now: int) -> int:
        """By how much it was missed, up to now; at most 0 when it was kept or is not due yet."""
        return (now if self.met_at is None else self.met_at) - self.due


def warning_of(line: Limit, calendars: Mapping[str, Calendar]) -> int:
    """When a limit warns: so much open time before its end, but not before it begins."""
    if not line.warn_ms:
        return line.due
    try:
        at = subtract_working(calendars[line.calendar], line.due, line.warn_ms)
    except Refusal:  # longer than the calendar goes back
        return line.started_at
    return max(at, line.started_at)


def spells_of(waits: tuple[str, ...]) -> tuple[Spell, ...]:
    """The finished waits in order and apart, each with its reason ("" for somebody outside)."""
    found: list[Spell] = []
    for told in waits:
        spell, _, reason = told.partition(":")
        since, _, until = spell.partition("-")
        found.append((int(since), int(until), reason))
    return tuple(sorted(found))


def limit_line(
    rule: LimitRule,
    started: int,
    span_ms: int,
    code: str,
    calendars: Mapping[str, Calendar],
    met_at: int | None,
    waited: tuple[tuple[Spell, ...], int] = NEVER_WAITED,
    resting: bool = False,
) -> Limit:
    """A limit's sum by the calendar of a code; `waited` are waits and open time waited besides.

    Raises `Refusal("limit_calendar")` for a missing calendar, and calendar_out_of_range.
    """
    calendar = calendars.get(code)
    if calendar is None:
        raise Refusal("limit_calendar", rule=rule.code, calendar=code)
    due = add_working_days(calendar, started, rule.span_days) if rule.span_days else started
    due = add_working(calendar, due, span_ms)
    if due - started > _FAR_MS:
        raise Refusal("calendar_out_of_range", calendar=code)
    spells, paused = waited
    counted: tuple[Pause, ...] = ()
    if paused:
        due = add_working(calendar, due, paused)
    if spells:
        due, counted = _moved(calendar, started, due, spells, rule.reasons)
        paused += sum([pause[2] for pause in counted])
    first, last = _known(calendar)
    years = () if first <= started and due < last else unknown_years(calendar, started, due)
    return Limit(
        rule.code,
        rule.kind,
        rule.layer,
        started,
        paused,
        code,
        due,
        met_at,
        bool(rule.reasons),
        years,
        rule.starts,
        span_ms,
        rule.span_days,
        counted,
        resting,
        rule.warn_ms,
    )


def _moved(
    calendar: Calendar, started: int, due: int, spells: tuple[Spell, ...], reasons: tuple[str, ...]
) -> tuple[int, tuple[Pause, ...]]:
    """The end of a limit, moved on by each wait that began before it, and those waits.

    Time that two waits share counts once; a wait after the end of the limit does not move it.
    """
    counted: list[Pause] = []
    reached = started
    for since, until, reason in spells:
        since = max(since, reached)
        if since >= due or until <= since or (reason or "customer") not in reasons:
            continue
        reached = until
        if open_ms := working_between(calendar, since, until):
            counted.append((since, until, open_ms))
            due = add_working(calendar, due, open_ms)
    return due, tuple(counted)


def _known(calendar: Calendar) -> tuple[int, int]:
    """From when to when the holidays of a calendar are known without a gap."""
    kept = _KNOWN.get(id(calendar))
    if kept is not None and kept[0] is calendar:
        return kept[1]
    if len(_KNOWN) > _MANY_CALENDARS:
        _KNOWN.clear()
    years = calendar.known_years
    span = (0, _ENDLESS)
    if years is not None and not calendar.always_open:
        first = max(years, default=0)
        while first - 1 in years:
            first -= 1
        span = (_new_year(first) + 2 * _WEEK_MS, _new_year(max(years) + 1)) if years else (0, 0)
    _KNOWN[id(calendar)] = (calendar, span)
    return span


def _new_year(year: int) -> int:
    """A week before a year begins, in milliseconds: no zone has reached it, nor its holidays."""
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1000 - _WEEK_MS
