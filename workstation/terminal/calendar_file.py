"""The calendar that a command works with: a shipped one, a file of ours, a small JSON, options."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from resources import path
from workstation.domain.calendar_reading import zone_from
from workstation.domain.calendars import Calendar, calendar_from
from workstation.domain.clock_times import date_from, hours_from, yearly_from
from workstation.domain.opening_hours import Hours
from workstation.domain.refusal import Refusal
from workstation.rules.places import position
from workstation.terminal.calendar_words import dated_from, day_range, days_of, week_from, wrong

DEFAULT: Final = "office"
_ZONE: Final = "Asia/Shanghai"


def declare_calendar(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say by which calendar to reckon."""
    add = parser.add_argument
    calendar = "TOML or JSON, - for standard input, or a shipped code (default: office)"
    hours = 'in place of a file: "mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00"'
    add("--calendar", metavar="FILE", help=calendar)
    add("--zone", metavar="Z", help="the time zone (default: the calendar's)")
    add("--hours", action="append", default=[], metavar="TEXT", help=hours)
    add("--holidays", metavar="CODE", help="a shipped holiday table, such as cn")
    for name, what in (
        ("--holiday", "DATE, FROM..TO or *-12-25"),
        ("--workday", "DATE or DATE=HOURS"),
        ("--shift", "DATE=HOURS"),
        ("--break", "HOURS (every day) or DATE=HOURS"),
    ):
        add(
            name,
            action="append",
            default=[],
            metavar=what.split()[0].strip(","),
            help=f"besides: {what}",
        )


def calendar_of(given: argparse.Namespace) -> Calendar:
    """The calendar of a command line.

    Raises `Refusal` with the file, the place and the line of a mistake.
    """
    if given.hours:
        if given.calendar:
            raise wrong("give --calendar or --hours, not both")
        calendar = _of_options(given)
    else:
        calendar = read_calendar(given.calendar or DEFAULT, given.zone, given.holidays)
    if given.zone:
        calendar = replace(calendar, zone=zone_from(given.zone, "--zone"))
    return _with_days(calendar, given)


def read_calendar(name: str, zone: str | None = None, holidays: str | None = None) -> Calendar:
    """The calendar of a file, of standard input ("-") or of a shipped code.

    `zone` and `holidays` stand for what the file leaves out. Raises as `calendar_of`.
    """
    file = _file(name)
    raw = sys.stdin.buffer.read() if file is None else file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("rule_encoding", file=name) from error
    data = {"code": file.stem if file else "calendar", **_data(text, name)}
    if zone:
        data.setdefault("zone", zone)
    if holidays:
        data["holidays"] = holidays
    try:
        return calendar_from(_with_table(data, file.parent if file else None))
    except Refusal as refusal:
        raise _placed(refusal, name, text) from refusal


def _file(name: str) -> Path | None:
    """The file of a name or of a shipped calendar's code; None for standard input."""
    if name == "-" or Path(name).is_file():
        return None if name == "-" else Path(name)
    shipped = {file.stem: file for file in path("calendars").glob("*.toml")}
    if name not in shipped:
        known = ", ".join(sorted(shipped.keys() - {"china_holidays"}))
        raise wrong(f"{name} is no file, nor a shipped calendar; shipped are {known}")
    return shipped[name]


def _of_options(given: argparse.Namespace) -> Calendar:
    data: dict[str, Any] = {
        "code": "options",
        "zone": given.zone or _ZONE,
        "hours": week_from(given.hours),
    }
    if given.holidays:
        data["holidays"] = given.holidays
    try:
        return calendar_from(_with_table(data, None))
    except Refusal as refusal:
        raise _placed(refusal, "", "") from refusal


def _data(text: str, name: str) -> dict[str, Any]:
    """What a file says, JSON or TOML."""
    try:
        if not text.lstrip().startswith("{"):
            return tomllib.loads(text)
        data = json.loads(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise Refusal("rule_syntax", file=name, detail=str(error)) from error
    assert isinstance(data, dict)
    return data


def _with_table(data: dict[str, Any], folder: Path | None) -> dict[str, Any]:
    """The data with the holiday table that it names, from beside the file or of the product."""
    name = data.get("holidays")
    if not isinstance(name, str) or not name or "days" in data:
        return data
    folders = [path("calendars"), *([folder] if folder else [])]
    for file in (file for place in reversed(folders) for file in sorted(place.glob("*.toml"))):
        try:
            table = tomllib.loads(file.read_text("utf-8-sig"))
        except (OSError, ValueError):
            continue
        if table.get("code") == name and "year" in table:
            return {**data, "days": {"year": table["year"]}}
    raise Refusal("rule_reference", place="holidays", value=name)


def _with_days(calendar: Calendar, given: argparse.Namespace) -> Calendar:
    """The calendar with the days and breaks of the options, which go before its own."""
    off, yearly = _holidays(given.holiday)
    work, shifts = _worked(given, off)
    daily, dated = _breaks(vars(given)["break"])
    return replace(
        calendar,
        holidays=(calendar.holidays | off) - work,
        yearly=calendar.yearly | yearly,
        workdays=(calendar.workdays | work) - off,
        shifts={
            day: hours for day, hours in {**calendar.shifts, **shifts}.items() if day not in off
        },
        breaks=calendar.breaks + daily,
        date_breaks={**calendar.date_breaks, **dated},
    )


def _holidays(texts: list[str]) -> tuple[set[date], set[tuple[int, int]]]:
    """The days, and the months and days of every year, of `--holiday`."""
    days: set[date] = set()
    yearly: set[tuple[int, int]] = set()
    for text in texts:
        if (every := yearly_from(text, "--holiday")) is not None:
            yearly.add(every)
        else:
            first, last = (date_from(part, "--holiday") for part in day_range(text))
            days.update(days_of(first, last))
    return days, yearly


def _worked(given: argparse.Namespace, off: set[date]) -> tuple[set[date], dict[date, Hours]]:
    """The days of `--workday`, and hours of single dates."""
    work: set[date] = set()
    shifts: dict[date, Hours] = {}
    for option in ("workday", "shift"):
        for text in vars(given)[option]:
            name, hours = dated_from(text, f"--{option}")
            day = date_from(name, f"--{option}")
            if day in off and option == "workday":
                raise Refusal("calendar_day_both", place="--workday", day=name)
            if hours is None and option == "shift":
                raise Refusal("calendar_interval", place="--shift", value=text)
            work.update([day] if option == "workday" else [])
            shifts.update({} if hours is None else {day: hours})
    return work, shifts


def _breaks(texts: list[str]) -> tuple[Hours, dict[date, Hours]]:
    """The breaks of every day and those of single dates of `--break`."""
    daily: Hours = ()
    dated: dict[date, Hours] = {}
    for text in texts:
        if "=" in text:
            name, hours = dated_from(text, "--break")
            day = date_from(name, "--break")
            dated[day] = dated.get(day, ()) + (hours or ())
        else:
            daily += hours_from(text, "--break")
    return daily, dated


def _placed(refusal: Refusal, file: str, text: str) -> Refusal:
    """The refusal with the file, line and column of its place."""
    place = str(refusal.facts.get("place", ""))
    at = None if text.lstrip().startswith("{") else position(text, place)
    where = f"{file}:{at[0]}:{at[1]}" if at else file
    told = ": ".join(part for part in (where, place) if part)
    return Refusal(refusal.code, **{**refusal.facts, "place": told})
