"""Connections to the hub: one engine for each of the two databases, and what their errors mean."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.sync.bulk_insert import dumps
from workstation.sync.dialling import dial
from workstation.sync.places import check_local
from workstation.sync.protocol import HubUnreachable

T = TypeVar("T")
_DENIED: Final = "42501"
TRIES: Final = 6
#: The SQLSTATE with which the hub's own functions refuse: the message is the code of a refusal.
REFUSED: Final = "AC000"
#: SQLSTATEs (or their classes) of rolled back work that may simply be done again.
AGAIN: Final = ("40", "55P03")
#: A server that takes no writes, such as a primary after a planned change of roles.
READ_ONLY: Final = "25006"
#: Those of troubles that pass: connection, resources, operator, standby.
PASSING: Final = (*AGAIN, "08", "53", "57", READ_ONLY, "58")
CONNECT_SECONDS: Final = 6
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SQLITE_PASSING: Final = (
    *_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
)


def sqlite_engine(path: Path) -> Engine:
    """An engine over an SQLite file on this machine, each transaction begun as we say."""
    check_local(path)
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path),
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=20,
        json_serializer=dumps,
    )
    event.listen(engine, "begin", _begin)
    return engine


def postgres_engine(url: str) -> Engine:
    """An engine over a PostgreSQL database; takes every URL that its own library takes."""

    def dialled() -> Any:
        return dial(url)

    return create_engine(
        "postgresql+psycopg://",
        creator=dialled,
        pool_size=2,
        max_overflow=20,
        pool_pre_ping=True,
        json_serializer=dumps,
    )


def run(engine: Engine, work: Callable[[Connection], T], *, writing: bool = True) -> T:
    """Do `work` in one transaction; work that lost a race for locks is done again.

    Raises `HubUnreachable` for troubles that pass and `Refusal("hub_failed")` for others.
    """
    for tried in range(TRIES):
        try:
            with engine.connect() as connection:
                opened = connection.execution_options(writing=writing)
                with opened.begin():
                    return work(opened)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) == READ_ONLY:
                engine.dispose()  # the primary is another server now
            if not _again(error) or tried == TRIES - 1:
                raise translated(error) from error
        except Refusal as refusal:
            if refusal.code == "hub_standby":
                engine.dispose()
            if refusal.code == "file_unusable":
                raise HubUnreachable(str(refusal.facts.get("reason"))) from refusal
            raise
        time.sleep(random.uniform(0.005, 0.03) * (tried + 1))
    raise HubUnreachable("busy")


def refusal_of(error: Any) -> Refusal | None:
    """What a function of the hub refused with, when that is what psycopg's error says."""
    if getattr(error, "sqlstate", None) != REFUSED:
        return None
    try:
        facts = json.loads(error.diag.message_detail or "{}")
    except ValueError:
        facts = {"detail": error.diag.message_detail}
    return Refusal(str(error.diag.message_primary), **facts)


def translated(error: DBAPIError) -> Exception:
    """What a database's error means for whoever waits for the hub."""
    if refusal := refusal_of(error.orig):
        return refusal
    state = getattr(error.orig, "sqlstate", None)
    code = getattr(error.orig, "sqlite_errorcode", None)
    passing = error.connection_invalidated or (
        code & 0xFF in _SQLITE_PASSING
        if code is not None
        else state is None or state.startswith(PASSING)
    )
    words = str(error.orig).strip().splitlines()[:1]
    reason = words[0] if words else type(error.orig).__name__
    if passing:
        return HubUnreachable(reason)
    if state == _DENIED:  # what the hub's own commands do is for whoever owns its tables
        return Refusal("operator_needed", reason=reason)
    return Refusal("hub_failed", reason=reason, sqlstate=state or "")


def _again(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state is not None and state.startswith(AGAIN)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
