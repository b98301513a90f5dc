"""The replica's side of the exchange: outgoing operations, the hub's answers, open conflicts.

Every function that writes leaves the transaction to its caller; `incoming` has the way back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from workstation.store.kinds import CLASSES, TICKET_OF

#: Fact of a refusal: an earlier life of the hub had taken the work in.
ACCEPTED_BEFORE: Final = "accepted_before"
#: So long is work owed to a restored hub until the desk that made its record comes back.
OWED_MS: Final = 7 * 86_400_000
_OWED_EVERY_MS: Final = 300_000


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An operation that waits for the hub; `size` is its length in characters.

    `sent` says that the hub may have it already: it is not altered any more. One that comes
    `again` was accepted once, and is told to a hub that may have lost it.
    """

    n: int
    uid: str
    at: int
    agent: str
    action: str
    ticket: str
    args: dict[str, Any]
    changes: list[dict[str, Any]]
    size: int
    sent: bool = True
    again: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that somebody else wrote first, to be shown to its later author."""

    operation: str
    kind: str
    uid: str
    ticket: str
    field: str
    mine: Any
    theirs: Any
    their_author: str
    at: int


# outgoing


def waiting(
    connection: sqlite3.Connection, limit: int, most: int, after: int = -1
) -> list[Outgoing]:
    """The next operations in order, of at most `most` characters together (but at least one)."""
    return _outgoing(connection, "state='waiting'", limit, most, after)


def refused_before(
    connection: sqlite3.Connection, limit: int, most: int, after: int = -1
) -> list[tuple[Outgoing, str, dict[str, Any]]]:
    """The next refused operations in order, each with its code and facts; limits as in `waiting`.

    Settled or not; what an earlier life of the hub had accepted is asked about by itself.
    """
    found = _outgoing(connection, "state IN ('refused','settled')", limit, most, after)
    query = "SELECT code,facts FROM operation WHERE uid=?"
    why = [connection.execute(query, (item.uid,)).fetchone() for item in found]
    return [(item, row[0], json.loads(row[1])) for item, row in zip(found, why, strict=True)]


def _outgoing(
    connection: sqlite3.Connection, which: str, limit: int, most: int, after: int
) -> list[Outgoing]:
    rows = connection.execute(
        "SELECT n,uid,at,agent,action,ticket,args,changes,sent,again FROM operation"
        f" WHERE {which} AND n>? ORDER BY n LIMIT ?",
        (after, limit),
    )
    found: list[Outgoing] = []
    total = 0
    for n, uid, at, agent, action, ticket, args, changes, sent, again in rows:
        size = len(args) + len(changes)
        if found and total + size > most:
            break
        total += size
        told = (json.loads(args), json.loads(changes))
        flags = (bool(sent), bool(again))
        found.append(Outgoing(n, uid, at, agent, action, ticket, *told, size, *flags))
    return found


def refused_one(connection: sqlite3.Connection, uid: str) -> tuple[str, str, dict[str, Any]] | None:
    """Action, ticket and facts of an operation that was refused and is not settled."""
    row = connection.execute(
        "SELECT action,ticket,args FROM operation WHERE uid=? AND state='refused'", (uid,)
    ).fetchone()
    return None if row is None else (row[0], row[1], json.loads(row[2]))


def open_conflicts(connection: sqlite3.Connection) -> int:
    """How many fields wait for their author's choice."""
    sql = "SELECT count(*) FROM conflict WHERE settled_at IS NULL"
    return int(connection.execute(sql).fetchone()[0])


def counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many operations wait, and how many were refused and are not settled."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM operation WHERE state='waiting' AND again=0)"
        " + (SELECT count(*) FROM operation WHERE state='owed'),"
        " (SELECT count(*) FROM operation WHERE state='refused')"
    ).fetchone()
    return int(row[0]), int(row[1])


