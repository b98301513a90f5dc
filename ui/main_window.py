"""The one window: views at the side, the list, the ticket; notices instead of dialogs."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.commands import Commands
from ui.pages import Caller
from ui.palette.finder import Finder
from ui.shell.binding import bind_commands
from ui.shell.connecting import connect_page
from ui.shell.first_paint import FirstPaint
from ui.shell.hosted import make_page
from ui.shell.memory import Memory
from ui.shell.menus import fill_menu_bar
from ui.shell.next_ticket import NextTicket
from ui.shell.panes import Panes
from ui.shell.papers import Papers
from ui.shell.side import DRAFTS, NOTICES, SCRIPTS, SHARED, Side
from ui.shell.status_line import StatusLine
from ui.shell.top_bar import TopBar
from ui.shell.undoing import Undoing
from ui.text import words
from ui.text.refusals import refusal_sentence
from ui.widgets.notice import NoticeBar
from workstation.changes import Changes
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter, View

_CENTRE: Final = frozenset(
    {"queue", "claims", "import", "drafts", "notices", "shared", "people", "flow", "rules"}
    | {"preferences", "scripts", "verify"}
)
#: Pages that want the whole width; the panel comes back with the list.
_WIDE: Final = frozenset(
    {"claims", "import", "people", "flow", "rules", "scripts", "preferences", "verify"}
)


class MainWindow(QMainWindow):
    """Hosts the pages and connects them.

    `painted` once, when the first list stands on the screen; `closing` before the window goes;
    `language_wanted`, `theme_wanted`, `start_page_wanted` ask the application, which owns those.
    """

    painted = Signal()
    closing = Signal()
    language_wanted = Signal()
    theme_wanted = Signal()
    appearance_wanted = Signal(str, str, int)
    start_page_wanted = Signal()

    def __init__(self, bridge: Bridge, memory: Memory) -> None:
        super().__init__()
        self.bridge = bridge
        self.memory = memory
        self.commands = Commands(self)
        self._pages: dict[str, Any] = {}
        self._view: View | None = None
        self._searched = ""
        self.first_paint = FirstPaint(self)
        self.top_bar = TopBar(self.commands)
        self.side = Side(bridge)
        self.panes = Panes(self.side)
        agent = bridge.desk.read.agent(bridge.desk.agent.uid) or bridge.desk.agent
        self.status_line = StatusLine(agent, bridge.desk.zone, bridge.desk.clock)
        self.body = QWidget()
        self.notice = NoticeBar(self.body, self.panes.centre)
        self.undoing = Undoing(bridge, self.notice, self)
        self.next_ticket = NextTicket(self)
        self.finder = Finder(self)
        self._lay_out()
        self._connect()
        bind_commands(self)
        self.papers = Papers(self)
        fill_menu_bar(self.menuBar(), self.commands)
        self._recall()

    # pages

    def page(self, name: str) -> Any:
        """The page of that name, made when it is first asked for."""
        made = self._pages.get(name)
        if made is None:
            made = self._make(name)
            self._pages[name] = made
            (self.panes.centre if name in _CENTRE else self.panes.panel).addWidget(made)
            connect_page(self, name, made)
        return made

    def _make(self, name: str) -> Any:
        return make_page(name, self.bridge, self.commands, self)

    # layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.panes, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(self.body)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMinimumSize(900, 560)

    def _connect(self) -> None:
        self.bridge.refused.connect(self._on_refused)
        self.bridge.failed.connect(self._on_failed)
        self.bridge.state_changed.connect(self.status_line.show_state)
        self.bridge.busy_changed.connect(self.status_line.show_busy)
        self.side.view_chosen.connect(self._on_view_chosen)
        self.side.tray_chosen.connect(self._on_tray_chosen)
        self.top_bar.search.searched.connect(self._on_searched)
        self.top_bar.search.entered.connect(self._on_search_entered)
        self.status_line.sync_pressed.connect(lambda: self.commands.run("desk.shared"))
        self.status_line.agent_pressed.connect(lambda: self.commands.run("desk.agent"))
        self.status_line.availability_pressed.connect(
            lambda: self.commands.run("desk.availability")
        )
        self.status_line.notices_pressed.connect(lambda: self.commands.run("desk.notices"))
        self.side.told.connect(self.status_line.show_notices)
        self.bridge.changed.connect(self._on_changed)
        self.status_line.language_pressed.connect(self.language_wanted)

    # what the window does

    @property
    def shown_view(self) -> View | None:
        """The view of the list of tickets; None while what was searched for stands there."""
        return None if self._searched else self._view

    def begin(self) -> None:
        """Show the first view; call once, before the window is shown."""
        self.side.load()
        self.status_line.show_state(self.bridge.desk.sync_state())
        kept = self.memory.facts_of("pages")
        self.page("queue").restore(kept.get("queue", {}))
        shown = str(kept.get("view", ""))
        if shown.startswith("tray:"):
            self.side.choose("")  # the list stands behind it, for the way back
            self.first_paint.expect_no_list()
        self.side.choose(shown)
        if isinstance(kept.get("ticket"), str) and kept["ticket"]:
            self.open_ticket(kept["ticket"])
            self.page("queue").select(kept["ticket"])

    def show_page(self, name: str) -> None:
        """Bring a page of the centre to the front and give it the keyboard."""
        page = self.page(name)
        self._bring(name)
        page.activate()

    def show_queue(self) -> None:
        """Back to the list of tickets, and to the ticket that was open beside it."""
        self.show_page("queue")

    def _bring(self, name: str) -> None:
        if name in _WIDE:
            self.panes.set_panel_aside()
        else:
            self.panes.bring_panel_back()
        self.panes.show_centre(self.page(name))
        view = self.shown_view.uid if self.shown_view is not None else ""
        trays = {"drafts": DRAFTS, "notices": NOTICES, "shared": SHARED, "scripts": SCRIPTS}
        trays["queue"] = view
        self.side.list.choose(trays.get(name, ""), tell=False)

    def open_ticket(self, uid: str) -> None:
        """Show a ticket beside the list."""
        page = self.page("ticket")
        page.open(uid)
        self.panes.open_panel(page)

    def open_claim(self, uid: str) -> None:
        """Show a claim."""
        self.show_page("claims")
        self.page("claims").open(uid)

    def open_rules(self, file: str = "") -> None:
        """Show the rules, with a file of them."""
        page = self.page("rules")
        page.restore({"file": file})
        self.show_page("rules")

    def open_script(self, code: str = "", version: str = "") -> None:
        """Show the scripts, with one of them ("+" for a new one that was begun)."""
        self.page("scripts").restore({"code": code, "version": version})
        self.show_page("scripts")

    def open_claims(self) -> None:
        """Show the list of claims."""
        self.page("claims").show_claims()
        self.show_page("claims")

    def open_payments(self) -> None:
        """Show the payments."""
        self.page("claims").show_payments()
        self.show_page("claims")

    def show_flow(self, ticket: str) -> None:
        """Show the picture of a procedure: a ticket's with its way, else one to learn by."""
        page = self.page("flow")
        if ticket:
            page.show_ticket(ticket)
        else:
            page.show_group()
        self.show_page("flow")

    def new_ticket(self, caller: Caller) -> None:
        """Begin a new ticket, with what the telephone told."""
        page = self.page("intake")
        page.start(caller)
        self.panes.open_panel(page)
        page.activate()

    def export(self) -> None:
        """Write the shown list to a file."""
        shown = self.page("queue").shown_view()
        if self._searched:
            shown = View("", self._searched, filter=Filter(text=self._searched))
        if shown is not None:
            page = self.page("export")
            page.start(shown)
            self.panes.open_panel(page)
            page.activate()

    def come_forward(self) -> None:
        """Bring the window before the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_panel(self) -> None:
        """The list alone; the keyboard goes back to it."""
        self.panes.close_panel()
        self.page("queue").activate()

    def sync_now(self) -> None:
        """Exchange with the hub at once."""
        self.bridge.await_(self.bridge.desk.sync_now(), self.status_line.show_state)

    def compare(self) -> None:
        """Compare the replica with the hub, beside what is known of it."""
        self.side.choose(SHARED)
        self.page("shared").compare()

    def quit(self) -> None:
        """Close the window; the application ends with it."""
        self.close()

    def flush(self) -> None:
        """Have every page keep what was typed, and remember where everything was."""
        for page in self._pages.values():
            page.flush()
        self.memory.keep_bytes("geometry", self.saveGeometry())
        self.memory.keep_bytes("panes", self.panes.keep())
        ticket = self.page("ticket").current() if self.panes.panel_open else ""
        view = self._view.uid if self._view is not None else ""
        queue = self._pages["queue"].state() if "queue" in self._pages else {}
        kept = {"queue": queue, "view": self.side.list.current or view, "ticket": ticket}
        self.memory.keep_facts("pages", kept)
        self.memory.save()

    # what the window hears

    def _recall(self) -> None:
        if not self.restoreGeometry(self.memory.bytes_of("geometry")):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, room.width()), min(900, room.height() - 30))
        self.panes.recall(self.memory.bytes_of("panes"))

    def next_pane(self) -> None:
        """Give the next part of the window the keyboard."""
        part = self.panes.next_part()
        if part is self.side:
            self.side.list.setFocus()
        else:
            shown: Any = part.currentWidget()  # type: ignore[attr-defined]
            shown.activate()

    def tell_seated(self) -> None:
        """Somebody else sits here now."""
        agent = self.bridge.desk.agent
        self.status_line.show_agent(agent)
        self.side.load()
        self.side.choose("")
        self.notice.say(self.tr("{name} sits here now.").format(name=agent.name))

    def _on_changed(self, changes: Changes) -> None:
        if "agent" in changes.kinds:
            desk = self.bridge.desk
            self.status_line.show_agent(desk.read.agent(desk.agent.uid) or desk.agent)

    def show_taken_in(self, uid: str) -> None:
        """Go on with a ticket that was just begun."""
        self.page("queue").select(uid)
        self.page("ticket").activate()

    def follow_ticket(self, uid: str) -> None:
        """Let the open ticket follow the list."""
        if self.panes.panel_open and self.panes.panel.currentWidget() is self._pages.get("ticket"):
            self.page("ticket").open(uid)

    def _on_view_chosen(self, view: View) -> None:
        self._view, self._searched = view, ""
        self.top_bar.search.show_text("")
        self.page("queue").show_view(view)
        self._bring("queue")
        self.setWindowTitle(f"{words.view_name(view.code, view.name)} · {_product()}")

    def _on_tray_chosen(self, key: str) -> None:
        name = {DRAFTS: "drafts", NOTICES: "notices", SCRIPTS: "scripts"}.get(key, "shared")
        self._bring(name)
        self.page(name).load()
        if not self.side.list.hasFocus():  # by its key and not by walking through the side
            self.page(name).activate()

    def _on_searched(self, text: str) -> None:
        queue = self.page("queue")
        self._searched = text
        self._bring("queue")
        if text:
            queue.show_search(text)
        elif self._view is not None:
            queue.show_view(self._view)

    def _on_search_entered(self, text: str) -> None:
        if self.papers.takes(text):
            return
        self._on_searched(text)
        self.page("queue").activate()

    def _on_refused(self, refusal: Refusal) -> None:
        self.notice.say(refusal_sentence(refusal), "warn")

    def tell_error(self, error: BaseException) -> None:
        """Say why something did not come about."""
        if isinstance(error, Refusal):
            self._on_refused(error)
        else:
            self._on_failed(error)

    def _on_failed(self, error: BaseException) -> None:
        text = self.tr("Something went wrong: {error}. It is in the log.")
        self.notice.say(text.format(error=error), "bad")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.first_paint.watch()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.flush()
        self.closing.emit()
        super().closeEvent(event)


def _product() -> str:
    return QGuiApplication.applicationDisplayName()
