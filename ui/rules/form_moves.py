"""Parts of a form put in, moved and taken out, each as a change of the file's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ui.rules.form_edits import items, room, width_at, written
from ui.rules.form_nodes import Node, walk
from ui.rules.rows import Edit
from workstation.domain.form_names import FACTS, LISTS
from workstation.domain.refusal import Refusal

_ROW: Final = re.compile(r"^(?P<list>.*)\[(?P<number>\d+)\]$")
#: How wide a new column is at most, in millimetres.
_NEW_COLUMN: Final = 22.0
#: Lists that most regions of their kind show.
_ROWS: Final = {"checklist": "evidence", "pictures": "pictures", "office": "steps"}
#: The key of the list in which parts of a kind stand.
_KEYS: Final = {"row": "row", "field": "fields", "column": "column", "text": "texts",
                "block": "block"}  # fmt: skip


def add(node: Node, kind: str, fact: str, chinese: bool) -> Edit:
    """The change that puts a new part into a part, or behind it where it is of the same kind.

    `fact` is what a field or a column shows; its label is the fact's name.
    """
    return lambda text: _added(text, node, kind, fact, chinese)


def add_region(kind: str, behind: str) -> Edit:
    """The change that puts a new region behind the one at a place, or at the end."""
    made: dict[str, dict[str, Any]] = {
        "grid": {"kind": "grid", "row": []},
        "table": {"kind": "table", "list": "items", "column": []},
        "checklist": {"kind": "checklist", "list": _ROWS["checklist"]},
        "paragraphs": {"kind": "paragraphs", "texts": ["…"]},
        "signatures": {"kind": "signatures", "least": 25.0, "block": [_block()]},
        "pictures": {"kind": "pictures", "list": _ROWS["pictures"]},
        "office": {"kind": "office", "words": "steps"},
    }
    region = {key: value for key, value in made[kind].items() if value != []}
    found = re.match(r"region\[(\d+)\]", behind)
    at = int(found[1]) + 1 if found else None

    def changed(text: str) -> str:
        from workstation.rules.editing import add_row, value_at

        count = len(items(value_at(text, "region")))
        place = f"region[{count if at is None else at}]"
        text = add_row(text, "region", region, at)
        if kind == "grid":
            return _row_added(text, f"{place}.row", 0, "form.remarks", True)
        return _column_added(text, place, 0, "name", True) if kind == "table" else text

    return changed


def move(node: Node, step: int) -> Edit:
    """The change that moves a part up or down; a lone field takes its row along."""
    place = _mover(node)

    def changed(text: str) -> str:
        from workstation.rules.editing import move_row

        found = _ROW.match(place)
        if found is None:
            raise Refusal("rule_edit_place", place=place)
        return move_row(text, place, int(found["number"]) + step)

    return changed


def moved_to(node: Node, step: int) -> str:
    """Where a part stands once it is moved."""
    place = _mover(node)
    found = _ROW.match(place)
    if found is None:
        return node.place
    return f"{found['list']}[{int(found['number']) + step}]{node.place[len(place) :]}"


def remove(node: Node) -> Edit:
    """The change that takes a part out; the room of a column goes to the widest that is left."""
    place = _mover(node)

    def changed(text: str) -> str:
        from workstation.rules.editing import remove_row, value_at

        gone = value_at(text, place)
        text = remove_row(text, place)
        freed = gone.get("width") if isinstance(gone, Mapping) else None
        rows = place.rpartition("[")[0]
        return _shared(text, rows, float(freed)) if freed else text

    return changed


def _mover(node: Node) -> str:
    """What is moved or taken out with a part: its row for a lone field."""
    lone = node.kind == "field" and "row" in node.adds and node.place.endswith(".fields[0]")
    alone = lone and any(entry.place.endswith("].flow") for entry in node.entries)
    return node.place.removesuffix(".fields[0]") if alone else node.place


def _shared(text: str, rows: str, freed: float) -> str:
    """The text with room that became free given to the widest that is left."""
    from workstation.rules.editing import value_at

    left = items(value_at(text, rows)) if freed else []
    widths = [width_at(text, f"{rows}[{one}].width") for one in range(len(left))]
    if not any(widths):
        return text
    widest = widths.index(max(widths))
    return written(text, f"{rows}[{widest}].width", round(widths[widest] + freed, 1))


def _added(text: str, node: Node, kind: str, fact: str, chinese: bool) -> str:
    from workstation.rules.editing import add_row, value_at

    region = node.place.partition("]")[0] + "]"
    number = _behind(node, kind)
    if kind == "row" or (kind == "field" and node.kind == "region"):
        return _row_added(text, f"{region}.row", number, fact, chinese)
    if kind == "field":
        row = re.sub(r"\.fields\[\d+\]$", "", node.place)
        for one in range(len(items(value_at(text, f"{row}.fields")))):
            text = written(text, f"{row}.fields[{one}].width", 0.0)
        return add_row(text, f"{row}.fields", _field(fact, chinese), number)
    if kind == "column":
        return _column_added(text, region, number, fact, chinese)
    if kind == "text":
        return add_row(text, f"{region}.texts", "…", number)
    for one in range(len(items(value_at(text, f"{region}.block")))):
        text = written(text, f"{region}.block[{one}].width", 0.0)
    return add_row(text, f"{region}.block", _block(), number)


def _behind(node: Node, kind: str) -> int | None:
    """The number of what is put behind a part; None for the end of what is in it."""
    found = re.search(rf"\.{_KEYS[kind]}\[(\d+)\]", node.place)
    return int(found[1]) + 1 if found else None


def _row_added(text: str, rows: str, at: int | None, fact: str, chinese: bool) -> str:
    from workstation.rules.editing import add_row

    return add_row(text, rows, {"fields": [_field(fact, chinese)]}, at)


def _column_added(text: str, region: str, at: int | None, fact: str, chinese: bool) -> str:
    """The text with a column; the widest one gives it room."""
    from workstation.rules.editing import add_row, set_value, value_at

    told = value_at(text, region)
    assert isinstance(told, Mapping)
    found = LISTS.get(str(told.get("list", "items")), {}).get(fact)
    label = (found.zh if chinese else found.en) if found else fact
    widths = [
        width_at(text, f"{region}.column[{n}].width") for n in range(len(told.get("column", ())))
    ]
    wide = room(text)
    if widths:
        widest = widths.index(max(widths))
        wide = min(_NEW_COLUMN, round(widths[widest] / 2, 1))
        text = set_value(text, f"{region}.column[{widest}].width", round(widths[widest] - wide, 1))
    made = {"label": label, "fact": fact, "width": wide}
    if not widths:
        return set_value(text, f"{region}.column", [made])
    return add_row(text, f"{region}.column", made, at)


def _field(fact: str, chinese: bool) -> dict[str, Any]:
    found = FACTS.get(fact)
    label = (found.zh if chinese else found.en) if found else fact
    return {"label": label, "fact": fact}


def _block() -> dict[str, Any]:
    return {"title": "…", "signs": ["{date}"]}


def number_of(node: Node) -> tuple[str, int]:
    """The list in which a part is moved, and its number there."""
    found = _ROW.match(_mover(node))
    return (found["list"], int(found["number"])) if found else ("", 0)


def count_of(nodes: Iterable[Node], rows: str) -> int:
    """How many parts a list has."""
    there = {number_of(one) for one in walk(nodes)}
    return sum(1 for one, _ in there if one == rows)


def added_at(node: Node, kind: str) -> str:
    """Where a new part will stand; "" where that is not to be told yet."""
    number = _behind(node, kind)
    if number is None:
        return ""
    region = node.place.partition("]")[0] + "]"
    if kind == "field":
        return re.sub(r"\.fields\[\d+\]$", "", node.place) + f".fields[{number}]"
    inside = ".fields[0]" if kind == "row" else ""
    return f"{region}.{_KEYS[kind]}[{number}]{inside}"


def region_at(nodes: Iterable[Node], behind: str) -> str:
    """Where a new region will stand."""
    found = re.match(r"region\[(\d+)\]", behind)
    count = sum(1 for one in nodes if one.kind == "region")
    return f"region[{int(found[1]) + 1 if found else count}]"