def has_again(connection: sqlite3.Connection) -> bool:
    """Whether accepted operations are to be told to the hub again."""
    row = connection.execute(
        "SELECT 1 FROM operation WHERE state='waiting' AND again=1 LIMIT 1"
    ).fetchone()
    return row is not None


def first_waiting(connection: sqlite3.Connection) -> int | None:
    """The place of the first operation that waits."""
    row = connection.execute("SELECT min(n) FROM operation WHERE state='waiting'").fetchone()
    return None if row[0] is None else int(row[0])


def any_waiting(connection: sqlite3.Connection) -> bool:
    """Whether anything is to be sent, be it for the first time or again."""
    row = connection.execute("SELECT 1 FROM operation WHERE state='waiting' LIMIT 1").fetchone()
    return row is not None


def oldest_waiting(connection: sqlite3.Connection) -> int | None:
    """When the oldest operation that waits was made."""
    row = connection.execute(
        "SELECT at FROM operation WHERE state='waiting' AND again=0 ORDER BY n LIMIT 1"
    ).fetchone()
    return None if row is None else int(row[0])


def waiting_tickets(connection: sqlite3.Connection, limit: int = 1_000) -> list[str]:
    """Tickets that unsent operations are about."""
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM operation WHERE state='waiting' AND ticket<>''"
        " AND again=0 LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows]


def answered(
    connection: sqlite3.Connection, uid: str, at: int, code: str, facts: Mapping[str, Any]
) -> bool:
    """Mark an operation as taken in, or with a `code` as refused; tell whether it waited."""
    done = connection.execute(
        "UPDATE operation SET state=?, code=?, facts=?, answered_at=?, again=0, sent=1"
        " WHERE uid=? AND state='waiting'",
        ("refused" if code else "done", code, _json(facts), at, uid),
    )
    if code and done.rowcount:  # neither it nor what it took back can be undone any more
        connection.execute(
            "UPDATE journal SET undone_by='refused' WHERE operation=? AND undone_by=''", (uid,)
        )
        connection.execute("UPDATE journal SET undone_by='' WHERE undone_by=?", (uid,))
    return done.rowcount > 0


def owe(connection: sqlite3.Connection, uid: str, since: int, at: int, about: Any) -> None:
    """Keep an operation that a restored hub cannot take yet, to be told again later."""
    connection.execute(
        "UPDATE operation SET state='owed', code='record_awaited', facts=?, again=1, sent=1,"
        " tries=tries+1, last_try_at=? WHERE uid=? AND state='waiting'",
        (_json({**about, "since": since, "until": since + OWED_MS}), at, uid),
    )


def owed_since(connection: sqlite3.Connection, uid: str) -> int:
    """Since when an operation has been owed; 0 for one that is not."""
    row = connection.execute(
        "SELECT json_extract(facts,'$.since') FROM operation WHERE uid=? AND code='record_awaited'",
        (uid,),
    ).fetchone()
    return int(row[0] or 0) if row else 0


def has_owed(connection: sqlite3.Connection) -> bool:
    """Whether any operation is owed."""
    sql = "SELECT 1 FROM operation WHERE state='owed' LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def tell_owed(connection: sqlite3.Connection, now: int) -> int:
    """Have owed operations wait again that were last told a while ago; how many."""
    done = connection.execute(
        "UPDATE operation SET state='waiting' WHERE state='owed' AND NOT last_try_at>?",
        (now - _OWED_EVERY_MS,),
    )
    return done.rowcount


def settle(connection: sqlite3.Connection, uid: str, now: int) -> bool:
    """Put a refused operation aside, once its author has dealt with it."""
    done = connection.execute(
        "UPDATE operation SET state='settled', answered_at=max(coalesce(answered_at,0),?)"
        " WHERE uid=? AND state='refused'",
        (now, uid),
    )
    return done.rowcount > 0


