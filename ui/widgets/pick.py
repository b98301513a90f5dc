"""A choice from a list, found by typing its words or their first letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSignalBlocker,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QWidget

from ui.initials import initials
from ui.widgets.indexes import DISPLAY, Index

_SEARCHED = Qt.ItemDataRole.UserRole + 1
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})

_ENTERING = frozenset(
    {
        Qt.FocusReason.OtherFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
    }
)


class _Words(QStringListModel):
    """Texts that are shown as they are and searched with their first letters too."""

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == _SEARCHED:
            text = str(super().data(index, DISPLAY))
            return f"{text} {initials(text)}"
        return super().data(index, role)


class _Completer(QCompleter):
    def pathFromIndex(self, index: Index) -> str:
        return str(index.data(DISPLAY))


class PickBox(QComboBox):
    """A combo box over (code, text) pairs; `picked(code)` tells a person's choice.

    What is typed but fits nothing is taken back when the focus leaves.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None, hint: str = "") -> None:
        super().__init__(parent)
        self._codes: list[object] = []
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._model = _Words(self)
        completer = _Completer(self._model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionRole(_SEARCHED)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer = completer
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(hint)
            line.textEdited.connect(self._on_edited)
            line.returnPressed.connect(self._take_first)
        self._popup: QAbstractItemView | None = None
        self.activated.connect(lambda place: self.picked.emit(self._codes[place]))
        completer.activated.connect(self._on_completed)

    def show_choices(self, choices: Iterable[tuple[object, str]], chosen: object = None) -> None:
        """Offer these (code, text) pairs; `chosen` is the code that stands."""
        pairs = list(choices)
        self.blockSignals(True)
        self._codes = [code for code, _text in pairs]
        self.clear()
        self.addItems([text for _code, text in pairs])
        self._model.setStringList([text for _code, text in pairs])
        self.choose(chosen)
        self.blockSignals(False)

    def choose(self, code: object) -> None:
        """Show the choice with that code; none when there is no such."""
        self.setCurrentIndex(self._codes.index(code) if code in self._codes else -1)

    def code(self) -> object:
        """The code that stands, or None."""
        place = self.currentIndex()
        return self._codes[place] if 0 <= place < len(self._codes) else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() in _ENTERING:
            line.selectAll()  # what is typed replaces the choice that stands

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setEditText(self.itemText(self.currentIndex()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        line = self.lineEdit()
        if line is not None:
            line.event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taking = event.type() == QEvent.Type.KeyPress and watched is self._popup
        if taking and isinstance(event, QKeyEvent) and event.key() in _TAKING:
            self._mark_first()
        return super().eventFilter(watched, event)

    def _on_edited(self) -> None:
        popup = self._completer.popup()
        if self._popup is None and popup is not None:
            self._popup = popup
            popup.installEventFilter(self)
        QTimer.singleShot(0, self, self._mark_first)  # once the completer has looked

    def _mark_first(self) -> None:
        """Mark the first fitting choice, unless arrow keys marked another."""
        completer, popup = self._completer, self._popup
        if popup is not None and popup.isVisible() and not popup.currentIndex().isValid():
            with QSignalBlocker(completer):  # the typed words stay
                popup.setCurrentIndex(completer.completionModel().index(0, 0))

    def _take_first(self) -> None:
        """Take the first choice that fits the words, as long as they name none."""
        completer, text = self._completer, self.currentText().strip()
        if text and self.findText(text) < 0:
            completer.setCompletionPrefix(text)
            if completer.completionCount():
                self._on_completed(completer.pathFromIndex(completer.currentIndex()))

    def _on_completed(self, text: str) -> None:
        place = self.findText(text)
        if place >= 0 and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.picked.emit(self._codes[place])
