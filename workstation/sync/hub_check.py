"""The hub's invariants, verified over all rows, by the database itself wherever it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.domain.claim import LIVE_CLAIMS
from workstation.sync import hub_check_columns, hub_check_numbers, hub_check_rights
from workstation.sync.hub_setup import clock, settings
from workstation.sync.protocol import Finding

#: No more findings of one sort than this are listed.
_MOST: Final = 200
_DAY_MS: Final = 86_400_000
_LIVE: Final = ",".join(f"'{status}'" for status in LIVE_CLAIMS)
Look = Callable[[Connection], Iterator[Finding]]


def check(connection: Connection) -> tuple[Finding, ...]:
    """All that is found wanting, at most 200 of each sort; empty when all is well."""
    found: list[Finding] = []
    for look in _LOOKS:
        found.extend(islice(look(connection), _MOST))
    return tuple(found)


def _file(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        for (told,) in connection.execute(text("PRAGMA integrity_check")):
            if told != "ok":
                yield Finding("file_damaged", "", "", str(told))


def _log(connection: Connection) -> Iterator[Finding]:
    """Each record's newest revision must have been told to the desks.

    Lines from before the floor may have been dropped by upkeep.
    """
    floor = int(settings(connection).get("floor_at", "0") or 0)
    yield from _asked(
        connection,
        "change_untold",
        "SELECT r.kind, r.uid, '' FROM hub_record r LEFT JOIN (SELECT kind, uid, max(rev) AS rev"
        " FROM hub_change GROUP BY kind, uid) c ON c.uid = r.uid AND c.kind = r.kind"
        " WHERE coalesce(c.rev, CASE WHEN r.changed_at < :floor THEN r.rev ELSE 0 END) <> r.rev",
        floor=floor,
    )


def _lost(connection: Connection) -> Iterator[Finding]:
    """What desks were told of is there, if only as gone: nobody deletes rows. See `hub mend`."""
    yield from _asked(
        connection,
        "record_lost",
        "SELECT c.kind, c.uid, CAST(max(c.rev) AS text) FROM hub_change c LEFT JOIN hub_record r"
        " ON r.uid = c.uid AND r.kind = c.kind WHERE r.uid IS NULL AND c.kind <> 'lease'"
        " GROUP BY c.kind, c.uid",
    )


def _hanging(connection: Connection) -> Iterator[Finding]:
    """What names a ticket must hang on one."""
    yield from _asked(
        connection,
        "ticket_missing",
        "SELECT r.kind, r.uid, r.ticket FROM hub_record r LEFT JOIN hub_record t"
        " ON t.uid = r.ticket AND t.kind = 'ticket'"
        " WHERE r.ticket <> '' AND NOT r.gone AND t.uid IS NULL",
    )


def _claims(connection: Connection) -> Iterator[Finding]:
    """One live claim per parcel; nothing approved or paid without an amount."""
    yield from _asked(
        connection,
        "claim_twice",
        "SELECT 'claim', '', waybill FROM hub_record WHERE kind = 'claim' AND NOT gone"
        f" AND waybill <> '' AND status IN ({_LIVE}) GROUP BY waybill HAVING count(*) > 1",
    )
    amount = hub_check_columns.field(connection, "approved_fen")
    yield from _asked(
        connection,
        "claim_amount_missing",
        "SELECT kind, uid, '' FROM hub_record WHERE kind = 'claim'"
        f" AND status IN ('approved', 'printed', 'paid') AND {amount} IS NULL",
    )


def _desks(connection: Connection) -> Iterator[Finding]:
    """No operation may stand beyond the place its desk is known to have reached."""
    yield from _asked(
        connection,
        "desk_behind",
        "SELECT 'desk', CAST(d.desk_no AS text), CAST(max(o.n) AS text) FROM hub_operation o"
        " JOIN hub_desk d ON d.desk_no = o.desk_no GROUP BY d.desk_no, d.last_n"
        " HAVING max(o.n) > d.last_n",
    )
    yield from _asked(
        connection,
        "desk_missing",
        "SELECT 'desk', CAST(o.desk_no AS text), '' FROM hub_operation o LEFT JOIN hub_desk d"
        " ON d.desk_no = o.desk_no WHERE d.desk_no IS NULL AND o.desk_no > 0 GROUP BY o.desk_no",
    )


def _operations(connection: Connection) -> Iterator[Finding]:
    """Every operation has its answer, and what the answer says was done is there."""
    state = hub_check_columns.field(connection, "state", "outcome")
    yield from _asked(
        connection,
        "outcome_missing",
        "SELECT 'operation', uid, '' FROM hub_operation"
        f" WHERE coalesce({state}, '') NOT IN ('applied', 'merged', 'refused')",
    )
    if connection.dialect.name == "postgresql":
        each = "jsonb_array_elements(coalesce(o.outcome -> 'revs', '[]')) AS e(value)"
        part = "(e.value ->> {})".format
        number = "(e.value ->> 3)::bigint"
    else:
        each = "json_each(o.outcome, '$.revs') AS e"
        part = "json_extract(e.value, '$[{}]')".format
        number = part(3)
    yield from _asked(
        connection,
        "operation_lost",
        f"SELECT {part(0)}, {part(1)}, o.uid FROM hub_operation o CROSS JOIN {each}"
        f" LEFT JOIN hub_record r ON r.kind = {part(0)} AND r.uid = {part(1)}"
        f" WHERE coalesce(r.rev, 0) < {number} AND {part(0)} <> 'lease'",
    )


def _leases(connection: Connection) -> Iterator[Finding]:
    yield from _asked(
        connection,
        "lease_without_ticket",
        "SELECT 'lease', l.ticket, '' FROM hub_lease l LEFT JOIN hub_record r"
        " ON r.uid = l.ticket AND r.kind = 'ticket' WHERE r.uid IS NULL",
    )
    if connection.dialect.name != "postgresql":
        return
    queued = "kind = 'ticket' AND NOT gone AND owner = '' AND status IN ('new', 'open')"
    yield from _asked(
        connection,
        "queue_differs",
        "SELECT 'ticket', coalesce(r.uid, q.uid), '' FROM"
        f" (SELECT uid, grp, priority, urged, due_sort FROM hub_record WHERE {queued}) r"
        " FULL JOIN hub_queue q ON q.uid = r.uid WHERE (r.uid, r.grp, r.priority, r.urged,"
        " r.due_sort) IS DISTINCT FROM (q.uid, q.grp, q.priority, q.urged, q.due_sort)",
    )


def _contents(connection: Connection) -> Iterator[Finding]:
    """Contents that a ticket names come within a day, whole."""
    since = clock(connection) - _DAY_MS
    sha256 = hub_check_columns.field(connection, "sha256")
    yield from _asked(
        connection,
        "blob_missing",
        f"SELECT r.kind, r.uid, {sha256} FROM hub_record r LEFT JOIN hub_blob b"
        f" ON b.sha256 = {sha256} AND b.complete WHERE r.kind = 'attachment' AND NOT r.gone"
        " AND r.changed_at < :since AND b.sha256 IS NULL",
        since=since,
    )
    yield from _asked(
        connection,
        "blob_incomplete",
        "SELECT 'blob', sha256, '' FROM hub_blob WHERE NOT complete AND added_at < :since",
        since=since,
    )
    yield from _asked(
        connection,
        "blob_damaged",
        "SELECT 'blob', b.sha256, '' FROM hub_blob b JOIN (SELECT sha256,"
        " sum(length(content)) AS size FROM hub_blob_chunk GROUP BY sha256) c"
        " ON c.sha256 = b.sha256 WHERE b.complete AND c.size <> b.size",
    )


def _rules(connection: Connection) -> Iterator[Finding]:
    from workstation.sync.authority.compile import compiled_differs

    if "rules" in settings(connection) and compiled_differs(connection):
        yield Finding("rules_differ", "rules", "")


def _asked(connection: Connection, code: str, sql: str, **values: Any) -> Iterator[Finding]:
    """The rows of a question (kind, uid, detail) as findings."""
    for kind, uid, detail in connection.execute(text(f"{sql} LIMIT {_MOST}"), values):
        yield Finding(code, str(kind), str(uid), str(detail or ""))


_LOOKS: Final[tuple[Look, ...]] = (
    _file,
    hub_check_columns.look,
    _log,
    _lost,
    _hanging,
    _claims,
    _desks,
    _operations,
    _leases,
    hub_check_numbers.look,
    _contents,
    _rules,
    hub_check_rights.look,
)
