"""Rows of a form: a name, a field, and below it what is wrong with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import theme
from ui.widgets.labels import label

#: From this width on three fields stand beside each other, in pixels.
_ROOM_FOR_THREE: Final = 660
#: The share of a field's room that its name may take.
_NAMES: Final = 0.3


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
            self._grid.addWidget(told, int(place[0]) + 1, int(place[1]))  # type: ignore[index]
        told.setText(sentence)
        told.setVisible(bool(sentence))
        theme.look(field, "wrong" if sentence else "")


class WideRows(FormRows):
    """Rows with two fields beside each other, or three where there is room for them."""

    def __init__(self, parent: QWidget | None = None, label_width: int = 74) -> None:
        super().__init__(parent, label_width)
        self._narrow = self._label_width = label_width
        #: What the names take where there is room; several forms that stand in line share it.
        self.widest = label_width
        self._across = 0
        self._parts: list[tuple[QLabel, QWidget, int]] = []
        self._below: list[QWidget] = []
        self._grid.setVerticalSpacing(theme.space("tight"))
        self._grid.setHorizontalSpacing(theme.space("small"))

    def add(
        self, name: str, field: QWidget, hint: str = "", *, wide: bool = False, places: int = 1
    ) -> QLabel:
        """Add a field beside the one before it, or on a row of its own if it is `wide`.

        Where three stand beside each other it takes as many `places` of them.
        """
        told = QLabel(name, self)
        told.setBuddy(field.focusProxy() or field)
        told.setToolTip(hint)
        theme.look(told, "muted")
        told.setWordWrap(True)
        told.setMinimumHeight(theme.size("control"))
        told.setMaximumWidth(self._label_width)
        field.setAccessibleName(name.replace("&", ""))
        self._parts.append((told, field, 0 if wide else places))
        self._place(self._across or 2)
        return told

    def names_width(self) -> int:
        """How wide the widest name is on one line."""
        return max((one.fontMetrics().horizontalAdvance(one.text()) for one, _f, _p in self._parts),
                   default=0)  # fmt: skip

    def add_wide(self, widget: QWidget) -> None:
        """Add a row below all fields that has no name."""
        self._below.append(widget)
        self._place(self._across or 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 3 if self.width() >= _ROOM_FOR_THREE else 2
        room = int(self.width() / across * _NAMES)
        names = max(self._narrow, min(room, self.widest))
        if across != self._across or names != self._label_width:
            self._label_width = names
            for told, _field, _places in self._parts:
                told.setMaximumWidth(names)
            self._place(across)

    def _place(self, across: int) -> None:
        """Put all fields into rows of so many."""
        self._across = across
        row, column = -1, across
        for told, field, places in self._parts:
            taken = across if not places else places if across > 2 else 1
            if column + taken > across:
                row, column = row + 2, 0
            self._grid.addWidget(told, row, 2 * column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(field, row, 2 * column + 1, 1, 2 * taken - 1)
            column += taken
        for widget in self._below:
            row += 2
            self._grid.addWidget(widget, row, 0, 1, 2 * across)
        for number in range(3):
            self._grid.setColumnMinimumWidth(2 * number, self._label_width * (number < across))
            self._grid.setColumnStretch(2 * number + 1, int(number < across))
        for field, told in self._problems.items():
            place = self._grid.getItemPosition(self._grid.indexOf(field))
            self._grid.addWidget(told, int(place[0]) + 1, int(place[1]))  # type: ignore[index]
