"""Qt's own messages, and what nobody caught, into the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from workstation import logs

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logs.log("ui.qt")


def _note(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "", text)


def watch(tell: Callable[[BaseException], None]) -> Callable[[], None]:
    """Send Qt's messages and uncaught errors to the log; returns what ends that."""
    before = qInstallMessageHandler(_note)
    restore = logs.catch_everything(tell)

    def end() -> None:
        restore()
        qInstallMessageHandler(before)

    return end
