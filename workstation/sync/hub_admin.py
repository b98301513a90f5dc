"""What whoever runs a hub does to it: people, desks that are no more, a new life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from workstation.domain.refusal import Refusal
from workstation.sync import hub_people, hub_serials, hub_setup
from workstation.sync.authority.roles import quoted
from workstation.sync.hub_address import POSTGRES
from workstation.sync.hub_engine import run
from workstation.sync.hub_people import Added, Wanted
from workstation.sync.hub_tables import change_log, desk, lease, login, meta, record
from workstation.sync.upkeep import opened
from workstation.sync.waking import CHANNEL

T = TypeVar("T")
#: What of an operator's URL is not for the people of the hub.
_PRIVATE: Final = ("user", "password", "passfile", "options", "application_name")
#: The name in hub_meta under which it stands how many desks one person may have.
DESKS: Final = "desks_per_person"


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of a desk that is no more. `login` is "", "dropped", "locked" or "kept"."""

    desk_no: int
    name: str
    leases: int
    serials: int
    role_name: str = ""
    login: str = ""


def add_person(url: str, wanted: Wanted, days: int) -> Added:
    """Make a person of the hub, and on PostgreSQL a login with a one-time secret.

    Raises `Refusal` as `hub_people.add`, and those of the hub.
    """
    return work(url, lambda connection: hub_people.add(connection, wanted, days))


def join_url(url: str, role_name: str) -> str:
    """The hub's URL for somebody else's login: without the operator's own name and password."""
    if not role_name:
        return url
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    query = [
        item for item in parse_qsl(parts.query, keep_blank_values=True) if item[0] not in _PRIVATE
    ]
    place = f"{quote(role_name)}@{host}"
    return urlunsplit(parts._replace(netloc=place, query=urlencode(query, quote_via=quote)))


def remove_desk(url: str, told: str, *, with_login: bool = False) -> Removed:
    """Take a desk off the list, by its number or its login: its key is void from now on.

    Its leases are given back and the numbers it had left are voided. A login that no other desk
    uses goes as well; with `with_login` in any case. Raises `Refusal("desk_missing")`.
    """
    return work(url, lambda connection: _remove(connection, told, with_login))


def allow_desks(url: str, most: int) -> None:
    """Say how many desks one person may have, 0 for any number; counts where there are logins."""

    def kept(connection: Connection) -> None:
        connection.execute(delete(meta).where(meta.c.key == DESKS))
        connection.execute(insert(meta).values(key=DESKS, value=str(most)))

    work(url, kept)


def new_epoch(url: str) -> str:
    """Begin a new life of the hub, as after a restore: its name."""

    def begun(connection: Connection) -> str:
        name = hub_setup.new_epoch(connection)
        if connection.dialect.name == "postgresql":
            return str(connection.scalar(text("SELECT hub_epoch()")))
        return name

    return work(url, begun)


def work(url: str, task: Callable[[Connection], T]) -> T:
    """Do it in one transaction, and wake the desks."""
    engine = opened(url)
    try:
        done = run(engine, task)
        if url.startswith(POSTGRES):
            run(engine, lambda connection: connection.execute(text(f"NOTIFY {CHANNEL}")))
        return done
    finally:
        engine.dispose()


def _remove(connection: Connection, told: str, with_login: bool) -> Removed:
    row = _found(connection, told)
    if row is None:
        return _only_login(connection, told)
    now = hub_setup.clock(connection)
    connection.execute(
        update(desk)
        .where(desk.c.desk_no == row.desk_no)
        .values(removed_at=now, token="", prior_token="")
    )
    leases = _free(connection, row.desk_no, now)
    serials = hub_serials.void(connection, row.desk_no, f"desk {row.desk_no} removed")
    role_name, became = row.login, ""
    if role_name:
        others = select(func.count()).where(desk.c.login == role_name, desk.c.removed_at.is_(None))
        used = bool(connection.scalar(others))
        became = "kept" if used and not with_login else _end_login(connection, role_name, now)
    return Removed(row.desk_no, row.name, leases, serials, role_name, became)


def _found(connection: Connection, told: str) -> Any:
    """The desk meant that is still on the list."""
    asked = select(desk.c.desk_no, desk.c.name, desk.c.login).where(desk.c.removed_at.is_(None))
    if told.isdecimal():
        return connection.execute(asked.where(desk.c.desk_no == int(told))).first()
    rows = connection.execute(asked.where((desk.c.login == told) | (desk.c.name == told))).all()
    if len(rows) > 1:
        numbers = [row.desk_no for row in rows]
        raise Refusal("desk_ambiguous", desk=told, numbers=numbers)
    return rows[0] if rows else None


def _only_login(connection: Connection, told: str) -> Removed:
    """A login whose secret was never used, or whose desk was removed before."""
    asked = select(login.c.role_name).where(login.c.role_name == told, login.c.removed_at.is_(None))
    if connection.scalar(asked) is None:
        raise Refusal("desk_missing", desk=told)
    became = _end_login(connection, told, hub_setup.clock(connection))
    return Removed(0, "", 0, 0, told, became)


def _free(connection: Connection, desk_no: int, now: int) -> int:
    """Give back what the desk had leased, and tell the others."""
    done = connection.execute(
        update(lease)
        .where(lease.c.desk_no == desk_no, lease.c.until > 0)
        .values(until=0, request="", rev=lease.c.rev + 1)
        .returning(lease.c.ticket, lease.c.rev)
    ).all()
    for ticket, rev in done:
        group = select(record.c.grp).where(record.c.uid == ticket, record.c.kind == "ticket")
        told = {"kind": "lease", "uid": ticket, "rev": rev, "at": now, "desk_no": 0}
        told["grp"] = connection.scalar(group) or ""
        connection.execute(insert(change_log).values(told))
    return len(done)


def _end_login(connection: Connection, role_name: str, now: int) -> str:
    """Have a login end for good: dropped, or where that cannot be locked; sessions are ended."""
    connection.execute(update(login).where(login.c.role_name == role_name).values(removed_at=now))
    if connection.dialect.name != "postgresql":
        return ""
    name = quoted(role_name)
    for statement in (
        f"ALTER ROLE {name} NOLOGIN",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :role",
        f"DROP ROLE {name}",
    ):
        step = connection.begin_nested()
        try:
            connection.execute(text(statement), {"role": role_name} if ":role" in statement else {})
            step.commit()
        except DBAPIError:  # another operator made it: the hub's functions refuse it all the same
            step.rollback()
            if statement.startswith("DROP"):
                return "locked"
    return "dropped"
