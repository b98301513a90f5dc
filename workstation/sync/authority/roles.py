"""The four roles of a hub in PostgreSQL; see `sql/90_rights.sql` for what each may do."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.domain.refusal import Refusal

PARTS: Final = ("owner", "hub", "feed", "desk")
_LONGEST: Final = 40  # characters; a role's name has 63 bytes, and logins are longer
_QUOTE: Final = str.maketrans({'"': '""'})


def prefix_for(database: str) -> str:
    """What the roles' names begin with in a new hub."""
    return re.sub(r"[^a-z0-9]+", "_", database.lower()).strip("_")[:_LONGEST] or "hub"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.translate(_QUOTE) + '"'


def check_may_make(connection: Connection) -> None:
    """Raises `Refusal("hub_role_needed")` unless the session may make roles."""
    row: Any = connection.execute(
        text("SELECT rolname, rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    ).one()
    if not row[1]:
        raise Refusal("hub_role_needed", user=row[0], remedy=f"ALTER ROLE {row[0]} CREATEROLE")


def make(connection: Connection, prefix: str) -> None:
    """Make the roles that are not there yet; the maker becomes a member of the owner."""
    asked = text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:names)")
    names = {part: f"{prefix}_{part}" for part in PARTS}
    there = {row[0] for row in connection.execute(asked, {"names": list(names.values())})}
    if there >= set(names.values()):
        return
    check_may_make(connection)
    for name in names.values():
        if name not in there:
            connection.exec_driver_sql(f"CREATE ROLE {quoted(name)} NOLOGIN")
    owner = quoted(names["owner"])
    connection.exec_driver_sql(f"GRANT {quoted(names['hub'])}, {quoted(names['feed'])} TO {owner}")
    connection.exec_driver_sql(f"GRANT {quoted(names['desk'])} TO {owner} WITH ADMIN OPTION")
    mighty = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    if not connection.scalar(text(mighty)):
        connection.exec_driver_sql(f"GRANT {owner} TO CURRENT_USER")
