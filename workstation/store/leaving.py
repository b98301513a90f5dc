"""What leaves a replica: tickets that belong to it no longer, and rows that the hub lacks.

Nothing that unsent work is about is dropped, nor a ticket with an open conflict or refused work:
such a ticket is marked and goes once that is settled. Every
function leaves the transaction to its caller. While a replica is told everything anew, a row that
was not told yet has its revision r as -r-1; what is left so at the end is dropped.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from workstation.store import bulk, state
from workstation.store.incoming import Altered
from workstation.store.kinds import CLASSES, TICKET_OF
from workstation.store.operations import held_about, ticket_of

_HANGING: Final = tuple(kind for kind in TICKET_OF if kind != "ticket")
_ON_DEMAND: Final = "SELECT ticket FROM on_demand"
#: Kind -> which rows do not stand on a ticket that was fetched on demand.
_NOT_ON_DEMAND: Final = {
    "ticket": f"uid NOT IN ({_ON_DEMAND})",
    **{kind: f"ticket NOT IN ({_ON_DEMAND})" for kind in _HANGING},
    "print": f"claim NOT IN (SELECT uid FROM claim WHERE ticket IN ({_ON_DEMAND}))",
}


def evict(connection: sqlite3.Connection, tickets: Iterable[str], altered: Altered) -> int:
    """Drop tickets with all that hangs on them, or mark those that are still needed here."""
    wanted = [uid for uid in tickets if uid]
    if not wanted:
        return 0
    held = held_about(connection)
    dropped = 0
    for uid in wanted:
        if uid in held:
            connection.execute("INSERT OR IGNORE INTO leaving(ticket,at) VALUES (?,0)", (uid,))
        else:
            dropped += _drop_ticket(connection, uid, altered)
    return dropped


def evict_marked(connection: sqlite3.Connection, altered: Altered) -> int:
    """Drop the marked tickets that are no longer needed here."""
    marked = [row[0] for row in connection.execute("SELECT ticket FROM leaving")]
    if not marked:
        return 0
    held = held_about(connection)
    return evict(connection, [uid for uid in marked if uid not in held], altered)


def evict_outside(
    connection: sqlite3.Connection,
    groups: Sequence[str],
    regions: Sequence[str],
    altered: Altered,
    among: Iterable[str] | None = None,
) -> int:
    """Drop accepted tickets of other groups or regions than a desk keeps (none named: all).

    Only those `among` the named ones, if any are; not those that were fetched on demand.
    """
    if not groups and not regions:
        return 0
    told = {
        "groups": json.dumps(list(groups)),
        "regions": json.dumps(list(regions)),
        "among": None if among is None else json.dumps(list(among)),
    }
    which = "rev>0" if among is None else "uid IN (SELECT value FROM json_each(:among)) AND rev>0"
    outside = connection.execute(
        f"SELECT uid FROM ticket WHERE {which} AND uid NOT IN ({_ON_DEMAND}) AND"
        " (:groups<>'[]' AND group_code NOT IN (SELECT value FROM json_each(:groups))"
        " OR :regions<>'[]' AND region NOT IN (SELECT value FROM json_each(:regions)))",
        told,
    ).fetchall()
    return evict(connection, [row[0] for row in outside], altered)


def stay(connection: sqlite3.Connection, tickets: Iterable[str], altered: Altered) -> None:
    """Take all marks off tickets that belong to the replica like any other.

    What hangs on one that was to leave, and that the hub did not tell with it, goes now.
    """
    told = [(uid,) for uid in tickets]
    for (uid,) in told:
        if is_leaving(connection, uid):
            _drop_untold(connection, uid, altered)
    for table in ("leaving", "on_demand"):
        connection.executemany(f"DELETE FROM {table} WHERE ticket=?", told)


def _drop_untold(connection: sqlite3.Connection, ticket: str, altered: Altered) -> None:
    """Drop rows of a ticket that the hub does not have, but what unsent work is about."""
    held = held_about(connection)
    claims = "claim IN (SELECT uid FROM claim WHERE ticket=?)"
    for kind, which in (("print", claims), *((kind, "ticket=?") for kind in _HANGING)):
        query = f'SELECT uid FROM "{kind}" WHERE rev=0 AND {which}'
        for (uid,) in connection.execute(query, (ticket,)).fetchall():
            if uid not in held:
                drop_row(connection, kind, uid, altered)


def has_marked(connection: sqlite3.Connection) -> bool:
    """Whether any ticket is marked as leaving, or as fetched on demand."""
    row = connection.execute(
        "SELECT EXISTS(SELECT 1 FROM leaving) OR EXISTS(SELECT 1 FROM on_demand)"
    ).fetchone()
    return bool(row[0])


def _drop_ticket(connection: sqlite3.Connection, uid: str, altered: Altered) -> int:
    connection.execute("INSERT INTO index_queue(ticket) SELECT id FROM ticket WHERE uid=?", (uid,))
    connection.execute(
        "DELETE FROM print WHERE claim IN (SELECT uid FROM claim WHERE ticket=?)", (uid,)
    )
    for kind in _HANGING:
        connection.execute(f'DELETE FROM "{kind}" WHERE ticket=?', (uid,))
    for table in ("lease", "leaving", "on_demand", "skipped"):
        connection.execute(f"DELETE FROM {table} WHERE ticket=?", (uid,))
    done = connection.execute("DELETE FROM ticket WHERE uid=?", (uid,)).rowcount
    if done:
        altered.add("ticket", uid, {"-"})
    return done


# being told everything anew


def mark_all(connection: sqlite3.Connection, *, known: bool = True) -> None:
    """Mark all rows as not told yet; without `known` their revisions are those of another hub.

    Rows that the hub never had are not marked, nor tickets that were fetched on demand.
    """
    for kind in CLASSES:
        lasting = _NOT_ON_DEMAND.get(kind, "1") if known else "1"
        value, which = ("-rev-1", "rev>0") if known else ("-1", "rev<>0")
        connection.execute(f'UPDATE "{kind}" SET rev={value} WHERE {which} AND {lasting}')
    connection.execute("DELETE FROM lease")  # one that was given back is not told again
    if not known:
        connection.execute("DELETE FROM on_demand")
    state.write(connection, "sweeping", "1")


def unmark_all(connection: sqlite3.Connection) -> None:
    """Take the marks off again, because the hub has nothing: all rows are unknown to it."""
    for kind in CLASSES:
        connection.execute(f'UPDATE "{kind}" SET rev=0 WHERE rev<0')
    state.write(connection, "sweeping", "")


def sweep(connection: sqlite3.Connection, altered: Altered) -> int:
    """Drop what was not told; how many rows. What is still needed here stays."""
    if not state.read(connection, "sweeping"):
        return 0
    state.write(connection, "sweeping", "")
    gone = [row[0] for row in connection.execute("SELECT uid FROM ticket WHERE rev<0")]
    dropped = evict(connection, gone, altered)
    held = held_about(connection)
    for kind in CLASSES:
        for (uid,) in connection.execute(f'SELECT uid FROM "{kind}" WHERE rev<0').fetchall():
            stays = uid in held or _queued(connection, kind, uid)
            if stays or is_leaving(connection, _stands_on(connection, kind, uid)):
                connection.execute(f'UPDATE "{kind}" SET rev=-rev-1 WHERE uid=?', (uid,))
            else:
                dropped += drop_row(connection, kind, uid, altered)
    return dropped


def _stands_on(connection: sqlite3.Connection, kind: str, uid: str) -> str:
    """The ticket that a row hangs on, be it by a claim."""
    if kind != "print":
        return ticket_of(connection, kind, uid)
    row = connection.execute("SELECT claim FROM print WHERE uid=?", (uid,)).fetchone()
    return ticket_of(connection, "claim", row[0]) if row else ""


def drop_row(connection: sqlite3.Connection, kind: str, uid: str, altered: Altered) -> int:
    """Drop one row that the hub does not have, unless it is a message that is still to be sent."""
    if kind == "ticket":
        return _drop_ticket(connection, uid, altered)
    if _queued(connection, kind, uid):
        return 0
    ticket = ticket_of(connection, kind, uid)
    altered.add(kind, ticket, {"entries" if kind == "entry" else f"{kind}s"})
    dropped = connection.execute(f'DELETE FROM "{kind}" WHERE uid=?', (uid,)).rowcount
    if kind == "claim" and ticket:
        bulk.refresh_claim_status(connection, ticket)
    elif kind == "entry" and ticket:
        bulk.queue_for_index(connection, [ticket])
    return dropped


def _queued(connection: sqlite3.Connection, kind: str, uid: str) -> bool:
    found = connection.execute("SELECT 1 FROM outgoing WHERE entry=?", (uid,)).fetchone()
    return kind == "entry" and found is not None


def is_leaving(connection: sqlite3.Connection, ticket: str) -> bool:
    """Whether a ticket is marked: what hangs on it goes with it."""
    found = connection.execute("SELECT 1 FROM leaving WHERE ticket=?", (ticket,)).fetchone()
    return found is not None


def trim(connection: sqlite3.Connection, before: int, altered: Altered) -> int:
    """Drop tickets that were fetched on demand before a moment."""
    old = connection.execute("SELECT ticket FROM on_demand WHERE at<?", (before,)).fetchall()
    return evict(connection, [row[0] for row in old], altered)


def trim_over(connection: sqlite3.Connection, before: int, altered: Altered) -> int:
    """Drop tickets that are over and were last active before a moment."""
    old = connection.execute(
        "SELECT uid FROM ticket WHERE is_open=0 AND coalesce(last_activity_at,created_at)<?"
        f" AND uid NOT IN ({_ON_DEMAND})",
        (before,),
    ).fetchall()
    return evict(connection, [row[0] for row in old], altered)
