"""What there is to know of a hub: how much it holds, how its desks keep up, what it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.sync import hub_setup
from workstation.sync.authority.compile import compiled_differs
from workstation.sync.hub_engine import run
from workstation.sync.upkeep import opened

_COUNTS: Final = {
    "records": "SELECT count(*) FROM hub_record WHERE NOT gone",
    "operations": "SELECT count(*) FROM hub_operation",
    "refused": "SELECT count(*) FROM hub_operation WHERE {state} = 'refused'",
    "changes": "SELECT count(*) FROM hub_change",
    "leases": "SELECT count(*) FROM hub_lease WHERE until > {now}",
    "queued": "SELECT count(*) FROM hub_record WHERE kind = 'ticket' AND NOT gone AND owner = ''"
    " AND status IN ('new', 'open')",
    "blobs": "SELECT count(*) FROM hub_blob WHERE complete",
    "blob_bytes": "SELECT coalesce(sum(size), 0) FROM hub_blob WHERE complete",
    "blobs_waiting": "SELECT count(*) FROM hub_blob WHERE NOT complete",
    "secrets_waiting": "SELECT count(*) FROM hub_login WHERE used_at IS NULL"
    " AND removed_at IS NULL AND valid_until > {now}",
}
#: Name -> what it counts, for `prometheus`.
_MEANINGS: Final = {
    "records": "Records kept, by kind.",
    "operations": "Operations taken in.",
    "refused": "Operations that were refused.",
    "changes": "Lines of the change log.",
    "change_bytes": "Bytes of the change log.",
    "leases": "Tickets leased just now.",
    "queued": "Tickets that wait for somebody.",
    "blobs": "Contents of files, complete.",
    "blob_bytes": "Bytes of complete contents.",
    "blobs_waiting": "Contents of files begun and not complete.",
    "secrets_waiting": "One-time secrets not used yet.",
    "serials_left": "Numbers of forms given to desks or given back, by state.",
    "desk_seen_seconds": "Seconds since a desk was heard of.",
    "desk_pulled_seconds": "Seconds since a desk asked for news.",
    "desk_lag_changes": "Changes since a desk asked for news.",
    "desk_place": "The last place that a desk's operations reached.",
}


def status(url: str) -> dict[str, Any]:
    """All of it as JSON facts; raises `Refusal` as the hub, and operator_needed."""
    engine = opened(url)
    try:
        return run(engine, _told, writing=False)
    finally:
        engine.dispose()


def prometheus(told: Mapping[str, Any]) -> str:
    """The numbers as Prometheus reads them from a text file."""
    lines: list[str] = []
    for name, meaning in _MEANINGS.items():
        metric = f"aftercare_hub_{name}"
        lines += [f"# HELP {metric} {meaning}", f"# TYPE {metric} gauge"]
        lines += [f"{metric}{labels} {value}" for labels, value in _values(told, name)]
    return "\n".join([*lines, ""])


def _values(told: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    """The values of a metric with their labels."""
    if name == "records":
        for kind, count in told["kinds"].items():
            yield f'{{kind="{kind}"}}', count
    elif name == "serials_left":
        for state, count in told["serials"].items():
            yield f'{{state="{state}"}}', count
    elif name.startswith("desk_"):
        part = name.removeprefix("desk_")
        for one in told["desks"]:
            value = one.get(part)
            if value is not None:
                yield f'{{desk="{one["desk_no"]}"}}', value
    else:
        yield "", told[name]


def _told(connection: Connection) -> dict[str, Any]:
    now = hub_setup.clock(connection)
    postgres = connection.dialect.name == "postgresql"
    state = "(outcome ->> 'state')" if postgres else "json_extract(outcome, '$.state')"
    told: dict[str, Any] = {
        name: int(connection.scalar(text(sql.format(now=now, state=state))) or 0)
        for name, sql in _COUNTS.items()
    }
    facts = hub_setup.settings(connection)
    told |= {
        "kind": connection.dialect.name,
        "schema": int(facts["schema"]),
        "min_protocol": int(facts["min_protocol"]),
        "epoch": facts["epoch"],
        "rules": facts.get("rules", ""),
        "rules_differ": "rules" in facts and compiled_differs(connection),
        "authority": postgres,
        "now": now,
        "kinds": _by_name(connection, "SELECT kind, count(*) FROM hub_record WHERE NOT gone"),
        "serials": _by_name(
            connection, "SELECT state, CAST(sum(last - first + 1) AS bigint) FROM hub_serial"
        ),
        "desks": [*_desks(connection, now)],
    }
    return {**told, **(_server(connection) if postgres else _file(connection))}


def _by_name(connection: Connection, sql: str) -> dict[str, int]:
    """How many of each."""
    rows = connection.execute(text(f"{sql} GROUP BY 1 ORDER BY 1"))
    return {str(name): int(count) for name, count in rows}


def _desks(connection: Connection, now: int) -> Iterator[dict[str, Any]]:
    """Each desk on the list: when it was heard of, and how far behind it may be."""
    rows = connection.execute(
        text(
            "SELECT d.desk_no, d.name, d.login, d.agent, d.last_n, d.seen_at, d.pulled_at,"
            " (SELECT count(*) FROM hub_change c WHERE c.at > d.pulled_at AND d.pulled_at > 0"
            "  AND c.desk_no <> d.desk_no) AS lag"
            " FROM hub_desk d WHERE d.removed_at IS NULL ORDER BY d.desk_no"
        )
    )
    for row in rows:
        pulled = (now - row.pulled_at) / 1000 if row.pulled_at else None
        yield {
            "desk_no": row.desk_no,
            "name": row.name,
            "login": row.login,
            "agent": row.agent,
            "place": row.last_n,
            "seen_at": row.seen_at,
            "pulled_at": row.pulled_at,
            "seen_seconds": (now - row.seen_at) / 1000,
            "pulled_seconds": pulled,
            "lag_changes": row.lag if row.pulled_at else None,
        }


def _server(connection: Connection) -> dict[str, Any]:
    row: Any = connection.execute(
        text(
            "SELECT current_setting('server_version') AS version, hub_epoch() AS epoch,"
            " (SELECT timeline_id FROM pg_control_checkpoint()) AS timeline,"
            " (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
            "   WHERE c.relname LIKE 'hub\\_change%' AND c.relkind = 'r'"
            "   AND c.relnamespace = 'public'::regnamespace) AS change_bytes,"
            " pg_database_size(current_database()) AS bytes,"
            " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS backends"
        )
    ).one()
    return {
        "server": f"PostgreSQL {row.version}",
        "timeline": int(row.timeline),
        "epoch": row.epoch,
        "bytes": int(row.bytes),
        "change_bytes": int(row.change_bytes or 0),
        "backends": int(row.backends),
    }


def _file(connection: Connection) -> dict[str, Any]:
    version = connection.scalar(text("SELECT sqlite_version()"))
    pages = int(connection.scalar(text("PRAGMA page_count")) or 0)
    page = int(connection.scalar(text("PRAGMA page_size")) or 0)
    return {"server": f"SQLite {version}", "bytes": pages * page, "change_bytes": 0}
