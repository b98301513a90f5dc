"""Puts the hub's functions, and who may call them, into a PostgreSQL database.

`sql/NN_*.sql` is run in the order of names, each time anew: everything in there replaces what
stood before. A file named 5N_… defines reading functions (they will belong to the role that sees
only what the caller may see), all others the deciding ones. `90_rights.sql` names the functions
that desks may call; all others can be called by the hub's own functions alone.
"""

from __future__ import annotations

import re
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Final

from sqlalchemy import Connection

_FOLDER: Final = files(__package__) / "sql"
_DEFINED: Final = re.compile(r"^CREATE OR REPLACE (?:FUNCTION|PROCEDURE) (hub_\w+)", re.M)
_RIGHTS: Final = "90"


def scripts() -> dict[str, str]:
    """All scripts by name, in their order."""
    told = {place.name: place.read_text("utf-8") for place in _FOLDER.iterdir()}
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
    told = scripts()
    for name, text in told.items():
        if name < _RIGHTS:
            _run(connection, text)
    compiler = f"{__package__}.compile"
    if find_spec(compiler):
        import_module(compiler).compile_rules(connection)
    rights(connection)


def rights(connection: Connection) -> None:
    """Say anew who may do what; needed after tables were made or made anew."""
    for setting, names in (("reading", reading_functions()), ("deciding", deciding_functions())):
        connection.exec_driver_sql(
            "SELECT set_config(%s, %s, true)", (f"aftercare.{setting}", f"{{{','.join(names)}}}")
        )
    for name, text in scripts().items():
        if name >= _RIGHTS:
            _run(connection, text)


def _names(wanted: Any) -> list[str]:
    found = [_DEFINED.findall(text) for name, text in scripts().items() if wanted(name)]
    return sorted({name for names in found for name in names})


def _run(connection: Connection, text: str) -> None:
    """Run a whole script as it stands: percent signs are percent signs."""
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor:
        cursor.execute(text)
