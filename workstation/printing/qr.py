"""QR codes (ISO/IEC 18004) as rows of dark modules to draw, for what printed forms hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from workstation.domain.refusal import Refusal

#: Clear modules that a reader needs on each side.
QUIET: Final = 4
#: What the alphanumeric mode has: a hand scanner types it alike on every keyboard.
_LETTERS: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


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
    rows: list[list[int]] = memoryview(image).tolist()  # type: ignore[arg-type, assignment]
    return tuple(_runs(row) for row in rows)


def _runs(row: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The dark (0) pixels of a row as (start, length)."""
    runs: list[tuple[int, int]] = []
    for place, light in enumerate(row):
        if light:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return tuple(runs)
