"""One column of the index of scripts: the same text of each, looked through all at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, islice
from typing import Final

#: Between the rows; `bigrams.normalise` leaves none of these in any text.
_BETWEEN: Final = "\x00"
#: After so many hits the rest is looked at row by row, which is quicker for what is everywhere.
_MANY: Final = 800
#: The slots of so many single letters are kept: every search begins with one.
_LETTERS: Final = 64


class Column:
    """Texts by slot. What stands in few of them is found by one pass through all of them joined."""

    __slots__ = ("_joined", "_letters", "_starts", "rows")

    def __init__(self, rows: Iterable[str]) -> None:
        self.rows = list(rows)
        self._joined = _BETWEEN.join(self.rows)
        self._starts = [0, *accumulate(len(row) + 1 for row in self.rows)]
        self._letters: dict[str, list[int]] = {}

    def holding(self, piece: str) -> list[int]:
        """The slots of the texts that hold a piece, in order; nobody alters the list."""
        rows = self.rows
        if len(piece) < 2:
            return self._holding_letter(piece)
        joined, starts = self._joined, self._starts
        found: list[int] = []
        place = joined.find(piece)
        while place >= 0:
            slot = bisect_right(starts, place) - 1
            found.append(slot)
            if len(found) == _MANY:
                rest = enumerate(islice(rows, slot + 1, None), slot + 1)
                found += [after for after, row in rest if piece in row]
                break
            place = joined.find(piece, starts[slot + 1])
        return found

    def _holding_letter(self, letter: str) -> list[int]:
        found = self._letters.get(letter)
        if found is None:
            found = [slot for slot, row in enumerate(self.rows) if letter in row]
            if len(self._letters) < _LETTERS:
                self._letters[letter] = found
        return found
