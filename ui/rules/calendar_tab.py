"""The picture of a calendar: its year, its hours, and where the next working hours fall."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QTime
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import language, theme
from ui.rules.session import Session
from ui.rules.year_picture import KINDS, YearPicture, hours_words
from ui.text.refusals import refusal_sentence
from ui.text.times import weekday
from ui.timing import after_rest
from ui.widgets.buttons import IconButton
from ui.widgets.chip import Chip
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.ruling.desk import CalendarLook, HoursAhead

_LOOKS: Final = {"holiday": "bad", "makeup": "warn", "other": "info"}
_MOST_SHOWN: Final = 60
_REST_MS: Final = 250


class CalendarTab(QWidget):
    """Shows the calendar of the text in the editor, also before it is in force."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look: CalendarLook | None = None
        self._asked = 0
        self._year = self._now().year
        self.year = label("", "heading")
        self.code = PickBox()
        self.code.setMaximumWidth(220)
        self.code.picked.connect(lambda _code: self.load())
        self.known = Chip()
        self.known.hide()
        self.picture = YearPicture()
        self.week = label("", "muted")
        self.week.setWordWrap(True)
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.hours = QSpinBox()
        self.hours.setRange(1, 2_000)
        self.hours.setValue(8)
        self.since = QDateTimeEdit()
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd HH:mm")
        local = self._now()
        day = QDate(local.year, local.month, local.day)
        self.since.setDateTime(QDateTime(day, QTime(local.hour, local.minute)))
        self.falls = label("")
        self.falls.setWordWrap(True)
        self._soon = after_rest(self, _REST_MS, self._reckon)
        self.hours.valueChanged.connect(lambda _n: self._soon.start())
        self.since.dateTimeChanged.connect(lambda _at: self._soon.start())
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(
            IconButton("chevron-left", self.tr("The year before"), lambda: self._turn(-1))
        )
        head.addWidget(self.year)
        head.addWidget(
            IconButton("chevron-right", self.tr("The year after"), lambda: self._turn(1))
        )
        head.addWidget(self.code)
        head.addWidget(self.known)
        head.addStretch(1)
        for kind, look in _LOOKS.items():
            head.addWidget(Chip(QCoreApplication.translate("YearPicture", KINDS[kind][0]), look))
        ask = QHBoxLayout()
        ask.setSpacing(theme.space("small"))
        ask.addWidget(label(self.tr("The next")))
        ask.addWidget(self.hours)
        ask.addWidget(label(self.tr("working hours from")))
        ask.addWidget(self.since)
        ask.addWidget(label(self.tr("on fall on")))
        ask.addStretch(1)
        body = QWidget()
        column = QVBoxLayout(body)
        edge = theme.space("medium")
        column.setContentsMargins(edge, theme.space("small"), edge, edge)
        column.setSpacing(theme.space("small"))
        column.addLayout(head)
        for part in (self.problem, self.week, self.picture):
            column.addWidget(part)
        column.addLayout(ask)
        column.addWidget(self.falls)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _now(self) -> datetime:
        desk = self._session.bridge.desk
        return datetime.fromtimestamp(desk.clock() / 1000, desk.zone)

    def _turn(self, by: int) -> None:
        self._year = max(1990, min(self._year + by, 2100))
        self.load()

    def load(self) -> None:
        """Show the calendar that the text makes now."""
        self._asked += 1
        asked, session = self._asked, self._session
        self.year.setText(str(self._year))
        pending = session.bridge.desk.calendar_year(
            session.file, session.text(), self._year, str(self.code.code() or "")
        )
        session.bridge.await_(
            pending,
            lambda look: self._show(asked, look),
            lambda error: self._failed(asked, error),
        )

    def _show(self, asked: int, look: CalendarLook) -> None:
        if asked != self._asked:
            return
        self._look = look
        self.problem.hide()
        self.code.setVisible(len(look.codes) > 1)
        if len(look.codes) > 1:
            known_here, tongue = self._session.bridge.desk.rules.calendars, language.current()
            names = [
                (code, known_here[code].name(tongue) if code in known_here else code)
                for code in look.codes
            ]
            self.code.show_choices(names, look.calendar.code)
        known = (
            self.tr("Holidays known")
            if look.known
            else self.tr("Holidays of this year not known: ordinary weeks are counted")
        )
        if look.calendar.always_open or look.calendar.known_years is None:
            known = ""
        self.known.show_word(known, "good" if look.known else "warn")
        self.picture.show_year(look, self._now().date())
        self.week.setText(self._week(look))
        self._reckon()

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, Refusal):
            self._session.bridge.failed.emit(error)
            return
        self.problem.setText(refusal_sentence(error))
        self.problem.show()
        self.picture.show_year(None)
        self.week.setText("")
        self.falls.setText("")
        self._look = None

    def _week(self, look: CalendarLook) -> str:
        calendar = look.calendar
        name = calendar.name(language.current())
        if calendar.always_open:
            return self.tr("{name} ({zone}): always open").format(name=name, zone=calendar.zone)
        parts: list[tuple[str, str]] = []
        for at, hours in enumerate(calendar.hours):
            words = hours_words(tuple((one.since, one.until) for one in hours))
            words = words or self.tr("closed")
            if parts and parts[-1][1] == words:
                parts[-1] = (f"{parts[-1][0].partition('–')[0]}–{weekday(at)}", words)
            else:
                parts.append((weekday(at), words))
        week = "   ".join(f"{day} {words}" for day, words in parts)
        return f"{name} ({calendar.zone}):  {week}"

    def _reckon(self) -> None:
        if self._look is None:
            return
        session, asked = self._session, self._asked
        told = self.since.dateTime()
        day, clock = told.date(), told.time()
        zone = session.bridge.desk.zone
        at = datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute(), tzinfo=zone)
        pending = session.bridge.desk.working_hours_ahead(
            self._look.calendar, int(at.timestamp() * 1000), self.hours.value()
        )
        session.bridge.await_(
            pending,
            lambda found: self._tell(asked, found),
            lambda error: self._failed(asked, error),
        )

    def _tell(self, asked: int, found: HoursAhead) -> None:
        if asked != self._asked or self._look is None:
            return
        zone = self._session.bridge.desk.zone
        lines = []
        total = 0
        for since, until in found.spans[:_MOST_SHOWN]:
            start, end = (datetime.fromtimestamp(one / 1000, zone) for one in (since, until))
            total += until - since
            days = "" if start.date() == end.date() else f"{end:%m-%d} "
            hours = self.tr("{h} h").format(h=f"{total / 3_600_000:g}"[:6])
            day = f"{start:%Y-%m-%d} {weekday(start.weekday())}"
            lines.append(f"{day}  {start:%H:%M}–{days}{end:%H:%M}   → {hours}")
        if len(found.spans) > _MOST_SHOWN:
            lines.append("…")
        end = datetime.fromtimestamp(found.until / 1000, zone)
        lines.append(self.tr("They end {at}.").format(at=f"{end:%Y-%m-%d %H:%M}"))
        self.falls.setText("\n".join(lines))
