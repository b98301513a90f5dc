"""Line icons from resources/icons, drawn in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui import theme

_SIZES = (16, 20)


def icon(name: str, colour: str = "text_muted") -> QIcon:
    """The icon of that name in a colour token; raises FileNotFoundError for an unknown one."""
    return _icon(name, theme.colour(colour).name(), theme.colour("text_faint").name())


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen of that ratio."""
    return _pixmap(name, theme.colour(colour).name(), size, ratio)


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, faint: str) -> QIcon:
    made = QIcon()
    for ratio in _ratios():
        for size in _SIZES:
            made.addPixmap(_pixmap(name, colour, size, ratio))
            made.addPixmap(_pixmap(name, faint, size, ratio), QIcon.Mode.Disabled)
    return made


def _ratios() -> set[float]:
    """Physical to logical pixels of the screens that there are."""
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = _renderer(name, colour)
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(source.encode()))
