"""A folder of script files read as one collection: folders and file names are categories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from workstation.readers.errors import ReadError
from workstation.readers.script_source import ColumnUse, Entry, PassedOver, ScriptFile

#: Files that may hold scripts, by the ends of their names.
SUFFIXES: Final = (
    *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".tab", ".txt"),
    *(".md", ".markdown", ".json", ".jsonl", ".ndjson", ".toml"),
)
MOST_FILES: Final = 2_000
#: Files that speak of a collection.
_ABOUT: Final = re.compile(
    r"(?:readme|contributing|licen[cs]e|changelog|notice|security|code_of_conduct|authors|todo|"
    r"package(?:-lock)?|composer|tsconfig|说明|使用说明|更新日志)(?:[._-].*)?",
    re.IGNORECASE,
)


def read_folder(path: Path, read: Callable[[Path], ScriptFile]) -> ScriptFile:
    """Read the files of a folder and of those within it, in the order of their names.

    What cannot be read, or speaks of the collection, is named among what was passed over. Raises
    `ReadError` `script_none_found` where no file holds a script, `file_too_large` for too many.
    """
    files = list(_files(path))
    if len(files) > MOST_FILES:
        raise ReadError("file_too_large", file=path.name, size=len(files), most=MOST_FILES)
    entries: list[Entry] = []
    columns: list[ColumnUse] = []
    passed: list[PassedOver] = []
    for file in files:
        name = file.relative_to(path).as_posix()
        if _ABOUT.fullmatch(file.stem):
            passed.append(PassedOver(name, 1, file.name, "about_the_collection"))
            continue
        try:
            found = read(file)
        except ReadError:
            passed.append(PassedOver(name, 1, file.name, "not_readable"))
            continue
        above = () if found.own else (*file.relative_to(path).parts[:-1], file.stem)
        entries += [
            replace(one, place=f"{name}:{one.place}", categories=(*above, *one.categories))
            for one in found.entries
        ]
        columns += [replace(use, sheet=use.sheet or name) for use in found.columns]
        passed += [replace(one, place=f"{name}:{one.place}") for one in found.passed]
    if not entries:
        raise ReadError("script_none_found", file=path.name, passed=len(passed))
    return ScriptFile("folder", tuple(entries), tuple(columns), tuple(passed))


def _files(path: Path) -> Iterator[Path]:
    for inner in sorted(path.iterdir(), key=lambda one: (one.is_dir(), one.name)):
        if inner.name.startswith(".") or inner.name in ("node_modules", "__pycache__"):
            continue
        if inner.is_dir() and not inner.is_symlink():
            yield from _files(inner)
        elif inner.is_file() and inner.suffix.lower() in SUFFIXES:
            yield inner
