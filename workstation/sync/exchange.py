"""One round with the hub: push what waits, store the answers, pull what is new.

Each step is one transaction of the replica, and any of them may be the last before the power
goes: pushed operations are answered again as before, a pull starts from the stored cursor.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from workstation.changes import Changes
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.store import incoming, operations, state
from workstation.store.incoming import Altered, Incoming
from workstation.store.operations import Conflict, Outgoing
from workstation.store.replica import now_ms, transaction
from workstation.sync import identity as identities
from workstation.sync.identity import Identity
from workstation.sync.kept_text import drafts_of
from workstation.sync.merge import lay_over
from workstation.sync.protocol import (
    PULL_LIMIT,
    PUSH_BYTES,
    PUSH_LIMIT,
    Hub,
    Operation,
    Outcome,
    Progress,
    RecordState,
)

T = TypeVar("T")
Submit = Callable[[Callable[[sqlite3.Connection], T]], "Future[T]"]
_REENROL: Final = ("desk_cloned", "desk_unknown")


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round did: operations answered (and refused among them), changes taken in."""

    pushed: int = 0
    refused: int = 0
    conflicts: int = 0
    pulled: int = 0
    changes: Changes = field(default_factory=lambda: Changes(origin="shared"))


class Exchange:
    """The exchange between one replica and one hub.

    With `stopped` the loops end between two steps once it says so.

    `submit` runs a task on the replica's writer (`Writer.submit`); the network is never waited
    for there. `keep_text(draft)` is given the words of refused work before the record that
    carried them goes; `told(changes)` hears of every batch once it is committed. Methods may be
    called from several threads; their steps take turns.
    """

    def __init__(
        self,
        submit: Callable[..., Any],
        hub: Hub,
        *,
        name: str = "",
        keep_text: Callable[[Draft], None] | None = None,
        told: Callable[[Changes], None] | None = None,
        clock: Callable[[], int] = now_ms,
        stopped: Callable[[], bool] | None = None,
    ) -> None:
        self.hub = hub
        self._submit = submit
        self._name = name
        self._keep_text = keep_text or (lambda draft: None)
        self._told = told or (lambda changes: None)
        self._clock = clock
        self.stopped = stopped or (lambda: False)
        self._turn = threading.RLock()
        self._met = False
        self._renewed = False

    def round(self, progress: Progress | None = None) -> RoundResult:
        """Push everything that waits, then pull everything that is new.

        `progress(done, total)` is told while pulling. Raises `HubUnreachable` and the
        hub's `Refusal`s; what was exchanged before stays.
        """
        result = self.push()
        return _joined(result, self.pull(progress))

    # up

    def push(self) -> RoundResult:
        """Push until nothing waits."""
        result = RoundResult()
        while not self.stopped() and (step := self._push_batch()) is not None:
            result = _joined(result, step)
        return result

    def _push_batch(self) -> RoundResult | None:
        """Push the next operations; None when none waits."""
        with self._turn:
            who = self.identity()
            batch = self.do(lambda replica: operations.waiting(replica, PUSH_LIMIT, PUSH_BYTES))
            if not batch:
                return None
            told = [_operation(item) for item in batch]
            answer = self._as_desk(who, lambda desk: self.hub.push(desk.desk_no, desk.token, told))
            return RoundResult() if answer is None else self._store(batch, answer.outcomes)

    def _store(self, batch: Sequence[Outgoing], outcomes: Sequence[Outcome]) -> RoundResult:
        by_uid = {item.uid: item for item in batch}
        now = self._clock()
        for outcome in outcomes:
            if outcome.state == "refused":
                for draft in drafts_of(by_uid[outcome.uid], outcome, now):
                    self._keep_text(draft)

        def write(connection: sqlite3.Connection) -> RoundResult:
            with transaction(connection):
                altered = Altered()
                fresh = [
                    outcome
                    for outcome in outcomes
                    if operations.answered(
                        connection, outcome.uid, now, outcome.code, outcome.facts
                    )
                ]
                for outcome in fresh:
                    _accept(connection, by_uid[outcome.uid], outcome, altered)
                decided = _decided(by_uid, fresh)
                incoming.apply(connection, decided, lay_over, altered)
                conflicts = sum(
                    _keep_conflicts(connection, by_uid[outcome.uid], outcome, now, altered)
                    for outcome in fresh
                )
                changes = altered.changes(connection)
            refused = sum(outcome.state == "refused" for outcome in fresh)
            return RoundResult(len(fresh), refused, conflicts, changes=changes)

        return self._announced(self.do(write))

    # down

    def pull(self, progress: Progress | None = None) -> RoundResult:
        """Pull until nothing is new."""
        result = RoundResult()
        total = 0
        more = True
        while more and not self.stopped():
            with self._turn:
                who = self.identity()
                if progress and not who.cursor:
                    total = self.hub.info().records
                step, more = self._pull_page(who)
            result = _joined(result, step)
            if progress:
                progress(result.pulled, max(total, result.pulled))
        return result

    def _pull_page(self, who: Identity) -> tuple[RoundResult, bool]:
        """Pull and apply the next changes; tell whether there are more."""
        told = self._as_desk(who, lambda desk: self.hub.pull(desk.desk_no, desk.cursor, PULL_LIMIT))
        if told is None or told.epoch != who.epoch:
            if told is not None:
                self._enrol(who)
            return RoundResult(), True
        return self._apply(self._complete(told.changes), told.cursor), told.more

    def _complete(self, changes: Sequence[RecordState]) -> list[RecordState]:
        """The changes; of this desk's own only what the replica does not have after all."""
        own = [told for told in changes if told.body is None and not told.gone]
        others = [told for told in changes if told.body is not None or told.gone]
        if own:
            revs = [(told.kind, told.uid, told.rev) for told in own]
            lacking = self.do(lambda connection: incoming.missing(connection, revs))
            if lacking:
                others += self.hub.fetch(lacking)
        return others

    def _apply(self, states: Sequence[RecordState], cursor: str | None) -> RoundResult:
        told = [_incoming(item) for item in states]

        def write(connection: sqlite3.Connection) -> RoundResult:
            with transaction(connection):
                altered = Altered()
                incoming.apply(connection, told, lay_over, altered)
                if cursor is not None and cursor != state.read(connection, "hub_cursor"):
                    state.write(connection, "hub_cursor", cursor)
                changes = altered.changes(connection)
            return RoundResult(pulled=len(told), changes=changes)

        return self._announced(self.do(write))

    # leases

    def take_next(
        self,
        agent: str,
        agent_name: str,
        groups: Sequence[str],
        ttl_ms: int,
        exclude: Iterable[str] = (),
    ) -> str | None:
        """Lease the most urgent ticket that the agent may work; it is in the replica then.

        None when there is none. Raises `HubUnreachable`: offline nothing is leased anew.
        """
        with self._turn:
            self.push()
            who = self.identity()
            busy = self.do(operations.waiting_tickets)
            given = self.hub.take_next(
                agent, agent_name, groups, who.desk_no, ttl_ms, [*exclude, *busy], new_uid()
            )
            if given is None:
                return None
            self._refresh(given.ticket)
            return given.ticket

    def lease(self, ticket: str, agent: str, agent_name: str, ttl_ms: int) -> bool:
        """Lease or renew one ticket; False while another agent holds it."""
        with self._turn:
            desk_no = self.identity().desk_no
            given = self.hub.lease(ticket, agent, agent_name, desk_no, ttl_ms)
            self._refresh(ticket)
            return given is not None

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back."""
        with self._turn:
            done = self.hub.release(ticket, agent)
            self._refresh(ticket)
            return done

    def _refresh(self, ticket: str) -> None:
        self._apply(self.hub.fetch([("ticket", ticket), ("lease", ticket)]), None)

    # who we are

    def identity(self) -> Identity:
        """Who this desk is towards the hub; it is enrolled first if need be.

        The first time it is asked whether this is the hub that the replica knows.
        """
        who = self.do(identities.read)
        if not who.enrolled:
            return self._enrol(who)
        if not self._met:
            known = self.hub.epoch() == who.epoch
            self._met = True
            return who if known else self._enrol(who)
        return who

    def _enrol(self, who: Identity) -> Identity:
        given = self.hub.enrol(who.desk_uid, self._name)
        self.do(lambda connection: identities.enrolled(connection, given))
        return self.do(identities.read)

    def _as_desk(self, who: Identity, ask: Callable[[Identity], T]) -> T | None:
        """Ask the hub; None when this desk had to become another one first and shall ask again.

        That helps once; a hub that refuses the renewed desk as well is believed.
        """
        try:
            answer = ask(who)
            self._renewed = False
            return answer
        except Refusal as refusal:
            if refusal.code not in _REENROL or self._renewed:
                raise
            self._renewed = True
            if refusal.code == "desk_cloned":
                self.do(identities.another)
            self._enrol(self.do(identities.read))
            return None

    def do(self, task: Callable[[sqlite3.Connection], T]) -> T:
        """Run a task on the replica's writer and wait for it."""
        done: Future[T] = self._submit(task)
        return done.result()

    def _announced(self, result: RoundResult) -> RoundResult:
        changes = result.changes
        if changes.tickets or changes.kinds or changes.many:
            self._told(changes)
        return result


