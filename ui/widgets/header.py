"""The head of a page: its name, a word about it, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import ElidedLabel, label


class PageHeader(QWidget):
    """A title at the left, buttons (`add`) at the right."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "header")
        self.setFixedHeight(theme.size("top_bar") - theme.space("small"))
        self._title = label(title, "heading")
        self._about = ElidedLabel("", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.space("large"), 0, theme.space("medium"), 0)
        self._row.setSpacing(theme.space("small"))
        self._row.addWidget(self._title)
        self._row.addWidget(self._about, 1)

    def say(self, title: str, about: str = "") -> None:
        """Show other words."""
        self._title.setText(title)
        self._about.setText(about)

    @property
    def title(self) -> str:
        """The page's name."""
        return self._title.text()

    def add_tabs(self, widget: QWidget) -> None:
        """Put tabs beside the title."""
        self._row.insertWidget(1, widget, 0, Qt.AlignmentFlag.AlignBottom)

    def add(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget)
