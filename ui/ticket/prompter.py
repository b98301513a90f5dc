"""A script to be spoken, sentence by sentence, large enough to be read from two metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.composing import is_composing
from ui.ticket.ask_field import AskField
from ui.ticket.piece_words import rich
from ui.ticket.spoken_lines import SpokenLine, SpokenLines
from ui.widgets.boxes import scrolled
from ui.widgets.buttons import Button, IconButton
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.labels import label
from workstation.domain.script_pieces import Piece

if TYPE_CHECKING:
    from ui.ticket.ask_field import Read
    from workstation.scripts.putting import Put, Told

#: Sizes in pixels of the sentence that is said now (fewer for long ones), and of its neighbours.
_NOW: Final = ((36, 60), (32, 110), (28, 10_000))
_NEAR: Final = 20
_FORWARD: Final = (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Backspace)
_OURS: Final = frozenset(
    (*_FORWARD, *_BACK, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Escape)
    + (Qt.Key.Key_E, Qt.Key.Key_Delete, Qt.Key.Key_Tab)
    + tuple(Qt.Key(int(Qt.Key.Key_1) + n) for n in range(9))
)


class Prompter(QFrame):
    """Lies over the page while a script is spoken.

    `logged(words)` with the words actually said; `filled(name, typed, told)` when a value was
    given; `closed` when it is left. Keys: Space, →, Enter next; ← back; Home, End; 1 to 9 jump;
    Delete leaves a sentence out; E says it otherwise; Tab fills a gap; Escape leaves.
    """

    logged = Signal(str)
    filled = Signal(str, str, object)
    closed = Signal()

    def __init__(self, read: Read, parent: QWidget) -> None:
        super().__init__(parent)
        theme.look(self, "prompter")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._under = parent
        self.put: Put | None = None
        self.script = SpokenLines()
        self.title = label("", "heading")
        self.count = label("", "muted")
        self.before, self.now, self.after = (self._sentence() for _ in range(3))
        self.otherwise = ComposingTextEdit(self, lines=2, most_lines=5)
        self.otherwise.submitted.connect(self._take_otherwise)
        self.otherwise.installEventFilter(self)
        self.otherwise.hide()
        self.field = AskField(read, self)
        self.field.accepted.connect(self._on_value)
        self.field.moved.connect(lambda _back: self._leave_field())
        self.field.left.connect(self._leave_field)
        self.strip = label("", "faint")
        self.strip.setTextFormat(Qt.TextFormat.RichText)
        self.strip.setWordWrap(True)
        self.hint = label(self._hints(), "faint")
        self.hint.setWordWrap(True)
        self.log_button = Button(self.tr("Log as spoken"), "check", "primary", self.log)
        self._lay_out()
        theme.notifier().changed.connect(self._show)
        parent.installEventFilter(self)
        self.hide()

    def _sentence(self) -> QLabel:
        made = label("", "")
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        head.addWidget(IconButton("x", self.tr("Close (Esc)"), self.close_it))
        middle = QWidget()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.space("large"))
        inner.addStretch(1)
        for part in (self.before, self.now, self.otherwise, self.after):
            inner.addWidget(part)
        inner.addStretch(2)
        self.view = scrolled(middle)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.log_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 18, 14)
        column.setSpacing(theme.space("small"))
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.strip)
        column.addLayout(foot)

    def _hints(self) -> str:
        return self.tr(
            "Space next · ← back · 1–9 jump · E said otherwise · Del leave out · Tab fill in ·"
            " Esc close"
        )

    # what is spoken

    def open(self, put: Put) -> None:
        """Begin with a script, over all of the parent."""
        self.put, self.script = put, SpokenLines.of(put)
        self.title.setText(put.title)
        self.setGeometry(self._under.rect())
        self.field.hide()
        self._show()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_anew(self, put: Put) -> None:
        """The same script filled with more values: what was not said yet may read otherwise."""
        self.put = put
        self.script.fill_anew(put)
        self._show()

    # going on

    def next(self) -> None:
        """The sentence was said; on to the next one. One that lacks a value asks for it first."""
        if self.script.over:
            self.log()
        elif self.script.missing() is not None:
            self.fill()
        else:
            self.script.say(said=True)
            self._show()

    def back(self) -> None:
        """To the sentence before."""
        self._go(self.script.at - 1)

    def leave_out(self) -> None:
        """The sentence is not said; on to the next one."""
        self.script.say(said=False)
        self._show()

    def jump(self, number: int) -> None:
        """To a sentence, counted from 1; those between are not taken as said."""
        if 1 <= number <= len(self.script.lines):
            self._go(number - 1)

    def log(self) -> None:
        """Give the words said to the reply and leave."""
        told = self.script.told()
        if told:
            self.logged.emit(told)
        self.close_it()

    def close_it(self) -> None:
        """Leave; nothing is logged."""
        self.hide()
        self.closed.emit()

    def _go(self, at: int) -> None:
        self.script.go(at)
        self._show()

    # said otherwise

    def edit(self) -> None:
        """Write what was said instead of this sentence."""
        now = self.script.now
        if now is None:
            return
        self.otherwise.setPlainText(now.words)
        self.otherwise.setFont(_font(28))
        self.otherwise.show()
        self.now.hide()
        self.otherwise.setFocus()
        self.otherwise.selectAll()

    def _take_otherwise(self) -> None:
        told = " ".join(self.otherwise.toPlainText().split())
        self.script.say_otherwise(told)
        self._leave_edit()
        if told:
            self.next()
        else:
            self.leave_out()

    def _leave_edit(self) -> None:
        self.otherwise.hide()
        self.now.show()
        self.setFocus()

    # values

    def fill(self) -> None:
        """Ask for the first value that this sentence lacks."""
        question = self.script.missing()
        if question is None or self.put is None:
            return
        asked = self.put.question(question.name)
        if asked is not None:
            self.field.ask(asked)
            corner = self.now.mapTo(self, self.now.rect().bottomLeft())
            self.field.open_at(QRect(corner.x(), corner.y() - 8, 10, 10), QRect(self.rect()))

    def _on_value(self, told: Told) -> None:
        question, typed = self.field.question, self.field.value()
        self._leave_field()
        if question is None:
            return
        self.script.take(question.name, told.text)
        self._show()
        self.filled.emit(question.name, typed, told)
        if self.script.missing() is not None:
            self.fill()

    def _leave_field(self) -> None:
        self.field.hide()
        self.setFocus()

    # showing

    def _show(self) -> None:
        if not self.isHidden() and self.otherwise.isVisible():
            self._leave_edit()
        near = theme.colour("text_faint").name()
        script, now = self.script, self.script.now
        self.before.setText(_near(script.line(script.at - 1), near))
        self.after.setText(_near(script.line(script.at + 1), near))
        if now is None:
            self._show_end()
        else:
            pieces = now.pieces if now.otherwise is None else (Piece("plain", now.otherwise),)
            self.now.setFont(_font(_size(now.words)))
            self.now.setText(rich(pieces))
        text = self.tr("{n} of {all}")
        told = text.format(n=min(script.at + 1, len(script.lines)), all=len(script.lines))
        self.count.setText("" if script.over else told)
        self.strip.setText(" ".join(self._mark(number) for number in range(len(script.lines))))
        self.log_button.setVisible(any(line.said for line in script.lines))
        self.view.ensureWidgetVisible(self.now)

    def _show_end(self) -> None:
        self.before.setText("")
        self.now.setFont(_font(_NEAR))
        told = self.script.told()
        nothing = self.tr("Nothing was said.")
        self.now.setText(rich((Piece("plain", told or nothing),)))

    def _mark(self, number: int) -> str:
        """The number of a sentence: said, now, or left out."""
        line, at = self.script.lines[number], self.script.at
        colour = "good" if line.said else ("warn" if number < at else "text_faint")
        told = str(number + 1) + ("✓" if line.said else "")
        if number == at:
            told, colour = f"<b>[{told}]</b>", "accent"
        return f'<span style="color:{theme.colour(colour).name()}">{told}</span>&nbsp;'

    # keys

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and not is_composing():
            event.accept()  # while a script is spoken no key means anything else
            return True
        return super().event(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is not self.otherwise:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.setGeometry(self._under.rect())
            return False
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or is_composing():
            return False
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift
        if event.key() != Qt.Key.Key_Escape and not enters:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif enters:
            self._take_otherwise()
        else:
            self._leave_edit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key not in _OURS:
            super().keyPressEvent(event)
            return
        event.accept()
        if key in _FORWARD:
            self.next()
        elif key in _BACK:
            self.back()
        elif key == Qt.Key.Key_Escape:
            self.close_it()
        elif key == Qt.Key.Key_E:
            self.edit()
        elif key == Qt.Key.Key_Delete:
            self.leave_out()
        elif key == Qt.Key.Key_Tab:
            self.fill()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.script.lines) - 1)
        else:
            self.jump(int(key) - int(Qt.Key.Key_0))

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab fills a gap


def _font(pixels: int) -> QFont:
    made = theme.font("display")
    made.setPixelSize(pixels * theme.current().scale // 100)
    return made


def _size(told: str) -> int:
    return next(size for size, longest in _NOW if len(told) <= longest)


def _near(line: SpokenLine | None, colour: str) -> str:
    if line is None:
        return ""
    told = rich((Piece("plain", line.words),))
    return f'<span style="color:{colour};font-size:{_NEAR}px">{told}</span>'
