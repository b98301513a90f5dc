"""What differs between two texts of a rule file: line by line, and place by place in words."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.wording import said
from workstation.rules.files import parsed

_NAMES: Final = ("code", "id", "year", "name")
_LONGEST: Final = 80
_HOW: Final = {
    "added": ("{what}: added {after}", "{what}：新增 {after}"),
    "removed": ("{what}: removed {before}", "{what}：删去 {before}"),
    "changed": ("{what}: {before} → {after}", "{what}：{before} → {after}"),
    "moved": (
        "{what}: moved from place {before} to {after}",
        "{what}：由第 {before} 位移到第 {after} 位",
    ),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs. `how` is "added", "removed", "changed" or "moved".

    `place` is where it stands in the newer text (in the older one if it was removed); rows of a
    list are told apart by their code: "rule[claims-1].when.value_fen".
    """

    place: str
    how: str
    before: object = None
    after: object = None

    def said(self, language: str) -> str:
        """In words; Chinese for a language that begins with "zh"."""
        pattern = said(_HOW[self.how], language)
        return pattern.format(what=self.place, before=_told(self.before), after=_told(self.after))

    def facts(self) -> dict[str, object]:
        """As JSON facts."""
        return {
            "place": self.place,
            "how": self.how,
            "before": self.before,
            "after": self.after,
            "en": self.said("en"),
            "zh": self.said("zh"),
        }


def lines(before: str, after: str, names: tuple[str, str] = ("before", "after")) -> str:
    """The unified difference of two texts; "" when they are the same."""
    told = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), *names
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in told)


def places(before: str, after: str) -> tuple[Difference, ...]:
    """What differs in the data, in the order of the newer text; () where a text is not TOML."""
    try:
        return tuple(_tables("", parsed(before), parsed(after)))
    except Refusal:
        return ()


def tables(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Difference, ...]:
    """What differs in two tables of data, in the order of the newer one."""
    return tuple(_tables("", before, after))


def _tables(
    place: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Difference]:
    for key, value in after.items():
        told = f"{place}.{key}" if place else key
        if key in before:
            yield from _values(told, before[key], value)
        else:
            yield Difference(told, "added", None, value)
    for key, value in before.items():
        if key not in after:
            yield Difference(f"{place}.{key}" if place else key, "removed", value)


def _values(place: str, before: object, after: object) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _tables(place, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        old, new = _named(before), _named(after)
        if old is not None and new is not None and (old or new):
            yield from _rows(place, old, new)
        elif before != after:
            yield Difference(place, "changed", before, after)
    elif before != after or type(before) is not type(after):
        yield Difference(place, "changed", before, after)


def _named(rows: list[object]) -> dict[str, Mapping[str, object]] | None:
    """Rows by what tells them apart; None where nothing does."""
    found: dict[str, Mapping[str, object]] = {}
    for row in rows:
        if not isinstance(row, Mapping):
            return None
        name = next((str(row[key]) for key in _NAMES if key in row), None)
        if name is None or name in found:
            return None
        found[name] = row
    return found


def _rows(
    place: str, before: dict[str, Mapping[str, object]], after: dict[str, Mapping[str, object]]
) -> Iterator[Difference]:
    stayed = [name for name in after if name in before]
    order = [name for name in before if name in after]
    moved = _moved(order, stayed)
    for number, name in enumerate(after):
        if name not in before:
            yield Difference(f"{place}[{name}]", "added", None, after[name])
            continue
        if name in moved:
            yield Difference(f"{place}[{name}]", "moved", list(before).index(name) + 1, number + 1)
        yield from _tables(f"{place}[{name}]", before[name], after[name])
    for name, row in before.items():
        if name not in after:
            yield Difference(f"{place}[{name}]", "removed", row)


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest names that must be moved to come from one order to the other, nearly."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    kept = {
        name
        for block in matcher.get_matching_blocks()
        for name in before[block.a : block.a + block.size]
    }
    return set(after) - kept


def _told(value: object) -> str:
    told = json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
