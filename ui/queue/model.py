"""The list of tickets as Qt sees it: row numbers in order, words read when they are looked at."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.queue.columns import COLUMNS, PLACES
from ui.queue.places import Plan, make_plan, places_of
from ui.queue.rows import Shown, Writer
from ui.timing import after_rest
from ui.widgets.indexes import ROOT, Index
from workstation.changes import Changes
from workstation.domain.pages import QueueRow
from workstation.domain.view import OWED, Filter

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_DUE: Final = PLACES["due_at"]
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_HORIZONTAL: Final = Qt.Orientation.Horizontal

#: Rows read together.
PAGE: Final = 128
#: Rows kept ready to be shown.
_KEPT: Final = 32 * PAGE
#: Changes are shown at most this often, in milliseconds.
PACE_MS: Final = 100
#: The rest of a list is read once its first page has been painted.
_AFTER_PAINT_MS: Final = 25
#: Row steps times rows that Qt is asked to follow one by one; beyond, rows change under it.
_STEPWISE: Final = 1_000_000
#: More touched tickets than this and the list is read anew.
_MOST_TOUCHED: Final = 2_000


class QueueModel(QAbstractTableModel):
    """Tickets of a filter in an order, or the hits of a search.

    `counted` when the number of rows is known or has changed; `first_shown` when a new list has
    its first rows; `rearranging` before rows change places underneath the view, `rearranged`
    with the new places of some row numbers after it. `visible` gives the first and last row on
    the screen.
    """

    counted = Signal()
    first_shown = Signal()
    rearranging = Signal()
    rearranged = Signal(object)

    def __init__(self, bridge: Bridge, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._writer = writer
        self._ids = array("q")
        self._rows: dict[int, Shown] = {}
        self._read: dict[int, QueueRow] = {}
        self._uids: dict[str, int] = {}
        self.filter = Filter()
        self.order = "due_at"
        self.total = 0
        self.complete = True
        self.capped = False
        self.fixed = False
        self._asked = 0
        self._touched: set[int] = set()
        self._since: set[int] = set()
        self._planning = False
        self._fetching = False
        self.visible: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self.anchors: Callable[[], dict[int, int]] = dict
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._follow)
        self._followed_at = 0.0
        self._rest = after_rest(self, _AFTER_PAINT_MS, self._ask_ids)
        bridge.changed.connect(self._on_changed)

    # what Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY and role != _ACCESSIBLE and role != _TOOL_TIP:
            return None
        shown = self.shown(index.row())
        if shown is None:
            return None
        place = index.column()
        if role == _TOOL_TIP:
            return self._writer.hint(shown, place)
        return shown.left.text if place == _DUE else shown.words[place]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == _HORIZONTAL and role == _DISPLAY:
            return COLUMNS[section].title
        return None

    # what the view asks

    def shown(self, row: int) -> Shown | None:
        """The words of a row, read with its neighbours when they are not at hand."""
        if not 0 <= row < len(self._ids):
            return None
        id = self._ids[row]
        found = self._rows.get(id)
        if found is None:
            if id not in self._read:
                self._read_block(row)
            found = self._make(id)
        return found

    def known(self, row: int) -> Shown | None:
        """The words of a row if they are at hand."""
        return self._rows.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def id_at(self, row: int) -> int:
        """The row number of the ticket at a place; 0 when there is none."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def ids_between(self, first: int, last: int) -> array[int]:
        """The row numbers from one place to another, both included."""
        return self._ids[max(first, 0) : last + 1]

    def uid_at(self, row: int) -> str:
        """The uid of the ticket at a place, or ""."""
        shown = self.shown(row)
        return shown.row.uid if shown else ""

    def cells(self, row: QueueRow, columns: Iterable[str]) -> tuple[str, ...]:
        """The words of a ticket in some columns."""
        shown = self._writer.shown(row)
        return tuple(
            shown.left.text if code == "due_at" else shown.words[PLACES[code]] for code in columns
        )

    def place_of(self, uid: str, then: Callable[[int], None]) -> None:
        """Give the place of a ticket to `then`, -1 when the list does not hold it."""
        known = self._uids.get(uid, 0)
        row = None if known else self._bridge.desk.read.row(uid)
        id = known or (row.id if row else 0)
        first, last = self.visible()
        near = self.ids_between(first, last)
        if id in near:
            then(max(first, 0) + near.index(id))
        elif len(self._ids) <= PAGE:
            then(self._ids.index(id) if id in self._ids else -1)
        else:
            ids, asked = self._ids, self._asked

            def answer(places: dict[int, int]) -> None:
                place = places.get(id, -1)
                if asked == self._asked and self.id_at(place) == id:
                    then(place)

            self._bridge.ask(lambda _reader: places_of(ids, (id,)), answer)

    def prefetch(self) -> None:
        """Read the pages before and after what is on the screen, in the background."""
        first, last = self.visible()
        wanted = [id for id in self.ids_between(first - PAGE, last + PAGE) if id not in self._rows]
        if not wanted or self._fetching:
            return
        self._fetching = True
        self._since.clear()
        writer = self._writer
        ids, owed = wanted[: 2 * PAGE], self._owed()
        self._bridge.ask(
            lambda reader: [writer.shown(row) for row in reader.rows_by_id(ids, owed).values()],
            self._on_fetched,
            lambda _error: self._on_fetched([]),
        )

    def _owed(self) -> Filter | None:
        """The filter, where the list shows when promises or call-backs are due."""
        return self.filter if self.order == OWED and not self.fixed else None

    # what the page does

    def show_filter(self, chosen: Filter, order: str, *, quick: bool = True) -> None:
        """Show the tickets of a filter; `quick` ones have their first page at once."""
        self.filter, self.order, self.fixed = chosen, order, False
        self._asked += 1
        if quick:
            self._show_first(self._bridge.desk.read.page(chosen, order, PAGE))
            return
        asked = self._asked
        self._bridge.ask(
            lambda reader: reader.page(chosen, order, PAGE),
            lambda rows: self._show_first(rows) if asked == self._asked else None,
        )

    def show_rows(self, rows: Iterable[QueueRow], total: int, *, capped: bool) -> None:
        """Show the hits of a search as they come."""
        self.fixed = True
        self._asked += 1
        self._begin(tuple(rows))
        self._settle(total, complete=True, capped=capped)

    def read_anew(self) -> None:
        """Read the whole list again; the selection, the place and the focus stay."""
        if self.fixed:
            self._refresh_words()
            return
        self._asked += 1
        self._ask_ids()

    # within

    def _show_first(self, rows: tuple[QueueRow, ...]) -> None:
        self._begin(rows)
        whole = len(rows) < PAGE
        self._settle(len(rows), complete=whole)
        if not whole:
            self._rest.start()

    def _begin(self, rows: tuple[QueueRow, ...]) -> None:
        self._rest.stop()
        self.beginResetModel()
        self._ids = array("q", (row.id for row in rows))
        self._rows, self._uids = {}, {}
        self._read = {row.id: row for row in rows}
        self._touched.clear()
        self.endResetModel()
        self.first_shown.emit()

    def _settle(self, total: int, *, complete: bool, capped: bool = False) -> None:
        self.total, self.complete, self.capped = total, complete, capped
        self.counted.emit()

    def _ask_ids(self) -> None:
        asked, chosen, order = self._asked, self.filter, self.order
        anchors = tuple(self.anchors())

        def answer(told: tuple[array[int], dict[int, int]]) -> None:
            if asked == self._asked:
                self._adopt(*told)

        def query(reader: Any) -> tuple[array[int], dict[int, int]]:
            ids = reader.ids(chosen, order)
            return ids, places_of(ids, anchors)

        self._bridge.ask(query, answer, lambda error: self._on_unread(error, asked))

    def _on_unread(self, error: BaseException, asked: int) -> None:
        """The list could not be read: what is shown stays, and the window says so."""
        if asked == self._asked:
            self._settle(len(self._ids), complete=True)
        self._bridge.failed.emit(error)

    def _adopt(self, ids: array[int], places: dict[int, int]) -> None:
        """Take a list that was read anew in place of the one shown."""
        if ids != self._ids:
            old = self._ids
            if len(ids) > len(old) and ids[: len(old)] == old:
                self.beginInsertRows(ROOT, len(old), len(ids) - 1)
                self._ids = ids
                self.endInsertRows()
            else:
                self._replace(ids, places)
        self._refresh_words()
        self._settle(len(ids), complete=True)

    def _replace(self, ids: array[int], places: dict[int, int]) -> None:
        """Change rows underneath the view: only their number is told to Qt step by step."""
        self.rearranging.emit()
        had, have = len(self._ids), len(ids)
        if have < had:
            self.beginRemoveRows(ROOT, have, had - 1)
            self._ids = ids
            self.endRemoveRows()
        elif have > had:
            self.beginInsertRows(ROOT, had, have - 1)
            self._ids = ids
            self.endInsertRows()
        self._ids = ids
        if have:
            self.dataChanged.emit(self.index(0, 0), self.index(have - 1, len(COLUMNS) - 1))
        self.rearranged.emit(places)

    def _on_changed(self, changes: Changes) -> None:
        if changes.many or "agent" in changes.kinds:
            self.read_anew()
            return
        self._touched.update(changes.rows[uid] for uid in changes.tickets if uid in changes.rows)
        if self._touched and not self._timer.isActive():
            past = int((time.monotonic() - self._followed_at) * 1000)
            self._timer.start(max(0, PACE_MS - past))

    def _follow(self) -> None:
        """Bring the touched tickets' rows up to date."""
        if self._planning or not self.complete:
            self._timer.start(PACE_MS)
            return
        touched = frozenset(self._touched)
        self._touched.clear()
        self._since.update(touched)
        self._followed_at = time.monotonic()
        if len(touched) > _MOST_TOUCHED:
            self.read_anew()
            return
        asked, ids, chosen, order = self._asked, self._ids, self.filter, self.order
        self._planning = True
        self._bridge.ask(
            (lambda reader: Plan(reader.rows_by_id(touched)))
            if self.fixed
            else (lambda reader: make_plan(reader, ids, chosen, order, touched)),
            lambda plan: self._carry_out(plan, asked, touched),
            lambda _error: self._carry_out(Plan({}, anew=True), asked, touched),
        )

    def _carry_out(self, plan: Plan, asked: int, touched: frozenset[int]) -> None:
        self._planning = False
        if asked != self._asked:
            self._touched |= touched  # the list was read anew meanwhile, perhaps before them
            self._timer.start(PACE_MS)
            return
        self._keep(
            self._writer.shown(row)
            for id, row in plan.rows.items()
            if id in self._rows or any(id == new for _place, new in plan.insertions)
        )
        for id in touched:
            self._read.pop(id, None)
        if plan.anew:
            self.read_anew()
            return
        if plan.removals or plan.insertions:
            self._take_steps(plan)
            self._settle(len(self._ids), complete=True)
        self._tell_visible(touched)

    def _take_steps(self, plan: Plan) -> None:
        steps = len(plan.removals) + len(plan.insertions)
        if steps * len(self._ids) > _STEPWISE:
            ids = array("q", self._ids)
            for place in plan.removals:
                ids.pop(place)
            for place, id in plan.insertions:
                ids.insert(place, id)
            self._replace(ids, _nearby(ids, self.anchors(), steps))
            return
        for place in plan.removals:
            self.beginRemoveRows(ROOT, place, place)
            self._ids.pop(place)
            self.endRemoveRows()
        for place, id in plan.insertions:
            self.beginInsertRows(ROOT, place, place)
            self._ids.insert(place, id)
            self.endInsertRows()

    def _read_block(self, row: int) -> None:
        """Read the page of 128 rows that holds a row, now."""
        start = row - row % PAGE
        missing = [id for id in self._ids[start : start + PAGE] if id not in self._rows]
        if len(self._read) > _KEPT // 2:
            self._read = {}
        self._read.update(self._bridge.desk.read.rows_by_id(missing, self._owed()))

    def _on_fetched(self, rows: list[Shown]) -> None:
        self._fetching = False
        stale = self._since | self._touched
        self._keep(s for s in rows if s.row.id not in self._rows and s.row.id not in stale)

    def _refresh_words(self) -> None:
        """Read the rows on the screen again; the others are read when they come into sight."""
        first, last = self.visible()
        ids = list(self.ids_between(first, last))
        self._rows, self._uids, self._read = {}, {}, {}
        rows = self._bridge.desk.read.rows_by_id(ids, self._owed())
        self._keep(map(self._writer.shown, rows.values()))
        self._tell_visible()

    def _make(self, id: int) -> Shown | None:
        """Make the words of a row that has been read."""
        row = self._read.pop(id, None)
        if row is None:
            return None
        made = self._rows[id] = self._writer.shown(row)
        self._uids[row.uid] = id
        return made

    def _keep(self, rows: Iterable[Shown]) -> None:
        for shown in rows:
            self._rows[shown.row.id] = shown
            self._uids[shown.row.uid] = shown.row.id
            self._read.pop(shown.row.id, None)
        if len(self._rows) > _KEPT:
            first, last = self.visible()
            here = set(self.ids_between(first, last))
            self._read = {id: row for id, row in self._read.items() if id in here}
            spare = [id for id in self._rows if id not in here][: len(self._rows) - _KEPT // 2]
            for id in spare:
                self._uids.pop(self._rows.pop(id).row.uid, None)

    def _tell_visible(self, only: frozenset[int] | None = None) -> None:
        first, last = self.visible()
        here = self.ids_between(first, last)
        if here and (only is None or not only.isdisjoint(here)):
            low = max(first, 0)
            end = self.index(low + len(here) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(low, 0), end)


def _nearby(ids: array[int], anchors: dict[int, int], steps: int) -> dict[int, int]:
    """The new places of some row numbers a few steps away from their old ones."""
    found = {}
    for id, place in anchors.items():
        start = max(0, place - steps)
        near = ids[start : place + steps + 1]
        if id in near:
            found[id] = start + near.index(id)
    return found
