"""The line above a rule file: its name, which text of it stands, how it stands, and its views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui import theme
from ui.rules.session import Session
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.labels import ElidedLabel
from ui.widgets.pick import PickBox

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QTextDocument

#: Below this width the name of the file, which the list shows too, gives way.
_NARROW: Final = 560


class EditorHead(QWidget):
    """The editor says what its buttons do."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._mistakes = 0
        self.name = ElidedLabel("", "heading")
        self.version = PickBox()
        self.version.setMinimumWidth(172)
        self.standing, self.sound = Chip(), Chip()
        self.standing.hide()
        self.sound.hide()
        self.as_table = self._toggle(self.tr("Table"), "layout-list")
        self.as_text = self._toggle(self.tr("Text"), "file-text")
        self.undo_button = IconButton("arrow-back-up", self.tr("Undo (Ctrl+Z)"))
        self.redo_button = IconButton("arrow-forward-up", self.tr("Redo (Ctrl+Shift+Z)"))
        self.find_button = IconButton("search", self.tr("Find (Ctrl+F)"))
        self._lay_out()

    def _toggle(self, text: str, icon: str) -> Button:
        made = Button(text, icon, "flat")
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        group.setExclusive(True)
        row = QHBoxLayout(self)
        edge = theme.space("small")
        row.setContentsMargins(theme.space("medium"), edge, edge, edge)
        row.setSpacing(edge)
        row.addWidget(self.name, 100)
        row.addWidget(self.version)
        row.addWidget(self.standing)
        row.addWidget(self.sound)
        row.addStretch(1)
        for view in (self.as_table, self.as_text):
            group.addButton(view)
            row.addWidget(view)
        for button in (self.undo_button, self.redo_button, self.find_button):
            row.addWidget(button)

    def tell_name(self, name: str) -> None:
        """Say which file is open."""
        self.name.setText(name)
        self.name.ensurePolished()
        self.name.setMaximumWidth(self.name.fontMetrics().horizontalAdvance(name) + 4)

    def show_table(self) -> None:
        """The tables are looked at, or the parts of a form, in which nobody looks for words."""
        form = self._session.is_form
        self.as_table.setChecked(True)
        self.as_table.setText(self.tr("Parts") if form else self.tr("Table"))
        self.find_button.setVisible(not form)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where there is little room, only what tells something new stands here."""
        narrow = self.width() < _NARROW
        self.name.setVisible(not narrow)
        self.version.setMinimumWidth(148 if narrow else 172)
        self.sound.setVisible(bool(self._mistakes) or not narrow)

    def tell_mistakes(self, count: int) -> None:
        """Say whether the text is sound."""
        self._mistakes = count
        if count:
            self.sound.show_word(self.tr("{n} mistakes").format(n=count), "bad")
        else:
            self.sound.show_word(self.tr("No mistakes"), "good")
        self._make_room()

    def forget_mistakes(self) -> None:
        """Nobody knows yet whether the text is sound."""
        self._mistakes = 0
        self.sound.show_word("", "neutral")

    def tell_standing(self, document: QTextDocument) -> None:
        """Say whether what is shown is saved, is only read, or counts already."""
        session = self._session
        if not session.may_change:
            self.standing.show_word(self.tr("Only to be read"), "neutral")
        elif session.reading:
            self.standing.show_word(self.tr("An earlier text"), "neutral")
        elif session.changed:
            self.standing.show_word(self.tr("Not saved"), "warn")
        elif session.draft_uid:
            self.standing.show_word(self.tr("Draft saved"), "info")
        else:
            self.standing.show_word("", "neutral")
        self.undo_button.setEnabled(session.writable and document.isUndoAvailable())
        self.redo_button.setEnabled(session.writable and document.isRedoAvailable())
