"""Safe speech on the screen: the card at the words, the keys, and how many in the bottom row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.ticket.places import Places
from ui.ticket.speech_card import SpeechCard
from ui.ticket.speech_summary import SpeechSummary
from ui.ticket.speech_watch import SpeechWatch
from ui.ticket.writing import ReplyEdit

if TYPE_CHECKING:
    from workstation.domain.speech_check import SpeechFinding

_LOOK_MS: Final = 150


class SpeechMarks(QObject):
    """The findings of one editor: `summary` stands in its bottom row, hidden while all is well."""

    def __init__(self, bridge: Bridge, edit: ReplyEdit, overlay: QWidget) -> None:
        super().__init__(edit)
        self._edit, self._overlay = edit, overlay
        self.watch = SpeechWatch(bridge, edit)
        self.card = SpeechCard(overlay)
        self.summary = SpeechSummary()
        self.summary.pressed.connect(self.go_next)
        self._pointer = QTimer(self)
        self._pointer.setInterval(_LOOK_MS)
        self._pointer.timeout.connect(self._follow_pointer)
        self.watch.changed.connect(self._on_changed)
        edit.hovered.connect(self._on_hovered)
        edit.textChanged.connect(self.close)
        edit.verticalScrollBar().valueChanged.connect(lambda _value: self._on_scrolled())
        edit.left.connect(self._on_left)
        edit.composed.connect(lambda _begun: self.close())
        self.card.replace_wanted.connect(self.replace)
        self.card.next_wanted.connect(lambda back: self.go_next(back=back))
        self.card.left.connect(self._go_back)

    def any(self) -> bool:
        """Whether anything is underlined."""
        return bool(self.watch.findings)

    def go_next(self, *, back: bool = False) -> None:
        """To the next words that are underlined, and what is amiss with them."""
        by_key = self.card.has_keyboard()
        found = self.watch.next(back=back)
        if found is not None:
            if not by_key:
                self._edit.setFocus()
            self._show(found, keyboard=by_key)

    def open(self) -> None:
        """The card of the words at the cursor, else of the next ones, with the keyboard."""
        found = self.watch.at(self._edit.textCursor().position()) or self.watch.next()
        if found is not None and not self._edit.is_composing:
            self._show(found, keyboard=True)

    def replace(self) -> None:
        """Put the better wording in the place of what the card shows."""
        found = self.card.finding
        self._edit.setFocus()
        if found is not None:
            self.watch.put_better(found)
        self.close()

    def close(self) -> None:
        """Take the card away."""
        if self.card.has_keyboard():
            self._edit.setFocus()  # or the next button in the row would have it
        self._pointer.stop()
        self.card.hide()

    def _show(self, finding: SpeechFinding, *, keyboard: bool) -> None:
        others = len(self.watch.findings) > 1
        self.card.show_finding(finding, self.watch.better(finding), others=others)
        room = QRect(self._overlay.rect())
        self.card.open_at(self._place(finding), room, keyboard=keyboard)

    def _place(self, finding: SpeechFinding) -> QRect:
        """Where the first line of the words stands on the overlay."""
        text = self._edit.toPlainText()
        cursor = self._edit.textCursor()
        cursor.setPosition(Places(text).to_qt(finding.start))
        rect = self._edit.cursorRect(cursor)
        at = self._edit.viewport().mapTo(self._overlay, rect.topLeft())
        return QRect(at, rect.size())

    def _on_hovered(self, place: int) -> None:
        found = self.watch.at(place)
        if found is not None and not self._edit.is_composing and not self._edit.list_open:
            self._show(found, keyboard=False)
            self._pointer.start()

    def _follow_pointer(self) -> None:
        """A card that only hovers goes when the mouse does."""
        over = self.card.rect().adjusted(-4, -24, 4, 24)
        at = self.card.mapFromGlobal(QCursor.pos())
        if not self.card.has_keyboard() and not over.contains(at):
            self.close()

    def _on_scrolled(self) -> None:
        if not self.card.has_keyboard():
            self.close()

    def _on_left(self) -> None:
        if not self.card.has_keyboard() and not self.card.underMouse():
            self.close()

    def _go_back(self) -> None:
        self.close()
        self._edit.setFocus()

    def _on_changed(self) -> None:
        self.summary.show_severities(one.severity for one in self.watch.findings)
        if self.card.isVisible() and self.card.finding not in self.watch.findings:
            self.close()
