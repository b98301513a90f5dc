"""Until when a claim is to be answered, decided and paid, and objections answered, with the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.claims.standing import Standing
from ui.text import limit_words, times
from ui.widgets.boxes import scrolled
from ui.widgets.buttons import Button
from ui.widgets.labels import key_hint, label
from ui.widgets.limit_chip import LimitChipButton
from ui.widgets.limit_table import LimitTable
from workstation.actions.objections import DECIDED, is_open

if TYPE_CHECKING:
    from workstation.limit_lines import LimitLine

_REST_MS: Final = 350
_LEAVE_MS: Final = 250
_WIDEST: Final = 900
_TALLEST: Final = 480
_COLUMNS: Final = 760
#: Of each kind the nearest limit that is owed has a chip; all stand in the sums.
_OWED: Final = ("running", "warned", "late", "paused")


class _Moments:
    """Writes moments in a zone, seen from now."""

    def __init__(self, zone: ZoneInfo, now: int) -> None:
        self._zone, self._now = zone, now

    def moment(self, at: int | None) -> str:
        """A moment in the desk's zone."""
        return times.moment(at, self._zone, self._now)


class LimitSums(QFrame):
    """The table laid over the page below the chips."""

    def __init__(self, host: QWidget, lines: tuple[LimitLine, ...], moments: _Moments) -> None:
        super().__init__(host)
        self._host = host
        theme.look(self, "popup")
        self.setAccessibleName(self.tr("Limits and their sums"))
        width = min(_WIDEST, host.width() - 16)
        self.table = LimitTable(lines, moments, wide=width >= _COLUMNS)
        scroll = scrolled(self.table)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(label(self.accessibleName(), "heading"))
        column.addWidget(scroll)
        grid = self.table.layout()
        tall = grid.heightForWidth(width - 40) if grid is not None else 0
        self._size = (width, min(max(tall, self.table.sizeHint().height()) + 64, _TALLEST))

    def lay(self, place: QPoint) -> None:
        """Show it below a place of the page, where there is room."""
        room = self._host.rect()
        width, height = self._size
        left = max(min(place.x(), room.width() - width - 8), 8)
        tall = min(height, room.height() - place.y() - 8)
        self.setGeometry(QRect(left, place.y(), width, tall))
        self.show()
        self.raise_()


class LimitRow(QWidget):
    """Chips of what is owed; `objection_wanted()` to note an objection or its answer."""

    objection_wanted = Signal()

    def __init__(self, zone: ZoneInfo, host: QWidget) -> None:
        super().__init__(host)
        self._zone, self._host = zone, host
        self._lines: tuple[LimitLine, ...] = ()
        self._now = 0
        self.sums: LimitSums | None = None
        self.chips: list[LimitChipButton] = []
        self._chips = QHBoxLayout()
        self._chips.setSpacing(theme.space("small"))
        self.objection = Button("", "message-reply", "link", self.objection_wanted.emit)
        self.key = key_hint("Alt+D")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        row.addLayout(self._chips)
        row.addStretch(1)
        row.addWidget(self.objection)
        row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._soon = self._timer(_REST_MS)
        self._soon.timeout.connect(self.show_sums)
        self._away = self._timer(_LEAVE_MS)
        self._away.timeout.connect(self._leave_unless_near)

    def _timer(self, pause: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(pause)
        return made

    def show_limits(self, standing: Standing) -> None:
        """Show a claim's limits, and whether an objection may be noted or is to be answered."""
        claim, self._now = standing.claim, standing.now
        if standing.limits != self._lines:
            self.leave()
        self._lines = standing.limits
        nearest = {one.kind: one for one in reversed(self._lines) if one.state in _OWED}
        owed = sorted(nearest.values(), key=lambda one: one.due)
        while len(self.chips) < len(owed):
            self.chips.append(self._chip())
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(owed))
        for chip, line in zip(self.chips, owed, strict=False):
            word, look = limit_words.state(line)
            chip.show_word(f"{limit_words.short(line)} {word}", look)
            chip.setAccessibleName(f"{limit_words.name(line)} {word}")
        open_ = is_open(claim)
        self.objection.setText(self.tr("Answer the objection…") if open_ else self.tr("Objection…"))
        for part in (self.objection, self.key):
            part.setVisible(open_ or claim.status in DECIDED)
        self.setVisible(bool(owed) or not self.objection.isHidden())

    def _chip(self) -> LimitChipButton:
        made = LimitChipButton()
        made.peeked.connect(self._on_peeked)
        made.pressed.connect(self._on_pressed)
        self._chips.addWidget(made)
        return made

    def show_sums(self) -> None:
        """Lay the sums over the page."""
        if self.sums is None and self._lines:
            self.sums = LimitSums(self._host, self._lines, _Moments(self._zone, self._now))
            self.sums.lay(self.mapTo(self._host, QPoint(0, self.height() + 2)))

    def _on_pressed(self) -> None:
        self.leave() if self.sums is not None else self.show_sums()

    def _on_peeked(self, on: bool) -> None:
        if on:
            self._away.stop()
            self._soon.start()
        else:
            self._soon.stop()
            self._away.start()

    def _leave_unless_near(self) -> None:
        if self.sums is not None and self.sums.underMouse():
            self._away.start()
        elif not any(one.hasFocus() or one.underMouse() for one in self.chips):
            self.leave()

    def leave(self) -> None:
        """Take the sums away."""
        self._soon.stop()
        shown, self.sums = self.sums, None
        if shown is not None:
            shown.hide()
            shown.deleteLater()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride and self.sums is not None
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # it takes the sums away, not the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.sums is not None:
            self.leave()
        else:
            super().keyPressEvent(event)
