"""Comparing the replica with the hub, and putting right what differs.

Whatever changed a row behind the program's back, on this desk or at the hub, is found so; what
only is on its way is not taken for a difference.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from workstation.domain.pages import Verified
from workstation.store import incoming, leaving, operations, state
from workstation.store.connect import connect
from workstation.store.incoming import Altered
from workstation.store.replica import transaction
from workstation.sync import digest, edited, receiving
from workstation.sync.exchange import Exchange
from workstation.sync.line import RoundResult
from workstation.sync.merge import lay_over
from workstation.sync.protocol import BUCKETS, Key, RecordState
from workstation.sync.sending import arriving

_log = logging.getLogger("aftercare.sync")
#: How often what differs is pulled once more before it counts as wrong.
_LOOKS: Final = 2
_DAY_MS: Final = 86_400_000
_TOO_MANY: Final = 32
_IN_TURN: Final = 8
_OFFERED: Final = 100
_NONE: Final = (0, 0)


def verify(exchange: Exchange, *, wholly: bool = False) -> Verified:
    """Compare and repair; first the desk is told everything that is new.

    Every record's revision is compared, and the facts of those whose turn it is; `wholly` those
    of all. The replica is read on a connection of its own; its writer is held only for repairs.
    """
    exchange.round()
    with exchange.turn:
        path = exchange.do(_file_of)
        since = _age(exchange)
        turn: frozenset[int] = frozenset() if wholly else frozenset(exchange.do(_next_buckets))
        with closing(connect(path, read_only=True)) as reading:
            differing, count, fuller = _differing(exchange, reading, turn, since)
            if len(differing) > _TOO_MANY:
                for number in fuller:
                    _offered(exchange, reading, _compared(exchange, reading, number, since)[1])
                repaired, dropped = _all_anew(exchange, len(differing))
            else:
                mended = [_mend(exchange, reading, number, since) for number in differing]
                repaired = sum(one[0] for one in mended)
                dropped = sum(one[1] for one in mended)
            if wholly:
                turn = frozenset(range(BUCKETS))
                differing, _, _ = _differing(exchange, reading, turn, since)
            for number in sorted(turn.intersection(differing)):
                repaired += edited.mend(exchange, reading, number, since)
        told = Verified(exchange.clock(), count, repaired, dropped)
        exchange.do(lambda connection: _note(connection, told))
    if repaired or dropped:
        _log.warning("the replica differed: %s records fetched, %s dropped", repaired, dropped)
    return told


def _differing(
    exchange: Exchange, reading: sqlite3.Connection, whole: frozenset[int], since: int
) -> tuple[list[int], int, list[int]]:
    """The buckets that differ, also after pulling once more, and the number of records.

    Last, those of which more is here than at the hub.
    """
    ours = digest.sums(reading, whole, since)
    count = sum(number for number, _ in ours.values())
    wrong: set[int] = set(range(BUCKETS))
    for look in range(_LOOKS):
        if look:
            exchange.pull()
            ours = digest.sums(reading, whole, since)
        theirs = exchange.hub.digest(exchange.scope, whole=whole, since=since)
        wrong &= {n for n in {*ours, *theirs} if ours.get(n, _NONE) != theirs.get(n, _NONE)}
        if not wrong:
            break
    fuller = [n for n in sorted(wrong) if ours.get(n, _NONE)[0] > theirs.get(n, _NONE)[0]]
    return sorted(wrong), count, fuller


def _next_buckets(connection: sqlite3.Connection) -> list[int]:
    """The buckets whose turn it is."""
    first = state.number(connection, "compared_up_to")
    with transaction(connection):
        state.write(connection, "compared_up_to", str((first + _IN_TURN) % BUCKETS))
    return [(first + place) % BUCKETS for place in range(_IN_TURN)]


def _all_anew(exchange: Exchange, differing: int) -> tuple[int, int]:
    """So much differs that being told everything again is quicker."""
    receiving.tell_anew(exchange)
    exchange.pull()
    return differing, 0


def _mend(
    exchange: Exchange, reading: sqlite3.Connection, number: int, since: int
) -> tuple[int, int]:
    """Bring one bucket to the hub's revisions: records fetched, records dropped."""
    wanted, excess = _compared(exchange, reading, number, since)
    if excess:
        kept = _offered(exchange, reading, excess)
        excess = [key for key in excess if key not in kept]
    if not wanted and not excess:
        return 0, 0
    states = exchange.hub.fetch(wanted) if wanted else []

    def write(connection: sqlite3.Connection) -> tuple[RoundResult, int]:
        with transaction(connection):
            altered = Altered()
            _lower(connection, wanted)
            told = [arriving(item) for item in states]
            incoming.apply(connection, told, lay_over, altered)
            dropped = _drop(connection, excess, altered)
            changes = altered.changes(connection)
        return RoundResult(pulled=len(told), changes=changes), dropped

    done, dropped = exchange.do(write)
    exchange.announced(done)
    return done.pulled, dropped


