"""What a HEIC file says of its first picture before anything is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workstation.pictures.heif_boxes import Box, Item, Reader, Tables, samples, tables_of

#: Pictures made of others: a grid of tiles, one turned, several laid over each other.
_MADE: Final = (b"grid", b"iden", b"iovl", b"tmap")
_PICTURES: Final = (
    b"grid",
    b"iden",
    b"iovl",
    b"hvc1",
    b"av01",
    b"avc1",
    b"vvc1",
    b"jpeg",
    b"j2k1",
    b"unci",
)
_NAMES: Final = {
    b"av01": "AV1",
    b"avc1": "AVC",
    b"vvc1": "VVC",
    b"jpeg": "JPEG",
    b"j2k1": "JPEG 2000",
}
_DEEP: Final = 4
_TILES: Final = 4  # so many times the picture may its tiles cover, margins and all
_SMALLEST: Final = 1_048_576
_CLEAR: Final = (b":auxid:1", b":auxiliary:alpha")


class Unread(ValueError):
    """A sound file whose pictures are kept in a way that is not read here; `kind` names it."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Head:
    """The first picture of a file, upright: the file's own turns are counted in.

    `images` counts the whole pictures in the file (those of a burst or a sequence too). `profile`
    is a colour profile, else `coded` the code points of primaries and transfer (ITU-T H.273; 2 is
    unknown). `exif` begins with the TIFF header.
    """

    width: int
    height: int
    bits: int
    mode: str
    images: int
    profile: bytes
    coded: tuple[int, int]
    exif: bytes
    xmp: bytes


def head_of(content: bytes) -> Head:
    """Read a file's tables; raises `Unread`, and `ValueError` where they are broken."""
    moving = samples(content)
    tables = tables_of(content)
    if tables is None:
        raise Unread("HEIF film") if moving else ValueError("no picture inside")
    first = tables.items.get(tables.primary)
    if first is None:
        raise ValueError("the first picture is missing")
    leaf = _leaf(tables, tables.primary)
    if leaf.kind != b"hvc1":
        raise Unread(f"HEIF, {_NAMES.get(leaf.kind, leaf.kind.decode('latin-1').strip() or '?')}")
    width, height = _upright(tables, first)
    bits, channels = _depth(tables, first, leaf)
    profile, coded = _colour(tables, first, leaf)
    return Head(
        width=width,
        height=height,
        bits=bits,
        mode="RGBA" if _is_clear(tables) else "L" if channels == 1 else "RGB",
        images=max(_count(tables), moving, 1),
        profile=profile,
        coded=coded,
        exif=_exif(tables),
        xmp=_note(tables, b"mime", b"application/rdf+xml"),
    )


def _leaf(tables: Tables, number: int) -> Item:
    """The picture that is decoded first, where the first one is made of others."""
    for _ in range(_DEEP):
        item = tables.items.get(number)
        if item is None:
            raise ValueError("a tile is missing")
        if item.kind not in _MADE:
            return item
        _check_grid(tables, number)
        parts = tables.linked(b"dimg", number)
        if not parts:
            raise ValueError("a picture has no tiles")
        number = parts[0]
    raise ValueError("tiles in tiles")


def _check_grid(tables: Tables, number: int) -> None:
    """A grid is as large as its picture says, and its tiles are as many and not much larger."""
    item = tables.items[number]
    if item.kind != b"grid":
        return
    body = Reader(told := tables.data(number), 0, len(told))
    body.take(1)
    wide = 4 if body.figure(1) & 1 else 2
    tiles = (body.figure(1) + 1) * (body.figure(1) + 1)
    size = body.figure(wide), body.figure(wide)
    if size != _size(tables, item):
        raise ValueError("a grid of another size")
    parts = tables.linked(b"dimg", number)
    if len(parts) < tiles or parts[0] not in tables.items:
        raise ValueError("a tile is missing")
    tile = _size(tables, tables.items[parts[0]])
    if tiles * tile[0] * tile[1] > max(_TILES * size[0] * size[1], _SMALLEST):
        raise ValueError("tiles that are too large")


def _found(item: Item, kind: bytes) -> list[Box]:
    return [box for box in item.properties if box[0] == kind]


def _size(tables: Tables, item: Item) -> tuple[int, int]:
    for box in _found(item, b"ispe"):
        body = tables.body(box)
        body.full()
        return body.figure(4), body.figure(4)
    raise ValueError("no size is told")


def _upright(tables: Tables, item: Item) -> tuple[int, int]:
    """Width and height after the file's own cutting and turning, in the order of the file."""
    width, height = _size(tables, item)
    for box in item.properties:
        body = tables.body(box)
        if box[0] == b"irot" and body.figure(1) & 1:
            width, height = height, width
        elif box[0] == b"clap":
            told = [body.figure(4) for _ in range(4)]
            if told[1] and told[3]:
                width, height = min(width, told[0] // told[1]), min(height, told[2] // told[3])
    return width, height


def _depth(tables: Tables, item: Item, leaf: Item) -> tuple[int, int]:
    """Bits of one channel, and how many channels."""
    for box in _found(item, b"pixi") or _found(leaf, b"pixi"):
        body = tables.body(box)
        body.full()
        channels = body.figure(1)
        return max([8, *(body.figure(1) for _ in range(channels))]), channels
    for box in _found(leaf, b"hvcC"):
        told = tables.body(box).take(18)
        return (told[17] & 7) + 8, 3 if told[16] & 3 else 1
    return 8, 3


def _colour(tables: Tables, item: Item, leaf: Item) -> tuple[bytes, tuple[int, int]]:
    profile, coded = b"", (2, 2)
    for box in _found(item, b"colr") or _found(leaf, b"colr"):
        body = tables.body(box)
        kind = body.take(4)
        if kind in (b"prof", b"rICC"):
            profile = body.take(body.end - body.at)
        elif kind == b"nclx":
            coded = body.figure(2), body.figure(2)
    return profile, coded


def _is_clear(tables: Tables) -> bool:
    """Whether the first picture can be seen through."""
    for kind, source, found in tables.links:
        if kind == b"auxl" and tables.primary in found and source in tables.items:
            for box in _found(tables.items[source], b"auxC"):
                told = tables.content[box[1] + 4 : box[2]].split(b"\0")[0]
                if told.endswith(_CLEAR):
                    return True
    return False


def _count(tables: Tables) -> int:
    """The whole pictures: no tiles, small ones, masks or maps of depth and brightness."""
    parts: set[int] = set()
    for kind, source, found in tables.links:
        if kind in (b"thmb", b"auxl"):
            parts.add(source)
        elif kind == b"dimg":  # what is made brighter by a map stays a picture of its own
            brighter = tables.items.get(source, Item()).kind == b"tmap"
            parts.update(found[1:] if brighter else found)
    return sum(
        1
        for number, item in tables.items.items()
        if item.kind in _PICTURES and not item.hidden and number not in parts
    )


def _exif(tables: Tables) -> bytes:
    told = _note(tables, b"Exif")
    begin = 4 + int.from_bytes(told[:4], "big")  # where the TIFF header is (23008-12, A.2.1)
    return told[begin:] if len(told) > begin else b""


def _note(tables: Tables, kind: bytes, told: bytes = b"") -> bytes:
    """The first note of a kind that describes the first picture; b"" where it is broken."""
    for number, item in tables.items.items():
        if item.kind != kind or told not in item.told:
            continue
        about = tables.linked(b"cdsc", number)
        if not about or tables.primary in about:
            try:
                return tables.data(number)
            except ValueError:
                return b""
    return b""
