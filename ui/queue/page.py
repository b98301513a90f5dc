"""The list of tickets: a view or a search, its filters, and acts on many."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import language
from ui.bridge import Bridge
from ui.commands import Commands
from ui.queue.head import QueueHead
from ui.queue.model import QueueModel
from ui.queue.rows import Writer
from ui.queue.view import QueueView
from ui.text import words
from ui.widgets.labels import EmptyState
from workstation.domain.pages import Found
from workstation.domain.view import Filter, View

#: Hits of a search that are shown; the head tells how many there are in all.
HITS = 200


class QueuePage(QWidget):
    """See `ui.pages.QueuePage`."""

    noticed = Signal(str, str)
    ticket_chosen = Signal(str)
    ticket_opened = Signal(str)
    views_changed = Signal()
    searched = Signal(str)
    first_page_shown = Signal()

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        desk = bridge.desk
        names = desk.rules.catalogue.name
        tongue = language.current()
        writer = Writer(lambda code: names(code, tongue), desk.zone, desk.clock)
        self.model = QueueModel(bridge, writer, self)
        self.view = QueueView(self.model, desk.clock)
        self.head = QueueHead()
        self.empty = EmptyState("inbox", "")
        self._view: View | None = None
        self._filter = Filter()
        self._order = "due_at"
        self._search = ""
        self._columns: tuple[str, ...] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.model.counted.connect(self._tell_count)
        self.model.first_shown.connect(self._on_first_shown)
        self.view.chosen.connect(self.ticket_chosen)
        self.view.opened.connect(self.ticket_opened)
        self.view.order_wanted.connect(self.sort)

    # what the window asks

    def activate(self) -> None:
        """Take the keyboard."""
        self.view.setFocus()

    def flush(self) -> None:
        """Nothing is typed here that a restart would lose."""

    def state(self) -> dict[str, object]:
        """The columns, their widths and the density."""
        return {
            "columns": list(self.view.columns()),
            "widths": self.view.widths(),
            "compact": self.view.compact,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take what `state` gave before."""
        columns = tuple(str(code) for code in state.get("columns", ()))
        if columns:
            self.view.show_columns(columns)
        widths = state.get("widths", {})
        if isinstance(widths, dict):
            told = {str(k): v for k, v in widths.items() if isinstance(v, int)}
            self.view.set_widths(told)
        self.view.set_compact(state.get("compact") is True)

    def show_view(self, view: View) -> None:
        """Show a view from its first row."""
        self._view, self._search = view, ""
        self._filter, self._order = view.filter, view.order
        self._show()

    def show_search(self, text: str) -> None:
        """Show what a search finds; Escape leads back to the view."""
        self._search = text
        if not text:
            self._show()
            return
        self.bridge.ask(
            lambda reader: reader.find(text, HITS),
            lambda found: self._show_found(text, found),
        )

    def step(self, by: int) -> None:
        """Move the cursor and tell which ticket it is on."""
        self.view.step(by)

    def select(self, uid: str) -> None:
        """Put the cursor on a ticket if the list holds it."""
        self.model.place_of(uid, lambda place: self.view.go(place, tell=False))

    def current(self) -> str:
        """The ticket under the cursor, or ""."""
        return self.view.current_uid()

    # within

    def sort(self, order: str) -> None:
        """Order the list otherwise."""
        self._order = order
        self._show()

    def _show(self) -> None:
        self.view.painter_of_cells.needle = ""
        self.view.show_order(self._order)
        self.model.show_filter(self._filter, self._order)

    def _show_found(self, text: str, found: Found) -> None:
        if text != self._search:
            return
        self.view.painter_of_cells.needle = text.lower()
        self.view.show_order("")
        self.model.show_rows(found.rows, found.total, capped=found.capped)

    def _on_first_shown(self) -> None:
        if self.model.rowCount():
            self.view.go(0, tell=False)
        QTimer.singleShot(0, self.first_page_shown.emit)

    def _tell_count(self) -> None:
        self.stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.head.show_name(self._name(), self._count())

    def _name(self) -> str:
        if self._search:
            return self.tr("Search: {text}").format(text=self._search)
        view = self._view
        return words.view_name(view.code, view.name) if view else ""

    def _count(self) -> str:
        model = self.model
        if model.fixed:
            if model.capped:
                return self.tr("more than {n:,}").format(n=1_000)
            return self.tr("found {n:,}").format(n=model.total)
        if not model.complete:
            return self.tr("counting…")
        return self.tr("{n:,} tickets").format(n=model.total)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
