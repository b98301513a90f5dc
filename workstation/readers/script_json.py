"""Reply scripts as JSON: lists and objects of entries, and what help desks give out of theirs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from workstation.readers.delimited import text_encoding
from workstation.readers.encoding import MARK_BYTES, marked_place, show_marked
from workstation.readers.errors import ReadError
from workstation.readers.flatten import flatten
from workstation.readers.jsonstream import ElementReader
from workstation.readers.script_columns import columns_of
from workstation.readers.script_fields import field_of
from workstation.readers.script_help_desks import known_form
from workstation.readers.script_source import ColumnUse, Entry, ScriptFile

#: What a JSON file of this program says of itself.
OWN_FORMAT: Final = "aftercare-scripts"
_DEEPEST: Final = 6
_MOST_BYTES: Final = 64 << 20


def read_json(path: Path, given: Mapping[str, str] | None, encoding: str | None) -> ScriptFile:
    """Read a JSON document or JSON Lines. Raises `ReadError` `json_broken`, `json_without_rows`."""
    if path.stat().st_size > _MOST_BYTES:
        raise ReadError(
            "file_too_large", file=path.name, size=path.stat().st_size, most=_MOST_BYTES
        )
    guess = text_encoding(path, encoding)
    text = path.read_bytes().decode(guess.name, MARK_BYTES).removeprefix("\ufeff").replace("\0", "")
    lines = path.suffix.lower() in (".jsonl", ".ndjson")
    document = _document(text, path, lines=lines)
    if isinstance(document, dict) and document.get("format") == OWN_FORMAT:
        return ScriptFile("json", tuple(_own(document)), encoding=guess.name, own=True)
    rows = list(_rows(document, (), 0))
    if not rows:
        raise ReadError("json_without_rows", file=path.name)
    return _file(rows, given, guess.name, "jsonl" if lines else "json")


def _document(text: str, path: Path, *, lines: bool) -> Any:
    if lines:
        found = [
            _line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()
        ]
    else:
        try:
            return json.loads(text, strict=False)
        except RecursionError:
            raise ReadError(
                "json_broken", file=path.name, line=1, detail="nested too deep"
            ) from None
        except json.JSONDecodeError as error:
            found = _values(text)
            facts: dict[str, str | int] = {"line": error.lineno, "detail": error.msg}
    if not any(isinstance(value, dict) for value in found):
        facts = {"line": 1, "detail": "no object"} if lines else facts
        raise ReadError("json_broken", file=path.name, **facts)
    return found


def _line(number: int, text: str) -> _Placed | _Broken:
    """A line of JSON Lines."""
    try:
        return _Placed(number, json.loads(text, strict=False))
    except json.JSONDecodeError as error:
        return _Broken(number, error.msg, text)
    except RecursionError:
        return _Broken(number, "nested too deep", text[:200])


def _values(text: str) -> list[Any]:
    """The values of a broken document, one by one; broken ones as `_Broken`."""
    from io import StringIO

    start = text.lstrip()[:1]
    body = text.lstrip()[1:] if start == "[" else text
    reader = ElementReader(StringIO(body), 1)
    return [
        _Broken(one.line, one.error, one.text) if one.error else _Placed(one.line, one.value)
        for one in reader
    ]


class _Placed(dict[str, Any]):
    """An object with the line where it begins."""

    def __init__(self, line: int, value: Any) -> None:
        super().__init__(value if isinstance(value, dict) else {"value": value})
        self.line = line


class _Broken:
    """A value that could not be read."""

    def __init__(self, line: int, error: str, text: str) -> None:
        self.line, self.error, self.text = line, error, text


Row = tuple[str, int, dict[str, Any] | _Broken, tuple[str, ...]]


def _own(document: Mapping[str, Any]) -> Iterator[Entry]:
    listed = document.get("scripts")
    for number, facts in enumerate(listed if isinstance(listed, list) else [], start=1):
        if isinstance(facts, dict):
            yield Entry(f"scripts[{number}]", number, facts=facts)
        else:
            yield Entry(f"scripts[{number}]", number, problem="not_an_object")


def _rows(value: Any, above: tuple[str, ...], depth: int, place: str = "") -> Iterator[Row]:
    """All objects that hold words to say, with where they stand and the names above them."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        bare: list[Row] = []
        some = False
        for number, one in enumerate(value, start=1):
            at = f"{place}[{number}]"
            if isinstance(one, _Broken):
                yield f"line {one.line}", one.line, one, above
            elif isinstance(one, dict):
                found = list(_object(one, above, depth, at, number))
                some = some or bool(found)
                bare += () if found else [(at, number, one, above)]
                yield from found
            elif isinstance(one, str) and one.strip() and len(one.strip()) >= 4 and _says(place):
                yield at, number, {"body": one}, above
            elif isinstance(one, list):
                yield from _rows(one, above, depth + 1, at)
        if some:
            yield from bare  # entries without words are told, too
    elif isinstance(value, dict):
        yield from _object(value, above, depth, place, 1)


