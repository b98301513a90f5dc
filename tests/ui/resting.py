"""Whether anything is still on its way between the screen and the desk, and what windows stand."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge

#: Longer than this nothing is waited for: a busy machine is slow, not wrong.
PATIENCE_S = 20


class Patient(QtBot):
    """Waits for what comes as long as a busy machine may need; its own five seconds were too few."""

    def waitUntil(
        self, callback: Callable[[], object], *, timeout: int = PATIENCE_S * 1000
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_S * 1000, **facts: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **facts)


def at_rest(bridge: Bridge) -> bool:
    """Whether every answer came and every change that the desk told of was announced."""
    return bridge.busy == 0 and not bridge._timer.isActive()


def rest(bridge: Bridge) -> None:
    """Let what is under way come to its end, and what follows from that."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        QApplication.processEvents()
        if at_rest(bridge):
            QApplication.processEvents()
            if at_rest(bridge):
                return
        time.sleep(0.002)
    raise AssertionError("work is still under way")


def windows() -> list[QWidget]:
    """The windows of the program, shown or not.

    Nothing may be collected while Qt's list of them becomes Python's: a window that is garbage
    would go, and the process with it.
    """
    gc.disable()
    try:
        return QApplication.topLevelWidgets()
    finally:
        gc.enable()
