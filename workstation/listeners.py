"""Who hears of what happens on a desk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Listeners(Generic[T]):
    """Those who asked to be told; every thread may ask and tell."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._all: list[Callable[[T], None]] = []

    def add(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Tell somebody from now on; gives the way to stop."""
        with self._guard:
            self._all.append(listener)

        def stop() -> None:
            with self._guard:
                if listener in self._all:
                    self._all.remove(listener)

        return stop

    def tell(self, told: T) -> None:
        """Tell all of them, on this thread; one that fails keeps it from nobody else."""
        with self._guard:
            present = tuple(self._all)
        for listener in present:
            try:
                listener(told)
            except Exception:
                _log.exception("a listener failed")
