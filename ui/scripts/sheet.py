"""An open script: its head, its words beside how they read, its versions, notes and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.composing import is_composing
from ui.scripts.figures_tab import FiguresTab
from ui.scripts.filters import Choices
from ui.scripts.form import ScriptForm
from ui.scripts.keeping import NEW, ScriptKeeper, facts_in, key_of
from ui.scripts.looking import LookingThrough
from ui.scripts.notes_tab import NotesTab
from ui.scripts.preview_pane import PreviewPane, measure
from ui.scripts.session import Session, content_of
from ui.scripts.sheet_head import USED, SheetHead, acts_of, life_of
from ui.scripts.turn_panel import TurnPanel
from ui.scripts.turns import ScriptTurns
from ui.scripts.versions_tab import VersionsTab
from ui.text import scripts as told
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.domain.script_version import ScriptVersion
    from workstation.scripts.desk import OpenedScript

#: Below this width the form alone is shown.
_WITH_PREVIEW: Final = 620


class ScriptSheet(ScriptTurns):
    """Shows one script. `noticed`, `closed()`, `turned()` when the library may look otherwise."""

    noticed = Signal(str, str)
    closed = Signal()
    turned = Signal()
    ticket_opened = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = 0
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
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.form)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
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

    def open(self, code: str, then: str = "") -> None:
        """Open a script; `then` is the uid of the version that is wanted."""
        if code == self.session.code and not then and not self.session.fresh:
            return
        self.keeper.save()
        self.session.fresh, self.session.code = False, code
        self.panel.leave()
        self._open(code, then)

    def reopen(self, then: str = "") -> None:
        """Read the script anew; what is typed and not saved stays."""
        if self.session.code and not self.session.fresh:
            self._open(self.session.code, then)
        else:
            self.closed.emit()

    def begin(self, *, personal: bool, facts: Mapping[str, Any] | None = None) -> None:
        """Begin a new script, with words that were kept of one, if any."""
        self.keeper.save()
        session = self.session
        session.code, session.opened, session.version = "", None, None
        session.fresh, session.personal = True, personal
        kept = self.keeper.kept(NEW) if facts is None else None
        if kept is not None:
            session.personal = bool(kept.data.get("personal")) or not session.may_change
        self._fill(dict(facts or {}), ())
        if kept is not None:
            self._put_back(facts_in(kept), kept.data.get("scope"))
        self.tabs.setCurrentIndex(0)
        self.form.words.title.setFocus()

    def _open(self, code: str, then: str) -> None:
        self._asked += 1
        asked = self._asked
        self._bridge.await_(
            self._bridge.desk.open_script(code),
            lambda opened: self._on_opened(asked, opened, then),
            lambda error: self._on_lost(asked, error),
        )

    def _on_lost(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if isinstance(error, Refusal):
            self.session.begun = self.session.facts()
            self.closed.emit()
        else:
            self._bridge.failed.emit(error)

    def _on_opened(self, asked: int, opened: OpenedScript, then: str) -> None:
        if asked != self._asked:
            return
        session = self.session
        shown = session.opened
        if shown is not None and shown.code == opened.code and session.changed:
            session.opened = opened  # the words that are typed stand, and what they were made from
            self.refresh()
            return
        session.opened = opened
        session.personal = opened.script is not None and bool(opened.script.owner)
        uid = then if then in {one.uid for one in opened.versions} else self._first_of(opened)
        if not uid:
            self._on_words(asked, None)
            return
        self._bridge.await_(
            self._bridge.desk.script_text(uid), lambda version: self._on_words(asked, version)
        )

    def _first_of(self, opened: OpenedScript) -> str:
        """The version that is shown at first: what waits, for those who work on it, else in use."""
        session = self.session
        kept = self.keeper.kept(opened.code)
        if kept is not None:  # typed and not saved: what it was typed over
            uid = str(kept.data.get("uid", ""))
            drafts = {one.uid for one in opened.versions if one.state == "draft"}
            return uid if uid in drafts else opened.chosen
        if session.may_change and not session.personal:
            ways = [one for one in opened.versions if one.state in ("draft", "sent_in", "reviewed")]
            mine = [one for one in ways if session.me in (one.made_by, one.changed_by)]
            if found := next(iter(mine or ways), None):
                return found.uid
        if opened.chosen:
            return opened.chosen
        if opened.script is None and opened.shipped is None:
            return next((one.uid for one in opened.versions), "")
        return ""

    def _on_words(self, asked: int, version: ScriptVersion | None) -> None:
        if asked != self._asked:
            return
        session = self.session
        session.version = version
        drafted = version is not None and version.state == "draft"
        session.seen = (version.changed_at or version.made_at) if version and drafted else None
        opened = session.opened
        script = (opened.script or opened.shipped) if opened else None
        scope = version.scope if version else script.scope if script else ()
        self._fill(content_of(version, script), scope)
        kept = self.keeper.kept(session.code)
        if kept is not None and session.writable:
            uid = str(kept.data.get("uid", ""))
            if session.draft_uid in ("", uid):
                self._put_back(facts_in(kept), kept.data.get("scope"))
                seen = kept.data.get("seen")
                if session.draft_uid and isinstance(seen, int):
                    session.seen = seen

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
        for tab in (self.versions, self.notes, self.figures):
            self.tabs.setTabVisible(
                self.tabs.indexOf(tab), not session.fresh and not session.personal
            )
        self._tell_preview()
        self.looking.look()
        self.refresh()
        self._on_tab()

    def _put_back(self, facts: dict[str, Any], scope: object) -> None:
        """Show words that were typed and not saved."""
        if not facts or facts == self.session.begun:
            return
        self._filling = True
        self.form.show_facts(
            facts,
            [str(one) for one in scope] if isinstance(scope, list) else (),
            writable=self.session.writable,
            code_fixed=not self.session.fresh,
            personal=self.session.personal,
        )
        self._filling = False
        self._on_typed()

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

    def _show_version(self, uid: str) -> None:
        if self.session.changed:
            self.keeper.save()
            self.session.begun = self.session.facts()
        self.session.version = None
        if uid == USED:
            self._asked += 1
            self._on_words(self._asked, None)
        else:
            self._open(self.session.code, uid)
        self.tabs.setCurrentIndex(0)

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
