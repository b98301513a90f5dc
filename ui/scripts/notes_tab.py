"""What people say of scripts: of one, with a line to say something; and all that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.text import scripts as told
from ui.text import times, words
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.labels import EmptyState, label
from ui.widgets.lines import Line, LineList
from workstation.domain.people import may
from workstation.domain.refusal import Refusal
from workstation.domain.script_version import ScriptNote

if TYPE_CHECKING:
    from workstation.desk import Done
    from workstation.domain.script_version import ScriptVersion
    from workstation.scripts.desk import OpenedScript


def note_line(note: ScriptNote, bridge: Bridge, *, with_code: bool) -> Line:
    """A note as two lines of a list."""
    desk = bridge.desk
    said = note.body or note.words
    title = " ".join(said.split())
    kind = told.word(told.NOTE_KINDS, note.kind)
    who = note.author_name
    when = times.moment(note.at, desk.zone, desk.clock())
    about = " · ".join(part for part in (note.code if with_code else "", kind, who, when) if part)
    state = told.word(told.NOTE_STATES, note.state)
    return Line(note.uid, title, about, state, told.NOTE_LOOKS.get(note.state, "neutral"))


class NotesTab(QWidget):
    """Notes at the left, the chosen one with its answer at the right.

    `draft_made(uid)` when a suggestion was taken, `answered()` after any answer,
    `opened(code)` from the list of all scripts, `ticket_opened(uid)`, `noticed(text, kind)`.
    """

    draft_made = Signal(str)
    answered = Signal()
    opened = Signal(str)
    ticket_opened = Signal(str)
    noticed = Signal(str, str)

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, *, inbox: bool = False
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._inbox = inbox
        self._notes: dict[str, ScriptNote] = {}
        self._code, self._version = "", ""
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Notes"))
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._on_chosen())
        self.list.opened.connect(lambda _key: self._focus_answer())
        self.empty = EmptyState("message", "")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.said = QPlainTextEdit()
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName(self.tr("What was said"))
        self.answer = QLineEdit()
        self.answer.setMaxLength(400)
        self.answer.setPlaceholderText(self.tr("An answer; the author reads it"))
        self.answered_with = label("", "muted")
        self.answered_with.setWordWrap(True)
        self.take = Button(self.tr("Take"), "check", "primary", self._take)
        self.decline = Button(self.tr("Decline"), "x", "", self._decline)
        self.script = Button(self.tr("Open the script"), "notes", "", self._open_script)
        self.ticket = Button(self.tr("Open the ticket"), "external-link", "flat", self._open_ticket)
        self.comment = ComposingTextEdit(lines=2, most_lines=5)
        self.comment.setPlaceholderText(self.tr("Say something of this script…"))
        self.comment.submitted.connect(self._write)
        self.better = QCheckBox(self.tr("These are better words for it"))
        self.send = Button(self.tr("Say it"), "send", "primary", self._write)
        self.stack = QStackedWidget()
        self._lay_out()
        self._on_chosen()

    def _lay_out(self) -> None:
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(theme.space("medium"), 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.said, 1)
        column.addWidget(self.answered_with)
        column.addWidget(self.answer)
        foot = QHBoxLayout()
        for one in (self.take, self.decline, self.script, self.ticket):
            foot.addWidget(one)
        foot.addStretch(1)
        column.addLayout(foot)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 1)
        row.addWidget(detail, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(both)
        outer = QVBoxLayout(self)
        edge = theme.space("small")
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.addWidget(self.stack, 1)
        self.writing = QWidget()
        line = QHBoxLayout(self.writing)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.comment, 1)
        right = QVBoxLayout()
        right.addWidget(self.better)
        right.addWidget(self.send)
        line.addLayout(right)
        outer.addWidget(self.writing)
        self.writing.setVisible(not self._inbox)
        self.script.setVisible(self._inbox)

    # what is shown

    def show_script(self, opened: OpenedScript, version: ScriptVersion | None) -> None:
        """Show what is said of one script."""
        if opened.code != self._code:
            self.comment.clear()
            self.better.setChecked(False)
        self._code = opened.code
        self._version = (
            version.version if version else opened.script.version if opened.script else ""
        )
        self._show(opened.notes)
        self.empty.say(
            self.tr("Nobody has said anything of this script"),
            self.tr("Say what does not sit well, or write better words; team leaders answer."),
        )

    def load(self) -> None:
        """Show all that is open."""
        self._bridge.await_(self._bridge.desk.script_notes(open_only=True), self._show)
        self.empty.say(
            self.tr("No open notes"),
            self.tr("What agents say of scripts while they answer customers comes here."),
        )

    def _show(self, notes: tuple[ScriptNote, ...]) -> None:
        found = sorted(notes, key=lambda one: (one.state != "open", -one.at))
        self._notes = {one.uid: one for one in found}
        lines = [note_line(one, self._bridge, with_code=self._inbox) for one in found]
        self.list.show_lines(lines)
        self.stack.setCurrentIndex(1 if found else 0)
        if found and not self.list.current():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._on_chosen()

    def current(self) -> ScriptNote | None:
        """The note that is chosen."""
        return self._notes.get(self.list.current())

    def _on_chosen(self) -> None:
        note = self.current()
        agent = self._bridge.desk.agent
        leads = may(agent, "scripts_change")
        is_open = note is not None and note.state == "open"
        mine = note is not None and note.author == agent.uid
        suggested = note is not None and note.kind == "suggestion"
        self.take.setVisible(is_open and leads)
        self.take.setText(self.tr("Take as a draft") if suggested else self.tr("Take"))
        self.decline.setVisible(is_open and (leads or mine))
        self.decline.setText(self.tr("Decline") if leads else self.tr("Take it back"))
        self.answer.setVisible(is_open and leads)
        self.ticket.setVisible(note is not None and bool(note.ticket))
        self.script.setVisible(self._inbox and note is not None)
        self.answered_with.setVisible(note is not None and note.state != "open")
        self.about.setText(self._about(note) if note else "")
        self.said.setPlainText(_said(note) if note else "")
        if note is not None and note.state != "open":
            text = self.tr("{state} by {who}: {answer}")
            if not note.answer:
                text = self.tr("{state} by {who}")
            self.answered_with.setText(
                text.format(
                    state=told.word(told.NOTE_STATES, note.state),
                    who=note.answered_by_name,
                    answer=note.answer,
                )
            )

    def _about(self, note: ScriptNote) -> str:
        desk = self._bridge.desk
        parts = [
            note.author_name,
            times.moment(note.at, desk.zone, desk.clock()),
            f"{note.code} {note.version}".strip(),
        ]
        if note.kind == "suggestion":
            parts.append(told.language(note.language))
            if note.channel:
                parts.append(words.channel(note.channel))
        return " · ".join(part for part in parts if part)

    # saying and answering

    def _focus_answer(self) -> None:
        self.answer.setFocus()

    def write(self) -> None:
        """Take the keyboard to say something."""
        self.comment.setFocus()

    def _write(self) -> None:
        from workstation.actions.script_notes import WriteScriptNote

        text = self.comment.toPlainText().strip()
        if not text or not self._code:
            self.comment.setFocus()
            return
        better = self.better.isChecked()
        action = WriteScriptNote(
            self._code,
            self._version,
            "suggestion" if better else "comment",
            "" if better else text,
            text if better else "",
            language="zh" if any(ord(sign) > 0x2E80 for sign in text) else "en",
        )

        def done(_done: Done) -> None:
            self.comment.clear()
            self.better.setChecked(False)
            self.answered.emit()

        self._bridge.do(action, done, self._refused)

    def _take(self) -> None:
        self._answer(take=True)

    def _decline(self) -> None:
        note = self.current()
        leads = may(self._bridge.desk.agent, "scripts_change")
        if note is not None and leads and not self.answer.text().strip():
            self.noticed.emit(self.tr("Say why it is declined; the author reads it."), "warn")
            self.answer.setFocus()
            return
        self._answer(take=False)

    def _answer(self, *, take: bool) -> None:
        from workstation.actions.script_notes import AnswerScriptNote

        note = self.current()
        if note is None:
            return

        def done(done: Done) -> None:
            self.answer.clear()
            saved = done.result
            uid = str(getattr(saved, "uid", "") or "")
            if uid:
                if self._inbox:
                    self.opened.emit(f"{note.code}|{uid}")
                self.draft_made.emit(uid)
            self.answered.emit()

        self._bridge.do(AnswerScriptNote(note.uid, take, self.answer.text()), done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.noticed.emit(refusal_sentence(refusal), "warn")

    def _open_script(self) -> None:
        if note := self.current():
            self.opened.emit(note.code)

    def _open_ticket(self) -> None:
        if note := self.current():
            self.ticket_opened.emit(note.ticket)


def _said(note: ScriptNote) -> str:
    """What was said: the comment, and the better words below it."""
    if note.body and note.words:
        text = QCoreApplication.translate("scripts", "Suggested words:")
        return f"{note.body}\n\n{text}\n{note.words}"
    return note.body or note.words
