"""Open a foreign collection of reply scripts, whatever it is: `open_scripts` is the one way in."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from workstation.readers.delimited import guess_delimiter, text_encoding
from workstation.readers.encoding import MARK_BYTES, marked_place, show_marked
from workstation.readers.errors import ReadError
from workstation.readers.records import NO_DELIMITER, records
from workstation.readers.script_columns import find_header
from workstation.readers.script_folder import read_folder
from workstation.readers.script_json import OWN_FORMAT, read_json
from workstation.readers.script_markdown import read_prose
from workstation.readers.script_source import Entry, ScriptFile
from workstation.readers.script_table import read_delimited, read_workbook
from workstation.readers.table import file_head, is_json, is_markup, workbook_kind

#: A text of more than this is no collection of scripts.
MOST_BYTES: Final = 64 << 20
#: The first line of a Markdown file of this program.
OWN_MARK: Final = f"<!-- {OWN_FORMAT} 1 -->"
_PROSE: Final = (".md", ".markdown", ".mdown", ".mkd", ".rst")
_TABLES: Final = (".csv", ".tsv", ".tab")
_HEADINGS: Final = re.compile(r"^#{1,6}\s+\S|^\s*\d{1,3}[.、)]\s*\S", re.MULTILINE)
_OWN_ENTRY: Final = re.compile(r"^<!-- script (\{.*\}) -->$")


def open_scripts(
    path: Path,
    mapping: Mapping[str, str] | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> ScriptFile:
    """Read a workbook, delimited text, JSON, Markdown or numbered text, or a TOML script file.

    Of a folder all such files are read (`script_folder`).
    The content decides, the name only where it may be either. `mapping` gives the field of a
    column or key (`script_fields.FIELDS`, "" to keep it as a note). Raises `ReadError` for a file
    that cannot be read as a whole: `errors.READ_CODES`.
    """
    if path.is_dir():
        return read_folder(
            path,
            lambda file: open_scripts(
                file, mapping, encoding=encoding, delimiter=delimiter, sheet=sheet
            ),
        )
    head = file_head(path)
    if workbook_kind(path, head):
        return read_workbook(path, mapping, sheet)
    bare = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not bare:
        raise ReadError("file_empty", file=path.name)
    suffix = path.suffix.lower()
    if is_json(bare, suffix) and suffix != ".toml" and not bare.startswith(b"[[script]]"):
        return read_json(path, mapping, encoding)
    if is_markup(bare) and not bare.startswith(b"<!--"):
        raise ReadError("file_is_web_page", file=path.name)
    if path.stat().st_size > MOST_BYTES:
        raise ReadError("file_too_large", file=path.name, size=path.stat().st_size, most=MOST_BYTES)
    guess = text_encoding(path, encoding)
    text = _decoded(path, guess.name)
    if suffix == ".toml" or _looks_like_toml(text):
        return replace(_toml(text, path), encoding=guess.name)
    if OWN_MARK in text[:200]:
        return ScriptFile("markdown", tuple(_own_entries(text)), encoding=guess.name, own=True)
    if _is_table(text, suffix, delimiter, mapping):
        return read_delimited(path, mapping, encoding, delimiter)
    prose = read_prose(text, mapping)
    form = "markdown" if suffix in _PROSE or "\n#" in f"\n{text[:4096]}" else "text"
    if not prose.entries:
        raise ReadError("script_none_found", file=path.name, passed=len(prose.passed))
    entries = tuple(_checked(entry) for entry in prose.entries)
    return ScriptFile(form, entries, prose.columns, prose.passed, guess.name)


def _decoded(path: Path, encoding: str) -> str:
    text = path.read_bytes().decode(encoding, MARK_BYTES)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _is_table(
    text: str, suffix: str, delimiter: str | None, mapping: Mapping[str, str] | None
) -> bool:
    """Whether delimited rows stand in a text; a Markdown name wants a header that is known."""
    if delimiter:
        return True
    lines = text[: 1 << 18].split("\n")[:400]
    chosen = guess_delimiter([f"{line}\n" for line in lines])
    if chosen == NO_DELIMITER:
        return suffix in _TABLES and not _HEADINGS.search(text[:4096])
    rows = [one.cells for one in records((f"{line}\n" for line in lines), chosen)][:20]
    top = find_header(rows)
    named = top is not None and len([cell for cell in rows[top] if cell.strip()]) > 1
    if chosen == "|" and re.search(r"^\s*\|?\s*:?-{3,}", text, re.MULTILINE):
        return False  # a table of Markdown
    if suffix in _PROSE:
        return named and not text.lstrip().startswith("#") and chosen != "|"
    if suffix in _TABLES:
        return named or bool(mapping) or len(_HEADINGS.findall(text)) < 2
    return named


def _looks_like_toml(text: str) -> bool:
    return re.search(r"^\[\[script\]\]\s*$", text, re.MULTILINE) is not None


def _toml(text: str, path: Path) -> ScriptFile:
    """A script file of this program's rule folder, or one made like it."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError("script_toml_broken", file=path.name, detail=str(error)) from None
    listed = data.get("script")
    if not isinstance(listed, list) or not listed:
        raise ReadError("script_none_found", file=path.name, passed=0)
    lines = [
        number for number, line in enumerate(text.split("\n"), 1) if line.strip() == "[[script]]"
    ]
    entries = tuple(
        Entry(f"script[{at + 1}]", lines[at] if at < len(lines) else at + 1, facts=facts)
        for at, facts in enumerate(listed)
        if isinstance(facts, dict)
    )
    return ScriptFile("toml", entries, own=True)


def _own_entries(text: str) -> Iterator[Entry]:
    """The entries of a Markdown file of this program: its facts stand above each, words below."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        found = _OWN_ENTRY.match(lines[at])
        place = at = at + 1
        if found is None:
            continue
        try:
            facts = json.loads(found[1])
            at = _with_words(facts, lines, at)
        except (ValueError, KeyError, IndexError, RecursionError) as error:
            detail: dict[str, str | int] = {"detail": str(error)}
            yield Entry(str(place), place, problem="script_facts_broken", detail=detail)
            continue
        yield Entry(str(place), place, facts=facts)


def _with_words(facts: dict[str, object], lines: list[str], at: int) -> int:
    """Fill in the fences below an entry, in the order that its facts name them (`texts`).

    Gives the line after the last one. Raises `ValueError` where a text is missing.
    """
    names = facts.pop("texts")
    if not isinstance(names, list):
        raise ValueError("texts")
    for name in names:
        while not lines[at].startswith("```"):
            if _OWN_ENTRY.match(lines[at]):
                raise ValueError(f"the text of {'.'.join(name)} is missing")
            at += 1
        mark = lines[at].rstrip()
        end = at + 1
        while lines[end].rstrip() != mark:
            end += 1
        _put(facts, name, "\n".join(lines[at + 1 : end]))
        at = end + 1
    return at


def _put(facts: dict[str, object], path: list[str], text: str) -> None:
    *above, last = path
    inner = facts
    for key in above:
        found = inner.setdefault(key, {})
        if not isinstance(found, dict):
            raise ValueError(key)
        inner = found
    inner[last] = text


def _checked(entry: Entry) -> Entry:
    """An entry whose words hold bytes that are no letters is told as undecodable."""
    for name, text in entry.values.items():
        if marked_place(text) is not None:
            shown = {key: show_marked(value) for key, value in entry.values.items()}
            return replace(entry, values=shown, problem="undecodable", detail={"column": name})
    return entry
