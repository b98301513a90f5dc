"""Finding rows that somebody changed by hand: the revision is the hub's, the facts are not."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from workstation.store import incoming
from workstation.store.flat import compact, flat
from workstation.store.incoming import Altered
from workstation.store.replica import transaction
from workstation.sync import digest
from workstation.sync.exchange import Exchange
from workstation.sync.line import RoundResult
from workstation.sync.merge import lay_over, same
from workstation.sync.protocol import Key, RecordState
from workstation.sync.sending import arriving

_log = logging.getLogger("aftercare.sync")
_PART: Final = 500


def mend(exchange: Exchange, reading: sqlite3.Connection, number: int, since: int) -> int:
    """Bring the facts of one bucket's records back to the hub's; how many differed.

    What unsent work has changed differs rightly, and fields that this program does not know are
    not compared.
    """
    keys = [(kind, uid) for kind, uid, _ in digest.lines(reading, number, since)]
    mended = 0
    for start in range(0, len(keys), _PART):
        there = exchange.hub.fetch(keys[start : start + _PART])
        states = [told for told in there if told.body is not None and not told.gone]
        suspects = set(_differing(reading, states))
        if suspects:
            wanted = [told for told in states if told.key in suspects]
            mended += _repair(exchange, wanted)
    return mended


def _differing(connection: sqlite3.Connection, states: list[RecordState]) -> list[Key]:
    """The records that have the hub's revision here, and other facts."""
    by_kind: dict[str, dict[str, RecordState]] = {}
    for told in states:
        by_kind.setdefault(told.kind, {})[told.uid] = told
    found: list[Key] = []
    for kind, wanted in by_kind.items():
        known = set(flat(kind).names)
        for uid, rev, facts in digest.contents(connection, kind, wanted):
            told = wanted[uid]
            body: Mapping[str, Any] = told.body or {}
            theirs = compact(kind, {name: body[name] for name in body if name in known})
            if rev == told.rev and not same(facts, theirs):
                found.append((kind, uid))
    return found


def _repair(exchange: Exchange, states: list[RecordState]) -> int:
    """Write the hub's facts over rows that still differ, and that no unsent work is about."""

    def write(connection: sqlite3.Connection) -> RoundResult:
        with transaction(connection):
            pending = incoming.pending_of(connection)
            wrong = [key for key in _differing(connection, states) if key not in pending]
            for kind, uid in wrong:
                _log.warning("%s %s was changed by hand on this desk", kind, uid)
            altered = Altered()
            told = [arriving(one, anyway=True) for one in states if one.key in wrong]
            incoming.apply(connection, told, lay_over, altered)
            return RoundResult(pulled=len(told), changes=altered.changes(connection))

    return exchange.announced(exchange.do(write)).pulled
