"""The text of a reply: marked gaps, the signs that open the scripts, pasted pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.ticket.marks import GAP, ReplyMarks, gap_label
from ui.ticket.places import units
from ui.widgets.composing_edit import ComposingTextEdit

#: What opens the scripts, at the end of what was typed, with the words that look for one.
_OPENER: Final = re.compile(r"(?:::|：：|:：|：:)([^\s:：]{0,24})$")
_KEYS_OF_LIST: Final = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Escape,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_ENTERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
#: What the list takes together with Ctrl: its filters, favourite, a word about a script.
_CTRL_OF_LIST: Final = _ENTERS | {
    *(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4),
    *(Qt.Key.Key_D, Qt.Key.Key_K),
}


class ReplyEdit(ComposingTextEdit):
    """The editor of a reply.

    `opener_typed(words)` while `::words` stands before the cursor, `opener_gone` when it does
    not any more; `list_key(key, modifiers)` hands arrow keys, Enter, Tab, Escape and the keys of
    the list over while `list_open` is set; `files_given(paths)` and `picture_given(png bytes)`
    for drops and pastes; `shortcut_typed(n)` for Alt+1 to Alt+3; `left` when the focus goes;
    `hovered(place)` when the mouse rests over a place of the text. `on_tab(back)` is asked first
    what Tab does and says whether it did something. No key is taken from an input method.
    """

    opener_typed = Signal(str)
    opener_gone = Signal()
    list_key = Signal(int, int)
    files_given = Signal(list)
    picture_given = Signal(bytes)
    shortcut_typed = Signal(int)
    left = Signal()
    hovered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, lines=2, most_lines=10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list_open = False
        self.on_tab: Callable[[bool], bool] | None = None
        self.marks = ReplyMarks(self)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.updateGeometry()
        )
        self.textChanged.connect(self._look_for_opener)
        self.cursorPositionChanged.connect(self._look_for_opener)

    def sizeHint(self) -> QSize:
        """As high as its text, within bounds; wrapped lines count."""
        shown = round(self.document().size().height())  # in lines, for plain text
        lines = min(max(shown, self._lines), self._most_lines)
        return QSize(super().sizeHint().width(), self._height_of(lines))

    # gaps

    def gaps(self) -> list[tuple[int, int, str]]:
        """The gaps left in the text: (start, end, what to fill in)."""
        text = units(self.toPlainText())
        return [(found.start(), found.end(), gap_label(found)) for found in GAP.finditer(text)]

    def select(self, start: int, end: int) -> None:
        """Select a part of the text and bring it in sight."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def select_text(self, words: str) -> bool:
        """Select the first place where these words stand; returns whether there is one."""
        start = units(self.toPlainText()).find(units(words))
        if not words or start < 0:
            return False
        self.select(start, start + len(units(words)))
        return True

    def next_gap(self, *, back: bool = False) -> bool:
        """Select the next gap after the cursor, round the end; returns whether there is one."""
        gaps = self.gaps()
        if not gaps:
            return False
        cursor = self.textCursor()
        if back:
            before = [gap for gap in gaps if gap[1] <= cursor.selectionStart()]
            gap = before[-1] if before else gaps[-1]
        else:
            after = [gap for gap in gaps if gap[0] >= cursor.selectionEnd()]
            gap = after[0] if after else gaps[0]
        self.select(gap[0], gap[1])
        return True

    # scripts

    def go_to_end(self, *, parted: bool) -> None:
        """Put the cursor behind all words, with an empty line between when `parted`."""
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        if parted:
            cursor.insertText("\n\n")
        self.setTextCursor(cursor)

    def put(self, text: str) -> int:
        """Put text at the cursor, in place of the opener before it; go to its first gap.

        A gap that waits for its value is never written over: the text stands below its paragraph
        then. Returns the place, as Qt counts, at which it begins.
        """
        cursor = self.textCursor()
        found = self._opener()
        chosen = (cursor.selectionStart(), cursor.selectionEnd())
        cursor.beginEditBlock()
        if cursor.hasSelection() and any(gap[:2] == chosen for gap in self.gaps()):
            cursor.setPosition(chosen[1])
            cursor.movePosition(cursor.MoveOperation.EndOfBlock)
            cursor.insertText("\n")
        if found is not None:
            for _ in range(len(found[0])):
                cursor.deletePreviousChar()
        start = min(cursor.position(), cursor.anchor())
        cursor.insertText(text)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        gap = GAP.search(units(text))
        if gap:
            self.select(start + gap.start(), start + gap.end())
        return start

    def put_before(self, text: str, ends: Iterable[str]) -> int:
        """Put text before the first of some ends of a letter behind which the cursor stands.

        It takes the opener's place where the cursor stands before all of them. Returns as `put`.
        """
        cursor = self.textCursor()
        found = self._opener()
        opener = len(units(found[0])) if found is not None else 0
        words = units(self.toPlainText())
        places = [words.rfind(units(end)) for end in ends if end]
        at = min((one for one in places if 0 <= one <= cursor.position() - opener), default=None)
        if at is None:
            return self.put(text)
        rest = words[cursor.position() :]
        cursor.beginEditBlock()
        for _ in range(opener):
            cursor.deletePreviousChar()
        if not rest.strip():  # the lines on which it was looked for
            tail = len(words[: cursor.position()].rstrip())
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.setPosition(tail, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        cursor.setPosition(at)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.put(f"{text}\n\n")
        return at

    def replace(self, start: int, end: int, text: str) -> None:
        """Put text in place of a part; one step of undo."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    def opened_words(self) -> str | None:
        """The words that look for a script before the cursor; None where no opener stands."""
        found = self._opener()
        return None if found is None else found[1]

    def _opener(self) -> re.Match[str] | None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        before = cursor.block().text()[: cursor.positionInBlock()]
        return _OPENER.search(before)

    def _look_for_opener(self) -> None:
        if self.is_composing:
            return  # the input method has not decided yet
        found = self._opener()
        if found is not None:
            self.opener_typed.emit(found[1])
        else:
            self.opener_gone.emit()

    # keys

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._is_for_list(event):
            event.accept()
            return True
        return super().event(event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        """Whether the list of scripts takes this key; never while an input method composes."""
        if not self.list_open or self.is_composing:
            return False
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            return event.key() in _CTRL_OF_LIST
        if held & Qt.KeyboardModifier.AltModifier:
            return event.key() == Qt.Key.Key_L
        return event.key() in _KEYS_OF_LIST

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.is_composing:
            super().keyPressEvent(event)
        elif self._is_for_list(event):
            event.accept()
            self.list_key.emit(int(key), event.modifiers().value)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and _digit(key):
            event.accept()
            self.shortcut_typed.emit(_digit(key))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            back = key == Qt.Key.Key_Backtab
            told = self.on_tab is not None and self.on_tab(back)
            if not told and not self.next_gap(back=back):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.hideText()
            place = self.cursorForPosition(event.pos()).position()
            if self.cursorRect(self._at(place)).adjusted(-24, -2, 24, 2).contains(event.pos()):
                self.hovered.emit(place)
            return True
        return super().viewportEvent(event)

    def _at(self, place: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        return cursor

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.gaps() and self.hasFocus():
            return False  # Tab goes from gap to gap while there are any
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    # drops and pastes

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if paths := local_files(source):
            self.files_given.emit(paths)
        elif source.hasImage() and not source.hasText():
            picture = source.imageData()
            if isinstance(picture, QImage) and not picture.isNull():
                self.picture_given.emit(png(picture))
        else:
            self.insertPlainText(source.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.files_given.emit(paths)
        else:
            super().dropEvent(event)


def local_files(data: QMimeData) -> list[str]:
    """The paths of files on this machine that were dropped or pasted."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def png(picture: QImage) -> bytes:
    """A picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _digit(key: int) -> int:
    number = key - int(Qt.Key.Key_0)
    return number if 1 <= number <= 3 else 0
