"""`limits NUMBER`: every limit of a ticket with its arithmetic."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any, Final

from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.limit_lines import Following, LimitLine
from workstation.terminal.answer import Answer
from workstation.terminal.limit_words import said, words
from workstation.terminal.sitting import desk_of, iso, local

_MOMENTS: Final = ("started_at", "warn_at", "due", "met_at", "paused_since", "at")
_MINUTE: Final = 60_000


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="the time limits of a ticket, with their arithmetic"
    )
    parser.add_argument("number", help="ours, or the number it had where it was imported from")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Show them; a late one is no failure."""
    with desk_of(given) as desk:
        ticket = desk.read.ticket_by_number(given.number) or desk.read.ticket(given.number)
        if ticket is None:
            raise Refusal("not_found", kind="ticket", uid=given.number)
        lines = desk.limit_lines(ticket.uid)
        answer.tell(
            number=ticket.number,
            uid=ticket.uid,
            version=lines[0].version if lines else ticket.limits_version,
            due_at=iso(ticket.due_at),
            due_kind=ticket.due_kind,
            limits=[_facts(line) for line in lines],
        )
        language = desk.settings.language or "en"
        if not lines:
            answer.say(words("none", language))
        for line in lines:
            for text in _told(desk, line, language):
                answer.say(text)
    return 0


def _facts(line: LimitLine) -> dict[str, Any]:
    """A line as JSON facts: moments in ISO 8601, lengths in milliseconds."""
    told = {name: _moment(name, value) for name, value in asdict(line).items()}
    told["pauses"] = [
        {"from": iso(since), "to": iso(until), "open_ms": open_ms}
        for since, until, open_ms in line.pauses
    ]
    told["follows"] = [
        {name: _moment(name, value) for name, value in asdict(one).items()} for one in line.follows
    ]
    return told


def _moment(name: str, value: Any) -> Any:
    return iso(value) if name in _MOMENTS and isinstance(value, int | None) else value


def _told(desk: Desk, line: LimitLine, language: str) -> list[str]:
    """A limit in lines of text: its name and state, then one for each step of its sum."""
    claim = f"{line.claim} " if line.claim else ""
    state = words(f"state_{line.state}", language)
    layer = words(f"layer_{line.layer}", language)
    told = [f"{claim}{line.name(language)}  [{layer}]  {state}"]
    told.append(
        said(
            "started",
            language,
            at=local(desk, line.started_at),
            why=words(f"starts_{line.starts}", language, line.starts),
        )
    )
    for since, until, open_ms in line.pauses:
        facts = {"since": local(desk, since), "until": local(desk, until)}
        told.append(said("pause", language, span=_span(open_ms, language), **facts))
    if line.paused_since is not None:
        told.append(said("paused_since", language, at=local(desk, line.paused_since)))
    length = " + ".join(
        filter(
            None,
            (
                said("days", language, n=line.span_days) if line.span_days else "",
                _span(line.span_ms, language) if line.span_ms or not line.span_days else "",
                _span(line.paused_ms, language) if line.paused_ms else "",
            ),
        )
    )
    calendar = line.calendar_name(language)
    told.append(said("due", language, at=local(desk, line.due), length=length, calendar=calendar))
    told.append(_outcome(desk, line, language))
    if line.unknown_years:
        years = ", ".join(map(str, line.unknown_years))
        told.append(said("unknown", language, years=years))
    told += [_following(desk, one, language) for one in line.follows]
    if line.source:
        told.append(said("source", language, source=line.source, version=line.version))
    return [told[0], *(f"    {text}" for text in told[1:] if text), ""]


def _outcome(desk: Desk, line: LimitLine, language: str) -> str:
    span = _span(abs(line.late_ms), language)
    if line.met_at is not None:
        key = "met" if line.late_ms <= 0 else "missed"
        return said(key, language, at=local(desk, line.met_at), span=span)
    if line.state in ("over", "paused"):
        return ""
    return said("late" if line.late_ms > 0 else "left", language, span=span)


def _following(desk: Desk, one: Following, language: str) -> str:
    name = one.name_zh if language.startswith("zh") else one.name_en
    return said("follows", language, at=local(desk, one.at), name=name)


def _span(length: int, language: str) -> str:
    """A length of time: "2 d 3 h 05 min"."""
    minutes, rest = divmod(length, _MINUTE)
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    units = words("units", language).split(" ")
    parts = [f"{n} {unit}" for n, unit in zip((days, hours, minutes), units, strict=False) if n]
    if rest and not days:
        parts.append(f"{rest / 1000:g} {units[3]}")
    return " ".join(parts) or f"0 {units[2]}"
