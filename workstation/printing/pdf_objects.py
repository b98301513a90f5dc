"""The objects of a PDF file as ready bytes, and the file that they make (ISO 32000-1, 7.3 to 7.5).

Forms need a dozen kinds of objects, all known when they are written. So a body is bytes from the
start, and a file is its bodies in the order of their numbers.
"""

from __future__ import annotations

import zlib
from itertools import accumulate
from typing import Any

#: How hard content is packed: two of zlib's levels less than usual cost 2 % more bytes and save a
#: third of the time.
_LEVEL = 4
#: The version, and a comment by which programs see that the file is not text.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def stream(entries: str, content: bytes) -> bytes:
    """A stream with entries of its dictionary; its content stands there as it is."""
    head = f"<<{entries}/Length {len(content)}>>\nstream\n"
    return b"".join((head.encode("ascii"), content, b"\nendstream"))


def deflated(content: bytes, entries: str = "") -> bytes:
    """A stream that is packed in the file."""
    return stream(f"{entries}/Filter/FlateDecode", zlib.compress(content, _LEVEL))


def string(text: str) -> str:
    """A text for people: plain where it is ASCII, otherwise in UTF-16."""
    if text.isascii() and text.isprintable():
        marked = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({marked})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class PdfFile:
    """A file in the making: its objects, and the fonts that are embedded at its end."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        # A font registers itself here as it does with a document of ReportLab's.
        self.fontMapping: dict[str, str] = {}
        self.delayedFonts: list[Any] = []

    def add(self, body: bytes | str) -> str:
        """Write an object; what refers to it."""
        return self.put(self.reserve(), body)

    def reserve(self) -> str:
        """What will refer to an object that is yet to be written by `put`."""
        self._bodies.append(b"null")
        return f"{len(self._bodies)} 0 R"

    def put(self, reference: str, body: bytes | str) -> str:
        """Write the object that a reference stands for; the reference."""
        place = int(reference.partition(" ")[0]) - 1
        self._bodies[place] = body if isinstance(body, bytes) else body.encode("ascii")
        return reference

    def fonts(self) -> str:
        """Embed the fonts; the dictionary that names them."""
        named = (font.embed(self, self.add) for font in self.delayedFonts)
        return f"<<{''.join(f'/{name} {reference}' for name, reference in named)}>>"

    def content(self, root: str, info: str, identity: str) -> bytes:
        """The finished file; `identity` are 32 hexadecimal digits that tell it from others."""
        parts = [_HEADER]
        for number, body in enumerate(self._bodies, 1):
            parts += (b"%d 0 obj\n" % number, body, b"\nendobj\n")
        ends = list(accumulate(map(len, parts)))
        places = "".join(f"{place:010d} 00000 n \n" for place in ends[:-1:3])
        count = len(self._bodies) + 1
        tail = (
            f"xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n"
            f"<</Size {count}/Root {root}/Info {info}/ID[<{identity}><{identity}>]>>\n"
            f"startxref\n{ends[-1]}\n%%EOF\n"
        )
        parts.append(tail.encode("ascii"))
        return b"".join(parts)
