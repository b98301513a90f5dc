"""The way that a ticket has taken through its procedures, as its timeline tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from workstation.domain.conversation import Entry
from workstation.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Passed:
    """A stay in a step: from when until when (None: still there), and who moved the ticket on.

    `when` is the code of the way that was taken out of it, "" where that is not known (it went
    back, or to another group). Moments in milliseconds UTC.
    """

    step: str
    group: str
    since: int
    until: int | None = None
    by: str = ""
    by_name: str = ""
    when: str = ""


def path_of(ticket: Ticket, entries: Iterable[Entry]) -> tuple[Passed, ...]:
    """The steps that a ticket was in, in order; the last one is where it stands.

    `entries` are its timeline's changes, in any order; others are passed over.
    """
    moves = sorted(
        (entry for entry in entries if _step(entry) is not None),
        key=lambda entry: (entry.at, entry.uid),
    )
    if not moves:
        return (Passed(ticket.step, ticket.group_code, ticket.created_at),) if ticket.step else ()
    first = _step(moves[0])
    assert first is not None
    group = _groups(moves, ticket)
    path = [Passed(first[0], group, ticket.created_at)] if first[0] else []
    for entry in moves:
        move = _step(entry)
        assert move is not None
        if path:
            path[-1] = replace(
                path[-1],
                until=entry.at,
                by=entry.author,
                by_name=entry.author_name,
                when=str(entry.data.get("exit", "")),
            )
        group = _pair(entry, "group_code")[1] or group
        path.append(Passed(move[1], group, entry.at))
    return tuple(path)


def _step(entry: Entry) -> tuple[str, str] | None:
    if entry.kind != "change" or entry.data.get("undone"):
        return None
    pair = _pair(entry, "step")
    return pair if pair[1] else None


def _pair(entry: Entry, name: str) -> tuple[str, str]:
    fields = entry.data.get("fields")
    move = fields.get(name) if isinstance(fields, dict) else None
    if not isinstance(move, (list, tuple)) or len(move) != 2:
        return ("", "")
    before, after = cast("tuple[object, object]", tuple(move))
    return (str(before or ""), str(after or ""))


def _groups(moves: list[Entry], ticket: Ticket) -> str:
    """The group in which the ticket began."""
    for entry in moves:
        before = _pair(entry, "group_code")[0]
        if before:
            return before
    return ticket.group_code
