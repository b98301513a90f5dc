"""What a desk does beside its agent: feeding the text index and handing messages over."""

from __future__ import annotations

import logging
import threading
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation.store.connect import connect, is_damage
from workstation.store.replica import Writer

if TYPE_CHECKING:
    from workstation.store import text_index

_log = logging.getLogger(__name__)
_REBUILDS: Final = 2


class Worker:
    """A thread that works when woken until nothing is left, and after a pause asks again."""

    def __init__(self, name: str, work: Callable[[], float | None]) -> None:
        self._work = work
        self._wake = threading.Event()
        self._ending = threading.Event()
        self._stop = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """There may be work."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the work at hand and end."""
        self._stop = True
        self._ending.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join()

    def rest(self, seconds: float) -> None:
        """Pause within the work; ends at once when the end is asked for."""
        self._ending.wait(seconds)

    def stopping(self) -> bool:
        """Whether the end has been asked for."""
        return self._stop

    def _run(self) -> None:
        while not self._stop:
            self._wake.clear()
            try:
                pause = self._work()
            except Exception:
                _log.exception("%s failed", self._thread.name)
                pause = 5.0
            if not self._stop:
                self._wake.wait(pause)


class LateKeeper(ABC):
    """Keeps something of a desk up to date: first a while after the start, later when woken too.

    `first` is that while in seconds; whoever wakes it sooner has it begin at once.
    """

    def __init__(self, name: str, first: float) -> None:
        self._first = first
        self._begun = False
        self._worker = Worker(name, self._round)

    def start(self) -> None:
        """Begin, a little after the desk."""
        self._worker.start()

    def wake(self) -> None:
        """Do it now."""
        self._worker.wake()

    def stop(self) -> None:
        """Finish the work at hand and end."""
        self._worker.stop()

    def _stopping(self) -> bool:
        """Whether the end has been asked for."""
        return self._worker.stopping()

    @abstractmethod
    def _keep(self) -> float | None:
        """Do the work; tell after how many seconds it is due again, None for only when woken."""

    def _round(self) -> float | None:
        if not self._begun:
            self._begun = True
            return self._first
        return self._keep()


class Indexer:
    """Keeps the text index in step with the replica."""

    def __init__(self, replica: Path, index: Path, writer: Writer) -> None:
        self._replica = replica
        self._index = index
        self._writer = writer
        self._worker = Worker("indexer", self._round)
        self._text: text_index.TextIndex | None = None
        self._made: text_index.Identity | None = None
        self._distrusted: text_index.Identity | None = None
        self._guard = threading.Lock()
        self._asked = 0
        self._idle = threading.Event()  # nothing is left to do, or nothing can be done
        self._failed = False
        self._rebuilt = 0

    def start(self) -> None:
        """Begin; a missing or damaged index is built anew."""
        self._worker.start()

    def distrust(self, which: text_index.Identity) -> None:
        """A reader has found this file damaged; it is built anew unless it has been already."""
        self._distrusted = which
        self.wake()

    def wake(self) -> None:
        """Texts have changed."""
        with self._guard:
            self._asked += 1
            self._idle.clear()
        self._worker.wake()

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is left to index; tell whether that came true in time.

        The answer is no at once when indexing fails; it is tried again all the same.
        """
        return self._idle.wait(timeout) and not self._failed

    def stop(self) -> None:
        """End after the batch at hand."""
        self._worker.stop()
        self._shut()

    def _round(self) -> float | None:
        from workstation.store import text_index

        with self._guard:
            asked = self._asked
        try:
            return self._feed(asked)
        except Exception as error:
            if not self._may_rebuild(error):
                self._failed = True
                self._idle.set()
                raise
        _log.warning("the text index is damaged and will be built anew")
        self._shut()
        text_index.discard(self._index)
        self._worker.wake()
        return None

    def _may_rebuild(self, error: Exception) -> bool:
        """Whether the index itself is damaged; found so again at once, it is the replica."""
        damaged = isinstance(error, zlib.error) or is_damage(error)
        self._rebuilt = self._rebuilt + 1 if damaged else 0
        return damaged and self._rebuilt <= _REBUILDS

    def _feed(self, asked: int) -> float | None:
        text = self._open()
        while not self._worker.stopping():
            if not text.batch(self._forget):
                self._rebuilt = 0
                with self._guard:
                    self._failed = False
                    if asked == self._asked:
                        self._idle.set()
                break
        return None

    def _open(self) -> text_index.TextIndex:
        """The index; it is opened again when its file is another or gone."""
        from workstation.store import text_index

        if self._text is not None and self._made == self._distrusted:
            _log.warning("the text index was found damaged and is built anew")
            self._shut()
            text_index.discard(self._index)
        self._distrusted = None
        if self._text is not None and self._made != text_index.identity_of(self._index):
            self._shut()
        if self._text is None:
            writing, anew = text_index.open_index(self._index)
            self._text = text_index.TextIndex(connect(self._replica), writing)
            self._made = text_index.identity_of(self._index)
            if anew:
                self._submit(text_index.queue_everything).result()
                text_index.settle(writing)
        return self._text

    def _shut(self) -> None:
        if self._text is not None:
            self._text.close()
        self._text = self._made = None

    def _forget(self, places: list[int]) -> None:
        from workstation.store import text_index

        self._submit(lambda replica: text_index.forget(replica, places)).result()

    def _submit(self, task: Callable[[Any], None]) -> Future[None]:
        return self._writer.submit(task)


class Steady:
    """A clock that does not step back by the few minutes by which machines are set right.

    Otherwise what is done after the step would stand before it in every timeline. A step of
    more than `_STEP` is taken as it comes: then the clock was wrong before.
    """

    _STEP: Final = 5 * 60_000

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._last = 0

    def __call__(self) -> int:
        """The present in milliseconds UTC."""
        now = self._clock()
        if not 0 < self._last - now <= self._STEP:
            self._last = now
        return self._last
