"""Counts of what came out of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from workstation.readers.drafts import Flag, RefusedRow


class Flagged(Protocol):
    """Anything that carries flags."""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What cannot be right about it."""
        ...


D = TypeVar("D", bound=Flagged)


@dataclass(slots=True)
class Summary:
    """`rows` read = `drafts` + `refused`; `flagged` drafts carry at least one flag.

    `reasons` counts refusals, `flags` counts flags by code; `places` keeps the first line
    numbers of every reason.
    """

    rows: int = 0
    drafts: int = 0
    refused: int = 0
    flagged: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[int]] = field(default_factory=dict)

    def count(self, item: Flagged | RefusedRow) -> None:
        """Count one draft or one refused row."""
        self.rows += 1
        if isinstance(item, RefusedRow):
            self.refused += 1
            self.reasons[item.reason] += 1
            lines = self.places.setdefault(item.reason, [])
            if len(lines) < 100:
                lines.append(item.line)
            return
        self.drafts += 1
        self.flagged += bool(item.flags)
        self.flags.update({flag.code for flag in item.flags})

    def counting(self, items: Iterable[D | RefusedRow]) -> Iterator[D | RefusedRow]:
        """Pass `items` on and count them on the way."""
        for item in items:
            self.count(item)
            yield item


def summary(items: Iterable[Flagged | RefusedRow]) -> Summary:
    """Count all `items`."""
    counted = Summary()
    for item in items:
        counted.count(item)
    return counted
