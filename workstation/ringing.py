"""A clock that rings on a desk when a moment has come, as when another version takes over."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workstation.desk import Desk

#: The clock may be set anew by the hub's: how long it is believed at most, in seconds.
_LOOK: Final = 60.0
_SOON: Final = 0.05


class Ringer:
    """Rings once, on a thread of its own, for the moment it was last set to.

    It may ring before that moment, when the desk's clock was believed long enough: who hears it
    looks at the clock and sets it again.
    """

    def __init__(self, name: str, desk: Desk, rung: Callable[[], None]) -> None:
        self._name, self._desk, self._rung = name, desk, rung
        self._guard = threading.Lock()
        self._timer: threading.Timer | None = None
        self._closed = False

    def set(self, at: int | None) -> None:
        """Ring at a moment (milliseconds UTC) and no more at the former one; None for never."""
        with self._guard:
            self._cancel()
            if at is None or self._closed or not self._desk.started:
                return
            seconds = min(max((at - self._desk.clock()) / 1000, _SOON), _LOOK)
            self._timer = threading.Timer(seconds, self._rung)
            self._timer.daemon = True
            self._timer.name = self._name
            self._timer.start()

    def close(self) -> None:
        """Ring no more."""
        with self._guard:
            self._closed = True
            self._cancel()

    @property
    def closed(self) -> bool:
        """Whether it rings no more."""
        return self._closed

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
