"""Reply scripts written as Markdown or numbered text: headings, numbers, quotes, fences, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.readers.records import Record
from workstation.readers.script_blocks import Block, blocks_of, unnumbered
from workstation.readers.script_fields import channel_of, language_of
from workstation.readers.script_prose import code_in, is_advice, labelled, spoken
from workstation.readers.script_section import SectionReader
from workstation.readers.script_source import ColumnUse, Entry, PassedOver
from workstation.readers.script_table import table_entries

_LABEL_DEPTH: Final = 20
_CODE_FENCES: Final = frozenset(
    [
        "json",
        "python",
        "py",
        "js",
        "javascript",
        "ts",
        "bash",
        "sh",
        "shell",
        "sql",
        "yaml",
        "yml",
        "toml",
        "mermaid",
        "html",
        "css",
        "java",
        "go",
        "php",
    ]
)


@dataclass(slots=True)
class Section:
    """What stands under one heading, and the headings above it."""

    title: str = ""
    line: int = 1
    depth: int = 0
    numbered: bool = False
    path: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    inner: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """What was found in a text: entries, tables' columns, and what was passed over."""

    entries: tuple[Entry, ...]
    columns: tuple[ColumnUse, ...] = ()
    passed: tuple[PassedOver, ...] = ()


def read_prose(text: str, given: Mapping[str, str] | None = None) -> Prose:
    """Find the scripts of a text; what is no script is named in `passed`."""
    sections = _without_name(list(_sections(blocks_of(text))))
    style = _style(sections)
    entries: list[Entry] = []
    columns: list[ColumnUse] = []
    passed: list[PassedOver] = []
    for section in sections:
        tables = [block for block in section.blocks if block.kind == "table"]
        if tables and not any(block.kind == "fence" for block in section.blocks):
            _read_tables(section, tables, given, entries, columns, passed)
            section.blocks = [block for block in section.blocks if block.kind != "table"]
        found = SectionReader(section, style).entries()
        entries += found
        if not found and not tables and (section.blocks or section.title) and not section.inner:
            why = "about_the_collection" if is_advice(section.title) else "no_text_to_say"
            passed.append(PassedOver(str(section.line), section.line, section.title, why))
    return Prose(tuple(sorted(entries, key=lambda one: one.line)), tuple(columns), tuple(passed))


def _without_name(sections: list[Section]) -> list[Section]:
    """The one heading that stands above all others names the document: it is no category."""
    top = [section for section in sections if section.title and not section.path]
    if len(top) != 1 or top[0].depth != 1 or not top[0].inner:
        return sections
    for section in sections:
        section.path = section.path[1:]
    return sections


def _sections(blocks: list[Block]) -> Iterator[Section]:
    """Lay blocks under their headings; bold lines that stand for headings are ones."""
    above: list[Section] = []
    found = [Section()]
    headed = any(block.kind == "heading" for block in blocks)
    for at, block in enumerate(blocks):
        after = blocks[at + 1].kind if at + 1 < len(blocks) else "rule"
        if block.kind == "heading":
            words, depth = unnumbered(spoken(block.text))
            heading = (words, block.level, bool(depth))
        elif block.kind == "label" and _heads(block, after, found[-1], headed=headed):
            words, depth = unnumbered(block.text)
            heading = (words, _LABEL_DEPTH, bool(depth))
        else:
            if block.kind != "rule":
                found[-1].blocks.append(block)
            continue
        while above and above[-1].depth >= heading[1]:
            above.pop()
        if above:
            above[-1].inner += 1
        path = tuple(one.title for one in above if one.title)
        found.append(Section(heading[0], block.line, heading[1], heading[2], path))
        above.append(found[-1])
    return iter([one for one in found if one.title or one.blocks])


def _heads(block: Block, after: str, section: Section, *, headed: bool) -> bool:
    """Whether a bold line heads what follows: it stands where a text begins, and names no field.

    Before a fence or quote below a heading it says which of several texts that is; inside words
    it is a part of them.
    """
    if _is_mark(block.text) or labelled(f"{block.text}：") is not None:
        return False
    if after in ("rule", "heading", "label"):
        return False
    if after in ("fence", "quote") and headed and section.depth < _LABEL_DEPTH:
        return False
    return not section.blocks or section.depth == _LABEL_DEPTH or not headed


def _is_mark(text: str) -> bool:
    """Whether a bold line only says for which channel or in which language the next text is."""
    return bool(channel_of(text) or language_of(text))


def _style(sections: list[Section]) -> str:
    """Where the texts to be said stand: "fence", "quote", or "words" when neither is usual."""
    told = {"fence": 0, "quote": 0}
    for section in sections:
        for block in section.blocks:
            if block.kind == "fence" and block.info.lower() in _CODE_FENCES:
                block.kind = "code"
        kinds = {block.kind for block in section.blocks}
        for kind in told:
            told[kind] += kind in kinds and section.depth > 0
    bearing = sum(bool(section.blocks) and not is_advice(section.title) for section in sections)
    for kind, count in told.items():
        if count >= 2 and count >= bearing * 0.4:
            return kind
    return "words"


def _read_tables(
    section: Section,
    tables: list[Block],
    given: Mapping[str, str] | None,
    entries: list[Entry],
    columns: list[ColumnUse],
    passed: list[PassedOver],
) -> None:
    title, _ = code_in(section.title)
    for table in tables:
        lines = [table.line, *range(table.line + 2, table.line + 2 + len(table.rows))]
        rows = [
            Record(line, tuple(spoken(cell) for cell in row), "")
            for line, row in zip(lines, table.rows, strict=False)
        ]
        found = None if is_advice(section.title) else table_entries(rows, given)
        if found is None:
            why = "about_the_collection" if is_advice(section.title) else "no_column_of_texts"
            passed.append(PassedOver(str(table.line), table.line, section.title, why))
            continue
        uses, told = found
        columns += uses
        above = (*section.path, title) if title else section.path
        entries += [
            Entry(
                one.place, one.line, one.values, one.extra, (*above, *one.categories),
                one.facts, one.problem, one.detail,
            )
            for one in told
        ]  # fmt: skip
