"""QR codes (ISO/IEC 18004) as rows of dark modules to draw."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

#: Clear modules that a reader needs on each side.
QUIET: Final = 4
#: The mask is fixed, so that equal texts give equal bytes whatever the maker's taste in masks.
_MASK: Final = 4


@lru_cache(maxsize=8)
def qr_rows(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the dark runs of each row as (start, length) in modules, without the quiet zone.

    Error correction is of level M: 15 % of the code may be lost.
    """
    import segno

    code = segno.make(text, error="m", mask=_MASK, micro=False, boost_error=False)
    return tuple(_runs(row) for row in code.matrix)


def _runs(row: bytes | bytearray) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark & 1:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return tuple(runs)
