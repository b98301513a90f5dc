"""A line that asks for some words, or says what is in the way, without a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from ui import theme
from ui.composing import is_composing
from ui.widgets.buttons import Button
from ui.widgets.labels import label


class _Line(QLineEdit):
    """A field whose Enter belongs to the input method while it composes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_composing():
            event.accept()
            return
        super().keyPressEvent(event)


class Strip(QFrame):
    """Hidden until it asks or tells; Escape or its cross takes it away."""

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "notice")
        self._back = back
        self._run: Callable[[], object] | None = None
        self.text = label()
        self.text.setWordWrap(True)
        self.line = _Line(self)
        self.box = QCheckBox(self)
        self.button = Button("", "", "primary", self._on_pressed)
        self.cancel = Button(self.tr("Cancel"), "", "flat", self.dismiss)
        self._row = row = QHBoxLayout(self)
        edge = theme.space("medium")
        row.setContentsMargins(edge, theme.space("tight"), edge, theme.space("tight"))
        row.setSpacing(theme.space("small"))
        row.addWidget(self.text)
        row.addWidget(self.line, 1)
        row.addWidget(self.box)
        row.addStretch(0)
        row.addWidget(self.button)
        row.addWidget(self.cancel)
        self.line.returnPressed.connect(self._on_pressed)
        self.line.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self.hide()

    def ask(
        self,
        text: str,
        button: str,
        run: Callable[[str], object],
        *,
        given: str = "",
        box: str = "",
    ) -> None:
        """Ask for words; `run` gets them. `box` is the text of a box to tick, if there is one."""
        theme.look(self, "notice")
        self.text.setText(text)
        self.text.setWordWrap(False)
        self._row.setStretchFactor(self.text, 0)
        self.line.show()
        self.line.setText(given)
        self.box.setText(box)
        self.box.setVisible(bool(box))
        self.box.setChecked(False)
        self.button.setText(button)
        self.button.show()
        self.button.setEnabled(bool(given.strip()))
        self._run = lambda: run(self.line.text().strip())
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def tell(self, text: str, button: str, run: Callable[[], object]) -> None:
        """Say what is in the way and offer a way on."""
        theme.look(self, "notice_warn")
        self.text.setText(text)
        self.text.setWordWrap(True)
        self._row.setStretchFactor(self.text, 1)
        self.line.hide()
        self.box.hide()
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.setEnabled(True)
        self._run = run
        self.show()
        (self.button if button else self.cancel).setFocus()

    def dismiss(self) -> None:
        """Take the strip away and give the keyboard back."""
        if not self.isHidden():
            self.hide()
            self._run = None
            self._back()

    def _on_pressed(self) -> None:
        if not self.button.isEnabled() or is_composing():
            return
        run = self._run
        self.dismiss()
        if run is not None:
            run()
