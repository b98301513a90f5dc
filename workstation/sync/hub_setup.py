"""Making a hub, knowing it again, and giving desks their numbers."""

from __future__ import annotations

import secrets
import time
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, inspect, literal, select, text, update

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync.hub_tables import change_log, desk, meta, metadata, operation, record
from workstation.sync.protocol import HUB_SCHEMA, PROTOCOL, Enrolment, HubInfo

_LOCK: Final = 6_140_271_883  # one maker of tables at a time


def now_ms() -> int:
    """The hub's clock as this program sees it, in milliseconds UTC."""
    return time.time_ns() // 1_000_000


def clock(connection: Connection) -> int:
    """The hub's own clock in milliseconds UTC; on SQLite that is this machine's."""
    if connection.dialect.name != "postgresql":
        return now_ms()
    return int(connection.scalar(text("SELECT extract(epoch FROM clock_timestamp())*1000")) or 0)


def make(connection: Connection, address: str = "") -> None:
    """Make the tables and name the hub's life, unless both are there.

    On PostgreSQL its roles, functions and rights are made as well, or anew. `address` is what
    refusals call the hub. Raises `Refusal`: hub_newer, hub_older, hub_standby, hub_role_needed,
    hub_schema_open.
    """
    from workstation.sync.authority.compile import compile_rules

    if connection.dialect.name == "postgresql":
        _make_in_postgres(connection, address)
        return
    if not inspect(connection).has_table(meta.name):
        metadata.create_all(connection)
        note(connection)
    checked(connection, address)
    compile_rules(connection)


def lock(connection: Connection) -> None:
    """Have a PostgreSQL database for oneself while tables are made; raises `hub_standby`."""
    if connection.scalar(text("SELECT pg_is_in_recovery()")):
        raise Refusal("hub_standby")
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    connection.execute(text("SET LOCAL search_path = public, pg_temp"))


def _make_in_postgres(connection: Connection, address: str) -> None:
    from workstation.sync.authority import install, roles

    lock(connection)
    if connection.scalar(text("SELECT to_regclass('public.hub_meta') IS NULL")):
        roles.check_may_make(connection)
        metadata.create_all(connection)
        note(connection)
    facts = checked(connection, address)
    roles.make(connection, facts["roles"])
    install.install(connection)


def note(connection: Connection) -> None:
    """Write down what a new hub is, but for what is written down already."""
    facts = {
        "epoch": new_uid(),
        "schema": str(HUB_SCHEMA),
        "min_protocol": "2",
        "made_at": str(now_ms()),
        "touched": "",
    }
    if connection.dialect.name == "postgresql":
        from workstation.sync.authority import roles

        database = str(connection.scalar(text("SELECT current_database()")))
        facts |= {"roles": roles.prefix_for(database), "system": system_of(connection)}
    known = settings(connection)
    missing = [{"key": key, "value": value} for key, value in facts.items() if key not in known]
    connection.execute(insert(meta), missing)


def system_of(connection: Connection) -> str:
    """What names the database cluster; a copy restored elsewhere has another one."""
    return str(connection.scalar(text("SELECT system_identifier FROM pg_control_system()")))


def settings(connection: Connection) -> dict[str, str]:
    """What the hub keeps of itself."""
    return {key: value for key, value in connection.execute(select(meta.c.key, meta.c.value))}


def checked(connection: Connection, address: str) -> dict[str, str]:
    """The hub's own facts, once it is certain that this program may use it.

    Raises `Refusal`: hub_missing, hub_newer, hub_older, desk_too_old, hub_standby, and on
    PostgreSQL operator_needed, for desks ask the hub's functions instead.
    """
    if connection.dialect.name == "postgresql" and connection.scalar(
        text("SELECT pg_is_in_recovery()")
    ):
        raise Refusal("hub_standby", hub=address)
    if not inspect(connection).has_table(meta.name):
        raise Refusal("hub_missing", hub=address, remedy="hub init")
    if connection.dialect.name == "postgresql" and not connection.scalar(
        text("SELECT has_table_privilege('public.hub_meta', 'SELECT')")
    ):
        raise Refusal("operator_needed", hub=address)
    facts = settings(connection)
    schema, oldest = int(facts.get("schema", "0")), int(facts.get("min_protocol", "1"))
    if oldest > PROTOCOL:
        raise Refusal("desk_too_old", hub=address, speaks=PROTOCOL, needed=oldest)
    if schema > HUB_SCHEMA:
        raise Refusal("hub_newer", hub=address, found=schema, known=HUB_SCHEMA)
    if schema < HUB_SCHEMA:
        raise Refusal("hub_older", hub=address, found=schema, known=HUB_SCHEMA)
    return facts


def told(connection: Connection, address: str, facts: dict[str, str]) -> HubInfo:
    """What the hub says of itself."""

    def count(table: Any) -> int:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)

    return HubInfo(
        kind=connection.dialect.name,
        address=address,
        epoch=facts["epoch"],
        schema=int(facts["schema"]),
        min_protocol=int(facts["min_protocol"]),
        records=count(record),
        operations=count(operation),
        desks=count(desk),
        objects=facts.get("objects", ""),
        rules=facts.get("rules", ""),
    )


def enrol(connection: Connection, desk_uid: str, name: str, epoch: str) -> Enrolment:
    """Give a desk its number, once and for all, and a key of its own.

    Raises `Refusal("desk_removed")`.
    """
    known = connection.execute(
        select(desk.c.desk_no, desk.c.token, desk.c.removed_at).where(desk.c.desk_uid == desk_uid)
    ).first()
    now = now_ms()
    if known is not None and known.removed_at is not None:
        raise Refusal("desk_removed", desk_no=known.desk_no)
    if known is not None:
        values = {"seen_at": now, **({"name": name} if name else {})}
        connection.execute(update(desk).where(desk.c.desk_no == known.desk_no).values(values))
        return Enrolment(known.desk_no, known.token, epoch)
    token = secrets.token_hex(16)
    made = connection.execute(
        insert(desk)
        .values(desk_uid=desk_uid, name=name, token=token, last_n=0, enrolled_at=now, seen_at=now)
        .returning(desk.c.desk_no)
    )
    return Enrolment(int(made.scalar_one()), token, epoch)


def new_epoch(connection: Connection) -> str:
    """Begin a new life of the hub, as after a restore: every desk reads all of it anew.

    The change log is written anew, for a restored server gives transaction ids out again.
    """
    name = new_uid()
    connection.execute(update(meta).where(meta.c.key == "epoch").values(value=name))
    if connection.dialect.name == "postgresql":
        system = system_of(connection)
        connection.execute(update(meta).where(meta.c.key == "system").values(value=system))
    connection.execute(delete(change_log))
    columns = ("kind", "uid", "rev", "grp", "at", "desk_no")
    told = select(
        *(record.c[column] for column in columns[:4]), literal(clock(connection)), literal(0)
    )
    connection.execute(insert(change_log).from_select(columns, told))
    return name


def epoch(connection: Connection) -> str:
    """The name of the hub's present life."""
    return str(connection.scalar(select(meta.c.value).where(meta.c.key == "epoch")) or "")


def touch(connection: Connection) -> None:
    """Commit something durably, so that all that was logged before is on disk.

    Where somebody else is just doing so nothing is done: theirs will serve as well.
    """
    free = (
        select(meta.c.key)
        .where(meta.c.key == "touched")
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    connection.execute(select(func.set_config("synchronous_commit", "on", True)))
    connection.execute(update(meta).where(meta.c.key == free).values(value=str(now_ms())))
