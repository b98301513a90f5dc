"""One column of the index of scripts: the same text of each, looked through all at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

#: Between the rows; `bigrams.normalise` leaves none of these in any text.
_BETWEEN: Final = "\x00"
#: After so many hits the rest is looked at row by row, which is quicker for what is everywhere.
_MANY: Final = 800


class Column:
    """Texts by slot. What stands in few of them is found by one pass through all of them joined."""

    __slots__ = ("_joined", "_starts", "rows")

    def __init__(self, rows: Iterable[str]) -> None:
        self.rows = list(rows)
        self._joined = _BETWEEN.join(self.rows)
        self._starts = [0, *accumulate(len(row) + 1 for row in self.rows)]

    def holding(self, piece: str) -> list[int]:
        """The slots of the texts that hold a piece, in order."""
        rows = self.rows
        if len(piece) < 2:
            return [slot for slot, row in enumerate(rows) if piece in row]
        joined, starts = self._joined, self._starts
        found: list[int] = []
        place = joined.find(piece)
        while place >= 0:
            slot = bisect_right(starts, place) - 1
            found.append(slot)
            if len(found) == _MANY:
                found += [after for after in range(slot + 1, len(rows)) if piece in rows[after]]
                break
            place = joined.find(piece, starts[slot + 1])
        return found
