"""Pushing what waits, and storing the hub's answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from workstation.domain.automation import FIRING
from workstation.store import incoming, leaving, operations, state
from workstation.store.incoming import Altered, Incoming
from workstation.store.operations import Conflict, Outgoing
from workstation.store.replica import transaction
from workstation.sync.identity import RECALLED, Identity, in_force
from workstation.sync.kept_text import drafts_of
from workstation.sync.line import Line, RoundResult
from workstation.sync.merge import lay_over
from workstation.sync.protocol import (
    PUSH_BYTES,
    PUSH_LIMIT,
    HubUnreachable,
    Key,
    Operation,
    Outcome,
    Pushed,
    RecordState,
)


def next_batch(line: Line) -> list[Outgoing]:
    """The operations to push next.

    While it is not certain that the last answer arrived, only the first: what was pushed then
    began with it, and the hub answers to the former key nothing but what it was told by it.
    """
    limit = PUSH_LIMIT if line.certain else 1

    def next_ones(replica: sqlite3.Connection) -> list[Outgoing]:
        found = operations.waiting(replica, limit, PUSH_BYTES)
        told = state.read(replica, RECALLED)
        if told and found:  # refused work is told in its place among the rest
            before = operations.refused_before(replica, 1, PUSH_BYTES, int(told))
            found = [item for item in found if not before or item.n < before[0][0].n]
        return found

    return line.do(next_ones)


def push_batch(line: Line, who: Identity, batch: Sequence[Outgoing]) -> RoundResult:
    """Push operations and store the answers; nothing when this desk must ask again."""
    last = batch[-1].n
    if not all(item.sent for item in batch):
        line.do(lambda connection: _frozen(connection, last))
    told = [operation(item) for item in batch]
    was_certain, line.certain = line.certain, False
    try:
        answer = line.as_desk(
            who,
            lambda desk: line.timing(
                lambda: line.hub.push(desk.desk_no, desk.token, told),
                lambda pushed: pushed.now,
                line.pushing,
            ),
        )
    except HubUnreachable:
        _note_try(line, last)
        raise
    if answer is None:
        return RoundResult()
    again = _doubtful(line, batch, answer)
    result = _store(line, batch, answer, again)
    line.certain = True
    return result if was_certain or result.pushed else RoundResult()


def _frozen(connection: sqlite3.Connection, last: int) -> None:
    with transaction(connection):
        operations.freeze(connection, last)


def _note_try(line: Line, last: int) -> None:
    now = line.clock()

    def write(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            operations.tried(connection, last, now)

    line.do(write)


def _doubtful(line: Line, batch: Sequence[Outgoing], answer: Pushed) -> list[RecordState]:
    """What now stands of records of which the replica may show more than the hub has.

    Those are the records of operations that were told again, and those that came in with an
    operation in them that still waited here, and were laid under it: the answer to it was lost,
    or a copy of this desk had sent it. What is not in the replica, such as what hangs
    on a ticket that has left it, does not come in by this.
    """
    keys: dict[Key, None] = {}
    told_again = [
        (change["kind"], change["uid"]) for item in batch if item.again for change in item.changes
    ]
    if told_again:
        keys.update(dict.fromkeys(line.do(lambda c: incoming.present(c, told_again))))
    first: dict[Key, int] = {}
    for outcome in answer.outcomes:
        for kind, uid, _, after in outcome.revs:
            first[kind, uid] = min(after, first.get((kind, uid), after))
    revs = [(*key, after) for key, after in first.items()]
    behind = set(line.do(lambda c: incoming.missing(c, revs, marked=True))) if revs else set()
    keys.update({key: None for key in first if key not in behind})
    return line.hub.fetch(keys) if keys else []


def _store(
    line: Line, batch: Sequence[Outgoing], answer: Pushed, again: Sequence[RecordState]
) -> RoundResult:
    by_uid = {item.uid: item for item in batch}
    now = answer.now or line.clock()  # how long sent work is kept counts by the hub's time
    owed = line.do(lambda connection: _owed(connection, by_uid, answer.outcomes, now))
    for outcome in answer.outcomes:
        if outcome.state == "refused" and outcome.uid not in owed:
            if by_uid[outcome.uid].action == FIRING:  # a rule's words are nobody's
                continue
            for draft in drafts_of(by_uid[outcome.uid], outcome, now):
                line.keep_text(draft)

    def write(connection: sqlite3.Connection) -> RoundResult:
        with transaction(connection):
            altered = Altered()
            for uid, (since, facts) in owed.items():
                operations.owe(connection, uid, since, now, facts)
            fresh = [
                outcome
                for outcome in answer.outcomes
                if outcome.uid not in owed
                and _answered(connection, by_uid[outcome.uid], outcome, now)
            ]
            for outcome in fresh:
                _accept(connection, by_uid[outcome.uid], outcome, altered)
            decided = [*_decided(by_uid, fresh), *(arriving(told, anyway=True) for told in again)]
            incoming.apply(connection, decided, lay_over, altered)
            leaving.evict(connection, _out_of_sight(fresh), altered)
            conflicts = sum(
                _keep_conflicts(connection, by_uid[outcome.uid], outcome, now, altered)
                for outcome in fresh
            )
            leaving.evict_marked(connection, altered)
            scope, touched = line.scope, _tickets(batch)
            if in_force(connection, scope):  # else what goes now would not come again
                leaving.evict_outside(connection, scope.groups, scope.regions, altered, touched)
            if answer.token:
                state.write(connection, "hub_token", answer.token)
            changes = altered.changes(connection)
        refused = sum(
            outcome.state == "refused" and by_uid[outcome.uid].action != FIRING for outcome in fresh
        )
        return RoundResult(len(fresh), refused, conflicts, changes=changes)

    return line.announced(line.do(write))


def _tickets(batch: Sequence[Outgoing]) -> list[str]:
    """The tickets that operations changed or made."""
    return [c["uid"] for item in batch for c in item.changes if c["kind"] == "ticket"]


def _owed(
    connection: sqlite3.Connection,
    by_uid: dict[str, Outgoing],
    outcomes: Sequence[Outcome],
    now: int,
) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """Operations that were accepted once, and about whose record a restored hub does not know yet.

    The desk that made it has still to come back: until then, but for a week at most, they are
    owed. With since when, and the missing record.
    """
    owed: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for outcome in outcomes:
        item = by_uid[outcome.uid]
        if outcome.state != "refused" or not item.again:
            continue
        before = str(outcome.facts.get("operation", ""))
        follows = before in owed or operations.owed_since(connection, before) > 0
        if outcome.code != "record_missing" and not (outcome.code == "follows_refused" and follows):
            continue
        since = operations.owed_since(connection, item.uid) or now
        if now - since < operations.OWED_MS and not operations.stands_on(connection, item):
            owed[item.uid] = since, dict(outcome.facts)
    return owed


def _answered(connection: sqlite3.Connection, item: Outgoing, outcome: Outcome, now: int) -> bool:
    """Mark the answer; work on a record whose making was refused says so."""
    code, facts = outcome.code, dict(outcome.facts)
    before = operations.stands_on(connection, item) if code else ""
    if before:
        facts = {"operation": before, **({"code": code} if code != "follows_refused" else {})}
        code = "follows_refused"
    if code and item.again:
        facts |= {operations.ACCEPTED_BEFORE: 1}
    fresh = operations.answered(connection, item.uid, now, code, facts)
    if fresh and code and item.action == FIRING:  # no person did it, so nobody has to deal with it
        operations.settle(connection, item.uid, now)
    return fresh


def operation(item: Outgoing) -> Operation:
    """An operation as it travels."""
    return Operation(
        item.n,
        item.uid,
        item.at,
        item.agent,
        item.action,
        item.ticket,
        item.args,
        item.changes,
        item.again,
    )


def arriving(told: RecordState, *, anyway: bool = False) -> Incoming:
    """A state as the replica takes it in."""
    facts = None if told.gone else told.body
    return Incoming(told.kind, told.uid, told.rev, facts, told.author, anyway)


def _accept(
    connection: sqlite3.Connection, item: Outgoing, outcome: Outcome, altered: Altered
) -> None:
    """The revisions of what was taken in as asked; the ticket's row is repainted either way."""
    if outcome.state == "applied" and not item.again:
        operations.accept_revs(connection, outcome.revs)
    if item.ticket:
        altered.add("operation", item.ticket, {"unsent"})


