"""Bringing the replica to the hub's states, with this desk's unsent work laid over them.

Every function that writes leaves the transaction to its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from workstation.changes import MANY, Changes
from workstation.store import bulk
from workstation.store.flat import flat, tickets_of, whole
from workstation.store.kinds import CLASSES, TICKET_OF
from workstation.store.operations import ticket_of

Key = tuple[str, str]  # kind and uid of a record
#: Lays unsent changes over a record's facts: (kind, facts, changes) -> facts.
LayOver = Callable[[str, Mapping[str, Any], Sequence[Mapping[str, Any]]], dict[str, Any]]
_CHUNK: Final = 400
_UNIQUE: Final = ("ticket",)  # kinds with a number that no two records may share


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record's state from the hub: its compact facts, or None when it is gone.

    With `anyway` it is written though the replica has that revision already, because work of
    this desk that was laid over it has been decided otherwise.
    """

    kind: str
    uid: str
    rev: int
    facts: Mapping[str, Any] | None
    author: str = ""
    anyway: bool = False


@dataclass(slots=True)
class Altered:
    """What came in altered; becomes `Changes`."""

    tickets: dict[str, set[str]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)

    def add(self, kind: str, ticket: str, names: Iterable[str], author: str = "") -> None:
        """Note a change."""
        self.kinds.add(kind)
        if author:
            self.authors.add(author)
        if ticket:
            self.tickets.setdefault(ticket, set()).update(names)

    def changes(self, connection: sqlite3.Connection) -> Changes:
        """As they are announced."""
        many = len(self.tickets) > MANY
        told = {} if many else {uid: frozenset(names) for uid, names in self.tickets.items()}
        return Changes(
            tickets=told,
            rows=_rows(connection, told) if len(told) < _CHUNK else {},
            kinds=frozenset(self.kinds),
            origin="shared",
            who=_names(connection, self.authors),
            many=many,
        )


def missing(
    connection: sqlite3.Connection, revs: Iterable[tuple[str, str, int]], *, marked: bool = False
) -> list[Key]:
    """Which of these records (kind, uid, revision) the replica does not have so new.

    Rows that wait to be told anew count as lacking, unless with `marked` by what they were at.
    """
    lacking = []
    by_kind: dict[str, dict[str, int]] = {}
    for kind, uid, rev in revs:
        if kind in CLASSES:
            by_kind.setdefault(kind, {})[uid] = rev
    for kind, wanted in by_kind.items():
        here = _revs(connection, kind, wanted)
        if marked:
            here = {uid: rev if rev >= 0 else -rev - 1 for uid, rev in here.items()}
        lacking += [(kind, uid) for uid, rev in wanted.items() if here.get(uid, -1) < rev]
    return lacking


def present(connection: sqlite3.Connection, keys: Iterable[Key]) -> list[Key]:
    """Which of these records the replica has."""
    by_kind: dict[str, list[str]] = {}
    for kind, uid in keys:
        by_kind.setdefault(kind, []).append(uid)
    return [
        (kind, uid)
        for kind, uids in by_kind.items()
        if kind in CLASSES
        for uid in _revs(connection, kind, uids)
    ]


def apply(
    connection: sqlite3.Connection,
    incoming: Sequence[Incoming],
    lay_over: LayOver,
    altered: Altered,
) -> None:
    """Bring records to the hub's states, with this desk's unsent changes laid over them."""
    if not incoming:
        return
    pending = pending_of(connection)
    by_kind: dict[str, list[Incoming]] = {}
    for item in incoming:
        by_kind.setdefault(item.kind, []).append(item)
    for kind in (*(kind for kind in CLASSES if kind in by_kind), "lease"):
        told = by_kind.get(kind, [])
        if kind == "lease":
            _apply_leases(connection, told, altered)
        else:
            for part in _chunks(told):
                _apply_kind(connection, kind, part, pending, lay_over, altered)


