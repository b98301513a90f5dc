"""Where on a form's pages nothing is printed: room for the block of a signature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import pypdfium2

from workstation.pdf_turn import TURN

_SCALE: Final = 0.5  # picture dots to the point
_STEP: Final = 6
#: How large the block is, and how many dots at the edges stay free: first where all printers print.
_TRIES: Final = ((1.0, 20), (1.0, 10), (0.85, 10), (0.7, 10))
_WHITE: Final = b"\xff"


@dataclass(frozen=True, slots=True)
class Place:
    """A page (from 0) and a place on it in points, from the page's lower left corner."""

    page: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Grey:
    """A page as a grey picture."""

    dots: bytes
    width: int
    height: int
    stride: int


def free_place(content: bytes, width: float, height: float) -> Place | None:
    """A white place of this size in points, else of down to 0.7 of it; None where there is none.

    On the last page that has one, low and to the right.
    """
    with TURN, pypdfium2.PdfDocument(content) as document:
        grey = cache(lambda index: _grey(document[index]))
        for scale, margin in _TRIES:
            size = width * scale, height * scale
            wanted = int(size[0] * _SCALE) + 4, int(size[1] * _SCALE) + 4
            for index in reversed(range(len(document))):
                page = grey(index)
                found = _white(page, wanted, margin)
                if found is not None:
                    left = (found[0] + 2) / _SCALE
                    bottom = (page.height - found[1] - wanted[1] + 2) / _SCALE
                    return Place(index, left, bottom, *size)
    return None


def _grey(page: pypdfium2.PdfPage) -> _Grey:
    bitmap = page.render(scale=_SCALE, grayscale=True)
    try:
        return _Grey(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    finally:
        bitmap.close()
        page.close()


def _white(page: _Grey, wanted: tuple[int, int], margin: int) -> tuple[int, int] | None:
    """The upper left dot of a white rectangle; None where there is none."""
    wide, high = wanted
    blank = _WHITE * wide
    for top in range(page.height - margin - high, margin, -_STEP):
        for left in range(page.width - margin - wide, margin, -_STEP):
            starts = range(top * page.stride + left, (top + high) * page.stride + left, page.stride)
            if all(page.dots[start : start + wide] == blank for start in starts):
                return left, top
    return None
