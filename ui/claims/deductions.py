"""What is taken off a claim's amount: for what, and how much."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.claims.money_edit import MoneyEdit
from ui.widgets.buttons import Button, IconButton

Stored = tuple[dict[str, object], ...]


class _Line(QWidget):
    """One deduction."""

    def __init__(self, parent: Deductions) -> None:
        super().__init__(parent)
        self.what, self.amount = QLineEdit(), MoneyEdit()
        self.what.setPlaceholderText(self.tr("For what"))
        self.what.setAccessibleName(self.tr("For what"))
        self.amount.setAccessibleName(self.tr("Amount taken off"))
        self.gone = IconButton("x", self.tr("Take this out"), lambda: parent.remove(self))
        self.what.textEdited.connect(lambda _text: parent.edited.emit())
        self.amount.entered.connect(lambda _fen: parent.edited.emit())
        self.amount.complained.connect(parent.complained)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        row.addWidget(self.what, 2)
        row.addWidget(self.amount, 1)
        row.addWidget(self.gone)


class Deductions(QWidget):
    """`edited` tells a change, `complained(sentence)` what is no sum."""

    edited = Signal()
    complained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[_Line] = []
        self._writable = True
        self.add_button = Button(self.tr("Add a deduction"), "plus", "flat", self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("hair"))
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def stored(self) -> Stored:
        """The deductions as a claim keeps them; empty lines are none."""
        for line in self.lines:
            line.amount.read()
        found: list[dict[str, object]] = [
            {"what": line.what.text().strip(), "amount_fen": line.amount.fen} for line in self.lines
        ]
        return tuple(one for one in found if one["what"] or one["amount_fen"])

    def show_stored(self, stored: Stored, *, writable: bool) -> None:
        """Show a claim's deductions."""
        self._writable = writable
        if tuple(dict(one) for one in stored) != self.stored():
            for line in list(self.lines):
                self._drop(line)
            for one in stored:
                fen = one.get("amount_fen")
                line = self._made()
                line.what.setText(str(one.get("what", "")))
                line.amount.show_fen(fen if isinstance(fen, int) else 0)
        for line in self.lines:
            line.what.setReadOnly(not writable)
            line.amount.setReadOnly(not writable)
            line.gone.setVisible(writable)
        self.add_button.setVisible(writable)

    def remove(self, line: _Line) -> None:
        """Take a deduction out."""
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: _Line) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _made(self) -> _Line:
        line = _Line(self)
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)
        return line

    def _add(self) -> None:
        self._made().what.setFocus()
