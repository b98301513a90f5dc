"""The list of tickets: a view or a search, its filters, and acts on many."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.queue import filtering, telling
from ui.queue.bulk import Bulk, BulkBar
from ui.queue.due_clock import DueClock
from ui.queue.filter_bar import FilterBar
from ui.queue.filter_menu import FilterMenu
from ui.queue.head import QueueHead
from ui.queue.marks import MOST
from ui.queue.menus import columns_menu, row_menu
from ui.queue.model import QueueModel
from ui.queue.older import Older
from ui.queue.rows import Writer
from ui.queue.saving import Saving
from ui.queue.strip import Strip
from ui.queue.view import QueueView
from ui.text import times
from ui.text.words import listing
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import EmptyState
from workstation.changes import Changes
from workstation.domain.pages import Found, QueueRow
from workstation.domain.view import Filter, View

#: Hits of a search that are shown; the head tells how many there are in all.
HITS = 200
#: A ticket that the cursor is meant for may come into the list this much later.
_SEEK_S = 3.0


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
        self.commands = commands
        desk = bridge.desk
        self.names = self._read_names()
        writer = Writer(self.names.of, desk.zone, desk.clock)
        self.model = QueueModel(bridge, writer, self)
        self.view = QueueView(self.model, desk.clock)
        self.head = QueueHead()
        self.bar = FilterBar()
        self.empty = EmptyState("inbox", "")
        self.strip = Strip(self.activate)
        self.older = Older(bridge, self._words, self.show_search, self)
        self.bulk_bar = BulkBar()
        self.bulk = Bulk(bridge, self.strip, self.chosen_rows, self)
        self.saving = Saving(bridge, self.strip, self.shown_view, self)
        self._view: View | None = None
        self._filter = Filter()
        self._clock = DueClock(bridge, lambda: self._filter, self.model.read_anew, self)
        self._order = "due_at"
        self._search = ""
        self._own_columns = self.view.columns()
        self._place = ""
        self._back = ""  # the ticket to show again once a search is left
        self._sought, self._seek_until = "", 0.0
        self._lay_out()
        self._fill_bars()
        self._connect()
        self._bind()

    # what the window asks

    def activate(self) -> None:
        """Take the keyboard."""
        (self.view if self.stack.currentIndex() == 0 else self.empty).setFocus()

    def flush(self) -> None:
        """Nothing is typed here that a restart would lose."""

    def state(self) -> dict[str, object]:
        """The columns, their widths and the density."""
        self._note_columns()
        return {
            "columns": list(self._own_columns),
            "widths": self.view.widths(),
            "compact": self.view.compact,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take what `state` gave before."""
        columns, widths = state.get("columns"), state.get("widths")
        if isinstance(columns, list):
            self.view.show_columns(tuple(str(code) for code in columns))
            self._own_columns = self.view.columns()
        if isinstance(widths, dict):
            self.view.set_widths({str(k): v for k, v in widths.items() if isinstance(v, int)})
        self.view.set_compact(state.get("compact") is True)

    def show_view(self, view: View) -> None:
        """Show a view from its first row."""
        self._note_columns()
        self._view, self._search, self._sought = view, "", ""
        self.older.forget()
        self.view.show_columns(view.columns or self._own_columns)
        self.view.marks.clear()
        self.strip.hide()
        self._show(view.filter, view.order)

    def show_search(self, text: str) -> None:
        """Show what a search finds; Escape leads back to the view."""
        if not text:
            self._leave_search()
            return
        if not self._search:
            self._place = self.current()
        self._search = text
        self.bridge.ask(
            lambda reader: reader.find(text, HITS), lambda found: self._show_found(text, found)
        )

    def step(self, by: int) -> None:
        """Move the cursor and tell which ticket it is on."""
        self.view.step(by)

    def select(self, uid: str) -> None:
        """Put the cursor on a ticket if the list holds it, or as soon as it comes in."""
        self._on_strayed(uid)
        self._seek()

    def current(self) -> str:
        """The ticket under the cursor, or ""."""
        return self.view.current_uid()

    # what people do here

    def shown_view(self) -> View | None:
        """The view as it is shown now, with its filter, order and columns."""
        if self._view is None:
            return None
        columns = self.view.columns() if self._view.columns else ()
        return replace(self._view, filter=self._filter, order=self._order, columns=columns)

    def chosen_rows(self) -> list[QueueRow]:
        """The tickets that an act is meant for: the ticked ones, else the one under the cursor."""
        ids = self.view.marks.ids or {self.model.id_at(self.view.currentIndex().row())} - {0}
        if not ids:
            return []
        rows = self.bridge.desk.read.rows_by_id(ids)
        return sorted(rows.values(), key=lambda row: row.number)

    def sort(self, order: str) -> None:
        """Order the list otherwise; a search keeps the order of its hits."""
        if self._search or self._filter.text:
            self.view.show_order("")
            self.noticed.emit(self.tr("Found tickets stand newest first."), "")
        else:
            self._show(self._filter, order)

    def filter_by(self, chosen: Filter) -> None:
        """Show the tickets of another filter in the same order."""
        self._search = ""
        self.older.forget()
        self._show(chosen, self._order)

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard as a table: one line each, cells parted by tabs."""
        rows = self.chosen_rows()
        columns = self.view.columns()
        if not rows:
            return
        lines = [self.model.cells(row, columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.noticed.emit(self.tr("{n} rows copied").format(n=len(rows)), "")

    # making

    def _read_names(self) -> filtering.Names:
        desk, tongue = self.bridge.desk, language.current()
        names = desk.class_name
        people = {agent.uid: agent.name for agent in desk.read.agents()}
        return filtering.Names(lambda code: names(code, tongue), people, desk.zone)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        self.empty.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.older.bar)
        column.addWidget(self.strip)
        column.addWidget(self.bulk_bar)

    def _fill_bars(self) -> None:
        self._save = Button(self.tr("Save view"), "bookmark-plus", "flat", self.saving.ask)
        self._drop = Button(self.tr("Drop view"), "trash", "flat", self.saving.drop)
        self._columns = IconButton("columns", self.tr("Columns"), self.choose_columns)
        for widget in (self._drop, self._save, self._columns):
            self.head.add(widget)
        self._unfilter = Button(self.tr("Clear the filters"), "x", "", self._clear_filters)
        self.empty.add_action(self._unfilter)
        bulk, bar = self.bulk, self.bulk_bar
        bar.add(self.tr("Assign"), "user-plus", bulk.assign, "A")
        bar.add(self.tr("Status"), "circle-dot", bulk.status)
        bar.add(self.tr("Priority"), "flag", bulk.priority, "P")
        bar.add(self.tr("Transfer"), "arrows-exchange", bulk.transfer, "T")
        bar.add(self.tr("Macro"), "bolt", bulk.macro)
        bar.row.addStretch(1)
        bar.add(self.tr("Untick"), "x", self.view.marks.clear, self.tr("Esc"))

    def _connect(self) -> None:
        self.model.counted.connect(self._tell)
        self.model.first_shown.connect(self._on_first_shown)
        self.view.chosen.connect(self._on_chosen)
        self.view.strayed.connect(self._on_strayed)
        self.view.opened.connect(self.ticket_opened)
        self.view.order_wanted.connect(self.sort)
        self.view.columns_wanted.connect(self._show_columns_menu)
        self.view.row_menu_wanted.connect(self._show_row_menu)
        self.view.marks.changed.connect(self._on_marks)
        self.view.marks.full.connect(self._on_marks_full)
        self.bar.typed.connect(self._on_typed)
        self.bar.left.connect(self.activate)
        self.bar.menu_wanted.connect(self._show_filter_menu)
        self.bar.removed.connect(
            lambda facet: self.filter_by(filtering.without(self._filter, facet))
        )
        self.bar.cleared.connect(self._clear_filters)
        self.bar.reverted.connect(self._revert)
        self.bulk.noticed.connect(self.noticed)
        self.bulk.done.connect(self._on_bulk_done)
        self.saving.noticed.connect(self.noticed)
        self.older.noticed.connect(self.noticed)
        self.saving.saved.connect(self._on_saved)
        self.saving.dropped.connect(self._on_dropped)
        self.bridge.changed.connect(self._on_changed)
        theme.notifier().changed.connect(self.view.viewport().update)

    def _bind(self) -> None:
        any_row = lambda: self.view.currentIndex().isValid()  # noqa: E731
        for id, run in {
            "ticket.assign": self.bulk.assign,
            "ticket.assign_best": self.bulk.assign_best,
            "ticket.priority": self.bulk.priority,
            "ticket.transfer": self.bulk.transfer,
            "ticket.wait": self.bulk.wait,
            "ticket.resume": self.bulk.resume,
            "ticket.resolve": self.bulk.resolve,
            "ticket.reopen": self.bulk.reopen,
            "ticket.take": self.bulk.take,
            "ticket.copy_number": self._copy_numbers,
        }.items():
            self.commands.bind(self, id, run, any_row)
        self.commands.bind(self, "queue.save_view", self.saving.ask)
        self.commands.bind(self, "queue.columns", self.choose_columns)
        self.commands.bind(self, "queue.filter", lambda: self._show_filter_menu("", self.bar.add))

    # showing

    def _show(self, chosen: Filter, order: str) -> None:
        if chosen != self._filter:
            self.view.marks.clear()  # no act may reach tickets that are out of sight
        self._filter, self._order = chosen, order
        self._clock.look_anew()
        by_words = bool(chosen.text)
        self.view.look.needle = chosen.text.strip().lower()
        self.view.show_order("" if by_words else order)
        self._show_conditions()
        view = self._view
        quick = view is not None and bool(view.code) and chosen == view.filter
        self.model.show_filter(chosen, order, quick=quick)

    def _show_conditions(self) -> None:
        told = filtering.conditions(self._filter, self.names)
        view = self._view
        altered = view is not None and (view.filter, view.order) != (self._filter, self._order)
        self.bar.setVisible(not self._search)
        self.bar.show_conditions(told, self._filter.text, altered=altered)
        self._drop.setVisible(self.saving.can_drop())
        self._save.setVisible(not self._search)

    def _show_found(self, text: str, found: Found) -> None:
        if text != self._search:
            return
        self.view.marks.clear()
        self.view.look.needle = text.lower()
        self.view.show_order("")
        self._show_conditions()
        self.model.show_rows(found.rows, found.total, capped=found.capped)
        self.older.offer(text, found.total)

    def _words(self) -> str:
        """What is searched, here or within the view."""
        return self._search or self._filter.text

    def _leave_search(self) -> None:
        was, self._search = self._search, ""
        self.older.forget()
        self._show(self._filter, self._order)
        if was and self._place:
            self._back = self._place
            self.select(self._place)

    def _on_first_shown(self) -> None:
        if self.model.rowCount():
            self.view.go(0, tell=False)
        QTimer.singleShot(0, self.first_page_shown.emit)

    def _seek(self) -> None:
        if self._sought and monotonic() > self._seek_until:
            self._sought = ""
        if self._sought:
            self.model.place_of(self._sought, partial(self._on_place, self._sought))

    def _on_place(self, uid: str, place: int) -> None:
        if place >= 0 and uid == self._sought:
            self._sought = ""
            self.view.go(place, tell=False)
            if uid == self._back:  # keys mean the ticket under the cursor: the page shows it
                self._back = ""
                self.ticket_chosen.emit(uid)

    def _on_strayed(self, uid: str) -> None:
        """The cursor's ticket changed its place: the cursor goes after it."""
        self._sought, self._seek_until = uid, monotonic() + _SEEK_S

    def _on_chosen(self, uid: str) -> None:
        self._sought = self._back = ""  # the person went elsewhere
        self.ticket_chosen.emit(uid)

    def _tell(self) -> None:
        there = self.model.rowCount() > 0
        if there != (self.stack.currentIndex() == 0):
            focus = QApplication.focusWidget()
            in_list = focus is not None and self.stack.isAncestorOf(focus)
            self.stack.setCurrentIndex(0 if there else 1)
            if in_list:  # whoever types in a search field keeps the keyboard
                self.activate()
        name = telling.name(self._view, self._search)
        self.head.show_name(name, telling.count(self.model))
        view = self._view
        plain = view is not None and self._filter == view.filter
        filling = self.bridge.desk.sync_state().stage == "open"
        self.empty.say(*telling.nothing(view, self._search, filtered=not plain, filling=filling))
        self._unfilter.setVisible(not self._search and not plain)
        self._seek()

    # filters

    def _show_filter_menu(self, facet: str, beside: QWidget) -> None:
        desk = self.bridge.desk
        team = desk.read.agents()
        now = times.local(desk.clock(), desk.zone)
        menu = FilterMenu(self._filter, self.filter_by, desk.rules, team, now, self.names, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = menu.part(facet) if facet else menu
        shown.aboutToHide.connect(menu.deleteLater)
        shown.popup(beside.mapToGlobal(QPoint(0, beside.height() + 2)))

    def _on_typed(self, text: str) -> None:
        if text != self._filter.text:
            self.filter_by(replace(self._filter, text=text))

    def _clear_filters(self) -> None:
        self.filter_by(Filter())

    def _revert(self) -> None:
        if self._view is not None:
            self._search = ""
            self._show(self._view.filter, self._view.order)

    # columns

    def choose_columns(self) -> None:
        """Offer the columns in a menu below their button."""
        corner = QPoint(self._columns.width(), self._columns.height())
        self._show_columns_menu(self._columns.mapToGlobal(corner), to_the_left=True)

    def _show_columns_menu(self, at: QPoint, *, to_the_left: bool = False) -> None:
        menu = columns_menu(self.view, self._note_columns, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at - QPoint(menu.sizeHint().width() if to_the_left else 0, 0))

    def _note_columns(self) -> None:
        if self._view is None or not self._view.columns:
            self._own_columns = self.view.columns()

    # rows

    def _show_row_menu(self, at: QPoint) -> None:
        more = [
            (self.tr("Macro…"), self.bulk.macro),
            (self.tr("Copy the rows"), self.copy_rows),
        ]
        menu = row_menu(self.commands, lambda: self.ticket_opened.emit(self.current()), more, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _copy_numbers(self) -> None:
        numbers = [row.number for row in self.chosen_rows()]
        QGuiApplication.clipboard().setText("\n".join(numbers))
        self.noticed.emit(self.tr("Copied: {text}").format(text=listing(numbers[:3])), "")

    def _on_marks(self) -> None:
        self.bulk_bar.show_count(len(self.view.marks.ids))

    def _on_marks_full(self) -> None:
        text = self.tr("At most {n} tickets can be ticked at once.")
        self.noticed.emit(text.format(n=MOST), "warn")

    def _on_bulk_done(self, afterwards: str) -> None:
        many = bool(self.view.marks.ids)
        self.view.marks.clear()
        if afterwards == "next" and not many:
            self.view.step(1)

    def _on_saved(self, view: View) -> None:
        self._view = view
        self._show_conditions()
        self._tell()
        self.views_changed.emit()

    def _on_dropped(self, view: View) -> None:
        if self._view is not None and self._view.uid == view.uid:
            self._view = replace(view, uid="", code="dropped", name=view.name)
            self._show_conditions()
        self.views_changed.emit()

    # what happens meanwhile

    def _on_changed(self, changes: Changes) -> None:
        if "agent" in changes.kinds:
            self.names = self._read_names()
        if changes.tickets or changes.many:
            self._clock.heard()

    # keys

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._something_open()
        ):
            event.accept()
            return True
        return super().event(event)

    def _something_open(self) -> bool:
        return bool(not self.strip.isHidden() or self.view.marks.ids or self._search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._something_open():
            self._escape()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.view.marks.all()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if not self.strip.isHidden():
            self.strip.dismiss()
        elif self.view.marks.ids:
            self.view.marks.clear()
        else:
            self._leave_search()
            self.searched.emit("")
