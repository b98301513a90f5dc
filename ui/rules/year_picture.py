"""A year of a calendar as twelve months: closed days, holidays, make-up days, hours of their own."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui import language, theme
from ui.text.times import weekday
from ui.translating import QT_TRANSLATE_NOOP as _T

if TYPE_CHECKING:
    from workstation.ruling.desk import CalendarLook, DayLook

#: Kind of day -> (what is said, ground, letters); colour tokens.
KINDS: Final = {
    "open": (_T("YearPicture", "Open"), "", "text"),
    "closed": (_T("YearPicture", "Closed"), "", "text_faint"),
    "holiday": (_T("YearPicture", "Holiday"), "bad_soft", "bad"),
    "makeup": (_T("YearPicture", "Make-up working day"), "warn_soft", "warn"),
    "other": (_T("YearPicture", "Hours of its own"), "info_soft", "info"),
}
_COLUMNS: Final = 7
_LINES: Final = 7
_CELL: Final = 22
_GAP: Final = 14


class YearPicture(QWidget):
    """Paints a year; the tool tip of a day tells its hours and the holiday's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: CalendarLook | None = None
        self._days: dict[date, DayLook] = {}
        self._today: date | None = None
        self.setMouseTracking(True)
        self.setMinimumWidth(2 * _month_width())
        theme.notifier().changed.connect(self.update)

    def show_year(self, look: CalendarLook | None, today: date | None = None) -> None:
        """Show a year, `today` with a ring; None shows nothing."""
        self._look = look
        self._today = today
        self._days = {one.day: one for one in look.days} if look else {}
        holidays = sum(1 for one in self._days.values() if one.kind == "holiday")
        makeup = sum(1 for one in self._days.values() if one.kind == "makeup")
        told = self.tr("{year}: {holidays} holidays, {makeup} make-up working days")
        year = look.year if look else ""
        self.setAccessibleName(told.format(year=year, holidays=holidays, makeup=makeup))
        self._grow()
        self.update()

    def months_across(self) -> int:
        """How many months stand side by side."""
        return max(1, min(6, (self.width() + _GAP) // (_month_width() + _GAP)))

    def day_at(self, place: QPoint) -> DayLook | None:
        """The day at a point."""
        for one, rect in self._rects():
            if rect.contains(place):
                return self._days.get(one)
        return None

    def rect_of(self, day: date) -> QRect:
        """Where a day stands."""
        return next((rect for one, rect in self._rects() if one == day), QRect())

    def sizeHint(self) -> QSize:
        rows = -(-12 // self.months_across())
        return QSize(3 * (_month_width() + _GAP), rows * (_month_height() + _GAP))

    def _grow(self) -> None:
        rows = -(-12 // self.months_across())
        self.setFixedHeight(rows * (_month_height() + _GAP))

    def resizeEvent(self, event: object) -> None:
        del event
        self._grow()

    def _corner(self, month: int) -> QPoint:
        across = self.months_across()
        x = (month - 1) % across * (_month_width() + _GAP)
        return QPoint(x, (month - 1) // across * (_month_height() + _GAP))

    def _rects(self) -> list[tuple[date, QRect]]:
        if self._look is None:
            return []
        found = []
        cell = _cell()
        for one in self._days:
            corner = self._corner(one.month)
            first = one.replace(day=1).weekday()
            at = first + one.day - 1
            x = corner.x() + at % _COLUMNS * cell
            y = corner.y() + (at // _COLUMNS + 1) * cell + theme.size("small_control")
            found.append((one, QRect(x, y, cell, cell)))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_head(painter, month, self._look.year)
        painter.setFont(theme.font("small", tabular=True))
        for one, rect in self._rects():
            _name, ground, letters = KINDS[self._days[one].kind]
            inner = QRectF(rect).adjusted(1, 1, -1, -1)
            if ground:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour(ground))
                painter.drawRoundedRect(inner, 4, 4)
            if one == self._today:
                painter.setPen(theme.colour("focus"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(inner, 4, 4)
            painter.setPen(theme.colour(letters))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(one.day))
        painter.end()

    def _paint_head(self, painter: QPainter, month: int, year: int) -> None:
        corner, cell = self._corner(month), _cell()
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.colour("text"))
        head = QRect(corner.x(), corner.y(), _month_width(), theme.size("small_control"))
        chinese = language.current().startswith("zh")
        name = f"{month}月" if chinese else calendar.month_name[month]
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(theme.font("tiny"))
        painter.setPen(theme.colour("text_faint"))
        for at in range(_COLUMNS):
            room = QRect(corner.x() + at * cell, head.bottom(), cell, cell)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, weekday(at))
        del year

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            one = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), day_words(one) if one else "", self)
            return True
        return super().event(event)


def day_words(one: DayLook) -> str:
    """A day in words: "2026-10-01 National Day, Holiday, 09:00–18:00"."""
    from PySide6.QtCore import QCoreApplication

    kind = QCoreApplication.translate("YearPicture", KINDS[one.kind][0])
    chinese = language.current().startswith("zh")
    name = one.name_zh if chinese else one.name_en
    parts = [f"{one.day:%Y-%m-%d} {weekday(one.day.weekday())}", name, kind, hours_words(one.hours)]
    return " · ".join(part for part in parts if part)


def hours_words(hours: tuple[tuple[int, int], ...]) -> str:
    """The hours of a day: "09:00–12:00, 13:00–18:00"; "" for none."""
    return ", ".join(f"{_clock(since)}–{_clock(until)}" for since, until in hours)


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}"


def _cell() -> int:
    return _CELL * theme.current().scale // 100


def _month_width() -> int:
    return _COLUMNS * _cell()


def _month_height() -> int:
    return _LINES * _cell() + theme.size("small_control")
