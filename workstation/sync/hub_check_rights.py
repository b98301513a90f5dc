"""Whether roles, rights and functions of a PostgreSQL hub are as they were installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.sync.authority import install, roles
from workstation.sync.hub_setup import settings
from workstation.sync.protocol import Finding

_QUESTIONS: Final = {
    # tables whose rows are not guarded, or that belong to somebody else
    "table_unguarded": (
        "SELECT c.relname, pg_get_userbyid(c.relowner) FROM pg_class c"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        " AND c.relname LIKE 'hub\\_%' AND (c.relowner <> to_regrole(:owner)"
        " OR NOT (c.relispartition OR c.relrowsecurity AND c.relforcerowsecurity))"
    ),
    # rights to tables that nobody but the hub's own roles should have
    "table_open": (
        "SELECT c.relname, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END"
        " FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = 'public'::regnamespace"
        " AND c.relname LIKE 'hub\\_%' AND c.relkind IN ('r', 'p', 'S') AND a.grantee NOT IN"
        " (SELECT oid FROM pg_roles WHERE rolname IN (:owner, :hub, :feed) OR rolsuper)"
        " AND NOT (a.privilege_type = 'SELECT' AND a.grantee <> 0 AND a.grantee <>"
        "          coalesce(to_regrole(:desk), 0) AND NOT EXISTS (SELECT 1 FROM pg_auth_members m"
        "          WHERE m.member = a.grantee AND m.roleid = to_regrole(:desk)))"
    ),
    # functions that desks may call and that do not run as one of ours, in a fixed search path
    "function_unguarded": (
        "SELECT p.oid::regprocedure::text, pg_get_userbyid(p.proowner) FROM pg_proc p"
        " WHERE p.pronamespace = 'public'::regnamespace"
        " AND has_function_privilege(:desk, p.oid, 'EXECUTE') AND p.proname LIKE 'hub\\_%'"
        " AND NOT (p.prosecdef AND p.proowner IN (to_regrole(:hub), to_regrole(:feed))"
        " AND coalesce(p.proconfig @> ARRAY['search_path=pg_catalog, public, pg_temp'], false))"
    ),
    "function_open": (
        "SELECT p.oid::regprocedure::text, '' FROM pg_proc p"
        " WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'hub\\_%'"
        " AND has_function_privilege('public', p.oid, 'EXECUTE')"
    ),
    # the roles themselves
    "role_mighty": (
        "SELECT r.rolname, '' FROM pg_roles r WHERE (r.rolname IN (:owner, :hub, :feed, :desk)"
        " AND (r.rolsuper OR r.rolbypassrls OR r.rolcanlogin OR r.rolcreaterole OR r.rolcreatedb))"
        " OR (r.rolname IN (SELECT role_name FROM hub_login WHERE removed_at IS NULL)"
        " AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb"
        " OR r.rolreplication))"
    ),
    "role_member": (
        "SELECT r.rolname, g.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
        " JOIN pg_roles g ON g.oid = m.roleid"
        " WHERE r.rolname IN (SELECT role_name FROM hub_login WHERE removed_at IS NULL)"
        " AND g.rolname <> :desk"
    ),
    "role_missing": (
        "SELECT l.role_name, '' FROM hub_login l LEFT JOIN pg_roles r ON r.rolname = l.role_name"
        " WHERE l.removed_at IS NULL AND r.oid IS NULL"
    ),
    "schema_open": (
        "SELECT 'public', CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END"
        " FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname = 'public'"
        " AND a.privilege_type = 'CREATE' AND (a.grantee = 0 OR a.grantee IN"
        " (to_regrole(:hub), to_regrole(:feed), to_regrole(:desk)))"
    ),
}


def look(connection: Connection) -> Iterator[Finding]:
    """Findings, on PostgreSQL alone: those of the questions, role_missing, functions_differ."""
    if connection.dialect.name != "postgresql":
        return
    facts = settings(connection)
    names: dict[str, Any] = {part: f"{facts.get('roles', '')}_{part}" for part in roles.PARTS}
    there = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    missing = [name for name in names.values() if name not in there]
    for name in missing:
        yield Finding("role_missing", "role", name)
    if missing:
        return
    for code, question in _QUESTIONS.items():
        asked = text(question)
        told = {name: value for name, value in names.items() if f":{name}" in question}
        for name, detail in connection.execute(asked, told):
            yield Finding(code, code.partition("_")[0], str(name), str(detail or ""))
    if facts.get(install.INSTALLED) != install.fingerprint(connection):
        yield Finding("functions_differ", "function", "", "hub upgrade")