def _operation(item: Outgoing) -> Operation:
    return Operation(
        item.n, item.uid, item.at, item.agent, item.action, item.ticket, item.args, item.changes
    )


def _incoming(told: RecordState, *, anyway: bool = False) -> Incoming:
    facts = None if told.gone else told.body
    return Incoming(told.kind, told.uid, told.rev, facts, told.author, anyway)


def _accept(
    connection: sqlite3.Connection, item: Outgoing, outcome: Outcome, altered: Altered
) -> None:
    """The revisions of what was taken in as asked; the ticket's row is repainted either way."""
    if outcome.state == "applied":
        operations.accept_revs(connection, outcome.revs)
    if item.ticket:
        altered.add("operation", item.ticket, {"unsent"})


def _decided(by_uid: dict[str, Outgoing], outcomes: Sequence[Outcome]) -> list[Incoming]:
    """The states that stand instead of what merged and refused operations wanted."""
    found: dict[tuple[str, str], Incoming] = {}
    for outcome in outcomes:
        made = {
            (change["kind"], change["uid"])
            for change in by_uid[outcome.uid].changes
            if "new" in change
        }
        for told in outcome.records:
            never_there = told.gone and told.rev == 0
            if not never_there or (told.key in made and outcome.state == "refused"):
                found[told.key] = _incoming(told, anyway=True)
    return list(found.values())


def _keep_conflicts(
    connection: sqlite3.Connection, item: Outgoing, outcome: Outcome, now: int, altered: Altered
) -> int:
    kept = 0
    for note in outcome.notes:
        if note.how != "conflict":
            continue
        ticket = operations.ticket_of(connection, note.kind, note.uid) or item.ticket
        told = (note.field, note.mine, note.theirs, note.author, now)
        operations.keep_conflict(
            connection, Conflict(outcome.uid, note.kind, note.uid, ticket, *told)
        )
        altered.add("conflict", ticket, {"conflicts"}, note.author)
        kept += 1
    return kept


def _joined(first: RoundResult, later: RoundResult) -> RoundResult:
    return replace(
        first,
        pushed=first.pushed + later.pushed,
        refused=first.refused + later.refused,
        conflicts=first.conflicts + later.conflicts,
        pulled=first.pulled + later.pulled,
        changes=first.changes.joined(later.changes),
    )
