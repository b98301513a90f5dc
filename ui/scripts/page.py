"""The page of the scripts: the library with an open script, notes, one's own, exchange, figures."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.composing import is_composing
from ui.scripts.collection import Collection
from ui.scripts.collection_pane import CollectionPane
from ui.scripts.export_panel import ExportPanel
from ui.scripts.figures_tab import FiguresTab
from ui.scripts.import_panel import ImportPanel
from ui.scripts.keeping import NEW
from ui.scripts.mine import MinePanel
from ui.scripts.notes_tab import NotesTab
from ui.scripts.sheet import ScriptSheet
from ui.widgets.boxes import divided
from ui.widgets.buttons import Button, IconButton
from ui.widgets.header import PageHeader
from workstation.changes import Changes
from workstation.domain.people import may

SECTIONS: Final = ("library", "notes", "mine", "figures")
#: Kinds of change after which the library is read anew.
_STIRRING: Final = frozenset({"script", "scripts", "script_note", "script_mark", "rules", "agent"})
#: From this width on the list keeps its columns beside an open script.
_WIDE: Final = 1600
_COMPACT_LIST: Final = 300
#: Below this width an open script takes the place of the list.
_NARROW: Final = 760
_LEAST: Final = 480


class ScriptsPage(QWidget):
    """Reads the library once and narrows it as words are typed."""

    noticed = Signal(str, str)
    closed = Signal()
    ticket_opened = Signal(str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wanted = ("", "")
        self._agent = bridge.desk.agent.uid
        self.collection = Collection(bridge, self)
        self.header = PageHeader(self.tr("Scripts"))
        self.sections = QTabBar()
        self.sheet = ScriptSheet(bridge)
        self.left = CollectionPane(bridge, self.collection, self.sheet.isHidden)
        self.filters, self.list = self.left.filters, self.left.list
        self.notes = NotesTab(bridge, inbox=True)
        self.mine = MinePanel(bridge)
        self.figures = FiguresTab(bridge)
        self.importing, self.exporting = ImportPanel(bridge), ExportPanel(bridge)
        self._lay_out(commands)
        self._connect()
        self._bind(commands)

    def _lay_out(self, commands: Commands) -> None:
        self.new_button = Button(self.tr("New script"), "plus", "primary", self.new)
        self.new_button.setToolTip(commands.action("scripts.new").toolTip())
        self.header.add(Button(self.tr("Import…"), "file-import", "flat", self.take_in))
        self.header.add(Button(self.tr("Export…"), "file-export", "flat", self.write_out))
        self.header.add(self.new_button)
        self.header.add(IconButton("x", self.tr("Back to the list"), self.closed.emit))
        self.sections.setDrawBase(False)
        self.sections.setExpanding(False)
        for name in (self.tr("Library"), self.tr("Open notes"), self.tr("Mine"), self.tr("Figures")):  # fmt: skip
            self.sections.addTab(name)
        self.sections.setUsesScrollButtons(False)
        self.header.add_tabs(self.sections)
        self.split = divided(self.left, self.sheet, (0, 1))
        self.sheet.hide()
        self.setMinimumWidth(_LEAST)  # what is beside the list in the window keeps its room
        self.stack = QStackedWidget()
        parts: tuple[QWidget, ...] = (self.split, self.notes, self.mine, self.figures)
        for part in (*parts, self.importing, self.exporting):
            self.stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.collection.read.connect(self._on_read)
        self.sections.currentChanged.connect(lambda _at: self._on_section())
        self.sections.tabBarClicked.connect(self._on_pressed)
        self.left.opened.connect(lambda key: self.open(key))
        self.left.chosen.connect(self._on_chosen)
        self.left.turned.connect(self.load)
        self.sheet.closed.connect(self.close_sheet)
        self.sheet.turned.connect(self.load)
        self.notes.opened.connect(self._open_told)
        self.notes.answered.connect(self._load_notes)
        self.mine.opened.connect(lambda key: self.open(key))
        self.mine.new_wanted.connect(lambda: self.new(personal=True))
        self.mine.marked.connect(self.load)
        for panel in (self.importing, self.exporting):
            panel.closed.connect(lambda: self.show_section("library"))
            panel.done.connect(self.load)
            panel.noticed.connect(self.noticed)
        self.figures.opened.connect(lambda key: self.open(key))
        for speaker in (self.sheet, self.notes, self.mine):
            speaker.noticed.connect(self.noticed)
        for part in (self.sheet, self.notes):
            part.ticket_opened.connect(self.ticket_opened)
        self._bridge.changed.connect(self._on_changed)

    def _bind(self, commands: Commands) -> None:
        runs = {
            "scripts.new": self.new,
            "scripts.save": lambda: self.sheet.save(),
            "scripts.forward": self.forward,
            "scripts.placeholder": lambda: self.sheet.form.words.body.offer(),
            "work.search": self.search,
            "work.import": self.take_in,
            "work.export": self.write_out,
            "queue.filter": lambda: self.filters.open_menu(),
            "queue.next": lambda: self.left.step(1),
            "queue.previous": lambda: self.left.step(-1),
            "ticket.close": self._leave,
        }
        for id, run in runs.items():
            commands.bind(self, id, run)

    # the protocol

    def activate(self) -> None:
        """Take the keyboard; everything is read anew."""
        agent = self._bridge.desk.agent.uid
        if agent != self._agent:  # somebody else sits here now
            self._agent = agent
            self.close_sheet()
        self.load()
        self.collection.load_uses()
        self._focus()

    def flush(self) -> None:
        """Keep what was typed."""
        self.sheet.flush()
        self.importing.stop()
        self.exporting.stop()

    def state(self) -> dict[str, object]:
        """The section, the filter, the order and the script that is open."""
        return {
            "section": SECTIONS[max(self.sections.currentIndex(), 0)],
            **self.left.state(),
            "code": self.sheet.session.code if self.sheet.isVisibleTo(self) else "",
        }

    def restore(self, state: dict[str, object]) -> None:
        """Take place and choices again; `{"code": …, "version": …}` opens a script."""
        self.left.restore(state)
        section = str(state.get("section", ""))
        if section in SECTIONS:
            self.show_section(section)
        self._wanted = (str(state.get("code", "")), str(state.get("version", "")))

    # the list

    def load(self) -> None:
        """Read the library anew."""
        self.collection.load()

    def _on_read(self) -> None:
        self.sheet.offer(self.collection.choices(), self.collection.parts())
        self.left.show_collection()
        self.mine.show_rows(self.collection.rows)
        self._tell()
        code, version = self._wanted
        self._wanted = ("", "")
        if code == NEW:
            self.new()
        elif code:
            self.open(code, version)

    def _tell(self) -> None:
        leads = may(self._bridge.desk.agent, "scripts_change")
        waiting = sum(1 for row in self.collection.rows if "sent_in" in row.lives)
        notes = sum(row.notes for row in self.collection.rows)
        about = self.tr("Everybody speaks with them; team leaders change them.")
        if leads and waiting:
            about = self.tr("{n} waiting for review").format(n=waiting)
        self.header.say(self.tr("Scripts"), about)
        text = self.tr("Open notes ({n})").format(n=notes) if notes else self.tr("Open notes")
        self.sections.setTabText(SECTIONS.index("notes"), text)
        self.new_button.setText(self.tr("New script") if leads else self.tr("New script of my own"))

    # sections

    def show_section(self, name: str) -> None:
        """Bring a section to the front."""
        at = SECTIONS.index(name)
        if self.sections.currentIndex() != at:
            self.sections.setCurrentIndex(at)
        else:
            self._on_section()

    def _on_pressed(self, at: int) -> None:
        if at == self.sections.currentIndex():  # back from import or export
            self._on_section()

    def _on_section(self) -> None:
        at = self.sections.currentIndex()
        self.stack.setCurrentIndex(at)
        if SECTIONS[at] == "notes":
            self.notes.load()
        elif SECTIONS[at] == "figures":
            self.figures.show_script("")
        self._focus()

    def _focus(self) -> None:
        part = self.stack.currentWidget()
        if part is self.split:
            (self.sheet.form.words.body if self.sheet.session.fresh else self.list).setFocus()
        elif part is self.notes:
            self.notes.list.setFocus()
        elif part is self.mine:
            self.mine.take_focus()

    def _load_notes(self) -> None:
        if self.stack.currentWidget() is self.notes:
            self.notes.load()

    def _open_told(self, told: str) -> None:
        code, _, uid = told.partition("|")
        self.open(code, uid)

    # one script

    def open(self, code: str, version: str = "") -> None:
        """Open a script beside the list."""
        self.show_section("library")
        self.sheet.show()
        self._fit()
        self.list.choose(code)
        self.sheet.open(code, version)

    def new(self, *, personal: bool | None = None) -> None:
        """Begin a script: of the team for those who may, else one's own."""
        leads = may(self._bridge.desk.agent, "scripts_change")
        self.show_section("library")
        self.sheet.show()
        self._fit()
        self.sheet.begin(personal=not leads if personal is None else personal)

    def close_sheet(self) -> None:
        """The list alone."""
        self.sheet.forget()
        self.sheet.hide()
        self._fit()
        if self.isVisible():
            self.list.setFocus()

    def forward(self) -> None:
        """Do what the script's first button does."""
        if self.sheet.isVisible():
            self.sheet.forward()

    def search(self) -> None:
        """Take the keyboard to the words looked for."""
        self.show_section("library")
        self.filters.words.take_focus()

    def take_in(self) -> None:
        """Show the import."""
        self.stack.setCurrentWidget(self.importing)
        self.importing.begin()

    def write_out(self) -> None:
        """Show the export of what the list shows."""
        codes = tuple(row.key for row in self.list.collection.rows)
        self.stack.setCurrentWidget(self.exporting)
        self.exporting.begin(codes, of=len(self.collection.rows))

    def _leave(self) -> None:
        if self.stack.currentWidget() in (self.importing, self.exporting):
            self.show_section("library")
        elif self.sheet.isVisible() and self.stack.currentWidget() is self.split:
            self.sheet.leave()
        else:
            self.closed.emit()

    def _on_chosen(self, key: str) -> None:
        if self.sheet.isVisible() and not self.sheet.session.fresh:
            self.sheet.open(key)

    def _on_changed(self, changes: Changes) -> None:
        if not changes.kinds & _STIRRING:
            return
        if self.isVisible():
            self.load()
            if self.sheet.isVisible() and changes.origin == "shared":
                self.sheet.reopen(self.sheet.session.version.uid if self.sheet.session.version else "")  # fmt: skip
            self._load_notes()

    # the width

    def _fit(self) -> None:
        is_open = not self.sheet.isHidden()
        self.left.show_reviewed()
        self.list.set_compact(is_open and self.width() < _WIDE)
        self.left.setVisible(not is_open or self.width() >= _NARROW)
        if is_open:
            width = _COMPACT_LIST * theme.current().scale // 100
            left = width if self.width() < _WIDE else self.width() * 2 // 5
            self.split.setSizes([left, max(self.width() - left, 400)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not is_composing():
            event.accept()
            self._leave()
        else:
            super().keyPressEvent(event)
