"""The library on its page: filters, what waits to be put in force, and the list as it is narrowed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.scripts import filters
from ui.scripts.collection import Collection
from ui.scripts.filters import ScriptFilters
from ui.scripts.list_view import ScriptList
from ui.scripts.model import PLACES
from ui.scripts.reviewed_strip import ReviewedStrip
from ui.scripts.rows import narrowed
from ui.widgets.labels import EmptyState

#: Columns by which nobody looks for a script.
_UNORDERED = ("languages", "channels")


class CollectionPane(QWidget):
    """Narrows and orders the library; `opened(key)` and `chosen(key)` are those of its list.

    `has_room` tells whether nothing is open beside it; `turned` when versions were put in force.
    """

    opened = Signal(str)
    chosen = Signal(str)
    turned = Signal()

    def __init__(
        self,
        bridge: Bridge,
        collection: Collection,
        has_room: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection, self._has_room = collection, has_room
        self._typed: tuple[str, ...] = ()
        self._order = "code"
        self.filters = ScriptFilters()
        self.list = ScriptList(collection.speech)
        self.reviewed = ReviewedStrip(bridge)
        self.empty = EmptyState("notes", "")
        self.listed = QStackedWidget()
        self.listed.addWidget(self.list)
        self.listed.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.reviewed)
        column.addWidget(self.listed, 1)
        self.setMinimumWidth(220)
        self.filters.typed.connect(self.look_for)
        self.filters.left.connect(self.list.setFocus)
        self.filters.changed.connect(lambda _wanted: self.narrow())
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(self.chosen)
        self.list.order_wanted.connect(self._on_order)
        self.reviewed.done.connect(self.turned)

    def show_collection(self) -> None:
        """Show the library as it was read now."""
        known = self._collection.knows_uses
        self.filters.figures_known = known
        self.list.show_figures(known)
        offered = self._collection.choices()
        if offered != self.filters.choices:
            self.filters.choices = offered
            self.filters.show_wanted(self.filters.wanted)
        self.narrow()

    def narrow(self) -> None:
        """Show the scripts that the filters and the words leave."""
        whole = self._collection.rows
        rows = narrowed(whole, self.filters.wanted, self._typed, self._order)
        self.list.show_rows(rows)
        self.filters.show_count(len(rows), len(whole))
        self.show_reviewed()
        self.listed.setCurrentIndex(0 if rows else 1)
        if not rows and whole:
            self.empty.say(
                self.tr("No script answers that"), self.tr("Take a condition away, or type less.")
            )
        elif not rows:
            self.empty.say(self.tr("No scripts yet"), self.tr("Write one, or import your own."))

    def show_reviewed(self) -> None:
        """Show what waits to be put in force, where there is room for it."""
        self.reviewed.show_rows(self.list.collection.rows, room=self._has_room())

    def look_for(self, text: str) -> None:
        """Narrow the list to words, and mark the first that answers."""
        from workstation.scripts.needles import wanted_words

        self._typed = wanted_words(text)
        self.narrow()
        if self._typed and self.list.collection.rows:
            self.list.go(0, quiet=True)

    def step(self, by: int) -> None:
        """Mark another script of the list."""
        last = len(self.list.collection.rows) - 1
        self.list.go(min(max(self.list.currentIndex().row() + by, 0), last))

    def state(self) -> dict[str, object]:
        """The filter and the order."""
        told = filters.told_of(self.filters.wanted)
        plain = {name: list(v) if isinstance(v, tuple) else v for name, v in told.items()}
        return {"filter": plain, "order": self._order}

    def restore(self, state: dict[str, object]) -> None:
        """Take filter and order again."""
        if "filter" in state:
            self.filters.show_wanted(filters.read(state["filter"]))
        order = str(state.get("order", self._order))
        self._order = order if order.lstrip("-") in PLACES else "code"
        self.list.show_order(self._order)

    def _on_order(self, column: str) -> None:
        if column in _UNORDERED:
            return
        self._order = f"-{column}" if self._order == column else column
        self.list.show_order(self._order)
        self.narrow()
