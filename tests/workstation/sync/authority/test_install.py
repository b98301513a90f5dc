"""Making a PostgreSQL hub: by whom, with which roles, and again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests.postgres import PostgresServer
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync import enrolling, hub_admin, hub_status, hub_steps
from workstation.sync.hub import open_hub
from workstation.sync.hub_people import Wanted


def _as(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{name}:secret@{parts.netloc.rpartition('@')[2]}"))


@pytest.fixture
def owned(postgres_server: PostgresServer) -> Iterator[tuple[str, str]]:
    """A database that belongs to somebody who is no superuser, and that name."""
    name = f"keeper_{secrets.token_hex(4)}"
    database = postgres_server.create()
    with psycopg.connect(postgres_server.address, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'secret'")
        connection.execute(f"ALTER DATABASE {database} OWNER TO {name}")
    url = postgres_server.url(database)
    yield _as(url, name), name
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP OWNED BY {name} CASCADE")
    postgres_server.drop(database)
    with psycopg.connect(postgres_server.address, autocommit=True) as connection:
        for (role,) in connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE %s OR rolname = %s",
            [f"{database}%", name],
        ).fetchall():
            with suppress(psycopg.Error):
                connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def _may(url: str, name: str, right: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {name} {right}")


def test_who_may_make_no_roles_makes_no_hub(owned: tuple[str, str]) -> None:
    url, name = owned
    with closing(open_hub(url)) as hub, pytest.raises(Refusal, match="hub_role_needed") as refusal:
        hub.init()
    assert refusal.value.facts["user"] == name
    assert "CREATEROLE" in str(refusal.value.facts["remedy"])


def test_an_ordinary_owner_runs_a_hub(
    owned: tuple[str, str], postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url, name = owned
    _may(postgres_server.address, name, "CREATEROLE")
    with closing(open_hub(url)) as hub:
        assert hub.init().authority
        assert hub.check() == ()
        desk = hub.enrol("operator", "operator")
        uid = new_uid()
        facts = {"uid": uid, "number": "1-1", "created_at": 1, "group_code": "cod"}
        assert hub.seed(desk.desk_no, desk.token, [("ticket", facts)]) == 1
        added = hub_admin.add_person(url, Wanted("沈青", groups=("cod",)), 7)
        joined = hub_admin.join_url(url, added.role_name)
        kept = enrolling.enrol_with_secret(joined, added.secret, tmp_path / "p")
        with closing(open_hub(kept)) as theirs:
            given = theirs.enrol(new_uid(), "one")
            assert [state.kind for state in theirs.tickets([uid])] == ["ticket"]
            assert theirs.take_next(given.agent, "沈青", ["cod"], given.desk_no, 60_000) is not None
        assert hub.check() == ()
        assert hub_steps.upgrade(url).records == 2
        assert hub_status.status(url)["desks"][1]["name"] == "one"
        assert hub_admin.remove_desk(url, str(given.desk_no)).login == "dropped"
        hub_admin.new_epoch(url)
        assert hub.check() == ()


def test_made_again_it_stays_as_it_was(postgres_url: str) -> None:
    with closing(open_hub(postgres_url)) as hub:
        before, shape = hub.epoch(), _shape(postgres_url)
        hub.init()
        assert hub.epoch() == before
        assert _shape(postgres_url) == shape
        assert hub.check() == ()


def test_what_a_former_program_defined_does_not_stay(postgres_url: str) -> None:
    shape = _shape(postgres_url)
    with psycopg.connect(postgres_url) as connection:
        connection.execute(
            "DROP FUNCTION hub_sees CASCADE; CREATE FUNCTION hub_sees(a text) RETURNS int"
            " LANGUAGE sql AS 'SELECT 1'; ALTER TABLE hub_kind ADD COLUMN former text"
        )
    hub_steps.upgrade(postgres_url)
    assert _shape(postgres_url) == shape


def _shape(url: str) -> Any:
    with psycopg.connect(url) as connection:
        return [
            connection.execute(query).fetchall()
            for query in (
                "SELECT p.oid::regprocedure::text, proowner, proacl::text FROM pg_proc p"
                " WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
                "SELECT relname, relowner, relacl::text, relrowsecurity FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'c')"
                " ORDER BY 1",
                "SELECT tablename, policyname, qual FROM pg_policies ORDER BY 1, 2",
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
            )
        ]


def test_a_copy_restored_in_another_cluster_waits_for_a_new_life(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("UPDATE hub_meta SET value = '5' WHERE key = 'system'")
    with closing(open_hub(postgres_url)) as hub, pytest.raises(Refusal, match="hub_restored"):
        hub.epoch()
    hub_admin.new_epoch(postgres_url)
    with closing(open_hub(postgres_url)) as hub:
        assert hub.check() == ()


def test_restored_without_its_roles_they_are_made_again(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    """As after pg_dump and pg_restore into another cluster: roles do not travel."""
    prefix = f"other_{secrets.token_hex(4)}"
    with psycopg.connect(postgres_url) as connection:
        connection.execute("UPDATE hub_meta SET value = %s WHERE key = 'roles'", [prefix])
    with closing(open_hub(postgres_url)) as hub:
        assert {finding.code for finding in hub.check()} == {"role_missing"}
        hub_steps.upgrade(postgres_url)
        assert {finding.code for finding in hub.check()} <= {"table_open"}  # to the former ones
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for part in ("owner", "hub", "feed", "desk"):
            connection.execute(f"DROP OWNED BY {prefix}_{part} CASCADE")
        for part in ("desk", "feed", "hub", "owner"):
            connection.execute(f"DROP ROLE {prefix}_{part}")


def test_a_schema_that_everybody_may_fill_is_refused(
    owned: tuple[str, str], postgres_server: PostgresServer
) -> None:
    """On servers before 15 that is so at first, and only the schema's owner can end it."""
    url, name = owned
    _may(postgres_server.address, name, "CREATEROLE")
    mighty = urlunsplit(urlsplit(postgres_server.address)._replace(path=urlsplit(url).path))
    with psycopg.connect(mighty, autocommit=True) as connection:
        connection.execute("ALTER SCHEMA public OWNER TO CURRENT_USER")
        connection.execute("GRANT ALL ON SCHEMA public TO PUBLIC")
        connection.execute(f"GRANT ALL ON SCHEMA public TO {name} WITH GRANT OPTION")
    with closing(open_hub(url)) as hub, pytest.raises(Refusal, match="hub_schema_open") as refusal:
        hub.init()
    assert "REVOKE CREATE" in str(refusal.value.facts["remedy"])
