"""A card below words that had better not be said: what is amiss, why, and what to say instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import language, theme
from ui.text import speech
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.domain.speech_check import SpeechFinding

_WIDTH = 440


class SpeechCard(QFrame):
    """Shows one finding. By mouse it only hovers; opened by a key it takes the keyboard.

    `replace_wanted` for the better wording, `next_wanted(back)`, `left` when Escape goes back.
    """

    replace_wanted = Signal()
    next_wanted = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.look(self, "popup")
        self.finding: SpeechFinding | None = None
        self.kind = Chip()
        self.severity = label("", "muted")
        self.reason = label("")
        self.better = label("", "muted")
        for told in (self.reason, self.better):
            told.setWordWrap(True)
        self.replace_button = Button("", "check", "primary", self.replace_wanted.emit)
        self.next_button = Button(self.tr("Next"), "chevron-right", "flat")
        self.next_button.clicked.connect(lambda: self.next_wanted.emit(False))
        self.next_button.setToolTip("Ctrl+F8")
        self.hint = label("", "faint")
        top = QHBoxLayout()
        top.setSpacing(theme.space("small"))
        top.addWidget(self.kind)
        top.addWidget(self.severity)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.hint)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        foot.addWidget(self.replace_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(theme.space("tight"))
        column.addLayout(top)
        column.addWidget(self.reason)
        column.addWidget(self.better)
        column.addLayout(foot)
        self.hide()

    def show_finding(self, finding: SpeechFinding, better: str | None, *, others: bool) -> None:
        """Show what was found; `better` is what one key puts in, None for mere advice."""
        self.finding = finding
        screen = language.current()
        self.kind.show_word(speech.kind(finding.kind), speech.look(finding.severity))
        self.severity.setText(speech.severity(finding.severity))
        self.reason.setText(finding.rule.reason(screen))
        told = finding.rule.better(screen)
        if better:
            told = self.tr("Better: {words}").format(words=better)
        self.better.setText(told)
        self.replace_button.setVisible(better is not None)
        self.replace_button.setText(self.tr("Take it out") if better == "" else self.tr("Replace"))
        self.next_button.setVisible(others)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in here."""
        focus = QApplication.focusWidget()
        inside = focus is self or (focus is not None and self.isAncestorOf(focus))
        return self.isVisible() and inside

    def open_at(self, words: QRect, room: QRect, *, keyboard: bool) -> None:
        """Show the card below the words, else above them, within a room of its parent."""
        self.hint.setText(self._keys(keyboard))
        width = min(_WIDTH, room.width() - 16)
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = max(self.heightForWidth(width), self.sizeHint().height())
        left = max(room.left() + 8, min(words.left() - 12, room.right() - width - 8))
        top = words.top() - height - 4
        if top < room.top():
            top = min(words.bottom() + 4, room.bottom() - height)
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1)))
        self.show()
        self.raise_()
        if keyboard:
            (self.replace_button if self.replace_button.isVisible() else self).setFocus()

    def _keys(self, keyboard: bool) -> str:
        if not keyboard:
            return self.tr("Alt+Enter: here · Ctrl+F8: next")
        if self.replace_button.isHidden():
            return self.tr("Ctrl+F8 next · Esc back")
        return self.tr("Enter replace · Ctrl+F8 next · Esc back")

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # it leaves the card, not the ticket
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
        else:
            super().keyPressEvent(event)
