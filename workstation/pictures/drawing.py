"""Drawing marks onto copies of pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from resources import path
from workstation.domain.picture_marks import WHOLE, Mark
from workstation.domain.refusal import Refusal

_COLOURS: Final = {
    "red": (214, 32, 32),
    "yellow": (250, 200, 0),
    "green": (20, 140, 60),
    "blue": (20, 90, 200),
    "black": (0, 0, 0),
    "white": (255, 255, 255),
}
_DARK: Final = frozenset({"red", "green", "blue", "black"})
_FINE: Final = 3  # so many times larger is a mark drawn before it is made small: smooth edges
_FACE: Final = "ClaimSansSC-Bold.ttf"
_NOWHERE: Final = "\uffff"

Shape = Callable[[ImageDraw.ImageDraw, int], None]
Point = tuple[float, float]


def draw(image: Image.Image, marks: Iterable[Mark]) -> Image.Image:
    """The picture (RGB) with marks drawn over it; it is left as it is.

    Raises `Refusal("glyph_missing")` for a character that the font lacks.
    """
    made = image.copy()
    for mark in marks:
        _one(made, mark)
    return made


def _one(image: Image.Image, mark: Mark) -> None:
    width, height = image.size
    stroke = max(3, round(max(width, height) / 250))
    begin = mark.x * (width - 1) / WHOLE, mark.y * (height - 1) / WHOLE
    end = mark.x2 * (width - 1) / WHOLE, mark.y2 * (height - 1) / WHOLE
    if mark.kind == "arrow":
        _stamp(image, mark.colour, (begin, end), stroke * 6, stroke, _arrow(stroke))
    elif mark.kind == "box":
        _stamp(image, mark.colour, (begin, end), stroke * 2, stroke, _box)
    else:
        _words(image, mark, begin, max(14, round(max(width, height) / 45)))


def _stamp(
    image: Image.Image,
    colour: str,
    ends: tuple[Point, Point],
    room: int,
    stroke: int,
    shape: Callable[[ImageDraw.ImageDraw, Point, Point, float], None],
) -> None:
    """Draw a shape in a light or dark rim, so that it is seen on any ground."""
    left = max(0, math.floor(min(ends[0][0], ends[1][0])) - room)
    top = max(0, math.floor(min(ends[0][1], ends[1][1])) - room)
    right = min(image.width, math.ceil(max(ends[0][0], ends[1][0])) + room + 1)
    bottom = min(image.height, math.ceil(max(ends[0][1], ends[1][1])) + room + 1)
    rim = (255, 255, 255) if colour in _DARK else (0, 0, 0)
    begin, end = (((x - left) * _FINE, (y - top) * _FINE) for x, y in ends)
    size = (right - left) * _FINE, (bottom - top) * _FINE
    for shade, wide in ((rim, stroke * 1.8), (_COLOURS[colour], float(stroke))):
        mask = Image.new("L", size)
        shape(ImageDraw.Draw(mask), begin, end, wide * _FINE)
        image.paste(shade, (left, top), mask.reduce(_FINE))


def _box(draw: ImageDraw.ImageDraw, begin: Point, end: Point, wide: float) -> None:
    left, right = sorted((begin[0], end[0]))
    top, bottom = sorted((begin[1], end[1]))
    half = wide / 2
    frame = (left - half, top - half, right + half, bottom + half)
    draw.rectangle(frame, outline=255, width=max(1, round(wide)))


def _arrow(stroke: int) -> Callable[[ImageDraw.ImageDraw, Point, Point, float], None]:
    def shape(draw: ImageDraw.ImageDraw, begin: Point, end: Point, wide: float) -> None:
        along = math.dist(begin, end) or 1.0
        unit = (end[0] - begin[0]) / along, (end[1] - begin[1]) / along
        rim = (wide - stroke * _FINE) / 2
        head = min(stroke * 5.0 * _FINE, along)
        neck = end[0] - unit[0] * head * 0.8, end[1] - unit[1] * head * 0.8
        draw.line((begin, neck), fill=255, width=max(1, round(wide)))
        tip = end[0] + unit[0] * rim * 1.5, end[1] + unit[1] * rim * 1.5
        back = end[0] - unit[0] * (head + rim), end[1] - unit[1] * (head + rim)
        side = head * 0.45 + rim * 1.5
        wings = [
            (back[0] - unit[1] * side * sign, back[1] + unit[0] * side * sign) for sign in (1, -1)
        ]
        draw.polygon([tip, *wings], fill=255)

    return shape


def _words(image: Image.Image, mark: Mark, at: Point, size: int) -> None:
    font = _font(size)
    text = " ".join(mark.text.split())
    _check(text, font)
    pen = ImageDraw.Draw(image)
    left, top, right, bottom = pen.textbbox((0, 0), text, font=font)
    pad = size * 0.35
    wide, high = right - left + 2 * pad, bottom - top + 2 * pad
    colour = _COLOURS[mark.colour]
    ink = (255, 255, 255) if mark.colour in _DARK else (0, 0, 0)
    if mark.kind == "number":
        wide = high = max(wide, high)
        x, y = _inside(image, (at[0] - wide / 2, at[1] - high / 2), wide, high)
        pen.ellipse((x, y, x + wide, y + high), fill=colour, outline=ink, width=max(1, size // 12))
    else:
        x, y = _inside(image, at, wide, high)
        pen.rounded_rectangle((x, y, x + wide, y + high), size * 0.25, fill=colour)
    middle = x + wide / 2 - (right + left) / 2, y + high / 2 - (bottom + top) / 2
    pen.text(middle, text, font=font, fill=ink)


def _inside(image: Image.Image, at: Point, wide: float, high: float) -> Point:
    """A place near `at` from which so much fits into the picture."""
    return (
        max(0.0, min(at[0], image.width - 1 - wide)),
        max(0.0, min(at[1], image.height - 1 - high)),
    )


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path("fonts") / _FACE, size, layout_engine=ImageFont.Layout.BASIC)


def _check(text: str, font: ImageFont.FreeTypeFont) -> None:
    """Raise `Refusal("glyph_missing")` for a character that the font has no picture of."""
    unknown = bytes(font.getmask(_NOWHERE))
    for character in sorted(set(text) - {" "}):
        if bytes(font.getmask(character)) == unknown:
            told = f"U+{ord(character):04X}"
            raise Refusal("glyph_missing", character=character, code_point=told)
