"""Markdown and numbered plain text taken apart into blocks: headings, lists, quotes, fences, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

_DIGITS: Final = "一二三四五六七八九十百"
_CHAPTER: Final = re.compile(
    rf"第\s*(?:\d{{1,3}}|[{_DIGITS}]{{1,4}})\s*[章节条篇类部步][分]?[\s、:：.．]*"
)
_BRACKETED: Final = re.compile(rf"[（(](?:\d{{1,3}}|[{_DIGITS}]{{1,4}})[）)]\s*[、.．:：]?\s*")
_CHINESE: Final = re.compile(rf"[{_DIGITS}]{{1,4}}\s*[、.．：:]\s*")
_ARABIC: Final = re.compile(
    r"\d{1,4}(?:\.\d{1,3})*\s*(?:[、.．)）](?!\d)|[:：](?!\d))\s*|\d{1,3}(?:\.\d{1,3})+\s+"
)
_CIRCLED: Final = re.compile("(?:[①-⑳❶-❿➀-➓]|\\d\ufe0f?\u20e3)\\s*[、.．:：]?\\s*")
_NAMED: Final = re.compile(
    rf"(?:话术|场景|模板|示例|案例|问题|标准|回复|Q|FAQ|Script|Template|Response|Macro|Example)"
    rf"\s*(?:\d{{1,3}}|[{_DIGITS}]{{1,3}})\s*[:：、.．)）\-—]\s*",
    re.IGNORECASE,
)
#: Ways of numbering with their depth: what stands deeper belongs to what stands higher.
_NUMBERINGS: Final = (
    (_CHAPTER, 8),
    (_CHINESE, 9),
    (_BRACKETED, 11),
    (_ARABIC, 10),
    (_NAMED, 10),
    (_CIRCLED, 12),
)
_HEADING: Final = re.compile(r"(#{1,6})(?:\s+|(?=[^\s#\[{]))(.*?)(?:\s+#+)?\s*$")
_FENCE: Final = re.compile(r"(\s*)(`{3,}|~{3,})\s*([^`]*)$")
_RULE: Final = re.compile(
    r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,}|(?:—\s*){3,})$"
)
_ORDERED: Final = re.compile(r"(\s*)(\d{1,4})[.)]\s+(\S.*)$")
_BULLET: Final = re.compile(r"(\s*)[-*+•·]\s+(\S.*)$")
_QUOTE: Final = re.compile(r"\s{0,3}>\s?(.*)$")
_TABLE_LINE: Final = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
#: A longer line is words, whatever it begins with.
_LONG_LINE: Final = 4_000
_BOLD_LINE: Final = re.compile(r"\s*(?:\*\*|__)(?=\S)([^*\n]{1,60}?)(?:\*\*|__)\s*[:：]?\s*$")
_BOXED: Final = re.compile(r"\s*【([^】\n]{1,30})】\s*[:：]?\s*$")
_SENTENCE_END: Final = "。！？!?~～…；;，,、"


@dataclass(slots=True)
class Block:
    """A piece of a document. `kind` is heading, label, fence, quote, table, item, para or rule.

    `line` and `end` are its first and last lines, `level` a heading's depth, `marker` "ordered"
    or "bullet" of an item, `info` what a fence says of itself, an
    item's number or a label's line as written,
    `rows` the cells of a table. Texts keep their line ends; an item's text goes on with all that
    is indented below it.
    """

    kind: str
    line: int
    text: str = ""
    level: int = 0
    marker: str = ""
    info: str = ""
    end: int = 0
    rows: list[list[str]] = field(default_factory=list)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a document, comments left out, in their order."""
    return _Parser(_without_comments(text).split("\n")).parse()


def _without_comments(text: str) -> str:
    """The text without HTML comments, its lines in their places; one not closed stays."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += (text[at:start], "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join((*parts, text[at:]))


def unnumbered(text: str) -> tuple[str, int]:
    """A heading's words without their number, and the depth of that numbering (0: none)."""
    if len(text) > _LONG_LINE:
        return text.strip(), 0
    for pattern, depth in _NUMBERINGS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return text[found.end() :].strip(), depth
    return text.strip(), 0


