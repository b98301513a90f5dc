"""Saved ways to look at the tickets: a filter, an order, and the columns shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

#: Orders the queue offers; each has an index ending in id. A leading "-" means descending.
ORDERS: Final = (
    "due_at",
    "-created_at",
    "created_at",
    "-last_activity_at",
    "-priority",
    "number",
)
#: The order of the views of promises and call-backs: by what is owed, the most urgent first.
OWED: Final = "owed"


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that a ticket must all meet; an empty one asks for nothing.

    `open` True: work still owed, False: done, None: either. `owner` is an agent's uid or "-"
    for nobody. `due_within_ms` is relative to now: tickets due within that time (0: overdue), `due_after_ms` leaves
    out what is due before.
    `text` is what a search box takes. `revisit_within_ms` and `promise_within_ms` ask for a
    call-back or an open promise due within that time (0: overdue). `department` asks for tasks of
    a department, "*" for those of any; `parent` for the tasks of a ticket, "-" for customers'
    own tickets, which are no tasks.
    """

    open: bool | None = None
    statuses: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    owner: str = ""
    class_codes: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    region: str = ""
    due_within_ms: int | None = None
    due_after_ms: int | None = None
    urged: bool = False
    flagged: bool = False
    with_claim: bool = False
    closed_within_ms: int | None = None
    created_after: int | None = None
    created_before: int | None = None
    waybill: str = ""
    customer: str = ""
    text: str = ""
    lane: str = ""
    revisit_within_ms: int | None = None
    promise_within_ms: int | None = None
    department: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A named filter. Built-in views have a `code` and no owner."""

    uid: str
    name: str
    code: str = ""
    owner: str = ""
    filter: Filter = field(default_factory=Filter)
    order: str = "due_at"
    columns: tuple[str, ...] = ()
    position: int = 0


def built_in(agent_uid: str, groups: tuple[str, ...]) -> tuple[View, ...]:
    """The views every desk has, for this agent; their names are made at the edge from `code`."""
    hour = 3_600_000

    def view(code: str, order: str = "due_at", **conditions: object) -> View:
        chosen = Filter(**conditions)  # type: ignore[arg-type]
        return View(uid=f"view:{code}", name="", code=code, filter=chosen, order=order)

    per_group = tuple(view(f"group:{group}", open=True, groups=(group,)) for group in groups)
    return (
        view("mine", open=True, owner=agent_uid),
        view("unassigned", open=True, owner="-", groups=groups),
        *per_group,
        view("due_soon", open=True, due_within_ms=2 * hour, due_after_ms=0),
        view("overdue", open=True, due_within_ms=0),
        view("waiting", statuses=("waiting",)),
        view("urged", open=True, urged=True),
        view("escalated", open=True, groups=("escalation",)),
        view("claims", open=True, with_claim=True),
        view("green_lane", open=True, lane="vip"),
        view("tasks", open=True, department="*"),
        view("promises", OWED, promise_within_ms=4 * hour),
        view("revisits", OWED, revisit_within_ms=0),
        view("closed", order="-last_activity_at", closed_within_ms=7 * 24 * hour),
        view("all", order="-created_at"),
    )