def _apply_kind(
    connection: sqlite3.Connection,
    kind: str,
    told: list[Incoming],
    pending: dict[Key, list[dict[str, Any]]],
    lay_over: LayOver,
    altered: Altered,
) -> None:
    here = _revs(connection, kind, [item.uid for item in told])
    fresh: list[tuple[Incoming, Mapping[str, Any]]] = []
    known: list[tuple[Incoming, Mapping[str, Any]]] = []
    for item in told:
        rev = here.get(item.uid)
        if rev is not None and (rev > item.rev or (rev == item.rev and not item.anyway)):
            continue
        if rev is not None and -rev - 1 >= item.rev > 0 and not item.anyway:
            _stands(connection, kind, item.uid, -rev - 1)  # told anew, and known already
            continue
        unsent = pending.get((kind, item.uid), [])
        if item.facts is None:
            _remove(connection, item, unsent, altered)
            continue
        facts = lay_over(kind, whole(kind, item.facts), unsent) if unsent else item.facts
        if rev is None:
            fresh.append((item, facts))
            _note_new(altered, item)
        else:
            known.append((item, facts))
    if known:
        _update(connection, kind, known, altered)
    if fresh:
        _insert(connection, kind, fresh)


def _insert(
    connection: sqlite3.Connection, kind: str, fresh: list[tuple[Incoming, Mapping[str, Any]]]
) -> None:
    turn = flat(kind)
    if kind in _UNIQUE:
        _make_room(connection, [(facts.get("number", ""), item.uid) for item, facts in fresh])
    rows = [turn.inserted(item.uid, facts, item.rev) for item, facts in fresh]
    connection.executemany(turn.insert(), rows)
    if kind == "ticket":
        uids = [item.uid for item, _ in fresh]
        bulk.queue_for_index(connection, uids)
        _show_claims(connection, uids)
    elif kind == "entry":
        bulk.queue_for_index(connection, tickets_of(kind, (facts for _, facts in fresh)))
    elif kind == "claim":
        for ticket in {str(facts["ticket"]) for _, facts in fresh}:
            bulk.refresh_claim_status(connection, ticket)


def _stands(connection: sqlite3.Connection, kind: str, uid: str, rev: int) -> None:
    connection.execute(f'UPDATE "{kind}" SET rev=? WHERE uid=?', (rev, uid))


def _show_claims(connection: sqlite3.Connection, tickets: list[str]) -> None:
    """Write the claim's status beside tickets that came after their claims."""
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM claim WHERE ticket IN (SELECT value FROM json_each(?))",
        (json.dumps(tickets),),
    ).fetchall()
    for (ticket,) in rows:
        bulk.refresh_claim_status(connection, ticket)


def _update(
    connection: sqlite3.Connection,
    kind: str,
    known: list[tuple[Incoming, Mapping[str, Any]]],
    altered: Altered,
) -> None:
    """Write what differs over rows that are there; they are read together."""
    turn = flat(kind)
    rows = _whole_rows(connection, kind, [item.uid for item, _ in known])
    found: list[str] = []
    for item, facts in known:
        new = turn.row(item.uid, facts)
        values = {
            name: after
            for name, before, after in zip(turn.names, rows[item.uid], new, strict=True)
            if before != after and (name in facts or name in turn.defaults) and name != "uid"
        }
        if not values:
            connection.execute(f'UPDATE "{kind}" SET rev=? WHERE uid=?', (item.rev, item.uid))
            continue
        ticket = item.uid if kind == "ticket" else str(facts.get(TICKET_OF.get(kind, ""), ""))
        names = set(values) if kind == "ticket" else {_hanging(kind)}
        altered.add(kind, ticket if kind in TICKET_OF else "", names, item.author)
        values["rev"] = item.rev
        bulk.update_columns(connection, kind, item.uid, values, queue=False)
        rows[item.uid] = new  # a record that was told twice
        found.append(item.uid)
    if kind == "ticket" and found:
        bulk.queue_for_index(connection, found)


def _whole_rows(
    connection: sqlite3.Connection, kind: str, uids: list[str]
) -> dict[str, Sequence[Any]]:
    """The columns of some records, in the codec's order."""
    turn = flat(kind)
    names = ",".join(f'"{name}"' for name in turn.names)
    place = turn.names.index("uid")
    rows = connection.execute(
        f'SELECT {names} FROM "{kind}" WHERE uid IN (SELECT value FROM json_each(?))',
        (json.dumps(uids),),
    )
    return {row[place]: row for row in rows}


