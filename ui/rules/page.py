"""The rules of the team: read by everybody, written, tried and put in force by leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.commands import Commands
from ui.rules.editor import RuleEditor
from ui.rules.file_list import FileList
from ui.rules.form_compare import FormCompare
from ui.rules.keeping import TextKeeper
from ui.rules.session import Session
from ui.rules.tabs import RuleTabs
from ui.rules.turns import IN_FORCE, Turns
from ui.text import rules as told
from ui.text.words import listing
from ui.widgets.boxes import divided
from ui.widgets.buttons import Button, IconButton
from ui.widgets.header import PageHeader
from workstation.changes import Changes

if TYPE_CHECKING:
    from workstation.domain.rule_set import RuleSet
    from workstation.ruling.desk import FileState, Opened

#: From this width on the tabs stand at the right of the editor.
_WIDE: Final = 1500
#: From this width on a form's page stands at the right of its editor.
_BESIDE: Final = 900
#: Below this width, beside an open ticket, the list of files gives way to the file that is open.
_NARROW: Final = 640
_LIST_WIDTH: Final = 250


class RulesPage(Turns):
    """Files at the left, the editor in the middle, trying and versions below it or at its right."""

    noticed = Signal(str, str)
    closed = Signal()
    ticket_opened = Signal(str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wanted = ""
        self._agent = bridge.desk.agent.uid
        self._asked = 0
        self._busy = self._sized = False
        self.session = Session(bridge, lambda: self.editor.text())
        self.header = PageHeader(self.tr("Rules"))
        self.files = FileList(bridge)
        self.editor = RuleEditor(self.session)
        self.keeper = TextKeeper(self.session, self)
        self.tabs = RuleTabs(self.session)
        self.trying, self.force, self.paper = self.tabs.trying, self.tabs.force, self.tabs.paper
        self.versions, self.preview = self.tabs.versions, self.tabs.preview
        self.compare = FormCompare(self.session)
        self._bind(commands)
        self._lay_out(commands)
        self._connect()

    def _bind(self, commands: Commands) -> None:
        runs = {
            "rules.save": self.save,
            "rules.try": self.try_out,
            "rules.activate": self.put_in_force,
            "work.undo": self.editor.undo,
            "rules.redo": self.editor.redo,
            "work.search": self.editor.search,
            "queue.save_view": self.save,
            "ticket.close": self._leave,
        }
        for id, run in runs.items():
            commands.bind(self, id, run)

    def _lay_out(self, commands: Commands) -> None:
        self.save_button = Button(self.tr("Save draft"), "check", "primary", self.save)
        self.save_button.setToolTip(commands.action("rules.save").toolTip())
        self.header.add(self.save_button)
        self.header.add(IconButton("x", self.tr("Back to the list"), self.closed.emit))
        self.split = divided(self.editor, self.tabs, (3, 2), way=Qt.Orientation.Vertical)
        across = divided(self.files, self.split, (0, 1))
        across.setSizes([_LIST_WIDTH, 1_000])
        self.files.setMinimumWidth(180)
        self.editor.setMinimumSize(380, 200)
        self.tabs.setMinimumSize(320, 170)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(across, 1)
        column.addWidget(self.compare, 1)
        self.across = across
        self.compare.hide()

    def _connect(self) -> None:
        self.files.selectionModel().currentChanged.connect(lambda _now, _was: self._on_file())
        self.files.opened.connect(lambda _file: self.editor.take_focus())
        self.editor.typed.connect(self._on_typed)
        self.editor.checked.connect(self.tabs.follow)
        self.editor.row_chosen.connect(self.preview.choose)
        self.editor.version_picked.connect(self._on_version)
        self.editor.form.chosen.connect(self.paper.mark)
        self.paper.pointed.connect(self._on_pointed)
        self.force.wanted.connect(self._activate)
        self.force.merge_wanted.connect(self._merge)
        self.versions.pages_wanted.connect(self._compare)
        self.compare.closed.connect(self._end_comparing)
        self.versions.read_wanted.connect(self._read)
        self.versions.revive_wanted.connect(self._revive)
        self.versions.withdraw_wanted.connect(self._withdraw)
        for part in (self.trying, self.preview):
            part.ticket_opened.connect(self.ticket_opened)
        for speaker in (self.editor, self.trying, self.tabs.learned, self.compare):
            speaker.noticed.connect(self.noticed)
        self._bridge.changed.connect(self._on_changed)

    # the protocol

    def activate(self) -> None:
        """Take the keyboard; everything is read anew."""
        agent = self._bridge.desk.agent.uid
        if self.session.file and agent != self._agent:  # somebody else sits here now
            self._open(self.session.file)
        self._agent = agent
        self.load()
        self.files.setFocus()

    def flush(self) -> None:
        """Keep what was typed."""
        self.editor.stop()
        self.paper.stop()
        self.keeper.save()

    def state(self) -> dict[str, object]:
        """The file that is open."""
        return {"file": self.session.file}

    def restore(self, state: dict[str, object]) -> None:
        """Open the file that was open."""
        self._wanted = str(state.get("file", ""))

    def open(self, file: str) -> None:
        """Open a file."""
        self._wanted = file
        self.load()

    def load(self) -> None:
        """Read how all files stand."""
        self._bridge.await_(self._bridge.desk.rule_overview(), self._show_files)

    def _leave(self) -> None:
        if self.compare.isVisible():
            self._end_comparing()
        elif self.editor.find_bar.isVisible():
            self.editor.find_bar.leave()
        elif self.session.reading:
            self._open(self.session.file)
        else:
            self.closed.emit()

    def _compare(self, names: tuple[str, str], uids: tuple[str, str]) -> None:
        """Show two versions of a form beside each other, in place of the editor."""
        self.across.hide()
        self.compare.show()
        self.compare.compare(names, uids, self.paper.sample)
        self.compare.pages[0].setFocus()

    def _end_comparing(self) -> None:
        self.compare.hide()
        self.across.show()
        self.versions.list.setFocus()

    # the files

    def _show_files(self, states: tuple[FileState, ...]) -> None:
        if self.files.show_files(states, self.keeper.names(), self._wanted):
            self._wanted = ""
        about = self.tr("Everybody reads them; team leaders change them.")
        unused = sorted((one.file for one in states if one.unused is not None), key=told.file_order)
        if unused:
            about = self.tr("A version cannot be used here: {files}").format(
                files=listing(map(told.file_name, unused))
            )
        self.header.say(self.tr("Rules"), about)

    def _on_file(self) -> None:
        file = self.files.current()
        if file and file != self.session.file:
            self.editor.flush()
            self.keeper.save()
            self._open(file)

    def _open(self, file: str, then: str = "") -> None:
        """Open a file; `then` is the text of it that is wanted: a draft's uid or "in_force"."""
        self._asked += 1
        asked = self._asked
        self._bridge.await_(
            self._bridge.desk.open_rule_file(file),
            lambda opened: self._show(asked, opened, then),
        )

    def _show(self, asked: int, opened: Opened, then: str) -> None:
        if asked != self._asked:
            return
        session, other = self.session, opened.file != self.session.file
        session.file, session.opened, session.reading = opened.file, opened, ""
        session.note = ""
        kept = self.keeper.kept(opened.file) if session.may_change and not then else None
        draft = self._draft(opened, then)
        session.draft_uid = draft.uid if draft else ""
        session.base = draft.base if draft else opened.base
        session.seen = (draft.changed_at or draft.made_at) if draft else None
        text = begun = draft.text if draft else opened.base_text
        if kept is not None:
            seen = kept.data.get("seen")
            session.draft_uid = str(kept.data.get("draft", ""))
            session.base = str(kept.data.get("base", ""))
            session.seen = seen if isinstance(seen, int) else None
            text, begun = kept.body, str(kept.data.get("begun", begun))
        if not session.may_change and draft is None:
            text = begun = opened.text
        self._fill(opened, text, begun, other=other)

    def _draft(self, opened: Opened, then: str) -> RuleSet | None:
        if then == IN_FORCE or not self.session.may_change:
            return None
        mine = self._bridge.desk.agent.uid
        found = [one for one in opened.drafts if one.uid == then] if then else []
        found = found or [one for one in opened.drafts if one.made_by == mine]
        return next(iter(found or opened.drafts), None)

    def _fill(self, opened: Opened, text: str, begun: str, *, other: bool) -> None:
        editor = self.editor
        editor.head.tell_name(told.file_name(opened.file))
        self._tell_texts(opened)
        editor.begin(text, begun)
        if other:
            editor.show_table()
            self.trying.forget()
            self.force.forget()
            self.tabs.show_file()
            self._arrange()
        self.versions.load()
        self.force.refresh()
        self._tell_buttons()
        self.tabs.load()

    def _tell_texts(self, opened: Opened) -> None:
        """Offer the text in force and the drafts."""
        box = self.editor.version
        choices = [(IN_FORCE, self.tr("In force: {version}").format(version=opened.version))]
        name = self.tr("Draft {version}, {who}")
        choices += [
            (one.uid, name.format(version=one.version, who=one.made_by_name))
            for one in opened.drafts
        ]
        box.show_choices(choices, self.session.draft_uid or IN_FORCE)
        box.setEnabled(len(choices) > 1)
        line = box.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # where there is little room the beginning is read

    def _on_pointed(self, place: str) -> None:
        """A part was clicked on the page: show it in the editor."""
        if self.editor.views.currentWidget() is self.editor.form:
            self.editor.form.choose(place)
        else:
            self.editor.go_to_place(place)

    def _on_version(self, code: str) -> None:
        self.keeper.save()
        self._open(self.session.file, code)

    # writing

    def _on_typed(self) -> None:
        self.keeper.touch()
        self._tell_buttons()
        self.force.refresh()
        if self.session.is_form:
            self.paper.touch()

    def _tell_buttons(self) -> None:
        self.save_button.setEnabled(self.session.changed and not self._busy)
        self.save_button.setVisible(self.session.may_change)

    # what comes in

    def _on_changed(self, changes: Changes) -> None:
        if not self.isVisible() or self._busy:
            return
        if changes.kinds & {"rule", "rules"} or changes.many:
            self.load()
            if self.session.file and not self.session.changed and not self.session.reading:
                self._open(self.session.file, self.session.draft_uid)
            else:
                self._refresh_versions()

    def _refresh_versions(self) -> None:
        file = self.session.file
        if file:
            self._bridge.await_(self._bridge.desk.open_rule_file(file), self._show_versions)

    def _show_versions(self, opened: Opened) -> None:
        if opened.file == self.session.file:
            self.session.opened = opened
            self._tell_texts(opened)
            self.versions.load()
            self.force.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < _NARROW and self.files.hasFocus():
            self.editor.take_focus()
        self.files.setVisible(self.width() >= _NARROW)
        self._arrange()

    def _arrange(self) -> None:
        """Lay the tabs below the editor, or at its right where there is room; a page stands beside."""
        form = self.session.is_form
        wide = self.width() >= (_BESIDE if form else _WIDE)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.split.orientation() != way or not self._sized:
            self._sized = self.isVisible()
            self.split.setOrientation(way)
            total = (self.width() - _LIST_WIDTH) if wide else self.height()
            share = total * (11 if wide and not form else 10) // 20
            self.split.setSizes([share, total - share])
