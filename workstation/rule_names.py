"""The names of classes, sub-types and causes without reading all rules.

The first list needs only these; parsing the rule files takes a fifth of a start. They are kept
in the profile beside the stamp of the file they came from, and read from it when that changed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from resources import path

_FILE: Final = "class_names.json"
_log = logging.getLogger(__name__)


def class_names(profile: Path) -> Callable[[str, str], str]:
    """Give the function from (code, language) to a name; an unknown code is its own name."""
    source = path("rules") / "classes.toml"
    kept = profile / _FILE
    names = _kept(kept, _stamp(source))
    if names is None:
        names = _read()
        _keep(kept, _stamp(source), names)
    found = names

    def name(code: str, language: str) -> str:
        zh, en = found.get(code, (code, code))
        return zh if language.startswith("zh") else en

    return name


def _stamp(source: Path) -> list[object]:
    told = source.stat()
    return [str(source), told.st_size, told.st_mtime_ns]


def _kept(file: Path, stamp: list[object]) -> dict[str, tuple[str, str]] | None:
    """The names kept for that stamp; None when there are none, or they cannot be read."""
    try:
        told = json.loads(file.read_text("utf-8"))
        if told["of"] != stamp:
            return None
        return {str(code): (str(zh), str(en)) for code, (zh, en) in told["names"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read() -> dict[str, tuple[str, str]]:
    from workstation import rules

    catalogue = rules.load().catalogue
    return {
        code: (catalogue.name(code, "zh"), catalogue.name(code, "en")) for code in catalogue.codes
    }


def _keep(file: Path, stamp: list[object], names: dict[str, tuple[str, str]]) -> None:
    partial = file.with_name(f".{file.name}.part")
    try:
        partial.write_text(
            json.dumps({"of": stamp, "names": names}, ensure_ascii=False), encoding="utf-8"
        )
        partial.replace(file)
    except OSError as error:  # the next start reads the rules again
        _log.info("class names not kept: %s", error)
