"""The head of the list: what is shown, and how many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import label


class QueueHead(QWidget):
    """A name, a count, and room for buttons at the right (`add`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "surface")
        self._name = label("", "heading")
        self._count = label("", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(
            theme.space("medium"), theme.space("small"), theme.space("small"), theme.space("tight")
        )
        self._row.setSpacing(theme.space("small"))
        self._row.addWidget(self._name)
        self._row.addWidget(self._count)
        self._row.addStretch(1)

    def show_name(self, name: str, count: str) -> None:
        """Say what is shown and how many."""
        self._name.setText(name)
        self._count.setText(count)

    @property
    def words(self) -> str:
        """What is said: the name and the count."""
        return f"{self._name.text()} {self._count.text()}"

    def add(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget)
