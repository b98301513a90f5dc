"""What a desk does beside its agent: feeding the text index and handing messages over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from workstation.store import search
from workstation.store.connect import connect
from workstation.store.replica import Writer

_log = logging.getLogger(__name__)


class Worker:
    """A thread that works when woken until nothing is left, and after a pause asks again."""

    def __init__(self, name: str, work: Callable[[], float | None]) -> None:
        self._work = work
        self._wake = threading.Event()
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
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join()

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


class Indexer:
    """Keeps the text index in step with the replica."""

    def __init__(self, replica: Path, index: Path, writer: Writer) -> None:
        self._paths = (replica, index)
        self._writer = writer
        self._worker = Worker("indexer", self._round)
        self._connections: tuple[Any, Any] | None = None
        self._idle = threading.Event()

    def start(self) -> None:
        """Begin; a missing or damaged index is built anew."""
        self._worker.start()

    def wake(self) -> None:
        """Texts have changed."""
        self._idle.clear()
        self._worker.wake()

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is left to index; tell whether that came true in time."""
        return self._idle.wait(timeout)

    def stop(self) -> None:
        """End after the batch at hand."""
        self._worker.stop()
        if self._connections:
            for connection in self._connections:
                connection.close()

    def _round(self) -> None:
        if self._connections is None:
            index, anew = search.open_index(self._paths[1])
            if anew:
                self._submit(search.queue_everything).result()
            self._connections = (connect(self._paths[0]), index)
        reading, index = self._connections
        while not self._worker.stopping():
            if not search.index_batch(reading, index, self._forget):
                self._idle.set()
                return

    def _forget(self, places: list[int]) -> None:
        self._submit(lambda replica: search.forget(replica, places)).result()

    def _submit(self, task: Callable[[Any], None]) -> Future[None]:
        return self._writer.submit(task)
