"""A ticket's limits as chips, and the arithmetic behind each in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import times, words
from ui.ticket.names import Names, in_language
from workstation.domain.limits import Limit, Limits, Planner
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket

#: Of each of these, the nearest that is owed gets a chip.
_KINDS: Final = (
    ("response", "feedback"),
    ("step",),
    ("update",),
    ("resolve", "task"),
    ("legal", "appeal"),
)


@dataclass(frozen=True, slots=True)
class LimitChip:
    """What one chip says, in which look, and the sentences behind it."""

    text: str
    look: str
    hint: str


def limit_chips(ticket: Ticket, names: Names) -> tuple[LimitChip, ...]:
    """One chip for the nearest owed limit of each kind; all lines stand in the hints."""
    found = _planned(ticket, names)
    if found is None:
        return ()
    hint = arithmetic(ticket, found, names)
    chips = []
    for kinds in _KINDS:
        owed = [one for one in found.lines if one.kind in kinds and one.met_at is None]
        if owed and ticket.is_open:
            nearest = min(owed, key=lambda one: one.due)
            left = times.time_left(nearest.due, names.now, paused=nearest.resting)
            chips.append(LimitChip(f"{words.due_kind(nearest.kind)} {left.text}", left.look, hint))
    if ticket.status == "waiting" and ticket.waiting_until is not None:
        left = times.time_left(ticket.waiting_until, names.now)
        text = QCoreApplication.translate("limits", "Follow-up {left}").format(left=left.text)
        chips.append(LimitChip(text, left.look, hint))
    return tuple(chips)


def _planned(ticket: Ticket, names: Names) -> Limits | None:
    rules = names.rules
    if rules is None:
        return None
    try:
        return Planner(rules).plan(ticket)
    except Refusal:
        return None


def arithmetic(ticket: Ticket, found: Limits, names: Names) -> str:
    """Every limit with its start, length, pauses and end, one to a line."""
    lines = [_line(one, ticket, names) for one in found.lines]
    if found.unknown_years:
        text = QCoreApplication.translate("limits", "Holidays of {years} are not known yet.")
        lines.append(text.format(years=words.listing(map(str, found.unknown_years))))
    return "\n".join(lines)


def _line(limit: Limit, ticket: Ticket, names: Names) -> str:
    rule = None
    if names.rules is not None:
        rule = Planner(names.rules).rules_of(ticket).rule(limit.rule)
    name = in_language(rule.name_zh, rule.name_en) if rule else limit.rule
    text = QCoreApplication.translate("limits", "{name}: from {start}, {span} → {due}")
    told = [
        text.format(
            name=name,
            start=names.moment(limit.started_at),
            span=_span(limit.span_ms, limit.span_days),
            due=names.moment(limit.due),
        )
    ]
    if limit.paused_ms:
        paused = QCoreApplication.translate("limits", "{span} waited is not counted")
        told.append(paused.format(span=times.span(limit.paused_ms)))
    told.append(_kept(limit, names))
    if rule and rule.source:
        told.append(rule.source)
    return " · ".join(part for part in told if part)


def _span(span_ms: int, days: int) -> str:
    parts = []
    if days:
        parts.append(QCoreApplication.translate("limits", "{n} working days").format(n=days))
    if span_ms:
        text = QCoreApplication.translate("limits", "{span} of open time")
        parts.append(text.format(span=times.span(span_ms)))
    return " + ".join(parts)


def _kept(limit: Limit, names: Names) -> str:
    if limit.met_at is None:
        if limit.resting:
            return QCoreApplication.translate("limits", "paused now")
        return ""
    if limit.met_at <= limit.due:
        text = QCoreApplication.translate("limits", "kept at {time}")
    else:
        text = QCoreApplication.translate("limits", "missed, met at {time}")
    return text.format(time=names.moment(limit.met_at))
