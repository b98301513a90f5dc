"""The line between one replica and one hub: whose turn it is, who we are, what time it is there."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from workstation.changes import Changes
from workstation.domain.conversation import Draft
from workstation.domain.refusal import Refusal
from workstation.store import operations, retiming, state
from workstation.store.incoming import Altered
from workstation.store.operations import ticket_of
from workstation.store.replica import now_ms, transaction
from workstation.sync import clock as clocks
from workstation.sync import identity as identities
from workstation.sync.clock import hub_clock
from workstation.sync.identity import Identity
from workstation.sync.protocol import ALL, Hub, Scope

T = TypeVar("T")
_REENROL: Final = ("desk_cloned", "desk_unknown")
_KEPT: Final = 256
_BELIEVED_MS: Final = 600_000  # for so long a hub that refuses a renewed desk is believed


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round did: operations answered (and refused among them), changes taken in."""

    pushed: int = 0
    refused: int = 0
    conflicts: int = 0
    pulled: int = 0
    changes: Changes = field(default_factory=lambda: Changes(origin="shared"))

    def joined(self, later: RoundResult) -> RoundResult:
        """Both together."""
        return replace(
            self,
            pushed=self.pushed + later.pushed,
            refused=self.refused + later.refused,
            conflicts=self.conflicts + later.conflicts,
            pulled=self.pulled + later.pulled,
            changes=self.changes.joined(later.changes),
        )


