"""What is to be known of a finished form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A finished PDF: number of pages, SHA-256 in hexadecimal, size in bytes.

    ``code`` is what its QR code holds, "" where it has none.
    """

    pages: int
    sha256: str
    size: int
    template_version: str = ""
    code: str = ""
