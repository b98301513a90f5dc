"""Refused work that was done anew is put aside by itself, so that nobody settles it twice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.bridge import Bridge


def drop_drafts(bridge: Bridge, operation: str) -> None:
    """Forget the words that were kept of a refused operation."""
    for draft in bridge.desk.drafts():
        if draft.uid.partition("-")[0] == operation:
            bridge.desk.drop_draft(draft.uid)


def settle_mended(bridge: Bridge, draft: str) -> None:
    """Put refused work aside whose words, kept as this draft, have been sent anew."""

    def put_aside(refused: bool) -> None:
        if refused:
            reason = QCoreApplication.translate("mending", "Mended and sent anew")
            pending = bridge.desk.discard_refused(draft, reason)
            bridge.await_(pending, lambda _done: drop_drafts(bridge, draft), finish=True)

    bridge.ask(lambda reader: any(one.operation == draft for one in reader.refused()), put_aside)
