"""`list`: the tickets of a view, or the people of the team."""

from __future__ import annotations

import argparse
from typing import Any

from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.domain.view import View, built_in
from workstation.terminal.answer import Answer
from workstation.terminal.mishaps import whole
from workstation.terminal.sitting import desk_of, row_facts
from workstation.terminal.telling import declare_unmasked, telling


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="the tickets of a view")
    parser.add_argument("--view", default="all", help="a view's code or saved name (default: all)")
    parser.add_argument("--limit", type=whole, default=50, help="how many to show (default: 50)")
    parser.add_argument("--agents", action="store_true", help="the people of the team instead")
    parser.add_argument("--views", action="store_true", help="the views instead, with counts")
    declare_unmasked(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Show them."""
    with desk_of(given) as desk:
        if given.agents:
            return _agents(desk, answer)
        if given.views:
            return _views(desk, answer)
        view = find_view(desk, given.view)
        total = desk.read.count(view.filter)
        rows = desk.read.page(view.filter, view.order, given.limit)
        told = telling(desk, given, f"list {given.view}", len(rows))
        answer.tell(view=given.view, total=total, tickets=[row_facts(row) for row in rows])
        answer.table(told.row(row) for row in rows)
        answer.say(f"{total:,} tickets")
    return 0


def find_view(desk: Desk, wanted: str) -> View:
    """The view of a code or name. Raises `Refusal("view_unknown")`."""
    views = all_views(desk)
    for view in views:
        if wanted in (view.code, view.name, view.uid) and wanted:
            return view
    known = ", ".join(view.code or view.name for view in views)
    raise Refusal("view_unknown", view=wanted, known=known)


def all_views(desk: Desk) -> tuple[View, ...]:
    """The built-in views of this agent and the saved ones."""
    from workstation.domain.ticket import GROUPS

    return (*built_in(desk.agent.uid, GROUPS), *desk.read.views(desk.agent.uid))


def _views(desk: Desk, answer: Answer) -> int:
    views = all_views(desk)
    counts = desk.read.counts(views)
    answer.tell(
        views=[{"view": v.code or v.name, "total": counts[v.uid]} for v in views],
        total=len(views),
    )
    answer.table([v.code or v.name, f"{counts[v.uid]:,}"] for v in views)
    return 0


def _agents(desk: Desk, answer: Answer) -> int:
    people = desk.read.agents()
    answer.tell(
        agents=[
            {
                "uid": person.uid,
                "work_no": person.work_no,
                "name": person.name,
                "role": person.role,
                "groups": list(person.groups),
                "region": person.region,
                "active": person.active,
            }
            for person in people
        ],
        total=len(people),
    )
    answer.table(
        [person.work_no, person.name, person.role, ",".join(person.groups), person.region]
        for person in people
    )
    return 0
