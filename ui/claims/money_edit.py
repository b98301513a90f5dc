"""A field for a sum of money."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.text.refusals import refusal_sentence
from workstation.domain.money import format_fen
from workstation.domain.refusal import Refusal
from workstation.domain.spoken_money import parse_amount


class MoneyEdit(QLineEdit):
    """Shows yuan with two decimals; understands 1,409.50, 12元5角, 1.2万 and capitals.

    `entered(fen)` tells a sum that a person typed, `complained(sentence)` what cannot be read
    ("" when it can again).
    """

    entered = Signal(object)
    complained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fen = 0
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self.read)
        self.show_fen(0)

    @property
    def fen(self) -> int:
        """The sum that stands, in fen."""
        return self._fen

    def show_fen(self, fen: int) -> None:
        """Show a sum; what is being typed stays."""
        if self.hasFocus() and self.isModified():
            return
        self._fen = fen
        self.setText(format_fen(fen))
        self.setModified(False)

    def read(self) -> bool:
        """Read what was typed; returns whether it is a sum."""
        if not self.isModified():
            return True
        text = self.text().strip() or "0"
        try:
            fen = parse_amount(text)
            if fen < 0:
                raise Refusal("amount_unreadable", text=text)
        except Refusal as refusal:
            self.complained.emit(refusal_sentence(refusal))
            return False
        changed = fen != self._fen
        self._fen = fen
        self.setText(format_fen(fen))
        self.setModified(False)
        self.complained.emit("")
        if changed:
            self.entered.emit(fen)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