class _Parser:
    """Walks the lines once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._at = 0
        self._found: list[Block] = []

    def parse(self) -> list[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif len(line) > _LONG_LINE:
                self._add(Block("para", self._at + 1, line.strip()))
            elif not any(
                take(line)
                for take in (self._fence, self._heading, self._rule, self._quote, self._table)
            ):
                self._item_or_words(line)
        return self._found

    def _add(self, block: Block, taken: int = 1) -> bool:
        self._found.append(block)
        self._at += taken
        block.end = self._at
        return True

    def _fence(self, line: str) -> bool:
        opening = _FENCE.match(line)
        if opening is None:
            return False
        indent, mark = len(opening[1]), opening[2]
        end = self._at + 1
        while end < len(self._lines):
            bare = self._lines[end].strip()
            if bare.startswith(mark) and not bare.strip(mark[0]):
                break
            end += 1
        inner = [_dedented(one, indent) for one in self._lines[self._at + 1 : end]]
        block = Block("fence", self._at + 1, "\n".join(inner), info=opening[3].strip())
        return self._add(block, end - self._at + 1)

    def _heading(self, line: str) -> bool:
        found = _HEADING.match(line)
        if found is None or not found[2].strip():
            return self._underlined(line)
        return self._add(Block("heading", self._at + 1, found[2].strip(), len(found[1])))

    def _underlined(self, line: str) -> bool:
        """A line above === or --- is a heading, too."""
        if self._at + 1 >= len(self._lines) or line.lstrip().startswith((">", "-", "|")):
            return False
        below = self._lines[self._at + 1].rstrip()
        if re.fullmatch(r"={3,}|-{3,}", below) is None or len(line.strip()) > 60:
            return False
        if self._at and self._lines[self._at - 1].strip():
            return False
        return self._add(
            Block("heading", self._at + 1, line.strip(), 1 if below[0] == "=" else 2), 2
        )

    def _rule(self, line: str) -> bool:
        return bool(_RULE.match(line)) and self._add(Block("rule", self._at + 1))

    def _quote(self, line: str) -> bool:
        if _QUOTE.match(line) is None:
            return False
        start = self._at
        told: list[str] = []
        while start + len(told) < len(self._lines):
            found = _QUOTE.match(self._lines[start + len(told)])
            if found is None:
                break
            told.append(found[1].rstrip())
        return self._add(Block("quote", start + 1, "\n".join(told).strip("\n")), len(told))

    def _table(self, line: str) -> bool:
        if "|" not in line or self._at + 1 >= len(self._lines):
            return False
        below = self._lines[self._at + 1]
        if (
            len(below) > _LONG_LINE
            or "-" not in below
            or "|" not in below + line[1:]
            or _TABLE_LINE.match(below) is None
        ):
            return False
        end = self._at + 2
        while end < len(self._lines) and "|" in self._lines[end] and self._lines[end].strip():
            end += 1
        rows = [_cells(line), *(_cells(one) for one in self._lines[self._at + 2 : end])]
        return self._add(Block("table", self._at + 1, rows=rows), end - self._at)

    def _item_or_words(self, line: str) -> None:
        for pattern, marker in ((_ORDERED, "ordered"), (_BULLET, "bullet")):
            found = pattern.match(line)
            if found:
                first = found[found.lastindex or 0]
                self._item(len(found[1]), first, marker, line.strip()[: -len(first)])
                return
        bold = _BOLD_LINE.match(line) or _BOXED.match(line)
        if bold:
            name = bold[1].strip().rstrip(":：")
            self._add(Block("label", self._at + 1, name, info=line.strip()))
            return
        words, depth = unnumbered(line.strip())
        if depth and is_title(words):
            self._add(Block("heading", self._at + 1, line.strip(), depth))
        elif depth:
            self._item(0, words, "ordered", line.strip()[: -len(words)], loose=False)
        else:
            self._words()

    def _item(
        self, indent: int, first: str, marker: str, number: str, *, loose: bool = True
    ) -> None:
        """An item with all that belongs to it: lines indented deeper, and lines that go on."""
        start, told, end = self._at, [first.rstrip()], self._at + 1
        while end < len(self._lines):
            line = self._lines[end]
            if not line.strip():
                after = self._lines[end + 1] if end + 1 < len(self._lines) else ""
                if loose and after.strip() and _indent(after) > indent:
                    told.append("")
                    end += 1
                    continue
                break
            deeper = _indent(line) > indent
            if not deeper and (_starts(line) or unnumbered(line.strip())[1]):
                break
            told.append(_dedented(line, indent + 4).rstrip() if deeper else line.strip())
            end += 1
        block = Block("item", start + 1, "\n".join(told), indent, marker, number)
        self._add(block, end - start)

    def _words(self) -> None:
        start = self._at
        told: list[str] = []
        while start + len(told) < len(self._lines):
            line = self._lines[start + len(told)]
            if not line.strip() or (told and (_starts(line) or unnumbered(line.strip())[1])):
                break
            told.append(line.strip())
        self._add(Block("para", start + 1, "\n".join(told)), len(told))


def is_title(words: str) -> bool:
    """Whether words read like a title: short, on one line, no sentence that ends."""
    bare = words.strip()
    return (
        0 < len(bare) <= 30
        and bare[-1] not in _SENTENCE_END + "：:"
        and not re.search(r"[。！？!?]|[:：]\s*\S", bare)
    )


def _starts(line: str) -> bool:
    """Whether a line begins a block of its own."""
    if len(line) > _LONG_LINE:
        return True
    patterns = (_HEADING, _FENCE, _ORDERED, _BULLET, _QUOTE, _RULE, _BOLD_LINE, _BOXED)
    return any(pattern.match(line) for pattern in patterns)


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _dedented(line: str, most: int) -> str:
    expanded = line.expandtabs(4) if line[:1] in " \t" else line
    return expanded[min(most, _indent(line)) :]


def _cells(line: str) -> list[str]:
    bare = line.strip()
    bare = bare[1:] if bare.startswith("|") else bare
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [part.strip().replace("\\|", "|") for part in re.split(r"(?<!\\)\|", bare)]
