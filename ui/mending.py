"""Refused work that was done anew is put aside by itself, so that nobody settles it twice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.bridge import Bridge


def settle_mended(bridge: Bridge, draft: str) -> None:
    """Put refused work aside whose words, kept as this draft, have been sent anew."""

    def put_aside(refused: bool) -> None:
        if refused:
            reason = QCoreApplication.translate("mending", "Mended and sent anew")
            bridge.await_(bridge.desk.discard_refused(draft, reason), finish=True)

    bridge.ask(lambda reader: any(one.operation == draft for one in reader.refused()), put_aside)
