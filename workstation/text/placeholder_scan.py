"""Where a text may have placeholders, by their shape alone; what their words mean is for others.

A text is first seen plainly (:func:`plain_view`): full-width and look-alike characters as the usual
ones, characters without width left out, written-out ones (``&#123;``, ``%7B``, ``\\{``) read. All
patterns are bounded: no stretch is looked at more than a fixed number of times.
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

from workstation.domain.script_facts import FACTS

HAN: Final = "\u3400-\u9fff"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the plain text in the shape of a placeholder, and what stands in it."""

    style: str
    start: int
    end: int
    inner: str


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
        return self.original[first - 1] == "\\" and self.original[first] in "{}[]<>_%$#*()|"

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
            and self.original[self._text_at[known]] in "&%\\"
        )


_LIKE: Final = {
    "{": "❴⦃⎨﹛︷｛",
    "}": "❵⦄⎬﹜︸｝",
    "[": "［⟦〚❲〔﹝⁅︹﹇⟬",
    "]": "］⟧〛❳〕﹞⁆︺﹈⟭",
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
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_LEFT_OUT: Final = re.compile(
    rf"(?P<none>[{_WIDTHLESS}]+|\\(?=[{{}}\[\]<>_%$#*()|]))"
    r"|(?P<written>&(?:amp;){0,3}(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});"
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
    if _LEFT_OUT.search(text) is None:
        return View(text.translate(_usual()), text)
    parts: list[str] = []
    plain_at, text_at = [0], [0]
    done = length = 0
    for found in _LEFT_OUT.finditer(text):
        before = text[done : found.start()]
        told = "" if found["none"] else _read(found[0])
        if told is None:
            continue
        parts += (before, told)
        length += len(before)
        if told:
            plain_at.append(length)
            text_at.append(found.start())
            length += len(told)
        plain_at.append(length)
        text_at.append(found.end())
        done = found.end()
    parts.append(text[done:])
    return View("".join(parts).translate(_usual()), text, tuple(plain_at), tuple(text_at))


def _read(written: str) -> str | None:
    """The character that is written out; None for what is none."""
    if written[0] in "%\\":
        return chr(int(written[-2:], 16))
    told = html.unescape("&" + written[1:].replace("amp;", ""))
    return told if len(told) == 1 and told.isprintable() else None


_ANY: Final = rf"[A-Za-z_{HAN}][\w.\- {HAN}]{{0,40}}?"
_DOTTED: Final = "|".join(re.escape(fact) for fact in FACTS if "." in fact)
#: Around letters that stand alone; 2*x and 138**xx5 are no words.
_APART: Final = r"(?<![0-9A-Za-z])(?<!\d\*)(?<!\d\*\*)"
_ENDS: Final = r"(?![0-9A-Za-z])(?!\*{1,2}\d)"
_UNIT: Final = r"月|日|号|点|时|分|元|块|天|周|小时|分钟|个|号|件|年|折|先生|女士|小姐|%"
_UNIT_EN: Final = (
    r"days?|hours?|hrs?|minutes?|mins?|weeks?|months?|business|working|yuan|dollars?|usd|cny|rmb"
)

#: Style, the characters without one of which it need not be looked for, and its shape. Where two
#: stand at one place the earlier one counts. The group `in` is what stands in the placeholder.
SHAPES: Final = tuple(
    (style, triggers, re.compile(pattern, re.IGNORECASE))
    for style, triggers, pattern in (
        (
            "fill_in",
            "请",
            r"【\s*(?P<in>请[^】【]{0,60})】|[\[(]\s*(?P<in2>请\s*(?:填写|输入|补充|插入|替换|选择)[^\])]{0,60})[\])]",
        ),
        (
            "fill_in",
            "[",
            r"\[\s*(?P<in>please\s+(?:fill|enter|insert|specify|type|add)[^\]\[]{0,80})\]",
        ),
        ("liquid", "{", r"\{\{\{?(?P<in>[^{}]{0,200})\}\}\}?|\{%(?P<in2>[^{}%]{0,200})%\}"),
        ("hash_brace", "{", r"[#$@%]\{(?P<in>[^{}]{0,100})\}"),
        ("embedded", "<", r"<%=?(?P<in>[^<>%]{0,100})%>"),
        ("merge", "|", r"\*\|(?P<in>[^|*\n]{1,60})\|\*"),
        ("double", "[", r"\[\[(?P<in>[^\[\]]{1,60})\]\]"),
        ("double", "<", r"<<(?P<in>[^<>]{1,60})>>"),
        ("double", "«", r"«(?P<in>[^«»]{1,60})»"),
        ("brace", "{", r"\{(?P<in>[^{}]{0,100})\}"),
        ("lenticular", "【", r"【(?P<in>[^】【]{0,40})】"),
        ("bracket", "[", r"\[(?P<in>[^\]\[]{0,80})\]"),
        ("angle", "<", r"<(?P<in>[^<>]{1,60})>"),
        ("percent", "%", r"(?<![\d折])%(?P<in>" + _ANY + r")%"),
        (
            "format",
            "%",
            r"(?<![\d%])%(?:\((?P<in>\w{1,40})\)|\d\$)?[sdf](?![A-Za-z0-9_%])",
        ),
        (
            "dollar",
            "$",
            rf"\$(?P<in>[A-Za-z_{HAN}][\w. {HAN}]{{0,40}}?)\$|\$\((?P<in2>[a-z_][\w.]{{0,40}})\)",
        ),
        ("variable", "$", r"(?<![\w$])\$(?P<in>[a-z_][\w.]{1,40})"),
        ("at", "@", rf"@(?P<in>[A-Za-z_{HAN}][\w. {HAN}]{{0,40}}?)@"),
        ("hashes", "#", rf"##(?P<in>[\w. {HAN}]{{1,40}}?)##"),
        ("hash", "#", rf"#(?P<in>[\w. {HAN}]{{1,40}})#"),
        ("under", "_", r"(?<!\w)__(?P<in>[a-z][a-z0-9]{0,20}(?:_[a-z0-9]{1,20}){0,4})__(?!\w)"),
        (
            "half",
            "{}",
            r"\{\{\{?|\}\}|\{%|%\}|\{\s{0,3}(?P<in>[\w.]{1,40})|(?P<in2>[\w.]{1,40})\s{0,3}\}",
        ),
        (
            "half",
            "请P",
            rf"【\s{{0,3}}请\s{{0,3}}填写|请填写:\s{{0,3}}[\w{HAN}]{{1,20}}】|\[\s{{0,3}}please fill in\b",
        ),
        ("bare", ".", rf"(?<![\w.@/-])(?:{_DOTTED}|ask\.[a-z]\w{{0,30}})(?![\w@/-])(?!\.\w)"),
        ("letters", "xX", rf"{_APART}[x]{{2,}}+{_ENDS}"),
        ("letters", "xX", rf"{_APART}[A-Z]{{0,4}}(?<![x])\d{{0,4}}[x]{{3,}}+{_ENDS}"),
        ("letters", "xX", r"(?<!\d)\d{0,2}[x]{2,}+(?=年|元|月|日)"),
        ("letters", "xX", rf"{_APART}(?<![A-Za-z] )x(?=\s?(?:{_UNIT}))"),
        ("letters", "xX", rf"(?<![\w*])x(?=[ -](?:{_UNIT_EN})\b)"),
        (
            "letters",
            "xX",
            r"(?<=dear )x(?!\w)|(?<=mr )x(?!\w)|(?<=ms )x(?!\w)|(?<=mr\. )x(?!\w)|(?<=ms\. )x(?!\w)|(?<=\$)x(?!\w)",
        ),
        (
            "so_and_so",
            "某○〇△□◯☐",
            r"某某|[○◯]{2,}+|(?<![一二三四五六七八九零〇\d])〇{2,}+(?![一二三四五六七八九零\d])|[△□☐]{2,}+",
        ),
        (
            "stars",
            "*",
            r"(?:(?<=[的为是号件单码名额间期址在于到给::,，。“(\s])|^)\*{3,}+(?![\d*])",
        ),
        (
            "line",
            "_",
            r"(?<![A-Za-z0-9@/.:=?&_-])_(?:[ ]?_)++(?![A-Za-z0-9])|(?<=:)_(?:[ ]?_)++(?![A-Za-z0-9])",
        ),
        ("parentheses", "(", r"(?<![A-Za-z0-9_])\([\s_.…]{0,40}\)"),
        ("round", "(", r"\((?P<in>[^()\n]{1,60})\)"),
        ("later", "TtLl", r"(?-i:(?<![A-Za-z])(?:TBD|TBC|TO[D]O)(?![A-Za-z]))|lorem ipsum"),
    )
)


def scan(plain: str) -> Iterator[Found]:
    """What has the shape of a placeholder in a plain text, style by style."""
    for style, triggers, pattern in SHAPES:
        if not any(one in plain for one in triggers):
            continue
        for match in pattern.finditer(plain):
            groups = match.groupdict()
            inner = groups.get("in") or groups.get("in2") or ""
            yield Found(style, match.start(), match.end(), inner.strip())
