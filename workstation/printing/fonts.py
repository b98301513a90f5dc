"""The fonts of printed forms, embedded glyph by glyph, and the refusal of unknown characters.

Each face becomes one composite font (Type0, Identity-H; ISO 32000-1, 9.7) with its own numbers
for the characters in the order of their first use, so that a form carries only what it shows.
The objects also serve ReportLab's canvas and flowables like any other dynamic font, once `canvas`
has made them known there. Behind both faces stands one with the rare ideographs of names and
places, opened when the first one comes.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final

from resources import path
from workstation.domain.refusal import Refusal
from workstation.printing.line_breaking import one_line
from workstation.printing.pdf_objects import deflated
from workstation.printing.rare_face import unpacked
from workstation.printing.typeface import Typeface
from workstation.text.printable import STAND_INS, is_rare

REGULAR = "ClaimSansSC-Regular"
BOLD = "ClaimSansSC-Bold"

_BATCH = 100  # entries that one section of a ToUnicode map may have
_FULL: Final = 1000  # the advance of nearly all glyphs
#: Under this name a document knows which glyphs it uses of which face.
_USES: Final = "faces_used"


class _Use(dict[str, str]):
    """Which glyphs one document uses: character to its code's digits, in the order of first use."""

    def __init__(self, glyph_of: Callable[[str], int]) -> None:
        super().__init__()
        self._glyph_of = glyph_of
        self.glyphs: list[int] = [0]
        self.internal_name = ""

    def __missing__(self, character: str) -> str:
        self.glyphs.append(self._glyph_of(character))
        code = self[character] = f"{len(self.glyphs) - 1:04X}"
        return code


class _Widths(dict[str, int]):
    """The advance widths of the characters that were asked for."""

    def __init__(self, found: Callable[[str], int]) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, character: str) -> int:
        width = self[character] = self._found(character)
        return width


