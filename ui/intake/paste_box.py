"""A box for "name phone address" as it is copied from elsewhere, taken apart while it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.timing import after_rest
from ui.widgets.buttons import Button
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.receiving import Understood

REST_MS: Final = 120


class PasteBox(QWidget):
    """Tells `understood(Understood)` shortly after its text changed; `words_wanted(text)` when
    the text shall go to the words of the ticket; `changed` with every letter."""

    understood = Signal(object)
    words_wanted = Signal(str)
    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = ""
        self.edit = ComposingTextEdit(lines=1, most_lines=4)
        self.edit.setPlaceholderText(self.tr("Paste “name phone address” here"))
        self.told = label("", "faint")
        self.told.setWordWrap(True)
        self.to_words = Button(self.tr("Add to the words"), style="link", run=self._give)
        self.setFocusProxy(self.edit)
        below = QHBoxLayout()
        below.setSpacing(theme.space("small"))
        below.addWidget(self.told, 1)
        below.addWidget(self.to_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("hair"))
        column.addWidget(self.edit)
        column.addLayout(below)
        self._timer = after_rest(self, REST_MS, self._ask)
        self.edit.textChanged.connect(self._on_changed)
        self._say("")

    def text(self) -> str:
        """What stands in the box."""
        return self.edit.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text without taking it apart anew."""
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(False)
        self.edit.updateGeometry()
        self._say("")

    def _on_changed(self) -> None:
        self.changed.emit()
        self._timer.start()

    def _ask(self) -> None:
        if self.edit.is_composing:
            self._timer.start()
            return
        self._asked = self.text()
        if not self._asked.strip():
            self._say("")
            return
        asked = self._asked
        self._bridge.await_(
            self._bridge.desk.understand(asked), lambda told: self._on_told(asked, told)
        )

    def _on_told(self, asked: str, told: Understood) -> None:
        if asked == self._asked:
            self._say(self._sentence(told))
            self.understood.emit(told)

    def _sentence(self, told: Understood) -> str:
        parts = [part for part in (told.name, told.phone, told.waybill, told.address) if part]
        lost = " ".join([*told.other_phones, told.rest]).strip()
        text = self.tr("Understood: {parts}.").format(parts=" · ".join(parts)) if parts else ""
        if lost:
            text += " " + self.tr("Left over: {rest}.").format(rest=lost)
        return text.strip()

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        self.to_words.setVisible(bool(sentence))

    def _give(self) -> None:
        self.words_wanted.emit(self.text().strip())
