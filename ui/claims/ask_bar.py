"""A question at the lower edge of the page: a reason, a sum, a reference; no dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.claims.money_edit import MoneyEdit
from ui.composing import is_composing
from ui.widgets.buttons import Button
from ui.widgets.keyboard import is_at
from ui.widgets.labels import label
from ui.widgets.notice import FOOT

#: Gets what was typed and, when a sum was asked for, the sum in fen.
Answer = Callable[[str, int], None]


class AskBar(QFrame):
    """`ask` shows the question; Enter answers, Escape takes it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "notice")
        self.setProperty(FOOT, True)
        self._answer: Answer | None = None
        self._before: QWidget | None = None
        self.question = label("", "strong")
        self.question.setWordWrap(True)
        self.money = MoneyEdit()
        self.money.setFixedWidth(140)
        self.line = QLineEdit()
        self._now: datetime | None = None
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(self.tr("Day"))
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.yes = Button("", "check", "primary", self._on_yes)
        self.no = Button(self.tr("Cancel"), run=self.dismiss)
        row = QHBoxLayout()
        row.setSpacing(theme.space("small"))
        row.addWidget(self.money)
        row.addWidget(self.day)
        row.addWidget(self.line, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(0)  # takes what the line leaves where there is none
        column = QVBoxLayout(self)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        column.setSpacing(theme.space("tight"))
        column.addWidget(self.question)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.money.complained.connect(self.complain)
        self.hide()

    def ask(
        self,
        question: str,
        button: str,
        answer: Answer,
        *,
        hint: str = "",
        fen: int | None = None,
        dated: datetime | None = None,
    ) -> None:
        """Ask for a line of words; for a sum when `fen` gives the proposed one; and for a day up
        to the present one of `dated`, which bears the desk's zone, see `paid_at`."""
        self._ask(question, button, answer, hint, fen)
        self._now = dated
        self.day.setVisible(dated is not None)
        if dated is not None:
            self.day.setMaximumDate(QDate(dated.year, dated.month, dated.day))
            self.day.setDate(self.day.maximumDate())
        self.line.show()
        first = self.money if fen is not None else self.line
        first.setFocus()
        first.selectAll()

    def confirm(self, question: str, button: str, answer: Answer, *, leave: str = "") -> None:
        """Ask only whether to go on; `leave` is what the other button says."""
        self._ask(question, button, answer, "", None)
        self.no.setText(leave or self.tr("Cancel"))
        self.line.hide()
        self.yes.setFocus()

    def _ask(self, question: str, button: str, answer: Answer, hint: str, fen: int | None) -> None:
        self._answer = answer
        self.no.setText(self.tr("Cancel"))
        self._before = self.window().focusWidget()
        self.question.setText(question)
        self.yes.setText(button)
        self.line.clear()
        self.line.setPlaceholderText(hint)
        self.money.setVisible(fen is not None)
        self.day.hide()
        self.money.setModified(False)
        self.money.show_fen(fen or 0)
        self.complain("")
        self.show()

    def paid_at(self) -> int | None:
        """The noon of the day that stands, in milliseconds UTC; None for today."""
        day = self.day.date()
        if self._now is None or day >= self.day.maximumDate():
            return None
        noon = datetime(day.year(), day.month(), day.day(), 12, tzinfo=self._now.tzinfo)
        return int(noon.timestamp() * 1000)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the answer; the question stays."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def dismiss(self) -> None:
        """Take the question away and give the keyboard back, if it still is here."""
        here = is_at(self)
        self._answer = None
        self.hide()
        if here and self._before is not None:
            self._before.setFocus()
        self._before = None

    def _on_yes(self) -> None:
        if self._answer is not None and self.money.read():
            self._answer(self.line.text().strip(), self.money.fen)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # it ends the question, not the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not is_composing():
            self.dismiss() if self.no.hasFocus() else self._on_yes()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
