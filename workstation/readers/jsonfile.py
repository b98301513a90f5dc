"""JSON and JSON Lines as tables; each is recognised by what it holds, not by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from workstation.readers.delimited import text_encoding, text_lines
from workstation.readers.encoding import (
    MARK_BYTES,
    EncodingGuess,
    marked_place,
    show_marked,
)
from workstation.readers.errors import ReadError
from workstation.readers.flatten import flatten
from workstation.readers.jsonrows import document_rows
from workstation.readers.jsonstream import Element, ElementReader
from workstation.readers.source import OWN_COLUMNS, SourceRow, Table

#: A larger document is not read at once; its list is walked instead.
WHOLE: Final = 64 << 20
_HEADER_BYTES: Final = 32 << 20
_HEADER_ROWS: Final = 5_000
_LIST: Final = re.compile(r"\[\s*(?=\{)")

Elements = Callable[[], Iterable[Element]]


def open_json(path: Path, encoding: str | None) -> Table:
    """Open a JSON document or JSON Lines; raises `ReadError` when there are no rows in it."""
    guess = text_encoding(path, encoding)
    kind, elements = _elements(path, guess)
    size = path.stat().st_size

    def rows() -> Iterator[SourceRow]:
        return (row for element in elements() for row in _row(element))

    most = None if size <= _HEADER_BYTES else _HEADER_ROWS
    headers: dict[str, None] = {}
    count = broken = 0
    for row in islice(rows(), most):
        count += 1
        broken += row.problem == "broken_json"
        headers.update(dict.fromkeys(row.values))
    if not count:
        raise ReadError("json_without_rows", file=path.name)
    if count == broken:
        place = next(iter(rows())).facts
        raise ReadError("json_broken", file=path.name, **place)
    return Table(
        path=path,
        format=kind,
        headers=tuple(headers),
        reader=rows,
        encoding=guess.name,
        encoding_confidence=guess.confidence,
        encodings=guess.others,
        header_line=0,
        size_bytes=size,
        row_estimate=count if most is None else _estimate(path, size),
    )


def _elements(path: Path, guess: EncodingGuess) -> tuple[str, Elements]:
    lines = [line for line in islice(text_lines(path, guess.name), 200) if line.strip()]
    if not lines:
        raise ReadError("file_empty", file=path.name)
    if _is_json_lines(lines, path.suffix.lower() in (".jsonl", ".ndjson")):
        return "jsonl", lambda: _line_elements(path, guess.name)
    start = lines[0].lstrip()[0]
    if start == "[":
        return "json", _array(path, guess.name)
    size = path.stat().st_size
    if size <= WHOLE:
        document = _document(path, guess.name)
        if document is not None:
            return "json", lambda: document
    opening = _LIST.search("".join(lines))
    if opening is not None:
        return "json", lambda: _stream(path, guess.name, opening.end())
    return "json", lambda: _stream(path, guess.name, 0)


def _is_json_lines(lines: list[str], named: bool) -> bool:
    """Whether most lines are whole values: JSON Lines, whatever the file is called."""
    whole = sum(_is_whole(line) for line in lines)
    opening = sum(line.lstrip()[:1] == "{" for line in lines)
    if len(lines) == 1:
        return named and whole == 1 and opening == 1
    return whole > 0 and (whole >= len(lines) * 0.5 or (named and opening >= len(lines) * 0.5))


def _is_whole(line: str) -> bool:
    try:
        return isinstance(json.loads(line, strict=False), dict | list)
    except (json.JSONDecodeError, RecursionError):
        return False


def _line_elements(path: Path, encoding: str) -> Iterator[Element]:
    for number, line in enumerate(text_lines(path, encoding), start=1):
        text = line.strip()
        if not text:
            continue
        try:
            yield Element(number, json.loads(text, strict=False))
        except (json.JSONDecodeError, RecursionError) as error:
            yield Element(number, None, getattr(error, "msg", "nested too deep"), number, text)


def _array(path: Path, encoding: str) -> Elements:
    """Walk the array; lists of cells need the first of them as names."""
    first = next(iter(_stream(path, encoding, None)), None)
    if first is not None and isinstance(first.value, list):
        document = _document(path, encoding)
        if document is not None:
            return lambda: document
    return lambda: _stream(path, encoding, None)


def _document(path: Path, encoding: str) -> list[Element] | None:
    text = path.read_text(encoding=encoding, errors=MARK_BYTES).removeprefix("\ufeff")
    try:
        value = json.loads(text, strict=False)
    except (json.JSONDecodeError, RecursionError):
        return None
    rows = document_rows(value)
    return None if rows is None else [Element(at, row) for at, row in enumerate(rows, start=1)]


def _stream(path: Path, encoding: str, skip: int | None) -> Iterator[Element]:
    """Walk the values behind `skip` characters, or behind the first bracket."""
    with path.open(encoding=encoding, errors=MARK_BYTES, newline="") as file:
        head = file.read(1 << 16).removeprefix("\ufeff")
        start = head.index("[") + 1 if skip is None else skip
        line = 1 + head.count("\n", 0, start)
        yield from ElementReader(file, line, head[start:])


def _row(element: Element) -> Iterator[SourceRow]:
    if element.error:
        facts: dict[str, str | int] = {"detail": element.error, "line": element.error_line}
        raw = show_marked(element.text)
        yield SourceRow(element.line, {}, "broken_json", facts, (), raw)
        return
    values = {
        name: text for name, text in flatten(element.value).items() if name not in OWN_COLUMNS
    }
    if not any(values.values()):
        return
    notes = () if isinstance(element.value, dict) else ("not_an_object",)
    bad = next((name for name in values if marked_place(values[name]) is not None), None)
    if bad is None:
        yield SourceRow(element.line, values, None, {}, notes)
        return
    place = marked_place(values[bad]) or 0
    byte = f"0x{ord(values[bad][place]) - 0xDC00:02X}"
    shown = {name: show_marked(text) for name, text in values.items()}
    raw = json.dumps(shown, ensure_ascii=False)
    yield SourceRow(
        element.line,
        shown,
        "undecodable",
        {"column": bad, "place": place + 1, "byte": byte},
        notes,
        raw,
    )


def _estimate(path: Path, size: int) -> int:
    with path.open("rb") as file:
        head = file.read(1 << 20)
    return max(1, round(size / max(1, len(head)) * max(1, head.count(b"\n{") + head.count(b"},"))))
