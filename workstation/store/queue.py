"""The messages that this desk is still to hand over to their channels.

A message must not reach a customer twice because a desk's files were copied or put back. Two rules
see to it. What was queued before this run of the program, and what is tried again, waits until the
hub has turned this desk's key for it: only then is it known whether the message has been handed
over, and that no copy of this desk is about to. (`Hub.prove`: of two copies one alone gets the new
key; the other becomes another desk.) There is no limit to that: a message that comes late can be
written again, one that came twice cannot be taken back, and a desk that is cut off says so on every
page. On a copy, the queue belongs to the other desk: it has an hour to hand over what is in it,
then what still stands as queued is told to the agent as failed, who knows best whether to send it
again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Final

#: So many tries has a message that was queued before these files were copied.
COPIED: Final = 1_000
_GRACE_MS: Final = 3_600_000
#: Nothing is put off for longer: what seems to be was, by a clock that was wrong then.
_LATEST_MS: Final = 7 * 86_400_000
#: A rule wrote the message, and the hub has not yet said that no other desk's had done so before.
_UNSHARED: Final = (
    "EXISTS(SELECT 1 FROM operation o WHERE o.uid=after_operation AND o.state='waiting')"
)


def queued(connection: sqlite3.Connection) -> frozenset[str]:
    """All messages that are queued."""
    return frozenset(row[0] for row in connection.execute("SELECT entry FROM outgoing"))


def due(
    connection: sqlite3.Connection, now: int, but: Collection[str] = ()
) -> tuple[str, int] | None:
    """The next message to hand over and how often that was tried; not one of those held back."""
    row = connection.execute(
        "SELECT entry,tries FROM outgoing WHERE (next_at<=?1 OR next_at>?1+?3)"
        f" AND NOT {_UNSHARED} AND entry NOT IN (SELECT value FROM json_each(?2)) ORDER BY next_at LIMIT 1",
        (now, json.dumps(sorted(but)), _LATEST_MS),
    ).fetchone()
    return None if row is None else (str(row[0]), int(row[1]))


def next_at(connection: sqlite3.Connection, but: Collection[str] = ()) -> int | None:
    """When the next one is due that is not held back."""
    row = connection.execute(
        f"SELECT min(next_at) FROM outgoing WHERE NOT {_UNSHARED}"
        " AND entry NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(but)),),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def unshared(connection: sqlite3.Connection) -> bool:
    """Whether a message of a rule waits until the hub knows of it."""
    return (
        connection.execute(f"SELECT 1 FROM outgoing WHERE {_UNSHARED} LIMIT 1").fetchone()
        is not None
    )


def claim(connection: sqlite3.Connection, entry: str) -> bool:
    """Begin to hand a message over, within a transaction; False when it is not to be any more.

    From then on nobody takes it back: `withdraw` and this exclude each other.
    """
    done = connection.execute(
        "UPDATE outgoing SET next_at=0 WHERE entry=?1"
        " AND EXISTS(SELECT 1 FROM entry WHERE uid=?1 AND delivery='queued')",
        (entry,),
    )
    return done.rowcount == 1


def withdraw(connection: sqlite3.Connection, entry: str) -> bool:
    """Take a message out of the queue, within a transaction; False when it may have left."""
    done = connection.execute(
        "DELETE FROM outgoing WHERE entry=? AND tries=0 AND next_at>0", (entry,)
    )
    return done.rowcount == 1


def on_hold(
    connection: sqlite3.Connection, author: str, now: int, limit: int
) -> list[tuple[str, str, int, str, str]]:
    """Entry, ticket, moment of leaving, channel and recipient of messages that wait, newest first."""
    return connection.execute(
        "SELECT e.uid,e.ticket,o.next_at,e.channel,e.recipient FROM outgoing o"
        " JOIN entry e ON e.uid=o.entry WHERE o.tries=0 AND o.next_at>?"
        " AND e.author=? AND e.delivery='queued' ORDER BY o.next_at DESC LIMIT ?",
        (now, author, limit),
    ).fetchall()


def copied(connection: sqlite3.Connection, now: int) -> None:
    """These files turned out to be a copy: another desk may be handing the messages over."""
    connection.execute("UPDATE outgoing SET tries=?, next_at=?", (COPIED, now + _GRACE_MS))
