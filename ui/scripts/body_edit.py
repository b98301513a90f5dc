"""The editor of a script's words: placeholders in colour and offered, rude words underlined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QVBoxLayout, QWidget

from ui import theme
from ui.scripts.placeholders import TYPING, Offer, PlaceholderColours, matching
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.lines import Line, LineList

_LISTED: Final = 40
_SHOWN: Final = 6
_WIDTH: Final = 330


class OfferList(QFrame):
    """What may be put in, under the cursor; it never takes the keyboard. `taken(Offer)`."""

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.look(self, "popup")
        self._offers: list[Offer] = []
        self.list = LineList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)
        self.hide()

    def show_offers(self, found: Sequence[Offer], at: QPoint, above: int) -> None:
        """Show these below `at`, or above it (`above` pixels up) where there is no room."""
        self._offers = list(found[:_LISTED])
        lines = [Line(str(n), one.name, one.about) for n, one in enumerate(self._offers)]
        self.list.show_lines(lines)
        if not lines:
            self.hide()
            return
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        each = self.list.sizeHintForRow(0)
        height = each * min(len(lines), _SHOWN) + 4
        host = self.parentWidget()
        assert host is not None
        top = at.y() if at.y() + height <= host.height() else at.y() - above - height
        left = max(0, min(at.x(), host.width() - _WIDTH))
        self.setGeometry(left, max(0, top), _WIDTH, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go up or down."""
        row = min(max(self.list.currentIndex().row() + by, 0), len(self._offers) - 1)
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def take(self) -> None:
        """Take what is marked."""
        self._take(self.list.currentIndex().row())

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offers):
            one = self._offers[row]
            self.hide()
            self.taken.emit(one)


class BodyEdit(ComposingTextEdit):
    """Words of a script. Typing `{{`, or Ctrl+Space, offers what may be put in.

    `offers` gives what there is; `host` is what the list of it is laid over.
    """

    def __init__(self, offers: Callable[[], list[Offer]], host: QWidget) -> None:
        super().__init__(lines=5, most_lines=16)
        self._offers = offers
        self._told: list[tuple[int, int, str, str]] = []
        self._asked = False
        self.setAccessibleName(self.tr("Words of the script"))
        self.colours = PlaceholderColours(self.document())
        self.list = OfferList(host)
        self.list.taken.connect(self._put_in)
        self.textChanged.connect(self._on_typed)
        self.cursorPositionChanged.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self.close_list())
        self.setMouseTracking(True)
        theme.notifier().changed.connect(self._mark)

    # what is offered

    def offer(self) -> None:
        """Offer everything that may be put in at the cursor."""
        if not self.isReadOnly():
            self._asked = True
            self._show_list()
            self.setFocus()

    def close_list(self) -> None:
        """Take the list away."""
        self._asked = False
        self.list.hide()

    def _before(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _on_typed(self) -> None:
        if self.hasFocus() and not self.isReadOnly() and TYPING.search(self._before()):
            self._show_list()

    def _follow(self) -> None:
        if self.list.isVisible() and not TYPING.search(self._before()) and not self._asked:
            self.close_list()

    def _show_list(self) -> None:
        found = TYPING.search(self._before())
        host = self.list.parentWidget()
        assert host is not None
        rect = self.cursorRect()
        at = self.viewport().mapTo(host, rect.bottomLeft())
        wanted = matching(self._offers(), found[1] if found else "")
        self.list.show_offers(wanted, at, rect.height())

    def _put_in(self, one: Offer) -> None:
        cursor, before = self.textCursor(), self._before()
        found = TYPING.search(before)
        if found is not None:
            back = len(before) - found.start()
            after = cursor.block().text()[cursor.positionInBlock() :]
            closing = len(after) - len(after.lstrip(" ").removeprefix("}}"))
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, back
            )
            if after.lstrip(" ").startswith("}}"):
                cursor.removeSelectedText()
                cursor.movePosition(
                    QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, closing
                )
        cursor.insertText(one.writes)
        self.setTextCursor(cursor)
        self.close_list()
        self.setFocus()

    # what is amiss

    def show_findings(self, found: Sequence[tuple[int, int, str, str]]) -> None:
        """Underline (start, end, severity, sentence) of the words that are shown."""
        self._told = list(found)
        self._mark()

    def _mark(self) -> None:
        made = []
        text = self.toPlainText()
        for start, end, severity, _words in self._told:
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            one.cursor = cursor
            look = "warn" if severity == "warn" else "bad"
            one.format.setUnderlineColor(theme.colour(look))
            one.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            made.append(one)
        self.setExtraSelections(made)

    def event(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride and self.list.isVisible():
            event.accept()  # it closes the list alone
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.viewport().mapFromGlobal(event.globalPos())
            place = self.cursorForPosition(at).position()
            text = self.toPlainText()
            for start, end, _severity, words in self._told:
                if _units(text[:start]) <= place <= _units(text[:end]):
                    QToolTip.showText(event.globalPos(), words, self)
                    return True
        return super().event(event)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.list.isVisible() and not self.is_composing and self._handed_over(event):
            event.accept()
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and control and not self.is_composing:
            event.accept()
            self.offer()
            return
        super().keyPressEvent(event)

    def _handed_over(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self.list.step(1)
            case Qt.Key.Key_Up:
                self.list.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self.list.take()
            case Qt.Key.Key_Escape:
                self.close_list()
            case _:
                return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.close_list()


def _units(text: str) -> int:
    """Positions of a document count UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
