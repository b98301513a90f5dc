"""The pages that the window hosts, each imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.commands import Commands

_PLACES: Final = {
    "queue": ("ui.queue.page", "QueuePage"),
    "ticket": ("ui.ticket.page", "TicketPage"),
    "intake": ("ui.intake.page", "IntakePage"),
    "import": ("ui.intake.import_page", "ImportPage"),
    "claims": ("ui.claims.page", "ClaimsPage"),
    "export": ("ui.shell.export_page", "ExportPage"),
    "drafts": ("ui.shell.trays", "DraftsTray"),
    "notices": ("ui.shell.notices", "NoticesTray"),
    "flow": ("ui.flow.page", "FlowPage"),
    "shared": ("ui.shell.sync_page", "SyncPage"),
    "people": ("ui.people.page", "PeoplePage"),
    "rules": ("ui.rules.page", "RulesPage"),
    "scripts": ("ui.scripts.page", "ScriptsPage"),
    "verify": ("ui.claims.verify_page", "VerifyPage"),
    "preferences": ("ui.preferences.page", "PreferencesPage"),
}


def make_page(name: str, bridge: Bridge, commands: Commands, parent: QWidget) -> Any:
    """Make the page of that name; its class is told by `ui/pages.py`."""
    module, kind = _PLACES[name]
    return getattr(import_module(module), kind)(bridge, commands, parent)
