"""Timers that wait for a rest: of the typing, of the changes, of the line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def after_rest(parent: QObject, milliseconds: int, run: Callable[[], object]) -> QTimer:
    """A timer that runs something once, so long after it was started last."""
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(milliseconds)
    made.timeout.connect(run)
    return made
