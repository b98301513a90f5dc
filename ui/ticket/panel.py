"""A small form laid over the page: asks what an act needs, keeps nothing when it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.composing import is_composing
from ui.text.refusals import refusal_sentence
from ui.ticket.names import Names
from ui.widgets.buttons import Button, IconButton
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.form import FormRows
from ui.widgets.keyboard import is_at
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket

if TYPE_CHECKING:
    from workstation.desk import Done

W = TypeVar("W", bound=QWidget)
Choices = Iterable[tuple[object, str]]


class ActPanel(QFrame):
    """Asks, then performs one action; `closed` when it is gone, done or not, `performed` when done.

    `watched` are the ticket's fields that the act is about: when a colleague changes one
    meanwhile, the newer value stands beside the form.
    """

    closed = Signal()
    performed = Signal()

    def __init__(
        self, title: str, accept: str, bridge: Bridge, names: Names, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge, self._names = bridge, names
        self._make: Callable[[], Any] | None = None
        self._then: Callable[[Done], None] | None = None
        self._fields: dict[str, QWidget] = {}
        self._watched: dict[str, object] = {}
        self._busy = False
        self.held_keyboard = False  # when it was left
        self._room = QRect()
        theme.look(self, "popup")
        self.setAccessibleName(title)
        self.rows = FormRows(self, 84)
        self.newer = label("", "warn")
        self.problem = label("", "bad")
        for told in (self.newer, self.problem):
            told.setWordWrap(True)
            told.hide()
        self.accept_button = Button(accept, "check", "primary", self.accept)
        self.accept_button.setToolTip("Ctrl+Enter")
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"), 1)
        head.addWidget(IconButton("x", self.tr("Leave it (Esc)"), self.cancel))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button(self.tr("Cancel"), "", "flat", self.cancel))
        foot.addWidget(self.accept_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 10, 12, 12)
        self.column.setSpacing(theme.space("small"))
        self.column.addLayout(head)
        self.column.addWidget(self.newer)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self.problem)
        self.column.addLayout(foot)

    # what it asks

    def pick(self, field: str, choices: Choices, chosen: object = None, name: str = "") -> PickBox:
        """Ask for one of some choices, found by typing."""
        box = PickBox(self, self.tr("Type to find"))
        box.show_choices(choices, chosen)
        return self._add(field, box, name)

    def line(self, field: str, text: str = "", name: str = "", hint: str = "") -> QLineEdit:
        """Ask for one line."""
        line = QLineEdit(text, self)
        line.setPlaceholderText(hint)
        return self._add(field, line, name)

    def text(self, field: str, name: str = "", hint: str = "") -> ComposingTextEdit:
        """Ask for some lines."""
        edit = ComposingTextEdit(self, lines=2, most_lines=5)
        edit.setPlaceholderText(hint)
        edit.submitted.connect(self.accept)
        return self._add(field, edit, name)

    def check(self, name: str, *, on: bool = False) -> QCheckBox:
        """Ask for yes or no."""
        box = QCheckBox(name, self)
        box.setChecked(on)
        self.rows.add_wide(box)
        return box

    def ask(self, field: str, widget: W, name: str = "") -> W:
        """Ask for a field with a widget of one's own."""
        return self._add(field, widget, name)

    def _add(self, field: str, widget: W, name: str) -> W:
        self.rows.add(name or self._names.field(field), widget)
        self._fields[field] = widget
        return widget

    def fill(self, facts: Mapping[str, object]) -> None:
        """Put what was wanted before into the fields that ask for it."""
        for name, widget in self._fields.items():
            value = facts.get(name)
            if value is None or value == "":
                continue
            if isinstance(widget, PickBox):
                widget.choose(value)
            elif isinstance(widget, QLineEdit):
                widget.setText(str(value))
            elif isinstance(widget, ComposingTextEdit):
                widget.setPlainText(str(value))

    # what it does

    def on_accept(
        self, make: Callable[[], Any], then: Callable[[Done], None] | None = None
    ) -> None:
        """Say how the action is made; a Refusal raised there is shown. `then` after it was done.

        A `make` that gives None has done all there is to do.
        """
        self._make, self._then = make, then

    def watch(self, ticket: Ticket, *fields: str) -> None:
        """Look out for changes of these fields by others."""
        self._watched = {name: getattr(ticket, name) for name in fields}

    def accept(self) -> None:
        """Perform the action; a refusal is said at its field and the form stays."""
        if self._busy or self._make is None or is_composing():
            return
        self._complain("", "")
        try:
            action = self._make()
        except Refusal as refusal:
            self._on_refused(refusal)
            return
        if action is None:
            self.cancel()
            return
        self._busy = True
        self._bridge.do(action, self._on_done, self._on_refused)

    def cancel(self) -> None:
        """Go away; nothing is kept."""
        self.held_keyboard = is_at(self)
        self.hide()
        self.closed.emit()

    def _on_done(self, done: Done) -> None:
        self._busy = False
        self.performed.emit()
        self.cancel()
        if self._then is not None:
            self._then(done)

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy = False
        self._complain(str(refusal.facts.get("field", "")), refusal_sentence(refusal))

    def _complain(self, field: str, sentence: str) -> None:
        for name, widget in self._fields.items():
            self.rows.complain(widget, sentence if name == field else "")
        at_field = self._fields.get(field)
        if at_field is not None and is_at(self):
            at_field.setFocus()
        self.problem.setText("" if at_field is not None else sentence)
        self.problem.setVisible(bool(self.problem.text()))
        self.fit()

    # what it hears

    def show_detail(self, detail: TicketDetail) -> None:
        """The ticket changed while this is open: say what a colleague made of its fields."""
        told = []
        for name, before in self._watched.items():
            value = getattr(detail.ticket, name)
            if value != before:
                told.append(self._newer_words(detail, name, value))
        self.newer.setText("\n".join(told))
        self.newer.setVisible(bool(told))
        if told:
            self.fit()

    def _newer_words(self, detail: TicketDetail, name: str, value: object) -> str:
        author = ""
        for entry in reversed(detail.entries):
            fields = entry.data.get("fields")
            if isinstance(fields, dict) and name in fields:
                author = entry.author_name or self._names.person(entry.author)
                break
        shown = self._names.value(name, value) or self.tr("empty")
        if not author:
            text = self.tr("{field} is “{value}” now")
            return text.format(field=self._names.field(name), value=shown)
        text = self.tr("{field} is “{value}” now ({author})")
        return text.format(field=self._names.field(name), value=shown, author=author)

    # where it stands

    def open_in(self, room: QRect) -> None:
        """Show it at the top of a room and give it the keyboard."""
        self._room = room
        self.fit()
        self.show()
        self.raise_()
        first = next(iter(self._fields.values()), self.accept_button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.fit)

    def fit_in(self, room: QRect) -> None:
        """Take the place it has in a room."""
        self._room = room
        self.fit()

    def fit(self) -> None:
        """Be as high as the form is now."""
        room = self._room
        if room.isNull():
            return
        width = min(460, room.width() - 16)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        self.setGeometry(room.left() + 8, room.top(), width, min(height, room.height() - 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_composing():
            event.accept()
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.cancel()
        else:
            super().keyPressEvent(event)
