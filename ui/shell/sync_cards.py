"""Cards of the page of the shared database: refused work, and fields that two people wrote."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import icons, theme
from ui.composing import is_composing
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label


class Card(QFrame):
    """A heading, sentences, and a row of buttons below; arrow keys go from card to card."""

    stepped = Signal(int)

    def __init__(self, heading: str, right: str, icon: str = "", colour: str = "bad") -> None:
        super().__init__()
        theme.look(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(heading)
        self._said: list[str] = []
        self.column = QVBoxLayout(self)
        edge = theme.space("medium")
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.space("small"))
        top = QHBoxLayout()
        top.setSpacing(theme.space("small"))
        if icon:
            picture = QLabel()
            ratio = self.devicePixelRatioF()
            picture.setPixmap(icons.pixmap(icon, colour, 18, ratio))
            top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        told = label(heading, "strong")
        told.setWordWrap(True)
        top.addWidget(told, 1)
        top.addWidget(label(right, "faint"), 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self._row = FlowLayout(gap=theme.space("small"))

    def say(self, text: str, look: str = "") -> QLabel:
        """Add a sentence."""
        told = label(text, look)
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(told)
        self._said.append(text)
        self.setAccessibleDescription(" ".join(self._said))
        return told

    def quote(self, about: str, text: str) -> None:
        """Add words that a person typed, set apart."""
        self.column.addWidget(quoted(about, text))
        self._said.append(text)
        self.setAccessibleDescription(" ".join(self._said))

    def add(self, text: str, icon: str, style: str, run: Callable[[], object]) -> Button:
        """Add a button."""
        made = Button(text, icon, style, run)
        self._row.addWidget(made)
        return made

    def end(self) -> None:
        """Put the buttons below all that was said."""
        self.column.addLayout(self._row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self.hasFocus():
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class ReasonLine(QWidget):
    """Asks for a reason in place; `given(reason)` with Enter or its button, Escape leaves."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Why may it be discarded? The journal keeps it"))
        self.line.setAccessibleName(self.tr("Reason for discarding"))
        self.line.returnPressed.connect(self._on_given)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(Button(self.tr("Discard"), "trash", "danger", self._on_given))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def ask(self) -> None:
        """Show the line and take the keyboard."""
        self.show()
        self.line.setFocus()

    def _on_given(self) -> None:
        reason = self.line.text().strip()
        if reason and not is_composing():
            self.given.emit(reason)
        else:
            self.line.setFocus()


def quoted(about: str, text: str, button: Button | None = None) -> QFrame:
    """Words in a box with a small heading, and what may be done with them below."""
    made = QFrame()
    theme.look(made, "quote")
    column = QVBoxLayout(made)
    edge = theme.space("medium")
    column.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
    column.setSpacing(theme.space("tight"))
    column.addWidget(label(about, "section"))
    told = label(text)
    told.setWordWrap(True)
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(told)
    column.addStretch(1)
    if button is not None:
        column.addSpacing(theme.space("tight"))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return made


def sides(left: QFrame, right: QFrame) -> QWidget:
    """Two boxes beside each other, of one width and height."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space("medium"))
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return made
