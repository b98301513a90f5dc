"""Putting a draft in force: from when, why, and what is in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.rules.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.when_pick import WhenPick


class ForceTab(QWidget):
    """Asks from when and why; `wanted(from_at, note)`; `merge_wanted` takes a newer version in."""

    wanted = Signal(object, str)
    merge_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.when = WhenPick(session.bridge.desk.zone, session.bridge.desk.clock)
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Why? Everybody reads it with the version."))
        self.note.setMaxLength(400)
        self.note.returnPressed.connect(self.press)
        self.button = Button(self.tr("Put in force"), "check", "primary", self.press)
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.mine = label("", "muted")
        self.theirs = label("", "muted")
        self.merge = Button(
            self.tr("Take their changes into mine"), "git-merge", "", self.merge_wanted.emit
        )
        self._lay_out()
        self.forget()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.button)
        self.sides = QWidget()
        sides = QHBoxLayout(self.sides)
        sides.setContentsMargins(0, 0, 0, 0)
        for name, words in ((self.tr("Your draft changes"), self.mine),
                            (self.tr("The newer version changed"), self.theirs)):  # fmt: skip
            part = QVBoxLayout()
            part.addWidget(label(name, "section"))
            words.setWordWrap(True)
            part.addWidget(words)
            part.addStretch(1)
            sides.addLayout(part, 1)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        column.addWidget(self.about)
        column.addWidget(self.when)
        column.addLayout(foot)
        column.addWidget(self.problem)
        column.addWidget(self.sides)
        row = QHBoxLayout()
        row.addWidget(self.merge)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    # what the page calls

    def forget(self) -> None:
        """Another text is shown: nothing is in the way, the note is written anew."""
        self.note.clear()
        self.when.propose()
        self.complain("")

    def refresh(self) -> None:
        """Say what would come into force, and who may do it."""
        session = self._session
        ready = session.may_activate and session.writable and session.differs
        for part in (self.button, self.note, self.when):
            part.setEnabled(ready)
        if not session.may_activate:
            text = self.tr("Only team leaders put rules in force.")
        elif session.reading:
            text = self.tr(
                "This is an earlier text. Under “Versions” it can be put in force again."
            )
        elif not session.differs:
            text = self.tr("The text is as in force. Change something first.")
        else:
            text = self.tr(
                "The draft becomes a version for the whole team. Until then nothing changes;"
                " tickets that have begun keep their procedure."
            )
        self.about.setText(text)

    def complain(self, sentence: str, mine: str = "", theirs: str = "") -> None:
        """Say what is in the way; with words on both sides where a newer version came between."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.mine.setText(mine)
        self.theirs.setText(theirs)
        self.sides.setVisible(bool(theirs))
        self.merge.setVisible(bool(theirs))

    def press(self) -> None:
        """Put in force, once there is a note."""
        if not self.button.isEnabled():
            return
        note = self.note.text().strip()
        if not note:
            self.complain(self.tr("Say why; the note stays with the version."))
            self.note.setFocus()
            return
        self.complain("")
        self.wanted.emit(self.when.from_at(), note)
