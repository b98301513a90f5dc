"""The list of scripts under the cursor: looked for as one types, walked by keys, taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.ticket.picker import WHICH, ScriptPicker
from ui.ticket.writing import ReplyEdit

if TYPE_CHECKING:
    from workstation.scripts.offering import Offer

_STEPS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
}
_FILTERS: Final = dict(
    zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), WHICH, strict=True)
)
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier


class ScriptLookup(QObject):
    """Asks the desk what the list offers for the words behind an opener.

    `taken(offer, ask)` when one was chosen, `ask` for its values; `read_aloud(offer)`;
    `comment_wanted(offer)`; `mark_wanted(code, favourite)`; `language_wanted()` for the other
    language; `opening()` before the list comes up.
    """

    taken = Signal(object, bool)
    read_aloud = Signal(object)
    comment_wanted = Signal(object)
    mark_wanted = Signal(str, bool)
    language_wanted = Signal()
    opening = Signal()

    def __init__(self, bridge: Bridge, edit: ReplyEdit, buttons: QWidget, overlay: QWidget) -> None:
        super().__init__(edit)
        self._bridge, self._edit, self._overlay = bridge, edit, overlay
        self.picker = ScriptPicker(overlay)
        self._ticket, self._channel = "", ""
        self._chosen_language, self._language = "", "zh"
        self._asked = 0
        self._words, self._which = "", WHICH[0]
        self._looked: object = None
        self._dismissed = False
        self._by_key = False
        for moving in (edit, buttons, overlay):
            moving.installEventFilter(self)
        edit.opener_typed.connect(self._look_up)
        edit.opener_gone.connect(self._on_opener_gone)
        edit.list_key.connect(self._on_key)
        self.picker.chosen.connect(lambda _code: self._take())
        self.picker.filtered.connect(self.show_which)
        self.picker.language_wanted.connect(self.language_wanted)

    def show_moment(self, ticket: str, channel: str) -> None:
        """Offer what a ticket and a channel need."""
        self._ticket, self._channel = ticket, channel

    def show_language(self, chosen: str, language: str) -> None:
        """Offer in a language: the one `chosen` ("" for none), else that of the conversation."""
        self._chosen_language, self._language = chosen, language

    def open(self, words: str = "") -> None:
        """Open the list at the cursor, for some words."""
        self._edit.setFocus()
        if not self.picker.isVisible() and not self._edit.is_composing:
            self._dismissed = False
            opened = self._edit.opened_words()
            self._by_key = opened is None
            if opened is None:
                self._edit.textCursor().insertText(f"::{words}")
            else:  # a list that was put away comes back to what calls it
                self._look_up(opened)

    def show_which(self, which: str) -> None:
        """List all scripts, favourites, own ones or those used lately."""
        self._which = which
        self._ask()

    def _look_up(self, words: str) -> None:
        if self._dismissed or not self._ticket:
            return
        looked = (self._ticket, words)
        if looked == self._looked:  # every key tells twice: the words and the cursor moved
            return
        self._looked, self._words = looked, words
        self._ask()

    def _ask(self) -> None:
        from workstation.scripts.offering import offers

        self._asked += 1
        asked, desk = self._asked, self._bridge.desk
        given = (self._ticket, self._words, self._channel, self._chosen_language, self._which)
        self._bridge.ask(
            lambda _reader: offers(desk, *given), lambda found: self._on_found(asked, found)
        )

    def _on_found(self, asked: int, found: tuple[Offer, ...]) -> None:
        edit = self._edit
        if asked != self._asked or not edit.hasFocus() or edit.is_composing:
            self._looked = None if asked == self._asked else self._looked
            return
        self.picker.show_state(self._which, self._channel, self._language)
        self.picker.show_choices(found)
        if not self.picker.isVisible():
            self.opening.emit()
            self._place_list()
        edit.list_open = True

    def _place_list(self) -> None:
        """Put the list beside the line that is typed."""
        edit = self._edit
        rect = edit.cursorRect()
        at = edit.viewport().mapTo(self._overlay, rect.topLeft())
        self.picker.open_at(QRect(at, rect.size()), QRect(self._overlay.rect()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
        if moved and self.picker.isVisible():  # the editor grew, a line came above it
            QTimer.singleShot(0, self, self._follow_editor)
        return False

    def _follow_editor(self) -> None:
        if self.picker.isVisible():
            self._place_list()

    def _on_opener_gone(self) -> None:
        self._dismissed = False
        self.hide()

    def hide(self) -> None:
        """Close the list; an answer under way is not shown any more."""
        self._asked += 1
        self._by_key = False
        self._looked = None
        self._edit.list_open = False
        self._which = WHICH[0]
        self.picker.hide()

    def _on_key(self, key: int, held: int) -> None:
        pressed, modifiers = Qt.Key(key), Qt.KeyboardModifier(held)
        if modifiers & _CONTROL and pressed in _FILTERS:
            self.show_which(_FILTERS[pressed])
        elif modifiers & _CONTROL and pressed in (Qt.Key.Key_D, Qt.Key.Key_K):
            self._on_offer_key(pressed)
        elif modifiers & _ALT:
            self.language_wanted.emit()
        elif pressed in _STEPS:
            self.picker.step(_STEPS[pressed])
        elif pressed == Qt.Key.Key_Escape:
            self.dismiss()
        elif modifiers & _SHIFT and pressed not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._read_aloud()
        else:
            self._take(ask=bool(modifiers & _CONTROL))

    def _on_offer_key(self, pressed: Qt.Key) -> None:
        offer = self.picker.current()
        if offer is None:
            return
        if pressed == Qt.Key.Key_D:
            self.mark_wanted.emit(offer.code, not offer.favourite)
        else:
            self.hide()
            self._edit.put("")
            self.comment_wanted.emit(offer)

    def ask_anew(self) -> None:
        """What it offers may be otherwise now: the list shows it, the choice stays."""
        if self.picker.isVisible():
            self._ask()

    def dismiss(self) -> None:
        """Close the list; what a key typed to open it goes."""
        by_key = self._by_key
        self._dismissed = True
        self.hide()
        if by_key:
            self._edit.put("")

    def _take(self, *, ask: bool = False) -> None:
        offer = self.picker.current()
        self.hide()
        if offer is not None:
            self.taken.emit(offer, ask)

    def _read_aloud(self) -> None:
        offer = self.picker.current()
        self.hide()
        if offer is not None:
            self._edit.put("")
            self.read_aloud.emit(offer)

    def in_hand(self) -> Offer | None:
        """The script chosen in the list while it is open."""
        return self.picker.current() if self.picker.isVisible() else None
