"""Where a ticket stands in an ordered list, worked out without reading the list anew.

All of this runs on the reading pool. The list of row numbers that it gets is never altered while
it works: the model applies one plan at a time.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.domain.pages import QueueRow
from workstation.domain.view import Filter

if TYPE_CHECKING:
    from workstation.desk import Reader

#: More rows than this coming, going or moving at once are read anew as a whole.
MOST_STEPS: Final = 100
_NEVER: Final = 9_000_000_000_000_000
_CHUNK: Final = 8_192

Key = tuple[object, ...]
_KEYS: Final[dict[str, Callable[[QueueRow], Key]]] = {
    "due_at": lambda row: (_due(row), row.id),
    "created_at": lambda row: (row.created_at, row.id),
    "-created_at": lambda row: (-row.created_at, -row.id),
    "-last_activity_at": lambda row: (-(row.last_activity_at or -_NEVER), -row.id),
    "-priority": lambda row: (-row.priority, _due(row), row.id),
    "number": lambda row: (row.number, row.id),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What became of some tickets: their rows, and how the list must be altered, step by step.

    `removals` are places from the last to the first; `insertions` (place, row number) in turn
    after them. `anew` asks for the whole list to be read again.
    """

    rows: dict[int, QueueRow]
    removals: tuple[int, ...] = ()
    insertions: tuple[tuple[int, int], ...] = ()
    anew: bool = False


def make_plan(
    reader: Reader, ids: array[int], chosen: Filter, order: str, touched: frozenset[int]
) -> Plan:
    """Say what must be done so that the list is right for the tickets that were touched."""
    rows = reader.rows_by_id(touched)
    if order not in _KEYS or chosen.text:
        return Plan(rows, anew=True)
    keys = _Keys(reader, _KEYS[order], rows)
    belongs = {id for id in rows if reader.matches(id, chosen)}
    places = places_of(ids, touched)
    stays = _staying(ids, places, belongs, keys)
    gone = sorted((row for id, row in places.items() if id not in stays), reverse=True)
    come = belongs - stays
    if len(gone) + len(come) > MOST_STEPS:
        return Plan(rows, anew=True)
    return Plan(rows, tuple(gone), _insertions(ids, gone, come, keys))


class _Keys:
    """The sort key of any ticket, read once."""

    def __init__(
        self, reader: Reader, key: Callable[[QueueRow], Key], rows: dict[int, QueueRow]
    ) -> None:
        self._reader, self._key = reader, key
        self._known = {id: key(row) for id, row in rows.items()}

    def __getitem__(self, id: int) -> Key:
        known = self._known.get(id)
        if known is None:
            known = self._known[id] = self._key(self._reader.rows_by_id((id,))[id])
        return known

    def place(self, ids: array[int], wanted: int) -> int:
        """Where a ticket stands in a list that is in order."""
        key, low, high = self[wanted], 0, len(ids)
        while low < high:
            middle = (low + high) // 2
            if self[ids[middle]] < key:
                low = middle + 1
            else:
                high = middle
        return low


def _staying(
    ids: array[int], places: dict[int, int], belongs: set[int], keys: _Keys
) -> frozenset[int]:
    """The touched tickets that need not move: between the same others, and in order themselves."""
    holes = sorted(places.values())
    rest = array("q")
    before = 0
    for hole in holes:
        rest.extend(ids[before:hole])
        before = hole + 1
    rest.extend(ids[before:])
    stays, furthest = set(), -1
    for id in sorted(belongs & places.keys(), key=keys.__getitem__):
        old = places[id]
        if keys.place(rest, id) == old - bisect_left(holes, old) and old > furthest:
            stays.add(id)
            furthest = old
    return frozenset(stays)


def _insertions(
    ids: array[int], gone: list[int], come: Iterable[int], keys: _Keys
) -> tuple[tuple[int, int], ...]:
    """Where each newcomer goes, in the list as it is after the removals and those before it."""
    left = array("q", ids)
    for row in gone:
        left.pop(row)
    steps = []
    for id in sorted(come, key=keys.__getitem__):
        place = keys.place(left, id)
        left.insert(place, id)
        steps.append((place, id))
    return tuple(steps)


def places_of(ids: array[int], wanted: Iterable[int]) -> dict[int, int]:
    """The place of each wanted row number that the list holds."""
    missing = set(wanted)
    found: dict[int, int] = {}
    for start in range(0, len(ids), _CHUNK):
        if not missing:
            break
        for id in missing.intersection(ids[start : start + _CHUNK]):
            found[id] = ids.index(id, start)
        missing.difference_update(found)
    return found


def _due(row: QueueRow) -> int:
    return _NEVER if row.due_at is None else row.due_at
