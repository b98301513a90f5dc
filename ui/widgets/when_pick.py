"""From when something is to hold: now, tomorrow at midnight, or from a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, QSignalBlocker, QTime
from PySide6.QtWidgets import QButtonGroup, QDateTimeEdit, QHBoxLayout, QRadioButton, QWidget

from ui import theme

#: The moment that stands there before somebody chooses one, from now on.
_AHEAD: Final = timedelta(hours=2)


class WhenPick(QWidget):
    """A row of three choices; tomorrow is chosen until a person says otherwise."""

    def __init__(
        self, zone: ZoneInfo, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zone, self._clock = zone, clock
        self.now = QRadioButton(self.tr("&Now"))
        self.tomorrow = QRadioButton(self.tr("&Tomorrow 00:00"))
        self.chosen = QRadioButton(self.tr("&From"))
        self.moment = QDateTimeEdit()
        self.moment.setCalendarPopup(True)
        self.moment.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.moment.dateTimeChanged.connect(lambda _at: self.chosen.setChecked(True))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("large"))
        for one in (self.now, self.tomorrow, self.chosen):
            self._group.addButton(one)
            row.addWidget(one)
        row.addWidget(self.moment)
        row.addStretch(1)
        self.tomorrow.setChecked(True)
        self.propose()

    def propose(self) -> None:
        """Let the moment stand a little ahead of now; what is chosen stays chosen."""
        later = datetime.fromtimestamp(self._clock() / 1000, self._zone) + _AHEAD
        with QSignalBlocker(self.moment):
            self.moment.setDateTime(
                QDateTime(QDate(later.year, later.month, later.day), QTime(later.hour, 0))
            )

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
