"""The courier: a desk's own thread to the hub. It never holds the writer while it waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from workstation.changes import Changes
from workstation.domain.conversation import Draft
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal
from workstation.store import operations
from workstation.store.replica import now_ms, transaction
from workstation.sync import publish
from workstation.sync.exchange import Exchange
from workstation.sync.hub import open_hub
from workstation.sync.hub_address import shown
from workstation.sync.pace import GATHER, Pace
from workstation.sync.protocol import Hub, HubUnreachable

T = TypeVar("T")
_log = logging.getLogger("aftercare.sync")
_DAY_MS: Final = 86_400_000


class Courier:
    """Exchanges with the hub of `url` whenever there is reason to, until stopped.

    `submit` runs a task on the replica's writer. With `make` the hub is made when it is missing
    (the embedded one). `keep_text(draft)` gets the words of refused work, `told(changes)` what
    came in, `on_state(state)` every new state; all three are called on the courier's threads.
    A hub that is empty is given all that the replica has.
    """

    def __init__(
        self,
        url: str,
        submit: Callable[..., Any],
        *,
        name: str = "",
        make: bool = False,
        keep_text: Callable[[Draft], None] | None = None,
        told: Callable[[Changes], None] | None = None,
        on_state: Callable[[SyncState], None] | None = None,
        clock: Callable[[], int] = now_ms,
        keep_days: int = 30,
        opening: Callable[[], Hub] | None = None,
    ) -> None:
        self._url = url
        self._submit = submit
        self._name = name
        self._make = make
        self._keep_text = keep_text
        self._told = told
        self._on_state = on_state or (lambda state: None)
        self._clock = clock
        self._keep_ms = keep_days * _DAY_MS
        self._opening = opening or (lambda: open_hub(url, make=make))
        self._pace = Pace()
        self._state = SyncState("waiting", hub=shown(url))
        self._exchange: Exchange | None = None
        self._begun = False
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._guard = threading.RLock()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """The agent has done something: send it soon."""
        self._woken.set()
        exchange = self._exchange
        if exchange is not None:
            exchange.hub.interrupt()

    def stop(self) -> None:
        """Finish the step at hand, end, and close the hub."""
        self._stopping.set()
        self.wake()
        if self._thread.ident is not None:
            self._thread.join()
        with self._guard:
            if self._exchange is not None:
                self._exchange.hub.close()
                self._exchange = None

    def state(self) -> SyncState:
        """Where the desk stands towards the hub, as last known."""
        return self._state

    def round(self) -> SyncState:
        """Exchange now, on the calling thread; an unreachable hub is told by the state."""
        self._attempt()
        return self._state

    def take_next(
        self,
        agent: str,
        agent_name: str,
        groups: Sequence[str],
        ttl_ms: int,
        exclude: Iterable[str] = (),
    ) -> str | None:
        """Lease the most urgent ticket (see `Exchange.take_next`), on the calling thread.

        Raises `HubUnreachable` while the hub is away.
        """
        return self._asked(
            lambda exchange: exchange.take_next(agent, agent_name, groups, ttl_ms, exclude)
        )

    def lease(self, ticket: str, agent: str, agent_name: str, ttl_ms: int) -> bool:
        """Lease or renew one ticket; raises `HubUnreachable`."""
        return self._asked(lambda exchange: exchange.lease(ticket, agent, agent_name, ttl_ms))

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back; raises `HubUnreachable`."""
        return self._asked(lambda exchange: exchange.release(ticket, agent))

    def _asked(self, ask: Callable[[Exchange], T]) -> T:
        try:
            return ask(self._open())
        except HubUnreachable as error:
            self._fail(error.reason)
            raise

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            self._count()
            if self._attempt():
                self._pace.succeeded()
                self._wait()
            else:
                self._stopping.wait(self._pace.failed())

    def _wait(self) -> None:
        """Until the agent works, the hub stirs, or it is time to ask anyway."""
        exchange = self._exchange
        if exchange is None or self._woken.is_set():
            self._stopping.wait(GATHER)
            return
        stirred = exchange.hub.wait(self._pace.idle())
        if not self._stopping.is_set():
            self._stopping.wait(self._pace.spread() if stirred else GATHER)

    def _attempt(self) -> bool:
        try:
            exchange = self._open()
            self._begin(exchange)
            exchange.round()
        except HubUnreachable as error:
            self._fail(error.reason)
            return False
        except Refusal as refusal:
            if not self._stopping.is_set():
                self._fail(refusal.code)
            return False
        except Exception as error:
            _log.exception("the exchange failed")
            self._fail(type(error).__name__)
            return False
        self._show(offline_since=None, problem="", last_exchange_at=self._clock())
        return True

    def _open(self) -> Exchange:
        with self._guard:
            if self._stopping.is_set():
                raise HubUnreachable("stopped")
            if self._exchange is None:
                hub = self._opening()
                try:
                    if self._make:
                        hub.init()
                except BaseException:
                    hub.close()
                    raise
                self._exchange = Exchange(
                    self._submit,
                    hub,
                    name=self._name,
                    keep_text=self._keep_text,
                    told=self._told,
                    clock=self._clock,
                    stopped=self._stopping.is_set,
                )
            return self._exchange

    def _begin(self, exchange: Exchange) -> None:
        """Once in a run: fill an empty hub, and drop operations that were sent long ago."""
        with self._guard:
            if self._begun:
                return
            publish.publish_if_empty(exchange)
            before = self._clock() - self._keep_ms

            def tidy(connection: Any) -> int:
                with transaction(connection):
                    return operations.forget_done(connection, before)

            self._submit(tidy).result()
            self._begun = True

    def _count(self) -> None:
        try:
            self._show()
        except Refusal:  # the desk is closing
            return

    def _fail(self, problem: str) -> None:
        since = self._state.offline_since or self._clock()
        try:
            self._show(offline_since=since, problem=problem)
        except Refusal:
            return

    def _show(self, **facts: Any) -> None:
        """Count what waits and publish the state if it is another."""
        waiting, refused = self._submit(operations.counts).result()
        conflicts = self._submit(operations.open_conflicts).result()
        old = self._state
        offline = facts.get("offline_since", old.offline_since)
        last = facts.get("last_exchange_at", old.last_exchange_at)
        problem = facts.get("problem", old.problem)
        if offline is not None:
            name = "offline"
        elif refused:
            name = "refused"
        else:
            name = "waiting" if waiting or last is None else "in_step"
        new = SyncState(name, old.hub, waiting, refused, offline, last, problem, conflicts)
        self._state = new
        if _seen(new) != _seen(old):
            self._on_state(new)


def _seen(state: SyncState) -> tuple[Any, ...]:
    counted = (state.waiting, state.refused, state.conflicts)
    return (state.state, *counted, state.offline_since, state.problem)
