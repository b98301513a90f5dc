"""The middle of the rules page: a file as tables or as text, its mistakes below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import language, theme
from ui.rules.code_edit import CodeEdit
from ui.rules.find_bar import FindBar
from ui.rules.rows import Edit
from ui.rules.session import Session
from ui.rules.sheet_view import SheetView
from ui.rules.sheets import Makes
from ui.text import rules as told
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.labels import ElidedLabel
from ui.widgets.lines import Line, LineList
from ui.widgets.pick import PickBox
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from ui.rules.rows import Sheet
    from workstation.rules.files import Finding

#: So long the keyboard rests before a text is looked through.
REST_MS: Final = 300
_MOST_FOUND: Final = 50
_SHOWN: Final = 3


class RuleEditor(QWidget):
    """Shows and changes the text of a file; both views work on the same text, with one undo.

    `typed` whenever the text changes, `checked` once its mistakes are known, `row_chosen(code)` in
    the tables, `version_picked(code)` asks for another text of the file.
    """

    typed = Signal()
    checked = Signal()
    row_chosen = Signal(str)
    version_picked = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self._filling = self._busy = False
        self._edits: list[Edit] = []
        self.findings: tuple[Finding, ...] = ()
        self.name = ElidedLabel("", "heading")
        self.version = PickBox()
        self.version.setMinimumWidth(172)
        self.version.picked.connect(lambda code: self.version_picked.emit(str(code)))
        self.standing, self.sound = Chip(), Chip()
        self.standing.hide()
        self.sound.hide()
        self.as_table = self._toggle(self.tr("Table"), "layout-list")
        self.as_text = self._toggle(self.tr("Text"), "file-text")
        self.code = CodeEdit()
        self.find_bar = FindBar(lambda words, back: self.code.find_words(words, back=back))
        self.sheets = SheetView()
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Mistakes"))
        self.views = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MS)
        self._soon.timeout.connect(self.check)
        self._lay_out()
        self._connect()

    def _toggle(self, text: str, icon: str) -> Button:
        made = Button(text, icon, "flat")
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        group.setExclusive(True)
        head = QHBoxLayout()
        edge = theme.space("small")
        head.setContentsMargins(theme.space("medium"), edge, edge, edge)
        head.setSpacing(edge)
        head.addWidget(self.name, 100)
        head.addWidget(self.version)
        head.addWidget(self.standing)
        head.addWidget(self.sound)
        head.addStretch(1)
        for one in (self.as_table, self.as_text):
            group.addButton(one)
            head.addWidget(one)
        self.undo_button = IconButton("arrow-back-up", self.tr("Undo (Ctrl+Z)"), self.undo)
        self.find_button = IconButton("search", self.tr("Find (Ctrl+F)"), self.search)
        head.addWidget(self.undo_button)
        head.addWidget(self.find_button)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.code, 1)
        self.views.addWidget(self.sheets)
        self.views.addWidget(text)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self.views, 1)
        outer.addWidget(self.list)
        self.list.hide()

    def _connect(self) -> None:
        self.as_table.toggled.connect(lambda on: self.show_table() if on else None)
        self.as_text.toggled.connect(lambda on: self.show_text() if on else None)
        self.code.textChanged.connect(self._on_typed)
        self.find_bar.closed.connect(self.code.setFocus)
        self.sheets.edited.connect(lambda change, _code: self.change(change))
        self.sheets.asked.connect(self.go_to_place)
        self.sheets.chosen.connect(self.row_chosen)
        self.sheets.noticed.connect(self.noticed)
        self.list.opened.connect(self._open_finding)
        self.list.clicked.connect(lambda _index: self._open_finding(self.list.current()))

    # what the page calls

    def text(self) -> str:
        """What stands in the editor."""
        return self.code.toPlainText()

    def tell_name(self, name: str) -> None:
        """Say which file is open."""
        self.name.setText(name)
        self.name.ensurePolished()
        self.name.setMaximumWidth(self.name.fontMetrics().horizontalAdvance(name) + 4)

    def begin(self, text: str, begun: str) -> None:
        """Show a text of another file or version; `begun` is what was saved of it."""
        self._session.begun = begun
        self._filling = True
        self._edits.clear()
        self.findings = ()
        self.code.begin(text)
        self.code.setReadOnly(not self._session.writable)
        self._filling = False
        self.find_bar.hide()
        self.list.hide()
        self.sound.show_word("", "neutral")
        self.tell_standing()
        self.check()

    def replace(self, text: str) -> None:
        """Bring another text in as a step that can be undone."""
        self.code.show_text(text)

    def show_table(self) -> None:
        """Show the tables."""
        self.as_table.setChecked(True)
        self.views.setCurrentIndex(0)
        self.find_button.setEnabled(True)

    def show_text(self) -> None:
        """Show the text."""
        self.as_text.setChecked(True)
        self.views.setCurrentIndex(1)

    def take_focus(self) -> None:
        """Take the keyboard."""
        (self.sheets.table if self.views.currentIndex() == 0 else self.code).setFocus()

    def search(self) -> None:
        """Look for words in what is shown."""
        if self.views.currentIndex() == 0:
            self.sheets.search.take_focus()
        else:
            chosen = self.code.textCursor().selectedText()
            self.find_bar.begin(chosen if "\u2029" not in chosen else "")

    def undo(self) -> None:
        """Take the last change of the text back, also one made in a table."""
        if self._session.writable:
            self.code.undo()

    def go_to_place(self, place: str) -> None:
        """Show where a place stands in the text."""
        text = self.text()

        def found(_read: object) -> tuple[int, int] | None:
            from workstation.rules.places import position

            return position(text, place)

        self._session.bridge.ask(found, self._go)

    def _go(self, at: tuple[int, int] | None) -> None:
        self.show_text()
        self.code.go_to(*(at or (1, 1)))
        self.code.setFocus()

    def change(self, edit: Edit) -> None:
        """Make a change of the text off the screen thread; changes wait for one another."""
        if not self._session.writable:
            return
        self._edits.append(edit)
        self._next_edit()

    def _next_edit(self) -> None:
        if self._busy or not self._edits:
            return
        edit, text, file = self._edits.pop(0), self.text(), self._session.file
        self._busy = True

        def done(made: str) -> None:
            self._busy = False
            if file == self._session.file and text == self.text():
                self.code.show_text(made)
                self.check()
            self._next_edit()

        def failed(error: BaseException) -> None:
            self._busy = False
            self._edits.clear()
            if isinstance(error, Refusal):
                self.noticed.emit(refusal_sentence(error), "warn")
            else:
                self._session.bridge.failed.emit(error)

        self._session.bridge.ask(lambda _read: edit(text), done, failed)

    # looking it through

    def _on_typed(self) -> None:
        if not self._filling:
            self._soon.start()
            self.tell_standing()
            self.typed.emit()

    def stop(self) -> None:
        """Look through nothing any more: the window closes."""
        self._soon.stop()

    def check(self) -> None:
        """Look for mistakes, and make the tables anew, off the screen thread."""
        self._soon.stop()
        session, text = self._session, self.text()
        if not session.file:
            return
        self._asked += 1
        asked, file, desk = self._asked, session.file, session.bridge.desk
        tongue = language.current()

        def sheets(_read: object) -> tuple[Sheet, ...]:
            rules = desk.rules
            calendars = [(one.code, one.name(tongue)) for one in rules.calendars.values()]
            makes = Makes(
                lambda code: rules.catalogue.name(code, tongue),
                calendars,
                tongue.startswith("zh"),
            )
            return makes.sheets(file, text)

        session.bridge.ask(
            sheets,
            lambda made: self._show_sheets(asked, made),
            lambda error: self._no_sheets(asked, error),
        )
        session.bridge.await_(
            desk.rule_mistakes(file, text), lambda found: self._show_findings(asked, found)
        )

    def _show_sheets(self, asked: int, made: Sequence[Sheet]) -> None:
        if asked != self._asked:
            return
        self.as_table.setEnabled(bool(made))
        if made:
            self.sheets.show_sheets(made, writable=self._session.writable)
        else:
            self.show_text()

    def _no_sheets(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, Refusal):
            self._session.bridge.failed.emit(error)
        self.as_table.setEnabled(False)
        self.show_text()

    def _show_findings(self, asked: int, found: tuple[Finding, ...]) -> None:
        if asked != self._asked:
            return
        self.findings = found
        file = self._session.file
        here = [(one.line, told.mistake(one)) for one in found if one.file == file and one.line]
        self.code.mark_lines(here)
        lines = [
            Line(str(number), told.mistake(one), told.where(one, file), "", "bad")
            for number, one in enumerate(found[:_MOST_FOUND])
        ]
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        each = self.list.sizeHintForRow(0) if lines else 0
        self.list.setFixedHeight(max(1, each * min(len(lines), _SHOWN) + 2))
        if found:
            text = self.tr("{n} mistakes").format(n=len(found))
            self.sound.show_word(text, "bad")
        else:
            self.sound.show_word(self.tr("No mistakes"), "good")
        self.checked.emit()

    def _open_finding(self, key: str) -> None:
        if not key.isdigit() or int(key) >= len(self.findings):
            return
        one = self.findings[int(key)]
        if one.file == self._session.file:
            self._go((one.line or 1, one.column or 1))

    # how it stands

    def tell_standing(self) -> None:
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
        self.undo_button.setEnabled(session.writable)
