"""Rows of a form: a name, a field, and below it what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import theme
from ui.widgets.labels import label


class FormRows(QWidget):
    """Names at the left, fields at the right, one under the other.

    `add` returns the name's label; `complain` puts a sentence under a field and marks it.
    """

    def __init__(self, parent: QWidget | None = None, label_width: int = 96) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("medium"))
        self._grid.setVerticalSpacing(theme.space("small"))
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self._problems: dict[QWidget, QLabel] = {}

    def add(self, name: str, field: QWidget, hint: str = "") -> QLabel:
        """Add a row; `hint` stands in grey below the field. "&" in the name gives a key."""
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row + 1, 0)  # the row of the hint or the complaint
        told = QLabel(name, self)
        told.setBuddy(field.focusProxy() or field)  # a key reaches only what takes the focus itself
        theme.look(told, "muted")
        top = Qt.AlignmentFlag.AlignTop
        told.setMinimumHeight(theme.size("control"))
        self._grid.addWidget(told, row, 0, top)
        self._grid.addWidget(field, row, 1)
        field.setAccessibleName(name.replace("&", ""))
        if hint:
            below = label(hint, "faint")
            below.setWordWrap(True)
            self._grid.addWidget(below, row + 1, 1)
        return told

    def add_wide(self, widget: QWidget) -> None:
        """Add a row that has no name."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def complain(self, field: QWidget, sentence: str) -> None:
        """Mark the field and say what is wrong; an empty sentence takes both away."""
        told = self._problems.get(field)
        if told is None:
            if not sentence:
                return
            told = label("", "bad")
            told.setWordWrap(True)
            self._problems[field] = told
            place = self._grid.getItemPosition(self._grid.indexOf(field))
            self._grid.addWidget(told, int(place[0]) + 1, 1)  # type: ignore[index]
        told.setText(sentence)
        told.setVisible(bool(sentence))
        theme.look(field, "wrong" if sentence else "")
