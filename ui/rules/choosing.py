"""Choosing which tickets a draft is tried on: a day, days, open ones, numbers, or a text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from ui import theme
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.view import Filter

if TYPE_CHECKING:
    from workstation.ruling.trying import Tickets

WAYS: Final = ("day", "days", "open", "numbers", "text")


class TicketChoice(QWidget):
    """Says which tickets are tried, from `now` on the desk's calendar; `entered` by Enter in it."""

    entered = Signal()

    def __init__(self, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.way = PickBox()
        self.way.setMinimumWidth(170)
        self.way.setAccessibleName(self.tr("Which tickets"))
        told = (
            self.tr("Tickets of a day"),
            self.tr("Tickets of several days"),
            self.tr("Open tickets"),
            self.tr("Tickets by number"),
            self.tr("A text"),
        )
        self.way.show_choices(list(zip(WAYS, told, strict=True)), "day")
        self.day, self.since, self.until = (self._date() for _ in range(3))
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText(self.tr("Numbers, parted by blanks"))
        self.numbers.returnPressed.connect(self.entered)
        self.text = ComposingTextEdit(lines=2, most_lines=3)
        self.text.setPlaceholderText(self.tr("What a customer writes"))
        self.text.submitted.connect(self.entered)
        self.fields = QStackedWidget()
        for part in (self.day, self._span(), label(""), self.numbers, self.text):
            self.fields.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        row.addWidget(self.way)
        row.addWidget(self.fields, 1)
        self.way.picked.connect(lambda code: self._show(str(code)))
        self._show("day")

    def _date(self) -> QDateEdit:
        made = QDateEdit(QDate(self._now.year, self._now.month, self._now.day))
        made.setCalendarPopup(True)
        made.setDisplayFormat("yyyy-MM-dd")
        made.setMaximumWidth(140)
        return made

    def _span(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.since)
        row.addWidget(label("–"))
        row.addWidget(self.until)
        row.addStretch(1)
        return made

    def _show(self, way: str) -> None:
        self.fields.setCurrentIndex(WAYS.index(way))
        least = 2 * theme.size("control") if way == "text" else theme.size("control") + 2
        self.fields.setFixedHeight(least)

    def choose(self, way: str) -> None:
        """Choose a way."""
        self.way.choose(way)
        self._show(way)

    def take_focus(self) -> None:
        """Take the keyboard where something is to be typed."""
        shown = self.fields.currentWidget()
        if shown is not None:
            shown.setFocus()

    def tickets(self) -> Tickets | None:
        """Which tickets are meant; None where something is still to be typed."""
        from workstation.ruling.trying import Tickets

        match self.way.code():
            case "day":
                return Tickets(day=_day(self.day))
            case "days":
                since, until = sorted((_day(self.since), _day(self.until)))
                return Tickets(filter=self._between(since, until))
            case "numbers":
                numbers = tuple(self.numbers.text().replace(",", " ").replace("，", " ").split())
                return Tickets(numbers=numbers) if numbers else None
            case "text":
                text = self.text.toPlainText().strip()
                return Tickets(text=text) if text else None
        return Tickets(filter=Filter(open=True))

    def _between(self, since: date, until: date) -> Filter:
        begin = datetime.combine(since, time(), self._now.tzinfo)
        end = datetime.combine(until + timedelta(days=1), time(), self._now.tzinfo)
        return Filter(
            created_after=int(begin.timestamp() * 1000), created_before=int(end.timestamp() * 1000)
        )


def _day(edit: QDateEdit) -> date:
    told = edit.date()
    return date(told.year(), told.month(), told.day())
