"""The entries that stand under one heading of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workstation.readers.script_blocks import Block, is_title, unnumbered
from workstation.readers.script_fields import channel_of, language_of, mood_of
from workstation.readers.script_prose import code_in, is_advice, labelled, spoken
from workstation.readers.script_source import Entry

if TYPE_CHECKING:
    from workstation.readers.script_markdown import Section

_COLON: Final = re.compile(r"^([^：:\n]{1,20})[：:](?!//)\s*(\S[\s\S]*)$")
_ADDRESS: Final = re.compile(
    r"^(?:亲|您|你|尊敬|感谢|抱歉|非常|dear\b|hi\b|hello\b|sorry\b|thank)|[先女]生|女士|客户$|您好|你好",
    re.IGNORECASE,
)
_BOLD_START: Final = re.compile(
    r"^(?:\*\*|__|【)([^*_【】\n]{1,40})(?:\*\*|__|】)\s*[:：—\-–]?\s*([\s\S]*)$"
)
_OUTER_QUOTES: Final = re.compile(r"^[“\"「『]([\s\S]*)[”\"」』]$")
_BODIES: Final = ("fence", "quote")


@dataclass(slots=True)
class _Draft:
    """An entry being gathered."""

    line: int
    title: str = ""
    values: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def has_body(self) -> bool:
        return any(name.startswith("body") and text.strip() for name, text in self.values.items())

    def add(self, name: str, text: str) -> None:
        if not text.strip():
            return
        if name in ("body", "note", "scene", "tags") and name in self.values:
            self.values[name] = f"{self.values[name]}\n{text}"
        elif name == "variables":
            return
        else:
            self.values.setdefault(name, text)


class SectionReader:
    """Reads the entries of one section; `style` is where the document keeps its texts."""

    def __init__(self, section: Section, style: str) -> None:
        self._style = style
        self._section = section
        self._title, self._code = code_in(section.title)
        self._blocks = [block for block in section.blocks if block.kind != "code"]

    def entries(self) -> list[Entry]:
        """The entries, in their order; none for a part that is no script."""
        kinds = {block.kind for block in self._blocks}
        texts = [block for block in self._blocks if block.kind in _BODIES and block.text.strip()]
        if is_advice(self._title) and "fence" not in kinds:
            return []
        if self._section.inner and "fence" not in kinds and not self._bears_entries():
            return []
        if texts and (self._style != "words" or "fence" in kinds or self._only_quotes()):
            return self._of_texts()
        if self._style != "words" and not (self._section.numbered or self._has_labelled_body()):
            return []
        if self._section.depth == 0 and self._is_introduction():
            return []
        if self._items_are_entries():
            return self._of_items()
        return self._of_words()

    def _only_quotes(self) -> bool:
        kinds = [block.kind for block in self._blocks if labelled(block.text) is None]
        return bool(kinds) and all(kind in ("quote", "label") for kind in kinds)

    def _bears_entries(self) -> bool:
        """Whether words above headings of their own are entries, not an introduction."""
        return self._has_labelled_body() or self._items_are_entries()

    def _is_introduction(self) -> bool:
        """Words above the first heading, where there are headings, are about the collection."""
        return bool(self._section.blocks) and not self._title and self._style != "words"

    def _has_labelled_body(self) -> bool:
        lines = (line for block in self._blocks for line in block.text.split("\n"))
        return any(found and found[0].startswith("body") for found in map(labelled, lines))

    # texts in fences or quotes

    def _of_texts(self) -> list[Entry]:
        """Each fence or quote is a text; the bold word before it says for what."""
        found: list[_Draft] = []
        shared: dict[str, str] = {}
        mark = ""
        kinds = {block.kind for block in self._blocks}
        bodies = "fence" if "fence" in kinds else "quote"
        for block in self._blocks:
            if block.kind == bodies and block.text.strip():
                text = block.text.strip("\n") if bodies == "fence" else spoken(block.text)
                self._place(found, block, text, mark)
                mark = ""
            elif block.kind == "label":
                mark = block.text
            else:
                mark = self._aside(block, shared) or mark
        for draft in found:
            for name, text in shared.items():
                draft.add(name, text)
        return [self._entry(draft) for draft in found]

    def _place(self, found: list[_Draft], block: Block, text: str, mark: str) -> None:
        """Add a text to the entry it belongs to, or begin another."""
        language = language_of(mark) if mark else ""
        channel = channel_of(mark) if mark and not language else ""
        name = "_".join(filter(None, ("body", language, channel)))
        if found and (language or channel) and name not in found[-1].values:
            found[-1].values[name] = text
            return
        title = self._title
        draft = _Draft(block.line, title)
        if (language or channel) and mark:
            draft.values[name] = text
        else:
            draft.values["body"] = text
            if mark:
                draft.title = f"{title}（{mark}）" if title else mark
                if mood := mood_of(mark):
                    draft.values["mood"] = mood
            elif found:
                draft.title = f"{title}（{len(found) + 1}）" if title else ""
        if not found:
            draft.line = self._section.line if self._title else block.line
        found.append(draft)

    def _aside(self, block: Block, shared: dict[str, str]) -> str:
        """What stands beside the texts: named values, a mark for the next text, notes."""
        mark = ""
        for line in block.text.split("\n"):
            told = labelled(line)
            if told and not told[0].startswith("body") and told[1]:
                shared[told[0]] = f"{shared[told[0]]}\n{told[1]}" if told[0] in shared else told[1]
            elif told and told[0].startswith("body"):
                mark = line.strip("*_：: ") if _mark_of(line) else mark
            elif line.strip().endswith(("：", ":")) and len(line.strip()) <= 20:
                mark = spoken(line).strip("：: ")
            elif line.strip():
                shared["note"] = f"{shared.get('note', '')}\n{spoken(line)}".strip()
        return mark

    # lists

    def _items_are_entries(self) -> bool:
        """Whether the items of this section are scripts each, not steps of one."""
        blocks = [
            block
            for block in self._blocks
            if not all(labelled(line) for line in block.text.split("\n") if line.strip())
        ]
        items = [block for block in blocks if block.kind == "item"]
        if not items or (len(items) < 2 and len(blocks) > len(items)):
            return False
        if any(
            labelled(line) and _is_body_line(line) for one in items for line in one.text.split("\n")
        ):
            return not self._section.numbered and len(items) > 1 and _each_has_body(items)
        size = sum(len(one.text) for one in items) / len(items)
        if len(items) == len(blocks):
            entry = self._section.numbered and self._section.depth > 9
            return size >= 8 and not (entry and all(one.marker == "bullet" for one in items))
        if self._section.numbered:
            return False
        structured = sum(_titled(one.text)[0] != "" for one in items)
        return size >= 20 and (structured * 2 >= len(items) or items[0].marker == "ordered")

    def _of_items(self) -> list[Entry]:
        found: list[Entry] = []
        for block in self._blocks:
            if block.kind != "item":
                continue
            draft = self._item(block)
            if draft.has_body():
                found.append(self._entry(draft, inside=True))
        return found

    def _item(self, block: Block) -> _Draft:
        draft = _Draft(block.line)
        title, rest = _titled(block.text)
        title, code = code_in(title)
        if code:
            draft.values["code"] = code
        draft.title = title
        said: list[str] = []
        for line in rest.split("\n"):
            told = labelled(line)
            if told and (not said or told[2]):
                if told[0] == "title":
                    draft.title = draft.title or told[1]
                elif told[0] == "body":
                    said.append(told[1])
                else:
                    draft.add(told[0], told[1])
            else:
                said.append(line)
        text = "\n".join(said).strip()
        draft.add("body", _said(text))
        return draft

    # paragraphs and named lines

    def _of_words(self) -> list[Entry]:
        """All words under the heading are one text, unless lines name what they are."""
        found: list[_Draft] = []
        draft = _Draft(self._section.line if self._title else self._first_line(), self._title)
        into = ""
        before = 0
        for block in self._blocks:
            lines = _lines_of(block)
            apart = block.line > before + 1
            before = block.end
            for at, line in enumerate(lines):
                told = labelled(line) if block.kind != "quote" else None
                if told and (not draft.has_body() or told[2]):
                    name, value, _ = told
                    if name == "title":
                        if draft.has_body():
                            found.append(draft)
                            draft = _Draft(block.line + at)
                        draft.title, into = value or draft.title, ""
                        continue
                    draft.add(name, spoken(value))
                    into = name if name.startswith("body") else ("" if value else name)
                elif line.strip() or draft.has_body():
                    self._say(draft, into or "body", line, apart=apart and at == 0)
            if into and not into.startswith("body"):
                into = ""
        found.append(draft)
        for one in found:
            for name in [name for name in one.values if name.startswith("body")]:
                one.values[name] = _said(one.values[name].strip())
        return [self._entry(one) for one in found if one.has_body()]

    def _first_line(self) -> int:
        return self._blocks[0].line if self._blocks else self._section.line

    def _say(self, draft: _Draft, name: str, line: str, *, apart: bool) -> None:
        before = draft.values.get(name, "")
        gap = "\n\n" if apart else "\n"
        draft.values[name] = f"{before}{gap}{line}" if before else line

    def _entry(self, draft: _Draft, *, inside: bool = False) -> Entry:
        section = self._section
        values = dict(draft.values)
        title = spoken(draft.title) or ("" if inside else self._title)
        if title:
            values["title"] = title
        if self._code and not inside:
            values.setdefault("code", self._code)
        own = (self._title,) if inside and self._title else ()
        categories = tuple(dict.fromkeys((*section.path, *own)))
        return Entry(str(draft.line), draft.line, values, dict(draft.extra), categories)


def _lines_of(block: Block) -> list[str]:
    if block.kind == "label":
        return [block.info]
    if block.kind == "item":
        mark = "- " if block.marker == "bullet" else block.info
        first, *more = block.text.split("\n")
        return [f"{mark}{first}", *more]
    return block.text.split("\n")


def _titled(text: str) -> tuple[str, str]:
    """The title of an item and the rest of it; "" where it has none."""
    bold = _BOLD_START.match(text.strip())
    if bold and bold[2].strip() and not channel_of(bold[1]):
        return unnumbered(bold[1].strip().rstrip("：:"))[0], bold[2].strip()
    first, _, rest = text.partition("\n")
    if rest.strip() and is_title(spoken(first)):
        return spoken(first), rest
    colon = _COLON.match(text.strip())
    if (colon and rest.strip() == "") or (colon and len(colon[1]) <= 12):
        words = spoken(colon[1]).strip()
        if words and not _ADDRESS.search(words) and labelled(text.split("\n")[0]) is None:
            numbered = re.fullmatch(
                r"(?:话术|模板|示例|回复|方式|Reply|Option)\s*[\d一二三四五六七八九十A-Z]{0,3}",
                words,
            )
            return ("" if numbered else words), colon[2].strip()
    return "", text


def _said(text: str) -> str:
    """The words without Markdown and without the quotation marks around all of them."""
    told = spoken(text)
    quoted = _OUTER_QUOTES.match(told)
    if quoted and not any(mark in quoted[1] for mark in '“”"「」『』'):
        return quoted[1].strip()
    return told


def _mark_of(line: str) -> bool:
    bare = line.strip("-*_：: ")
    return bool(channel_of(bare) or language_of(bare))


def _is_body_line(line: str) -> bool:
    found = labelled(line)
    return found is not None and found[0].startswith("body")


def _each_has_body(items: list[Block]) -> bool:
    bearing = sum(any(map(_is_body_line, one.text.split("\n"))) for one in items)
    return bearing >= len(items) * 0.6
