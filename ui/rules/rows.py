"""What a table of rules is made of: sheets of rows of cells, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ui.text import rules as told
from workstation.domain.refusal import Refusal

#: Makes one text of another.
Edit = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it shows, where it stands in the file, how it is written, what it holds."""

    text: str
    place: str = ""
    kind: str = ""
    value: object = None
    choices: tuple[tuple[object, str], ...] = ()

    @property
    def can_edit(self) -> bool:
        """Whether it may be written in the table."""
        return bool(self.kind)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place ("rule[3]"), its code and its cells; a muted one is switched off."""

    place: str
    code: str
    cells: tuple[Cell, ...]
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `key` names its list in the file; of an `ordered` one the first row that fits counts.

    `fixed` ones have no rows added, moved or taken out here.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    ordered: bool = False
    fixed: bool = False
    hint: str = ""


def edit_of(cell: Cell, typed: object) -> Edit:
    """The change of the file that a typed value asks for.

    Raises `Refusal("rule_value")` for what does not fit the cell.
    """
    from workstation.rules.editing import set_value

    if cell.kind == "length":
        return _length(cell.place, str(typed))
    value = _value(cell, typed)
    return lambda text: set_value(text, cell.place, value)


def move(place: str, to: int) -> Edit:
    """The change that moves a row of a list."""
    from workstation.rules.editing import move_row

    return lambda text: move_row(text, place, to)


def remove(place: str) -> Edit:
    """The change that takes a row out."""
    from workstation.rules.editing import remove_row

    return lambda text: remove_row(text, place)


def copy(row: Row, sheet: Sheet) -> Edit:
    """The change that puts a copy of a row, under a code of its own, before it (or behind)."""
    from workstation.rules.editing import add_row, value_at

    number = int(row.place.rpartition("[")[2].rstrip("]"))
    codes = {one.code for one in sheet.rows}

    def changed(text: str) -> str:
        data = value_at(text, row.place)
        assert isinstance(data, Mapping)
        made: dict[str, Any] = {key: _plain(item) for key, item in data.items()}
        if "code" in made:
            made["code"] = free_code(str(made["code"]), codes)
        return add_row(text, sheet.key, made, number if sheet.ordered else number + 1)

    return changed


def free_code(code: str, taken: set[str]) -> str:
    """A code like another that no row has: "claims-1" gives "claims-2"."""
    stem, _, number = code.rpartition("-")
    start = int(number) + 1 if stem and number.isdigit() else 2
    stem = stem if stem and number.isdigit() else code
    while f"{stem}-{start}" in taken:
        start += 1
    return f"{stem}-{start}"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _value(cell: Cell, typed: object) -> object:
    words = str(typed).strip()
    match cell.kind:
        case "list":
            return [part.strip() for part in words.replace("、", "\n").splitlines() if part.strip()]
        case "yuan":
            bare = words.replace("¥", "").replace(",", "").replace("，", "").strip()
            try:
                fen = round(float(bare) * 100)
            except ValueError:
                fen = -1
            if not 0 <= fen < 2**53:
                raise Refusal("rule_value", place=cell.place, value=words, expected="0.00")
            return fen
        case "whole":
            if not words.isascii() or not words.isdigit():
                raise Refusal("rule_value", place=cell.place, value=words, expected="0, 1, 2 …")
            return int(words)
        case "hours":
            return _hours(cell.place, words)
        case "flag":
            return bool(typed)
        case "choice":
            return typed
    if not words:
        raise Refusal("rule_missing", place=cell.place)
    return words


_STRETCH: Final = re.compile(r"(\d{1,2}:\d\d)\s*(?:-|–|—|至|to)\s*(\d{1,2}:\d\d)")


def _hours(place: str, typed: str) -> list[list[str]]:
    """Stretches such as "09:00–12:00, 13:00–18:00"; none where nothing is typed."""
    parts = [part.strip() for part in re.split(r"[,，、;；]", typed) if part.strip(" -–—")]
    found = []
    for part in parts:
        told = _STRETCH.fullmatch(part)
        if told is None:
            raise Refusal("rule_value", place=place, value=part, expected="09:00–12:00")
        found.append([told[1].zfill(5), told[2].zfill(5)])
    return found


def _length(place: str, typed: str) -> Edit:
    """Write a length as minutes or as working days; the other one is taken out."""
    from workstation.rules.editing import remove_value, set_value

    read = told.read_length(typed)
    if read is None:
        raise Refusal("rule_value", place=place, value=typed, expected="30 min, 4 h, 3 d")
    minutes, days = read

    def changed(text: str) -> str:
        for key, value in (("minutes", minutes), ("days", days)):
            if value:
                text = set_value(text, f"{place}.{key}", value)
        for key, value in (("minutes", minutes), ("days", days)):
            if not value:
                try:
                    text = remove_value(text, f"{place}.{key}")
                except Refusal:  # it was not there
                    continue
        return text

    return changed
