"""Work that has no desk yet (making one), off the screen thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal


class Background(QObject):
    """Runs one piece of work at a time; answers come as signals on the screen thread."""

    finished = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def run(self, work: Callable[[Callable[[int, int], None]], Any]) -> None:
        """Run `work(progress)`; `progress(done, of)` may be called from it."""

        def guarded() -> None:
            try:
                result = work(self.progressed.emit)
            except Exception as error:
                self.failed.emit(error)
            else:
                self.finished.emit(result)

        self._pool.start(guarded)

    def wait(self) -> None:
        """Wait until the work is done."""
        self._pool.waitForDone()
