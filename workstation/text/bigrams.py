"""Search tokens for Chinese and mixed text, and the queries that find them again.

Chinese has no spaces, so a run of it is indexed as its overlapping character pairs and, at its
end, the last character alone: 快件破损 becomes ``快件 件破 破损 损``. Any part of the run, of any
length, is then one phrase query. Latin words and numbers are tokens of their own, cut where
letters meet digits (``SF1234`` becomes ``sf 1234``), and are found from their beginning.

The tokens are made for SQLite FTS5 with the ``unicode61`` or the ``ascii`` tokenizer and
``detail=full``. Characters that a tokenizer could take for separators (the extension planes, and
rare letters) are written as pairs of Yi syllables, which every tokenizer keeps.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LONGEST_QUERY: Final = 400
_MOST_TERMS: Final = 32
_YI_START: Final = 0xA000

_BASIC_CHINESE: Final = "\u3007\u3400-\u4db5\u4e00-\u9fa5"
_KANA_AND_HANGUL: Final = "\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3"
_LATER_CHINESE: Final = "\u3005\u4db6-\u4dbf\u9fa6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN: Final = _BASIC_CHINESE + _KANA_AND_HANGUL + _LATER_CHINESE
_PLAIN_LETTERS: Final = "a-z\u00df-\u00f6\u00f8-\u017f\u03ac-\u03ce\u0430-\u045f"

_PIECE = re.compile(f"([{_RUN}]+)|([0-9]+)|((?:(?![{_RUN}0-9])[^\\W_])+)")
_PLAIN_RUN = re.compile(f"[{_BASIC_CHINESE}{_KANA_AND_HANGUL}]+")
_PLAIN_WORD = re.compile(f"[{_PLAIN_LETTERS}]+")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00]")


def normalise(text: str) -> str:
    """Bring text into the one form in which it is compared and searched.

    Full-width characters become half-width (NFKC), letters lose their case, invisible characters
    go, and any stretch of white space becomes one blank. Normalising twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.replace("\x00", "").lower().split())
    folded = unicodedata.normalize("NFKC", _HIDDEN.sub("", text)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def index_tokens(text: str) -> str:
    """Give the blank-separated tokens under which ``text`` is stored in the text index."""
    tokens: list[str] = []
    for match in _PIECE.finditer(normalise(text)):
        if match.lastindex == 1:
            tokens += _pairs(match[1])
        else:
            tokens.append(_word(match[0]))
    return " ".join(tokens)


def match_query(text: str) -> str:
    """Give the FTS5 MATCH expression that finds ``text``, or ``""`` if nothing in it is searchable.

    Words divided by blanks must all occur, in any order; what is written together must stand
    together (punctuation between does not matter). Chinese is found anywhere, Latin words and
    numbers from their beginning. The expression holds quoted tokens of letters and digits only,
    so nothing typed can change its meaning.
    """
    phrases: list[str] = []
    for term in normalise(text)[:_LONGEST_QUERY].split(" ")[:_MOST_TERMS]:
        phrase = _phrase(term)
        if phrase and phrase not in phrases:
            phrases.append(phrase)
    return " AND ".join(phrases)


def _phrase(term: str) -> str:
    """Give the phrase of one unbroken term; its last token is left open where it may go on."""
    pieces = list(_PIECE.finditer(term))
    tokens: list[str] = []
    for place, match in enumerate(pieces):
        if match.lastindex != 1:
            tokens.append(_word(match[0]))
            continue
        pairs = _pairs(match[1])
        last = place == len(pieces) - 1
        tokens += pairs[:-1] if last and len(pairs) > 1 else pairs
    if not tokens:
        return ""
    closed = pieces[-1].lastindex == 1 and len(pieces[-1][1]) > 1
    return '"' + " ".join(tokens) + ('"' if closed else '"*')


def _pairs(run: str) -> list[str]:
    if _PLAIN_RUN.fullmatch(run):
        return [run[place : place + 2] for place in range(len(run))]
    codes = [_sheltered(character) for character in run]
    return [codes[place] + next_code for place, next_code in enumerate([*codes[1:], ""])]


def _word(word: str) -> str:
    if (word.isdecimal() and word.isascii()) or _PLAIN_WORD.fullmatch(word):
        return word
    return "".join(_sheltered(character) for character in word)


def _sheltered(character: str) -> str:
    """Write a character that a tokenizer might drop as Yi syllables; leave the others."""
    if _PLAIN_RUN.fullmatch(character) or _PLAIN_WORD.fullmatch(character):
        return character
    high, low = divmod(ord(character), 1100)
    return chr(_YI_START + high % 1100) + chr(_YI_START + low)
