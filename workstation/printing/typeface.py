"""A TrueType file, read in bulk, and cut down to the glyphs that a document uses.

Only what embedding needs is read: the character map (format 4 or 12), advance widths and glyph
places. A face of thirty thousand characters opens in a few milliseconds because whole tables are
converted at once and the file stays mapped, not copied. Terms are those of the OpenType
specification 1.9.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

#: Tables that a font program in a PDF file needs (ISO 32000-1, 9.9) beside glyf, hmtx and loca.
_EMBEDDED = ("cvt ", "fpgm", "head", "hhea", "maxp", "prep")
_WORD: Final = 0xFFFFFFFF
_PADDING = (b"", b"\0\0\0", b"\0\0", b"\0")
#: So many glyphs are kept as fonts need them: half a megabyte for what nearly all forms show.
_MOST_KEPT: Final = 1500
_COMPOSITE_MORE = 0x20
_COMPOSITE_WORDS = 0x01
_COMPOSITE_SCALES = ((0x08, 2), (0x40, 4), (0x80, 8))


class TypefaceError(Exception):
    """The font file is not one that can be embedded; the text names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measures of the face in thousandths of its size; ``box`` is left, bottom, right, top."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]
    italic_angle: int
    weight: int


@dataclass(frozen=True, slots=True)
class _Map:
    """Which glyphs code points have: ranges in order, each with its first glyph."""

    firsts: array[int]
    lasts: array[int]
    glyphs: array[int]


class _Glyph(NamedTuple):
    """A glyph as a font program has it: its outline to full words, their sum, width and bearing."""

    outline: bytes
    sum: int
    measures: bytes


