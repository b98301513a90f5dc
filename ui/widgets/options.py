"""A choice among a few: all of them stand there, each with a digit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui import theme
from ui.widgets.flow import FlowLayout

_CLEARING = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class Options(QWidget):
    """Radio buttons over (code, text) pairs: digits choose, arrows move, Delete chooses none.

    `picked(code)` tells a person's choice.
    """

    picked = Signal(str)

    def __init__(
        self, choices: Iterable[tuple[str, str]], chosen: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._codes: list[str] = []
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self, theme.space("tight"))
        for number, (code, text) in enumerate(choices, 1):
            button = QRadioButton(f"{number} {text}", self)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _on, code=code: self.picked.emit(code))
            self._group.addButton(button, len(self._codes))
            self._codes.append(code)
            self._flow.addWidget(button)
        if self._codes:
            self.setFocusProxy(self._group.button(0))
        self.choose(chosen)

    def code(self) -> str:
        """The code that stands, or ""."""
        place = self._group.checkedId()
        return self._codes[place] if place >= 0 else ""

    def choose(self, code: str) -> None:
        """Let a code stand; none when there is no such."""
        if code in self._codes:
            button = self._group.button(self._codes.index(code))
            button.setChecked(True)
            self.setFocusProxy(button)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - int(Qt.Key.Key_1)
        if 0 <= place < min(len(self._codes), 9) and not event.modifiers():
            event.accept()
            button = self._group.button(place)
            button.setFocus()
            button.click()
        elif event.key() in _CLEARING:
            event.accept()
            self.choose("")
            self.picked.emit("")
        else:
            super().keyPressEvent(event)
