"""Making a hub sound again from which somebody deleted rows by hand.

What the change log knows and the tables have no row of is lost. It is restored from what a desk
offered (`hub_offers`), or declared gone: then every desk drops it. Either way the record gets a
new revision, desks are told, and an operation of desk 0 in the hub's journal says who did what.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, inspect, select, text, update

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.store.flat import flat
from workstation.store.kinds import CLASSES, TICKET_OF
from workstation.sync import hub_admin, hub_setup
from workstation.sync.bulk_insert import insert_rows
from workstation.sync.hub_offers import offers
from workstation.sync.hub_seed import placed, row_of
from workstation.sync.hub_tables import change_log, operation, record
from workstation.sync.protocol import Key

#: Makers first: what hangs on something is placed by it.
_ORDER: Final = {kind: place for place, kind in enumerate(("ticket", *CLASSES))}


@dataclass(frozen=True, slots=True)
class Lost:
    """A record that is gone without a word; `desks` offer it, at `offered` revisions of `rev`."""

    kind: str
    uid: str
    rev: int
    grp: str
    desks: tuple[int, ...] = ()
    offered: int = 0

    @property
    def key(self) -> Key:
        """Kind and uid."""
        return self.kind, self.uid


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done, and what is still lost."""

    restored: tuple[Key, ...]
    gone: tuple[Key, ...]
    left: tuple[Lost, ...]
    by: str


def lost(url: str) -> tuple[Lost, ...]:
    """All that is lost; nothing is changed."""
    return hub_admin.work(url, _lost)


def mend(url: str, *, restore: bool = False, gone: Collection[str] | None = None) -> Mended:
    """Restore what desks offered, or declare records gone: those named, or (empty) all the rest.

    Raises `Refusal("record_not_lost")` for a uid that is not lost.
    """
    return hub_admin.work(url, lambda connection: _mend(connection, restore, gone))


def _mend(connection: Connection, restore: bool, gone: Collection[str] | None) -> Mended:
    found = _lost(connection)
    unknown = sorted(set(gone or ()) - {one.uid for one in found})
    if unknown:
        raise Refusal("record_not_lost", uid=unknown[0])
    restored = [one for one in found if restore and one.offered and one.uid not in (gone or ())]
    rest = [one for one in found if one not in restored]
    dropped = [] if gone is None else [one for one in rest if not gone or one.uid in gone]
    by, now = _who(connection), hub_setup.clock(connection)
    revs = [*_restore(connection, restored, now), *_declare(connection, dropped, now)]
    if revs:
        _note(connection, by, restored, dropped, revs, now)
    if _has_offers(connection):
        for one in (*restored, *dropped):
            here = (offers.c.uid == one.uid, offers.c.kind == one.kind)
            connection.execute(delete(offers).where(*here))
    return Mended(
        tuple(one.key for one in restored),
        tuple(one.key for one in dropped),
        tuple(one for one in rest if one not in dropped),
        by,
    )


def _lost(connection: Connection) -> tuple[Lost, ...]:
    lines = connection.execute(
        text(
            "SELECT c.kind, c.uid, max(c.rev) AS rev FROM hub_change c LEFT JOIN hub_record r"
            " ON r.uid = c.uid AND r.kind = c.kind WHERE r.uid IS NULL AND c.kind <> 'lease'"
            " GROUP BY c.kind, c.uid"
        )
    ).all()
    told: dict[Key, list[Any]] = {}
    if lines and _has_offers(connection):
        asked = select(offers.c.kind, offers.c.uid, offers.c.desk_no, offers.c.rev)
        for kind, uid, desk_no, rev in connection.execute(asked):
            told.setdefault((kind, uid), []).append((rev, desk_no))
    found = []
    for kind, uid, rev in lines:
        last = select(change_log.c.grp).where(change_log.c.uid == uid, change_log.c.kind == kind)
        grp = connection.scalar(last.order_by(change_log.c.rev.desc()).limit(1)) or ""
        here = told.get((kind, uid), [])
        desks = tuple(sorted(desk_no for _, desk_no in here))
        offered = max((one[0] for one in here), default=0)
        found.append(Lost(kind, uid, rev, grp, desks, offered))
    return tuple(sorted(found, key=lambda one: (_ORDER.get(one.kind, 99), one.uid)))


def _has_offers(connection: Connection) -> bool:
    return inspect(connection).has_table(offers.name)


def _restore(connection: Connection, found: Sequence[Lost], now: int) -> list[list[Any]]:
    """Put rows back as the desk with the newest revision had them."""
    rows = []
    for one in found:
        asked = select(offers.c.body).where(offers.c.uid == one.uid, offers.c.kind == one.kind)
        newest = asked.order_by(offers.c.rev.desc(), offers.c.at.desc()).limit(1)
        body = connection.scalar(newest)
        rows.append(row_of(one.kind, {**dict(body or {}), "uid": one.uid}, now))
    for one, row in zip(found, placed(connection, rows), strict=True):
        row |= {"rev": one.rev + 1, "opened_by": _opener(connection, one)}
        insert_rows(connection, record, [row])
        _index(connection, one)
        _line(connection, one, row["grp"], now)
    return [[*one.key, one.rev, one.rev + 1] for one in found]