def all_done(connection: sqlite3.Connection, up_to: int, at: int) -> int:
    """Mark waiting operations as taken in, because the hub got their records whole."""
    done = connection.execute(
        "UPDATE operation SET state='done', answered_at=? WHERE state='waiting' AND n<=?",
        (at, up_to),
    )
    return done.rowcount


def last_n(connection: sqlite3.Connection) -> int:
    """The place of the newest operation."""
    return int(connection.execute("SELECT coalesce(max(n),0) FROM operation").fetchone()[0])


def send_again(connection: sqlite3.Connection) -> int:
    """Have all accepted operations wait again, for a hub that may have lost them.

    What it has not lost it answers as before: an operation's uid is taken in once. Until it has
    answered they count neither as unsent work nor as waiting. Work that was accepted once, and
    refused by a former life of the hub when it was told again, is asked about once more.
    """
    once = f"state='refused' AND json_extract(facts,'$.{ACCEPTED_BEFORE}')"
    connection.execute(
        "UPDATE journal SET undone_by='' WHERE undone_by='refused'"
        f" AND operation IN (SELECT uid FROM operation WHERE {once})"
    )
    done = connection.execute(
        f"UPDATE operation SET state='waiting', again=1, sent=1 WHERE state IN ('done','owed') OR ({once})"
    )
    return done.rowcount


def otherwise(
    connection: sqlite3.Connection, uid: str, code: str, facts: Mapping[str, Any]
) -> None:
    """Take over what the hub knows of an operation that was refused here: another reason.

    Without a `code` it was accepted, from a copy of this desk: its answer is asked for again.
    """
    refused = "uid=? AND state IN ('refused','settled')"
    if code:
        told = (code, _json(facts), uid)
        connection.execute(f"UPDATE operation SET code=?, facts=? WHERE {refused}", told)
        return
    connection.execute(
        "UPDATE journal SET undone_by='' WHERE undone_by='refused' AND operation=?", (uid,)
    )
    connection.execute(f"UPDATE operation SET state='waiting', again=1 WHERE {refused}", (uid,))


def tried(connection: sqlite3.Connection, up_to: int, now: int) -> None:
    """Count an attempt to send that came to nothing, for the operations it was about."""
    connection.execute(
        "UPDATE operation SET tries=tries+1, last_try_at=? WHERE state='waiting' AND n<=?",
        (now, up_to),
    )


def freeze(connection: sqlite3.Connection, up_to: int) -> None:
    """Mark operations that are about to be sent: they are altered no more."""
    connection.execute(
        "UPDATE operation SET sent=1 WHERE state='waiting' AND sent=0 AND n<=?", (up_to,)
    )


def unsent_about(connection: sqlite3.Connection) -> set[str]:
    """The uids of tickets, and of all other records, that unsent work touches."""
    rows = connection.execute(
        "SELECT ticket,changes FROM operation WHERE state='waiting' AND again=0"
    )
    touched: set[str] = set()
    for ticket, changes in rows:
        touched.add(ticket)
        for change in json.loads(changes):
            touched.add(change["uid"])
            made = change.get("new") or {}
            told = made.get("ticket") or ticket_of(connection, change["kind"], change["uid"])
            touched.add(str(told))
    touched.update(
        row[0]
        for row in connection.execute(
            "SELECT e.ticket FROM outgoing o JOIN entry e ON e.uid=o.entry"
        )
    )
    touched.discard("")
    return touched


def held_about(connection: sqlite3.Connection) -> set[str]:
    """What must not leave yet: what unsent work is about, and tickets with an open question.

    A conflict that its author has not settled, or work that was refused and not put aside: the
    words in it are nowhere else.
    """
    held = unsent_about(connection)
    rows = connection.execute(
        "SELECT ticket FROM conflict WHERE settled_at IS NULL"
        " UNION SELECT ticket FROM operation WHERE state='refused'"
    )
    held.update(row[0] for row in rows)
    held.discard("")
    return held