class ClaimFont:
    """One face, for any number of documents at a time; what it lacks the face `behind` has."""

    # What ReportLab asks of a font:
    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False
    encName = "Identity-H"  # noqa: N815

    def __init__(self, face: Typeface, behind: Callable[[], ClaimFont] | None = None) -> None:
        self.typeface = face
        self._behind = behind
        self._own: set[str] = set()
        self.fontName = face.name
        metrics = face.metrics()
        self.face = _Face(face.name, metrics.ascent, metrics.descent)
        self.encoding = _Encoding()
        self._metrics = metrics
        self._glyphs: dict[str, int] = {}
        #: The advance width of one character in thousandths of the font size.
        #: Raises ``Refusal('glyph_missing')``.
        self.width: Callable[[str], int] = _Widths(self._advance).__getitem__

    def has(self, character: str) -> bool:
        """Return whether the font can show ``character``."""
        return self._has_glyph(character) or (self._behind is not None and is_rare(character))

    def missing(self, text: str) -> list[str]:
        """Return the characters of ``text`` that the font cannot show, each once, in order."""
        return [character for character in dict.fromkeys(text) if not self.has(character)]

    def text_width(self, text: str, size: float) -> float:
        """Return the width of ``text`` on one line at ``size``, in points, as a page shows it."""
        return one_line(text, self.width).width * size / 1000

    def runs(self, text: str) -> list[tuple[ClaimFont, str]]:
        """Return ``text`` in parts, each with the font that has all of its characters.

        Raises ``Refusal('glyph_missing')``.
        """
        if self._own.issuperset(text):
            return [(self, text)]
        found: list[tuple[ClaimFont, str]] = []
        for character in text:
            font = self._font_of(character)
            if found and found[-1][0] is font:
                found[-1] = (font, found[-1][1] + character)
            else:
                found.append((font, character))
        return found

    def operators(
        self,
        text: str,
        size: float,
        document: Any,
        moves: Iterable[tuple[int, int]] = (),
    ) -> str:
        """Return the operators that show ``text`` at the present place, fonts chosen by run.

        ``moves`` are (index, units): after that character, go right by so many thousandths of the
        size.
        """
        ends = dict(moves)  # in the order of the line
        if self._own.issuperset(text):
            name = self.resource_name(document)
            return f"{name} {size:g} Tf {self._array(text, 0, ends, document)}"
        shown: list[str] = []
        start = 0
        for font, part in self.runs(text):
            shown.append(f"{font.resource_name(document)} {size:g} Tf")
            shown.append(font._array(part, start, ends, document))
            start += len(part)
        return " ".join(shown)

    def _array(self, part: str, start: int, ends: dict[int, int], document: Any) -> str:
        """Return the operator that shows a run, whose first character is number ``start``."""
        digits = self.encode(part, document)
        if not ends:
            return f"<{digits}> Tj"
        items: list[str] = []
        begun = 0
        for place, units in ends.items():
            end = 4 * (place + 1 - start)
            if begun < end <= len(digits):
                items.append(f"<{digits[begun:end]}>{-units}")
                begun = end
        if begun < len(digits):
            items.append(f"<{digits[begun:]}>")
        return f"[{''.join(items)}] TJ"

    def encode(self, text: str, document: Any) -> str:
        """Return ``text`` as the hexadecimal digits of a PDF string, and embed its glyphs.

        All of its characters must be the face's own; see ``runs``.
        """
        return "".join(map(self._use(document).__getitem__, text))

    def resource_name(self, document: Any) -> str:
        """Return the name of the font inside ``document``, such as ``/F1``."""
        use = self._use(document)
        if not use.internal_name:
            use.internal_name = f"F{len(document.fontMapping) + 1}"
            document.fontMapping[self.fontName] = "/" + use.internal_name
            document.delayedFonts.append(self)
        return "/" + use.internal_name

    def embed(self, document: Any, add: Callable[[bytes], str]) -> tuple[str, str]:
        """Write the font, cut down to the used glyphs; its name inside `document`, its reference.

        `add` writes an object and returns what refers to it.
        """
        use: _Use = vars(document)[_USES].pop(self)
        digest = hashlib.sha256(repr(use.glyphs).encode()).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        name = f"{tag}+{self.fontName}"
        program = self.typeface.subset(use.glyphs)
        file = add(deflated(program, f"/Length1 {len(program)}"))
        unicode_map = add(deflated(_unicode_map(use)))
        descriptor = add(f"<<{self._descriptor(name)}/FontFile2 {file}>>".encode())
        descendant = add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/DW {_FULL}/W[{self._advances(use.glyphs)}]/FontDescriptor {descriptor}>>".encode()
        )
        font = add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {unicode_map}>>".encode()
        )
        return use.internal_name, font

    # The names below are ReportLab's.

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """Return the width of ``text`` in points, as ReportLab asks for it."""
        shown = text if isinstance(text, str) else text.decode(encoding)
        return sum(map(self.width, shown)) * size / 1000

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """Return ``text`` encoded, as ReportLab's canvas asks for it."""
        parts = self.runs(text)
        return [(int(font is not self), bytes.fromhex(font.encode(t, doc))) for font, t in parts]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """Return the name of the font inside ``doc``, as ReportLab's canvas asks for it."""
        font = self._behind() if subset and self._behind is not None else self
        return font.resource_name(doc)

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font, cut down to the used glyphs, into ``doc``."""
        from workstation.printing.canvas import adder

        name, reference = self.embed(doc, adder(doc))
        doc.idToObject["BasicFonts"].dict[name] = reference

    def _advances(self, glyphs: list[int]) -> str:
        """The widths of the glyphs that are not as wide as most, by runs of their codes."""
        widths = list(map(self.typeface.width, glyphs))
        narrow = (code for code, width in enumerate(widths) if width != _FULL)
        runs = groupby(enumerate(narrow), lambda numbered: numbered[1] - numbered[0])
        told = ([code for _, code in run] for _, run in runs)
        return "".join(f"{run[0]}[{' '.join(str(widths[code]) for code in run)}]" for run in told)

    def _descriptor(self, name: str) -> str:
        metrics = self._metrics
        box = " ".join(map(str, metrics.box))
        return (
            f"/Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]"
            f"/ItalicAngle {metrics.italic_angle}/Ascent {metrics.ascent}"
            f"/Descent {metrics.descent}/CapHeight {metrics.cap_height}"
            f"/StemV {80 if metrics.weight < 600 else 140}"
        )

    def _has_glyph(self, character: str) -> bool:
        return self.typeface.glyph_of(ord(STAND_INS.get(character, character))) is not None

    def _font_of(self, character: str) -> ClaimFont:
        if character in self._own:
            return self
        if self._has_glyph(character):
            self._own.add(character)
            return self
        if self._behind is not None and is_rare(character):
            return self._behind()
        raise missing_glyph(character)

    def _glyph(self, character: str) -> int:
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self.typeface.glyph_of(ord(STAND_INS.get(character, character)))
            if glyph is None:
                raise missing_glyph(character)
            self._glyphs[character] = glyph
        return glyph

    def _advance(self, character: str) -> int:
        font = self._font_of(character)
        if font is self:
            return self.typeface.width(self._glyph(character))
        return font.width(character)

    def _use(self, document: Any) -> _Use:
        uses: dict[ClaimFont, _Use] = vars(document).setdefault(_USES, {})
        use = uses.get(self)
        if use is None:
            use = uses[self] = _Use(self._glyph)
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


def _unicode_map(codes: dict[str, str]) -> bytes:
    """Return the map from codes back to characters (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code}> <{_utf_16(character)}>" for character, code in codes.items()]
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


@lru_cache(maxsize=4096)
def _utf_16(character: str) -> str:
    return character.encode("utf-16-be").hex().upper()


def missing_glyph(character: str) -> Refusal:
    """Return the refusal that names a character that no font has; half a surrogate pair is "\ufffd"."""
    shown = "\ufffd" if 0xD800 <= ord(character) <= 0xDFFF else character
    return Refusal("glyph_missing", character=shown, code_point=f"U+{ord(character):04X}")


_opening = threading.RLock()


@cache
def _opened(name: str) -> ClaimFont:
    return ClaimFont(Typeface(path(f"fonts/{name}.ttf")), _rare)


@cache
def _rare_opened() -> ClaimFont:
    return ClaimFont(Typeface(unpacked()))


def _rare() -> ClaimFont:
    """The face with the rare ideographs, opened once."""
    with _opening:
        return _rare_opened()


_open: dict[str, ClaimFont] = {}


def claim_font(name: str = REGULAR) -> ClaimFont:
    """Return the font ``REGULAR`` or ``BOLD``, opened once for the whole process."""
    font = _open.get(name)
    if font is None:
        with _opening:
            font = _open[name] = _opened(name)
    return font
