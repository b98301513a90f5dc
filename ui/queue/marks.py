"""The tickets that are ticked for an act on many; they stay ticked whatever the list does."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from ui.queue.model import QueueModel

#: The most tickets that may be acted on at once.
MOST: Final = 500


class Marks(QObject):
    """Row numbers of ticked tickets. `changed` after every change; `full` when no more may be."""

    changed = Signal()
    full = Signal()

    def __init__(self, model: QueueModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = model
        self.ids: set[int] = set()
        self._anchor = 0
        self._range: set[int] = set()

    def toggle(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        id = self._queue.id_at(row)
        if not id:
            return
        self._anchor, self._range = id, set()
        if id in self.ids:
            self.ids.discard(id)
            self.changed.emit()
        else:
            self._add({id})

    def extend(self, row: int, to: int) -> None:
        """Tick from where the range began (else from `row`) up to `to`, and no further."""
        start = row
        if self._range and self._anchor:
            ids = self._queue.ids_between(max(0, min(row, to) - MOST), max(row, to) + MOST)
            if self._anchor in ids:
                start = max(0, min(row, to) - MOST) + ids.index(self._anchor)
        else:
            self._anchor = self._queue.id_at(row)
        low, high = min(start, to), max(start, to)
        wanted = set(self._queue.ids_between(low, min(high, low + MOST)))
        self.ids -= self._range - wanted
        self._range = wanted
        self._add(wanted)

    def all(self) -> None:
        """Tick every ticket of the list, the first 500 at most."""
        self.ids.clear()
        self._range = set()
        self._add(set(self._queue.ids_between(0, MOST)))

    def keep(self, ids: set[int]) -> None:
        """Tick exactly these."""
        if ids != self.ids:
            self.ids.clear()
            self.ids |= ids
            self._range = set()
            self.changed.emit()

    def clear(self) -> None:
        """Take all ticks away."""
        self.keep(set())

    def _add(self, wanted: set[int]) -> None:
        room = MOST - len(self.ids)
        new = sorted(wanted - self.ids)
        self.ids.update(new[:room])
        self.changed.emit()
        if len(new) > room:
            self.full.emit()
