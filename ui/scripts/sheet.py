"""An open script: its head, its words beside how they read, its versions, notes and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.composing import is_composing
from ui.scripts.figures_tab import FiguresTab
from ui.scripts.filters import Choices
from ui.scripts.form import ScriptForm
from ui.scripts.keeping import ScriptKeeper, key_of
from ui.scripts.looking import LookingThrough
from ui.scripts.notes_tab import NotesTab
from ui.scripts.opening import ScriptOpening
from ui.scripts.preview_pane import PreviewPane, measure
from ui.scripts.session import Session
from ui.scripts.sheet_head import USED, SheetHead, acts_of, life_of
from ui.scripts.turn_panel import TurnPanel
from ui.scripts.versions_tab import VersionsTab
from ui.text import scripts as told
from ui.widgets.boxes import divided

if TYPE_CHECKING:
    pass

#: Below this width the form alone is shown.
_WITH_PREVIEW: Final = 620


class ScriptSheet(ScriptOpening):
    """Shows one script. `noticed`, `closed()`, `turned()` when the library may look otherwise."""

    noticed = Signal(str, str)
    closed = Signal()
    turned = Signal()
    ticket_opened = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked, self._wanted = 0, ""
        self._busy = self._filling = False
        self.form = ScriptForm(self)
        self.session = Session(bridge, self.form.facts, self.form.scope)
        self.head = SheetHead(self.session)
        self.panel = TurnPanel(bridge.desk.zone, bridge.desk.clock)
        self.preview = PreviewPane(bridge)
        self.keeper = ScriptKeeper(self.session, self)
        self.looking = LookingThrough(self.session, self.form, self)
        self.versions = VersionsTab(self.session)
        self.notes = NotesTab(bridge)
        self.figures = FiguresTab(bridge)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.split = divided(self.form, self.preview, (3, 2))
        self.split.setSizes([560, 330])
        self.form.setMinimumWidth(380)
        written = QWidget()
        below = QVBoxLayout(written)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.split, 1)
        below.addWidget(self.looking.mistakes)
        for part, name in (
            (written, self.tr("Words")),
            (self.versions, self.tr("Versions")),
            (self.notes, self.tr("Notes")),
            (self.figures, self.tr("Figures")),
        ):
            self.tabs.addTab(part, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        panel = QVBoxLayout()
        edge = theme.space("medium")
        panel.setContentsMargins(edge, 0, edge, theme.space("small"))
        panel.addWidget(self.panel)
        column.addLayout(panel)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.head.pressed.connect(self.run)
        self.head.version_picked.connect(self._show_version)
        self.head.closed.connect(self.leave)
        self.head.note_wanted.connect(self.say_something)
        self.head.favourite_wanted.connect(self._mark_favourite)
        self.head.hotkey_wanted.connect(lambda number: self._mark(hotkey=number))
        self.form.changed.connect(self._on_typed)
        self.form.turned.connect(self._on_turned)
        self.form.words.body.submitted.connect(self.forward)
        self.preview.made.connect(self._on_preview)
        self.versions.read_wanted.connect(self._show_version)
        self.notes.noticed.connect(self.noticed)
        self.notes.draft_made.connect(self._on_draft_made)
        self.notes.ticket_opened.connect(self.ticket_opened)
        self.notes.answered.connect(lambda: self.reopen())
        self.tabs.currentChanged.connect(lambda _at: self._on_tab())

    # opening

    def offer(self, choices: Choices, snippets: Mapping[str, str]) -> None:
        """What the fields offer."""
        self.form.offer(choices, snippets)

    def _fill(self, facts: dict[str, Any], scope: tuple[str, ...]) -> None:
        session = self.session
        self._filling = True
        self.form.show_facts(
            facts,
            scope,
            writable=session.writable,
            code_fixed=not session.fresh,
            personal=session.personal,
        )
        self._filling = False
        session.begun, session.begun_scope = session.facts(), session.scope()
        session.filled = True
        for tab in (self.versions, self.notes, self.figures):
            self.tabs.setTabVisible(
                self.tabs.indexOf(tab), not session.fresh and not session.personal
            )
        self._tell_preview()
        self.looking.look()
        self.refresh()
        self._on_tab()

    # what is shown

    def refresh(self) -> None:
        """Say anew how the script stands and what may be done."""
        session, desk = self.session, self._bridge.desk
        opened = session.opened
        versions = opened.versions if opened else ()
        life = life_of(session.version, versions, desk.clock()) if session.version else ""
        choices: list[tuple[object, str]] = []
        if opened is not None and (opened.shipped is not None or opened.script is not None):
            name = opened.script.version if opened.script else ""
            if not opened.chosen:
                choices.append((USED, f"{name} · {told.life('shipped')}"))
        for one in versions:
            stands = told.life(life_of(one, versions, desk.clock()))
            choices.append((one.uid, f"{one.version} · {stands}"))
        self.head.show_session(self.form.words.title.text(), life, choices)
        self.head.show_acts(acts_of(session, life))
        notes = sum(1 for one in opened.notes if one.state == "open") if opened else 0
        text = self.tr("Notes") if not notes else self.tr("Notes ({n})").format(n=notes)
        self.tabs.setTabText(self.tabs.indexOf(self.notes), text)

    def run(self, act: str) -> None:
        """Do one of the acts of the head."""
        getattr(self, act)()

    def forward(self) -> None:
        """Do what the first button of the head does."""
        if self.head.buttons:
            next(iter(self.head.buttons.values())).click()

    def _on_tab(self) -> None:
        opened = self.session.opened
        if opened is None:
            return
        part = self.tabs.currentWidget()
        if part is self.versions:
            self.versions.load()
        elif part is self.notes:
            self.notes.show_script(opened, self.session.version)
        elif part is self.figures:
            self.figures.show_script(opened.code)

    # writing

    def _on_typed(self) -> None:
        if self._filling:
            return
        self.keeper.touch()
        self.looking.soon()
        self._tell_preview()
        self.refresh()

    def _on_turned(self) -> None:
        self.looking.look()
        self._tell_preview()

    def _tell_preview(self) -> None:
        words = self.form.words
        self.preview.show_facts(self.form.facts(), words.language, words.channel)

    def _on_preview(self) -> None:
        length = self.preview.length
        words = self.form.words
        words.tell_size(measure(length, words.channel) if length else "")

    # notes and marks

    def say_something(self) -> None:
        """Go to the notes, to write one."""
        self.tabs.setCurrentWidget(self.notes)
        self.notes.write()

    def _on_draft_made(self, uid: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.reopen(uid)
        self.turned.emit()

    def _mark_favourite(self) -> None:
        mark = self.session.opened.mark if self.session.opened else None
        on = not (mark is not None and mark.favourite)
        self.head.show_favourite(on)
        self._mark(favourite=on)

    def _mark(self, *, favourite: bool | None = None, hotkey: int | None = None) -> None:
        from workstation.actions.script_own import MarkScript

        action = MarkScript(self.session.code, favourite, hotkey)
        self._bridge.do(action, lambda _done: self.reopen())

    def discard(self) -> None:
        """Show the words as they were saved; what was typed over them is gone."""
        session = self.session
        self.keeper.drop()
        self._fill(dict(session.begun), session.begun_scope)

    # leaving

    def leave(self) -> None:
        """Close the script; what was typed is kept on this desk."""
        if self.panel.isVisible():
            self.panel.leave()
            return
        if self.session.changed:
            self.keeper.save()
            if self.keeper.kept(key_of(self.session)) is not None:
                text = self.tr("What you typed is kept on this desk; it is not saved yet.")
                self.noticed.emit(text, "")
        self.closed.emit()

    def forget(self) -> None:
        """Show no script."""
        session = self.session
        session.code, session.opened, session.version, session.fresh = "", None, None, False
        session.filled = False
        self._asked += 1

    def flush(self) -> None:
        """Keep what was typed; look nothing through any more."""
        self.looking.stop()
        self.preview.stop()
        self.keeper.save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= _WITH_PREVIEW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not is_composing():
            event.accept()
            self.leave()
        else:
            super().keyPressEvent(event)