def _declare(connection: Connection, found: Sequence[Lost], now: int) -> list[list[Any]]:
    """Put marks in place of rows that are gone, and on what hung on tickets among them."""
    revs: list[list[Any]] = []
    for one in found:
        body = _remains(connection, one)
        row = {**row_of(one.kind, {**body, "uid": one.uid}, now), "rev": one.rev + 1, "gone": True}
        row["grp"] = row["grp"] or (one.grp if one.kind in TICKET_OF and row["ticket"] else "")
        insert_rows(connection, record, [{**row, "opened_by": ""}])
        _line(connection, one, one.grp, now)
        revs.append([*one.key, one.rev, one.rev + 1])
        if one.kind == "ticket":
            revs += _drop_hanging(connection, one, now)
    return revs


def _remains(connection: Connection, one: Lost) -> dict[str, Any]:
    """Facts that a mark needs so that its columns agree with them."""
    if one.kind != "ticket":
        return {}
    asked = select(record.c.region).where(record.c.ticket == one.uid, record.c.region != "")
    region = connection.scalar(asked.limit(1)) or ""
    told = {"group_code": one.grp, "region": region}
    usual = flat("ticket").defaults
    return {name: value for name, value in told.items() if value and value != usual[name]}


def _drop_hanging(connection: Connection, ticket: Lost, now: int) -> list[list[Any]]:
    asked = select(record.c.kind, record.c.uid, record.c.rev).where(
        record.c.ticket == ticket.uid, record.c.kind != "ticket", ~record.c.gone
    )
    revs = []
    for kind, uid, rev in connection.execute(asked).all():
        here = (record.c.uid == uid, record.c.kind == kind)
        values = {"gone": True, "rev": rev + 1, "changed_at": now}
        connection.execute(update(record).where(*here).values(values))
        _line(connection, Lost(kind, uid, rev, ticket.grp), ticket.grp, now)
        revs.append([kind, uid, rev, rev + 1])
    return revs


def _line(connection: Connection, one: Lost, grp: str, now: int) -> None:
    told = {"kind": one.kind, "uid": one.uid, "rev": one.rev + 1, "grp": grp, "at": now}
    connection.execute(insert(change_log).values({**told, "desk_no": 0}))


def _opener(connection: Connection, one: Lost) -> str:
    """Who made a ticket, by the first operation about it."""
    if one.kind != "ticket":
        return ""
    asked = select(operation.c.agent).where(operation.c.ticket == one.uid)
    return connection.scalar(asked.order_by(operation.c.received_at, operation.c.n).limit(1)) or ""


def _index(connection: Connection, one: Lost) -> None:
    """On PostgreSQL let a restored record be found by its words."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "SELECT hub_index(r.kind, r.uid, r.body, k.found) FROM hub_record r"
                " JOIN hub_kind k ON k.kind = r.kind WHERE r.uid = :uid AND r.kind = :kind"
                " AND k.found IS NOT NULL"
            ),
            {"uid": one.uid, "kind": one.kind},
        )


def _who(connection: Connection) -> str:
    """Who runs this: the person at the machine, and on PostgreSQL the database's user."""
    try:
        person = getpass.getuser()
    except (OSError, KeyError):
        person = ""
    if connection.dialect.name == "postgresql":
        return f"{person}, {connection.scalar(text('SELECT session_user'))}"
    return person


def _note(
    connection: Connection,
    by: str,
    restored: Sequence[Lost],
    gone: Sequence[Lost],
    revs: list[list[Any]],
    now: int,
) -> None:
    """Write it into the hub's journal, as the next operation of desk 0."""
    args = {
        "by": by,
        "restored": [[*one.key, list(one.desks)] for one in restored],
        "gone": [list(one.key) for one in gone],
    }
    last = select(func.coalesce(func.max(operation.c.n), 0)).where(operation.c.desk_no == 0)
    digest = hashlib.sha256(json.dumps(args, sort_keys=True).encode()).hexdigest()[:32]
    outcome = {"state": "applied", "code": "", "facts": {}, "notes": [], "revs": revs, "keys": []}
    values: dict[str, Any] = {"uid": new_uid(), "desk_no": 0, "digest": digest, "agent": ""}
    values |= {"n": int(connection.scalar(last) or 0) + 1, "at": now, "received_at": now}
    values |= {"action": "MendHub", "ticket": "", "told": {"args": args, "changes": []}}
    connection.execute(insert(operation).values({**values, "outcome": outcome}))
