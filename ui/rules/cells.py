"""Cells of the tables of rule files, and how plain values stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.rules.rows import Cell
from ui.text import amounts, words
from ui.translating import QT_TRANSLATE_NOOP as _T

Data = Mapping[str, Any]


def rows_of(data: Data, key: str) -> list[tuple[int, str, Data]]:
    """The rows of a list of tables: number, place and table."""
    found = data.get(key)
    rows = found if isinstance(found, list) else []
    return [(no, f"{key}[{no}]", row) for no, row in enumerate(rows) if isinstance(row, Mapping)]


def text(row: Data, place: str, key: str) -> Cell:
    """A text that can be written anew."""
    value = str(row.get(key, ""))
    return Cell(value, f"{place}.{key}", "text", value)


def named(row: Data, place: str) -> tuple[Cell, Cell, Cell]:
    """A row's code and its names."""
    code = Cell(str(row.get("code", "")))
    return code, text(row, place, "name_zh"), text(row, place, "name_en")


def texts(row: Data, place: str, key: str) -> Cell:
    """A list of texts, one a line where it is written."""
    value = [str(one) for one in row.get(key, [])]
    return Cell("、".join(value), f"{place}.{key}", "list", "\n".join(value))


def flag(place: str, value: bool) -> Cell:
    """Something that is on or off."""
    return Cell(say("On") if value else say("Off"), place, "flag", value)


def choice(place: str, value: object, choices: Iterable[tuple[object, str]]) -> Cell:
    """One of several codes, shown by its name."""
    known = tuple(choices)
    shown = next((text for code, text in known if code == value), str(value))
    return Cell(shown, place, "choice", value, known)


def amount(place: str, name: str, value: object) -> Cell:
    """A sum of money, or another whole number."""
    if name.endswith("_fen") and isinstance(value, int):
        return Cell(amounts.money(value), place, "yuan", f"{value / 100:.2f}")
    return Cell(str(value), place, "whole", value)


def stretches(hours: object) -> str:
    """The stretches of a day: "09:00–12:00, 13:00–18:00"; "" for none."""
    found = hours if isinstance(hours, list) else []
    return ", ".join("–".join(map(str, one)) for one in found if isinstance(one, list))


def pauses(value: object) -> str:
    """For whom a limit stops."""
    if value is True:
        return say("anybody outside")
    if isinstance(value, list) and value:
        return words.listing(words.waiting_for(str(one)) for one in value)
    return "–"


def short(value: object) -> str:
    """A value in a few words."""
    if isinstance(value, list):
        return f"[{len(value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(map(str, value))}}}"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def say(text: str) -> str:
    """Words of the tables in the language of the screen."""
    return QCoreApplication.translate("sheet", text)


#: Words that are said in passing, for the tool that collects them.
_SAID: Final = (
    _T("sheet", "that of the group"),
    _T("sheet", "as the step"),
    _T("sheet", "anybody outside"),
    _T("sheet", "any"),
    _T("sheet", "Class"),
    _T("sheet", "On"),
    _T("sheet", "Every day"),
    _T("sheet", "Off"),
    _T("sheet", "What stands in a row beside its names is changed in the text."),
)
