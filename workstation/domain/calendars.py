"""Working time: opening hours, holidays, make-up working days (调休), and sums in them.

All moments are milliseconds since the epoch, UTC; spans are milliseconds. Local clock times are
turned into moments through the calendar's zone, so that a day on which the clock changes has
23 or 25 hours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, root

DAY_MS = 86_400_000
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Days after which a search for open time gives up (a calendar has some within any 8 years).
_HORIZON_DAYS = 366 * 60


@dataclass(frozen=True, slots=True)
class Interval:
    """An open stretch of a day in minutes after local midnight; `until` may be 1440."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a group works.

    `hours` has one tuple of intervals per weekday, Monday first. Days in `holidays` have
    `holiday_hours` (mostly none), days in `workdays` (make-up days) `workday_hours`.
    `known_years` are the years whose holidays are known; None when the calendar keeps none and
    every year is as good as another.
    """

    code: str
    zone: str
    hours: tuple[tuple[Interval, ...], ...] = ((),) * 7
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    known_years: frozenset[int] | None = None
    always_open: bool = False
    holiday_hours: tuple[Interval, ...] = ()
    workday_hours: tuple[Interval, ...] = ()
    name_zh: str = ""
    name_en: str = ""
    _days: dict[int, tuple[tuple[int, int], ...]] = field(
        default_factory=dict, compare=False, repr=False, hash=False
    )


def calendar_from(data: dict[str, object]) -> Calendar:
    """Build a calendar from a calendar file's data.

    `holidays` names the holiday table that the loader put at `days` (see docs/rules.md). Raises
    `Refusal` (`rule_*`, `calendar_zone`, `calendar_interval`, `calendar_overlap`,
    `calendar_never_open`) with the place.
    """
    top = root(data)
    top.only(
        "format",
        "version",
        "code",
        "name_zh",
        "name_en",
        "zone",
        "always_open",
        "holidays",
        "days",
        "hours",
        "holiday_hours",
        "workday_hours",
    )
    zone = top.text("zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal("calendar_zone", place="zone", zone=zone) from error
    hours_at = top.table("hours")
    hours_at.only(*WEEKDAYS)
    hours = tuple(_intervals(hours_at, day) for day in WEEKDAYS)
    always = top.flag("always_open")
    if not always and not any(hours):
        raise Refusal("calendar_never_open", place="hours", calendar=top.text("code"))
    first = next((day for day in hours if day), ())
    holidays, workdays, known = _days_from(top.table("days"))
    return Calendar(
        code=top.text("code"),
        zone=zone,
        hours=hours,
        holidays=holidays,
        workdays=workdays,
        known_years=known if top.text("holidays", "") else None,
        always_open=always,
        holiday_hours=_intervals(top, "holiday_hours"),
        workday_hours=_intervals(top, "workday_hours") or first,
        name_zh=top.text("name_zh", ""),
        name_en=top.text("name_en", ""),
    )


def check_holidays(data: dict[str, object]) -> None:
    """Raise `Refusal` with the place of a mistake in a holiday file's data."""
    top = root(data)
    top.only("format", "version", "code", "year")
    top.text("code")
    _days_from(top)


def is_known(calendar: Calendar, year: int) -> bool:
    """Whether the holidays of a year are known; a calendar without holidays knows every year."""
    return calendar.always_open or calendar.known_years is None or year in calendar.known_years


