"""Records as they stand at the hub: read and locked for a batch of operations, then written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from workstation.store.flat import compact, whole
from workstation.sync.bulk_insert import insert_rows
from workstation.sync.hub_tables import change_log, columns_of, record
from workstation.sync.protocol import Key, RecordState

_CHUNK: Final = 400


@dataclass(slots=True)
class Standing:
    """A record within a batch: its whole facts, and whether they must be written."""

    kind: str
    uid: str
    rev: int
    facts: dict[str, Any]
    gone: bool = False
    author: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    fresh: bool = False
    dirty: bool = False
    changed_at: int = 0
    ticket: str = ""
    grp: str = ""
    region: str = ""
    opened_by: str = ""

    @property
    def owner(self) -> str:
        """Who owns a ticket; "" of other kinds."""
        return str(self.facts.get("owner") or "") if self.kind == "ticket" else ""

    def state(self) -> RecordState:
        """As it is sent to a desk."""
        body = None if self.gone else compact(self.kind, self.facts)
        return RecordState(self.kind, self.uid, self.rev, body, self.gone, self.author)


def state_of(states: dict[Key, Standing], key: Key) -> RecordState:
    """A record's state among those read; one that never was is gone at revision 0."""
    found = states.get(key)
    return RecordState(*key, rev=0, body=None, gone=True) if found is None else found.state()


def chunks(items: Iterable[Any], size: int = _CHUNK) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    stream = iter(items)
    while part := list(islice(stream, size)):
        yield part


def load(connection: Connection, keys: Iterable[Key], *, lock: bool) -> dict[Key, Standing]:
    """The records of some keys; locked in one order everywhere, so that nobody waits in a ring."""
    wanted = set(keys)
    found: dict[Key, Standing] = {}
    for uids in chunks(sorted({uid for _, uid in wanted})):
        query = _SELECT.with_for_update() if lock else _SELECT
        for row in connection.execute(query, {"uids": uids}):
            if (row.kind, row.uid) in wanted:
                found[row.kind, row.uid] = Standing(
                    row.kind,
                    row.uid,
                    row.rev,
                    whole(row.kind, row.body),
                    row.gone,
                    row.author,
                    dict(row.authors),
                    ticket=row.ticket,
                    grp=row.grp,
                    region=row.region,
                    opened_by=row.opened_by,
                )
    return found


_SELECT = (
    select(
        record.c.kind,
        record.c.uid,
        record.c.rev,
        record.c.body,
        record.c.gone,
        record.c.author,
        record.c.authors,
        record.c.ticket,
        record.c.grp,
        record.c.region,
        record.c.opened_by,
    )
    .where(record.c.uid.in_(bindparam("uids", expanding=True)))
    .order_by(record.c.uid, record.c.kind)
)


def save(connection: Connection, standings: Sequence[Standing]) -> None:
    """Write new and changed records."""
    fresh = [_row(item) for item in standings if item.fresh]
    changed = [
        {**_row(item), "at_uid": item.uid, "at_kind": item.kind}
        for item in standings
        if not item.fresh
    ]
    insert_rows(connection, record, fresh)
    if changed:
        connection.execute(_UPDATE, changed)


_UPDATE = (
    update(record)
    .where(record.c.uid == bindparam("at_uid"), record.c.kind == bindparam("at_kind"))
    .values(
        {
            column.name: bindparam(column.name)
            for column in record.c
            if column is not record.c.opened_by
        }
    )
)


def log(connection: Connection, lines: Sequence[dict[str, Any]]) -> None:
    """Say what changed, for the feed."""
    insert_rows(connection, change_log, lines)


def log_line(
    item: Standing, desk_no: int, operation: str, before: Standing | None, now: int
) -> dict[str, Any]:
    """One line of the change log: where the record stands now, and where it stood before."""
    moved = before is not None and item.kind == "ticket" and before.grp != item.grp
    handed = before is not None and before.owner != item.owner
    return {
        "kind": item.kind,
        "uid": item.uid,
        "rev": item.rev,
        "grp": item.grp,
        "old_grp": before.grp if before and moved else "",
        "old_owner": before.owner if before and handed else "",
        "at": now,
        "desk_no": desk_no,
        "operation": operation,
    }


def hang(connection: Connection, ticket: Standing) -> None:
    """Let what hangs on a ticket that moved be where the ticket is."""
    connection.execute(
        update(record)
        .where(record.c.ticket == ticket.uid, record.c.ticket != "", record.c.kind != "ticket")
        .values(grp=ticket.grp, region=ticket.region)
    )


def place(item: Standing, on: Standing | None) -> None:
    """Say where a new record belongs: to itself (a ticket), or to what it hangs on."""
    if item.kind == "ticket":
        item.ticket = item.uid
        item.opened_by = item.author
        settle(item)
    elif on is not None:
        item.ticket, item.grp, item.region = on.ticket, on.grp, on.region


def settle(ticket: Standing) -> None:
    """Take a ticket's group and region from its facts."""
    ticket.grp = str(ticket.facts.get("group_code") or "")
    ticket.region = str(ticket.facts.get("region") or "")


def _row(item: Standing) -> dict[str, Any]:
    return {
        "uid": item.uid,
        "kind": item.kind,
        "rev": item.rev,
        "body": compact(item.kind, item.facts),
        "gone": item.gone,
        "author": item.author,
        "authors": item.authors,
        "changed_at": item.changed_at,
        **columns_of(item.kind, item.uid, item.facts),
        "ticket": item.ticket,
        "grp": item.grp,
        "region": item.region,
        "opened_by": item.opened_by,
    }
