"""Asking for a moment: quick ones by their names, any other one by date and time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QDateTime
from PySide6.QtWidgets import QDateTimeEdit

from ui.bridge import Bridge
from ui.text import times
from ui.ticket.panel import ActPanel
from ui.translating import QT_TRANSLATE_NOOP as _T

OTHER: Final = "other"
_SPANS: Final = (times.HOUR, 2 * times.HOUR, 4 * times.HOUR)
_PASSED: Final = (10 * times.MINUTE, 30 * times.MINUTE, times.HOUR)
_DAYS: Final = (
    (0, 18, _T("acts", "today 18:00")),
    (1, 9, _T("acts", "tomorrow 9:00")),
    (1, 18, _T("acts", "tomorrow 18:00")),
    (3, 9, _T("acts", "in three days")),
    (7, 9, _T("acts", "in a week")),
)
Choice = tuple[object, str]


def _tr(source: str) -> str:
    return QCoreApplication.translate("acts", source)


class MomentPick:
    """A row of a panel that asks for a moment; what is chosen is read by `value`.

    `none` are choices for "no moment" before the last one; `chosen` is the code that stands at
    first: a length of time in ms from now, or one of the codes given.
    """

    def __init__(
        self,
        panel: ActPanel,
        bridge: Bridge,
        field: str,
        choices: Sequence[Choice],
        chosen: object = None,
        none: Sequence[Choice] = (),
        name: str = "",
    ) -> None:
        self._panel, self._bridge = panel, bridge
        other = (OTHER, _tr(_T("acts", "another time…")))
        self.box = panel.pick(field, [*choices, *none, other], chosen, name)
        self.exact = QDateTimeEdit(panel)
        self.exact.setCalendarPopup(True)
        self.exact.setDisplayFormat("yyyy-MM-dd HH:mm")
        self._beside = panel.rows.add("", self.exact)
        self.exact.setAccessibleName(self.box.accessibleName())
        self.show(bridge.desk.clock() + 2 * times.HOUR)
        self.box.picked.connect(self._show_exact)
        self._show_exact(chosen)

    def show(self, at: int) -> None:
        """Let the exact field stand at a moment."""
        local = datetime.fromtimestamp(at / 1000, self._bridge.desk.zone)
        told = f"{local:%Y-%m-%dT%H:%M:00}"
        self.exact.setDateTime(QDateTime.fromString(told, "yyyy-MM-ddTHH:mm:ss"))

    def _show_exact(self, code: object) -> None:
        for part in (self._beside, self.exact):
            part.setVisible(code == OTHER)
        self._panel.fit()

    def value(self) -> int | None:
        """The moment chosen, in milliseconds UTC; None for none."""
        code = self.box.code()
        if isinstance(code, int):
            return self._bridge.desk.clock() + code
        if isinstance(code, tuple):
            return int(code[1])
        if code == OTHER:
            told = self.exact.dateTime().toString("yyyy-MM-ddTHH:mm")
            zone = self._bridge.desk.zone
            return round(datetime.fromisoformat(told).replace(tzinfo=zone).timestamp() * 1000)
        return None


def ahead(bridge: Bridge) -> list[Choice]:
    """Quick moments to come: in an hour, today at six, tomorrow morning …"""
    text = _tr(_T("acts", "in {span}"))
    found: list[Choice] = [(length, text.format(span=times.span(length))) for length in _SPANS]
    now = datetime.fromtimestamp(bridge.desk.clock() / 1000, bridge.desk.zone)
    for days, hour, source in _DAYS:
        then = (now + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
        if then > now:
            found.append((("at", round(then.timestamp() * 1000)), _tr(source)))
    return found


def passed(bridge: Bridge, end: int) -> list[Choice]:
    """Quick moments that have been, up to `end` (milliseconds UTC)."""
    zone, now = bridge.desk.zone, bridge.desk.clock()
    found: list[Choice] = []
    for before in (0, *_PASSED):
        at = end - before
        clock = times.moment(at, zone, now)
        text = _tr(_T("acts", "at {time}"))
        if before:
            text = _tr(_T("acts", "{span} earlier, at {time}"))
        found.append((("at", at), text.format(span=times.span(before), time=clock)))
    return found