def unknown_years(calendar: Calendar, a_ms: int, b_ms: int) -> tuple[int, ...]:
    """The years touched between two moments whose holidays are not known.

    Sums over such years count them as ordinary weeks; whoever shows the result must say so.
    """
    first, last = sorted((a_ms, b_ms))
    years = range(_local_day(calendar, first).year, _local_day(calendar, last).year + 1)
    return tuple(year for year in years if not is_known(calendar, year))


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether the calendar has open hours on a local day."""
    return calendar.always_open or bool(_plan_of(calendar, day))


def add_working(calendar: Calendar, at_ms: int, working_ms: int) -> int:
    """Return the first moment by which `working_ms` of open time have passed since `at_ms`.

    Nothing to add gives `at_ms` itself. Raises `Refusal("working_time_negative")` and
    `Refusal("calendar_out_of_range")` if no such moment is found within 60 years.
    """
    if working_ms < 0:
        raise Refusal("working_time_negative", working_ms=working_ms)
    if calendar.always_open or working_ms == 0:
        return at_ms + working_ms
    left = working_ms
    first = _ordinal(calendar, at_ms)
    for ordinal in range(first, first + _HORIZON_DAYS):
        for start, end in _open(calendar, ordinal):
            start = max(start, at_ms)
            if end - start >= left:
                return start + left
            left -= max(end - start, 0)
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def subtract_working(calendar: Calendar, at_ms: int, working_ms: int) -> int:
    """Return the last moment from which `working_ms` of open time remain until `at_ms`.

    Raises as `add_working` does.
    """
    if working_ms < 0:
        raise Refusal("working_time_negative", working_ms=working_ms)
    if calendar.always_open or working_ms == 0:
        return at_ms - working_ms
    left = working_ms
    last = _ordinal(calendar, at_ms)
    for ordinal in range(last, last - _HORIZON_DAYS, -1):
        for start, end in reversed(_open(calendar, ordinal)):
            end = min(end, at_ms)
            if end - start >= left:
                return end - left
            left -= max(end - start, 0)
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def working_between(calendar: Calendar, a_ms: int, b_ms: int) -> int:
    """The open time from `a_ms` to `b_ms`; negative when `b_ms` is earlier."""
    if b_ms < a_ms:
        return -working_between(calendar, b_ms, a_ms)
    if calendar.always_open:
        return b_ms - a_ms
    total = 0
    for ordinal in range(_ordinal(calendar, a_ms), _ordinal(calendar, b_ms) + 1):
        for start, end in _open(calendar, ordinal):
            total += max(min(end, b_ms) - max(start, a_ms), 0)
    return total


def next_opening(calendar: Calendar, at_ms: int) -> int:
    """`at_ms` if open then, else the next moment at which work begins."""
    if calendar.always_open:
        return at_ms
    first = _ordinal(calendar, at_ms)
    for ordinal in range(first, first + _HORIZON_DAYS):
        for start, end in _open(calendar, ordinal):
            if end > at_ms:
                return max(start, at_ms)
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def add_working_days(calendar: Calendar, at_ms: int, days: int) -> int:
    """The close of work on the `days`-th working day after the day of `at_ms`.

    The day on which a term begins is not counted and its last day runs to the close of work
    (民法典 art 201 and 203, in force 2021-01-01). No days gives `at_ms`.
    """
    if days < 0:
        raise Refusal("working_time_negative", days=days)
    if days == 0:
        return at_ms
    first = _ordinal(calendar, at_ms)
    left = days
    for ordinal in range(first + 1, first + _HORIZON_DAYS):
        spans = _open(calendar, ordinal)
        left -= 1 if spans else 0
        if left == 0:
            return spans[-1][1]
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def working_spans(calendar: Calendar, a_ms: int, b_ms: int) -> tuple[tuple[int, int], ...]:
    """The open stretches between two moments, in order, as pairs of moments."""
    if calendar.always_open:
        return ((a_ms, b_ms),) if b_ms > a_ms else ()
    found = []
    for ordinal in range(_ordinal(calendar, a_ms), _ordinal(calendar, b_ms) + 1):
        for start, end in _open(calendar, ordinal):
            if min(end, b_ms) > max(start, a_ms):
                found.append((max(start, a_ms), min(end, b_ms)))
    return tuple(found)


def _intervals(table: Table, key: str) -> tuple[Interval, ...]:
    """Read `[["09:00", "12:00"], …]`; they must be in order and must not overlap."""
    found: list[Interval] = []
    for number, item in enumerate(table.items(key)):
        place = f"{table.at(key)}[{number}]"
        if not isinstance(item, (list, tuple)) or len(item) != 2:
            raise Refusal("calendar_interval", place=place, value=item)
        since, until = _minutes(item[0], place), _minutes(item[1], place)
        if since >= until:
            raise Refusal("calendar_interval", place=place, value=item)
        if found and since < found[-1].until:
            raise Refusal("calendar_overlap", place=place, value=item)
        found.append(Interval(since, until))
    return tuple(found)


def _minutes(value: object, place: str) -> int:
    hours, _, minutes = str(value).partition(":")
    if not (hours.isascii() and hours.isdigit() and len(minutes) == 2 and minutes.isdigit()):
        raise Refusal("calendar_interval", place=place, value=value)
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > 1440:
        raise Refusal("calendar_interval", place=place, value=value)
    return total


def _days_from(days: Table) -> tuple[frozenset[date], frozenset[date], frozenset[int]]:
    """Holidays, make-up working days and known years of a holiday table."""
    holidays: set[date] = set()
    workdays: set[date] = set()
    years: set[int] = set()
    for year in days.tables("year"):
        year.only("year", "source", "holiday", "workdays")
        years.add(year.whole("year"))
        for holiday in year.tables("holiday"):
            first, last = _date(holiday, "from"), _date(holiday, "to")
            if last < first:
                raise Refusal("calendar_interval", place=holiday.at("to"), value=last)
            span = (last - first).days + 1
            holidays.update(first + timedelta(days=n) for n in range(span))
        for number, day in enumerate(year.items("workdays")):
            check_date(day, f"{year.at('workdays')}[{number}]")
            assert isinstance(day, date)
            workdays.add(day)
    for day in sorted(holidays & workdays):
        raise Refusal("calendar_day_both", place=days.at("year"), day=day.isoformat())
    return frozenset(holidays), frozenset(workdays), frozenset(years)


def _date(table: Table, key: str) -> date:
    value = table.values.get(key)
    check_date(value, table.at(key))
    assert isinstance(value, date)
    return value


def check_date(value: object, place: str) -> None:
    """Raise `Refusal("rule_type")` unless `value` is a plain date."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Refusal("rule_type", place=place, expected="date", found=type(value).__name__)


