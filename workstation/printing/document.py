"""A PDF file in the making: pages of drawing operators, fonts, and what archives ask for.

The file is laid out as PDF/A-3u asks (ISO 19005-3): all fonts embedded with their Unicode maps,
an output intent, XMP metadata that agrees with the information dictionary. Equal content and
time give equal bytes.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import resources
from workstation.printing.bookmarks import Bookmarks
from workstation.printing.document_facts import PRODUCER, Facts, plain, xmp
from workstation.printing.fonts import BOLD, REGULAR, ClaimFont, claim_font
from workstation.printing.line_breaking import Line, one_line
from workstation.printing.pdf_objects import PdfFile, deflated, stream, string
from workstation.printing.pictures import Jpeg

#: A4 in points.
PAGE_WIDTH = 595.276
PAGE_HEIGHT = 841.89
#: What a file of bytes is opened with where the system would alter line ends.
_BINARY = getattr(os, "O_BINARY", 0)

_TICK = ((0.2, 0.36), (0.42, 0.1), (0.84, 0.72))  # in sizes of the font, from the box's corner


class Page:
    """One page; places are points from its top left corner, texts sit on their baseline.

    A shade, a pen and a font hold until another is told (ISO 32000-1, 8.4), but in what stands
    between ``q`` and ``Q``.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._operators: list[str] = []
        self._shade, self._pen, self._font = 0.0, 1.0, ""
        #: The names of the pictures that stand on the page.
        self.pictures: list[str] = []

    def text(
        self,
        left: float,
        baseline: float,
        text: str | Line,
        size: float = 9,
        *,
        bold: bool = False,
        gray: float = 0,
    ) -> None:
        """Write one line of text."""
        font = self._document.bold if bold else self._document.regular
        line = one_line(text, font.width) if isinstance(text, str) else text
        if not line.text:
            return
        left -= line.lead * size / 1000
        bottom = PAGE_HEIGHT - baseline
        shown = font.operators(line.text, size, self._document.pdf, line.moves)
        told, _, first = shown.partition(" Tf ")
        if told == self._font:
            shown = first
        self._font = told if " Tf " not in first else ""
        ink = self._inked(gray)
        self._operators.append(f"{ink}BT {left:.2f} {bottom:.2f} Td {shown} ET")
        if "☑" in line.text:
            self._ticks(left, bottom, line, font, size)

    def rule(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        width: float = 0.5,
        dash: str = "",
    ) -> None:
        """Draw a straight line; ``dash`` is a PDF dash array such as ``3 2``."""
        self._operators.append(
            f"q {width:g} w [{dash}] 0 d {left:.2f} {PAGE_HEIGHT - top:.2f} m"
            f" {right:.2f} {PAGE_HEIGHT - bottom:.2f} l S Q"
        )

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        line: float = 0.5,
        fill: float | None = None,
    ) -> None:
        """Draw a rectangle, first filled with a shade (0 black, 1 white), then outlined."""
        shape = f"{left:.2f} {PAGE_HEIGHT - top - height:.2f} {width:.2f} {height:.2f} re"
        told = "" if fill is None else self._inked(fill)
        if line != self._pen and line:
            self._pen = line
            told += f"{line:g} w "
        if fill is not None or line:
            paint = "S" if fill is None else "B" if line else "f"
            self._operators.append(f"{told}{shape} {paint}")

    def bars(
        self,
        left: float,
        top: float,
        bars: tuple[tuple[int, int], ...],
        module: float,
        height: float,
    ) -> None:
        """Draw the bars of a code, ``module`` points to the module."""
        bottom = PAGE_HEIGHT - top - height
        shapes = " ".join([f"{start} 0 {width} 1 re" for start, width in bars])
        self._operators.append(
            f"{self._inked(0)}q {module:.4f} 0 0 {height:.3f} {left:.3f} {bottom:.3f} cm {shapes} f Q"
        )

    def picture(self, left: float, top: float, width: float, height: float, picture: Jpeg) -> None:
        """Draw a picture into a rectangle, whose shape should be its own."""
        name = self._document.picture_name(picture)
        if name not in self.pictures:
            self.pictures.append(name)
        bottom = PAGE_HEIGHT - top - height
        self._operators.append(
            f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q"
        )

    def upright(self, left: float, bottom: float, text: str, size: float, *, gray: float) -> None:
        """Write one line of text from below to above."""
        shown = self._document.regular.operators(text, size, self._document.pdf)
        ink, self._font = self._inked(gray), ""
        self._operators.append(
            f"{ink}BT 0 1 -1 0 {left:.2f} {PAGE_HEIGHT - bottom:.2f} Tm {shown} ET"
        )

    def stamp(self, text: str, size: float) -> None:
        """Write hollow grey letters across the page, as over a paper that is void.

        A white edge sets them off from photographs of any shade; for readers of text it is empty.
        """
        font = self._document.bold
        width = font.text_width(text, size)
        shown = font.operators(text, size, self._document.pdf)
        slope = 0.7071
        left = PAGE_WIDTH / 2 - slope * (width - size * 0.7) / 2
        bottom = PAGE_HEIGHT / 2 - slope * (width + size * 0.7) / 2
        written = f"BT 1 Tr {slope} {slope} -{slope} {slope} {left:.2f} {bottom:.2f} Tm {shown} ET"
        edge = f"/Span <</ActualText ()>> BDC 1 G 2.8 w {written} EMC"
        self._operators.append(f"q 1 j {edge} 0.45 G 1.6 w {written} Q")

    def close(self) -> None:
        """Let go of what was drawn, and of the document: a circle would hold it in memory."""
        del self._document
        self._operators.clear()

    def raw(self) -> list[str]:
        """Return the operators of the page."""
        return self._operators

    def _inked(self, shade: float) -> str:
        """What tells the shade of letters and grounds, 0 black and 1 white, if it is another one."""
        if shade == self._shade:
            return ""
        self._shade = shade
        return f"{shade:g} g "

    def _ticks(self, left: float, bottom: float, line: Line, font: ClaimFont, size: float) -> None:
        """Draw the ticks of ticked boxes, whose glyphs are empty boxes."""
        moves = dict(line.moves)
        place = 0
        for index, character in enumerate(line.text):
            if character == "☑":
                corner = left + place * size / 1000
                points = [f"{corner + x * size:.2f} {bottom + y * size:.2f}" for x, y in _TICK]
                self._operators.append(
                    f"q {size * 0.11:.2f} w 1 j {points[0]} m {points[1]} l {points[2]} l S Q"
                )
            place += font.width(character) + moves.get(index, 0)


