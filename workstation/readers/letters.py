"""How much decoded text looks like something that people write."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workstation.readers.words import rule_words

#: Encodings with several bytes to a character that are tried one by one.
MULTIBYTE: Final = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_MARK: Final = "aftercare.mark"
_FOREIGN: Final = r"(?:[^\W\d_A-Za-z]|[\u0591-\u05c7\u064b-\u0652\u0e31-\u0e4e])"
_MIXED: Final = re.compile(rf"[A-Za-z]{_FOREIGN}|{_FOREIGN}[A-Za-z]")
_PUNCTUATION: Final = frozenset("，。、；：？！“”‘’（）《》【】「」『』—…·～￥％／－＋ 　○●★☆→")


@dataclass(frozen=True, slots=True)
class _Script:
    """What text of one encoding is made of: the usual letters, and the very frequent ones."""

    usual: Callable[[str], bool]
    frequent: frozenset[str]
    share: float  # of frequent letters in ordinary prose


def single_byte_candidates() -> tuple[str, ...]:
    """Name the single-byte encodings that are tried, Western European first."""
    return ("cp1252", *_SCRIPTS, *(name for name in _LATIN if name != "cp1252"))


_SCRIPTS: Final = {
    "cp1251": ("cyrillic", "\u0401", "\u0451"),
    "koi8-r": ("cyrillic", "\u0401", "\u0451"),
    "cp1253": ("greek", "\u0386", "\u03ce"),
    "cp1255": ("hebrew", "\u05d0", "\u05ea"),
    "cp1256": ("arabic", "\u0621", "\u0652"),
    "cp874": ("thai", "\u0e01", "\u0e5b"),
}
_LATIN: Final = {"cp1252": 0.03, "cp1250": 0.0, "cp1254": 0.0}


def plausibility(sample: bytes, encoding: str) -> float:
    """Return from 0 to 1 how well `sample`, read as `encoding`, looks like written language."""
    text = sample.decode(encoding, _MARK)
    foreign = [char for char in text if char > "\x7f"]
    if not foreign:
        return 0.0
    bad = sum(_senseless(char) for char in foreign) / len(foreign)
    if encoding in _LATIN:
        good = _latin_share(text, encoding) + _LATIN[encoding]
    else:
        good = _script_share(foreign, _script(encoding))
        if encoding in _SCRIPTS:  # words of these languages hold no plain letters
            good -= len(_MIXED.findall(text)) / len(foreign)
    return max(0.0, good - 2 * bad)


def _senseless(char: str) -> bool:
    return "\x80" <= char <= "\x9f" or "\ud800" <= char <= "\uf8ff" or char == "\ufffd"


def _script_share(foreign: list[str], script: _Script) -> float:
    spoken = [char for char in foreign if char not in _PUNCTUATION]
    if not spoken:
        return 0.6
    usual = sum(script.usual(char) for char in spoken) / len(spoken)
    frequent = sum(char in script.frequent for char in spoken) / len(spoken)
    return 0.5 * usual + 0.5 * min(1.0, frequent / script.share)


def _latin_share(text: str, encoding: str) -> float:
    """Return the share of accented letters of the language that stand beside plain ones."""
    letters = frozenset(rule_words("letters", encoding)[0])
    good = total = 0
    for at, char in enumerate(text):
        if char <= "\x7f":
            continue
        total += 1
        near = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        lonely = not char.isalpha() or len(near) < 2 or any(other <= "\x7f" for other in near)
        good += char in letters and lonely
    return good / total * 0.92 if total else 0.0


@lru_cache(maxsize=32)
def _script(encoding: str) -> _Script:
    if encoding in _SCRIPTS:
        name, first, last = _SCRIPTS[encoding]
        lower = name in ("cyrillic", "greek")
        return _Script(
            lambda char: first <= char <= last and (not lower or char.islower()),
            frozenset(rule_words("letters", name)[0]),
            0.5,
        )
    usual, name, share = {
        "gb18030": (_rows("gb2312", range(0xB0, 0xD8)), "hans", 0.55),
        "big5hkscs": (_rows("big5", range(0xA4, 0xC7)), "hant", 0.5),
        "cp932": (_japanese(), "japanese", 0.35),
        "euc_jp": (_japanese(), "japanese", 0.35),
        "cp949": (_rows("euc_kr", range(0xB0, 0xC9)), "korean", 0.35),
    }[encoding]
    return _Script(usual.__contains__, frozenset(rule_words("letters", name)[0]), share)


def _japanese() -> frozenset[str]:
    kana = frozenset(map(chr, range(0x3041, 0x3100)))
    return kana | _rows("euc_jp", range(0xB0, 0xD0))


def _rows(encoding: str, leads: range) -> frozenset[str]:
    """Return the characters of a national standard whose first byte lies in `leads`."""
    decode = codecs.getdecoder(encoding)
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    return frozenset(
        decode(bytes((lead, trail)), "ignore")[0] for lead in leads for trail in trails
    )