def _plan_of(calendar: Calendar, day: date) -> tuple[Interval, ...]:
    if calendar.always_open:
        return (Interval(0, 1440),)
    if day in calendar.workdays:
        return calendar.workday_hours
    if day in calendar.holidays:
        return calendar.holiday_hours
    return calendar.hours[day.weekday()]


def _open(calendar: Calendar, ordinal: int) -> tuple[tuple[int, int], ...]:
    """The open stretches of one local day as moments; kept, since every sum asks again."""
    spans = calendar._days.get(ordinal)
    if spans is None:
        spans = calendar._days[ordinal] = _open_of(calendar, ordinal)
    return spans


def _open_of(calendar: Calendar, ordinal: int) -> tuple[tuple[int, int], ...]:
    try:
        day = date.fromordinal(ordinal)
        zone = ZoneInfo(calendar.zone)
        found = []
        for interval in _plan_of(calendar, day):
            start = _moment(day, interval.since, zone)
            end = _moment(day, interval.until, zone)
            if start < end:
                found.append((start, end))
        return tuple(found)
    except (OverflowError, ValueError) as error:
        raise Refusal("calendar_out_of_range", calendar=calendar.code) from error


def _moment(day: date, minutes: int, zone: ZoneInfo) -> int:
    """The moment of a local clock time; one that the clock skips is the moment of the change."""
    local = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    early = local.replace(tzinfo=zone, fold=0)
    late = local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() != late.utcoffset() and _ms(early) > _ms(late):
        return _change(_ms(late), _ms(early), zone)
    return _ms(early)


def _change(low: int, high: int, zone: ZoneInfo) -> int:
    """The moment between two others at which the zone's offset changes."""
    before = _at(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if _at(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def _ms(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _at(ms: int, zone: ZoneInfo) -> datetime:
    return (_EPOCH + timedelta(milliseconds=ms)).astimezone(zone)


def _local_day(calendar: Calendar, ms: int) -> date:
    try:
        return _at(ms, ZoneInfo(calendar.zone)).date()
    except OverflowError as error:
        raise Refusal("calendar_out_of_range", calendar=calendar.code) from error


def _ordinal(calendar: Calendar, ms: int) -> int:
    return _local_day(calendar, ms).toordinal()
