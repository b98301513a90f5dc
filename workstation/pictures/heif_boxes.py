"""The boxes of a HEIF file and what its tables say, read without decoding anything.

ISO/IEC 14496-12 (boxes, items) and 23008-12 (pictures). Files come from strangers: whatever does
not fit raises `ValueError`, and nothing is read beyond what a real file has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_MOST_BOXES: Final = 20_000
_MOST_ITEMS: Final = 20_000
_MOST_LINKS: Final = 200_000
_MOST_DATA: Final = 4 * 1_048_576  # bytes of notes and profiles that are looked into

Box = tuple[bytes, int, int]


class CutOff(ValueError):
    """A box that ends behind its file or outer box; `kind` names it."""

    def __init__(self, kind: bytes) -> None:
        super().__init__("a box is cut off")
        self.kind = kind


@dataclass(slots=True)
class Reader:
    """Big-endian figures, one after the other, none of them beyond the end."""

    content: bytes
    at: int
    end: int

    def take(self, size: int) -> bytes:
        """So many bytes; raises `ValueError` where there are fewer."""
        if size < 0 or self.at + size > self.end:
            raise ValueError("a box ends too early")
        self.at += size
        return self.content[self.at - size : self.at]

    def figure(self, size: int) -> int:
        """A number of so many bytes; 0 of none."""
        return int.from_bytes(self.take(size), "big")

    def full(self) -> tuple[int, int]:
        """Version and flags of a full box."""
        return self.figure(1), self.figure(3)


@dataclass(slots=True)
class Item:
    """One thing in a file: a picture, a tile, a note. `properties` are boxes, in their order."""

    kind: bytes = b""
    hidden: bool = False
    told: bytes = b""
    properties: list[Box] = field(default_factory=list)
    method: int = 0
    extents: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Tables:
    """What the `meta` box of a file says."""

    content: bytes
    primary: int = 0
    items: dict[int, Item] = field(default_factory=dict)
    links: list[tuple[bytes, int, list[int]]] = field(default_factory=list)
    inner: tuple[int, int] = (0, 0)

    def body(self, box: Box) -> Reader:
        """A box to be read."""
        return Reader(self.content, box[1], box[2])

    def linked(self, kind: bytes, source: int) -> list[int]:
        """What an item points at."""
        return [
            to for name, item, found in self.links if (name, item) == (kind, source) for to in found
        ]

    def data(self, number: int) -> bytes:
        """The bytes of an item; raises `ValueError` where they are not in the file."""
        item = self.items[number]
        if item.method > 1:
            raise ValueError("an item lies outside the file")
        begin, end = self.inner if item.method == 1 else (0, len(self.content))
        parts = []
        room = _MOST_DATA
        for offset, length in item.extents:
            length = length or end - begin - offset
            if offset + length > end - begin or length > room:
                raise ValueError("an item ends too early")
            room -= length
            parts.append(self.content[begin + offset : begin + offset + length])
        return b"".join(parts)


def boxes(content: bytes, begin: int, end: int) -> Iterator[Box]:
    """The boxes between two places: kind, begin and end of the body."""
    at, seen = begin, 0
    while at + 8 <= end:
        seen += 1
        size, kind, body = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, body = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < body or at + size > end or seen > _MOST_BOXES:
            raise CutOff(kind)
        yield kind, at + body, at + size
        at += size


def tables_of(content: bytes) -> Tables | None:
    """What a file says of its pictures; None where it holds none that stands still."""
    found = None
    try:
        for kind, begin, end in boxes(content, 0, len(content)):
            if kind == b"meta" and found is None:
                found = _meta(content, begin + 4, end)
    except CutOff as error:  # phones write what is no box behind the last one
        if error.kind in (b"mdat", b"meta"):
            raise
    return found


def samples(content: bytes) -> int:
    """How many pictures the longest moving part has; 0 where nothing moves."""
    most = 0
    for moov in _inside(content, [(b"", 0, len(content))], b"moov"):
        for trak in _inside(content, [moov], b"trak"):
            found = [trak]
            for name in (b"mdia", b"minf", b"stbl", b"stsz"):
                found = _inside(content, found, name)
            most = max(
                [most, *(int.from_bytes(content[b + 8 : b + 12], "big") for _, b, _ in found)]
            )
    return most


def still(content: bytes) -> bytes:
    """The file without what moves in it, so that no decoder reads that; places stay as they are."""
    made = None
    try:
        for kind, begin, _ in boxes(content, 0, len(content)):
            if kind == b"moov":
                made = bytearray(content) if made is None else made
                place = begin - 4 if content[begin - 4 : begin] == kind else begin - 12
                made[place : place + 4] = b"free"
    except CutOff:  # as above
        pass
    return content if made is None else bytes(made)


def _inside(content: bytes, outer: list[Box], kind: bytes) -> list[Box]:
    found = []
    for _, begin, end in outer:
        try:
            found += [box for box in boxes(content, begin, end) if box[0] == kind]
        except ValueError:
            continue
    return found


def _meta(content: bytes, begin: int, end: int) -> Tables:
    made = Tables(content)
    found = {kind: (kind, at, to) for kind, at, to in boxes(content, begin, end)}
    if b"pitm" not in found or b"iinf" not in found:
        raise ValueError("no first picture is named")
    body = made.body(found[b"pitm"])
    made.primary = body.figure(4 if body.full()[0] else 2)
    _items(made, made.body(found[b"iinf"]))
    if b"idat" in found:
        made.inner = found[b"idat"][1:]
    if b"iloc" in found:
        _places(made, made.body(found[b"iloc"]))
    if b"iref" in found:
        _links(made, made.body(found[b"iref"]))
    if b"iprp" in found:
        _properties(made, found[b"iprp"])
    return made


def _items(made: Tables, body: Reader) -> None:
    version, _ = body.full()
    body.figure(4 if version else 2)
    for box in boxes(body.content, body.at, body.end):
        if box[0] != b"infe":
            continue
        one = made.body(box)
        version, flags = one.full()
        if version < 2:
            continue
        number = one.figure(4 if version > 2 else 2)
        one.take(2)
        kind = one.take(4)
        made.items[number] = Item(kind, bool(flags & 1), one.take(min(one.end - one.at, 256)))
        if len(made.items) > _MOST_ITEMS:
            raise ValueError("too many items")


def _places(made: Tables, body: Reader) -> None:
    version, _ = body.full()
    sizes = body.figure(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(body.figure(4 if version > 1 else 2)):
        item = made.items.get(body.figure(4 if version > 1 else 2), Item())
        item.method = body.figure(2) & 15 if version else 0
        body.take(2)
        start = body.figure(base)
        for _ in range(body.figure(2)):
            body.take(index if version else 0)
            item.extents.append((start + body.figure(offset), body.figure(length)))
            if len(item.extents) > _MOST_ITEMS:
                raise ValueError("too many parts")


def _links(made: Tables, body: Reader) -> None:
    version, _ = body.full()
    wide = 4 if version else 2
    seen = 0
    for box in boxes(body.content, body.at, body.end):
        one = made.body(box)
        source = one.figure(wide)
        count = one.figure(2)
        seen += count + 1
        if seen > _MOST_LINKS:
            raise ValueError("too many links")
        made.links.append((box[0], source, [one.figure(wide) for _ in range(count)]))


def _properties(made: Tables, outer: Box) -> None:
    parts = list(boxes(made.content, outer[1], outer[2]))
    kept = [box for part in parts if part[0] == b"ipco" for box in boxes(made.content, *part[1:])]
    seen = 0
    for part in parts:
        if part[0] != b"ipma":
            continue
        body = made.body(part)
        version, flags = body.full()
        wide, mask = (2, 0x7FFF) if flags & 1 else (1, 0x7F)
        for _ in range(body.figure(4)):
            item = made.items.get(body.figure(4 if version else 2), Item())
            for _ in range(body.figure(1)):
                place = body.figure(wide) & mask
                seen += 1
                if place > len(kept) or seen > _MOST_LINKS:
                    raise ValueError("a property is missing")
                if place:
                    item.properties.append(kept[place - 1])