class Times:
    """How long the last exchanges of one kind took."""

    def __init__(self) -> None:
        self._kept: deque[float] = deque(maxlen=_KEPT)

    def add(self, seconds: float) -> None:
        """Note one."""
        self._kept.append(seconds)

    def percentiles(self) -> tuple[int, int]:
        """The median and the 95th percentile in milliseconds, rounded up."""
        told = sorted(self._kept)
        if not told:
            return 0, 0
        places = (len(told) // 2, min(len(told) - 1, len(told) * 95 // 100))
        middle, late = (int(told[place] * 1_000) + 1 for place in places)
        return middle, late


class Line:
    """What pushing and pulling share.

    With `stopped` the loops end between two steps once it says so.

    `submit` runs a task on the replica's writer (`Writer.submit`); the network is never waited
    for there. `keep_text(draft)` is given the words of refused work before the record that
    carried them goes; `told(changes)` hears of every batch once it is committed. `clock` is the
    machine's clock, or the desk's `HubClock`. Methods may be called from several threads; their
    steps take turns.
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
        scope: Scope = ALL,
    ) -> None:
        self.hub = hub
        self.scope = scope
        self.clock = hub_clock(clock)
        self.keep_text = keep_text or (lambda draft: None)
        self.told = told or (lambda changes: None)
        self.stopped = stopped or (lambda: False)
        self.turn = threading.RLock()
        self.pushing = Times()
        self.pulling = Times()
        self.certain = False  # that no answer to a push was lost
        self.moved = False  # to another hub, or another life of it
        self.timed = False  # that the hub's time is known in this run
        self.proved_at: float | None = None  # when the key was turned to prove it, in this run
        self.heard_at = 0  # the hub's time when it last answered
        self._submit = submit
        self._name = name
        self._met = False
        self._renewed_at: int | None = None
        self._own_clock = self.clock is not clock

    def do(self, task: Callable[[sqlite3.Connection], T]) -> T:
        """Run a task on the replica's writer and wait for it."""
        done: Future[T] = self._submit(task)
        return done.result()

    # who we are

    def identity(self) -> Identity:
        """Who this desk is towards the hub; it is enrolled first if need be.

        The first time it is asked whether this is the hub that the replica knows.
        """
        if self._own_clock:
            self.clock.offset = self.do(lambda c: state.number(c, "clock_offset"))
            self._own_clock = False
        who = self.do(identities.read)
        if not who.enrolled:
            return self.enrol(who)
        if not self._met:
            known = self.hub.epoch() == who.epoch
            self._met = True
            return who if known else self.enrol(who)
        return who

    def enrol(self, who: Identity) -> Identity:
        """Ask the hub for a place, and keep it."""
        given = self.hub.enrol(who.desk_uid, self._name)
        self.certain = False
        self.moved = bool(who.epoch) and given.epoch != who.epoch
        empty = self.moved and not self.hub.info().records
        now = self.clock()
        self.do(lambda c: identities.enrolled(c, given, empty=empty, now=now))
        return self.do(identities.read)

    def as_desk(self, who: Identity, ask: Callable[[Identity], T]) -> T | None:
        """Ask the hub; None when this desk had to become another one first and shall ask again.

        That helps once in a life of the hub; one that refuses the renewed desk as well is believed
        for a while: before the hub has heard of it, the renewed desk may have been copied again.
        """
        try:
            answer = ask(who)
            self._renewed_at = None
            return answer
        except Refusal as refusal:
            if refusal.code not in _REENROL:
                raise
            if self._just_renewed() and self.hub.epoch() == who.epoch:
                raise
            if refusal.code == "desk_cloned":
                now = self.clock()
                self.do(lambda connection: identities.another(connection, now))
            self.enrol(self.do(identities.read))
            self._renewed_at = self.clock.machine()  # only now: a full disk may have prevented it
            return None

    def _just_renewed(self) -> bool:
        renewed_at = self._renewed_at
        return renewed_at is not None and abs(self.clock.machine() - renewed_at) < _BELIEVED_MS

    def prove(self) -> None:
        """Show the hub this desk's key, unless the next push will.

        Files that were copied or restored hold a former key. Who works with them learns so from
        the hub's answer, but who only reads would never: this desk becomes another one here.
        """
        with self.turn:
            who = self.identity()
            if who.nonce:
                self.proof(who)
            elif not self.do(operations.any_waiting):
                self.as_desk(who, lambda desk: self.hub.push(desk.desk_no, desk.token, []))

    def proof(self, who: Identity) -> bool:
        """Turn the key; False when this desk had to become another one, as a copy has to.

        Nothing that was pushed may be unanswered. A proof whose answer was lost is asked for
        again, the same, before anything else is done with the key.
        """
        if not who.nonce:
            self.do(identities.begin_proof)
            who = self.do(identities.read)
        key = self.as_desk(who, lambda desk: self.hub.prove(desk.desk_no, desk.token, desk.nonce))
        if key is None:
            return False
        self.do(lambda connection: identities.end_proof(connection, key))
        self.proved_at = time.monotonic()
        return True

    # what time it is there

    def timing(self, ask: Callable[[], T], now_of: Callable[[T], int], times: Times) -> T:
        """Ask the hub something that tells its time, and learn it."""
        before, begun = self.clock.machine(), time.monotonic()
        answer = ask()
        times.add(time.monotonic() - begun)
        self.heard_at = now_of(answer) or self.heard_at
        self._learn(before, self.clock.machine(), now_of(answer))
        return answer

    def _learn(self, before: int, after: int, hub_now: int) -> None:
        """Keep another offset, and correct by it what was done under a wrong clock."""
        if not hub_now:
            return
        found = self.clock.measured(before, after, hub_now)
        if found is None and self.timed:
            return
        offset = self.clock.offset if found is None else found

        def write(connection: sqlite3.Connection) -> Changes:
            with transaction(connection):
                state.write(connection, "clock_offset", str(offset))
                state.write(connection, "clock_known", "1")
                altered = Altered()
                for kind, uid in retiming.correct(connection, offset, clocks.TOLERANCE):
                    altered.add(kind, ticket_of(connection, kind, uid), {"last_activity_at"})
                changes = altered.changes(connection)
            self.clock.offset = offset
            return changes

        changes = self.do(write)
        self.timed = True
        if changes.kinds:
            self.told(changes)

    def announced(self, result: RoundResult) -> RoundResult:
        """The result, once its changes have been told."""
        changes = result.changes
        if changes.tickets or changes.kinds or changes.many:
            self.told(changes)
        return result
