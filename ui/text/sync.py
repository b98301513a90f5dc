"""Where this desk stands towards the shared database, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from ui.text import times
from workstation.domain.pages import SyncState


def sync_sentence(state: SyncState, zone: ZoneInfo) -> str:
    """In step; 3 waiting; offline since 10:42, 3 waiting; 1 refused; not shared."""
    if state.state == "alone":
        return QCoreApplication.translate("sync", "Not shared")
    parts = []
    if state.offline_since is not None:
        since = times.clock(state.offline_since, zone)
        text = QCoreApplication.translate("sync", "Offline since {time}")
        parts.append(text.format(time=since))
    if state.waiting:
        text = QCoreApplication.translate("sync", "{n} waiting")
        parts.append(text.format(n=state.waiting))
    if state.refused:
        text = QCoreApplication.translate("sync", "{n} refused")
        parts.append(text.format(n=state.refused))
    if state.conflicts:
        text = QCoreApplication.translate("sync", "{n} to decide")
        parts.append(text.format(n=state.conflicts))
    return " · ".join(parts) or QCoreApplication.translate("sync", "In step")


def sync_look(state: SyncState) -> tuple[str, str]:
    """The icon and the colour token that go with the sentence."""
    if state.refused or state.conflicts:
        return "alert-triangle", "bad"
    if state.offline_since is not None:
        return "cloud-off", "warn"
    if state.waiting:
        return "cloud-upload", "text_muted"
    return ("database", "text_faint") if state.state == "alone" else ("cloud-check", "good")
