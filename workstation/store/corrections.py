"""Which tickets people have classified by hand, and what was said in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

#: What the customer said counts from its beginning; so many entries of one ticket are read.
_HEARD: Final = 6
#: Work by which somebody says what a ticket is.
_ACTIONS: Final = ("ChangeClass", "ResolveTicket")
_MARKS: Final = ",".join("?" * len(_ACTIONS))


def newest(connection: sqlite3.Connection) -> int:
    """The number of this desk's newest audit entry; 0 when there is none."""
    row = connection.execute("SELECT max(id) FROM journal").fetchone()
    return int(row[0] or 0)


def since(connection: sqlite3.Connection, number: int) -> int:
    """How many times this desk has said what a ticket is, after an audit entry."""
    row = connection.execute(
        f"SELECT count(*) FROM journal WHERE id>? AND action IN ({_MARKS})", (number, *_ACTIONS)
    ).fetchone()
    return int(row[0])


def judged(connection: sqlite3.Connection, most: int) -> Iterator[tuple[str, str]]:
    """Give (what was said, sub-type) of tickets that people classified, the latest `most` of them.

    Those are tickets whose class this desk changed by hand, and all that were resolved with a
    cause; a ticket without a sub-type is left out.
    """
    rows = connection.execute(
        "SELECT uid,subtype,subject FROM ticket WHERE subtype<>'' AND"
        " ((is_open=0 AND cause<>'') OR uid IN (SELECT ticket FROM journal"
        " WHERE action='ChangeClass' AND undone_by=''))"
        " ORDER BY last_activity_at DESC, uid LIMIT ?",
        (most,),
    ).fetchall()
    for uid, subtype, subject in rows:
        said = connection.execute(
            "SELECT body FROM entry WHERE ticket=? AND direction='in' AND body<>''"
            " ORDER BY at,uid LIMIT ?",
            (uid, _HEARD),
        ).fetchall()
        parts = dict.fromkeys(text for text in (subject, *(body for (body,) in said)) if text)
        yield "\n".join(parts), subtype
