"""The one timer of a list: when its view will hold other tickets because time passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.bridge import Bridge
from ui.timing import after_rest
from workstation.domain.view import Filter

#: Views of what was closed or is owed lately are read again this often.
_DRIFT_MS: Final = 30_000
#: The next due moment is looked up again after so long at the latest, and after changes.
_LOOK_MS: Final = 600_000
_AFTER_CHANGE_MS: Final = 700


class DueClock(QObject):
    """Calls `passed` when something fell due in the view that `shown` gives, or may have."""

    def __init__(
        self,
        bridge: Bridge,
        shown: Callable[[], Filter],
        passed: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._shown, self._passed = bridge, shown, passed
        self._drift = QTimer(self)
        self._drift.setSingleShot(True)
        self._drift.timeout.connect(self._on_passed)
        self._watch = after_rest(self, _AFTER_CHANGE_MS, self._await)

    def look_anew(self) -> None:
        """Another view is shown."""
        self._watch.start()

    def heard(self) -> None:
        """Tickets changed: the next moment may be another."""
        if not self._watch.isActive():
            self._watch.start()

    def _await(self) -> None:
        """Set the timer to the next moment at which the view holds other tickets."""
        chosen = self._shown()
        ahead = tuple(ms for ms in (chosen.due_within_ms, chosen.due_after_ms) if ms is not None)
        owed = (chosen.closed_within_ms, chosen.revisit_within_ms, chosen.promise_within_ms)
        if not ahead:
            self._drift.stop()
            if any(limit is not None for limit in owed):
                self._drift.start(_DRIFT_MS)
            return
        desk = self._bridge.desk
        now = desk.clock()
        wide = replace(chosen, open=True, due_within_ms=None, due_after_ms=None)

        def answer(at: int | None) -> None:
            if chosen is self._shown():
                rest = _LOOK_MS if at is None else at - desk.clock() + 1
                self._drift.start(min(max(rest, 50), _LOOK_MS))

        self._bridge.ask(lambda reader: reader.next_due_after(now, wide, ahead), answer)

    def _on_passed(self) -> None:
        self._passed()
        self._await()
