"""Pulling what is new, page by page; the first time through everything, open tickets first."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from workstation.changes import Changes
from workstation.store import filling, incoming, leaving, operations, renewals, state
from workstation.store.incoming import Altered
from workstation.store.replica import now_ms, transaction
from workstation.sync import identity as identities
from workstation.sync.identity import Identity
from workstation.sync.line import Line, RoundResult
from workstation.sync.merge import lay_over
from workstation.sync.protocol import PULL_LIMIT, Key, Pulled, RecordState, Scope
from workstation.sync.sending import arriving

#: Records in one page of a first scan; the writer is held for about as long as it says.
_FIRST = 2_000
_LARGEST = 8_000
_SMALLEST = 250
_LONG = 0.25
_SHORT = 0.1


class Pages:
    """How much to ask for at once, so that the agent's own work never waits long for a page."""

    def __init__(self) -> None:
        self.size = _FIRST

    def took(self, seconds: float) -> None:
        """Learn from how long a page was being written."""
        if seconds > _LONG:
            self.size = max(self.size // 2, _SMALLEST)
        elif seconds < _SHORT:
            self.size = min(self.size * 2, _LARGEST)

    def limit(self, who: Identity) -> int:
        """What to ask for now."""
        scanning = not who.cursor or bool(who.stage)
        return self.size if scanning else PULL_LIMIT


class Ahead:
    """The next page of a first scan, asked for while the one before is being written."""

    def __init__(self, line: Line, *, wanted: bool) -> None:
        self._line = line
        self._wanted = wanted
        self._thread: ThreadPoolExecutor | None = None
        self._asked: tuple[object, Future[Pulled]] | None = None

    def ask(self, desk_no: int, cursor: str, limit: int) -> None:
        """Ask for the page after a cursor."""
        if not self._wanted:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        scope = self._line.scope
        told = self._thread.submit(self._line.hub.pull, desk_no, cursor, limit, scope)
        self._asked = (desk_no, cursor, scope), told

    def take(self, desk_no: int, cursor: str) -> Pulled | None:
        """The page after a cursor if it was asked for; raises what asking raised."""
        asked, self._asked = self._asked, None
        if asked is None or asked[0] != (desk_no, cursor, self._line.scope):
            return None
        return asked[1].result()

    def close(self) -> None:
        """Wait until nothing is asked any more."""
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)


def pull_page(
    line: Line, who: Identity, pages: Pages, ahead: Ahead
) -> tuple[RoundResult, Pulled | None]:
    """Pull and apply the next changes; None when this desk must ask again."""
    limit = pages.limit(who)

    def ask(desk: Identity) -> Pulled:
        return ahead.take(desk.desk_no, desk.cursor) or line.timing(
            lambda: line.hub.pull(desk.desk_no, desk.cursor, limit, line.scope),
            lambda pulled: pulled.now,
            line.pulling,
        )

    told = line.as_desk(who, ask)
    if told is None:
        return RoundResult(), None
    if told.epoch != who.epoch:
        line.enrol(who)
        return RoundResult(), None
    if told.stage and told.more and not line.stopped():
        ahead.ask(who.desk_no, told.cursor, pages.size)
    changes = _complete(line, told.changes)
    begun = time.monotonic()
    result = line.do(lambda connection: _taken(connection, who, told, changes, line.scope))
    if limit == pages.size:
        pages.took(time.monotonic() - begun)
    return line.announced(result), told


def refresh(line: Line, keys: Iterable[Key]) -> None:
    """Bring some records to what the hub has now."""
    states = line.hub.fetch(keys)

    def write(connection: sqlite3.Connection) -> RoundResult:
        with transaction(connection):
            altered = Altered()
            incoming.apply(connection, [arriving(told) for told in states], lay_over, altered)
            return RoundResult(pulled=len(states), changes=altered.changes(connection))

    line.announced(line.do(write))


def _complete(line: Line, changes: Sequence[RecordState]) -> list[RecordState]:
    """The changes; of this desk's own only what the replica does not have after all."""
    own = [told for told in changes if told.body is None and not told.gone]
    if not own:
        return list(changes)
    others = [told for told in changes if told.body is not None or told.gone]
    revs = [(told.kind, told.uid, told.rev) for told in own]
    lacking = line.do(lambda connection: incoming.missing(connection, revs))
    return others + line.hub.fetch(lacking) if lacking else others


