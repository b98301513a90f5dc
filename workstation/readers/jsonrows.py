"""Where the rows of a JSON document are: lists of objects, tables written as lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from workstation.readers.words import plain, rule_words

_DEPTH: Final = 5


def document_rows(document: Any) -> list[Any] | None:
    """Return the values that are rows of `document`, or None when there are none.

    The longest list of objects is taken; else lists of cells under a header; else columns; else
    an object of objects (its keys become the column "key"); else the object itself.
    """
    if isinstance(document, list):
        return table_rows(document)
    if not isinstance(document, dict) or not document:
        return None
    split = _split_table(document)
    if split is not None:
        return split
    columns = _columns(document)
    if columns is not None:
        return columns
    found = max(_lists(document, 0), key=lambda pair: len(pair[1]), default=None)
    if found is not None:
        owner, rows = found
        return _with_waybill(owner, rows)
    return _keyed(document)


def table_rows(rows: list[Any]) -> list[Any]:
    """Turn lists of cells under a first list of names into objects; leave objects alone."""
    if len(rows) > 1 and all(isinstance(row, list) for row in rows):
        names = [str(name) for name in rows[0]]
        return [_named(names, row) for row in rows[1:]]
    return rows


def _named(names: list[str], row: list[Any]) -> dict[str, Any]:
    extra = [f"column_{at + 1}" for at in range(len(names), len(row))]
    return dict(zip((*names, *extra), row, strict=False))


def _split_table(document: dict[str, Any]) -> list[Any] | None:
    """{"columns": [...], "data": [[...], ...]} is how tables are often written."""
    for head in ("columns", "headers", "header", "fields"):
        names = document.get(head)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            continue
        for body in ("data", "rows", "values", "records", "items"):
            rows = document.get(body)
            if isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
                return [_named(names, row) for row in rows]
    return None


def _columns(document: dict[str, Any]) -> list[Any] | None:
    """{"id": [1, 2], "text": ["a", "b"]} or the same with numbered objects."""
    values = list(document.values())
    if len(values) < 2:
        return None
    if all(isinstance(value, list) for value in values):
        sizes = {len(value) for value in values}
        nested = any(isinstance(item, dict | list) for value in values for item in value[:1])
        if len(sizes) == 1 and not nested:
            return [dict(zip(document, cells, strict=True)) for cells in zip(*values, strict=True)]
        return None
    if not all(isinstance(value, dict) for value in values):
        return None
    keys = list(values[0])
    if not keys or keys != [str(at) for at in range(len(keys))]:
        return None
    if any(list(value) != keys for value in values):
        return None
    return [{name: document[name][key] for name in document} for key in keys]


def _lists(value: dict[str, Any], depth: int) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    for inner in value.values():
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            yield value, inner
        elif isinstance(inner, dict) and depth < _DEPTH:
            yield from _lists(inner, depth + 1)


def _with_waybill(owner: dict[str, Any], rows: list[Any]) -> list[Any]:
    """Give every event the waybill that stands beside the list of events."""
    names = set(map(plain, (*rule_words("tickets", "waybill", "words"), "nu", "logistic code")))
    kept = {
        key: value
        for key, value in owner.items()
        if plain(key) in names and isinstance(value, str | int)
    }
    return [owner] if kept else rows


def _keyed(document: dict[str, Any]) -> list[Any]:
    values = list(document.values())
    if len(values) > 1 and all(isinstance(value, dict) for value in values):
        names = [set(value) for value in values]
        if len(set.intersection(*names)) * 2 >= max(map(len, names)) > 0:
            return [{"key": key, **document[key]} for key in document]
    return [document]