def _remove(
    connection: sqlite3.Connection,
    item: Incoming,
    unsent: list[dict[str, Any]],
    altered: Altered,
) -> None:
    """Drop a record that is gone at the hub, unless this desk is about to make it."""
    if any("new" in change for change in unsent):
        return
    ticket = ticket_of(connection, item.kind, item.uid)
    connection.execute(f'DELETE FROM "{item.kind}" WHERE uid=?', (item.uid,))
    if item.kind == "entry":
        connection.execute("DELETE FROM outgoing WHERE entry=?", (item.uid,))
        bulk.queue_for_index(connection, [ticket])
    elif item.kind == "claim" and ticket:
        bulk.refresh_claim_status(connection, ticket)
    names = {"-"} if item.kind == "ticket" else {_hanging(item.kind)}
    altered.add(item.kind, ticket, names, item.author)


def _make_room(connection: sqlite3.Connection, numbers: list[tuple[str, str]]) -> None:
    """Give tickets of this desk that bear a number of a shared one another, until the hub does."""
    connection.executemany(
        "UPDATE ticket SET number=number||'~'||id WHERE number=? AND uid<>?", numbers
    )


def _apply_leases(connection: sqlite3.Connection, told: list[Incoming], altered: Altered) -> None:
    for item in told:
        if item.facts is None:
            done = connection.execute("DELETE FROM lease WHERE ticket=?", (item.uid,)).rowcount
        else:
            facts = item.facts
            done = connection.execute(
                "INSERT INTO lease(ticket,agent,agent_name,desk,until) VALUES (?,?,?,?,?)"
                " ON CONFLICT(ticket) DO UPDATE SET agent=excluded.agent,"
                " agent_name=excluded.agent_name, desk=excluded.desk, until=excluded.until",
                (item.uid, facts["agent"], facts["agent_name"], facts["desk"], facts["until"]),
            ).rowcount
        if done:
            altered.add("lease", item.uid, {"lease"})


def _note_new(altered: Altered, item: Incoming) -> None:
    facts = item.facts or {}
    ticket = item.uid if item.kind == "ticket" else str(facts.get("ticket", ""))
    names = {"+"} if item.kind == "ticket" else {_hanging(item.kind)}
    altered.add(item.kind, ticket if item.kind in TICKET_OF else "", names, item.author)


def _hanging(kind: str) -> str:
    return "entries" if kind == "entry" else f"{kind}s"


def pending_of(connection: sqlite3.Connection) -> dict[Key, list[dict[str, Any]]]:
    """The unsent changes of each record, in the order they were made."""
    found: dict[Key, list[dict[str, Any]]] = {}
    rows = connection.execute(
        "SELECT changes FROM operation WHERE state='waiting' AND again=0 ORDER BY n"
    )
    for (changes,) in rows:
        for change in json.loads(changes):
            found.setdefault((change["kind"], change["uid"]), []).append(change)
    return found


def _revs(connection: sqlite3.Connection, kind: str, uids: Iterable[str]) -> dict[str, int]:
    return dict(
        connection.execute(
            f'SELECT uid,rev FROM "{kind}" WHERE uid IN (SELECT value FROM json_each(?))',
            (json.dumps(list(uids)),),
        )
    )


def _rows(connection: sqlite3.Connection, tickets: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in _chunks(tickets):
        marks = ",".join("?" * len(part))
        found.update(connection.execute(f"SELECT uid,id FROM ticket WHERE uid IN ({marks})", part))
    return found


def _names(connection: sqlite3.Connection, agents: Iterable[str]) -> str:
    names = []
    for uid in sorted(agents)[:5]:
        row = connection.execute("SELECT name FROM agent WHERE uid=?", (uid,)).fetchone()
        names.append(row[0] if row else uid)
    return "、".join(names)


def _chunks(items: Iterable[Any]) -> Iterable[list[Any]]:
    stream = iter(items)
    while part := list(islice(stream, _CHUNK)):
        yield part
