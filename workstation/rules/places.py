"""Where in a TOML text each value stands: "rule[2].when.area" is at line 31, column 5.

The text must be one that `tomllib` has read without complaint; nothing is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Line and column of a place, both from 1.
Position = tuple[int, int]
_SPACE: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK: Final = re.compile(r"[ \t]*")
_BARE: Final = re.compile(r"[^\s,\]}#][^,\]}#\r\n]*")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_STRING: Final = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_PART: Final = re.compile(r"\.?[^.\[]+$|\[\d+\]$")


@dataclass(frozen=True, slots=True)
class Header:
    """A `[table]` or `[[row]]`: its place, and where its line and its own last value end."""

    place: str
    begin: int
    end: int
    last: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a text's values stand, as offsets: `values` from-to of each, `keys` of each key."""

    values: Mapping[str, tuple[int, int]]
    keys: Mapping[str, int]
    headers: tuple[Header, ...]
    top: int  # behind the last value above the first header


@lru_cache(maxsize=32)
def layout(text: str) -> Layout:
    """The offsets of all values, keys and headers."""
    scan = _Scan(text)
    scan.run()
    return Layout(scan.values, scan.found, tuple(scan.headers), scan.top)


@lru_cache(maxsize=32)
def places(text: str) -> Mapping[str, Position]:
    """The position of every key, table and item of a list, by its place."""
    scan = _Scan(text)
    scan.run()
    lines = _Lines(text)
    return {place: lines.of(at) for place, at in scan.found.items()}


def position(text: str, place: str) -> Position | None:
    """Where a place stands, or the nearest around it that is there; None for the whole file."""
    known = places(text)
    while place:
        if place in known:
            return known[place]
        shorter = _PART.sub("", place)
        place = shorter if len(shorter) < len(place) else ""
    return None


class _Lines:
    """Line and column of an offset."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def of(self, at: int) -> Position:
        from bisect import bisect_right

        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


class _Scan:
    """One way through a text; `found` holds the offset of every place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[str, int] = {}
        self.values: dict[str, tuple[int, int]] = {}
        self.headers: list[Header] = []
        self.top = 0
        self._counts: dict[str, int] = {}

    def run(self) -> None:
        """Go through all headers and lines."""
        here = ""
        while self._skip(_SPACE) < len(self.text):
            if self.text[self.at] == "[":
                begun = self.at
                here = self._header()
                self.headers.append(Header(here, begun, self.at, self.at))
                continue
            self._line(here)
            if not self.headers:
                self.top = self.at
                continue
            told = self.headers[-1]
            self.headers[-1] = Header(told.place, told.begin, told.end, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _note(self, place: str, at: int) -> None:
        self.found.setdefault(place, at)

    def _header(self) -> str:
        """Read `[a.b]` or `[[a.b]]`; the place that the following lines belong to."""
        begun = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        *above, last = self._keys()
        self.at += 2 if many else 1
        place = ""
        for key, _ in above:
            place = self._into(_joined(place, key), begun)
        place = _joined(place, last[0])
        if not many:
            return self._into(place, begun)
        self._note(place, begun)
        number = self._counts.get(place, 0)
        self._counts[place] = number + 1
        self._note(f"{place}[{number}]", begun)
        return f"{place}[{number}]"

    def _into(self, place: str, at: int) -> str:
        """A table by its name: of a list of tables the last one."""
        self._note(place, at)
        count = self._counts.get(place, 0)
        return f"{place}[{count - 1}]" if count else place

    def _keys(self) -> list[tuple[str, int]]:
        """The parts of a dotted key with their offsets; ends behind the last."""
        keys: list[tuple[str, int]] = []
        while True:
            at = self._skip(_BLANK)
            quoted = _STRING.match(self.text, at)
            bare = quoted or _KEY.match(self.text, at)
            if bare is None:
                raise ValueError(f"no key at {at}")
            self.at = bare.end()
            told = bare.group()
            keys.append((_unquoted(told) if quoted else told, at))
            if self.text[self._skip(_BLANK) : self.at + 1] != ".":
                return keys
            self.at += 1

    def _line(self, here: str) -> None:
        """Read `key = value`."""
        place = here
        for key, at in self._keys():
            place = _joined(place, key)
            self._note(place, at)
        self.at += 1  # the equals sign
        self._value(place)

    def _value(self, place: str) -> None:
        first = self.text[self._skip(_BLANK) : self.at + 1]
        begun = self.at
        if first == "[":
            self._list(place)
        elif first == "{":
            self._table(place)
        elif first in ('"', "'"):
            self._skip(_STRING)
        else:
            self._skip(_BARE)
            self.at = begun + len(self.text[begun : self.at].rstrip())
        self.values[place] = (begun, self.at)

    def _list(self, place: str) -> None:
        self.at += 1
        number = 0
        while self.text[self._skip(_SPACE) : self.at + 1] not in ("]", ""):
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note(f"{place}[{number}]", self.at)
            self._value(f"{place}[{number}]")
            number += 1
        self.at += 1

    def _table(self, place: str) -> None:
        self.at += 1
        while self.text[self._skip(_SPACE) : self.at + 1] not in ("}", ""):
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._line(place)
        self.at += 1


def _joined(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _unquoted(told: str) -> str:
    """A quoted key without its quotes; escapes are read as TOML reads them."""
    import tomllib

    return next(iter(tomllib.loads(f"{told} = 0")))