def stands_on(connection: sqlite3.Connection, item: Outgoing) -> str:
    """The refused operation that was to make a record which this one is about; "" for none."""
    touched = {change["uid"] for change in item.changes if "new" not in change}
    for change in item.changes:
        made = change.get("new") or {}
        touched.update(made[name] for name in ("ticket", "claim") if made.get(name))
    rows = connection.execute(
        "SELECT uid,changes FROM operation WHERE state='refused' AND n<? ORDER BY n DESC",
        (item.n,),
    )
    for uid, changes in rows:
        if any("new" in change and change["uid"] in touched for change in json.loads(changes)):
            return str(uid)
    return ""


def forget_done(connection: sqlite3.Connection, before: int) -> int:
    """Drop operations that were taken in before a moment; the newest stays for the count."""
    done = connection.execute(
        "DELETE FROM operation WHERE state IN ('done','settled') AND answered_at<?"
        " AND n<(SELECT max(n) FROM operation)",
        (before,),
    )
    return done.rowcount


# answers


def accept_revs(connection: sqlite3.Connection, revs: Iterable[tuple[str, str, int, int]]) -> None:
    """Write the new revisions of records that stood at the old ones."""
    for kind, uid, before, after in revs:
        if kind in CLASSES:
            connection.execute(
                f'UPDATE "{kind}" SET rev=? WHERE uid=? AND rev IN (?,?)',
                (after, uid, before, -before - 1),
            )


def keep_conflict(connection: sqlite3.Connection, told: Conflict) -> None:
    """Keep an open conflict; an open one about the same field is brought up to date."""
    values = (_json(told.mine), _json(told.theirs), told.their_author, told.at)
    done = connection.execute(
        "UPDATE conflict SET mine=?, theirs=?, their_author=?, at=?"
        " WHERE record=? AND field=? AND settled_at IS NULL",
        (*values, told.uid, told.field),
    )
    if not done.rowcount:
        connection.execute(
            "INSERT OR IGNORE INTO conflict(uid,operation,kind,record,ticket,field,mine,theirs,"
            "their_author,at) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                f"{told.operation}:{told.uid}:{told.field}",
                told.operation,
                told.kind,
                told.uid,
                told.ticket,
                told.field,
                *values,
            ),
        )


def conflicts(connection: sqlite3.Connection, ticket: str = "") -> list[tuple[str, Conflict]]:
    """Open conflicts with their uids, of one ticket or of all, oldest first."""
    condition, values = ("ticket=? AND", (ticket,)) if ticket else ("", ())
    rows = connection.execute(
        "SELECT uid,operation,kind,record,ticket,field,mine,theirs,their_author,at FROM conflict"
        f" WHERE {condition} settled_at IS NULL ORDER BY at, uid",
        values,
    )
    return [(row[0], _conflict(row[1:])) for row in rows]


def _conflict(row: Sequence[Any]) -> Conflict:
    operation, kind, uid, ticket, name, mine, theirs, author, at = row
    values = (json.loads(mine), json.loads(theirs))
    return Conflict(operation, kind, uid, ticket, name, *values, author, at)


def settle_conflict(connection: sqlite3.Connection, uid: str, choice: str, now: int) -> bool:
    """Close a conflict with its author's `choice` ("mine", "theirs" or "other")."""
    done = connection.execute(
        "UPDATE conflict SET settled_at=?, choice=? WHERE uid=? AND settled_at IS NULL",
        (now, choice, uid),
    )
    return done.rowcount > 0


def ticket_of(connection: sqlite3.Connection, kind: str, uid: str) -> str:
    """The ticket that a record hangs on; "" for none."""
    column = TICKET_OF.get(kind)
    if column is None:
        return ""
    row = connection.execute(f'SELECT "{column}" FROM "{kind}" WHERE uid=?', (uid,)).fetchone()
    return "" if row is None else str(row[0])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
