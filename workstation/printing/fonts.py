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
from functools import cache
from itertools import groupby
from typing import Any, Final

from resources import path
from workstation.domain.refusal import Refusal
from workstation.printing.font_use import ElsewhereError, FontUse, Widths, array_of, unicode_map
from workstation.printing.line_breaking import one_line
from workstation.printing.pdf_objects import deflated
from workstation.printing.typeface import Typeface
from workstation.text.printable import STAND_INS, is_rare

REGULAR = "ClaimSansSC-Regular"
BOLD = "ClaimSansSC-Bold"

_FULL: Final = 1000  # the advance of nearly all glyphs


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
        self.width: Callable[[str], int] = Widths(self._advance).__getitem__

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
        use = self._use(document)
        try:
            digits = "".join(map(use.__getitem__, text))
        except ElsewhereError:
            return self._in_runs(text, size, document, moves)
        chosen = use.chosen.get(size) or self._chosen(size, document)
        return f"{chosen} {array_of(digits, 0, moves)}"

    def _in_runs(
        self, text: str, size: float, document: Any, moves: Iterable[tuple[int, int]]
    ) -> str:
        """What `operators` returns for a text that several faces show."""
        shown: list[str] = []
        ends = tuple(moves)  # in the order of the line
        start = 0
        for font, part in self.runs(text):
            shown.append(font._chosen(size, document))
            shown.append(array_of(font.encode(part, document), start, ends))
            start += len(part)
        return " ".join(shown)

    def _chosen(self, size: float, document: Any) -> str:
        chosen = f"{self.resource_name(document)} {size:g} Tf"
        self._use(document).chosen[size] = chosen
        return chosen

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
        use: FontUse = document.faces_used.pop(self)
        digest = hashlib.sha256(repr(use.glyphs).encode()).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        name = f"{tag}+{self.fontName}"
        program = self.typeface.subset(use.glyphs)
        file = add(deflated(program, f"/Length1 {len(program)}"))
        characters = add(deflated(unicode_map(use)))
        descriptor = add(f"<<{self._descriptor(name)}/FontFile2 {file}>>".encode())
        descendant = add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/DW {_FULL}/W[{self._advances(use)}]/FontDescriptor {descriptor}>>".encode()
        )
        font = add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {characters}>>".encode()
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

    def _advances(self, use: FontUse) -> str:
        """The widths of the glyphs that are not as wide as most, by runs of their codes."""
        widths = [self.typeface.width(0), *map(self.width, use)]
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

    def is_own(self, character: str) -> bool:
        """Return whether the face itself has the character."""
        if character in self._own:
            return True
        if self._has_glyph(character):
            self._own.add(character)
            return True
        return False

    def _font_of(self, character: str) -> ClaimFont:
        if self.is_own(character):
            return self
        if self._behind is not None and is_rare(character):
            return self._behind()
        raise missing_glyph(character)

    def glyph(self, character: str) -> int:
        """Return the number of the face's own glyph. Raises ``Refusal('glyph_missing')``."""
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
            return self.typeface.width(self.glyph(character))
        return font.width(character)

    def _use(self, document: Any) -> FontUse:
        try:
            return document.faces_used[self]  # type: ignore[no-any-return]
        except (AttributeError, KeyError):
            uses: dict[ClaimFont, FontUse] = vars(document).setdefault("faces_used", {})
            use = uses[self] = FontUse(self)
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
    from workstation.printing.rare_face import unpacked  # its packing loads with the first such one

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
