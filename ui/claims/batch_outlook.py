"""What a run will come to, said before it begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text import words

if TYPE_CHECKING:
    from workstation.paper_terms import PrintOrder


class Outlook(QLabel):
    """Names what will not come out plainly. `reason_wanted(bool)`: something was issued before."""

    reason_wanted = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        theme.look(self, "warn")
        self.hide()

    def look(self, orders: Sequence[PrintOrder]) -> None:
        """Work out what these forms will be."""
        from workstation.paper_standing import outlook

        now = self._bridge.desk.clock()
        self._bridge.ask(lambda read: outlook(read, orders, now), self._on_counted)

    def _on_counted(self, counts: dict[str, int]) -> None:
        texts = {
            "again": self.tr("{n} were issued before: give a reason"),
            "draft": self.tr("{n} belong to claims that are not approved"),
            "pending": self.tr("{n} wait for the confirmation of the approval"),
            "unnumbered": self.tr("{n} find no number in hand"),
            "void": self.tr("{n} bear a void number"),
        }
        told = [text.format(n=counts[code]) for code, text in texts.items() if counts.get(code)]
        self.setText(words.listing(told))
        self.setVisible(bool(told))
        self.reason_wanted.emit(bool(counts.get("again")))
