"""Which column of a table of reply scripts is what: by its header, by what a person said, by its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from workstation.readers.errors import ReadError
from workstation.readers.script_fields import field_of, is_field
from workstation.readers.script_source import ColumnUse
from workstation.readers.source import unique_headers

_LOOK: Final = 20
#: The headers that a table of this program has, whatever else stands there.
OWN_HEADERS: Final = ("code", "title", "body", "asks", "acts")
#: Fields that several columns may have: each body is a script, categories nest, the rest gathers.
_SHARED: Final = ("body", "category", "tags", "note", "scene", "variables", "index")
_LEFT_OUT: Final = ("", "tags", "note")

Rows = Sequence[Sequence[str]]


def find_header(rows: Rows) -> int | None:
    """The index of the row that names the columns: the one of the first rows with most known names."""
    own = next((at for at, row in enumerate(rows[:_LOOK]) if set(OWN_HEADERS) <= set(row)), None)
    if own is not None:
        return own
    best, most = None, 0.0
    for index, row in enumerate(rows[:_LOOK]):
        filled = [cell for cell in row if cell.strip()]
        if not filled or any(len(cell) > 40 or "\n" in cell.strip() for cell in filled):
            continue
        known = [field_of(cell) for cell in filled]
        score = sum(sure for name, sure in known if name)
        has_body = any(name.startswith("body") for name, _ in known)
        enough = score >= len(filled) * 0.5 and (has_body or score >= 2)
        if enough and score > most and (len(filled) > 1 or has_body):
            best, most = index, score
    return best


def columns_of(
    headers: Sequence[str],
    rows: Rows,
    given: Mapping[str, str] | None = None,
    sheet: str = "",
    *,
    named: bool = True,
) -> tuple[ColumnUse, ...]:
    """What each column is read as; `rows` (a sample) decide where headers say nothing.

    `given` are a person's choices, header to field ("" keeps the column as a note). Raises
    `ReadError` `mapping_broken` for a field that there is not.
    """
    uses = [
        _by_header(header, sheet) if named else ColumnUse(header, sheet=sheet) for header in headers
    ]
    uses = _first_of_each(uses)
    uses = [_chosen(use, given) for use in uses]
    if not any(use.field.startswith("body") for use in uses):
        uses = _by_cells(uses, rows)
    return tuple(_title_from_scene(uses))


def headers_of(row: Sequence[str] | None, width: int) -> tuple[str, ...]:
    """Headers fit to be keys: empty ones numbered, repeated ones told apart."""
    cells = list(row or ())
    return unique_headers((cells + [""] * width)[:width])


def _by_header(header: str, sheet: str) -> ColumnUse:
    name, sure = field_of(header)
    return ColumnUse(header, name, sure, sheet)


def _first_of_each(uses: list[ColumnUse]) -> list[ColumnUse]:
    """Of several columns of one field the surest, else the first, keeps it; a second title is a scene."""
    found = list(uses)
    for at, use in enumerate(found):
        if not use.field or use.field in _SHARED:
            continue
        rivals = [other for other in range(len(found)) if found[other].field == use.field]
        best = max(rivals, key=lambda other: (found[other].confidence, -other))
        if at != best:
            instead = {"title": "scene", "code": "tags"}.get(use.field, "")
            found[at] = replace(use, field=instead, confidence=0.5 if instead else 0.0)
    return found


def _chosen(use: ColumnUse, given: Mapping[str, str] | None) -> ColumnUse:
    if given is None or use.header not in given:
        return use
    name = given[use.header]
    if name and not is_field(name):
        raise ReadError("mapping_broken", detail=f"unknown field {name}")
    return replace(use, field=name, confidence=1.0)


def _by_cells(uses: list[ColumnUse], rows: Rows) -> list[ColumnUse]:
    """Take the column with the longest texts for the body, short distinct ones for the title."""
    free = [at for at, use in enumerate(uses) if use.field in ("", "note", "scene")]
    sizes = {at: _mean(rows, at) for at in free}
    body = max(free, key=lambda at: sizes[at], default=None)
    if body is None or sizes[body] < 6:
        return uses
    found = list(uses)
    found[body] = replace(uses[body], field="body", confidence=0.4)
    if any(use.field == "title" for use in uses):
        return found
    for at in free:
        cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        if at == body or not cells or sizes[at] > 40 or all(cell.isdigit() for cell in cells):
            continue
        distinct = len(set(cells)) / len(cells)
        if distinct > 0.6 and not uses[at].field:
            found[at] = replace(uses[at], field="title", confidence=0.4)
            break
    for at in free:
        cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        repeats = len(cells) > 3 and len(set(cells)) <= len(cells) * 0.5
        if not found[at].field and repeats and sizes[at] <= 20:
            found[at] = replace(uses[at], field="category", confidence=0.4)
            break
    return found


def _mean(rows: Rows, at: int) -> float:
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _title_from_scene(uses: list[ColumnUse]) -> list[ColumnUse]:
    """Where nothing is a title, what tells the scene is one."""
    if any(use.field == "title" for use in uses):
        return uses
    for at, use in enumerate(uses):
        if use.field == "scene":
            return [*uses[:at], replace(use, field="title"), *uses[at + 1 :]]
    return uses
