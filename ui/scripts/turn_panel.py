"""The question that a turn of a script asks: from when, and a word about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateTimeEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.composing import is_composing
from ui.widgets.buttons import Button
from ui.widgets.labels import label

#: Gets from when (milliseconds UTC, None for now) and the words.
Answer = Callable[[int | None, str], None]
_AHEAD: Final = timedelta(hours=2)


class TurnPanel(QFrame):
    """Lies above the tabs of a script while a question is open; Esc leaves it. `left()`."""

    left = Signal()

    def __init__(
        self, zone: ZoneInfo, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zone, self._clock = zone, clock
        self._answer: Answer | None = None
        self._needs_words = False
        self._lacking = ""
        theme.look(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.question = label("", "strong")
        self.question.setWordWrap(True)
        self.now = QRadioButton(self.tr("&Now"))
        self.tomorrow = QRadioButton(self.tr("&Tomorrow 00:00"))
        self.chosen = QRadioButton(self.tr("&From"))
        self._group = QButtonGroup(self)
        for one in (self.now, self.tomorrow, self.chosen):
            self._group.addButton(one)
        self.moment = QDateTimeEdit()
        self.moment.setCalendarPopup(True)
        self.moment.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.moment.dateTimeChanged.connect(lambda _at: self.chosen.setChecked(True))
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
        self._when = QWidget()
        when = QHBoxLayout(self._when)
        when.setContentsMargins(0, 0, 0, 0)
        when.setSpacing(theme.space("large"))
        for one in (self.now, self.tomorrow, self.chosen):
            when.addWidget(one)
        when.addWidget(self.moment)
        when.addStretch(1)
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
        column.addWidget(self._when)
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
        self._when.setVisible(when)
        self.tomorrow.setChecked(True)
        self._propose()
        self.complain("")
        self.show()
        (self.words if hint else self.tomorrow).setFocus()

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
            self._answer(self.from_at() if self._when.isVisibleTo(self) else None, words)

    def leave(self) -> None:
        """Do nothing after all."""
        self.hide()
        self._answer = None
        self.left.emit()

    def from_at(self) -> int | None:
        """From when, in milliseconds UTC; None for now."""
        if self.now.isChecked():
            return None
        if self.tomorrow.isChecked():
            today = datetime.fromtimestamp(self._clock() / 1000, self._zone).date()
            moment = datetime.combine(today + timedelta(days=1), time(), self._zone)
        else:
            told = self.moment.dateTime()
            day, clock = told.date(), told.time()
            moment = datetime(
                *(day.year(), day.month(), day.day(), clock.hour(), clock.minute()),
                tzinfo=self._zone,
            )
        return int(moment.timestamp() * 1000)

    def _propose(self) -> None:
        later = datetime.fromtimestamp(self._clock() / 1000, self._zone) + _AHEAD
        self.moment.blockSignals(True)
        self.moment.setDateTime(
            QDateTime(QDate(later.year, later.month, later.day), QTime(later.hour, 0))
        )
        self.moment.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not is_composing():
            event.accept()
            self.leave()
        else:
            super().keyPressEvent(event)
