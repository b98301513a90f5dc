"""The hub's second schema: records know where they hang, desks and logins are told apart.

The tables are laid aside, made anew and filled again, so that an old hub ends up as a new one
is made. What each table was like before is written down here. As long as this is the newest
schema its tables are made as `hub_tables` says; whoever makes the third writes these down first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy import table as lightweight
from sqlalchemy.sql import column

from workstation.store.flat import whole
from workstation.sync import hub_setup
from workstation.sync.bulk_insert import dumps, insert_rows
from workstation.sync.hub_tables import Json, columns_of, meta, metadata, record

#: The tables of the first schema, and their columns.
BEFORE: Final = {
    "hub_meta": "key value",
    "hub_record": "uid kind rev body gone author authors changed_at ticket grp number status owner"
    " waybill priority urged due_sort",
    "hub_change": "seq xid kind uid rev grp old_grp desk_no operation",
    "hub_operation": "uid desk_no n digest at received_at agent action ticket told outcome",
    "hub_desk": "desk_no desk_uid name token last_n enrolled_at seen_at",
    "hub_lease": "ticket rev agent agent_name desk_no until request",
}
_JSON: Final = ("body", "authors", "told", "outcome")
_NUMBERED: Final = {"hub_change": "seq", "hub_desk": "desk_no"}
_ASIDE: Final = "hub_before"
_BATCH: Final = 1_000
_INDEXES: Final = text(
    "SELECT name FROM sqlite_master WHERE type='index' AND tbl_name=:name AND sql IS NOT NULL"
)
_PAGED: Final = {"yield_per": _BATCH}


def step(connection: Connection) -> None:
    """From the first schema to the second."""
    there = [name for name in BEFORE if inspect(connection).has_table(name)]
    _lay_aside(connection, there)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL search_path = public, pg_temp"))
    metadata.create_all(connection)
    for name in there:
        if name not in (record.name, "hub_change"):  # what changed is told anew at the end
            _copy(connection, name)
    _records(connection)
    _numbers(connection)
    _drop_aside(connection, there)
    connection.execute(meta.delete().where(meta.c.key.in_(("min_protocol", "system", "roles"))))
    hub_setup.note(connection)
    hub_setup.new_epoch(connection)


def _aside(connection: Connection, name: str) -> Any:
    """A table as it was before."""
    columns = (
        column(told, Json) if told in _JSON else column(told) for told in BEFORE[name].split()
    )
    if connection.dialect.name == "postgresql":
        return lightweight(name, *columns, schema=_ASIDE)
    return lightweight(f"{_ASIDE}_{name}", *columns)


def _lay_aside(connection: Connection, names: list[str]) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"CREATE SCHEMA {_ASIDE}"))
        for name in names:
            connection.execute(text(f"ALTER TABLE public.{name} SET SCHEMA {_ASIDE}"))
        return
    for name in names:
        for index in connection.scalars(_INDEXES, {"name": name}).all():
            connection.execute(text(f'DROP INDEX "{index}"'))
        connection.execute(text(f"ALTER TABLE {name} RENAME TO {_ASIDE}_{name}"))


def _drop_aside(connection: Connection, names: list[str]) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"DROP SCHEMA {_ASIDE} CASCADE"))
        return
    for name in names:
        connection.execute(text(f"DROP TABLE {_ASIDE}_{name}"))


def _copy(connection: Connection, name: str) -> None:
    """All rows of a table whose facts stay as they are."""
    before = _aside(connection, name)
    target = metadata.tables[name]
    rows: Any = connection.execute(select(before), execution_options=_PAGED)
    for part in rows.mappings().partitions(_BATCH):
        insert_rows(connection, target, [_sound(dict(row)) for row in part])


def _records(connection: Connection) -> None:
    """All records, with the columns that say what they hang on."""
    before = _aside(connection, record.name)
    tickets: dict[str, dict[str, Any]] = {}
    claims: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    opened = _openers(connection)
    for kinds in (["ticket"], ["claim"], None):
        query = select(before).order_by(before.c.uid)
        query = query.where(
            before.c.kind.in_(kinds) if kinds else before.c.kind.not_in(["ticket", "claim"])
        )
        rows: Any = connection.execute(query, execution_options=_PAGED)
        for part in rows.mappings().partitions(_BATCH):
            made = [_sound(dict(row)) for row in part]
            for row in made:
                row |= _columns(row, tickets, claims, taken)
                row["opened_by"] = opened.get(row["uid"], "") if row["kind"] == "ticket" else ""
            insert_rows(connection, record, made)


def _columns(
    row: dict[str, Any],
    tickets: dict[str, dict[str, Any]],
    claims: dict[str, str],
    taken: set[tuple[str, str]],
) -> dict[str, Any]:
    """What stands beside a record's facts; what hangs on a ticket has its group and region.

    A number that another record of the kind has already is left out, for a person to mend.
    """
    kind, uid = row["kind"], row["uid"]
    told = columns_of(kind, uid, whole(kind, row["body"]))
    if kind == "print":
        told["ticket"] = claims.get(row["body"].get("claim", ""), "")
    if kind == "ticket":
        tickets[uid] = {"grp": told["grp"], "region": told["region"]}
    elif told["ticket"]:
        told |= tickets.get(told["ticket"], {})
    if kind == "claim":
        claims[uid] = told["ticket"]
    for name in ("number", "serial"):
        if told.get(name) and not row["gone"]:
            known = (kind if name == "number" else name, told[name])
            told[name] = "" if known in taken else told[name]
            taken.add(known)
    return told


def _openers(connection: Connection) -> dict[str, str]:
    """Who opened each ticket that an operation made."""
    before = _aside(connection, "hub_operation")
    query = select(before.c.agent, before.c.told).where(before.c.ticket != "")
    rows: Any = connection.execute(query, execution_options=_PAGED)
    return {uid: agent for agent, told in rows for uid in _made(told)}


def _made(told: Any) -> Iterator[str]:
    for change in told.get("changes", ()) if isinstance(told, dict) else ():
        if isinstance(change, dict) and change.get("kind") == "ticket" and "new" in change:
            yield str(change.get("uid", ""))


def _sound(row: dict[str, Any]) -> dict[str, Any]:
    """The row without a character that PostgreSQL cannot keep within facts."""
    for name in _JSON:
        if name in row and "\\u0000" in dumps(row[name]):
            row[name] = _without_nul(row[name])
    return row


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(item) for name, item in value.items()}
    return [_without_nul(item) for item in value] if isinstance(value, list) else value


def _numbers(connection: Connection) -> None:
    """Numbers that were given out once are not given again."""
    for name, told in _NUMBERED.items():
        if connection.dialect.name == "postgresql":
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('public.{name}', '{told}'), last_value,"
                    f" is_called) FROM {_ASIDE}.{name}_{told}_seq"
                )
            )
        else:
            aside = {"before": f"{_ASIDE}_{name}", "name": name}
            seq = connection.scalar(
                text("SELECT seq FROM sqlite_sequence WHERE name=:before"), aside
            )
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name=:name"), aside)
            connection.execute(
                text("INSERT INTO sqlite_sequence(name,seq) VALUES (:name,:seq)"),
                {"name": name, "seq": seq or 0},
            )
