"""Pictures that customers of the sample send: sketches of damaged parcels, each drawn anew.

A sketch follows from its subject and its seed. Ground, light, place, turn and size are by chance, so
that two of them are not taken for the same picture.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from workstation.sample.content import Picture
from workstation.sample.draw import Draw

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

_SIZE: Final = (640, 480)
_INK: Final = (40, 36, 32)
_PAPER: Final = (244, 242, 236)
_GROUNDS: Final = (
    (176, 152, 124),
    (208, 206, 200),
    (96, 104, 112),
    (140, 158, 150),
    (224, 214, 190),
)
_CARDS: Final = ((196, 154, 108), (214, 178, 132), (170, 128, 84), (228, 220, 206))


class _Pen:
    """Draws in a square of 200 by 200 around its middle, turned, scaled and moved by chance."""

    def __init__(self, canvas: ImageDraw.ImageDraw, draw: Draw) -> None:
        self._canvas = canvas
        self.draw = draw
        turn = draw.span(-32, 32) / 57.3
        self._size = draw.span(160, 264) / 100
        self._across = (math.cos(turn) * self._size, -math.sin(turn) * self._size)
        self._down = (math.sin(turn) * self._size, math.cos(turn) * self._size)
        self._flip = draw.one((-1, 1))
        self._middle = (draw.span(232, 408), draw.span(184, 296))

    def _put(self, points: Sequence[Point]) -> list[Point]:
        x, y = self._middle
        return [
            (
                x + self._flip * (across * self._across[0] + down * self._across[1]),
                y + across * self._down[0] + down * self._down[1],
            )
            for across, down in points
        ]

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled outline."""
        self._canvas.polygon(self._put(points), fill=fill, outline=_INK)

    def sheet(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        """A filled rectangle."""
        self.shape(((left, top), (right, top), (right, bottom), (left, bottom)), fill)

    def stroke(self, points: Sequence[Point], fill: Colour = _INK, width: float = 1.5) -> None:
        """A line through points."""
        self._canvas.line(self._put(points), fill=fill, width=max(1, round(width * self._size)))

    def spot(self, x: float, y: float, size: float, fill: Colour) -> None:
        """A round spot."""
        ((across, down),) = self._put(((x, y),))
        room = size * self._size
        box = [across - room, down - room * 0.8, across + room, down + room * 0.8]
        self._canvas.ellipse(box, fill=fill, outline=tuple(level // 2 for level in fill))


def shot(subject: str, seed: str) -> Picture:
    """Draw a picture of a subject (see `SUBJECTS`); the same seed gives the same bytes."""
    from PIL import ImageDraw

    draw = Draw(f"sketch {subject} {seed}")
    picture = _ground(draw)
    SUBJECTS[subject](_Pen(ImageDraw.Draw(picture), draw))
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=68)
    content = kept.getvalue()
    return Picture(f"{subject}.jpg", content, sha256(content).hexdigest())


@lru_cache(maxsize=1)
def _light() -> Image.Image:
    from PIL import Image

    return Image.linear_gradient("L").resize(_SIZE)


def _ground(draw: Draw) -> Image.Image:
    """A floor or table in a light from one side, with boards or tiles."""
    from PIL import Image, ImageDraw, ImageOps

    colour = draw.one(_GROUNDS)
    light = draw.one((ImageOps.mirror, ImageOps.flip, Image.Image.copy))(_light())
    shade = draw.span(45, 75)
    dark = tuple(level * shade // 100 for level in colour)
    picture = ImageOps.colorize(light, dark, colour)
    pen = ImageDraw.Draw(picture)
    step, slant = draw.span(72, 168), draw.span(-208, 208)
    for place in range(-320, 960, step):
        less = draw.span(14, 44)
        line = tuple(max(0, level - less) for level in dark)
        pen.line([(place, 0), (place + slant, _SIZE[1])], fill=line, width=draw.span(2, 21))
    return picture


def _box(pen: _Pen, dent: int = 0) -> None:
    card = pen.draw.one(_CARDS)
    side = tuple(level * 3 // 4 for level in card)
    pen.shape(((-90, -45), (0, -15), (0, 85), (-90, 50)), card)
    pen.shape(((0, -15), (90 - dent, -45 + dent), (90, 50), (0, 85)), (side[0], side[1], side[2]))
    pen.shape(((-90, -45), (0, -72), (90 - dent, -45 + dent), (0, -15)), _lighter(card))
    pen.stroke(((-45, -58), (45, -30 + dent / 3)), (226, 208, 160), 10)
    x, y = pen.draw.span(-82, -62), pen.draw.span(-24, 6)
    pen.sheet(x, y, x + 48, y + 32, _PAPER)
    for place in range(9):
        at = x + 5 + place * 4.4
        pen.stroke(((at, y + 6), (at, y + 22)), width=0.6 + pen.draw.chance())


def _lighter(colour: Colour) -> Colour:
    return (min(255, colour[0] + 24), min(255, colour[1] + 24), min(255, colour[2] + 24))


def _crack(pen: _Pen, x: float, y: float, length: int) -> None:
    path = [(x, y)]
    for _ in range(length):
        path.append((path[-1][0] + pen.draw.span(-10, 10), path[-1][1] + pen.draw.span(5, 12)))
    pen.stroke(path)
    for start in path[1::2]:
        pen.stroke((start, (start[0] + pen.draw.span(-24, 24), start[1] + 9)), width=1)


def _corner(pen: _Pen) -> None:
    _box(pen, dent=pen.draw.span(22, 42))
    _crack(pen, 52, -10, pen.draw.span(4, 8))


def _torn(pen: _Pen) -> None:
    _box(pen)
    left, top = pen.draw.span(6, 30), pen.draw.span(0, 24)
    edge = [(left + place * 8, top + pen.draw.span(-10, 10)) for place in range(7)]
    pen.shape((*edge, (left + 46, top + 38), (left, top + 46)), (46, 38, 30))


def _wet(pen: _Pen) -> None:
    _box(pen)
    for _ in range(pen.draw.span(10, 22)):
        spot = (pen.draw.span(-84, -8), pen.draw.span(16, 62))
        pen.spot(*spot, pen.draw.span(6, 18), (118, 88, 60))


def _vase(pen: _Pen) -> None:
    glass = pen.draw.one(((168, 204, 214), (190, 168, 150), (150, 190, 168)))
    pen.shape(
        ((-18, -86), (18, -86), (10, -52), (44, 8), (22, 80), (-22, 80), (-44, 8), (-8, -52)), glass
    )
    _crack(pen, -4, -50, pen.draw.span(7, 12))
    for _ in range(pen.draw.span(3, 7)):
        x, y = pen.draw.span(-95, 95), pen.draw.span(50, 95)
        pen.shape(((x, y), (x + 16, y - 10), (x + 10, y + 8)), _lighter(glass))


def _screen(pen: _Pen) -> None:
    pen.sheet(-96, -66, 96, 52, (28, 30, 34))
    pen.sheet(-89, -59, 89, 45, pen.draw.one(((58, 66, 80), (30, 60, 96), (78, 74, 70))))
    pen.shape(((-14, 52), (14, 52), (26, 86), (-26, 86)), (70, 72, 76))
    x, y = pen.draw.span(-60, 60), pen.draw.span(-40, 30)
    for _ in range(pen.draw.span(9, 16)):
        end = (pen.draw.span(-88, 88), pen.draw.span(-58, 44))
        pen.stroke(((x, y), end), (220, 224, 230), 0.8)


def _fruit(pen: _Pen) -> None:
    pen.sheet(-96, -72, 96, 76, (232, 226, 214))
    ripe = pen.draw.one(((164, 24, 44), (216, 140, 40), (120, 150, 50)))
    for row in range(4):
        for column in range(6):
            bad = pen.draw.chance() < 0.4
            fill = (66, 50, 42) if bad else ripe
            pen.spot(-78 + column * 31, -52 + row * 35, 13, fill)


def _receipt(pen: _Pen) -> None:
    pen.sheet(-58, -96, 58, 96, _PAPER)
    pen.stroke(((-34, -82), (34, -82)), width=5)
    for row in range(pen.draw.span(6, 11)):
        y = -62 + row * 13
        pen.stroke(((-48, y), (pen.draw.span(-30, 10), y)), (90, 88, 84), 2.4)
        pen.stroke(((pen.draw.span(24, 34), y), (48, y)), (90, 88, 84), 2.4)
    pen.spot(pen.draw.span(10, 34), 72, 18, (196, 72, 66))


def _slip(pen: _Pen) -> None:
    pen.sheet(-92, -58, 92, 58, _PAPER)
    for place in range(26):
        at = -80 + place * 4.2
        pen.stroke(((at, -48), (at, -24)), width=0.5 + 2 * pen.draw.chance())
    for row in range(5):
        y = -10 + row * 13
        pen.stroke(((-80, y), (pen.draw.span(-20, 40), y)), (100, 100, 104), 2)
    pen.stroke(
        [(20 + place * 6, 36 + pen.draw.span(-12, 12)) for place in range(10)], (40, 60, 140)
    )


#: What there are sketches of.
SUBJECTS: Final[dict[str, Callable[[_Pen], None]]] = {
    "box-corner": _corner,
    "box-torn": _torn,
    "box-wet": _wet,
    "fruit-spoiled": _fruit,
    "screen-cracked": _screen,
    "vase-broken": _vase,
    "receipt": _receipt,
    "slip": _slip,
}
