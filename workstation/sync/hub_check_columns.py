"""Whether the columns that the hub asks after say what the facts beside them say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.store.bulk import NEVER
from workstation.store.flat import flat
from workstation.store.kinds import CLASSES, TICKET_OF
from workstation.sync.protocol import Finding

_MOST: Final = 200
_WORDS: Final = ("number", "status", "waybill")


def field(connection: Connection, name: str, column: str = "body") -> str:
    """The SQL of one fact as text (a number on SQLite)."""
    if connection.dialect.name == "postgresql":
        return f"({column} ->> '{name}')"
    return f"json_extract({column}, '$.{name}')"


def look(connection: Connection) -> Iterator[Finding]:
    """Findings: kind_unknown, facts_malformed, column_differs."""
    kinds = ", ".join(f"'{kind}'" for kind in CLASSES)
    unknown = f"SELECT kind, uid FROM hub_record WHERE kind NOT IN ({kinds}) LIMIT {_MOST}"
    for kind, uid in connection.execute(text(unknown)):
        yield Finding("kind_unknown", kind, uid)
    whole = "jsonb_typeof(body) = 'object'"
    if connection.dialect.name == "sqlite":
        whole = "json_valid(body)"
    broken = f"SELECT kind, uid FROM hub_record WHERE NOT {whole} LIMIT {_MOST}"
    malformed = connection.execute(text(broken)).all()
    for kind, uid in malformed:
        yield Finding("facts_malformed", kind, uid)
    if malformed:
        return  # nothing in such facts can be asked after
    for kind in CLASSES:
        yield from _differing(connection, kind)
    yield from _astray(connection)


def _differing(connection: Connection, kind: str) -> Iterator[Finding]:
    """The records of one kind whose columns differ from their own facts."""
    wanted = _wanted(connection, kind)
    tests = [f"{name} <> {value}" for name, value in wanted.items()]
    sql = (
        f"SELECT uid, {', '.join(tests)} FROM hub_record"
        f" WHERE kind = '{kind}' AND ({' OR '.join(tests)}) LIMIT {_MOST}"
    )
    for uid, *differ in connection.execute(text(sql)):
        for name, differs in zip(wanted, differ, strict=True):
            if differs:
                yield Finding("column_differs", kind, uid, name)


def _wanted(connection: Connection, kind: str) -> dict[str, str]:
    """What each column should be, as SQL over the facts; see `hub_tables.columns_of`."""
    told = dict.fromkeys(("number", "status", "owner", "waybill", "serial"), "''")
    told |= {"priority": "0", "urged": "0", "due_sort": str(NEVER)}
    usual = flat(kind).defaults

    def words(name: str) -> str:
        default = str(usual.get(name) or "").replace("'", "''")
        return f"coalesce({field(connection, name)}, '{default}')"

    def number(name: str, default: Any) -> str:
        found = field(connection, name)
        if connection.dialect.name == "postgresql":
            found = f"({found})::bigint"
        return f"coalesce({found}, {json.dumps(default)})"

    if kind in TICKET_OF:
        told["ticket"] = "uid" if kind == "ticket" else words("ticket")
    elif kind != "print":
        told |= {"ticket": "''", "grp": "''", "region": "''"}
    if kind in ("ticket", "claim"):
        told |= {name: words(name) for name in _WORDS}
    if kind == "claim":
        told["serial"] = words("serial")
    if kind == "print":
        first = f"coalesce({field(connection, 'reprint')}, '0')"
        told["number"] = f"CASE WHEN CAST({first} AS text) = '0' THEN {words('serial')} ELSE '' END"
    if kind == "ticket":
        urged = f"CAST(coalesce({field(connection, 'urged')}, '0') AS text)"
        told |= {
            "grp": words("group_code"),
            "region": words("region"),
            "owner": words("owner"),
            "priority": number("priority", usual["priority"]),
            "urged": f"(CASE WHEN {urged} IN ('0', 'false', '') THEN 0 ELSE 1 END)",
            "due_sort": number("due_at", NEVER),
        }
    return told


def _astray(connection: Connection) -> Iterator[Finding]:
    """What hangs on a ticket has its group and region, and a print its claim's ticket."""
    sql = (
        "SELECT r.kind, r.uid, r.grp <> t.grp, r.region <> t.region FROM hub_record r"
        " JOIN hub_record t ON t.uid = r.ticket AND t.kind = 'ticket' WHERE r.ticket <> ''"
        " AND r.kind <> 'ticket' AND (r.grp <> t.grp OR r.region <> t.region)"
    )
    for kind, uid, group, region in connection.execute(text(f"{sql} LIMIT {_MOST}")):
        if group:
            yield Finding("column_differs", kind, uid, "grp")
        if region:
            yield Finding("column_differs", kind, uid, "region")
    claim = field(connection, "claim", "p.body")
    sql = (
        "SELECT p.uid FROM hub_record p JOIN hub_record c ON c.kind = 'claim' AND"
        f" c.uid = {claim} WHERE p.kind = 'print' AND p.ticket <> c.ticket"
    )
    for (uid,) in connection.execute(text(f"{sql} LIMIT {_MOST}")):
        yield Finding("column_differs", "print", uid, "ticket")
