"""Keeping due times right when not a person but the rules, a calendar or a colleague changed them.

Due times are facts that follow from others. A change of a calendar moves those of every open
ticket at once; each desk works them out anew from the same rules by itself, in pieces between
other work, so that not one operation travels for it. What comes from the hub is worked out anew as
well: a colleague whose calendars were older, or two changes that were merged, leave due times
behind that follow from neither.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from workstation.background import Worker
from workstation.changes import MANY, Changes
from workstation.domain.facts import CUSTOMER_FACTS
from workstation.domain.limits import Limits, Planner
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store import dues, state
from workstation.store.replica import transaction

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.rules.bundle import Rules

_log = logging.getLogger(__name__)
#: So many tickets are worked out anew in one go; then the writer is free for others.
PIECE: Final = 500
_PAUSE: Final = 600.0
#: Seconds before the first look: the agent's first screen, and its rules, come first.
FIRST: Final = 3.0
_FILLING: Final = 5.0
#: Changes of a ticket that cannot alter what is due.
_HARMLESS: Final = frozenset(
    {"entries", "attachments", "claims", "lease", "unsent", "conflict", "prints", "note", "-"}
)
Told = tuple[str, int, Limits]  # a ticket, its row, and what it owes


class DueTimes:
    """The worker beside the agent that keeps due times in step with rules, calendars and the hub."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._worker = Worker("due times", self._first)
        self._guard = threading.Lock()
        self._came: dict[str, None] = {}
        self._many = False
        self._checked: Rules | None = None
        self._begun = False
        self._unsubscribe = desk.subscribe(self._on_changes)

    def start(self) -> None:
        """Begin: due times made under other rules are worked out anew."""
        self._worker.start()

    def stop(self) -> None:
        """End after the piece at hand."""
        self._unsubscribe()
        self._worker.stop()

    def _on_changes(self, changes: Changes) -> None:
        came = [uid for uid, names in changes.tickets.items() if names - _HARMLESS]
        shared = changes.origin == "shared"
        if not (changes.kinds & {"rule", "rules"} or (shared and (came or changes.many))):
            return
        with self._guard:
            if shared:
                self._came.update(dict.fromkeys(came))
                self._many |= changes.many
        self._worker.wake()

    def _first(self) -> float:
        if not self._begun:
            self._begun = True
            self._worker.rest(FIRST)
        return 0.0 if self._worker.stopping() else self._round()

    def _round(self) -> float:
        if self._filling():
            self._forget()  # also when the desk is closed on the way
            return _FILLING
        rules = self._desk.rules
        with self._guard:
            came, self._came = list(self._came), {}
            many, self._many = self._many, False
        if many or (rules is not self._checked and not self._in_step(rules)):
            all_anew(self._desk, stopping=self._worker.stopping)
        elif came:
            some_anew(self._desk, came)
        self._checked = rules
        return _PAUSE

    def _filling(self) -> bool:
        """Whether a new desk still fills itself: then all is worked out once it is full."""
        courier = self._desk.courier
        return courier is not None and bool(courier.state().stage)

    def _forget(self) -> None:
        """What is known to be in step no longer is."""
        if state.read(self._desk.read.connection, dues.STAMP):
            self._desk.writer.submit(_unstamped).result()
        self._checked = None

    def _in_step(self, rules: Rules) -> bool:
        return state.read(self._desk.read.connection, dues.STAMP) == stamp_of(rules)


def all_anew(desk: Desk, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Work the due times of all open tickets out anew; how many of them changed.

    The writer is held for a piece at a time. The stamp of the rules is kept once all are done, so
    that a desk that was closed on the way begins again.
    """
    run = _Run(desk.rules)
    while not (run.done or stopping()):
        _announce(desk, desk.writer.submit(run.piece).result())
    if run.changed:
        _log.info("due times of %s tickets were worked out anew", run.changed)
    return run.changed


def _unstamped(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        state.write(connection, dues.STAMP, "")


class _Run:
    """One way through all open tickets, a piece at a time."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._planner = Planner(rules)
        self._place = dues.START
        self._outside: dues.Outside | None = None
        self.changed = 0
        self.done = False

    def piece(self, connection: sqlite3.Connection) -> list[Told]:
        """Work the next piece out; what changed in it."""
        if self._outside is None:
            self._outside = outside_of(connection, self._rules)
        with transaction(connection):
            found, self._place = dues.open_after(connection, self._place, PIECE)
            told = _anew(connection, found, self._planner, self._outside)
            if len(found) < PIECE:
                state.write(connection, dues.STAMP, stamp_of(self._rules))
                self.done = True
        self.changed += len(told)
        return told


def some_anew(desk: Desk, tickets: Iterable[str]) -> int:
    """Work the due times of some tickets out anew; how many of them changed."""
    planner, changed = Planner(desk.rules), 0
    stream = iter(tickets)
    while part := list(islice(stream, PIECE)):

        def task(connection: sqlite3.Connection, part: list[str] = part) -> list[Told]:
            with transaction(connection):
                found = [item for item in dues.some(connection, part) if item[1].is_open]
                return _anew(connection, found, planner, dues.Outside(connection))

        told = desk.writer.submit(task).result()
        changed += len(told)
        _announce(desk, told)
    return changed


def stamp_of(rules: Rules) -> str:
    """What due times depend on besides the tickets, as a short text that is equal for equal rules."""
    told = (rules.limits, rules.older_limits, rules.calendars, rules.procedures)
    return hashlib.sha256(repr(_plain(told)).encode()).hexdigest()[:32]


def outside_of(connection: sqlite3.Connection, rules: Rules) -> dues.Outside:
    """What looks customers and parcels up for all open tickets, at once where that will do."""
    asked = frozenset().union(
        *(one.outside for one in (rules.limits, *rules.older_limits.values()))
    )
    simple = asked <= frozenset(CUSTOMER_FACTS)
    return dues.CustomerKinds(connection) if simple else dues.Outside(connection)


def _anew(
    connection: sqlite3.Connection,
    found: list[tuple[int, Ticket]],
    planner: Planner,
    outside: dues.Outside,
) -> list[Told]:
    """Plan tickets and write what differs."""
    told: list[Told] = []
    for row, ticket in found:
        try:
            limits = planner.plan(ticket, outside.of(ticket))
        except Refusal as refusal:  # rules that do not fit together leave the ticket as it was
            _log.warning("ticket %s: %s", ticket.number, refusal)
            continue
        if dues.differs(ticket, limits):
            told.append((ticket.uid, row, limits))
    dues.write(connection, ((row, limits) for _, row, limits in told))
    return told


def _announce(desk: Desk, told: list[Told]) -> None:
    if not told:
        return
    names = frozenset(dues.DUE_FIELDS)
    desk.announce(
        Changes(
            tickets={uid: names for uid, _, _ in told},
            rows={uid: row for uid, row, _ in told},
            kinds=frozenset({"due"}),
            origin="desk",
            many=len(told) > MANY,
        )
    )


def _plain(value: Any) -> Any:
    """A value without order where it has none, and without what is only remembered."""
    if is_dataclass(value):
        return [
            (item.name, _plain(getattr(value, item.name))) for item in fields(value) if item.compare
        ]
    if isinstance(value, Mapping):
        return sorted((str(key), repr(_plain(item))) for key, item in value.items())
    if isinstance(value, frozenset | set):
        return sorted(repr(_plain(item)) for item in value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in cast("list[Any]", value)]
    return value