def _object(
    one: dict[str, Any], above: tuple[str, ...], depth: int, place: str, number: int
) -> Iterator[Row]:
    line = one.line if isinstance(one, _Placed) else number
    known = known_form(one)
    if known is not None:
        yield place or "1", line, known, above
        return
    spoken = [key for key, value in one.items() if _is_text(key, value)]
    several = [key for key, value in one.items() if _is_texts(key, value)]
    if spoken:
        yield place or "1", line, one, above
        return
    if several:
        yield from _several(one, several[0], above, place, line)
        return
    name = next((str(one[key]) for key in one if field_of(key)[0] in ("title", "category")
                 and isinstance(one[key], str)), "")  # fmt: skip
    named = _is_table_of_texts(one)
    for key, inner in one.items():
        at = f"{place}.{key}" if place else key
        if named and isinstance(inner, str):
            yield at, line, {"title": key, "body": inner}, above
        elif isinstance(inner, dict):
            inside = (*above, *filter(None, (name,)))
            if _holds_text(inner):
                yield at, line, {"key": key, **inner}, inside
            else:
                yield from _rows(inner, (*inside, *_heading(key)), depth + 1, at)
        elif isinstance(inner, list):
            inside = (*above, *((name,) if name else _heading(key)))
            yield from _rows(inner, inside, depth + 1, at)


def _several(
    one: dict[str, Any], key: str, above: tuple[str, ...], place: str, line: int
) -> Iterator[Row]:
    """An object with several wordings of one thing: a script of each."""
    rest = {name: value for name, value in one.items() if name != key}
    title = next((name for name in rest if field_of(name)[0] == "title"), "")
    for number, text in enumerate(one[key], start=1):
        told = {**rest, "body": text}
        if title and number > 1:
            told[title] = f"{rest[title]}（{number}）"
        yield f"{place}.{key}[{number}]", line, told, above


def _heading(key: str) -> tuple[str, ...]:
    """A key as a category, unless it merely says that a list follows."""
    bare = key.strip().lower()
    plain = (
        "data",
        "items",
        "results",
        "rows",
        "list",
        "records",
        "scripts",
        "templates",
        "macros",
    )
    more = (
        "canned_responses",
        "text_modules",
        "responses",
        "replies",
        "payload",
        "_results",
        "objects",
    )
    return () if bare in (*plain, *more) or bare.isdigit() else (key,)


def _says(place: str) -> bool:
    """Whether bare texts in a list at this place are words to say, not names of things."""
    key = place.rsplit(".", 1)[-1].split("[")[0]
    return not key or field_of(key)[0].startswith("body") or bool(_heading(key) and _han(key))


def _han(key: str) -> bool:
    return any("\u3400" <= letter <= "\u9fff" for letter in key)


def _is_text(key: str, value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and field_of(key)[0].startswith("body")


def _is_texts(key: str, value: Any) -> bool:
    plural = key[:-1] if key.lower().endswith("s") else key
    told = isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
    said = field_of(key)[0].startswith("body") or field_of(plural)[0].startswith("body")
    return told and said


def _holds_text(one: Mapping[str, Any]) -> bool:
    return any(_is_text(key, value) or _is_texts(key, value) for key, value in one.items())


def _is_table_of_texts(one: Mapping[str, Any]) -> bool:
    """{"催派": "您好…", "破损": "您好…"}: names and the words for each."""
    texts = [value for value in one.values() if isinstance(value, str)]
    long = sum(len(value) >= 8 for value in texts)
    return len(texts) == len(one) > 1 and long >= len(texts) * 0.8


def _file(rows: list[Row], given: Mapping[str, str] | None, encoding: str, form: str) -> ScriptFile:
    flat = [
        (place, line, one if isinstance(one, _Broken) else _flat(one), above)
        for place, line, one, above in rows
    ]
    headers = tuple(
        dict.fromkeys(key for _, _, one, _ in flat if isinstance(one, dict) for key in one)
    )
    sample = [
        [one.get(key, "") for key in headers]
        for _, _, one, _ in flat[:300]
        if isinstance(one, dict)
    ]
    uses = columns_of(headers, sample, given)
    entries = tuple(_entry(place, line, one, above, uses) for place, line, one, above in flat)
    return ScriptFile(form, entries, uses, (), encoding)


def _flat(one: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in flatten(dict(one)).items() if value.strip()}


def _entry(
    place: str,
    line: int,
    one: dict[str, str] | _Broken,
    above: tuple[str, ...],
    uses: tuple[ColumnUse, ...],
) -> Entry:
    if isinstance(one, _Broken):
        return Entry(
            place, line, {}, {"raw": one.text}, above, None, "broken_json", {"detail": one.error}
        )
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    categories = list(above)
    for use in uses:
        text = one.get(use.header, "")
        if not text or use.field in ("variables", "index"):
            continue
        if marked_place(text) is not None:
            detail: dict[str, str | int] = {"column": use.header}
            shown = {use.header: show_marked(text)}
            return Entry(place, line, {}, shown, above, None, "undecodable", detail)
        if use.field == "category":
            categories += [part.strip() for part in text.split("/") if part.strip()]
        elif not use.field:
            extra[use.header] = text
        elif use.field == "body" and "body" in values:
            continue  # the same words in another form, such as body_html beside body_text
        elif use.field in values:
            values[use.field] = f"{values[use.field]}\n{text}"
        else:
            values[use.field] = text
    return Entry(place, line, values, extra, tuple(dict.fromkeys(categories)))