class Document:
    """A PDF file that is being drawn."""

    def __init__(self, facts: Facts) -> None:
        self.facts = replace(facts, title=plain(facts.title), author=plain(facts.author))
        self.regular = claim_font(REGULAR)
        self.bold = claim_font(BOLD)
        self.pages: list[Page] = []
        self.pdf = PdfFile()
        self._digest = hashlib.sha256(repr(facts).encode())
        self._bookmarks = Bookmarks()
        self._sheets: list[str] = []
        self._pictures: dict[str, str] = {}
        self._references: dict[str, str] = {}
        self._fonts, self._tree = self.pdf.reserve(), self.pdf.reserve()

    def mark(self, title: str, level: int = 0, label: str = "") -> None:
        """Bookmark the next page; from it on a viewer numbers pages as `label` 1, 2 …"""
        self._bookmarks.mark(len(self.pages), plain(title), level, plain(label))

    def new_page(self) -> Page:
        """Return a further page, empty."""
        page = Page(self)
        self.pages.append(page)
        return page

    def picture_name(self, picture: Jpeg) -> str:
        """Return the name under which a picture stands in the file, once for the same content."""
        name = self._pictures.get(picture.sha256)
        if name is None:
            name = self._pictures[picture.sha256] = f"P{len(self._pictures) + 1}"
            space = "/DeviceGray" if picture.components == 1 else "/DeviceRGB"
            entries = (
                f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}"
                f"/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode"
            )
            self._references[name] = self.pdf.add(stream(entries, picture.content))
            self._digest.update(picture.sha256.encode())
        return name

    def content(self) -> bytes:
        """Return the finished file; the document cannot be drawn on any more."""
        self.settle()
        pages = f"<</Type/Pages/Count {len(self._sheets)}/Kids[{' '.join(self._sheets)}]>>"
        self.pdf.put(self._tree, pages)
        self.pdf.put(self._fonts, self.pdf.fonts())
        return self.pdf.content(*self._stated(), self._digest.hexdigest()[:32])

    def settle(self) -> None:
        """Finish the pages there are: packed they take little memory, and bear no more drawing."""
        for page in self.pages[len(self._sheets) :]:
            drawn = "\n".join(page.raw()).encode("ascii")
            self._digest.update(drawn)
            shown = "".join(f"/{name} {self._references[name]}" for name in page.pictures)
            pictures = f"/XObject<<{shown}>>" if shown else ""
            self._sheets.append(
                self.pdf.add(
                    f"<</Type/Page/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]/Parent {self._tree}"
                    f"/Contents {self.pdf.add(deflated(drawn))}"
                    f"/Resources<</Font {self._fonts}{pictures}>>>>"
                )
            )
            page.close()

    def _stated(self) -> tuple[str, str]:
        """Write metadata, output intent and time; the references of catalog and information."""
        facts, pdf = self.facts, self.pdf
        moment = time.gmtime(facts.made_at // 1000)
        metadata = pdf.add(stream("/Type/Metadata/Subtype/XML", xmp(facts, moment)))
        intent = pdf.add(
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {pdf.add(_profile())}>>"
        )
        catalog = pdf.add(
            f"<</Type/Catalog/Pages {self._tree}/Lang{string(facts.language)}/Metadata {metadata}"
            f"/OutputIntents[{intent}]/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>"
            f"{self._bookmarks.entries(pdf, self._sheets)}>>"
        )
        # Only what the XMP metadata states too.
        date = time.strftime("(D:%Y%m%d%H%M%S+00'00')", moment)
        information = pdf.add(
            f"<</Title{string(facts.title)}/Author{string(facts.author)}/Creator({PRODUCER})"
            f"/Producer({PRODUCER})/CreationDate{date}/ModDate{date}>>"
        )
        return catalog, information


@cache
def _profile() -> bytes:
    """The colours that a file's numbers stand for, packed once for all files."""
    profile = resources.path("forms/sRGB.icc").read_bytes()
    return deflated(profile, "/N 3/Alternate/DeviceRGB")


def write_whole(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target`` so that the old file or the whole new one stands there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
