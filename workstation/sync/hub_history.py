"""Finding tickets at an SQLite hub that a desk does not keep, by what stands on paper."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from workstation.sync.hub_rows import rows

#: Indexes for these questions alone; a hub without them answers more slowly.
INDEXES: Final = (
    "CREATE INDEX IF NOT EXISTS hub_history_phone ON"
    " hub_record(json_extract(body,'$.phone'),uid) WHERE kind='ticket' AND NOT gone",
    "CREATE INDEX IF NOT EXISTS hub_history_waybill ON"
    " hub_record(waybill,uid) WHERE kind='ticket' AND NOT gone AND waybill<>''",
    "CREATE INDEX IF NOT EXISTS hub_history_customer ON"
    " hub_record(json_extract(body,'$.customer'),uid) WHERE kind='ticket' AND NOT gone",
    "CREATE INDEX IF NOT EXISTS hub_history_name ON"
    " hub_record(json_extract(body,'$.customer_name'),uid) WHERE kind='ticket' AND NOT gone",
    *(
        f"CREATE INDEX IF NOT EXISTS hub_customer_{name} ON"
        f" hub_record(json_extract(body,'$.{name}'),uid) WHERE kind='customer' AND NOT gone"
        for name in ("phone", "phone2", "name")
    ),
)
_TICKET: Final = "SELECT uid FROM hub_record WHERE kind='ticket' AND NOT gone AND "
_CUSTOMER: Final = "SELECT uid FROM hub_record WHERE kind='customer' AND NOT gone AND "
_BODY: Final = "json_extract(body,'$.{}')"


def find(connection: Connection, words: str, limit: int) -> list[str]:
    """Uids of tickets, newest first, whose number, phone, waybill or customer is `words`."""
    told = words.strip()
    if not told:
        return []
    either = (told, told.upper())
    customers = " UNION ".join(
        f"{_CUSTOMER}{_BODY.format(name)}=?1" for name in ("phone", "phone2", "name")
    )
    questions = (
        f"{_TICKET}number<>'' AND number IN (?1,?2)",
        f"{_TICKET}waybill<>'' AND waybill IN (?1,?2)",
        f"{_TICKET}{_BODY.format('phone')}=?1",
        f"{_TICKET}{_BODY.format('customer_name')}=?1",
        f"{_TICKET}{_BODY.format('customer')}=?1",
        f"{_TICKET}{_BODY.format('customer')} IN ({customers})",
    )
    sql = (
        "SELECT r.uid FROM hub_record r WHERE r.kind='ticket' AND r.uid IN"
        f" ({' UNION '.join(questions)})"
        " ORDER BY json_extract(r.body,'$.created_at') DESC, r.uid DESC LIMIT ?3"
    )
    return [uid for (uid,) in rows(connection, sql, [*either, limit])]
