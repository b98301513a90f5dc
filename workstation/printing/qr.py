"""QR codes (ISO/IEC 18004) as rows of dark modules to draw, for what printed forms hold."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isqrt
from typing import Final

from workstation.domain.refusal import Refusal

#: Clear modules that a reader needs on each side.
QUIET: Final = 4
#: What the alphanumeric mode has: a hand scanner types it alike on every keyboard.
_LETTERS: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")

_DARK: Final = re.compile(b"\0+")


@lru_cache(maxsize=8)
def qr_rows(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the dark runs of each row as (start, length) in modules, without the quiet zone.

    Error correction is of level M: 15 % of the code may be lost. Equal texts give equal codes.
    Raises ``Refusal('barcode_text')`` for what the alphanumeric mode has not, or no code holds.
    """
    import zxingcpp

    if not text or not _LETTERS.issuperset(text):
        raise Refusal("barcode_text", text=text)
    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        image = code.to_image(scale=1, add_quiet_zones=False)
    except (ValueError, RuntimeError) as error:
        raise Refusal("barcode_text", text=text) from error
    packed = memoryview(image).tobytes()  # type: ignore[arg-type]
    side = isqrt(len(packed))
    rows = (packed[start : start + side] for start in range(0, len(packed), side))
    return tuple([_runs(row) for row in rows])


def _runs(row: bytes) -> tuple[tuple[int, int], ...]:
    """The dark pixels of a row as (start, length)."""
    spans = [found.span() for found in _DARK.finditer(row)]
    return tuple([(start, end - start) for start, end in spans])
