"""Pages of a PDF file as pictures for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from workstation.domain.refusal import Refusal
from workstation.pdf_turn import TURN


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A picture of a page: 32 bits a pixel, blue first, opaque; ``stride`` bytes to a row."""

    width: int
    height: int
    stride: int
    bgra: bytes


def page_count(path: Path) -> int:
    """Return the number of pages; raises ``Refusal('pdf_unreadable')``."""
    with TURN, _opened(path) as document:
        return len(document)


def render_page(path: Path, index: int, dpi: float = 96) -> RenderedPage:
    """Return page ``index`` (from 0) at ``dpi`` dots to the inch.

    Raises ``Refusal('pdf_unreadable')`` for a file that is no PDF and
    ``Refusal('pdf_page_missing')`` for a page that is not there.
    """
    with TURN, _opened(path) as document:
        if not 0 <= index < len(document):
            raise Refusal("pdf_page_missing", path=str(path), index=index, pages=len(document))
        page = document[index]
        bitmap = page.render(scale=dpi / 72, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA)
        try:
            return RenderedPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
            page.close()


def text_lines(path: Path) -> list[str]:
    """The lines of text of all pages, as they can be extracted; raises as `page_count`."""
    found: list[str] = []
    with TURN, _opened(path) as document:
        for page in document:
            text = page.get_textpage()
            try:
                found += [line.strip() for line in text.get_text_bounded().splitlines()]
            finally:
                text.close()
                page.close()
    return [line for line in found if line]


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(path)
        document.init_forms()  # blocks of signatures are fields of a form
        return document
    except (pypdfium2.PdfiumError, OSError) as problem:
        raise Refusal("pdf_unreadable", path=str(path), problem=str(problem)) from problem