class Typeface:
    """One TrueType face, open for reading as long as the object lives."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; raises :class:`TypefaceError` if it is not a TrueType font."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._tables = self._directory()
            self._units, self._long_places = self._head()
            self.glyph_count: int = struct.unpack(">H", self.table("maxp")[4:6])[0]
            self._widths = self._advance_widths()
            self._places = self._glyph_places()
            self._map = self._character_map()
            self.name = self._postscript_name()
            self._kept: dict[int, _Glyph] = {}
        except (struct.error, ValueError, IndexError, KeyError) as problem:
            raise TypefaceError(f"{path.name}: not a usable TrueType font: {problem}") from problem

    def table(self, tag: str) -> bytes:
        """Return the bytes of a table, empty if the font has none of that name."""
        start, length = self._tables.get(tag, (0, 0))
        return self._data[start : start + length]

    def glyph_of(self, code: int) -> int | None:
        """Return the number of the glyph of a code point, None if the face has none."""
        place = bisect_right(self._map.firsts, code) - 1
        if place < 0 or code > self._map.lasts[place]:
            return None
        return self._map.glyphs[place] + code - self._map.firsts[place]

    def width(self, glyph: int) -> int:
        """Return the advance width of a glyph in thousandths of the size."""
        return self._scaled(self._widths[min(glyph, len(self._widths) - 1)])

    def metrics(self) -> Metrics:
        """Return the measures that a font descriptor states."""
        ascent, descent = struct.unpack(">hh", self.table("hhea")[4:8])
        os2 = self.table("OS/2")
        weight = struct.unpack(">H", os2[4:6])[0] if os2 else 400
        has_capitals = len(os2) >= 90 and struct.unpack(">H", os2[:2])[0] >= 2
        capitals = struct.unpack(">h", os2[88:90])[0] if has_capitals else ascent
        angle = struct.unpack(">i", self.table("post")[4:8])[0] >> 16 if self.table("post") else 0
        left, bottom, right, top = struct.unpack(">4h", self.table("head")[36:44])
        box = (left, bottom, right, top)
        scaled = tuple(self._scaled(edge) for edge in box)
        return Metrics(
            self._scaled(ascent),
            self._scaled(descent),
            self._scaled(capitals),
            (scaled[0], scaled[1], scaled[2], scaled[3]),
            angle,
            weight,
        )

    def glyph(self, number: int) -> bytes:
        """Return the outline data of a glyph, empty for a blank one."""
        start = self._tables["glyf"][0]
        return self._data[start + self._places[number] : start + self._places[number + 1]]

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """Return a font program with only ``glyphs``, renumbered from 0 in the given order.

        The first must be glyph 0. Parts of composite glyphs are added behind the others.
        """
        order = list(glyphs)
        numbers = {glyph: place for place, glyph in enumerate(order)}
        made = []
        for glyph in order:  # grows while composites name their parts
            made.append(self._kept.get(glyph) or self._made(glyph, numbers, order))
        outlines, sums, measures = zip(*made, strict=True)
        tables = {tag: self.table(tag) for tag in _EMBEDDED if tag in self._tables}
        tables["hmtx"] = b"".join(measures)
        tables["loca"] = _big_endian_bytes(accumulate(map(len, outlines), initial=0))
        tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", len(order))
        tables["maxp"] = tables["maxp"][:4] + struct.pack(">H", len(order)) + tables["maxp"][6:]
        head = tables["head"]
        tables["head"] = head[:8] + bytes(4) + head[12:50] + struct.pack(">h", 1) + head[52:]
        added = {tag: (data, _checksum(data)) for tag, data in tables.items()}
        return _assemble({**added, "glyf": (b"".join(outlines), sum(sums))})

    def _made(self, glyph: int, numbers: dict[int, int], order: list[int]) -> _Glyph:
        """A glyph for a font program; kept, unless it has parts that are numbered anew each time."""
        outline = self.glyph(glyph)
        bearing = outline[2:4] or b"\0\0"
        width = self._widths[min(glyph, len(self._widths) - 1)]
        shown = _renumbered(outline, numbers, order)
        padded = shown + _PADDING[len(shown) % 4]
        made = _Glyph(padded, _checksum(padded), width.to_bytes(2, "big") + bearing)
        if shown is outline:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[glyph] = made
        return made

    def _scaled(self, units: int) -> int:
        return units if self._units == 1000 else round(units * 1000 / self._units)

    def _directory(self) -> dict[str, tuple[int, int]]:
        version, count = struct.unpack(">IH", self._data[:6])
        if version not in (0x00010000, 0x74727565):
            raise ValueError("no TrueType outlines")
        tables = {}
        for place in range(12, 12 + 16 * count, 16):
            tag, _, start, length = struct.unpack(">4sIII", self._data[place : place + 16])
            tables[tag.decode("latin-1")] = (start, length)
        return tables

    def _head(self) -> tuple[int, bool]:
        head = self.table("head")
        return struct.unpack(">H", head[18:20])[0], struct.unpack(">h", head[50:52])[0] == 1

    def _advance_widths(self) -> array[int]:
        count = struct.unpack(">H", self.table("hhea")[34:36])[0]
        pairs = _big_endian("H", self.table("hmtx")[: 4 * count])
        return pairs[::2]

    def _glyph_places(self) -> array[int]:
        if self._long_places:
            return _big_endian("I", self.table("loca"))
        return array("I", (2 * half for half in _big_endian("H", self.table("loca"))))

    def _character_map(self) -> _Map:
        cmap = self.table("cmap")
        count = struct.unpack(">H", cmap[2:4])[0]
        found = {}
        for place in range(4, 4 + 8 * count, 8):
            platform, encoding, start = struct.unpack(">HHI", cmap[place : place + 8])
            found[platform, encoding] = start
        for key, read in (((3, 10), _read_groups), ((3, 1), _read_segments)):
            if key in found:
                return read(cmap[found[key] :])
        raise ValueError("no Unicode character map")

    def _postscript_name(self) -> str:
        names = self.table("name")
        _, count, texts = struct.unpack(">HHH", names[:6])
        for place in range(6, 6 + 12 * count, 12):
            platform, _, _, number, length, start = struct.unpack(">6H", names[place : place + 12])
            if platform == 3 and number == 6:
                return names[texts + start : texts + start + length].decode("utf-16-be")
        return self.path.stem


def _big_endian(code: str, data: bytes) -> array[int]:
    numbers: array[int] = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _big_endian_bytes(numbers: Iterable[int]) -> bytes:
    words = array("I", numbers)
    if sys.byteorder == "little":
        words.byteswap()
    return words.tobytes()


def _read_groups(table: bytes) -> _Map:
    """Read a format 12 character map, whose ranges are in order."""
    if table[:2] != b"\0\x0c":
        raise ValueError("character map is not of format 12")
    count = struct.unpack(">I", table[12:16])[0]
    numbers = _big_endian("I", table[16 : 16 + 12 * count])
    if len(numbers) != 3 * count:
        raise ValueError("character map is cut off")
    return _Map(numbers[::3], numbers[1::3], numbers[2::3])


def _read_segments(table: bytes) -> _Map:
    """Read a format 4 character map."""
    if table[:2] != b"\0\x04":
        raise ValueError("character map is not of format 4")
    length = struct.unpack(">H", table[2:4])[0]
    numbers = _big_endian("H", table[: length & ~1])
    count = numbers[3] // 2
    lasts, firsts = numbers[7 : 7 + count], numbers[8 + count : 8 + 2 * count]
    codes, glyphs = array("I"), array("I")
    for place, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        delta = numbers[8 + 2 * count + place]
        offset = numbers[8 + 3 * count + place]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = numbers[8 + 3 * count + place + offset // 2 + code - first]
            if (glyph or not offset) and (glyph + delta) & 0xFFFF:
                codes.append(code)
                glyphs.append((glyph + delta) & 0xFFFF)
    return _Map(codes, codes, glyphs)


def _renumbered(outline: bytes, numbers: dict[int, int], order: list[int]) -> bytes:
    """Return a glyph whose parts, if it has any, carry their new numbers."""
    if len(outline) < 10 or outline[0] < 0x80:  # a number of contours that is not negative
        return outline
    changed = bytearray(outline)
    place, flags = 10, _COMPOSITE_MORE
    while flags & _COMPOSITE_MORE:
        flags, glyph = struct.unpack(">HH", changed[place : place + 4])
        if glyph not in numbers:
            numbers[glyph] = len(order)
            order.append(glyph)
        changed[place + 2 : place + 4] = struct.pack(">H", numbers[glyph])
        place += 8 if flags & _COMPOSITE_WORDS else 6
        place += sum(size for flag, size in _COMPOSITE_SCALES if flags & flag)
    return bytes(changed)


def _checksum(data: bytes) -> int:
    return sum(_big_endian("I", data + _PADDING[len(data) % 4])) & _WORD


def _assemble(tables: dict[str, tuple[bytes, int]]) -> bytes:
    """Return a font file of ``tables`` with their checksums; it is all of them that make its own."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = bytearray(
        struct.pack(
            ">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
        )
    )
    start = 12 + 16 * count
    parts: list[bytes] = []
    whole = head_at = 0
    for tag, (data, known) in sorted(tables.items()):
        if tag == "head":
            head_at = start
        directory += struct.pack(">4sIII", tag.encode(), known & _WORD, start, len(data))
        parts += (data, _PADDING[len(data) % 4])
        start += len(data) + -len(data) % 4
        whole += known
    font = bytearray(b"".join((directory, *parts)))
    adjustment = (0xB1B0AFBA - whole - _checksum(bytes(directory))) & _WORD
    font[head_at + 8 : head_at + 12] = struct.pack(">I", adjustment)
    return bytes(font)
