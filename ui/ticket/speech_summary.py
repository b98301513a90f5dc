"""How many words of a reply had better not be said, in the row below the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui import icons, theme
from ui.text import speech
from ui.widgets.chip import Chip

_ORDER: Final = ("block", "leader", "warn")
_ICON: Final = 16


class SpeechSummary(QWidget):
    """A number for each severity in its colour; in words in the tool tip. Pressed it goes on."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._worst = "warn"
        self._mark = QLabel()
        self._chips = {name: Chip("", speech.look(name)) for name in _ORDER}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self._mark)
        for chip in self._chips.values():
            row.addWidget(chip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.notifier().changed.connect(self._draw)
        self.hide()

    def text(self) -> str:
        """What it says in words; "" while all is well."""
        return self._told

    def show_severities(self, severities: Iterable[str]) -> None:
        """Show how many of each there are; none hides it."""
        found = list(severities)
        self._told = speech.summary(found)
        self._worst = next((name for name in _ORDER if name in found), "warn")
        for name, chip in self._chips.items():
            count = found.count(name)
            chip.show_word(str(count) if count else "", speech.look(name))
            chip.setVisible(bool(count))
        onward = self.tr("To the next of them (Ctrl+F8)")
        self.setToolTip(f"{self._told}\n{onward}")
        self.setAccessibleName(self._told)
        self.setVisible(bool(found))
        self._draw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def _draw(self) -> None:
        colour = speech.look(self._worst)
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(icons.pixmap("alert-triangle", colour, _ICON, ratio))
