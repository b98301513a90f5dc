"""What a foreign collection of reply scripts holds, before anything of it becomes a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

#: What a single entry may suffer from; it is told with its place, and the entry is refused.
ENTRY_PROBLEMS: Final = (
    "undecodable",
    "too_many_cells",
    "unclosed_quote",
    "broken_json",
    "not_an_object",
    "formula_without_value",
    "script_body_missing",
    "script_facts_broken",
)


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column (or key) and what it is read as: a field of `script_fields`, "tags", "note", or "".

    An unknown column has no field and is kept as a note. `confidence` runs from 0 to 1, 1 also
    for what a person chose. `sheet` is "" where a file has one table.
    """

    header: str
    field: str = ""
    confidence: float = 0.0
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file: texts by field (`script_fields`), and what no field takes.

    `place` says where it stands for a person ("Sheet1, row 3", "line 12"), `line` the row or line
    alone. `facts` is a whole script as this program writes it, which needs no guessing.
    `html` says that bodies are marked up. `problem` is one of `ENTRY_PROBLEMS` or "".
    """

    place: str
    line: int
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    facts: Mapping[str, object] | None = None
    problem: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A part of the file that is no script, such as a page of advice; it is named, not lost."""

    place: str
    line: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A foreign file, read: its form, how its letters and columns were understood, its entries.

    `form` is xlsx, csv, json, jsonl, markdown, text, toml or folder; `own` says that this program wrote it.
    """

    form: str
    entries: tuple[Entry, ...]
    columns: tuple[ColumnUse, ...] = ()
    passed: tuple[PassedOver, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    own: bool = False
