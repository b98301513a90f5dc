"""The only meeting of the desk's threads and Qt.

Pages hand actions and queries in here; results, refusals and changes come back on the screen
thread, in the order in which they happened.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from workstation.changes import Changes
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Desk, Done, Reader

T = TypeVar("T")
_log = logging.getLogger(__name__)
#: Changes that come within this time are announced together.
GATHER_MS: Final = 16


class Pending(Protocol):
    """A result that will come: what the desk returns for work done on its threads."""

    def result(self) -> Any: ...
    def exception(self) -> BaseException | None: ...
    def cancelled(self) -> bool: ...
    def add_done_callback(self, call: Callable[[Any], None]) -> None: ...


class Bridge(QObject):
    """The screen's way to its desk. Make it on the screen thread; `close()` it last.

    `changed` carries what any desk altered; `state_changed` where this desk stands to the hub;
    `refused` a Refusal that no caller took (the window shows it); `failed` any other error;
    `busy_changed` how many pieces of work are under way; `done` each finished action with its `Done`.
    """

    changed = Signal(object)
    state_changed = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    done = Signal(object, object)
    busy_changed = Signal(int)
    _arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._inbox: deque[Callable[[], None]] = deque()
        self._actions: set[Pending] = set()
        self._gathered: Changes | None = None
        self._busy = 0
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self._announce)
        self._arrived.connect(self._empty_inbox, Qt.ConnectionType.QueuedConnection)
        self._leave = (
            desk.subscribe(lambda changes: self._post(lambda: self._gather(changes))),
            desk.subscribe_state(lambda state: self._post(lambda: self._tell_state(state))),
        )

    @property
    def busy(self) -> int:
        """How many pieces of work are under way."""
        return self._busy

    def do(
        self,
        action: Any,
        then: Callable[[Done], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Perform an action of workstation.actions on the writer.

        `then` gets its `Done`, `refused` its `Refusal`, both on the screen thread. Without
        `refused` the refusal is announced by the signal of that name.
        """
        self.await_(self.desk.do(action), self._after_action(action, then), refused, finish=True)

    def _after_action(
        self, action: object, then: Callable[[Done], None] | None
    ) -> Callable[[Done], None]:
        def finish(result: Done) -> None:
            if then is not None and _alive(then):
                then(result)
            self.done.emit(action, result)

        return finish

    def ask(
        self,
        query: Callable[[Reader], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run a query on the reading pool; `then` gets its answer on the screen thread."""
        self.await_(self.desk.ask(query), then, failed)

    def await_(
        self,
        pending: Pending,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        *,
        finish: bool = False,
    ) -> None:
        """Bring the result of any of the desk's futures to the screen thread.

        With `finish` the bridge waits for it before it closes.
        """
        if finish:
            self._actions.add(pending)
        self._count(1)
        pending.add_done_callback(
            lambda finished: self._post(lambda: self._settle(finished, then, failed))
        )

    def announce(self) -> bool:
        """Tell what was altered so far at once, not a moment later; says whether there was anything."""
        self._timer.stop()
        there = self._gathered is not None
        self._announce()
        return there

    def post(self, call: Callable[[], None]) -> None:
        """Run `call` on the screen thread soon; may be used from any thread (progress)."""
        self._post(call)

    def post_to(self, owner: QObject, call: Callable[[], None]) -> None:
        """The same, unless `owner` is gone by then."""

        def still() -> None:
            if isValid(owner):
                call()

        self._post(still)

    def close(self) -> None:
        """Finish every action and tell its page, then close the desk; nothing done is lost.

        Answers to queries that come too late are dropped: nobody is left to look at them.
        """
        if self._closed:
            return
        while self._actions:
            for pending in tuple(self._actions):
                if not pending.cancelled():
                    pending.exception()  # waits
            self._empty_inbox()
        self._closed = True
        for leave in self._leave:
            leave()
        self._timer.stop()
        self.desk.close()
        self._inbox.clear()

    def _post(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self._inbox.append(call)
            self._arrived.emit()

    @Slot()
    def _empty_inbox(self) -> None:
        try:
            while self._inbox:
                self._inbox.popleft()()
        finally:
            if self._inbox:  # one page failed; the others still get theirs
                self._arrived.emit()

    def _settle(
        self,
        finished: Pending,
        then: Callable[[Any], None] | None,
        failed: Callable[[Any], None] | None,
    ) -> None:
        self._actions.discard(finished)
        self._count(-1)
        if finished.cancelled():
            return
        error = finished.exception()
        if error is None:
            if then is not None and _alive(then):
                then(finished.result())
        elif failed is not None and _alive(failed):
            failed(error)
        elif isinstance(error, Refusal):
            self.refused.emit(error)
        else:
            _log.error("work failed", exc_info=error)
            self.failed.emit(error)

    def _count(self, step: int) -> None:
        self._busy += step
        self.busy_changed.emit(self._busy)

    def _gather(self, changes: Changes) -> None:
        self._gathered = self._gathered.joined(changes) if self._gathered else changes
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _announce(self) -> None:
        gathered, self._gathered = self._gathered, None
        if gathered is not None:
            self.changed.emit(gathered)

    def _tell_state(self, state: SyncState) -> None:
        self.state_changed.emit(state)


def _alive(call: Callable[..., None]) -> bool:
    """Whether the page that asked is still there: a window may be made anew meanwhile."""
    cells = getattr(call, "__closure__", None) or ()
    holders = [getattr(call, "__self__", None), *(_content(cell) for cell in cells)]
    return all(isValid(holder) for holder in holders if isinstance(holder, QObject))


def _content(cell: Any) -> object:
    try:
        return cell.cell_contents
    except ValueError:  # an empty cell
        return None
