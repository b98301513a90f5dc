"""The fonts of printed forms, embedded glyph by glyph, and the refusal of unknown characters.

Each face becomes one composite font (Type0, Identity-H; ISO 32000-1, 9.7) with its own numbers
for the characters in the order of their first use, so that a form carries only what it shows.
The objects also serve ReportLab's canvas and flowables like any other dynamic font.
"""

from __future__ import annotations

import hashlib
import threading
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from resources import path
from workstation.domain.refusal import Refusal
from workstation.printing.pdf_objects import RawDictionary, RawStream
from workstation.printing.typeface import Typeface
from workstation.text.printable import STAND_INS

REGULAR = "ClaimSansSC-Regular"
BOLD = "ClaimSansSC-Bold"

_BATCH = 100  # entries that one section of a ToUnicode map may have


class _Use:
    """Which glyphs one document uses: character to code, in the order of first use."""

    __slots__ = ("codes", "glyphs", "internal_name")

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.glyphs: list[int] = [0]
        self.internal_name = ""


class ClaimFont:
    """One face, for any number of documents at a time."""

    # What ReportLab asks of a font:
    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False
    encName = "Identity-H"  # noqa: N815

    def __init__(self, face: Typeface) -> None:
        self.typeface = face
        self.fontName = face.name
        metrics = face.metrics()
        self.face = _Face(face.name, metrics.ascent, metrics.descent)
        self.encoding = _Encoding()
        self._metrics = metrics
        self._uses: WeakKeyDictionary[Any, _Use] = WeakKeyDictionary()
        self._width_of: dict[str, int] = {}

    def has(self, character: str) -> bool:
        """Return whether the font can show ``character``."""
        return ord(STAND_INS.get(character, character)) in self.typeface.glyph_of

    def missing(self, text: str) -> list[str]:
        """Return the characters of ``text`` that the font cannot show, each once, in order."""
        return [character for character in dict.fromkeys(text) if not self.has(character)]

    def width(self, character: str) -> int:
        """Return the advance width of one character in thousandths of the font size.

        Raises ``Refusal('glyph_missing')``.
        """
        known = self._width_of.get(character)
        if known is None:
            known = self.typeface.width(self._glyph(character))
            self._width_of[character] = known
        return known

    def text_width(self, text: str, size: float) -> float:
        """Return the width of ``text`` at ``size`` in points."""
        return sum(map(self.width, text)) * size / 1000

    def encode(self, text: str, document: Any) -> str:
        """Return ``text`` as the hexadecimal digits of a PDF string, and embed its glyphs."""
        use = self._use(document)
        codes = use.codes
        digits = []
        for character in text:
            code = codes.get(character)
            if code is None:
                glyph = self._glyph(character)
                code = codes[character] = len(use.glyphs)
                use.glyphs.append(glyph)
            digits.append(f"{code:04X}")
        return "".join(digits)

    def resource_name(self, document: Any) -> str:
        """Return the name of the font inside ``document``, such as ``/F1``."""
        use = self._use(document)
        if not use.internal_name:
            use.internal_name = f"F{len(document.fontMapping) + 1}"
            document.fontMapping[self.fontName] = "/" + use.internal_name
            document.delayedFonts.append(self)
        return "/" + use.internal_name

    # The names below are ReportLab's.

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """Return the width of ``text`` in points, as ReportLab asks for it."""
        return self.text_width(text if isinstance(text, str) else text.decode(encoding), size)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """Return ``text`` encoded, as ReportLab's canvas asks for it."""
        return [(0, bytes.fromhex(self.encode(text, doc)))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """Return the name of the font inside ``doc``, as ReportLab's canvas asks for it."""
        return self.resource_name(doc)

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font, cut down to the used glyphs, into ``doc``."""
        use = self._uses.pop(doc)
        digest = hashlib.sha256(repr(use.glyphs).encode()).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        name = f"{tag}+{self.fontName}"
        program = self.typeface.subset(use.glyphs)
        file = doc.Reference(RawStream.deflated(program, f"/Length1 {len(program)}"))
        unicode_map = doc.Reference(RawStream.deflated(_unicode_map(use.codes)))
        descriptor = doc.Reference(RawDictionary(self._descriptor(name), FontFile2=file))
        widths = " ".join(str(self.typeface.width(glyph)) for glyph in use.glyphs)
        descendant = RawDictionary(
            f"/Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity"
            " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /DW 1000 /W [0 [{widths}]]",
            FontDescriptor=descriptor,
        )
        font = RawDictionary(
            f"/Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(descendant)]),
            ToUnicode=unicode_map,
        )
        doc.idToObject["BasicFonts"].dict[use.internal_name] = doc.Reference(font)

    def _descriptor(self, name: str) -> str:
        metrics = self._metrics
        box = " ".join(map(str, metrics.box))
        return (
            f"/Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}]"
            f" /ItalicAngle {metrics.italic_angle} /Ascent {metrics.ascent}"
            f" /Descent {metrics.descent} /CapHeight {metrics.cap_height}"
            f" /StemV {80 if metrics.weight < 600 else 140}"
        )

    def _glyph(self, character: str) -> int:
        glyph = self.typeface.glyph_of.get(ord(STAND_INS.get(character, character)))
        if glyph is None:
            raise missing_glyph(character)
        return glyph

    def _use(self, document: Any) -> _Use:
        use = self._uses.get(document)
        if use is None:
            use = self._uses[document] = _Use()
        return use


class _Face:
    """The few facts that ReportLab reads from a font's face."""

    builtIn = 0  # noqa: N815

    def __init__(self, name: str, ascent: int, descent: int) -> None:
        self.name = name
        self.ascent = ascent
        self.descent = descent


class _Encoding:
    name = "UTF-8"


def _unicode_map(codes: dict[str, int]) -> bytes:
    """Return the map from codes back to characters (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for character, code in codes.items()
    ]
    sections = []
    for start in range(0, len(entries), _BATCH):
        part = entries[start : start + _BATCH]
        sections.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "\n".join(sections)
        + "\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode("ascii")


def missing_glyph(character: str) -> Refusal:
    """Return the refusal that names a character that no font has."""
    return Refusal("glyph_missing", character=character, code_point=f"U+{ord(character):04X}")


_opening = threading.Lock()


@cache
def _opened(name: str) -> ClaimFont:
    font = ClaimFont(Typeface(path(f"fonts/{name}.ttf")))
    pdfmetrics.registerFont(font)
    return font


def claim_font(name: str = REGULAR) -> ClaimFont:
    """Return the font ``REGULAR`` or ``BOLD``, opened once for the whole process."""
    with _opening:
        return _opened(name)
