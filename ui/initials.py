"""First letters of Chinese words, so that menus and pick lists can be found by typing.

Made from the order of GB 2312 (1980), whose common characters are sorted by their pinyin. It
knows one reading per character and the 3,755 common ones: right for our own short words. Names
of people are searched by the desk, which knows more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

#: GB 2312 code at which each letter begins, among the common characters (B0A1 to D7F9).
_STARTS: Final = (
    (0xB0A1, "a"),
    (0xB0C5, "b"),
    (0xB2C1, "c"),
    (0xB4EE, "d"),
    (0xB6EA, "e"),
    (0xB7A2, "f"),
    (0xB8C1, "g"),
    (0xB9FE, "h"),
    (0xBBF7, "j"),
    (0xBFA6, "k"),
    (0xC0AC, "l"),
    (0xC2E8, "m"),
    (0xC4C3, "n"),
    (0xC5B6, "o"),
    (0xC5BE, "p"),
    (0xC6DA, "q"),
    (0xC8BB, "r"),
    (0xC8F6, "s"),
    (0xCBFA, "t"),
    (0xCDDA, "w"),
    (0xCEF4, "x"),
    (0xD1B9, "y"),
    (0xD4D1, "z"),
)
_END: Final = 0xD7FA


@lru_cache(maxsize=2048)
def initials(text: str) -> str:
    """The lower-case first letters: "转派小组" gives "zpxz", "Take next" gives "tn"."""
    letters = []
    inside = False
    for sign in text:
        chinese = _letter(sign)
        if chinese:
            letters.append(chinese)
        elif sign.isascii() and sign.isalnum() and not inside:
            letters.append(sign.lower())
        inside = sign.isascii() and sign.isalnum()
    return "".join(letters)


def _letter(sign: str) -> str:
    code = int.from_bytes(sign.encode("gb2312", "ignore"))
    if not _STARTS[0][0] <= code < _END:
        return ""
    return [letter for start, letter in _STARTS if start <= code][-1]


def fits(typed: str, text: str) -> int:
    """How well `text` answers what was typed: 0 not at all; larger is better.

    Found are beginnings, parts, all typed words in any order, and first letters.
    """
    wanted, offered = typed.casefold().strip(), text.casefold()
    if not wanted:
        return 1
    if offered.startswith(wanted):
        return 5
    if wanted in offered:
        return 4
    short = initials(text)
    if short.startswith(wanted):
        return 3
    if wanted in short:
        return 2
    words = wanted.split()
    return 1 if len(words) > 1 and all(word in offered for word in words) else 0