def _taken(
    connection: sqlite3.Connection,
    who: Identity,
    told: Pulled,
    changes: Sequence[RecordState],
    asked: Scope,
) -> RoundResult:
    """Write one page, the place in the feed, and what the page ends or begins."""
    scanning = not who.cursor or bool(told.stage or who.stage)
    with transaction(connection):
        _begin_anew(connection, who, told, asked)
        altered = Altered()
        many = scanning and not filling.has_unsent(connection)
        rest = _filled(connection, changes) if many else changes
        _apply(connection, rest, altered)
        _note_scan(connection, told, len(changes) if scanning else 0)
        if scanning and not told.more:
            dropped = leaving.sweep(connection, altered)
            if dropped:
                renewals.add(connection, told.now or now_ms(), dropped=dropped)
            renewals.over(connection)
            leaving.evict_outside(connection, asked.groups, asked.regions, altered)
            if state.read(connection, "offer_files"):
                state.write(connection, "offer_files", "")
                identities.blobs_again(connection)
        if told.cursor != who.cursor:
            state.write(connection, "hub_cursor", told.cursor)
        announced = altered.changes(connection)
    if many and changes:
        kinds = frozenset(item.kind for item in changes)
        announced = announced.joined(Changes(kinds=kinds, origin="shared", many=True))
    return RoundResult(pulled=len(changes), changes=announced)


def _begin_anew(connection: sqlite3.Connection, who: Identity, told: Pulled, asked: Scope) -> None:
    """When the hub begins to tell everything again: what it will not tell goes at the end.

    It does so for another scope; for the same one it was replaced by a server that may lack
    what was accepted last, so that is told again.
    """
    scope = identities.scope_text(told.scope, asked)
    known = state.read(connection, "hub_scope")
    restarted = (
        bool(who.cursor) and not who.stage and (bool(told.stage) or known not in ("", scope))
    )
    if not who.cursor and state.read(connection, "sweeping"):
        leaving.mark_all(connection)  # also what came in since, by answers to this desk's work
    elif who.stage and known not in ("", scope):
        leaving.mark_all(connection)  # what the part of the first scope told
    if restarted and not state.read(connection, "sweeping"):
        leaving.mark_all(connection)
        if scope == known:
            again = operations.send_again(connection)
            renewals.note(connection, "hub_replaced", told.now or now_ms(), again=again)
    if scope != known:
        state.write(connection, "hub_scope", scope)


def _note_scan(connection: sqlite3.Connection, told: Pulled, count: int) -> None:
    """Keep how far a first scan has come."""
    stage = told.stage if told.more else ""
    if stage != state.read(connection, "hub_stage"):
        state.write(connection, "hub_stage", stage)
    if count:
        done = state.number(connection, "scan_done") + count if told.more else 0
        state.write(connection, "scan_done", str(done))


def _filled(connection: sqlite3.Connection, changes: Sequence[RecordState]) -> list[RecordState]:
    """Put new records in all at once; what is left for the long way."""
    by_kind: dict[str, list[filling.Told]] = {}
    rest: list[RecordState] = []
    for told in changes:
        if told.body is None or told.gone or told.kind == "lease":
            rest.append(told)
        else:
            by_kind.setdefault(told.kind, []).append((told.uid, told.rev, told.body))
    known = filling.fill(connection, by_kind)
    if known:
        rest += [told for told in changes if told.uid in known and told.body is not None]
    return rest


def _apply(
    connection: sqlite3.Connection, changes: Sequence[RecordState], altered: Altered
) -> None:
    evicted = [told.uid for told in changes if told.evicted]
    staying = [told for told in changes if not told.evicted]
    incoming.apply(connection, [arriving(told) for told in staying], lay_over, altered)
    if leaving.has_marked(connection):
        leaving.stay(connection, [told.uid for told in staying if told.kind == "ticket"], altered)
        leaving.evict_marked(connection, altered)
    leaving.evict(connection, evicted, altered)


def tell_anew(line: Line) -> None:
    """Have the hub tell everything again from the next pull on."""

    def write(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            identities.tell_anew(connection)

    line.do(write)
