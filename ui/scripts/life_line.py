"""The life of a script as a line of steps: written, sent in, reviewed, in force, retired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.text import times
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.painting import paint_words
from workstation.domain.script_version import ScriptVersion, is_over

_DOT: Final = 16
_NAMES: Final = {
    "draft": _T("scripts", "Draft"),
    "sent_in": _T("scripts", "Sent in"),
    "reviewed": _T("scripts", "Reviewed"),
    "in_force": _T("scripts", "In force"),
    "retired": _T("scripts", "Retired"),
}
_ORDER: Final = tuple(_NAMES)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the line: its name, a word below it, and whether it is done, now, or to come."""

    name: str
    about: str
    stands: str


def stages(version: ScriptVersion | None, zone: ZoneInfo, now: int) -> tuple[Stage, ...]:
    """The line of a version; of a shipped script (None) the two steps that it knows."""
    if version is None:
        shipped = QCoreApplication.translate("scripts", "as shipped")
        return (
            Stage(_name("in_force"), shipped, "now"),
            Stage(_name("retired"), "", "ahead"),
        )
    at = _reached(version, now)
    about = {
        "draft": _who(version.made_by_name, version.changed_at or version.made_at, zone, now),
        "sent_in": "",
        "reviewed": _who(version.reviewed_by_name, version.reviewed_at, zone, now),
        "in_force": _force(version, zone, now),
        "retired": _end(version, zone, now),
    }
    found = []
    for place, code in enumerate(_ORDER):
        stands = "now" if place == at else "done" if place < at else "ahead"
        found.append(Stage(_name(code), about[code], stands))
    return tuple(found)


def _reached(version: ScriptVersion, now: int) -> int:
    if version.state in ("retired", "dropped") or is_over(version, now):
        return _ORDER.index("retired")
    if version.state == "in_force" and (version.from_at or 0) > now:
        return _ORDER.index("reviewed")
    return _ORDER.index(version.state)


def _name(code: str) -> str:
    return QCoreApplication.translate("scripts", _NAMES[code])


def _who(name: str, at: int | None, zone: ZoneInfo, now: int) -> str:
    if at is None:
        return ""
    return " ".join(part for part in (name, times.moment(at, zone, now)) if part)


def _force(version: ScriptVersion, zone: ZoneInfo, now: int) -> str:
    if version.from_at is None or version.state not in ("in_force", "retired"):
        return ""
    told = times.moment(version.from_at, zone, now)
    text = QCoreApplication.translate("scripts", "from {at}")
    return text.format(at=told)


def _end(version: ScriptVersion, zone: ZoneInfo, now: int) -> str:
    if version.state == "dropped":
        return QCoreApplication.translate("scripts", "dropped")
    end = version.retired_at or version.until_at
    if end is None:
        return ""
    text = QCoreApplication.translate("scripts", "from {at}")
    return text.format(at=times.moment(end, zone, now))


class LifeLine(QWidget):
    """Paints the steps side by side; done ones are ticked, the present one is strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stages: tuple[Stage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    def show_stages(self, found: tuple[Stage, ...]) -> None:
        """Show another line."""
        self.stages = found
        self.setAccessibleName(
            ", ".join(f"{one.name} {one.about}".strip() for one in found if one.stands != "ahead")
        )
        self.update()

    def sizeHint(self) -> QSize:
        small, tiny = QFontMetrics(theme.font("small")), QFontMetrics(theme.font("tiny"))
        return QSize(320, small.height() + tiny.height() + theme.space("small"))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = max(len(self.stages), 1)
        width = min(self.width() // count, 190)
        for place, stage in enumerate(self.stages):
            room = QRect(place * width, 0, width, self.height())
            self._paint_stage(painter, room, stage, last=place == count - 1)
        painter.end()

    def _paint_stage(self, painter: QPainter, room: QRect, stage: Stage, *, last: bool) -> None:
        looks = {
            "done": ("circle-check", "good", "text_muted"),
            "now": ("circle-dot", "accent", "text"),
            "ahead": ("circle", "line_strong", "text_faint"),
        }
        icon, colour, ink = looks[stage.stands]
        font = theme.font("small", bold=stage.stands == "now")
        line = QFontMetrics(font).height()
        middle = room.top() + line // 2 + 1
        picture = icons.pixmap(icon, colour, _DOT, self.devicePixelRatioF())
        painter.drawPixmap(room.left(), middle - _DOT // 2, picture)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        left = room.left() + _DOT + 5
        painter.drawText(QRect(left, room.top(), room.width(), line), 0, stage.name)
        end = left + painter.fontMetrics().horizontalAdvance(stage.name) + 6
        if not last and end < room.right() - 8:
            painter.fillRect(end, middle, room.right() - 8 - end, 1, theme.colour("line_strong"))
        painter.setFont(theme.font("tiny", tabular=True))
        painter.setPen(theme.colour("text_faint"))
        below = QRect(left, room.top() + line + 1, room.right() - left - 4, room.height() - line)
        paint_words(painter, below, stage.about, Qt.AlignmentFlag.AlignTop)
