"""Where on a form's pages nothing is printed: room for the block of a signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pypdfium2

from workstation.pdf_turn import TURN

_SCALE: Final = 0.5  # picture dots to the point
_STEP: Final = 6
_MARGIN: Final = 20  # dots that printers leave free
_WHITE: Final = b"\xff"


@dataclass(frozen=True, slots=True)
class Place:
    """A page (from 0) and the lower left corner of a place on it, in points."""

    page: int
    left: float
    bottom: float


def free_place(content: bytes, width: float, height: float, otherwise: Place) -> Place:
    """A white place of this size in points, on the last page if there is one, low and to the right."""
    wide, high = int(width * _SCALE) + 4, int(height * _SCALE) + 4
    with TURN, pypdfium2.PdfDocument(content) as document:
        for index in reversed(range(len(document))):
            page = document[index]
            bitmap = page.render(scale=_SCALE, grayscale=True)
            try:
                found = _white(
                    bytes(bitmap.buffer), (bitmap.width, bitmap.height), bitmap.stride, (wide, high)
                )
                if found is not None:
                    left = (found[0] + 2) / _SCALE
                    bottom = (bitmap.height - found[1] - high + 2) / _SCALE
                    return Place(index, left, bottom)
            finally:
                bitmap.close()
                page.close()
    return otherwise


def _white(
    grey: bytes, size: tuple[int, int], stride: int, wanted: tuple[int, int]
) -> tuple[int, int] | None:
    """The upper left dot of a white rectangle; None where there is none."""
    (width, height), (wide, high) = size, wanted
    blank = _WHITE * wide
    for top in range(height - _MARGIN - high, _MARGIN, -_STEP):
        for left in range(width - _MARGIN - wide, _MARGIN, -_STEP):
            rows = range(top, top + high)
            if all(grey[row * stride + left : row * stride + left + wide] == blank for row in rows):
                return left, top
    return None
