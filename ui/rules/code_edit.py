"""An editor for the text of a rule file: lines with numbers, places with mistakes underlined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui import theme
from ui.rules.highlight import TomlColours

_TAB: Final = 2


class CodeEdit(QPlainTextEdit):
    """Shows TOML in even letters; `show_text` brings another text in as one step to be undone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: dict[int, str] = {}
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        theme.look(self, "bare")
        self._numbers = _Numbers(self)
        self._colours = TomlColours(self.document())
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._on_update)
        self.cursorPositionChanged.connect(self._mark)
        theme.notifier().changed.connect(self._dress)
        self._dress()

    # what the page calls

    def begin(self, text: str) -> None:
        """Show a text from which nothing can be undone."""
        self.setPlainText(text)
        self._marked = {}
        self._mark()

    def show_text(self, text: str) -> None:
        """Replace the text; only what differs is touched, and undo brings it back."""
        before = self.toPlainText()
        if before == text:
            return
        start = _same(before, text)
        end = _same(before[start:][::-1], text[start:][::-1])
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(_units(before[:start]))
        stop = _units(before[: len(before) - end])
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        cursor.endEditBlock()

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor at a line and column, counted from 1, in the middle of the view."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if not block.isValid():
            return
        cursor = QTextCursor(block)
        text = block.text()[: max(0, column - 1)]
        cursor.setPosition(block.position() + _units(text))
        self.setTextCursor(cursor)
        self.centerCursor()

    def mark_lines(self, lines: Iterable[tuple[int, str]]) -> None:
        """Mark lines that have a mistake, each with its sentence."""
        self._marked = dict(lines)
        self._mark()
        self._numbers.update()

    def marked(self) -> dict[int, str]:
        """The lines with a mistake."""
        return dict(self._marked)

    def find_words(self, words: str, *, back: bool = False) -> bool:
        """Go to the next place of some words, from the other end when there is none after."""
        way = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if not words or self.find(words, way):
            return bool(words)
        kept = self.textCursor()
        end = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
        self.moveCursor(end)
        if self.find(words, way):
            return True
        self.setTextCursor(kept)
        return False

    # showing

    def numbers_width(self) -> int:
        """How wide the column of line numbers is."""
        figures = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * figures + 2 * theme.space("small")

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        families = [*font.families(), *theme.base_font().families()]
        font.setFamilies(families)  # Chinese words stand in rule files, too
        font.setPixelSize(theme.font("base").pixelSize())
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self.setTabStopDistance(_TAB * self.fontMetrics().horizontalAdvance(" "))
        self._make_room()
        self._mark()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)

    def _on_update(self, rect: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._numbers.setGeometry(inner.left(), inner.top(), self.numbers_width(), inner.height())

    def _mark(self) -> None:
        made = [self._current()]
        for line in self._marked:
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                made.append(_wave(QTextCursor(block)))
        self.setExtraSelections(made)

    def _current(self) -> QTextEdit.ExtraSelection:
        one = QTextEdit.ExtraSelection()
        one.format.setBackground(theme.colour("sunken"))
        one.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        one.cursor = self.textCursor()
        one.cursor.clearSelection()
        return one

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines that can be seen."""
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), theme.colour("sunken"))
        painter.setFont(self.font())
        block, here = self.firstVisibleBlock(), self.textCursor().blockNumber()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        width = self._numbers.width() - theme.space("small")
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            number = block.blockNumber()
            wrong = number + 1 in self._marked
            if wrong:
                line = QRect(0, int(top), theme.space("tight"), int(height))
                painter.fillRect(line, theme.colour("bad"))
            painter.setPen(
                theme.colour("bad" if wrong else "text" if number == here else "text_faint")
            )
            room = QRect(0, int(top), width, int(height))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, str(number + 1))
            top += height
            block = block.next()
        painter.end()


class _Numbers(QWidget):
    def __init__(self, editor: CodeEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(event)


def _wave(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    one = QTextEdit.ExtraSelection()
    cursor.select(QTextCursor.SelectionType.LineUnderCursor)
    one.cursor = cursor
    one.format.setUnderlineColor(theme.colour("bad"))
    one.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    return one


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _units(text: str) -> int:
    """Positions of a document count UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
