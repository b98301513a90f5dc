"""Reference pages: how forms are meant to look.

``python -m tests.printing.reference_pages`` writes them anew after a wanted change; look at every
picture before it is committed.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image

from tests.workstation.printing.forms import empty, longest, ordinary
from workstation.printing.claim_form import render_claim_form
from workstation.printing.preview import page_count, render_page

FOLDER = Path(__file__).parent / "reference"
DPI = 60
FORMS = {
    "ordinary": ordinary,
    "unapproved": lambda: replace(ordinary(), serial=None, approved=False, reprint=1),
    "longest": longest,
    "empty": empty,
}


def pages_of(name: str) -> list[Image.Image]:
    """Return the pages of the form ``name`` in shades of grey."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "form.pdf"
        render_claim_form(FORMS[name](), target)
        pages = []
        for index in range(page_count(target)):
            page = render_page(target, index, DPI)
            size = (page.width, page.height)
            picture = Image.frombuffer("RGBA", size, page.bgra, "raw", "BGRA", page.stride, 1)
            pages.append(picture.convert("L"))
    return pages


def write() -> None:
    """Write all reference pages."""
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name in FORMS:
        for number, page in enumerate(pages_of(name), 1):
            page.quantize(16).save(FOLDER / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    write()
