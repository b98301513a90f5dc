"""The names of classes, sub-types and causes without reading all rules.

The first list needs only these; parsing the rule files takes a fifth of a start. They are kept
in the profile beside the stamp of the file they came from, and read from it when that changed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from resources import path

if TYPE_CHECKING:
    from workstation.domain.classify import Catalogue

_FILE: Final = "class_names.json"
_log = logging.getLogger(__name__)


def class_names(
    profile: Path, version: str = "", read: Callable[[], Catalogue] | None = None
) -> Callable[[str, str], str]:
    """Give the function from (code, language) to a name; an unknown code is its own name.

    `version` names the version of the class file in force ("" for the shipped one), `read` gives
    the catalogue in force, by default the shipped one.
    """
    stamp = [*_stamp(path("rules") / "classes.toml"), version]
    kept = profile / _FILE
    names = _kept(kept, stamp)
    if names is None:
        names = _names(read() if read else _shipped())
        _keep(kept, stamp, names)
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


def _shipped() -> Catalogue:
    from workstation.rules import loading

    return loading.load().catalogue


def _names(catalogue: Catalogue) -> dict[str, tuple[str, str]]:
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
