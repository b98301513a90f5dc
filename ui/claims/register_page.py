"""The register of the house's forms: its lines, the account of numbers, the archive."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.register_archive import ArchiveCheck
from ui.claims.register_lines import RegisterLines
from ui.claims.register_numbers import NumberAccount
from ui.widgets.named_tabs import NamedTabs


class RegisterPage(QWidget):
    """Three tabs. `claim_wanted(uid)` opens a claim."""

    claim_wanted = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = RegisterLines(bridge)
        self.numbers = NumberAccount(bridge)
        self.archive = ArchiveCheck(bridge)
        self.tabs = NamedTabs(theme.space("large"))
        self.tabs.add("lines", self.tr("Lines"), self.lines)
        self.tabs.add("numbers", self.tr("Account of numbers"), self.numbers)
        self.tabs.add("archive", self.tr("Archive"), self.archive)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("tight"), 0, 0)
        column.addWidget(self.tabs)
        self.tabs.turned.connect(lambda _name: self._on_turned())
        self.lines.claim_wanted.connect(self.claim_wanted)
        for part in (self.lines, self.numbers):
            part.noticed.connect(self.noticed)

    def load(self) -> None:
        """Read what is shown anew."""
        self._shown().load()

    def refresh(self) -> None:
        """Something was issued or voided."""
        if self.tabs.shown == "lines":
            self.lines.load()

    def activate(self) -> None:
        """Take the keyboard."""
        self._shown().activate()

    def _on_turned(self) -> None:
        self.load()
        self.activate()

    def _shown(self) -> Any:
        return self.tabs.page(self.tabs.shown)
