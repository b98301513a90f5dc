"""What was said with scripts, and what came after it: read in pieces, each by an index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from workstation.domain.script_figures import Aftermath, Contact, Kept, Use

#: So many uses are read at most, the latest.
MOST_USES: Final = 200_000
_PART: Final = 400
_CLOSED: Final = ("resolved", "closed")


def uses(
    connection: sqlite3.Connection,
    since: int,
    until: int,
    code: str = "",
    most: int = MOST_USES,
) -> tuple[Use, ...]:
    """The uses of one script, or of all, in a period, the latest `most` of them.

    What was taken back never left and is none. A message with several scripts is a use of each.
    """
    found: list[Use] = []
    rows = connection.execute(
        "SELECT e.uid,e.at,e.ticket,e.author,e.author_name,e.channel,e.script,e.script_version,"
        "json_extract(e.data,'$.script'),t.group_code,json_extract(e.data,'$.rule')"
        " FROM entry e INDEXED BY entry_script JOIN ticket t ON t.uid=e.ticket"
        " WHERE e.script<>'' AND e.at>=? AND e.at<? AND e.delivery<>'taken_back'"
        " ORDER BY e.at DESC LIMIT ?",
        (since, until, most),
    )
    for row in rows:
        found += _uses(row, code)
    return tuple(reversed(found))


def first_use(connection: sqlite3.Connection) -> int | None:
    """When a script was first said here; None when none ever was."""
    row = connection.execute("SELECT min(at) FROM entry WHERE script<>''").fetchone()
    return None if row[0] is None else int(row[0])


def ever_used(connection: sqlite3.Connection) -> set[str]:
    """The codes that were ever said with a message of their own."""
    rows = connection.execute("SELECT DISTINCT script FROM entry WHERE script<>''")
    return {str(code) for (code,) in rows}


def aftermaths(
    connection: sqlite3.Connection, tickets: Iterable[str], since: int
) -> dict[str, Aftermath]:
    """What happened on tickets from a moment on, also on later tickets about their parcels."""
    found: dict[str, Aftermath] = {}
    for part in _parts(tickets):
        told: dict[str, list[Contact]] = {uid: [] for uid in part}
        ends: dict[str, list[int]] = {uid: [] for uid in part}
        again: dict[str, list[int]] = {uid: [] for uid in part}
        _walk(connection, part, since, told, ends, again)
        marks = _marks(connection, part)
        _other_tickets(connection, part, since, told)
        for uid in part:
            mark, rated, resolved = marks.get(uid, (None, 0, None))
            if resolved is not None:
                ends[uid].append(resolved)
            contacts = tuple(sorted(told[uid], key=lambda one: one.at))
            found[uid] = Aftermath(contacts, tuple(ends[uid]), tuple(again[uid]), mark, rated)
    return found


def promises(connection: sqlite3.Connection, tickets: Iterable[str]) -> Iterator[Kept]:
    """The promises that scripts made on tickets."""
    for part in _parts(tickets):
        rows = connection.execute(
            "SELECT source,until,state,entry FROM promise"
            f" WHERE ticket IN ({_marks_for(part)}) AND source LIKE 'script:%'",
            part,
        )
        for source, until, state, entry in rows:
            code, _, version = str(source).removeprefix("script:").partition("@")
            yield Kept(code, version, int(until), str(state), str(entry))


def changed_words(
    connection: sqlite3.Connection, entries: Sequence[str]
) -> tuple[tuple[str, str, str], ...]:
    """Words put in and words sent of messages that were changed: (entry, put, sent)."""
    found: list[tuple[str, str, str]] = []
    for part in _parts(entries):
        rows = connection.execute(
            "SELECT uid,json_extract(data,'$.script.put'),body FROM entry"
            f" WHERE uid IN ({_marks_for(part)})"
            " AND json_extract(data,'$.script.put') IS NOT NULL AND body<>''",
            part,
        )
        found += [(str(uid), str(put), str(body)) for uid, put, body in rows]
    return tuple(found)


def _uses(row: Sequence[Any], code: str) -> Iterator[Use]:
    uid, at, ticket, author, name, channel, first, version, data, group, rule = row
    if rule:
        author = name = ""  # whoever sat at the desk that acted did not choose the words
    told = json.loads(data) if data else {}
    edited = told.get("edited")
    said = [(str(first), str(version))]
    said += [
        (str(one.get("code", "")), str(one.get("version", "")))
        for one in told.get("also") or ()
        if isinstance(one, dict)
    ]
    for number, (one, which) in enumerate(dict.fromkeys(said)):
        if not one or (code and one != code):
            continue
        yield Use(
            one,
            which,
            int(at),
            str(ticket),
            str(uid),
            str(author),
            str(name),
            str(group),
            str(channel),
            str(told.get("language") or "zh"),
            int(edited) if edited is not None and len(said) == 1 else None,
            int(told.get("place") or 0) if number == 0 else 0,
        )


def _walk(
    connection: sqlite3.Connection,
    part: Sequence[str],
    since: int,
    told: dict[str, list[Contact]],
    ends: dict[str, list[int]],
    again: dict[str, list[int]],
) -> None:
    """Go through the lines of tickets: what was said, and each time a status ended or came back."""
    rows = connection.execute(
        "SELECT ticket,at,kind,direction,"
        "CASE WHEN kind='change' THEN json_extract(data,'$.fields.status') END"
        f" FROM entry WHERE ticket IN ({_marks_for(part)}) AND at>=?"
        " AND kind IN ('call','message','urge','change') AND delivery<>'taken_back'",
        (*part, since),
    )
    for ticket, at, kind, direction, status in rows:
        if kind == "change":
            before, after = json.loads(status) if status else ("", "")
            if after in _CLOSED and before not in _CLOSED:
                ends[ticket].append(int(at))
            elif before in _CLOSED and after not in _CLOSED:
                again[ticket].append(int(at))
        elif direction in ("in", "out") or kind == "urge":
            told[ticket].append(Contact(int(at), direction != "out"))


def _marks(
    connection: sqlite3.Connection, part: Sequence[str]
) -> dict[str, tuple[int | None, int, int | None]]:
    """Satisfaction, when it was told, and when the ticket was resolved, for each ticket."""
    rows = connection.execute(
        f"SELECT uid,satisfaction,resolved_at,status FROM ticket WHERE uid IN ({_marks_for(part)})",
        part,
    )
    found: dict[str, tuple[int | None, int, int | None]] = {}
    for uid, mark, resolved, status in rows:
        over = int(resolved) if resolved is not None and status in _CLOSED else None
        found[uid] = (None if mark is None else int(mark), 0, over)
    later = connection.execute(
        "SELECT ticket,satisfaction,done_at FROM revisit"
        f" WHERE ticket IN ({_marks_for(part)}) AND state='done' AND satisfaction IS NOT NULL"
        " ORDER BY done_at",
        part,
    )
    for uid, mark, done in later:
        if uid in found:
            found[uid] = (int(mark), int(done or 0), found[uid][2])
    return found


def _other_tickets(
    connection: sqlite3.Connection,
    part: Sequence[str],
    since: int,
    told: dict[str, list[Contact]],
) -> None:
    """A later ticket about the same parcel is the customer coming back."""
    rows = connection.execute(
        "SELECT t.uid,o.created_at FROM ticket t JOIN ticket o"
        " ON o.waybill=t.waybill AND o.uid<>t.uid AND o.created_at>t.created_at"
        f" WHERE t.uid IN ({_marks_for(part)}) AND t.waybill<>'' AND o.parent=''"
        " AND o.created_at>=?",
        (*part, since),
    )
    for uid, at in rows:
        told[uid].append(Contact(int(at), True))


def _parts(items: Iterable[str]) -> Iterator[list[str]]:
    wanted = list(dict.fromkeys(items))
    for start in range(0, len(wanted), _PART):
        yield wanted[start : start + _PART]


def _marks_for(part: Sequence[str]) -> str:
    return ",".join("?" * len(part))