def _decided(by_uid: dict[str, Outgoing], outcomes: Sequence[Outcome]) -> list[Incoming]:
    """The states that stand instead of what merged and refused operations wanted."""
    found: dict[Key, Incoming] = {}
    for outcome in outcomes:
        made = {
            (change["kind"], change["uid"])
            for change in by_uid[outcome.uid].changes
            if "new" in change
        }
        for told in outcome.records:
            if told.evicted:
                continue  # it is there, but out of sight: it goes with its ticket
            never_there = told.gone and told.rev == 0
            # what an operation was to make and is not there will never be: it was refused, or
            # another desk's rule had done the same before
            unmade = told.key in made or (outcome.state == "refused" and told.kind != "ticket")
            if unmade or not never_there:
                found[told.key] = arriving(told, anyway=True)
    return list(found.values())


def _out_of_sight(outcomes: Sequence[Outcome]) -> list[str]:
    """Tickets that work was about, and that this desk's person may see no more."""
    told = [told for outcome in outcomes for told in outcome.records]
    return [one.uid for one in told if one.evicted and one.kind == "ticket"]


def _keep_conflicts(
    connection: sqlite3.Connection, item: Outgoing, outcome: Outcome, now: int, altered: Altered
) -> int:
    kept = 0
    for note in outcome.notes:
        if note.how != "conflict":
            continue
        ticket = operations.ticket_of(connection, note.kind, note.uid) or item.ticket
        told: tuple[Any, ...] = (note.field, note.mine, note.theirs, note.author, now)
        operations.keep_conflict(
            connection, Conflict(outcome.uid, note.kind, note.uid, ticket, *told)
        )
        altered.add("conflict", ticket, {"conflicts"}, note.author)
        kept += 1
    return kept
