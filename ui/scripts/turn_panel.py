"""The question that a turn of a script asks: from when, and a word about it."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.composing import is_composing
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.when_pick import WhenPick

#: Gets from when (milliseconds UTC, None for now) and the words.
Answer = Callable[[int | None, str], None]


class TurnPanel(QFrame):
    """Lies above the tabs of a script while a question is open; Esc leaves it. `left()`."""

    left = Signal()

    def __init__(
        self, zone: ZoneInfo, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._lacking = ""
        theme.look(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.question = label("", "strong")
        self.question.setWordWrap(True)
        self.when = WhenPick(zone, clock)
        self.words = QLineEdit()
        self.words.setMaxLength(400)
        self.words.returnPressed.connect(self.press)
        self.button = Button("", "check", "primary", self.press)
        self.cancel = Button(self.tr("Cancel"), "", "flat", self.leave)
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addStretch(0)
        foot.addWidget(self.button)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        column.setSpacing(theme.space("small"))
        column.addWidget(self.question)
        column.addWidget(self.when)
        column.addLayout(foot)
        column.addWidget(self.problem)

    def ask(
        self,
        question: str,
        button: str,
        answer: Answer,
        *,
        hint: str = "",
        when: bool = False,
        lacking: str = "",
    ) -> None:
        """Ask; `lacking` is what is said when no words are given where they are needed."""
        self._answer, self._lacking = answer, lacking
        self.question.setText(question)
        self.button.setText(button)
        self.words.clear()
        self.words.setVisible(bool(hint))
        self.words.setPlaceholderText(hint)
        self.words.setAccessibleName(hint)
        self.when.setVisible(when)
        self.when.tomorrow.setChecked(True)
        self.when.propose()
        self.complain("")
        self.show()
        (self.words if hint else self.when.tomorrow).setFocus()

    def complain(self, sentence: str) -> None:
        """Say what is in the way."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def press(self) -> None:
        """Answer; an Enter that confirms a candidate is none."""
        if is_composing():
            return
        words = self.words.text().strip()
        if self._lacking and not words:
            self.complain(self._lacking)
            self.words.setFocus()
            return
        if self._answer is not None:
            self.complain("")
            self._answer(self.when.from_at() if self.when.isVisibleTo(self) else None, words)

    def leave(self) -> None:
        """Do nothing after all."""
        self.hide()
        self._answer = None
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not is_composing():
            event.accept()
            self.leave()
        else:
            super().keyPressEvent(event)
