"""The one window: views at the side, the list, the ticket; notices instead of dialogs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.commands import Commands
from ui.pages import Caller
from ui.palette.finder import Finder
from ui.shell import dialogs
from ui.shell.connecting import connect_page
from ui.shell.hosted import make_page
from ui.shell.memory import Memory
from ui.shell.menus import fill_menu_bar
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

if TYPE_CHECKING:
    from ui.shell.sync_lines import Mending

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
        self._told_painted = False
        self._exposed = self._listed = False
        self.top_bar = TopBar(self.commands)
        self.side = Side(bridge)
        self.panes = Panes(self.side)
        agent = bridge.desk.read.agent(bridge.desk.agent.uid) or bridge.desk.agent
        self.status_line = StatusLine(agent, bridge.desk.zone, bridge.desk.clock)
        self.body = QWidget()
        self.notice = NoticeBar(self.body, self.panes.centre)
        self.undoing = Undoing(bridge, self.notice, self)
        self.finder = Finder(self)
        self._lay_out()
        self._connect()
        self._bind()
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

    def _bind(self) -> None:
        runs = {
            "work.take_next": self.take_next,
            "work.new_ticket": lambda: self.new_ticket(Caller()),
            "work.caller": lambda: self.new_ticket(Caller()),
            "work.search": self.top_bar.search.take_focus,
            "work.drafts": lambda: self.side.choose(DRAFTS),
            "work.refused": lambda: self.side.choose(SHARED),
            "work.older": lambda: self.page("queue").older.search(),
            "work.undo": self.undoing.undo_last,
            "work.import": lambda: self.show_page("import"),
            "work.export": self.export,
            "queue.next": lambda: self.page("queue").step(1),
            "queue.previous": lambda: self.page("queue").step(-1),
            "claim.list": self.open_claims,
            "claim.payments": self.open_payments,
            "window.next_pane": self._next_pane,
            "desk.sync": self.sync_now,
            "desk.shared": lambda: self.side.choose(SHARED),
            "desk.compare": self.compare,
            "desk.palette": lambda: dialogs.find_command(self.finder, self.commands),
            "desk.shortcuts": lambda: dialogs.show_shortcuts(self),
            "desk.about": lambda: dialogs.show_about(self),
            "desk.availability": lambda: dialogs.choose_availability(self.finder, self.bridge),
            "desk.people": lambda: self.show_page("people"),
            "desk.rules": lambda: self.show_page("rules"),
            "desk.forms": lambda: self.open_rules("forms/claim_form.zh.toml"),
            "desk.scripts": lambda: self.side.choose(SCRIPTS),
            "desk.procedures": lambda: self.show_flow(""),
            "desk.notices": lambda: self.side.choose(NOTICES),
            "desk.agent": lambda: dialogs.choose_agent(self.finder, self.bridge, self._on_seated),
            "desk.preferences": lambda: self.show_page("preferences"),
            "desk.theme": self.theme_wanted.emit,
            "desk.language": self.language_wanted.emit,
            "desk.start_page": self.start_page_wanted.emit,
            "desk.quit": self.quit,
        }
        for id, run in runs.items():
            self.commands.bind(self, id, run)
        for n in range(1, 10):
            self.commands.bind(self, f"view.{n}", partial(self.side.choose_place, n))
        panel_open = lambda: self.panes.panel_open  # noqa: E731
        self.commands.bind(self, "ticket.close", self.close_panel, panel_open)
        self.commands.bind(self, "window.wide", self.panes.toggle_wide, panel_open)

    # what the window does

    def begin(self) -> None:
        """Show the first view; call once, before the window is shown."""
        self.side.load()
        self.status_line.show_state(self.bridge.desk.sync_state())
        kept = self.memory.facts_of("pages")
        self.page("queue").restore(kept.get("queue", {}))
        shown = str(kept.get("view", ""))
        if shown.startswith("tray:"):
            self.side.choose("")  # the list stands behind it, for the way back
            self._listed = True
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
        view = self._view.uid if self._view is not None and not self._searched else ""
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

    def take_next(self) -> None:
        """Ask for the most urgent ticket that this agent may work."""
        self.bridge.await_(self.bridge.desk.take_next(), self._on_taken, self._on_none_taken)

    def _on_none_taken(self, error: BaseException) -> None:
        if isinstance(error, Refusal) and error.code == "hub_unreachable":
            text = self.tr(
                "No new ticket can be given out while the line is down: another desk might get the"
                " same one. Go on with your own; those that you hold stay yours."
            )
            self.notice.say(text, "warn")
        elif isinstance(error, Refusal):
            self._on_refused(error)
        else:
            self._on_failed(error)

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

    def mend(self, way: Mending) -> None:
        """Go where refused work is done anew, with the words that were typed for it."""
        if way.editor == "intake":
            page = self.page("intake")
            page.start(Caller())
            page.take_up(way.operation)
            self.panes.open_panel(page)
            page.activate()
        elif way.claim:
            self.open_claim(way.claim)
        elif way.ticket:
            self.open_ticket(way.ticket)
            page = self.page("ticket")
            page.activate()
            if way.editor:
                page.reply.take_up(way.operation)
            else:
                page.do_anew(way.operation, way.command, way.fields, way.facts)

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

    def _next_pane(self) -> None:
        part = self.panes.next_part()
        if part is self.side:
            self.side.list.setFocus()
        else:
            shown: Any = part.currentWidget()  # type: ignore[attr-defined]
            shown.activate()

    def _on_seated(self) -> None:
        agent = self.bridge.desk.agent
        self.status_line.show_agent(agent)
        self.side.load()
        self.side.choose("")
        self.notice.say(self.tr("{name} sits here now.").format(name=agent.name))

    def _on_taken(self, done: Any) -> None:
        uid = getattr(done, "result", None)
        if not uid:
            self.notice.say(self.tr("No ticket is waiting in your groups."))
            return
        self.open_ticket(str(uid))
        self.page("queue").select(str(uid))
        self.page("ticket").activate()

    def called_back(self, uid: str) -> None:
        """A call-back was dealt with: in the list of call-backs the next one comes."""
        view, queue = self._view, self.page("queue")
        if view is None or view.code != "revisits" or self._searched:
            return
        if queue.current() == uid:  # the list holds it until it hears of the change
            queue.step(1)
            if queue.current() == uid:
                queue.step(-1)
        if queue.current() in ("", uid):
            self.notice.say(self.tr("No other call-back is due."))
            return
        self.open_ticket(queue.current())
        self.page("ticket").activate()

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

    def _on_failed(self, error: BaseException) -> None:
        text = self.tr("Something went wrong: {error}. It is in the log.")
        self.notice.say(text.format(error=error), "bad")

    def listed(self) -> None:
        """The first list stands on the screen."""
        self._listed = True
        if self._exposed and not self._told_painted:
            self.repaint()  # the list came after the window
        self._tell_painted()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handle = self.windowHandle()
        if event.type() == QEvent.Type.Expose and watched is handle and handle.isExposed():
            handle.removeEventFilter(self)
            self._exposed = True
            QTimer.singleShot(0, self._tell_painted)  # the window paints in answer to this event
        return super().eventFilter(watched, event)

    def _tell_painted(self) -> None:
        if self._exposed and self._listed and not self._told_painted:
            self._told_painted = True
            if self.focusWidget() in (None, self.top_bar.search):
                self.page("queue").activate()
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.flush()
        self.closing.emit()
        super().closeEvent(event)


def _product() -> str:
    return QGuiApplication.applicationDisplayName()
