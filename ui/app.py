"""The window's beginning and end: everything is put together here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.shell.arguments import Start, read_arguments

VERSION = "0.1.0"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or hand a call to the one that is open; returns the exit code."""
    start = read_arguments(sys.argv[1:] if arguments is None else arguments)
    _prepare(start)
    app = application()
    from ui.program import Program

    if not start.check:
        return Program(app, start).run()
    import tempfile

    with tempfile.TemporaryDirectory(prefix="aftercare-check-") as folder:
        return Program(app, start, spare=Path(folder)).check()


def application() -> QApplication:
    """The application object, with the product's name."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(["aftercare"])
    app.setApplicationName("Aftercare")
    app.setApplicationVersion(VERSION)
    app.setOrganizationName("Aftercare")
    app.setDesktopFileName("aftercare")
    return app


def _prepare(start: Start) -> None:
    """What Qt must find in the environment before it begins."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"  # Qt's wheels speak ibus; fcitx 5 answers it
    if start.check:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


if __name__ == "__main__":
    gc.disable()  # nothing is garbage before the first paint; the program switches it on then
    sys.exit(main())
