"""Whether 5/11/2024 is in May or in November: decided from the whole column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from workstation.readers.moments import short_parts
from workstation.readers.source import Table

#: Rows that are looked through before an ambiguous column is given up.
_MOST: Final = 200_000
_FIRST: Final = 2_000
#: Names of columns in languages whose dates begin with the day.
_MONTH_FIRST_HINTS: Final = ("created", "date", "time", "opened", "resolved")


def date_orders(table: Table, headers: Sequence[str]) -> dict[str, str]:
    """Return "ymd", "dmy" or "mdy" for each of the date columns `headers`.

    A number over 12 decides; all rows are looked through while none was met. A column that stays
    open follows its neighbours; else dots mean day first and slashes follow the file's language.
    """
    votes = {header: _Votes() for header in headers}
    for number, row in enumerate(islice(table.rows(), _MOST)):
        if number >= _FIRST and all(vote.settled for vote in votes.values()):
            break
        for header, vote in votes.items():
            vote.look(row.values.get(header, ""))
    known = [vote.order() for vote in votes.values() if vote.order()]
    usual = max(set(known), key=known.count) if known else ""
    return {
        header: vote.order() or (usual if vote.short else "") or vote.default(table.headers)
        for header, vote in votes.items()
    }


class _Votes:
    """What the cells of one column say about the order of day, month and year."""

    def __init__(self) -> None:
        self.short = 0
        self._dots = 0
        self._day_first = 0
        self._month_first = 0
        self._year_first = 0
        self._firsts: set[int] = set()
        self._lasts: set[str] = set()

    @property
    def settled(self) -> bool:
        return not self.short or bool(self.order())

    def look(self, cell: str) -> None:
        parts = short_parts(cell) if 6 <= len(cell) <= 40 else None
        if parts is None:
            return
        first, separator, second, third = parts
        self.short += 1
        self._dots += separator == "."
        self._firsts.add(first)
        self._lasts.add(third)
        if first > 31:
            self._year_first += 1
        elif first > 12 >= second:
            self._day_first += 1
        elif second > 12 >= first:
            self._month_first += 1

    def order(self) -> str:
        """Return what the numbers prove, or ""."""
        if self._year_first or self._one_year_in_front():
            return "ymd"
        if self._day_first == self._month_first:
            return ""
        return "dmy" if self._day_first > self._month_first else "mdy"

    def _one_year_in_front(self) -> bool:
        """Whether 24/11/05 and its like stand there: two digits, the first always the same."""
        few = len(self._firsts) <= 2 and min(self._firsts, default=0) >= 15
        many = len(self._lasts) > max(2, len(self._firsts))
        return few and many and all(len(last) == 2 for last in self._lasts)

    def default(self, headers: Sequence[str]) -> str:
        if not self.short:
            return "ymd"
        if self._dots * 2 > self.short:
            return "dmy"
        english = any(hint in header.lower() for header in headers for hint in _MONTH_FIRST_HINTS)
        return "mdy" if english else "dmy"
