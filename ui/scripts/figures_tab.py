"""The figures of a script: what its versions were used for, and how it went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.widgets.labels import EmptyState


class FiguresTab(QWidget):
    """Shows the figures of one script or of all; `opened(code)` when one is wanted."""

    opened = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.empty = EmptyState("chart-bar", "")
        column = QVBoxLayout(self)
        column.addWidget(self.empty)

    def show_script(self, code: str) -> None:
        """Show the figures of a script ("" for all)."""
