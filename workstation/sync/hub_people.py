"""People at the hub: their records, and where the database knows logins, those and their secrets.

What an operator does with the hub's tables; desks hear of it through the feed like of any change.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from workstation.domain.identity import new_uid
from workstation.domain.people import ROLES, Agent
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.store.flat import compact, whole
from workstation.store.kinds import codec
from workstation.sync import hub_setup
from workstation.sync.authority.roles import check_may_make, quoted
from workstation.sync.hub_tables import change_log, columns_of, login, record
from workstation.text.pinyin import full

#: No 0 and O, 1, I and L, U and V look-alikes among them: 20 of these are about 98 bits.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_PIECES, _PIECE = 5, 4
_DAY_MS: Final = 86_400_000
_FIRST_NUMBER: Final = 1001
_LONGEST: Final = 20
_MOST_LOGINS: Final = 1_000
_TAKEN: Final = "42710"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to add, or how to change who is there; what is empty stays as it is."""

    name: str
    work_no: str = ""
    role: str = ""
    groups: tuple[str, ...] = ()
    region: str = ""
    login: str = ""
    sees_all: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A person of the hub. `role_name` and `secret` are empty where there are no logins."""

    agent: Agent
    fresh: bool
    role_name: str = ""
    secret: str = ""
    valid_until: int = 0


def add(connection: Connection, wanted: Wanted, days: int) -> Added:
    """Make the person unless there is one, and on PostgreSQL a login with a one-time secret.

    Raises `Refusal`: text_missing, value_unknown, person_ambiguous, person_inactive,
    hub_role_needed.
    """
    _check(wanted)
    before = _find(connection, wanted)
    agent = _kept(connection, wanted, before)
    fresh = before is None
    if connection.dialect.name != "postgresql":
        return Added(agent, fresh)
    check_may_make(connection)
    secret, until = new_secret(), hub_setup.clock(connection) + days * _DAY_MS
    role_name = _make_login(connection, agent, wanted, secret, until)
    return Added(agent, fresh, role_name, secret, until)


def new_secret() -> str:
    """A one-time secret that a person can read out, in groups."""
    pieces = ("".join(secrets.choice(ALPHABET) for _ in range(_PIECE)) for _ in range(_PIECES))
    return "-".join(pieces)


def plain_secret(told: str) -> str:
    """A secret as the database knows it, however it was typed."""
    return "".join(letter for letter in told.upper() if letter.isalnum())


def verifier(raw: Any, password: str, role_name: str) -> str:
    """What the server keeps instead of a password (SCRAM-SHA-256), made on this side."""
    made: bytes = raw.pgconn.encrypt_password(
        password.encode(), role_name.encode(), b"scram-sha-256"
    )
    return made.decode("ascii")


def _check(wanted: Wanted) -> None:
    if not wanted.name.strip():
        raise Refusal("text_missing", field="name")
    if wanted.role and wanted.role not in ROLES:
        raise Refusal("value_unknown", field="role", value=wanted.role)
    for group in wanted.groups:
        if group not in GROUPS:
            raise Refusal("value_unknown", field="group", value=group)


def _find(connection: Connection, wanted: Wanted) -> tuple[Agent, int] | None:
    """The person meant, by work number if there is one, else by name; with the revision."""
    rows = connection.execute(
        select(record.c.uid, record.c.body, record.c.rev).where(
            record.c.kind == "agent", ~record.c.gone
        )
    )
    people = [
        (codec(Agent).from_facts({"uid": row.uid, **whole("agent", row.body)}), int(row.rev))
        for row in rows
    ]
    name, number = wanted.name.strip(), wanted.work_no.strip()
    found = [one for one in people if number and one[0].work_no == number]
    found = found or [one for one in people if not number and one[0].name == name]
    if len(found) > 1:
        numbers = sorted(agent.work_no for agent, _ in found)
        raise Refusal("person_ambiguous", name=name, numbers=numbers)
    if found and found[0][0].name != name:
        raise Refusal("person_ambiguous", name=found[0][0].name, numbers=[number])
    if found and not found[0][0].active:
        raise Refusal("person_inactive", name=name)
    return found[0] if found else None


def _kept(connection: Connection, wanted: Wanted, before: tuple[Agent, int] | None) -> Agent:
    """The person's record, made or changed where something else was named."""
    if before is None:
        role = wanted.role or "agent"
        groups = wanted.groups or (GROUPS if wanted.sees_all or role in ("leader", "admin") else ())
        if not groups:  # nobody comes to see everything for want of a word
            raise Refusal("text_missing", field="group")
        number = wanted.work_no.strip() or _next_number(connection)
        agent = Agent(new_uid(), wanted.name.strip(), number, role, groups, wanted.region)
        _write(connection, agent, 0)
        return agent
    agent, rev = before
    changed = replace(
        agent,
        role=wanted.role or agent.role,
        groups=wanted.groups or agent.groups,
        region=wanted.region or agent.region,
    )
    if changed != agent:
        _write(connection, changed, rev)
    return changed


