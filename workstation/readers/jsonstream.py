"""JSON values out of a long text, one by one; a broken one does not stop the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TextIO

_CHUNK: Final = 1 << 18
_MOST: Final = 64 << 20
_SPACE: Final = re.compile(r"[\s,]*")
_NEXT: Final = re.compile(r"\}\s*,?\s*(?=\{)")
_DECODER: Final = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Element:
    """A value and the line where it begins; `error` (and its line) when it is broken."""

    line: int
    value: Any = None
    error: str = ""
    error_line: int = 0
    text: str = ""


class ElementReader:
    """Read the values of an array (or of values that merely follow each other) from `file`.

    `file` stands just behind the opening bracket, on line `line`.
    """

    def __init__(self, file: TextIO, line: int, buffer: str = "") -> None:
        self._file = file
        self._line = line
        self._buffer = buffer
        self._at = 0
        self._ended = False
        self._keys: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Element]:
        while True:
            self._skip()
            if self._at >= len(self._buffer):
                return
            if self._buffer[self._at] == "]":
                return
            yield self._element()

    def _skip(self) -> None:
        """Pass over blanks and commas, reading on where the buffer ends."""
        while True:
            found = _SPACE.match(self._buffer, self._at)
            self._pass(found.end() if found else self._at)
            if self._at < len(self._buffer) or not self._more():
                return

    def _pass(self, end: int) -> None:
        self._line += self._buffer.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        if self._ended:
            return False
        waiting = self._buffer[self._at :]
        chunk = self._file.read(max(_CHUNK, len(waiting)))
        self._ended = not chunk
        self._buffer, self._at = waiting + chunk, 0
        return bool(chunk)

    def _element(self) -> Element:
        line = self._line
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                if self._perhaps_cut(error) and self._more():
                    continue
                return self._broken(line, error)
            if end == len(self._buffer) and self._more():
                continue  # a number may go on in the next chunk
            self._pass(end)
            if isinstance(value, dict):
                self._keys = frozenset(value)
            return Element(line, value)

    def _perhaps_cut(self, error: Exception) -> bool:
        if len(self._buffer) - self._at > _MOST or not isinstance(error, json.JSONDecodeError):
            return False
        return error.pos >= len(self._buffer) - 16 or error.msg.startswith("Unterminated")

    def _broken(self, line: int, error: Exception) -> Element:
        place = error.pos if isinstance(error, json.JSONDecodeError) else self._at
        error_line = line + self._buffer.count("\n", self._at, place)
        end = self._resume()
        text = self._buffer[self._at : end].rstrip(", \r\n\t")
        self._pass(end)
        message = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        return Element(line, None, message, error_line, text)

    def _resume(self) -> int:
        """Return where the next sound object begins, or the end of the text."""
        while True:
            for found in _NEXT.finditer(self._buffer, self._at + 1):
                if self._sound(found.end()):
                    return found.end()
            if len(self._buffer) - self._at > _MOST or not self._more():
                break
        closing = self._buffer.rstrip()
        end = len(closing) - 1 if closing.endswith("]") else len(self._buffer)
        return max(end, self._at + 1)

    def _sound(self, at: int) -> bool:
        """Whether an object like the ones before begins at `at` (not one nested deeper)."""
        try:
            value, _ = _DECODER.raw_decode(self._buffer, at)
        except (json.JSONDecodeError, RecursionError):
            return False
        shared = len(self._keys & set(value))
        return not self._keys or shared * 2 >= len(self._keys)
