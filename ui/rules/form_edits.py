"""Changes of a form's template made in its form view, each as a change of the file's text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ui.rules.form_nodes import Entry
from ui.rules.rows import Edit
from workstation.domain.form_names import FORMATS, fact_of
from workstation.domain.refusal import Refusal

#: Keys that stand even where nothing is written in them.
_NEEDED: Final = ("title", "label", "version", "texts")
_ROW: Final = re.compile(r"^(?P<list>.*)\[(?P<number>\d+)\]$")
#: A column may not become narrower than this, in millimetres.
_NARROWEST: Final = 6.0
#: How wide the rows of a page are where the file does not say it, in millimetres.
_PAGE: Final = 175.0


def edit_of(entry: Entry, value: object) -> Edit:
    """The change that a value asks for."""
    key = entry.place.rpartition(".")[2]
    if entry.kind == "fact":
        return lambda text: _with_fact(text, entry.place, str(value))
    if key == "width":
        return lambda text: _withwidth_at(text, entry.place, _number(value))
    if key == "when":
        return lambda text: written(text, entry.place, _condition(str(value)))
    if entry.kind == "lines":
        return lambda text: written(text, entry.place, _lines(value))
    if entry.kind == "whole":
        return lambda text: written(text, entry.place, int(_number(value)))
    if entry.kind == "length":
        return lambda text: written(text, entry.place, _number(value))
    return lambda text: written(text, entry.place, value)


def written(text: str, place: str, value: object) -> str:
    """The text with a value; one that says nothing is taken out where it may be missing."""
    from workstation.rules.editing import remove_value, set_value

    key = re.sub(r"\[\d+\]$", "", place).rpartition(".")[2]
    plain = place.startswith(("words.", "choices.", "sentences.")) or key in _NEEDED
    plain = plain or ("." not in place and "[" not in place)  # of the file's own keys all stay
    usual = value in ("", 0.0, False, []) and key not in ("seal_zone", "framed", "blank")
    if not usual or plain:
        return set_value(text, place, value)
    try:
        return remove_value(text, place)
    except Refusal:  # it was not there
        return text


def _with_fact(text: str, place: str, fact: str) -> str:
    """The text with another fact; a format or words that do not suit it go."""
    from workstation.rules.editing import set_value, value_at

    text = set_value(text, place, fact)
    around = place.rpartition(".")[0]
    one = value_at(text, around)
    listed = ""
    column = re.match(r"(region\[\d+\])\.column\[\d+\]$", around)
    if column:
        region = value_at(text, column[1])
        listed = str(region.get("list", "items")) if isinstance(region, Mapping) else ""
    found = fact_of(fact, listed)
    if found is None or not isinstance(one, Mapping):
        return text
    if one.get("format") and found.kind not in FORMATS.get(str(one["format"]), ()):
        text = written(text, f"{around}.format", "")
    if one.get("words") and found.kind != "code":
        text = written(text, f"{around}.words", "")
    return written(text, f"{around}.zero", "") if found.kind != "money" else text


def _withwidth_at(text: str, place: str, width: float) -> str:
    """The text with a width; what stands beside takes or gives the difference."""
    from workstation.rules.editing import set_value, value_at

    around = place.rpartition(".")[0]
    found = _ROW.match(around)
    if found is None:
        return set_value(text, place, width)
    rows, number = found["list"], int(found["number"])
    count, whole = len(items(value_at(text, rows))), room(text)
    even = whole / max(1, count)
    widths = [width_at(text, f"{rows}[{one}].width") or even for one in range(count)]
    if not width or count == 1:  # all the same again
        widths = [even] * count if ".column" in rows else [0.0] * count
    else:
        beside = number + 1 if number + 1 < count else number - 1
        least = _NARROWEST if ".column" in rows else 2 * _NARROWEST
        width = max(least, min(width, widths[number] + widths[beside] - least))
        widths[beside] += widths[number] - width
        widths[number] = width
    for one, wide in enumerate(_rounded(widths, whole)):
        text = written(text, f"{rows}[{one}].width", wide)
    return text


def _rounded(widths: list[float], room: float) -> list[float]:
    """Widths in tenths of a millimetre that add up to the room there is."""
    told = [round(one, 1) for one in widths]
    if any(told):
        told[-1] = round(room - sum(told[:-1]), 1)
    return told


def room(text: str) -> float:
    """How wide the rows of the page are, in millimetres."""
    from workstation.rules.editing import value_at

    try:
        return _number(value_at(text, "paper.width"))
    except Refusal:
        return _PAGE


def width_at(text: str, place: str) -> float:
    """A width in millimetres; 0 where none is given."""
    from workstation.rules.editing import value_at

    try:
        return _number(value_at(text, place))
    except Refusal:
        return 0.0


def _condition(value: str) -> object:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    return parts if len(parts) > 1 else "".join(parts)


def _lines(value: object) -> list[str]:
    if isinstance(value, str):
        return value.splitlines()
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else []


def items(value: object) -> list[object]:
    """A list as it is; no items for anything else."""
    return value if isinstance(value, list) else []


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
