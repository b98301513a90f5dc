"""Text made fit for paper: invisible characters out, one character for one glyph.

Three sources of text that looks right on a screen and is wrong on paper are mended: radicals
standing for ideographs, private-use code points of GBK and GB 18030-2000 that GB 18030-2022 has
moved to real characters, and accents kept apart from their letters.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar, cast

from resources import read_text

#: What stands for a character that no font has, when the user asked to print all the same.
GETA = "〓"

_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n") | {"\t": " "})
_SPACES = dict.fromkeys([0xA0, 0x202F, 0x205F, *range(0x2000, 0x200B)], " ")
#: GB 18030 bytes FE59 to FEA0 and A6D9 to A6F3 that the 2022 edition moved out of private use.
_MOVED_2022 = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14,
    0xE792: 0xFE15, 0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19,
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5,
    0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F,
    0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip

T = TypeVar("T")


def clean(text: str) -> str:
    """Return ``text`` as it is to be printed.

    Line ends become ``\\n``, every kind of blank a space (but the full-width one stays), and what
    has no shape of its own (controls, direction marks, variation selectors) is left out.
    """
    text = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    text = text.translate(_folded())
    if any(unicodedata.combining(character) for character in text):
        text = unicodedata.normalize("NFC", text)
    return "".join(filter(_has_shape, text))


def map_texts(record: T, change: Callable[[str], str]) -> T:
    """Return a copy of a dataclass record with ``change`` applied to every text, at any depth."""
    if isinstance(record, str):
        return cast(T, change(record))
    if isinstance(record, tuple):
        return cast(T, tuple(map_texts(part, change) for part in record))
    if is_dataclass(record) and not isinstance(record, type):
        names = [field.name for field in fields(record)]
        changed = {name: map_texts(getattr(record, name), change) for name in names}
        return replace(record, **changed)
    return record


def texts_of(record: object) -> list[str]:
    """Return every text in a dataclass record, at any depth."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    map_texts(record, note)
    return found


def _has_shape(character: str) -> bool:
    if character == "\n":
        return True
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return False
    return unicodedata.category(character) not in ("Cc", "Cf")


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
