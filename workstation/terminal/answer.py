"""What a command answers: sentences for a person, or one JSON object and nothing else."""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from workstation.domain.refusal import Refusal


class Answer:
    """Collects an answer; with `json` only the object goes to standard output."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self._told: dict[str, Any] = {}

    def tell(self, **facts: Any) -> None:
        """Add facts to the JSON object."""
        self._told.update(facts)

    def say(self, line: str) -> None:
        """Say a line to a person; with JSON it goes to standard error."""
        print(line, file=sys.stderr if self.json else sys.stdout)

    def table(self, rows: Iterable[Iterable[object]]) -> None:
        """Show rows in columns to a person."""
        if self.json:
            return
        cells = [[str(cell) for cell in row] for row in rows]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)] if cells else []
        for row in cells:
            padded = (
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            )
            print("  ".join(padded).rstrip())

    def progress(self, done: int, of: int) -> None:
        """Show how far a long work has come, where somebody looks."""
        if sys.stderr.isatty():
            end = "\n" if done >= of else "\r"
            print(f"  {done:,} / {of:,}", end=end, file=sys.stderr, flush=True)

    def refuse(self, refusal: Refusal, line: str) -> None:
        """Say why nothing was done."""
        self.tell(facts=_plain(refusal.facts))
        self.fail(refusal.code, line)

    def fail(self, code: str, line: str) -> None:
        """Say that the command came to nothing, and why."""
        self.tell(error=code, message=line)
        print(f"workstation: {line}", file=sys.stderr)

    def close(self) -> None:
        """Write the JSON object."""
        if self.json:
            print(json_text.dumps(self._told, ensure_ascii=False, default=str))


def _plain(facts: Mapping[str, object]) -> dict[str, object]:
    kinds = (str, int, float, bool, type(None))
    return {
        name: value if isinstance(value, kinds) else str(value) for name, value in facts.items()
    }


def _width(text: str) -> int:
    """Columns a text takes on a terminal; Chinese characters take two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
