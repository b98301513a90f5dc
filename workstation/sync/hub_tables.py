"""The hub's tables, once for PostgreSQL and SQLite.

Records of every kind share one table: their facts as JSON, and beside them the columns by which
the hub leases, guards and feeds. `change_log` says what changed,
never with what contents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
    FunctionElement,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import UserDefinedType

from workstation.domain.claim import LIVE_CLAIMS
from workstation.store.bulk import NEVER
from workstation.store.flat import flat
from workstation.store.kinds import TICKET_OF

Big = BigInteger().with_variant(Integer(), "sqlite")
#: Facts. PostgreSQL keeps them taken apart, so the order of keys is its own there.
Json = JSON().with_variant(JSONB(), "postgresql")


class Xid(UserDefinedType[str]):
    """PostgreSQL's 64-bit transaction id."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Its name."""
        return "xid8"


class _ThisTransaction(FunctionElement[Any]):
    inherit_cache = True


@compiles(_ThisTransaction)
def _one_writer(*_: Any, **__: Any) -> str:
    return "0"  # SQLite has one writer at a time: the sequence number says it all


@compiles(_ThisTransaction, "postgresql")
def _many_writers(*_: Any, **__: Any) -> str:
    return "pg_current_xact_id()"


metadata = MetaData()

# Of lines that upkeep dropped from hub_change, hub_meta keeps as numbers: `floor_at` (lines logged
# before this moment may be gone), `floor_seq` (the greatest seq dropped: a cursor below it begins
# anew) and on PostgreSQL `floor_xid` (the greatest transaction dropped: a cursor whose snapshot
# has pg_snapshot_xmin <= it begins anew). The floor is set before anything is dropped.
meta = Table(
    "hub_meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

record = Table(
    "hub_record",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("rev", Big, nullable=False),
    Column("body", Json, nullable=False),
    Column("gone", Boolean, nullable=False, server_default=false()),
    Column("author", Text, nullable=False, server_default=""),
    Column("authors", Json, nullable=False),
    Column("changed_at", Big, nullable=False),
    # what the hub itself asks after
    Column("ticket", Text, nullable=False, server_default=""),
    Column(
        "grp", Text, nullable=False, server_default=""
    ),  # of what hangs on a ticket: the ticket's
    Column("region", Text, nullable=False, server_default=""),
    Column("opened_by", Text, nullable=False, server_default=""),  # who made the ticket
    Column("number", Text, nullable=False, server_default=""),
    Column("status", Text, nullable=False, server_default=""),
    Column("owner", Text, nullable=False, server_default=""),
    Column("waybill", Text, nullable=False, server_default=""),
    Column("serial", Text, nullable=False, server_default=""),  # of a claim's form
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("urged", Integer, nullable=False, server_default="0"),
    Column("due_sort", Big, nullable=False, server_default=str(NEVER)),
)

_LIVE = ",".join(f"'{status}'" for status in LIVE_CLAIMS)
_LIVE_CLAIM = text(f"kind='claim' AND NOT gone AND waybill<>'' AND status IN ({_LIVE})")
_NUMBERED = text("number<>'' AND NOT gone")
QUEUED: Final = "kind='ticket' AND NOT gone AND owner='' AND status IN ('new','open')"


def _partial(name: str, *columns: Any, where: Any, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, postgresql_where=where, sqlite_where=where)


_partial("hub_one_claim", record.c.waybill, where=_LIVE_CLAIM, unique=True)
_partial(
    "hub_paid_claim",
    record.c.waybill,
    where=text("kind='claim' AND NOT gone AND status='paid' AND waybill<>''"),
)
_partial("hub_one_serial", record.c.serial, where=text("serial<>'' AND NOT gone"), unique=True)
_partial("hub_one_number", record.c.kind, record.c.number, where=_NUMBERED, unique=True)
_partial(
    "hub_queued",
    record.c.priority.desc(),
    record.c.urged.desc(),
    record.c.due_sort,
    record.c.uid,
    record.c.grp,
    where=text(QUEUED),
)
_partial("hub_hanging", record.c.ticket, record.c.kind, record.c.uid, where=text("ticket<>''"))
_partial("hub_of_kind", record.c.kind, record.c.uid, where=text("NOT gone"))
OPEN: Final = "kind='ticket' AND NOT gone AND status IN ('new','open','waiting')"
_partial(
    "hub_owned",
    record.c.owner,
    record.c.grp,
    record.c.uid,
    where=text("kind='ticket' AND owner<>''"),
)
_partial(
    "hub_opened",
    record.c.opened_by,
    record.c.grp,
    record.c.uid,
    where=text("kind='ticket' AND opened_by<>''"),
)
_partial("hub_open", record.c.uid, record.c.grp, where=text(OPEN))

change_log = Table(
    "hub_change",
    metadata,
    Column("seq", Big, primary_key=True, autoincrement=True),
    Column(
        "xid",
        Xid().with_variant(Integer(), "sqlite"),
        nullable=False,
        server_default=_ThisTransaction(),
    ),
    Column("kind", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("rev", Big, nullable=False),
    Column("grp", Text, nullable=False, server_default=""),
    Column("old_grp", Text, nullable=False, server_default=""),
    Column("old_owner", Text, nullable=False, server_default=""),
    Column("at", Big, nullable=False, server_default="0"),
    Column("desk_no", Integer, nullable=False),
    Column("operation", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
Index("hub_change_order", change_log.c.xid, change_log.c.seq)

#: Facts that somebody changed by hand get the next revision, and desks are told; on PostgreSQL
#: see `hub_by_hand`.
_BY_HAND: Final = DDL(  # type: ignore[no-untyped-call]
    """
CREATE TRIGGER hub_record_by_hand AFTER UPDATE OF body, gone ON hub_record FOR EACH ROW
WHEN NEW.rev = OLD.rev AND (NEW.body <> OLD.body OR NEW.gone <> OLD.gone)
BEGIN
    UPDATE hub_record SET rev = OLD.rev + 1 WHERE uid = NEW.uid AND kind = NEW.kind;
    INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no)
    VALUES (NEW.kind, NEW.uid, OLD.rev + 1, NEW.grp,
            CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), 0);
END
"""
)
event.listen(record, "after_create", _BY_HAND.execute_if(dialect="sqlite"))

operation = Table(
    "hub_operation",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("desk_no", Integer, nullable=False),
    Column("n", Big, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Big, nullable=False),
    Column("received_at", Big, nullable=False),
    Column("agent", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("told", Json, nullable=False),
    Column("outcome", Json, nullable=False),
    # the archive that has what it told ("": it still stands here); place and answer stay
    Column("archive", Text, nullable=False, server_default=""),
)
Index("hub_operation_place", operation.c.desk_no, operation.c.n, unique=True)
_partial("hub_operation_ticket", operation.c.ticket, where=text("ticket<>''"))

archive = Table(
    "hub_archive",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("before", Big, nullable=False),  # received earlier than this
    Column("operations", Big, nullable=False),
    Column("first_at", Big, nullable=False),
    Column("last_at", Big, nullable=False),
    Column("name", Text, nullable=False),  # of the file
    Column("sha256", Text, nullable=False),
    Column("size", Big, nullable=False),
    Column("made_at", Big, nullable=False),
)

desk = Table(
    "hub_desk",
    metadata,
    Column("desk_no", Integer, primary_key=True, autoincrement=True),
    Column("desk_uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("prior_token", Text, nullable=False, server_default=""),
    Column("last_n", Big, nullable=False, server_default="0"),
    Column("login", Text, nullable=False, server_default=""),  # the database role it enrolled with
    Column("agent", Text, nullable=False, server_default=""),
    Column("enrolled_at", Big, nullable=False),
    Column("seen_at", Big, nullable=False),
    Column("pulled_at", Big, nullable=False, server_default="0"),
    Column("removed_at", Big, nullable=True),
    sqlite_autoincrement=True,
)

lease = Table(
    "hub_lease",
    metadata,
    Column("ticket", Text, primary_key=True),
    Column("rev", Big, nullable=False),
    Column("agent", Text, nullable=False),
    Column("agent_name", Text, nullable=False),
    Column("desk_no", Integer, nullable=False),
    Column("until", Big, nullable=False),
    Column("request", Text, nullable=False, server_default=""),
)
_partial("hub_lease_request", lease.c.request, where=text("request<>''"))

login = Table(
    "hub_login",
    metadata,
    Column("role_name", Text, primary_key=True),
    Column("agent", Text, nullable=False),
    Column("sees_all", Boolean, nullable=False, server_default=false()),
    Column("made_at", Big, nullable=False),
    Column("valid_until", Big, nullable=True),  # of the one-time secret, until it was used
    Column("used_at", Big, nullable=True),
    Column("removed_at", Big, nullable=True),
)

series = Table(
    "hub_series",
    metadata,
    Column("series", Text, primary_key=True),
    Column("next", Big, nullable=False),
)

serial = Table(
    "hub_serial",
    metadata,
    Column("series", Text, primary_key=True),
    Column("first", Big, primary_key=True),
    Column("last", Big, nullable=False),
    Column("desk_no", Integer, nullable=False),
    Column("state", Text, nullable=False),  # leased, returned (to be given anew), voided
    Column("reason", Text, nullable=False, server_default=""),
    Column("given_at", Big, nullable=False),
    Column("ended_at", Big, nullable=True),
)

blob = Table(
    "hub_blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Big, nullable=False),
    Column("complete", Boolean, nullable=False, server_default=false()),
    Column("desk_no", Integer, nullable=False),
    Column("added_at", Big, nullable=False),
)

blob_chunk = Table(
    "hub_blob_chunk",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

snapshot = Table(
    "hub_snapshot",
    metadata,
    Column("scope", Text, primary_key=True),  # JSON of the scope
    Column("sha256", Text, nullable=False),
    Column("size", Big, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("schema", Integer, nullable=False),  # of the replica
    Column("records", Big, nullable=False),
    Column("made_at", Big, nullable=False),
)


def columns_of(kind: str, uid: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The columns beside a record's facts (compact or whole) that the hub asks after."""
    told: dict[str, Any] = {
        "ticket": "",
        "grp": "",
        "region": "",
        "number": "",
        "status": "",
        "owner": "",
        "waybill": "",
        "serial": "",
        "priority": 0,
        "urged": 0,
        "due_sort": NEVER,
    }
    if kind in TICKET_OF:
        told["ticket"] = uid if kind == "ticket" else facts.get("ticket", "")
    if kind == "claim":
        told["serial"] = facts.get("serial") or ""
    if kind == "print" and not facts.get("reprint"):
        told["number"] = facts.get("serial") or ""
    if kind in ("ticket", "claim"):
        usual = flat(kind).defaults
        for name in ("number", "status", "waybill"):
            told[name] = facts.get(name, usual.get(name)) or ""
    if kind == "ticket":
        due = facts.get("due_at")
        told |= {
            "grp": facts.get("group_code", usual["group_code"]) or "",
            "region": facts.get("region") or "",
            "owner": facts.get("owner") or "",
            "priority": facts.get("priority", usual["priority"]),
            "urged": int(bool(facts.get("urged"))),
            "due_sort": NEVER if due is None else due,
        }
    return told
