"""The courier: a desk's own thread to the hub. It never holds the writer while it waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from workstation.changes import Changes
from workstation.domain.conversation import Draft
from workstation.domain.pages import SyncState, Verified
from workstation.domain.refusal import Refusal
from workstation.store.replica import now_ms
from workstation.sync import identity, publish
from workstation.sync.clock import hub_clock
from workstation.sync.exchange import Exchange
from workstation.sync.figures import Standing, figures_at, figures_of
from workstation.sync.hub import open_hub
from workstation.sync.hub_address import shown
from workstation.sync.pace import GATHER, Pace
from workstation.sync.protocol import ALL, Hub, HubUnreachable, Present, Scope
from workstation.sync.upkeeping import Upkeep
from workstation.sync.verifying import verify

T = TypeVar("T")
_log = logging.getLogger("aftercare.sync")


class Courier:
    """Exchanges with the hub of `url` whenever there is reason to, until stopped.

    `submit` runs a task on the replica's writer. With `make` the hub is made when it is missing
    (the embedded one). `keep_text(draft)` gets the words of refused work, `told(changes)` what
    came in, `on_state(state)` every new state; all three are called on the courier's threads.
    A hub that is empty is given all that the replica has. `scope` is which tickets the replica
    keeps. Without `listen` the hub is asked now and then instead of waking the desk.
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
        scope: Scope = ALL,
        listen: bool = True,
    ) -> None:
        self._submit = submit
        self._name = name
        self._make = make
        self._keep_text = keep_text
        self._told = told
        self._on_state = on_state or (lambda state: None)
        self._clock = hub_clock(clock)
        self._opening = opening or (lambda: open_hub(url, make=make))
        self._scope = scope
        self._listen = listen
        self._pace = Pace()
        self._standing = Standing(SyncState("waiting", hub=shown(url)))
        self._upkeep = Upkeep(keep_days)
        self._exchange: Exchange | None = None
        self._begun = False
        self._proven = False
        self._authority = False
        self._busy = False
        self._woken = threading.Event()
        self._hurry = threading.Event()
        self._stopping = threading.Event()
        self._guard = threading.RLock()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self, *, now: bool = False) -> None:
        """The agent has done something: send it soon; with `now` also while the hub is away."""
        self._woken.set()
        if now:
            self._hurry.set()
        exchange = self._exchange
        if exchange is not None:
            exchange.hub.interrupt()

    def stop(self) -> None:
        """Finish the step at hand, end, and close the hub."""
        self._stopping.set()
        self.wake(now=True)
        if self._thread.ident is not None:
            self._thread.join()
        with self._guard:
            if self._exchange is not None:
                self._exchange.hub.close()
                self._exchange = None

    def state(self) -> SyncState:
        """Where the desk stands towards the hub, as last known."""
        return self._standing.state

    @property
    def proven(self) -> bool:
        """Whether the hub has been heard in this run, and knows this desk for what it is."""
        return self._proven

    def alone(self, within: float) -> bool:
        """Whether no copy of this desk works with its key, proved within so many seconds.

        The hub is asked now if need be, on the calling thread; False while it is away, and on a
        desk that turns out to be a copy.
        """
        try:
            return self.asked(lambda exchange: exchange.alone(within))
        except Refusal as refusal:
            _log.info("messages wait: %s", refusal.code)
            return False

    def busy(self) -> bool:
        """Whether operations are on their way: all else waits."""
        return self._busy or self._woken.is_set()

    def round(self) -> SyncState:
        """Exchange now, on the calling thread; an unreachable hub is told by the state."""
        if self._attempt():
            self._hurry.set()  # the thread listens again at once, however long it meant to wait
        return self.state()

    def keep_scope(self, scope: Scope) -> None:
        """Keep the tickets of another scope from now on; returns at once."""
        self._scope = scope
        self.wake()

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
        return self.asked(
            lambda exchange: exchange.take_next(agent, agent_name, groups, ttl_ms, exclude)
        )

    def lease(self, ticket: str, agent: str, agent_name: str, ttl_ms: int) -> bool:
        """Lease or renew one ticket; raises `HubUnreachable`."""
        return self.asked(lambda exchange: exchange.lease(ticket, agent, agent_name, ttl_ms))

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back; raises `HubUnreachable`."""
        return self.asked(lambda exchange: exchange.release(ticket, agent))

    def present(self, agent: str, agent_name: str, ticket: str, doing: str) -> tuple[Present, ...]:
        """Say what is on the screen; who else has it open. Raises `HubUnreachable`."""
        return self.with_hub(
            lambda hub, desk_no: hub.present(desk_no, agent, agent_name, ticket, doing)
        )

    def verify(self) -> Verified:
        """Compare the replica with the hub and repair it; raises `HubUnreachable`."""
        told = self.asked(lambda exchange: verify(exchange, wholly=True))
        self.count()
        return told

    def asked(self, ask: Callable[[Exchange], T]) -> T:
        """Have the exchange answer, on the calling thread; raises `HubUnreachable`."""
        begun = self._standing.begin()
        try:
            return ask(self._open())
        except HubUnreachable as error:
            self._fail(error.reason, begun)
            raise

    def with_hub(self, ask: Callable[[Hub, int], T]) -> T:
        """Ask the hub itself, with this desk's number, beside the exchange that may be going on.

        Raises `HubUnreachable`.
        """
        exchange = self._open()
        desk_no = exchange.do(identity.read).desk_no or exchange.identity().desk_no
        return ask(exchange.hub, desk_no)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            self._hurry.clear()
            self.count()
            if self._attempt():
                self._pace.succeeded()
                self._wait()
            else:
                self._hurry.wait(self._pace.failed())

    def _wait(self) -> None:
        """Until the agent works, the hub stirs, or it is time to ask anyway."""
        exchange = self._exchange
        if exchange is None or self._woken.is_set():
            self._stopping.wait(GATHER)
        elif not self._listen:
            if self._woken.wait(self._pace.asking()):
                self._pace.stirred()
                self._stopping.wait(GATHER)
        else:
            stirred = exchange.hub.wait(self._pace.idle())
            if not self._stopping.is_set():
                self._stopping.wait(self._pace.spread() if stirred else GATHER)

    def _attempt(self) -> bool:
        begun = self._standing.begin()
        self._busy = True
        try:
            exchange = self._open()
            exchange.keep_scope(self._scope)
            self._begin(exchange)
            result = exchange.round()
            self._proven = True
            self._upkeep.tend(exchange, self.state)
        except HubUnreachable as error:
            self._fail(error.reason, begun)
            return False
        except Refusal as refusal:
            if not self._stopping.is_set():
                self._fail(refusal.code, begun)
            return False
        except Exception as error:
            _log.exception("the exchange failed")
            self._fail(type(error).__name__, begun)
            return False
        finally:
            self._busy = False
        if result.pulled:
            self._pace.stirred()
        self._standing.succeeded(begun)
        self._show(
            offline_since=None,
            problem="",
            last_exchange_at=self._clock(),
            authority=self._authority,
            advisory=not self._authority,
            **self._still_filling(exchange),
        )
        return True

    def _still_filling(self, exchange: Exchange) -> dict[str, Any]:
        """What to show when a round was ended in the middle of a first scan, or after it."""
        stage = exchange.do(identity.read).stage
        return {} if stage else {"stage": "", "done": 0, "total": 0}

    def _staged(self, stage: str, done: int, total: int) -> None:
        """A page has come in while the replica fills itself."""
        told: dict[str, Any] = {"stage": stage, "done": done, "total": max(total, done)}
        if stage == "history":
            told |= {"offline_since": None, "problem": "", "last_exchange_at": self._clock()}
            told |= {"authority": self._authority, "advisory": not self._authority}
        self._show(**told)

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
                    scope=self._scope,
                    staged=self._staged,
                    ahead=True,
                )
            return self._exchange

    def _begin(self, exchange: Exchange) -> None:
        """Once in a run: fill an empty hub, and ask it what it is."""
        with self._guard:
            exchange.identity()
            if self._begun and not exchange.moved:
                return
            if not self._begun:
                exchange.prove()
            publish.publish_if_empty(exchange)
            self._authority = exchange.hub.info().authority
            exchange.moved = False
            self._begun = True

    def count(self) -> None:
        """Tell anew what waits, when that changed without an exchange."""
        try:
            self._show()
        except Refusal:  # the desk is closing
            return

    def _fail(self, problem: str, begun: int) -> None:
        if not self._standing.may_fail(begun):
            return  # somebody reached the hub since
        since = self.state().offline_since or self._clock()
        try:
            self._show(offline_since=since, problem=problem)
        except Refusal:
            return

    def _show(self, **facts: Any) -> None:
        """Count what waits and publish the state if it is another."""
        figures = self._submit(figures_of).result()
        exchange = self._exchange
        told = facts | figures_at(figures, self._clock())
        if exchange is not None:
            away = told.get("offline_since", self.state().offline_since) is not None
            told |= {
                "push_ms": exchange.pushing.percentiles(),
                "pull_ms": exchange.pulling.percentiles(),
                "listening": self._listen and not away and exchange.hub.listening(),
            }
        changed = self._standing.show(told)
        if changed is not None:
            self._on_state(changed)
