"""The tables of a form's template: its words, and the labels and texts of its parts in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ui.rules.rows import Cell, Row, Sheet
from ui.text.form_words import column, region_kind, sheet_title

Data = Mapping[str, Any]
_TABLES: Final = ("words", "choices", "sentences")


def form_sheets(data: Data) -> Iterable[Sheet]:
    """The tables of a template: labels in the order of the page, then single words and choices."""
    columns = tuple(column(code) for code in ("where", "what", "text"))
    yield Sheet("region", sheet_title("region"), columns, tuple(_labels(data)), fixed=True)
    names = tuple(column(code) for code in ("what", "text"))
    rows = tuple(Row(place, place, (Cell(name), _text(place, value)))
                 for place, name, value in _words(data))  # fmt: skip
    yield Sheet("words", sheet_title("words"), names, rows, fixed=True)


def _words(data: Data) -> Iterator[tuple[str, str, str]]:
    yield "title", "title", str(data.get("title", ""))
    for number, line in enumerate(data.get("head", ())):
        yield f"head[{number}]", "head", str(line)
    for table in _TABLES:
        for name, value in _flat(data.get(table, {}), table):
            yield name, name.partition(".")[2], value


def _flat(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _flat(inside, f"{place}.{key}")
    elif isinstance(value, str):
        yield place, value


def _labels(data: Data) -> Iterator[Row]:
    for number, region in enumerate(data.get("region", ())):
        if isinstance(region, Mapping):
            kind = region_kind(str(region.get("kind", "")))
            for place, what, value in _region(region, f"region[{number}]"):
                yield Row(place, place, (Cell(kind), Cell(what), _text(place, value)))


def _region(region: Data, at: str) -> Iterator[tuple[str, str, str]]:
    for key in ("heading", "opinion", "total", "caption"):
        if region.get(key):
            yield f"{at}.{key}", key, str(region[key])
    for line, row in enumerate(region.get("row", ())):
        for number, one in enumerate(row.get("fields", ())):
            facts = ", ".join([*filter(None, [one.get("fact")]), *one.get("facts", ())])
            yield f"{at}.row[{line}].fields[{number}].label", facts, str(one.get("label", ""))
    for number, one in enumerate(region.get("column", ())):
        yield f"{at}.column[{number}].label", str(one.get("fact", "")), str(one.get("label", ""))
    for number, text in enumerate(region.get("texts", ())):
        yield f"{at}.texts[{number}]", str(number + 1), str(text)
    for number, one in enumerate(region.get("block", ())):
        yield f"{at}.block[{number}].title", "", str(one.get("title", ""))
    for number, text in enumerate(region.get("signs", ())):
        yield f"{at}.signs[{number}]", "", str(text)


def _text(place: str, value: str) -> Cell:
    return Cell(value, place, "text", value)
