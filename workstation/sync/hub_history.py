"""Finding tickets at an SQLite hub that a desk does not keep, by what stands on paper."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from workstation.sync.hub_rows import listed, rows

_TICKET: Final = "kind='ticket' AND NOT gone"
_CUSTOMER: Final = "kind='customer' AND NOT gone"


def _fact(name: str) -> str:
    return f"json_extract(body,'$.{name}')"


#: Indexes for these questions alone; a hub without them answers more slowly.
INDEXES: Final = (
    "CREATE INDEX IF NOT EXISTS hub_history_waybill ON hub_record(waybill,uid)"
    f" WHERE {_TICKET} AND waybill<>''",
    *(
        f"CREATE INDEX IF NOT EXISTS hub_history_{short} ON hub_record({_fact(name)},uid)"
        f" WHERE {_TICKET}"
        for short, name in (("phone", "phone"), ("name", "customer_name"), ("customer", "customer"))
    ),
    *(
        f"CREATE INDEX IF NOT EXISTS hub_customer_{name} ON hub_record({_fact(name)},uid)"
        f" WHERE {_CUSTOMER}"
        for name in ("phone", "phone2", "name")
    ),
    f"CREATE INDEX IF NOT EXISTS hub_parcel_waybill ON hub_record({_fact('waybill')},uid)"
    " WHERE kind='parcel' AND NOT gone",
)
_OF_CUSTOMER: Final = f"SELECT uid FROM hub_record WHERE {_TICKET} AND {_fact('customer')}=?"
_TICKETS: Final = " UNION ".join(
    f"SELECT uid FROM hub_record WHERE {_TICKET} AND {condition}"
    for condition in (
        "number<>'' AND number=?1",
        "number<>'' AND number=?2",
        "waybill<>'' AND waybill=?1",
        "waybill<>'' AND waybill=?2",
        f"{_fact('phone')}=?1",
        f"{_fact('customer_name')}=?1",
        f"{_fact('customer')}=?1",
    )
)
_CUSTOMERS: Final = " UNION ".join(
    f"SELECT uid FROM hub_record WHERE {_CUSTOMER} AND {_fact(name)}=?1"
    for name in ("phone", "phone2", "name")
)
_NEWEST: Final = (
    "SELECT r.uid FROM json_each(?) j CROSS JOIN hub_record r ON r.uid=j.value AND r.kind='ticket'"
    " ORDER BY json_extract(r.body,'$.created_at') DESC, r.uid DESC LIMIT ?"
)
#: Of one name no more customers than these are looked at.
_MOST_CUSTOMERS: Final = 200


def find(connection: Connection, words: str, limit: int) -> list[str]:
    """Uids of tickets, newest first, whose number, phone, waybill or customer is `words`."""
    told = words.strip()
    if not told:
        return []
    found = {uid for (uid,) in rows(connection, _TICKETS, [told, told.upper()])}
    for (customer,) in rows(connection, f"{_CUSTOMERS} LIMIT {_MOST_CUSTOMERS}", [told]):
        found.update(uid for (uid,) in rows(connection, _OF_CUSTOMER, [customer]))
    return [uid for (uid,) in rows(connection, _NEWEST, [listed(found), limit])]
