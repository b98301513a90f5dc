"""What the program did and what went wrong, in files below the profile.

Lines are JSON: time (UTC), level, logger, words, and the traceback when there is one. No customer
data belongs in a log line. The standard library is used because it is there before everything.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import logging.handlers
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

FILE: Final = "aftercare.log"
CRASH_FILE: Final = "crash.log"
_SIZE: Final = 2_000_000  # bytes
_KEPT: Final = 4  # older files

#: Ours are written from INFO on, other libraries from WARNING on.
_OURS: Final = ("workstation", "ui")
_root = logging.getLogger()
_handler: logging.Handler | None = None
_crashes: TextIO | None = None
Tell = Callable[[BaseException], None]


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log(name: str) -> logging.Logger:
    """The logger of one part of the program; modules use their `__name__`."""
    return logging.getLogger(name)


def start(folder: Path, level: str = "INFO") -> None:
    """Write to `folder` from now on (made when missing); a folder that cannot be written is
    answered by writing to standard error."""
    global _handler
    stop()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _handler = logging.handlers.RotatingFileHandler(
            folder / FILE, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
        )
        _watch_crashes(folder)
    except OSError as error:
        _handler = logging.StreamHandler()
        sys.stderr.write(f"Aftercare cannot write its log in {folder}: {error.strerror}\n")
    _handler.setFormatter(_Lines())
    _root.addHandler(_handler)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)


def _watch_crashes(folder: Path) -> None:
    global _crashes
    _crashes = (folder / CRASH_FILE).open("a", encoding="utf-8")
    faulthandler.enable(_crashes)


def stop() -> None:
    """Close the files; later lines are dropped until the next `start`."""
    global _handler, _crashes
    if _handler is not None:
        _root.removeHandler(_handler)
        _handler.close()
        _handler = None
    if _crashes is not None:
        faulthandler.disable()
        _crashes.close()
        _crashes = None


def catch_everything(tell: Tell | None = None) -> Callable[[], None]:
    """Log every exception that nobody caught, in any thread, and hand it to `tell`.

    `tell` may be called on any thread. Returns what puts the former hooks back.
    """
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def note(where: str, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or isinstance(error, (KeyboardInterrupt, SystemExit)):
            return
        log("workstation.logs").error("%s: %r", where, error, exc_info=(type(error), error, trace))
        if tell is not None:
            tell(error)

    def main_hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        note("uncaught", error, trace)
        if isinstance(error, KeyboardInterrupt):
            before[0](kind, error, trace)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread else "?"
        note(f"uncaught in thread {name}", args.exc_value, args.exc_traceback)

    def unraisable_hook(args: sys.UnraisableHookArgs) -> None:
        note(f"unraisable in {args.object!r}", args.exc_value, args.exc_traceback)

    def restore() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before

    sys.excepthook = main_hook
    threading.excepthook = thread_hook
    sys.unraisablehook = unraisable_hook
    return restore
