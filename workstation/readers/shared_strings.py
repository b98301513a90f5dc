"""How much text a workbook comes to once each cell has its own copy.

Workbooks keep each text once and name it by number in the cells, and the reader gives every cell a
copy: one text of a megabyte in a million cells is a terabyte. So lengths and places are added up
before ([ECMA-376] 18.4, [MS-XLSB] 2.4.821, [MS-XLS] 2.4.265).
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator, Sequence
from typing import IO, Final

from workstation.readers.errors import ReadError

#: A cell of a spreadsheet program holds 32,767 characters; some programs write more.
MOST_STRING: Final = 1 << 20
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 4_096
_ITEM: Final = re.compile(rb"<(?:\w+:)?si[\s/>]")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]{0,64})")
#: What makes a number of a text look otherwise than it is read.
_ODD: Final = re.compile(rb"[&\"'>]|^\s+$")


class Strings:
    """The lengths of a workbook's texts in bytes, and what its cells come to."""

    def __init__(self, file: str, most: int) -> None:
        self._file, self._most = file, most
        self._lengths = array("L")
        self.longest = self._total = 0
        self.hidden = False  # whether it cannot be told which text has which number

    def add(self, length: int) -> None:
        """One more text. Raises `ReadError` `file_too_large` for one that no cell can hold."""
        if length > MOST_STRING:
            raise ReadError("file_too_large", file=self._file, size=length, most=MOST_STRING)
        self._lengths.append(length)
        self.longest = max(self.longest, length)

    def use(self, number: int) -> None:
        """A cell has the text of a number."""
        if self.hidden:
            self.use_bytes(self.longest)
        elif 0 <= number < len(self._lengths):
            self.use_bytes(self._lengths[number])

    def use_bytes(self, size: int) -> None:
        """Cells have so much text. Raises `ReadError` `file_too_large` for too much of all."""
        self._total += size
        if self._total > self._most:
            raise ReadError("file_too_large", file=self._file, size=self._total, most=self._most)

    def may_swell(self, cells: int) -> bool:
        """Whether so many cells could have too much text."""
        return self.longest * cells > self._most


def read_items(stream: IO[bytes], strings: Strings) -> None:
    """Take the texts of a part of shared strings, each with its marks: never less than the text."""
    begun, offset, carry = -1, 0, b""
    while chunk := stream.read(_CHUNK):
        data = carry + chunk
        start = offset - len(carry)
        strings.hidden |= b"<!" in data  # a comment may hold what looks like a text
        for found in _ITEM.finditer(data):
            place = start + found.start()
            if place > begun:
                if begun >= 0:
                    strings.add(place - begun)
                begun = place
        offset += len(chunk)
        carry = data[-32:]
        if begun >= 0 and offset - begun > MOST_STRING + 32:
            strings.add(offset - begun)  # too long, whatever comes
    if begun >= 0:
        strings.add(offset - begun)


def use_values(stream: IO[bytes], strings: Strings) -> None:
    """Add up the texts of a sheet's cells. Numbers count as if they named a text: that is rare, and
    errs on the safe side."""
    carry = b""
    while chunk := stream.read(_CHUNK):
        data = carry + chunk
        for value in _VALUE.findall(data):
            told = value.strip().lstrip(b"+")
            if told.isdigit():
                strings.use(int(told))
            elif _ODD.search(value):
                strings.use_bytes(strings.longest)
        strings.use_bytes(strings.longest * (data.count(b"<!") + data.count(b"<?")))
        carry = data[-_OVERLAP:] if len(chunk) == _CHUNK else b""


def old_lengths(pieces: Sequence[bytes]) -> Iterator[int]:
    """The bytes of each text of an old workbook, of the record of all texts and what continues it.

    Raises `IndexError` or `struct.error` where the record ends in a text.
    """
    count, piece, at = struct.unpack_from("<I", pieces[0], 4)[0], 0, 8
    for _ in range(count):
        while at >= len(pieces[piece]):
            piece, at = piece + 1, at - len(pieces[piece])
        left, flags = struct.unpack_from("<HB", pieces[piece], at)
        at += 3
        yield left * 3
        behind = 0
        if flags & 8:
            behind += 4 * struct.unpack_from("<H", pieces[piece], at)[0]
            at += 2
        if flags & 4:
            behind += struct.unpack_from("<I", pieces[piece], at)[0]
            at += 4
        while left:
            width = 1 + (flags & 1)
            here = min(left, (len(pieces[piece]) - at) // width)
            left, at = left - here, at + here * width
            if left:  # goes on in the next piece, whose first byte says how
                piece, at = piece + 1, 1
                flags = pieces[piece][0]
        at += behind
