"""PDFs as evidence: what one holds, and its pages as pictures. Scripts in it are never run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2
from PIL import Image

from workstation.domain.picture_rules import PictureRules
from workstation.domain.refusal import Refusal
from workstation.pdf_turn import TURN
from workstation.pictures.opening import readable

_LOCKED: Final = 4  # FPDF_ERR_PASSWORD
_ACTIVE: Final = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")


def look_into(content: bytes, name: str, rules: PictureRules) -> tuple[int, int, int, bool]:
    """Pages, width and height of the first in points, and whether it holds scripts or files.

    Raises `Refusal`: picture_locked, picture_pages, picture_broken.
    """
    with _document(content, name, rules) as document:
        pages = len(document)
        if pages > rules.pages:
            raise Refusal("picture_pages", name=name, pages=pages, most=rules.pages)
        if not pages:
            raise Refusal("picture_broken", name=name, reason="0 pages")
        width, height = document.get_page_size(0)
        raw = pypdfium2.raw
        holds = raw.FPDFDoc_GetJavaScriptActionCount(document) > 0
        holds = holds or raw.FPDFDoc_GetAttachmentCount(document) > 0
    active = holds or any(word in content for word in _ACTIVE)
    return pages, max(1, round(width)), max(1, round(height)), active


def page_picture(
    content: bytes, page: int, room: tuple[int, int], name: str, rules: PictureRules
) -> Image.Image:
    """A page (from 0) as a picture as large as there is room, in pixels.

    Raises `Refusal`: picture_locked, picture_broken, pdf_page_missing.
    """
    with _document(content, name, rules) as document:
        if not 0 <= page < len(document):
            raise Refusal("pdf_page_missing", path=name, index=page, pages=len(document))
        shown = document[page]
        try:
            wide, high = shown.get_size()
            if not min(wide, high) > 0:
                raise Refusal("picture_broken", name=name, reason="0 pt")
            bitmap = shown.render(scale=min(room[0] / wide, room[1] / high), may_draw_forms=False)
            try:
                seen: Image.Image = bitmap.to_pil()
                return seen.convert("RGB").copy()
            finally:
                bitmap.close()
        finally:
            shown.close()


@contextmanager
def _document(content: bytes, name: str, rules: PictureRules) -> Iterator[pypdfium2.PdfDocument]:
    with TURN, readable(name, rules):
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", 0) == _LOCKED:
                raise Refusal("picture_locked", name=name) from error
            raise
        try:
            yield document
        finally:
            document.close()
