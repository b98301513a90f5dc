"""Line icons from resources/icons, drawn in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui import theme

#: Ratios of physical to logical pixels that an icon is drawn for beforehand.
_RATIOS = (1.0, 2.0)


def icon(name: str, colour: str = "text_muted") -> QIcon:
    """The icon of that name in a colour token; raises FileNotFoundError for an unknown one."""
    return _icon(name, theme.colour(colour).name(), theme.colour("text_faint").name())


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen of that ratio."""
    return _pixmap(name, theme.colour(colour).name(), size, ratio)


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, faint: str) -> QIcon:
    made = QIcon()
    for ratio in _RATIOS:
        for size in (16, 20, 24):
            made.addPixmap(_pixmap(name, colour, size, ratio))
            made.addPixmap(_pixmap(name, faint, size, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
