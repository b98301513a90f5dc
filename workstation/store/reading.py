"""Queue pages, details, counts: what is read from the replica, bounded and indexed."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from workstation.domain.claim import Claim, Print
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.pages import (
    CallerCard,
    Found,
    JournalLine,
    Lease,
    OpenConflict,
    QueueRow,
    RefusedOperation,
    Renewal,
    TicketDetail,
)
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Agent, Customer, KeyAccount
from workstation.domain.ticket import Ticket
from workstation.domain.view import OWED, Filter, View
from workstation.store import conditions
from workstation.store.care import Care
from workstation.store.connect import connect
from workstation.store.kinds import Record, codec
from workstation.store.reading_claims import ClaimRecords
from workstation.store.reading_limits import Dues
from workstation.store.reading_steps import Steps

if TYPE_CHECKING:
    from workstation.store.search import Damaged, Finder

R = TypeVar("R", bound=Record)
_ENTRIES: Final = 200
_CHUNK: Final = 500
_COLUMNS: Final = (
    "t.id,t.uid,t.number,t.status,t.priority,t.intensity,t.class_code,t.subtype,t.group_code,"
    "t.region,t.owner,coalesce(a.name,''),t.subject,t.customer_name,t.phone,t.waybill,t.channel,"
    "t.urged,t.waiting_reason,t.waiting_until,t.created_at,t.last_activity_at,t.due_at,"
    "t.due_kind,t.flags,t.claim_status,t.department,"
    "EXISTS(SELECT 1 FROM operation o WHERE o.ticket=t.uid AND o.state='waiting')"
)
_FROM: Final = "FROM ticket t LEFT JOIN agent a ON a.uid=t.owner"


class Reader(Care, ClaimRecords, Steps, Dues):
    """Reads the replica on a connection of its own; use one per thread.

    `clock` gives the present in milliseconds UTC (views such as "due soon" depend on it);
    `drafted` the uids of tickets with an unsent draft on this desk. `index_damaged` is
    told the file of a text index that was found damaged.
    """

    def __init__(
        self,
        replica: Path,
        index: Path,
        clock: Callable[[], int],
        drafted: Callable[[], frozenset[str]] = frozenset,
        index_damaged: Damaged | None = None,
    ) -> None:
        self.connection = connect(replica)
        self.connection.execute("PRAGMA query_only=1")
        self._index = index
        self._index_damaged = index_damaged
        self._clock = clock
        self._drafted = drafted

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @cached_property
    def _finder(self) -> Finder:
        from workstation.store.search import Finder

        return Finder(self.connection, self._index, self._index_damaged)

    # the queue

    def page(
        self, chosen: Filter, order: str, limit: int = 128, offset: int = 0
    ) -> tuple[QueueRow, ...]:
        """The first rows of a view; `offset` is for small steps only."""
        wanted = self._ids(chosen, order, " LIMIT ? OFFSET ?", (limit, offset))
        rows = self.rows_by_id(wanted, chosen if order == OWED else None)
        return tuple(rows[row_id] for row_id in wanted if row_id in rows)

    def ids(self, chosen: Filter, order: str) -> array[int]:
        """All row numbers of a view in order; for the reading pool, not the screen thread."""
        return self._ids(chosen, order)

    def rows_by_id(self, ids: Iterable[int], owed: Filter | None = None) -> dict[int, QueueRow]:
        """Rows by their number; on the screen thread at most some hundreds at a time.

        With `owed`, the filter of a view of promises or call-backs, `due_at` is when the next of
        these is due.
        """
        found: dict[int, QueueRow] = {}
        stream = iter(ids)
        while wanted := list(islice(stream, _CHUNK)):
            marks = ",".join("?" * len(wanted))
            found.update((row.id, row) for row in self._rows(f"WHERE t.id IN ({marks})", wanted))
        return self._owing(found, owed) if owed is not None else found

    def _owing(self, rows: dict[int, QueueRow], chosen: Filter) -> dict[int, QueueRow]:
        kind = "promise" if chosen.promise_within_ms is not None else "revisit"
        found = dict(rows)
        told = tuple(rows.values())
        for start in range(0, len(told), _CHUNK):
            part = told[start : start + _CHUNK]
            owed = self.owed_at(tuple(row.uid for row in part), chosen)
            for row in part:
                if row.uid in owed:
                    found[row.id] = replace(row, due_at=owed[row.uid], due_kind=kind)
        return found

    def row(self, uid: str) -> QueueRow | None:
        """One ticket's row by its uid."""
        return next(iter(self._rows("WHERE t.uid=?", (uid,))), None)

    def matches(self, row_id: int, chosen: Filter) -> bool:
        """Whether the ticket at a row number belongs to a view now."""
        condition, values = conditions.where(chosen, self._clock())
        sql = f"SELECT 1 FROM ticket t WHERE t.id=? AND {condition}"
        if self.connection.execute(sql, (row_id, *values)).fetchone() is None:
            return False
        return not chosen.text or self._finder.matches(row_id, chosen.text)

    def count(self, chosen: Filter, cap: int | None = None) -> int:
        """How many tickets a view holds, counted up to `cap`."""
        condition, values = self._where(chosen)
        if cap is None:
            sql = f"SELECT count(*) FROM ticket t WHERE {condition}"
        else:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM ticket t WHERE {condition} LIMIT {cap:d})"
        return int(self.connection.execute(sql, values).fetchone()[0])

    def counts(self, views: Iterable[View], cap: int | None = None) -> dict[str, int]:
        """The counts of several views by their uid."""
        return {view.uid: self.count(view.filter, cap) for view in views}

    # one ticket

    def ticket(self, uid: str) -> Ticket | None:
        """The ticket of a uid."""
        return self._one(Ticket, "uid=?", uid)

    def ticket_by_number(self, number: str) -> Ticket | None:
        """The ticket of a human number, ours or (when unambiguous) the imported one."""
        found = self._one(Ticket, "number=?", number)
        return found or self._one(Ticket, "external_no=?", number)

    def detail(self, uid: str) -> TicketDetail | None:
        """All that the ticket page shows, as of one moment, or None when there is no such ticket."""
        with self._moment():
            return self._detail(uid)

    def _detail(self, uid: str) -> TicketDetail | None:
        row = self.connection.execute("SELECT id FROM ticket WHERE uid=?", (uid,)).fetchone()
        ticket = self.ticket(uid)
        if row is None or ticket is None:
            return None
        parcel = self._one(Parcel, "uid=?", ticket.parcel) or self.parcel(ticket.waybill)
        entries = self._all(Entry, "ticket=? ORDER BY at DESC, id DESC LIMIT ?", uid, _ENTRIES + 1)
        claims = self._all(Claim, "ticket=? ORDER BY created_at", uid)
        return TicketDetail(
            id=row[0],
            ticket=ticket,
            customer=self.customer(ticket.customer) if ticket.customer else None,
            parcel=parcel,
            traces=self._all(Trace, "parcel=? ORDER BY at, id LIMIT 200", parcel.uid)
            if parcel
            else (),
            entries=tuple(reversed(entries[:_ENTRIES])),
            more_entries=self._older(uid) if len(entries) > _ENTRIES else 0,
            attachments=self._all(Attachment, "ticket=? ORDER BY added_at, id", uid),
            claims=claims,
            prints=tuple(item for claim in claims for item in self.prints(claim.uid)),
            earlier=self._earlier(ticket),
            lease=self.lease(uid),
            waiting_operations=self._waiting(uid),
        )

    def lease(self, ticket: str) -> Lease | None:
        """Who holds the ticket, as the hub last said."""
        row = self.connection.execute(
            "SELECT ticket,agent,agent_name,desk,until FROM lease WHERE ticket=?", (ticket,)
        ).fetchone()
        return None if row is None else Lease(*row)

    def entries(self, ticket: str, before: int, limit: int = 200) -> tuple[Entry, ...]:
        """Older entries of a timeline, before a moment, in time order."""
        found = self._all(
            Entry, "ticket=? AND at<? ORDER BY at DESC, id DESC LIMIT ?", ticket, before, limit
        )
        return tuple(reversed(found))

    # finding

    def find(self, text: str, limit: int = 50) -> Found:
        """Tickets by number, waybill or its tail, phone or its tail, words, pinyin initials.

        The newest come first, behind the one whose own number was written.
        """
        ids, total, capped = self._finder.find(text, limit)
        rows = self.rows_by_id(ids)
        return Found(total, capped, tuple(rows[row_id] for row_id in ids if row_id in rows))

    def caller(self, number: str, *, exact: bool = False) -> CallerCard:
        """Who calls from a number: customers, tickets and parcels that carry it.

        Unless `exact`, a number also stands for itself with an extension, and one of seven or
        eight digits for those of any area code that end so.
        """
        if not number:
            return CallerCard(number, (), (), (), ())
        from workstation.store.number_search import kept_numbers

        people, told = (
            (number,) if exact else kept_numbers(self.connection, table, number)
            for table in ("customer", "ticket")
        )
        marks = ",".join("?" * len(people))
        customers = self._all(
            Customer,
            f"phone IN ({marks}) OR phone2 IN ({marks}) ORDER BY id DESC LIMIT 20",
            *people,
            *people,
        )
        called = f"t.phone IN ({','.join('?' * len(told))})"
        if customers:
            called = f"({called} OR t.customer IN ({','.join('?' * len(customers))}))"
        clause = f"WHERE {called} AND t.is_open={{}} ORDER BY t.created_at DESC LIMIT 20"
        values = (*told, *(customer.uid for customer in customers))
        both = tuple(dict.fromkeys((*told, *people)))
        marks = ",".join("?" * len(both))
        parcels = self._all(
            Parcel,
            f"sender_phone IN ({marks}) OR receiver_phone IN ({marks})"
            " ORDER BY posted_at DESC LIMIT 20",
            *both,
            *both,
        )
        return CallerCard(
            number,
            customers,
            self._rows(clause.format(1), values),
            self._rows(clause.format(0), values),
            parcels,
        )

    def open_tickets_of(self, waybill: str) -> tuple[QueueRow, ...]:
        """Customers' open tickets about a parcel; tasks for departments are left out."""
        if not waybill:
            return ()
        clause = "WHERE t.waybill=? AND t.is_open=1 AND t.parent='' ORDER BY t.id LIMIT 20"
        return self._rows(clause, (waybill,))

    # people and parcels

    def parcel(self, waybill: str) -> Parcel | None:
        """The parcel of a waybill."""
        return self._one(Parcel, "waybill=?", waybill) if waybill else None

    def traces(self, parcel: str) -> tuple[Trace, ...]:
        """A parcel's events in time order."""
        return self._all(Trace, "parcel=? ORDER BY at, id LIMIT 200", parcel)

    def customer(self, uid: str) -> Customer | None:
        """The customer of a uid."""
        return self._one(Customer, "uid=?", uid)

    def agents(self) -> tuple[Agent, ...]:
        """The team, by work number."""
        return self._all(Agent, "1 ORDER BY work_no, name")

    def agent(self, uid: str) -> Agent | None:
        """The person of a uid."""
        return self._one(Agent, "uid=?", uid)

    def load_of(self, agent: str) -> int:
        """How many open tickets a person has."""
        row = self.connection.execute(
            "SELECT count(*) FROM ticket WHERE owner=? AND is_open=1", (agent,)
        ).fetchone()
        return int(row[0])

    def key_accounts(self) -> tuple[KeyAccount, ...]:
        """The brands whose parcels go to the key-account group."""
        return self._all(KeyAccount, "active=1 ORDER BY name")

    def views(self, owner: str = "") -> tuple[View, ...]:
        """Saved views of an agent and of everybody."""
        return self._all(View, "owner IN ('',?) ORDER BY position, id", owner)

    # claims

    def claim(self, uid: str) -> Claim | None:
        """The claim of a uid."""
        return self._one(Claim, "uid=?", uid)

    def claim_by_number(self, number: str) -> Claim | None:
        """The claim of a human number."""
        return self._one(Claim, "number=?", number)

    def claims(self, statuses: tuple[str, ...] = (), limit: int = 500) -> tuple[Claim, ...]:
        """Claims in some statuses (all when none is named), newest first."""
        marks = ",".join("?" * len(statuses))
        condition = f"status IN ({marks})" if statuses else "1"
        return self._all(Claim, f"{condition} ORDER BY created_at DESC LIMIT ?", *statuses, limit)

    def prints(self, claim: str) -> tuple[Print, ...]:
        """The print register's lines of a claim."""
        return self._all(Print, "claim=? ORDER BY at", claim)

    # the desk

    def journal(self, ticket: str, limit: int = 200) -> tuple[JournalLine, ...]:
        """The audit journal of a ticket, newest first."""
        from workstation.store import journal

        return journal.of_ticket(self.connection, ticket, limit)

    def last_undoable(self, agent: str) -> JournalLine | None:
        """The agent's newest work that may be taken back."""
        from workstation.store import journal

        return journal.last_undoable(self.connection, agent)

    def refused(self) -> tuple[RefusedOperation, ...]:
        """Operations that the hub refused and nobody has settled."""
        rows = self.connection.execute(
            "SELECT uid,at,action,ticket,code,facts,args FROM operation"
            " WHERE state='refused' ORDER BY n"
        )
        return tuple(
            RefusedOperation(uid, at, action, ticket, code, json.loads(facts), json.loads(args))
            for uid, at, action, ticket, code, facts, args in rows
        )

    def renewals(self) -> tuple[Renewal, ...]:
        """New beginnings of the hub or of this desk that nobody has read, oldest first."""
        from workstation.store import renewals

        return renewals.unread(self.connection)

    def conflicts(self, ticket: str = "") -> tuple[OpenConflict, ...]:
        """Fields whose author here must choose, of one ticket or of all, oldest first."""
        from workstation.store import operations

        names = {agent.uid: agent.name for agent in self.agents()}
        return tuple(
            OpenConflict(
                uid,
                told.operation,
                told.kind,
                told.uid,
                told.ticket,
                told.field,
                told.mine,
                told.theirs,
                names.get(told.their_author, ""),
                told.at,
            )
            for uid, told in operations.conflicts(self.connection, ticket)
        )

    def mapping(self, fingerprint: str) -> dict[str, Any] | None:
        """A column mapping that was used before for these headers."""
        row = self.connection.execute(
            "SELECT mapping FROM import_mapping WHERE fingerprint=?", (fingerprint,)
        ).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    # within

    @contextmanager
    def _moment(self) -> Iterator[None]:
        """Read several things as they were at one moment, whatever is written meanwhile."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    def _rows(self, clause: str, values: Iterable[Any]) -> tuple[QueueRow, ...]:
        drafted = self._drafted()
        rows = self.connection.execute(f"SELECT {_COLUMNS} {_FROM} {clause}", tuple(values))
        return tuple(_row(found, drafted) for found in rows)

    def _where(self, chosen: Filter) -> tuple[str, list[Any]]:
        """The condition of a filter, its words included."""
        condition, values = conditions.where(chosen, self._clock())
        if chosen.text:
            condition += " AND t.id IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(self._finder.filtered(chosen.text)))
        return condition, values

    def _ids(
        self, chosen: Filter, order: str, bound: str = "", bounds: tuple[int, ...] = ()
    ) -> array[int]:
        condition, values = self._where(chosen)
        rows = self.connection.execute(
            f"SELECT t.id FROM ticket t WHERE {condition}"
            f" ORDER BY {conditions.order_by(order, chosen)}{bound}",
            (*values, *bounds),
        )
        return array("q", (row[0] for row in rows))

    def _earlier(self, ticket: Ticket) -> tuple[QueueRow, ...]:
        if ticket.customer:
            clause = "WHERE t.customer=? AND t.uid<>? ORDER BY t.created_at DESC LIMIT 20"
            return self._rows(clause, (ticket.customer, ticket.uid))
        if ticket.phone:
            clause = "WHERE t.phone=? AND t.uid<>? ORDER BY t.created_at DESC LIMIT 20"
            return self._rows(clause, (ticket.phone, ticket.uid))
        return ()

    def _older(self, ticket: str) -> int:
        row = self.connection.execute("SELECT count(*) FROM entry WHERE ticket=?", (ticket,))
        return int(row.fetchone()[0]) - _ENTRIES

    def _waiting(self, ticket: str) -> int:
        row = self.connection.execute(
            "SELECT count(*) FROM operation WHERE ticket=? AND state='waiting'", (ticket,)
        )
        return int(row.fetchone()[0])

    def _one(self, made: type[R], condition: str, *values: object) -> R | None:
        coder = codec(made)
        row = self.connection.execute(f"{coder.select} WHERE {condition} LIMIT 1", values)
        found = row.fetchone()
        return None if found is None else coder.record(found)

    def _all(self, made: type[R], condition: str, *values: object) -> tuple[R, ...]:
        coder = codec(made)
        rows = self.connection.execute(f"{coder.select} WHERE {condition}", values)
        return tuple(coder.record(row) for row in rows)


def _row(found: tuple[Any, ...], drafted: frozenset[str]) -> QueueRow:
    told: tuple[Any, ...] = found[:24]
    flags, claim_status, department, unsent = found[24:]
    listed = () if flags == "[]" else tuple(json.loads(flags))
    row: Callable[..., QueueRow] = QueueRow
    return row(*told, listed, claim_status, told[1] in drafted, bool(unsent), department)
