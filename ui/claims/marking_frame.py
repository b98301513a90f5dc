"""Where a picture lies on the screen: as large as it fits or zoomed, turned, and shifted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from workstation.domain.picture_marks import WHOLE

LARGEST: Final = 8.0
_STEP: Final = 1.25
_LEAST: Final = 0.02
_EDGE: Final = 12


@dataclass(slots=True)
class Frame:
    """`picture` is the natural size, `view` the room; `zoom` 0 is as large as it fits.

    `centre` is the point of the picture in the middle of the view, `turn` counts quarters to the
    right.
    """

    picture: QSizeF = field(default_factory=lambda: QSizeF(1, 1))
    view: QSizeF = field(default_factory=lambda: QSizeF(1, 1))
    zoom: float = 0.0
    turn: int = 0
    centre: QPointF = field(default_factory=QPointF)

    @property
    def fitting(self) -> float:
        """The zoom at which the whole picture is seen, never above its natural size."""
        wide, high = self.picture.width(), self.picture.height()
        if self.turn % 2:
            wide, high = high, wide
        room = self.view.width() - 2 * _EDGE, self.view.height() - 2 * _EDGE
        return max(_LEAST / 4, min(room[0] / wide, room[1] / high, 1.0))

    @property
    def scale(self) -> float:
        """Points of the screen to one of the picture."""
        return self.zoom or self.fitting

    def transform(self) -> QTransform:
        """From the picture's points to the screen's."""
        middle = self.centre if self.zoom else self._middle()
        made = QTransform.fromTranslate(self.view.width() / 2, self.view.height() / 2)
        made.rotate(90 * self.turn)
        made.scale(self.scale, self.scale)
        made.translate(-middle.x(), -middle.y())
        return made

    def back(self) -> QTransform:
        """From the screen's points to the picture's."""
        return self.transform().inverted()[0]

    def place(self, at: QPointF) -> tuple[int, int]:
        """A point of the screen in ten-thousandths of the picture."""
        there = self.back().map(at)
        x = round(there.x() / self.picture.width() * WHOLE)
        y = round(there.y() / self.picture.height() * WHOLE)
        return max(0, min(WHOLE, x)), max(0, min(WHOLE, y))

    def point(self, x: int, y: int) -> QPointF:
        """Ten-thousandths of the picture as a point of the screen."""
        at = QPointF(x / WHOLE * self.picture.width(), y / WHOLE * self.picture.height())
        return self.transform().map(at)

    def seen(self) -> QRectF:
        """What of the picture is in sight, in its own points."""
        found = self.back().mapRect(QRectF(QPointF(0, 0), self.view))
        return found.intersected(QRectF(QPointF(0, 0), self.picture))

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom (0: as it fits) so that what lies at a point of the screen stays there."""
        if not zoom:
            self.zoom = 0.0
            return
        spot = at or QPointF(self.view.width() / 2, self.view.height() / 2)
        held = self.back().map(spot)
        if not self.zoom:
            self.centre = self._middle()
        self.zoom = max(_LEAST, min(LARGEST, zoom))
        now = self.back().map(spot)
        self.centre += held - now
        self._hold()

    def step(self, by: int, at: QPointF | None = None) -> None:
        """The next larger or smaller zoom; below what fits it is as it fits."""
        wanted = self.scale * (_STEP if by > 0 else 1 / _STEP)
        self.zoom_to(0 if by < 0 and wanted <= self.fitting else wanted, at)

    def shift(self, dx: float, dy: float) -> None:
        """Move what is seen by points of the screen."""
        if self.zoom:
            back = self.back()
            self.centre -= back.map(QPointF(dx, dy)) - back.map(QPointF(0, 0))
            self._hold()

    def _middle(self) -> QPointF:
        return QPointF(self.picture.width() / 2, self.picture.height() / 2)

    def _hold(self) -> None:
        """Keep the picture in sight."""
        self.centre.setX(max(0.0, min(self.picture.width(), self.centre.x())))
        self.centre.setY(max(0.0, min(self.picture.height(), self.centre.y())))