def _compared(
    exchange: Exchange, reading: sqlite3.Connection, number: int, since: int
) -> tuple[dict[Key, int], list[Key]]:
    """One bucket's records that are older or newer here, with the hub's revisions; those too many."""
    there = exchange.hub.bucket(number, exchange.scope, since=since)
    theirs = {(kind, uid): rev for kind, uid, rev in there}
    ours = {(kind, uid): rev for kind, uid, rev in digest.lines(reading, number, since)}
    lacking = {key: rev for key, rev in theirs.items() if ours.get(key) != rev}
    return lacking, [key for key in ours if key not in theirs]


def _offered(exchange: Exchange, reading: sqlite3.Connection, excess: list[Key]) -> set[Key]:
    """Offer the hub what it has no row of: what somebody deleted there by hand stays here.

    Until whoever runs the hub has restored it, or said that it is gone.
    """
    who = exchange.identity()
    told = [
        RecordState(kind, uid, rev, facts)
        for kind in {kind for kind, _ in excess}
        for uid, rev, facts in digest.contents(reading, kind, [u for k, u in excess if k == kind])
    ]
    kept: set[Key] = set()
    for start in range(0, len(told), _OFFERED):
        part = told[start : start + _OFFERED]
        kept.update(exchange.hub.offer(who.desk_no, who.token, part))
    if kept:
        _log.warning("the shared database lost %s records that are here: offered", len(kept))
    return kept


def _lower(connection: sqlite3.Connection, expected: dict[Key, int]) -> None:
    """Rows that claim a newer revision than the hub's are brought back to it as well."""
    for (kind, uid), rev in expected.items():
        connection.execute(f'UPDATE "{kind}" SET rev=-1 WHERE uid=? AND rev>=?', (uid, rev))


def _drop(connection: sqlite3.Connection, excess: list[Key], altered: Altered) -> int:
    tickets = [uid for kind, uid in excess if kind == "ticket"]
    dropped = leaving.evict(connection, tickets, altered)
    held = operations.held_about(connection)
    for kind, uid in excess:
        if kind == "ticket" or uid in held:
            continue
        if not leaving.is_leaving(connection, operations.ticket_of(connection, kind, uid)):
            dropped += leaving.drop_row(connection, kind, uid, altered)
    return dropped


def _age(exchange: Exchange) -> int:
    """Drop tickets that have become older than the desk keeps them; from when on it does (0: all)."""
    days = exchange.scope.days
    if not days:
        return 0
    before = exchange.clock() - days * _DAY_MS

    def write(connection: sqlite3.Connection) -> RoundResult:
        with transaction(connection):
            altered = Altered()
            leaving.trim_over(connection, before, altered)
            return RoundResult(changes=altered.changes(connection))

    exchange.announced(exchange.do(write))
    return before


def _note(connection: sqlite3.Connection, told: Verified) -> None:
    with transaction(connection):
        state.write(connection, "checked_at", str(told.at))
        state.write(connection, "repaired", str(told.repaired + told.dropped))
        if told.repaired or told.dropped:
            _journal(connection, told)


def _journal(connection: sqlite3.Connection, told: Verified) -> None:
    from workstation.domain.identity import new_uid
    from workstation.domain.people import Agent
    from workstation.store import journal

    facts = {"records": told.records, "repaired": told.repaired, "dropped": told.dropped}
    work = journal.Finished(
        new_uid(),
        told.at,
        Agent("", "", role="agent"),
        "VerifyReplica",
        "",
        {},
        [{"kind": "note", "uid": "VerifyReplica", "new": facts}],
    )
    journal.write(connection, work, send=False)


def _file_of(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])
