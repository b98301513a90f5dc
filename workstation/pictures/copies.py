"""Copies that may leave the house, small pictures and the view on the screen.

A copy is made of pixels alone: where a picture was taken, when, by whom and with which device stays
in the original. The same original gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import Final

from PIL import Image

from workstation.domain.picture import PDF, Pixels
from workstation.domain.picture_marks import WHOLE, Mark, on_page
from workstation.domain.picture_rules import PictureRules
from workstation.pictures import pdf_file
from workstation.pictures.colour import plain
from workstation.pictures.drawing import draw
from workstation.pictures.kinds import kind_of
from workstation.pictures.noted import noted, to_turn
from workstation.pictures.opening import Source, check_pixels, content_of, frame, opened

#: Left, top, right and bottom in ten-thousandths of the upright picture.
Part = tuple[int, int, int, int]
_SMALL_QUALITY: Final = 80


@dataclass(frozen=True, slots=True)
class Copy:
    """A JPEG made from a picture."""

    content: bytes
    width: int
    height: int


def outgoing(
    source: Source,
    name: str = "",
    *,
    page: int = 0,
    marks: Sequence[Mark] = (),
    rules: PictureRules | None = None,
) -> Copy:
    """The copy that may leave the house: upright, sRGB, nothing but pixels, marks drawn in.

    `page` (from 0) is one of a PDF, a TIFF or an animation. Raises `Refusal` as `inspect`, and
    pdf_page_missing, glyph_missing.
    """
    held = rules or PictureRules()
    image = _picture(source, name, page, _square(held.long_edge), held)
    shown = on_page(marks, page)
    return _jpeg(draw(image, shown) if shown else image, held.quality)


def small(
    source: Source,
    name: str = "",
    *,
    page: int = 0,
    square: bool = False,
    rules: PictureRules | None = None,
) -> Copy:
    """A small picture: whole, or the middle of it as a square; raises as `outgoing`."""
    held = rules or PictureRules()
    side = held.thumbnail
    if not square:
        return _jpeg(_picture(source, name, page, _square(side), held), _SMALL_QUALITY)
    image = _picture(source, name, page, _square(side * 2), held)
    short = min(image.size)
    left, top = (image.width - short) // 2, (image.height - short) // 2
    middle = image.crop((left, top, left + short, top + short))
    if short > side:
        middle = middle.resize((side, side), Image.Resampling.LANCZOS)
    return _jpeg(middle, _SMALL_QUALITY)


def view(
    source: Source,
    width: int,
    height: int,
    name: str = "",
    *,
    page: int = 0,
    marks: Sequence[Mark] = (),
    part: Part | None = None,
    rules: PictureRules | None = None,
) -> Pixels:
    """The picture as large as it fits into so many pixels of the screen; raises as `outgoing`.

    Of a `part` only those pixels are given, as large as they are in the whole.
    """
    room = max(1, width), max(1, height)
    image = _picture(source, name, page, room, rules or PictureRules())
    shown = on_page(marks, page)
    if shown:
        image = draw(image, shown)
    if part is not None:
        image = image.crop(_box(part, image.width, image.height))
    return Pixels(image.width, image.height, image.width * 4, _bgra(image))


def _box(part: Part, width: int, height: int) -> tuple[int, int, int, int]:
    """A part in pixels, at least one of them."""
    left, right = sorted(max(0, min(WHOLE, one)) * width // WHOLE for one in (part[0], part[2]))
    top, bottom = sorted(max(0, min(WHOLE, one)) * height // WHOLE for one in (part[1], part[3]))
    left, top = min(left, width - 1), min(top, height - 1)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _bgra(image: Image.Image) -> bytes:
    return image.convert("RGBA").tobytes("raw", "BGRA")


def _picture(
    source: Source, name: str, page: int, room: tuple[int, int], rules: PictureRules
) -> Image.Image:
    """One picture or page, upright and in sRGB, no wider and no higher than there is room."""
    told = name or getattr(source, "name", "")
    content = content_of(source, told, rules)
    media_type = kind_of(content, told)
    if media_type == PDF:
        return pdf_file.page_picture(content, page, room, told, rules)
    with opened(content, media_type, told, rules) as image:
        turn = to_turn(image, noted(image, UTC).orientation)
        frame(image, page, told)
        check_pixels(image.width, image.height, told, rules)
        wide, high = image.size if turn < 5 else image.size[::-1]
        longest = max(wide, high)
        edge = min(longest, longest * room[0] // wide, longest * room[1] // high)
        return plain(image, turn, max(1, edge))


def _square(side: int) -> tuple[int, int]:
    return side, side


def _jpeg(image: Image.Image, quality: int) -> Copy:
    stream = BytesIO()
    image.save(
        stream, "JPEG", quality=quality, subsampling="4:2:0", progressive=False, optimize=True
    )
    return Copy(stream.getvalue(), image.width, image.height)
