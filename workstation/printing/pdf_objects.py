"""PDF objects written as ready bytes, for what ReportLab has no objects of its own."""

from __future__ import annotations

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc


class RawStream(pdfdoc.PDFObject):  # type: ignore[misc]
    """A PDF stream whose dictionary entries and bytes are written as they are."""

    __RefOnly__ = 1

    def __init__(self, entries: str, content: bytes) -> None:
        self.entries = entries
        self.content = content

    @classmethod
    def deflated(cls, content: bytes, entries: str = "") -> RawStream:
        """Return a stream that is compressed in the file."""
        return cls(f"{entries} /Filter /FlateDecode", zlib.compress(content))

    def format(self, document: Any) -> bytes:
        head = f"<<{self.entries} /Length {len(self.content)}>>\nstream\n"
        return head.encode("ascii") + self.content + b"\nendstream\n"


class RawDictionary(pdfdoc.PDFObject):  # type: ignore[misc]
    """A PDF dictionary: ready text, then entries that refer to other objects."""

    __RefOnly__ = 1

    def __init__(self, text: str, **references: Any) -> None:
        self.text = text
        self.references = references

    def format(self, document: Any) -> bytes:
        parts = [b"<<" + self.text.encode("ascii")]
        for key, value in self.references.items():
            parts.append(b"/" + key.encode("ascii") + b" " + pdfdoc.format(value, document))
        return b" ".join(parts) + b">>"
