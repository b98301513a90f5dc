"""The bar of tools, colours and words above a picture that is drawn on."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QWidget

from ui import theme
from ui.claims.marking_drawing import MarkCanvas
from ui.claims.marking_paint import INKS
from ui.composing import is_composing
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel
from workstation.domain.picture_marks import MARK_COLOURS

_ICONS: Final = {
    "": "mark-look",
    "arrow": "mark-arrow",
    "box": "square",
    "number": "mark-number",
    "text": "mark-text",
}


class Swatch(QAbstractButton):
    """A colour to draw in."""

    def __init__(self, colour: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setCheckable(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        side = theme.size("small_control")
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(5.5, 5.5, -5.5, -5.5)
        painter.setPen(QPen(theme.colour("text_muted"), 1))
        painter.setBrush(INKS[self._colour])
        painter.drawEllipse(rect)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(theme.colour("focus" if self.isChecked() else "line_strong"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.rect().adjusted(2, 2, -2, -2))
        painter.end()


class WordsLine(QLineEdit):
    """The words of a text; `dropped` when Escape leaves them."""

    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not is_composing():
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_composing():
            event.accept()
        else:
            super().keyPressEvent(event)


class MarkTools(QWidget):
    """Acts on a canvas and shows what is chosen on it."""

    def __init__(self, canvas: MarkCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.tools: dict[str, IconButton] = {}
        self.swatches: dict[str, Swatch] = {}
        self.words = WordsLine()
        self.words.setMaxLength(200)
        self.words.setPlaceholderText(self.tr("Words, then Enter"))
        self.words.hide()
        self.told = ElidedLabel("", "faint")
        self._lay_out()
        self.words.returnPressed.connect(self._on_words)
        self.words.dropped.connect(self._on_dropped)
        canvas.words_wanted.connect(self._ask_words)
        canvas.chosen.connect(self.show_chosen)
        self.show_chosen()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("large"), 2, theme.space("small"), 4)
        row.setSpacing(theme.space("tight"))
        for tool, name in self._names().items():
            button = IconButton(_ICONS[tool], name, partial(self._canvas.choose_tool, tool))
            button.setCheckable(True)
            self.tools[tool] = button
            row.addWidget(button)
        row.addSpacing(theme.space("medium"))
        for place, (colour, name) in enumerate(self._colours().items(), 1):
            swatch = Swatch(colour, f"{name}  {place}")
            swatch.clicked.connect(partial(self._on_colour, colour))
            self.swatches[colour] = swatch
            row.addWidget(swatch)
        row.addSpacing(theme.space("medium"))
        canvas = self._canvas
        self.undo = IconButton("arrow-back-up", self.tr("Undo the mark  Ctrl+Z"), canvas.undo)
        self.redo = IconButton("arrow-forward-up", self.tr("Redo the mark  Ctrl+Y"), canvas.redo)
        self.remove = IconButton("trash", self.tr("Remove the mark  Del"), canvas.remove)
        for button in (self.undo, self.redo, self.remove):
            row.addWidget(button)
        row.addSpacing(theme.space("small"))
        row.addWidget(self.words, 2)
        row.addWidget(self.told, 3)

    def _names(self) -> dict[str, str]:
        return {
            "": self.tr("Look and move  V"),
            "arrow": self.tr("Arrow  A"),
            "box": self.tr("Box  B"),
            "number": self.tr("Number  N"),
            "text": self.tr("Text  T"),
        }

    def _colours(self) -> dict[str, str]:
        names = {
            "red": self.tr("Red"),
            "yellow": self.tr("Yellow"),
            "green": self.tr("Green"),
            "blue": self.tr("Blue"),
            "black": self.tr("Black"),
            "white": self.tr("White"),
        }
        return {colour: names[colour] for colour in MARK_COLOURS}

    def show_chosen(self) -> None:
        """Show the tool, the colour, and what keys do now."""
        canvas = self._canvas
        if not canvas.awaiting:
            self.words.hide()
        mark = canvas.edit.mark
        colour = mark.colour if mark is not None else canvas.colour
        for tool, button in self.tools.items():
            button.setChecked(tool == canvas.tool)
            button.setEnabled(not canvas.frozen)
        for name, swatch in self.swatches.items():
            swatch.setChecked(name == colour)
            swatch.setEnabled(not canvas.frozen)
        for button in (self.undo, self.redo):
            button.setEnabled(not canvas.frozen)
        self.remove.setEnabled(mark is not None and not canvas.frozen)
        if not canvas.frozen:
            self.told.setText(self._hint())

    def _hint(self) -> str:
        canvas = self._canvas
        if canvas.edit.is_full:
            return self.tr("No more marks fit on one picture.")
        if canvas.edit.mark is not None:
            return self.tr("Arrow keys move the mark, with Shift its end; Del removes it")
        if canvas.tool in ("arrow", "box"):
            return self.tr("Draw with the mouse, or Enter puts one into the middle")
        if canvas.tool:
            return self.tr("Click where it belongs, or Enter puts it into the middle")
        return self.tr("← → other pictures · + − zoom · F whole · H full size · R turn")

    def _on_colour(self, colour: str, _on: bool = False) -> None:
        self._canvas.choose_colour(colour)
        self._canvas.setFocus()

    def _ask_words(self) -> None:
        mark = self._canvas.edit.mark
        self.words.setText(mark.text if mark is not None else "")
        self.words.show()
        self.words.setFocus()
        self.words.selectAll()
        self.told.setText(self.tr("Enter puts the words there, Esc drops them"))

    def _on_words(self) -> None:
        words = self.words.text()
        self.words.hide()
        self._canvas.put_words(words)

    def _on_dropped(self) -> None:
        self.words.hide()
        self._canvas.drop_words()
