"""A field for several choices: chips with crosses, and a line in which one more is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.composing import is_composing
from ui.initials import initials
from ui.widgets.boxes import empty
from ui.widgets.condition import ConditionChip
from ui.widgets.flow import FlowLayout

_WIDTH: Final = 168
_ROOM: Final = 4


class _Line(QLineEdit):
    """A line that hands Enter and Backspace on when it is empty."""

    taken = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_composing():
            event.accept()
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text() and not is_composing():
            event.accept()
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


class ManyField(QWidget):
    """Chosen codes as chips. `changed()` when a person adds or takes one.

    With `free` any words may be added; else only what is offered, found by its words or their
    first letters. `empty` is what stands there when nothing is chosen.
    """

    changed = Signal()

    def __init__(self, empty: str = "", *, free: bool = False) -> None:
        super().__init__()
        self._codes: list[str] = []
        self._names: dict[str, str] = {}
        self._free, self._writable = free, True
        self.line = _Line()
        self.line.setPlaceholderText(empty)
        self.line.setFixedWidth(_WIDTH)
        self.line.setFixedHeight(theme.size("small_control") + 2)
        self._empty = empty
        self.line.taken.connect(self._take_typed)
        self.line.emptied.connect(self._drop_last)
        self._flow = FlowLayout(gap=theme.space("tight"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._flow)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._show()

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these (code, words)."""
        self._names = dict(choices)
        made = QCompleter([f"{name}  {initials(name)}" for name in self._names.values()], self)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(made)
        self._show()

    def codes(self) -> tuple[str, ...]:
        """What is chosen, in the order in which it was."""
        return tuple(self._codes)

    def show_codes(self, codes: Iterable[str]) -> None:
        """Show other choices."""
        told = list(codes)
        if told != self._codes:
            self._codes = told
            self._show()

    def set_writable(self, writable: bool) -> None:
        """Let choices be changed, or only be read."""
        if writable != self._writable:
            self._writable = writable
            self._show()

    def _show(self) -> None:
        empty(self._flow, self.line)
        for code in self._codes:
            chip = ConditionChip(self._names.get(code, code), self)
            chip.removed.connect(lambda code=code: self._drop(code))
            chip.setEnabled(self._writable)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.line)
        self.line.setVisible(self._writable or not self._codes)
        self.line.setReadOnly(not self._writable)
        self.line.setPlaceholderText(self._empty if not self._codes else "+")
        self.line.setFixedWidth(_WIDTH if not self._codes else _WIDTH // 2 + _ROOM)
        self.updateGeometry()

    def add(self, code: str) -> None:
        """Choose one more."""
        if code and code not in self._codes and self._writable:
            self._codes.append(code)
            self._show()
            self.line.setFocus()
            self.changed.emit()

    def _drop(self, code: str) -> None:
        if code in self._codes and self._writable:
            self._codes.remove(code)
            self._show()
            self.line.setFocus()
            self.changed.emit()

    def _drop_last(self) -> None:
        if self._codes:
            self._drop(self._codes[-1])

    def _take_typed(self) -> None:
        typed = self.line.text().strip()
        if not typed:
            return
        code = self._code_of(typed)
        if code:
            self.line.clear()
            self.add(code)

    def _code_of(self, typed: str) -> str:
        low = typed.casefold()
        for code, name in self._names.items():
            if low in (code.casefold(), name.casefold()):
                return code
        if self._free:
            return typed
        for code, name in self._names.items():
            if low in name.casefold() or initials(name).startswith(low):
                return code
        return ""

    def _on_completed(self, text: str) -> None:
        name = text.rpartition("  ")[0]
        code = next((code for code, known in self._names.items() if known == name), "")
        self.line.clear()
        self.add(code)
