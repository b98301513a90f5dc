"""ReportLab's canvas with our faces, for single pages that are no forms."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from workstation.printing.fonts import BOLD, REGULAR, claim_font


def drawn_page(out: BytesIO, size: tuple[float, float], **told: Any) -> Any:
    """A canvas of one page of `size` points; `told` is what ReportLab's canvas takes besides."""
    register_faces()
    canvas = Canvas(
        out, pagesize=size, pageCompression=0, invariant=1, initialFontName=REGULAR, **told
    )
    canvas._doc.defaultStreamFilters = [pdfdoc.PDFZCompress]
    return canvas


def register_faces() -> None:
    """Make both faces known to ReportLab by their names."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(claim_font(name))


def adder(document: Any) -> Callable[[bytes], str]:
    """What writes an object into a document of ReportLab's and returns what refers to it."""

    def add(body: bytes) -> str:
        reference: bytes = document.Reference(_Ready(body)).format(document)
        return reference.decode("ascii")

    return add


class _Ready(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are written as they are."""

    __RefOnly__ = 1

    def __init__(self, body: bytes) -> None:
        self._body = body

    def format(self, _document: Any) -> bytes:
        return self._body