def _next_number(connection: Connection) -> str:
    rows = connection.execute(select(record.c.body).where(record.c.kind == "agent"))
    numbers = [str(body.get("work_no", "")) for (body,) in rows]
    return str(max([_FIRST_NUMBER - 1, *(int(n) for n in numbers if n.isdecimal())]) + 1)


def _write(connection: Connection, agent: Agent, rev: int) -> None:
    """Put the record in, or in the place of the one of revision `rev`, and tell the desks."""
    now = hub_setup.clock(connection)
    facts = codec(Agent).facts(agent)
    values: dict[str, Any] = {
        "rev": rev + 1,
        "body": compact("agent", facts),
        "changed_at": now,
        **columns_of("agent", agent.uid, facts),
    }
    if rev:
        same = (record.c.uid == agent.uid) & (record.c.kind == "agent")
        connection.execute(update(record).where(same).values(values))
    else:
        values |= {"uid": agent.uid, "kind": "agent", "authors": {}}
        connection.execute(insert(record).values(values))
    line = {"kind": "agent", "uid": agent.uid, "rev": rev + 1, "at": now, "desk_no": 0}
    connection.execute(insert(change_log).values(line))


def _make_login(
    connection: Connection, agent: Agent, wanted: Wanted, secret: str, until: int
) -> str:
    """A role of its own for one desk of the person; it can do nothing until the secret is used."""
    prefix = hub_setup.settings(connection)["roles"]
    short = (
        _plain(wanted.login)
        or _plain(agent.work_no)
        or _plain("".join(full(agent.name)[:1]))
        or "desk"
    )
    role_name = _made_role(connection, f"{prefix}_{short}", plain_secret(secret))
    name = quoted(role_name)
    connection.exec_driver_sql(f"GRANT {quoted(f'{prefix}_desk')} TO {name}")
    connection.exec_driver_sql(f"ALTER ROLE {name} SET idle_in_transaction_session_timeout = '60s'")
    connection.execute(
        insert(login).values(
            role_name=role_name,
            agent=agent.uid,
            sees_all=wanted.sees_all,
            made_at=hub_setup.clock(connection),
            valid_until=until,
        )
    )
    return role_name


def _plain(told: str) -> str:
    kept = "".join(letter if letter.isalnum() else "_" for letter in told.strip().lower())
    return kept.strip("_")[:_LONGEST] if kept.isascii() else ""


def _made_role(connection: Connection, wanted: str, password: str) -> str:
    """A new role of this name, or with the first number behind it that is free in the cluster."""
    taken = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    taken |= set(connection.scalars(select(login.c.role_name)))
    raw: Any = connection.connection.driver_connection
    for count in range(1, _MOST_LOGINS):
        name = wanted if count == 1 else f"{wanted}_{count}"
        if name in taken:
            continue
        kept = verifier(raw, password, name)
        step = connection.begin_nested()
        try:
            connection.exec_driver_sql(f"CREATE ROLE {quoted(name)} LOGIN PASSWORD '{kept}'")
        except ProgrammingError as error:
            step.rollback()
            if getattr(error.orig, "sqlstate", "") != _TAKEN:  # by another hub of the cluster
                raise
            continue
        step.commit()
        return name
    raise Refusal("login_taken", login=wanted)
