"""A text as a person sees it, whatever characters it is written with.

Full-width and look-alike characters become the usual ones, characters without width, and
strokes drawn over others, are left out,
written-out ones (``&#123;``, ``%7B``, ``\\{``) are read.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class View:
    """A text seen plainly; `place` leads from the plain text back to the text as it was."""

    plain: str
    original: str
    _plain_at: tuple[int, ...] = ()
    _text_at: tuple[int, ...] = ()

    def place(self, at: int) -> int:
        """Where a place of the plain text lies in the original."""
        if not self._plain_at:
            return at
        known = bisect_right(self._plain_at, at) - 1
        return self._text_at[known] + at - self._plain_at[known]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the plain text in the original, with what was left out within it."""
        first, last = self._span(start, end)
        return (first - 1 if first and self._is_escaped(first) else first), last

    def _is_escaped(self, first: int) -> bool:
        sign = self.original[first].translate(_usual())
        return self.original[first - 1] in "\\＼﹨" and sign in "{}[]<>_%$#*()|"

    def _span(self, start: int, end: int) -> tuple[int, int]:
        last = self.place(end - 1)
        known = bisect_right(self._plain_at, end - 1) - 1
        # a written-out character ends where the next known place begins
        if self._plain_at and known + 1 < len(self._plain_at) and self._plain_at[known + 1] == end:
            return self.place(start), self._text_at[known + 1] if self._is_written(
                known
            ) else last + 1
        return self.place(start), last + 1

    def _is_written(self, known: int) -> bool:
        return (
            self._text_at[known + 1] - self._text_at[known]
            > (self._plain_at[known + 1] - self._plain_at[known])
            and self.original[self._text_at[known]] in "&＆﹠%％﹪⁒\\＼﹨"
        )


_LIKE: Final = {
    "{": "❴⦃⎨﹛︷｛",
    "}": "❵⦄⎬﹜︸｝",
    "[": "［⟦〚❲〔﹝⁅︹﹇⟬｟⦅",
    "]": "］⟧〛❳〕﹞⁆︺﹈⟭｠⦆",
    "<": "＜‹⟨❬❰⟪﹤˂〈",
    ">": "＞›⟩❭❱⟫﹥˃〉",
    "【": "〖︻〘",
    "】": "〗︼〙",
    "(": "（﹙❨❪⟮⸨",
    ")": "）﹚❩❫⟯⸩",
    "%": "％﹪٪⁒",
    "#": "＃﹟♯",
    "$": "＄﹩",
    "_": "＿﹎﹏‿﹍ˍ",
    "*": "＊﹡∗✱",
    ":": "：︰﹕",
    "|": "｜∣",
    "&": "＆﹠",
    ";": "；﹔",
    "\\": "＼﹨",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    **{
        "a": "аα",
        "c": "сϲ",
        "e": "еε",
        "i": "іι",
        "j": "ј",
        "o": "оο",
        "p": "рρ",
        "s": "ѕ",
        "y": "уγ",
    },
    **{
        "x": "хχ×✕✖╳⨯⤫ⅹ",
        "A": "АΑ",
        "B": "ВΒ",
        "C": "СϹ",
        "E": "ЕΕ",
        "H": "НΗ",
        "I": "ІΙ",
        "K": "КΚ",
    },
    **{
        "M": "МΜ",
        "N": "Ν",
        "O": "ОΟ",
        "P": "РΡ",
        "T": "ТΤ",
        "X": "ХΧⅩ",
        "Y": "ΥҮ",
        "Z": "Ζ",
        "n": "ո",
    },
}
_WIDTHLESS: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"  # drawn over others
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
)
#: Written-out characters may be split: &# 123; is &#123;.
_GAP: Final = f"[ {_WIDTHLESS}]{{0,6}}"
_GAPS: Final = re.compile(f"[ {_WIDTHLESS}]+")
_NONE: Final = re.compile(rf"[{_WIDTHLESS}]+|\\(?=[{{}}\[\]<>_%$#*()|])")
_LEFT_OUT: Final = re.compile(
    rf"(?P<none>{_NONE.pattern})"
    rf"|(?P<written>&{_GAP}(?:a{_GAP}m{_GAP}p{_GAP};{_GAP}){{0,3}}(?:#{_GAP}(?:\d{_GAP}){{1,6}}"
    rf"|#{_GAP}[xX]{_GAP}(?:[0-9a-fA-F]{_GAP}){{1,5}}|(?:[A-Za-z]{_GAP}){{2,8}});"
    r"|%(?:25)?(?:7[BbDd]|5[BbDd]|3[CcEe])|\\u00(?:7[bBdD]|5[bBdD]|3[cCeE]|25))"
)


@cache
def _usual() -> dict[int, str]:
    told = {ord(one): usual for usual, others in _LIKE.items() for one in others}
    for code in (*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800)):
        usual = unicodedata.normalize("NFKC", chr(code))
        if len(usual) == 1:
            told.setdefault(code, usual)
    return told


def plain_view(text: str) -> View:
    """See a text plainly."""
    usual = text.translate(_usual())
    if _LEFT_OUT.search(usual) is None:
        return View(usual, text)
    parts: list[str] = []
    plain_at, text_at = [0], [0]
    done = length = 0
    for start, end, told in _left_out(usual):
        before = usual[done:start]
        parts += (before, told)
        length += len(before)
        if told:
            plain_at.append(length)
            text_at.append(start)
            length += len(told)
        plain_at.append(length)
        text_at.append(end)
        done = end
    parts.append(usual[done:])
    return View("".join(parts), text, tuple(plain_at), tuple(text_at))


def _left_out(usual: str) -> Iterator[tuple[int, int, str]]:
    """What is left out or written out, from where to where, and the character that is meant."""
    for found in _LEFT_OUT.finditer(usual):
        if found["none"]:
            yield found.start(), found.end(), ""
        elif told := _read(found[0]):
            yield found.start(), found.end(), told.translate(_usual())
        else:
            for one in _NONE.finditer(usual, found.start(), found.end()):
                yield one.start(), one.end(), ""


def _read(written: str) -> str | None:
    """The character that is written out; None for what is none."""
    if written[0] in "%\\":
        return chr(int(written[-2:], 16))
    told = html.unescape("&" + _GAPS.sub("", written)[1:].replace("amp;", ""))
    return told if len(told) == 1 and told.isprintable() else None
