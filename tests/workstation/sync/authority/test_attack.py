"""Somebody who has an agent's login and knows SQL gets and changes nothing that is not theirs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import errors

import workstation.sync
from tests.workstation.sync.authority.office import Member, Office
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync.protocol import SerialRange

_DENIED = (errors.InsufficientPrivilege, errors.WrongObjectType, errors.UndefinedColumn)


@pytest.fixture
def office(postgres_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(postgres_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def amy(office: Office) -> Member:
    """An agent of the group cod."""
    return office.add("Amy", "cod")


@pytest.fixture
def ben(office: Office) -> Member:
    """An agent of the group customs."""
    return office.add("Ben", "customs")


def _state(office: Office) -> Any:
    """Everything there is, to see that nothing was changed."""
    with psycopg.connect(office.url) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'hub\\_%' AND relkind = 'r'"
            " AND relname NOT IN ('hub_meta', 'hub_boot', 'hub_life', 'hub_desk')"
            " ORDER BY relname"
        ).fetchall()
        return {
            name: connection.execute(f"SELECT t::text FROM {name} t ORDER BY 1").fetchall()
            for (name,) in tables
        }


def test_no_table_can_be_touched(office: Office, amy: Member) -> None:
    office.ticket("cod")
    with psycopg.connect(office.url) as operator:
        names = [
            row[0]
            for row in operator.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                " AND relkind IN ('r', 'p', 'S', 'v', 'm')"
            )
        ]
    assert {"hub_record", "hub_login", "hub_queue", "hub_presence"} <= set(names)
    before = _state(office)
    with amy.raw() as connection:
        for name in names:
            for statement in (
                f"SELECT * FROM public.{name}",
                f"TABLE public.{name}",
                f"COPY public.{name} TO STDOUT",
                f"UPDATE public.{name} SET uid = uid",
                f"DELETE FROM public.{name}",
                f"INSERT INTO public.{name} DEFAULT VALUES",
                f"TRUNCATE public.{name}",
                f"LOCK TABLE public.{name}",
                f"ALTER TABLE public.{name} DISABLE ROW LEVEL SECURITY",
                f"DROP TABLE public.{name} CASCADE",
                f"CREATE TRIGGER x AFTER INSERT ON public.{name} EXECUTE FUNCTION hub_now()",
            ):
                with pytest.raises(_DENIED), connection.transaction():
                    connection.execute(statement)
    assert _state(office) == before


_CLIMBS = (
    "SET ROLE {owner}",
    "SET ROLE {hub}",
    "SET ROLE {feed}",
    "SET SESSION AUTHORIZATION {owner}",
    "SET SESSION AUTHORIZATION {other}",
    "SELECT set_config('session_authorization', '{other}', false)",
    "SELECT set_config('role', '{hub}', false)",
    "GRANT {owner} TO {own}",
    "GRANT {desk} TO {own} WITH ADMIN OPTION",
    "ALTER ROLE {own} SUPERUSER",
    "ALTER ROLE {own} BYPASSRLS",
    "ALTER ROLE {other} PASSWORD 'mine'",
    "ALTER ROLE {other} SET search_path = pg_temp",
    "CREATE ROLE helper LOGIN",
    "DROP ROLE {other}",
    "CREATE SCHEMA mine",
    "CREATE TABLE public.mine(x int)",
    "CREATE FUNCTION public.hub_now() RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION public.hub_me() RETURNS hub_caller LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION public.hub_sees(text) RETURNS bool LANGUAGE sql AS 'SELECT true'",
    "ALTER FUNCTION public.hub_about() RESET ALL",
    "DROP POLICY hub_visible ON public.hub_record",
    "SELECT * FROM pg_authid",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT lo_import('/etc/hostname')",
    "ALTER DATABASE {database} SET search_path = pg_temp",
    "SET session_replication_role = replica",
    "CREATE EXTENSION dblink",
)


def test_nobody_becomes_somebody_else(office: Office, amy: Member, ben: Member) -> None:
    with psycopg.connect(office.url) as operator:
        roles, database = operator.execute(
            "SELECT value, current_database() FROM hub_meta WHERE key = 'roles'"
        ).fetchone() or ("", "")
    names = {part: f'"{roles}_{part}"' for part in ("owner", "hub", "feed", "desk")}
    names |= {"own": f'"{amy.login}"', "other": f'"{ben.login}"', "database": database}
    with amy.raw() as connection:
        for statement in _CLIMBS:
            told = statement.format(**names).replace("'\"", "'").replace("\"'", "'")
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(told)
            assert refused.value.sqlstate in ("42501", "22023", "58P01", "0A000"), told


def test_inner_functions_cannot_be_called(office: Office, amy: Member) -> None:
    with psycopg.connect(office.url) as operator:
        names = operator.execute(
            "SELECT p.oid::regprocedure::text, p.proname,"
            "       has_function_privilege(%s, p.oid, 'EXECUTE') FROM pg_proc p"
            " WHERE p.pronamespace = 'public'::regnamespace",
            [amy.login],
        ).fetchall()
    open_to_desks = {short for _, short, may in names if may}
    assert {"hub_push", "hub_pull", "hub_enrol"} <= open_to_desks
    for short in ("hub_me", "hub_log", "hub_give_lease", "hub_free_lease", "hub_own_desk",
                  "hub_queue_ticket", "hub_heard", "hub_new_token", "hub_decide", "hub_write",
                  "hub_drop_month", "hub_fail"):  # fmt: skip
        assert short not in open_to_desks
    with amy.raw() as connection:
        for call in (
            "hub_log_lease('x', 1, 1)",
            "hub_give_lease('x', 'a', 'a', 1, 1, 1, '')",
            "hub_mine()",
            "hub_groups()",
            "hub_new_token()",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"SELECT {call}")


_FORGERIES = (
    "CREATE TEMP TABLE hub_login AS SELECT current_user::text AS role_name",
    "CREATE TEMP TABLE hub_record(uid text, kind text, body jsonb, gone bool, grp text)",
    "CREATE FUNCTION pg_temp.hub_now() RETURNS bigint LANGUAGE sql AS 'SELECT 5'",
    "CREATE FUNCTION pg_temp.hub_sees_all() RETURNS bool LANGUAGE sql AS 'SELECT true'",
    "SET search_path = pg_temp, public",
    "SET role = {desk}",
    "SELECT set_config('aftercare.agent', 'somebody', false)",
    "SET row_security = off",
    "SET check_function_bodies = off",
    "SET synchronous_commit = off",
    "SET default_transaction_isolation = 'serializable'",
    "LISTEN aftercare",
)


def test_nothing_in_a_session_changes_what_it_sees(office: Office, amy: Member) -> None:
    own, foreign = office.ticket("cod"), office.ticket("customs")
    with psycopg.connect(office.url) as operator:
        (desk,) = operator.execute("SELECT hub_role('desk')").fetchone() or ("",)
    for before in _FORGERIES:
        with amy.raw() as connection:
            connection.execute(before.format(desk=f'"{desk}"'))
            assert _tickets(connection, own, foreign) in ({own}, set()), before


def _tickets(connection: Any, *uids: str) -> set[str]:
    """The tickets that are told to a session; nothing when it is refused altogether."""
    try:
        rows = connection.execute("SELECT uid FROM public.hub_tickets(%s)", [[*uids]]).fetchall()
    except errors.InsufficientPrivilege:
        return set()
    return {uid for (uid,) in rows} & set(uids)


def test_policies_hold_inside_functions(office: Office, amy: Member) -> None:
    """A reading function that forgot to ask sees no more than its caller may."""
    own, foreign = office.ticket("cod"), office.ticket("customs")
    with psycopg.connect(office.url, autocommit=True) as operator:
        (feed, desk) = operator.execute("SELECT hub_role('feed'), hub_role('desk')").fetchone() or (
            "",
            "",
        )
        owner = operator.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = to_regrole(%s)", [feed]
        ).fetchone()
        assert owner == (0,)
        mighty = operator.execute(
            "SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = %s", [feed]
        ).fetchone()
        assert mighty == (False,)
        for table, columns in (("hub_record", "uid"), ("hub_change", "uid")):
            operator.execute(
                f"CREATE FUNCTION forgot_{table}() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER"
                f" AS 'SELECT {columns} FROM public.{table}';"
                f' ALTER FUNCTION forgot_{table}() OWNER TO "{feed}";'
                f' GRANT EXECUTE ON FUNCTION forgot_{table}() TO "{desk}"'
            )
    with amy.raw() as connection:
        for table in ("hub_record", "hub_change"):
            rows = {row[0] for row in connection.execute(f"SELECT forgot_{table}()")}
            assert own in rows
            assert foreign not in rows


def test_tickets_of_other_groups_stay_out_of_sight(office: Office, amy: Member) -> None:
    own, foreign = office.ticket("cod"), office.ticket("customs")
    hub = amy.hub
    keys = [("ticket", own), ("ticket", foreign)]
    assert {state.uid for state in hub.fetch(keys) if not state.gone} == {own}
    told = hub.tickets([own, foreign])
    assert own in {state.uid for state in told}
    assert foreign not in {state.uid for state in told}
    assert not any("customs" in str(state.body) for state in told)
    for uid in (own, foreign):
        (state,) = office.hub.fetch([("ticket", uid)])
        assert state.body is not None
        for words in (str(state.body["number"]), str(state.body["waybill"])):
            assert hub.history(words) == ([own] if uid == own else [])
    seen: set[str] = set()
    cursor, more = "", True
    while more:
        pulled = hub.pull(amy.desk.desk_no, cursor)
        seen |= {state.uid for state in pulled.changes}
        assert not any(
            "customs" in str(state.body) and state.kind != "agent" for state in pulled.changes
        )
        cursor, more = pulled.cursor, pulled.more
    assert own in seen
    assert foreign not in seen
    everything = {key[1] for number in range(256) for key in hub.bucket(number)}
    assert own in everything
    assert foreign not in everything
    mine, all_of_it = hub.digest(), office.hub.digest()
    assert sum(count for count, _ in mine.values()) == (
        sum(count for count, _ in all_of_it.values()) - 3
    )


def test_ones_own_tickets_in_other_groups_are_seen(office: Office, amy: Member) -> None:
    owned = office.ticket("customs", owner=amy.uid, status="open")
    assert {state.kind for state in amy.hub.tickets([owned])} == {"ticket", "entry", "attachment"}


def test_files_come_only_with_a_ticket_in_sight(office: Office, amy: Member) -> None:
    for group, allowed in (("cod", True), ("customs", False)):
        content = group.encode()
        name = hashlib.sha256(content).hexdigest()
        office.ticket(group, content=content)
        assert amy.hub.blobs_lacking([name]) == [name]
        office.hub.blob_put(office.desk.desk_no, name, len(content), 0, content)
        assert office.hub.blob_finish(name)
        assert amy.hub.blobs_lacking([name]) == []
        if allowed:
            assert amy.hub.blob_get(name, 0) == content
        else:
            assert _refused(lambda name=name: amy.hub.blob_get(name, 0)) == "not_allowed"


def _refused(call: Callable[[], Any]) -> str:
    with pytest.raises(Refusal) as refusal:
        call()
    return refusal.value.code


def test_other_desks_and_other_peoples_names(office: Office, amy: Member, ben: Member) -> None:
    uid, theirs = office.ticket("cod"), ben.desk.desk_no
    before = _state(office)
    hub = amy.hub
    own = amy.desk.desk_no
    assert _refused(lambda: hub.push(theirs, ben.desk.token, [])) == "desk_unknown"
    view = [("view", {"uid": new_uid(), "name": "x"})]
    assert _refused(lambda: hub.seed(theirs, ben.desk.token, view)) == "desk_unknown"
    assert _refused(lambda: hub.pull(theirs, "")) == "desk_unknown"
    assert _refused(lambda: hub.lease_serials(theirs, "LP2026", 5)) == "desk_unknown"
    given = SerialRange("LP2026", 1, 5)
    assert _refused(lambda: hub.return_serials(theirs, given, "x")) == "desk_unknown"
    assert _refused(lambda: hub.present(theirs, amy.uid, "A", uid, "viewing")) == "desk_unknown"
    assert _refused(lambda: hub.blob_put(theirs, "a" * 64, 1, 0, b"x")) == "desk_unknown"
    assert _refused(lambda: hub.take_next(amy.uid, "A", ["cod"], theirs, 9)) == "desk_unknown"
    assert _refused(lambda: hub.take_next(ben.uid, "B", ["cod"], own, 9)) == "not_you"
    assert _refused(lambda: hub.lease(uid, ben.uid, "B", own, 9)) == "not_you"
    assert _refused(lambda: hub.release(uid, ben.uid)) == "not_you"
    assert _refused(lambda: hub.present(own, ben.uid, "B", uid, "viewing")) == "not_you"
    assert _refused(lambda: hub.blob_put(0, "a" * 64, 1, 0, b"x")) == "desk_unknown"
    assert _state(office) == before
    spoof = {"kind": "ticket", "uid": uid, "base": {"priority": 2}, "set": {"priority": 4}}
    outcome = amy.push(spoof, agent=ben.uid)
    assert (outcome.state, outcome.code) == ("refused", "not_you")


def test_only_tickets_in_sight_can_be_changed_or_leased(office: Office, amy: Member) -> None:
    foreign = office.ticket("customs")
    change = {"kind": "ticket", "uid": foreign, "base": {"priority": 2}, "set": {"priority": 4}}
    line = {"kind": "entry", "uid": new_uid(), "new": {"ticket": foreign, "at": 1, "kind": "note"}}
    for told in (change, line):
        outcome = amy.push(told)
        assert (outcome.state, outcome.code) == ("refused", "not_allowed")
        assert "customs" not in str(outcome.records)
        assert "customs" not in str(outcome.facts)
    assert amy.hub.take_next(amy.uid, "A", ["customs"], amy.desk.desk_no, 60_000) is None
    code = _refused(lambda: amy.hub.lease(foreign, amy.uid, "A", amy.desk.desk_no, 60_000))
    assert code == "not_allowed"
    assert amy.hub.present(amy.desk.desk_no, amy.uid, "A", foreign, "viewing") == ()
    (state,) = office.hub.fetch([("ticket", foreign)])
    assert state.rev == 1


def test_a_late_word_about_a_ticket_that_was_moved_away_is_heard(
    office: Office, amy: Member
) -> None:
    uid = office.ticket("cod")
    away = {"group_code": "customs"}
    moved = {"kind": "ticket", "uid": uid, "base": {"group_code": "cod"}, "set": away}
    assert amy.push(moved).state == "applied"
    assert amy.hub.tickets([uid]) == []
    line = {"kind": "entry", "uid": new_uid(), "new": {"ticket": uid, "at": 1, "kind": "note"}}
    assert amy.push(line).state == "applied"


def test_nobody_raises_themselves(office: Office, amy: Member) -> None:
    for field, before, wanted in (
        ("role", "agent", "admin"),
        ("groups", ["cod"], ["cod", "customs"]),
    ):
        told = {"kind": "agent", "uid": amy.uid, "base": {field: before}, "set": {field: wanted}}
        outcome = amy.push(told)
        assert (outcome.state, outcome.code) == ("refused", "not_allowed")
    made = {"kind": "agent", "uid": new_uid(), "new": {"name": "Eve", "role": "admin"}}
    assert amy.push(made).code == "not_allowed"


def test_seeding_is_for_those_who_move_a_team_in(office: Office, amy: Member) -> None:
    office.ticket("cod")
    told = {"uid": new_uid(), "name": "Eve", "role": "admin"}
    assert _refused(lambda: amy.hub.seed(amy.desk.desk_no, amy.desk.token, [("agent", told)])) in (
        "not_allowed",
        "hub_not_empty",
    )


def test_what_the_operator_does_is_not_for_agents(amy: Member) -> None:
    for ask in ("check", "new_epoch", "init"):
        assert _refused(getattr(amy.hub, ask)) == "operator_needed"


def test_all_functions_that_are_called_are_open_to_desks(amy: Member) -> None:
    """Operators would not notice one that was forgotten."""
    folder = Path(workstation.sync.__path__[0])
    called = {
        name
        for path in folder.glob("postgres_*.py")
        for name in re.findall(r"\b(hub_\w+)\((?:%s|\$1)", path.read_text("utf-8"))
    }
    assert {"hub_push", "hub_pull", "hub_enrol", "hub_take_next"} <= called
    with amy.raw() as connection:
        for name in called:
            row = connection.execute(
                "SELECT bool_and(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc"
                " WHERE proname = %s",
                [name],
            ).fetchone()
            assert row == (True,), name
