"""The middle of the rules page: a file as tables or as text, its mistakes below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import language
from ui.rules.code_edit import CodeEdit
from ui.rules.edit_queue import EditQueue
from ui.rules.editor_head import EditorHead
from ui.rules.find_bar import FindBar
from ui.rules.form_nodes import Node, form_nodes, house_nodes
from ui.rules.form_view import FormView
from ui.rules.rows import Edit
from ui.rules.session import HOUSE, Session, is_form
from ui.rules.sheet_view import SheetView
from ui.rules.sheets import Makes
from ui.text import rules as told
from ui.timing import after_rest
from ui.widgets.lines import Line, LineList
from workstation.domain.refusal import Refusal
from workstation.rules.files import parsed

if TYPE_CHECKING:
    from ui.rules.rows import Sheet
    from workstation.desk import Desk
    from workstation.rules.files import Finding

#: So long the keyboard rests before a text is looked through.
REST_MS: Final = 300
_MOST_FOUND: Final = 50
_SHOWN: Final = 3
_SHEETS, _TEXT, _FORM = range(3)


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
        self._filling = False
        self._edits = EditQueue(session, self)
        self.findings: tuple[Finding, ...] = ()
        self.head = EditorHead(session)
        self.standing, self.sound = self.head.standing, self.head.sound
        self.version = self.head.version
        self.code = CodeEdit()
        self.find_bar = FindBar(lambda words, back: self.code.find_words(words, back=back))
        self.sheets = SheetView()
        self.form = FormView()
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Mistakes"))
        self.views = QStackedWidget()
        self._soon = after_rest(self, REST_MS, self.check)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.code, 1)
        self.views.addWidget(self.sheets)
        self.views.addWidget(text)
        self.views.addWidget(self.form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.views, 1)
        outer.addWidget(self.list)
        self.list.hide()

    def _connect(self) -> None:
        head = self.head
        head.version.picked.connect(lambda code: self.version_picked.emit(str(code)))
        head.as_table.toggled.connect(lambda on: self.show_table() if on else None)
        head.as_text.toggled.connect(lambda on: self.show_text() if on else None)
        head.undo_button.clicked.connect(self.undo)
        head.redo_button.clicked.connect(self.redo)
        head.find_button.clicked.connect(self.search)
        self._edits.made.connect(self._on_made)
        self._edits.noticed.connect(self.noticed)
        self.code.textChanged.connect(self._on_typed)
        self.find_bar.closed.connect(self.code.setFocus)
        self.sheets.edited.connect(lambda change, _code: self.change(change))
        self.sheets.asked.connect(self.go_to_place)
        self.sheets.chosen.connect(self.row_chosen)
        self.sheets.noticed.connect(self.noticed)
        self.form.edited.connect(self.change)
        self.list.opened.connect(self._open_finding)
        self.list.clicked.connect(lambda _index: self._open_finding(self.list.current()))

    # what the page calls

    def text(self) -> str:
        """What stands in the editor."""
        return self.code.toPlainText()

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
        self.head.forget_mistakes()
        self.tell_standing()
        self.check()

    def replace(self, text: str) -> None:
        """Bring another text in as a step that can be undone."""
        self.code.show_text(text)

    def show_table(self) -> None:
        """Show the tables, or the parts of a form."""
        self.head.show_table()
        self.views.setCurrentIndex(_FORM if self._session.is_form else _SHEETS)

    def show_text(self) -> None:
        """Show the text."""
        self.head.as_text.setChecked(True)
        self.views.setCurrentIndex(_TEXT)

    def take_focus(self) -> None:
        """Take the keyboard."""
        if self.views.currentWidget() is self.form:
            self.form.take_focus()
        else:
            (self.sheets.table if self.views.currentIndex() == _SHEETS else self.code).setFocus()

    def search(self) -> None:
        """Look for words in what is shown."""
        if self.views.currentIndex() == _SHEETS:
            self.sheets.search.take_focus()
        else:
            self.show_text()
            chosen = self.code.textCursor().selectedText()
            self.find_bar.begin(chosen if "\u2029" not in chosen else "")

    def undo(self) -> None:
        """Take the last change of the text back, also one made in a table."""
        if self._session.writable:
            self.code.undo()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._session.writable:
            self.code.redo()

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
        self._edits.add(edit)

    def _on_made(self, text: str) -> None:
        self.code.show_text(text)
        self.check()

    def flush(self) -> None:
        """Write what is being typed in a part of a form, and all changes that wait, at once."""
        if self._session.is_form:
            self.form.flush()
        self.code.show_text(self._edits.flushed(self.text()))

    # looking it through

    def _on_typed(self) -> None:
        if not self._filling:
            self._soon.start()
            self.tell_standing()
            self.typed.emit()

    def stop(self) -> None:
        """Look through nothing any more: the window closes."""
        self.flush()
        self._soon.stop()

    def check(self) -> None:
        """Look for mistakes, and make the tables anew, off the screen thread."""
        self._soon.stop()
        session, text = self._session, self.text()
        if not session.file:
            return
        self._asked += 1
        asked, file, desk = self._asked, session.file, session.bridge.desk
        session.bridge.ask(
            lambda _read: _parts(desk, file, text),
            lambda made: self._show_sheets(asked, made),
            lambda error: self._no_sheets(asked, error),
        )
        session.bridge.await_(
            desk.rule_mistakes(file, text), lambda found: self._show_findings(asked, found)
        )

    def _show_sheets(self, asked: int, made: Sequence[Sheet | Node]) -> None:
        if asked != self._asked:
            return
        self.head.as_table.setEnabled(bool(made))
        writable = self._session.writable
        if made and self._session.is_form:
            self.form.show_nodes([one for one in made if isinstance(one, Node)], writable=writable)
        elif made:
            sheets = [one for one in made if not isinstance(one, Node)]
            self.sheets.show_sheets(sheets, writable=writable)
        else:
            self.show_text()

    def _no_sheets(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, Refusal):
            self._session.bridge.failed.emit(error)
        self.head.as_table.setEnabled(False)
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
        if self._session.is_form:
            self.form.show_findings([one for one in found if one.file == file], told.mistake)
        self.head.tell_mistakes(len(found))
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
        self.head.tell_standing(self.code.document())


def _parts(desk: Desk, file: str, text: str) -> Sequence[Sheet | Node]:
    """The tables that a text makes; of a form and the house their parts."""
    if is_form(file):
        data = parsed(text)
        return house_nodes(data) if file == HOUSE else form_nodes(data)
    rules, tongue = desk.rules, language.current()
    calendars = [(one.code, one.name(tongue)) for one in rules.calendars.values()]
    makes = Makes(
        lambda code: rules.catalogue.name(code, tongue), calendars, tongue.startswith("zh")
    )
    return makes.sheets(file, text)
