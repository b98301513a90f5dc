"""Puts the hub's functions, and who may call them, into a PostgreSQL database.

`sql/NN_*.sql` is run in the order of names, each time anew: everything in there replaces what
stood before. A file named 5N_… defines reading functions (they will belong to the role that sees
only what the caller may see), all others the deciding ones. `90_rights.sql` names the functions
that desks may call; all others can be called by the hub's own functions alone.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.sync.authority import compile
from workstation.sync.hub_tables import meta
from workstation.sync.postgres_calls import translated

_FOLDER: Final = files(__package__) / "sql"
_DEFINED: Final = re.compile(r"^CREATE OR REPLACE (?:FUNCTION|PROCEDURE) (hub_\w+)", re.M)
_RIGHTS: Final = "90"
#: The name in hub_meta under which the fingerprint of what was installed is kept.
INSTALLED: Final = "installed"

#: Functions and the types they speak in go before they are defined anew, with the triggers and
#: policies that call them: what a former program defined otherwise must not stay.
_CLEAR: Final = """
DO $$
DECLARE
    gone text;
BEGIN
    FOR gone IN SELECT p.oid::regprocedure::text FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'hub\\_%'
    LOOP
        EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', gone);
    END LOOP;
    FOR gone IN SELECT t.oid::regtype::text FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid
        WHERE t.typnamespace = 'public'::regnamespace AND t.typname LIKE 'hub\\_%'
          AND c.relkind = 'c'
    LOOP
        EXECUTE format('DROP TYPE IF EXISTS %s CASCADE', gone);
    END LOOP;
END
$$
"""
_STANDING: Final = text(
    "SELECT md5(string_agg(told, ',' ORDER BY told COLLATE \"C\")) FROM ("
    " SELECT md5(pg_get_functiondef(p.oid) || pg_get_userbyid(p.proowner)"
    "   || coalesce(p.proacl::text, '')) FROM pg_proc p"
    " WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'hub\\_%'"
    " AND p.prokind IN ('f', 'p')"
    " UNION ALL SELECT pg_get_triggerdef(t.oid) || t.tgenabled::text FROM pg_trigger t"
    " JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND c.relname LIKE 'hub\\_%'"
    " UNION ALL SELECT p.tablename || p.policyname || p.roles::text || coalesce(p.qual, '')"
    "   || coalesce(p.with_check, '') FROM pg_policies p"
    " WHERE p.schemaname = 'public' AND p.tablename LIKE 'hub\\_%'"
    " AND p.tablename !~ '_[0-9]{4}_[0-9]{2}$') AS s(told)"
)


def scripts() -> dict[str, str]:
    """All scripts by name, in their order."""
    told = {place.name: place.read_text("utf-8") for place in _FOLDER.iterdir() if place.is_file()}
    return {name: told[name] for name in sorted(told) if name.endswith(".sql")}


def reading_functions() -> list[str]:
    """The names of the functions that only read, and see what their caller may see."""
    return _names(lambda name: name.startswith("5"))


def deciding_functions() -> list[str]:
    """The names of all other functions."""
    return _names(lambda name: not name.startswith("5"))


def install(connection: Connection) -> None:
    """Define all functions and rights in the transaction of `connection`, over made tables.

    The roles must be there. Raises `Refusal`: hub_schema_open, hub_failed.
    """
    _run(
        connection, "SET LOCAL search_path = public, pg_temp; SET LOCAL check_function_bodies = off"
    )
    _run(connection, _CLEAR)
    for table in compile.TABLES:
        _run(connection, f"DROP TABLE IF EXISTS public.{table}")
    for name, script in scripts().items():
        if name < _RIGHTS:
            _run(connection, script)
    compile.compile_rules(connection)
    rights(connection)
    values = {"key": INSTALLED, "value": fingerprint(connection)}
    connection.execute(meta.delete().where(meta.c.key == INSTALLED))
    connection.execute(meta.insert().values(values))


def fingerprint(connection: Connection) -> str:
    """What tells the functions and triggers that stand in the database from others."""
    return str(connection.scalar(_STANDING))


def rights(connection: Connection) -> None:
    """Say anew who may do what; needed after tables were made or made anew."""
    for setting, names in (("reading", reading_functions()), ("deciding", deciding_functions())):
        connection.exec_driver_sql(
            "SELECT set_config(%s, %s, true)", (f"aftercare.{setting}", f"{{{','.join(names)}}}")
        )
    for name, script in scripts().items():
        if name >= _RIGHTS:
            _run(connection, script)


def _names(wanted: Any) -> list[str]:
    found = [_DEFINED.findall(script) for name, script in scripts().items() if wanted(name)]
    return sorted({name for names in found for name in names})


def _run(connection: Connection, script: str) -> None:
    """Run a whole script as it stands: percent signs are percent signs."""
    import psycopg

    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor:
            cursor.execute(script)
    except psycopg.Error as error:
        raise translated(error) from error
