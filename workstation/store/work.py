"""One all-or-nothing piece of work: rows, audit entry and outgoing operation together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from workstation.changes import Changes
from workstation.domain.claim import Print
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import FINISHED, OPEN_STATUSES, Ticket
from workstation.store import bulk, journal, state
from workstation.store.kinds import TICKET_OF, Record, codec, codec_of, fact, kind_of

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules

R = TypeVar("R", bound=Record)

#: Ticket fields whose change is told in the timeline.
TOLD: Final = (
    "status",
    "owner",
    "priority",
    "group_code",
    "class_code",
    "subtype",
    "cause",
    "intensity",
    "waiting_reason",
    "waiting_until",
    "outcome",
    "step",
    "duplicate_of",
    "waybill",
    "customer_name",
    "phone",
    "subject",
)


@dataclass
class Altered:
    """One record's part in an operation, as it travels.

    `new` holds all facts of a fresh record; otherwise `base` and `set` hold the touched
    fields' values before and after, and `seen` what else their author went by. `gone` marks a
    record that was dropped.
    """

    kind: str
    uid: str
    new: dict[str, Any] | None = None
    base: dict[str, Any] = field(default_factory=dict)
    set: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)
    gone: bool = False

    def told(self) -> dict[str, Any]:
        """As JSON facts."""
        facts: dict[str, Any] = {"kind": self.kind, "uid": self.uid}
        if self.new is not None:
            facts["new"] = self.new
        elif self.gone:
            facts["gone"] = True
        else:
            facts.update(base=self.base, set=self.set)
            if self.seen and "status" in self.set:
                facts["seen"] = self.seen
        return facts


class Work:
    """What an action is given: read records, keep changed ones, add new ones.

    `now` is the moment of the work in milliseconds UTC, `agent` who does it. Nothing is seen
    by anybody before the transaction around it commits.
    """

    def __init__(
        self, connection: sqlite3.Connection, agent: Agent, now: int, rules: Rules
    ) -> None:
        self.connection = connection
        self.agent = agent
        self.now = now
        self.rules = rules
        self.operation = new_uid()
        self.by_rule = ""  # code and version of the rule that works just now; every line says so
        self._altered: dict[tuple[str, str], Altered] = {}
        self._fields: dict[str, set[str]] = {}
        self._kinds: set[str] = set()

    # reading

    def find(self, made: type[R], uid: str) -> R | None:
        """The record, or None."""
        coder = codec(made)
        row = self.connection.execute(f"{coder.select} WHERE uid=?", (uid,)).fetchone()
        return None if row is None else coder.record(row)

    def get(self, made: type[R], uid: str) -> R:
        """The record; raises `Refusal("not_found")`."""
        found = self.find(made, uid)
        if found is None:
            raise Refusal("not_found", kind=made.__name__.lower(), uid=uid)
        return found

    def where(self, made: type[R], condition: str, *values: object, limit: int = 500) -> list[R]:
        """Records meeting an SQL condition over indexed columns, in row order."""
        coder = codec(made)
        rows = self.connection.execute(
            f"{coder.select} WHERE {condition} ORDER BY id LIMIT {limit:d}", values
        )
        return [coder.record(row) for row in rows]

    def open_tickets_of(self, waybill: str) -> list[Ticket]:
        """Customers' tickets about this parcel in which work is still owed; tasks are left out."""
        if not waybill:
            return []
        return [
            ticket
            for ticket in self.where(Ticket, "waybill=?", waybill)
            if ticket.status in OPEN_STATUSES and not ticket.parent
        ]

    def has_worked(self, ticket: str, *, but: tuple[str, ...] = ()) -> bool:
        """Whether this desk's journal knows work on a ticket by other actions than `but`."""
        marks = ",".join("?" * len(but))
        row = self.connection.execute(
            f"SELECT 1 FROM journal WHERE ticket=? AND action NOT IN ({marks}) LIMIT 1",
            (ticket, *but),
        ).fetchone()
        return row is not None

    def next_number(self, series: str) -> str:
        """The next human number of a series ("ticket", "claim", "serial") on this desk.

        Desk numbers are given out by the hub, so that numbers never collide.
        """
        return state.next_number(self.connection, series, self.now)

    # writing

    def add(self, record: Record) -> None:
        """Keep a new record."""
        kind = kind_of(record)
        bulk.insert(self.connection, [record])
        coder = codec_of(kind)
        self._altered[kind, record.uid] = Altered(kind, record.uid, new=coder.facts(record))
        self._touch(kind, record, {"+"})
        if (
            isinstance(record, (Attachment, Print)) and record.sha256
        ):  # its content follows the operation to the hub
            self.connection.execute(
                "INSERT OR IGNORE INTO upload(sha256,added_at) VALUES (?,?)",
                (record.sha256, self.now),
            )

    def keep(
        self,
        before: R,
        after: R,
        *,
        tell: bool = True,
        decided: Mapping[str, object] | None = None,
    ) -> None:
        """Keep what changed from `before` to `after`; tell ticket changes in the timeline.

        `decided` goes into the line that tells it: the rule, with its version, that decided.
        """
        kind = kind_of(after)
        coder = codec(type(after))
        changed = coder.differences(before, after)
        if not changed:
            return
        columns = {name: coder.column(name, getattr(after, name)) for name in changed}
        bulk.update_columns(self.connection, kind, after.uid, columns)
        altered = self._altered.setdefault((kind, after.uid), Altered(kind, after.uid))
        for name in changed:
            if altered.new is not None:
                altered.new[name] = fact(getattr(after, name))
                continue
            altered.base.setdefault(name, fact(getattr(before, name)))
            altered.set[name] = fact(getattr(after, name))
        if isinstance(before, Ticket) and isinstance(after, Ticket) and after.status in FINISHED:
            altered.seen.setdefault("reopened", before.reopened)
        self._touch(kind, after, set(changed))
        if tell and isinstance(before, Ticket) and isinstance(after, Ticket):
            self._tell(before, after, changed, decided or {})

    def drop(self, record: Record) -> None:
        """Remove a record (saved views only; facts about customers are never removed so)."""
        kind = kind_of(record)
        self.connection.execute(f'DELETE FROM "{kind}" WHERE uid=?', (record.uid,))
        self._altered[kind, record.uid] = Altered(kind, record.uid, gone=True)
        self._touch(kind, record, {"-"})

    def say(self, ticket: str, kind: str, body: str = "", **facts: Any) -> Entry:
        """Add an entry by this agent, now, to a ticket's timeline."""
        if self.by_rule:
            facts["data"] = {"rule": self.by_rule, **facts.get("data", {})}
        entry = Entry(
            uid=facts.pop("uid", "") or new_uid(),
            ticket=ticket,
            at=facts.pop("at", self.now),
            kind=kind,
            body=body,
            author=self.agent.uid,
            author_name=self.agent.name,
            **facts,
        )
        self.add(entry)
        return entry

    def post(self, entry: str, *, once_shared: bool = False, hold_ms: int = 0) -> None:
        """Have a message handed to its channel by this desk, `hold_ms` from now.

        With `once_shared` it waits until the hub has taken this work in: another desk may have
        done the same.
        """
        self.connection.execute(
            "INSERT INTO outgoing(entry,tries,next_at,after_operation) VALUES (?,0,?,?)"
            " ON CONFLICT(entry) DO UPDATE SET tries=0, next_at=excluded.next_at",
            (entry, self.now + hold_ms, self.operation if once_shared else ""),
        )

    def altered(self) -> tuple[Altered, ...]:
        """What this work has altered so far, in order."""
        return tuple(self._altered.values())

    def note(self, what: str, ticket: str = "", **facts: Any) -> None:
        """Have this desk's audit journal keep the work though it changes no record."""
        self._altered["note", what] = Altered("note", what, new=facts)
        self._kinds.add("note")
        if ticket:
            self._fields.setdefault(ticket, set()).add("note")

    def finish(
        self, action: str, args: dict[str, Any], *, undoes: str = "", send: bool = True
    ) -> Changes:
        """Write the audit entry and the outgoing operation; say what was altered."""
        told = [altered.told() for altered in self._altered.values()]
        if told:
            journal.write(
                self.connection,
                journal.Finished(
                    self.operation, self.now, self.agent, action, self._main(), args, told, undoes
                ),
                send=send and any(item["kind"] != "note" for item in told),
            )
        return self.changes()

    def changes(self) -> Changes:
        """What this work altered so far."""
        tickets = {uid: frozenset(names) for uid, names in self._fields.items()}
        return Changes(
            tickets=tickets,
            rows=_rows(self.connection, tickets) if len(tickets) < 500 else {},
            kinds=frozenset(self._kinds),
            operation=self.operation,
            many=len(tickets) >= 500,
        )

    def _touch(self, kind: str, record: Record, names: set[str]) -> None:
        owner = TICKET_OF.get(kind)
        self._kinds.add(kind)
        if owner is None:
            return
        uid = cast("str", getattr(record, owner))
        seen = names if kind == "ticket" else {f"{kind}s".replace("entrys", "entries")}
        self._fields.setdefault(uid, set()).update(seen)

    def _tell(
        self,
        before: Ticket,
        after: Ticket,
        changed: Iterable[str],
        decided: Mapping[str, object],
    ) -> None:
        moved = {
            name: [fact(getattr(before, name)), fact(getattr(after, name))]
            for name in changed
            if name in TOLD
        }
        if moved:
            self.say(after.uid, "change", data={"fields": moved, **decided})

    def _main(self) -> str:
        tickets = [uid for kind, uid in self._altered if kind == "ticket"]
        return tickets[0] if tickets else next(iter(self._fields), "")


def _rows(connection: sqlite3.Connection, tickets: Iterable[str]) -> dict[str, int]:
    rows = {}
    for uid in tickets:
        found = connection.execute("SELECT id FROM ticket WHERE uid=?", (uid,)).fetchone()
        if found:
            rows[uid] = int(found[0])
    return rows
