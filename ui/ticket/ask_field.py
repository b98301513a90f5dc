"""One value that a script asks for: a field of its kind, read as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.composing import is_composing
from ui.initials import fits
from ui.text.refusals import refusal_sentence
from ui.widgets.labels import label
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.scripts.putting import AskedFor, Told

    Read = Callable[[AskedFor, str], Told]

_WIDTH: Final = 330
_ROWS: Final = 7
_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
#: What may be typed, by the kind that is asked for.
_HINTS: Final = {
    "number": "12",
    "money": "123.50",
}


class AskField(QFrame):
    """Asks for one value; what was read stands below the field while it is typed.

    `accepted(told)` on Enter or Tab with a value that can be read; `moved(back)` when Tab goes on
    without one or Shift+Tab goes back; `left` on Escape; `lost` when the keyboard goes elsewhere.
    While an input method composes every key is its own.
    """

    accepted = Signal(object)
    moved = Signal(bool)
    left = Signal()
    lost = Signal()

    def __init__(self, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self.question: AskedFor | None = None
        self._words, self._room = QRect(), QRect()
        theme.look(self, "popup")
        self.name = label("", "strong")
        self.count = label("", "faint")
        self.line = QLineEdit()
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.look(self.list, "choices")
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.hint = label(self.tr("Enter next · Shift+Tab back · Esc leave it open"), "faint")
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(theme.space("tight"))
        column.addLayout(top)
        for part in (self.line, self.list, self.told, self.hint):
            column.addWidget(part)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_typed)
        self.list.itemClicked.connect(lambda _item: self.accept())
        self.hide()

    # what is asked

    def ask(self, question: AskedFor, typed: str = "", place: tuple[int, int] = (1, 1)) -> None:
        """Ask for a value: what was typed before stands there, else what is proposed."""
        self.question = question
        self.name.setText(question.label)
        self.count.setText(f"{place[0]}/{place[1]}" if place[1] > 1 else "")
        self.line.setAccessibleName(question.label)
        self.line.setPlaceholderText(self._hint(question.ask.kind))
        self.line.setText(typed or question.proposed)
        self.line.selectAll()
        self.list.setVisible(bool(question.choices))
        self._show_choices(typed)
        self._tell()

    def _hint(self, kind: str) -> str:
        told = {
            "date": self.tr("tomorrow, 3 days, 11-25"),
            "time": self.tr("tomorrow 3 pm, in 2 hours"),
            "choice": self.tr("Type to find, or its number"),
            "text": self.tr("Words"),
        }
        return told.get(kind, _HINTS.get(kind, ""))

    def _show_choices(self, words: str) -> None:
        question = self.question
        if question is None or not question.choices:
            return
        self.list.clear()
        wanted = words.strip().casefold()
        for number, choice in enumerate(question.choices, 1):
            if not wanted or wanted == str(number) or fits(wanted, choice):
                self.list.addItem(f"{number}  {choice}")
        default = next((n for n, one in enumerate(question.choices) if one == question.proposed), 0)
        self.list.setCurrentRow(0 if wanted else default)
        rows = min(max(self.list.count(), 1), _ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 22) + 6)

    # what is typed

    def value(self) -> str:
        """What is typed; of a choice the words chosen."""
        item = self.list.currentItem() if self.question and self.question.choices else None
        if item is not None:
            return item.text().partition("  ")[2]
        return self.line.text()

    def accept(self) -> None:
        """Take the value, if it can be read."""
        question = self.question
        if question is None or is_composing():
            return
        typed = self.value()
        if not typed.strip():
            self.moved.emit(False)
            return
        try:
            told = self._read(question, typed)
        except Refusal as refusal:
            self._complain(refusal_sentence(refusal))
            return
        self.accepted.emit(told)

    def _on_typed(self, text: str) -> None:
        self._show_choices(text)
        self._tell()

    def _tell(self) -> None:
        """Show how the value would stand in the text, or nothing while it cannot be read."""
        question, typed = self.question, self.value()
        told = ""
        if question is not None and not question.choices and typed.strip():
            try:
                read = self._read(question, typed).text
                told = f"→ {read}" if read != typed.strip() else ""
            except Refusal:
                told = ""
        theme.look(self.told, "muted")
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self._fit()

    def _complain(self, sentence: str) -> None:
        theme.look(self.told, "bad")
        self.told.setText(sentence)
        self.told.show()
        self.line.selectAll()
        self._fit()

    # keys

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self.lost.emit()
            return False
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not self._is_ours(event):
            return False
        if is_composing():
            return kind == QEvent.Type.KeyPress  # the candidate's; nothing of the field's
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        self._press(event)
        return True

    def _is_ours(self, event: QKeyEvent) -> bool:
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        chooses = event.key() in arrows and not self.list.isHidden()
        return chooses or event.key() in (*_ENTERS, *_TABS, Qt.Key.Key_Escape)

    def _press(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Backtab:
            self.moved.emit(True)
        elif key in (*_ENTERS, Qt.Key.Key_Tab):
            self.accept()
        else:
            by = -1 if key == Qt.Key.Key_Up else 1
            row = (self.list.currentRow() + by) % max(self.list.count(), 1)
            self.list.setCurrentRow(row)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in here."""
        focus = QApplication.focusWidget()
        return self.isVisible() and (focus is self.line or focus is self)

    def open_at(self, words: QRect, room: QRect) -> None:
        """Show it below the words, else above, within a room of its parent; take the keyboard."""
        self._words, self._room = words, room
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Be as high as what it says now."""
        words, room = self._words, self._room
        if room.isNull():
            return
        width = min(_WIDTH, room.width() - 16)
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        left = max(room.left() + 8, min(words.left() - 8, room.right() - width - 8))
        top = words.bottom() + 4
        if top + height > room.bottom():
            top = max(words.top() - height - 4, room.top())
        self.setGeometry(left, top, width, height)
