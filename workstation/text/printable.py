"""Text made fit for paper, and the characters that paper cannot show.

Three sources of text that looks right on a screen and is wrong on paper are mended: radicals
standing for ideographs, private-use code points of GBK and GB 18030-2000 that GB 18030-2022 has
moved to real characters, and accents kept apart from their letters.

What the faces of printed forms have is listed in `fonts/coverage.toml`, so that a text can be
checked where it is typed, without opening a face.
"""

from __future__ import annotations

import tomllib
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import Final

from resources import read_text
from workstation.domain.refusal import Refusal

#: Characters drawn with another one's glyph, but copied out of the page as themselves; the page
#: adds the tick of a ticked box.
STAND_INS: Final = {"☐": "□", "☑": "□"}

#: Full-width Latin letters, figures and marks in their usual width. All else stays as it is: what
#: other forms are made of by their decomposition (ㄱ, ﹏) no face of the forms may have.
HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n") | {"\t": " "})
_BLANK = {ord("\n"): " ", 0x3000: " "}
#: Variation selectors.
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
#: Blanks of every width, and the fillers of Hangul, which are letters without a shape.
_SPACES = dict.fromkeys(
    [0xA0, 0x202F, 0x205F, *range(0x2000, 0x200B), 0x115F, 0x1160, 0x3164, 0xFFA0], " "
)
#: GB 18030 bytes FE59 to FEA0 and A6D9 to A6F3 that the 2022 edition moved out of private use.
_MOVED_2022 = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14,
    0xE792: 0xFE15, 0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19,
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5,
    0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F,
    0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip


def clean(text: str) -> str:
    """Return ``text`` as it is to be printed.

    Line ends become ``\\n``, every kind of blank a space (but the full-width one stays), and what
    has no shape of its own (controls, direction marks, variation selectors) is left out.
    """
    if text.isprintable() and (text.isascii() or _is_clean(text)):
        return text  # as nearly all are
    text = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    text = text.translate(_folded())
    if not unicodedata.is_normalized("NFC", text) and any(map(unicodedata.combining, text)):
        text = unicodedata.normalize("NFC", text)
    if text.translate(_BLANK).isprintable() and _SELECTORS.isdisjoint(text):
        return text
    return "".join(filter(_has_shape, text))


def is_blank(text: str) -> bool:
    """Whether nothing of a text would be seen on paper."""
    return not clean(text).strip()


def unprintable(text: str) -> str:
    """Return the characters of ``text`` that no face of the forms has, each once, in order."""
    cleaned = clean(text)
    if cleaned.isascii():
        return ""
    return "".join(filter(_is_missing, dict.fromkeys(cleaned.replace("\n", ""))))


def check_printable(field: str, text: str) -> None:
    """Raise ``Refusal('claim_unprintable')`` (field, character, code_point) for such a one."""
    for character in unprintable(text)[:1]:
        code_point = f"U+{ord(character):04X}"
        shown = "\ufffd" if unicodedata.category(character) == "Cs" else character
        raise Refusal("claim_unprintable", field=field, character=shown, code_point=code_point)


def is_rare(character: str) -> bool:
    """Whether only the face of rare ideographs has the character."""
    return _is_in("rare", ord(character))


def _is_missing(character: str) -> bool:
    code = ord(STAND_INS.get(character, character))
    return not (_is_in("ranges", code) or _is_in("rare", code))


def _is_in(faces: str, code: int) -> bool:
    firsts, lasts = _coverage(faces)
    place = bisect_right(firsts, code) - 1
    return place >= 0 and code <= lasts[place]


@cache
def _coverage(faces: str) -> tuple[list[int], list[int]]:
    """The first and the last code points of the ranges that some faces have, in order."""
    told = tomllib.loads(read_text("fonts/coverage.toml"))[faces].split()
    pairs = [one.partition("-") for one in told]
    firsts = [int(first, 16) for first, _, _ in pairs]
    return firsts, [int(last or first, 16) for first, _, last in pairs]


def _has_shape(character: str) -> bool:
    if character == "\n":
        return True
    return character not in _SELECTORS and unicodedata.category(character) not in ("Cc", "Cf")


def _is_clean(text: str) -> bool:
    """Whether a text without controls has nothing else that paper wants otherwise."""
    return _odd().isdisjoint(text) and unicodedata.is_normalized("NFC", text)


@cache
def _odd() -> frozenset[str]:
    """The characters that are printed as another one or not at all."""
    return frozenset(map(chr, _folded())) | _SELECTORS


@cache
def _folded() -> dict[int, str]:
    """Return the characters that are printed as another one."""
    folded: dict[int, str] = dict(_SPACES)
    radicals = tomllib.loads(read_text("fonts/radicals.toml"))["ideograph"]
    folded.update((int(code[2:], 16), ideograph) for code, ideograph in radicals.items())
    for code in range(0x2F00, 0x2FD6):
        folded.setdefault(code, unicodedata.normalize("NFKC", chr(code)))
    trail_bytes = [byte for byte in range(0x50, 0xA1) if byte != 0x7F]
    for place, byte in enumerate(trail_bytes):
        mapped = bytes((0xFE, byte)).decode("gb18030")
        if not 0xE000 <= ord(mapped) < 0xF900:
            folded[0xE815 + place] = folded.get(ord(mapped), mapped)
    folded.update((code, chr(moved)) for code, moved in _MOVED_2022.items())
    return folded
