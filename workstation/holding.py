"""What may be done to a ticket while the hub is out of reach.

A ticket that this agent neither owns nor holds may be somebody else's by now. It can be noted on,
edited and attached to, for those merge; taking it, answering its customer, setting it waiting and
resolving it are refused until the hub can be asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.people import Agent

#: Milliseconds without the hub after which a desk counts as offline.
OFFLINE_MS: Final = 60_000
#: Milliseconds for which a lease still counts when it is over, so that work can be finished.
GRACE_MS: Final = 10 * 60_000
#: Actions that decide about a ticket, and are refused on one that may be another's.
_DECIDING: Final = frozenset({"ResolveTicket", "SendReply", "SetWaiting", "TakeTicket"})


def check(
    desk: Desk, connection: sqlite3.Connection, action: object, agent: Agent, now: int
) -> None:
    """Raise `Refusal("offline_not_yours")` for work that must wait for the hub."""
    if desk.courier is None:
        return
    since = desk.courier.state().offline_since
    if since is None or now - since <= OFFLINE_MS:
        return
    for ticket, name in _decided(action):
        if not is_mine(connection, ticket, agent.uid, now):
            raise Refusal("offline_not_yours", ticket=ticket, action=name, since=since)


def is_mine(connection: sqlite3.Connection, ticket: str, agent: str, now: int) -> bool:
    """Whether an agent owns a ticket, or may: holding it (with grace), or having made it."""
    row = connection.execute("SELECT owner FROM ticket WHERE uid=?", (ticket,)).fetchone()
    if row is None:
        return True  # the action itself says so
    if row[0]:
        return bool(row[0] == agent)
    may = connection.execute(
        "SELECT EXISTS(SELECT 1 FROM lease WHERE ticket=:ticket AND agent=:agent"
        " AND until+:grace>:now) OR EXISTS(SELECT 1 FROM journal WHERE ticket=:ticket"
        " AND agent=:agent AND action='NewTicket')",
        {"ticket": ticket, "agent": agent, "grace": GRACE_MS, "now": now},
    ).fetchone()
    return bool(may[0])


def _decided(action: Any) -> Iterator[tuple[str, str]]:
    """The tickets that an action, or one bundled within it, decides about."""
    for inner in getattr(action, "actions", ()):
        yield from _decided(inner)
    name = type(action).__name__
    if name in _DECIDING:
        yield str(action.ticket), name
