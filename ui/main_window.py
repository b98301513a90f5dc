"""The one window: views at the side, the list, the ticket; notices instead of dialogs."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.pages import Caller
from ui.shell.hosted import make_page
from ui.shell.menus import fill_menu_bar
from ui.shell.status_line import StatusLine
from ui.shell.top_bar import TopBar
from ui.text import words
from ui.text.refusals import refusal_sentence
from ui.widgets.notice import NoticeBar
from ui.widgets.side_list import SideEntry, SideList
from workstation.changes import Changes
from workstation.domain.refusal import Refusal
from workstation.domain.view import View

VIEW_ICONS = {
    "mine": "user",
    "unassigned": "inbox",
    "due_soon": "clock",
    "overdue": "alert-circle",
    "waiting": "hourglass",
    "urged": "bell-ringing",
    "escalated": "arrow-up-circle",
    "claims": "receipt",
    "closed": "archive",
    "all": "layout-list",
}


class MainWindow(QMainWindow):
    """Hosts the pages and connects them; `closing` is emitted before it goes."""

    closing = Signal()
    preferences_wanted = Signal(str)
    rebuild_wanted = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.commands = Commands(self)
        self.setWindowTitle(QApplication.applicationDisplayName())
        self._views: tuple[View, ...] = ()
        self._pages: dict[str, Any] = {}
        self.side = SideList()
        self.top_bar = TopBar(self.commands)
        self.notice = NoticeBar()
        self.status_line = StatusLine(bridge.desk.agent, bridge.desk.zone)
        self.centre = QStackedWidget()
        self.panel = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._bind()
        fill_menu_bar(self.menuBar(), self.commands)

    def page(self, name: str) -> Any:
        """The page of that name (queue, ticket, intake, import, claims), made when first asked."""
        made = self._pages.get(name)
        if made is None:
            made = make_page(name, self.bridge, self.commands, self)
            self._pages[name] = made
            (self.centre if name in ("queue", "claims") else self.panel).addWidget(made)
            self._connect_page(name, made)
        return made

    def _lay_out(self) -> None:
        views = QScrollArea()
        views.setWidget(self.side)
        views.setWidgetResizable(True)
        views.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.look(self.side, "side")
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        views.setFrameShape(QScrollArea.Shape.NoFrame)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (views, self.centre, self.panel):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setStretchFactor(2, 1)
        self.panel.hide()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.notice)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        self.bridge.refused.connect(self._on_refused)
        self.bridge.failed.connect(self._on_failed)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.state_changed.connect(self.status_line.show_state)
        self.bridge.busy_changed.connect(self.status_line.show_busy)
        self.side.chosen.connect(self._on_view_chosen)
        self.top_bar.search.searched.connect(self._on_searched)
        self.top_bar.search.entered.connect(self._on_search_entered)
        self.status_line.sync_pressed.connect(lambda: self.commands.run("desk.sync"))

    def _connect_page(self, name: str, page: Any) -> None:
        page.noticed.connect(self.notice.say)
        if hasattr(page, "ticket_opened"):
            page.ticket_opened.connect(self.open_ticket)
        if name == "queue":
            page.ticket_chosen.connect(self._on_ticket_chosen)
            page.views_changed.connect(self.show_views)
        if name == "ticket":
            page.claim_opened.connect(self.open_claim)
            page.next_wanted.connect(self.take_next)
        if hasattr(page, "closed") and name != "claims":
            page.closed.connect(self.close_panel)

    def _bind(self) -> None:
        bind = self.commands.bind
        bind(self, "work.take_next", self.take_next)
        bind(self, "work.new_ticket", lambda: self.new_ticket(Caller()))
        bind(self, "work.search", self.top_bar.search.take_focus)
        bind(self, "work.import", self.open_import)
        bind(self, "queue.next", lambda: self.page("queue").step(1))
        bind(self, "queue.previous", lambda: self.page("queue").step(-1))
        bind(self, "ticket.close", self.close_panel, self.panel.isVisible)
        bind(self, "claim.list", self.open_claims)
        bind(self, "window.wide", self.toggle_wide, self.panel.isVisible)
        bind(self, "desk.sync", self.sync_now)
        bind(self, "desk.quit", self.quit)
        for n in range(1, 10):
            bind(self, f"view.{n}", partial(self.go_to_view, n))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._views:
            self.show_views()
            self.status_line.show_state(self.bridge.desk.sync_state())

    def show_views(self) -> None:
        """Read the views anew and show them at the side."""
        self._views = self.bridge.desk.read.views()
        self.side.show_entries([SideEntry("", self.tr("Views"))] + [_entry(v) for v in self._views])
        if not self.side.current and self._views:
            self.side.choose(self._views[0].uid)
        self._count()

    def go_to_view(self, number: int) -> None:
        """Show the view at that place in the side list, counted from 1."""
        if number <= len(self._views):
            self.side.choose(self._views[number - 1].uid)

    def open_ticket(self, uid: str) -> None:
        """Show a ticket beside the list."""
        self.page("ticket").open(uid)
        self._show_panel("ticket")

    def open_claim(self, uid: str) -> None:
        """Show a claim."""
        self.centre.setCurrentWidget(self.page("claims"))
        self.page("claims").open(uid)

    def open_claims(self) -> None:
        """Show the list of claims."""
        self.centre.setCurrentWidget(self.page("claims"))
        self.page("claims").show_list()
        self.page("claims").activate()

    def new_ticket(self, caller: Caller) -> None:
        """Begin a new ticket, with what the telephone told."""
        self.page("intake").start(caller)
        self._show_panel("intake")
        self.page("intake").activate()

    def open_import(self) -> None:
        """Show the import page."""
        self.page("import").start()
        self._show_panel("import")

    def take_next(self) -> None:
        """Ask the hub for the most urgent ticket this agent may work."""
        self.bridge.await_(self.bridge.desk.take_next(), self._on_taken)

    def close_panel(self) -> None:
        """Back to the list alone."""
        self.panel.hide()
        self.centre.show()
        self.page("queue").activate()

    def toggle_wide(self) -> None:
        """The ticket alone, or beside the list."""
        self.centre.setVisible(not self.centre.isVisible())

    def sync_now(self) -> None:
        """Exchange with the hub at once."""
        self.bridge.await_(self.bridge.desk.sync_now(), self.status_line.show_state)

    def quit(self) -> None:
        """Close the window; the application ends with it."""
        self.close()

    def _show_panel(self, name: str) -> None:
        self.panel.setCurrentWidget(self.page(name))
        self.panel.show()

    def _on_taken(self, done: Any) -> None:
        uid = getattr(done, "result", None)
        if uid:
            self.open_ticket(str(uid))
        else:
            self.notice.say(self.tr("No ticket is waiting in your groups."))

    def _on_ticket_chosen(self, uid: str) -> None:
        if self.panel.isVisible() and self.panel.currentWidget() is self._pages.get("ticket"):
            self.page("ticket").open(uid)

    def _on_view_chosen(self, uid: str) -> None:
        view = next((v for v in self._views if v.uid == uid), None)
        if view is not None:
            self.centre.setCurrentWidget(self.page("queue"))
            self.page("queue").show_view(view)

    def _on_searched(self, text: str) -> None:
        self.centre.setCurrentWidget(self.page("queue"))
        self.page("queue").show_search(text)

    def _on_search_entered(self, text: str) -> None:
        self._on_searched(text)
        self.page("queue").activate()

    def _on_changed(self, changes: Changes) -> None:
        if "view" in changes.kinds:
            self.show_views()
        else:
            self._count()

    def _count(self) -> None:
        views = self._views
        self.bridge.ask(lambda reader: reader.counts(views), self.side.show_counts)

    def _on_refused(self, refusal: Refusal) -> None:
        self.notice.say(refusal_sentence(refusal), "warn")

    def _on_failed(self, error: BaseException) -> None:
        text = self.tr("Something went wrong: {error}. It is in the log.")
        self.notice.say(text.format(error=error), "bad")

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._pages.values():
            page.flush()
        self.closing.emit()
        super().closeEvent(event)


def _entry(view: View) -> SideEntry:
    icon = VIEW_ICONS.get(view.code, "bookmark" if not view.code else "users")
    look = {"overdue": "bad", "due_soon": "warn"}.get(view.code, "")
    return SideEntry(view.uid, words.view_name(view.code, view.name), icon, look=look)
