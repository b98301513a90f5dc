"""Brings reply scripts to the editor: the list under the cursor and the three beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.ticket.picker import ScriptPicker
from ui.ticket.reply_parts import ScriptButtons
from ui.ticket.speech_marks import SpeechMarks
from ui.ticket.writing import ReplyEdit

if TYPE_CHECKING:
    from workstation.speaking import ScriptChoice

_RECENT: Final = 6
#: A ticket stays open this long before scripts are suggested for it (people step through lists).
REST_MS: Final = 120
_STEPS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
}


class Prompting(QObject):
    """Asks the desk for scripts and puts the chosen one at the cursor; `used(choice)` then."""

    used = Signal(object)

    def __init__(
        self, bridge: Bridge, edit: ReplyEdit, buttons: ScriptButtons, overlay: QWidget
    ) -> None:
        super().__init__(edit)
        self._bridge, self._edit, self._buttons = bridge, edit, buttons
        self._overlay = overlay
        self.picker = ScriptPicker(overlay)
        self.speech = SpeechMarks(bridge, edit, overlay)
        self._ticket, self._channel = "", ""
        self._moment: object = None
        self._asked = 0
        self._dismissed = False
        self._by_key = False
        self._recent: list[str] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._suggest)
        edit.opener_typed.connect(self._look_up)
        edit.opener_gone.connect(self._on_opener_gone)
        edit.list_key.connect(self._on_list_key)
        edit.shortcut_typed.connect(self.put_number)
        buttons.chosen.connect(self.put_number)
        self.picker.chosen.connect(lambda _code: self._take())

    def show_moment(self, ticket: str, channel: str, *rest: object) -> None:
        """Offer what fits a ticket now; `rest` is what else makes the moment another one."""
        self._ticket, self._channel = ticket, channel
        self.speech.watch.show_moment(ticket, channel)
        if (ticket, channel, *rest) == self._moment:
            return
        self._moment = (ticket, channel, *rest)
        self._rest.start()

    def _suggest(self) -> None:
        ticket = self._ticket
        self._bridge.await_(
            self._bridge.desk.scripts_for(ticket, "", self._channel, tuple(self._recent), 3),
            lambda found: self._show_suggested(ticket, found),
        )

    def forget(self) -> None:
        """Suggest anew next time; close the list."""
        self._moment = None
        self.close()

    def open(self, words: str = "") -> None:
        """Open the list at the cursor, for some words."""
        self._edit.setFocus()
        if not self.picker.isVisible():
            self._dismissed = False
            self._by_key = True
            self._edit.textCursor().insertText(f"::{words}")

    def close(self) -> None:
        """Close the list; an answer under way is not shown any more."""
        self._asked += 1
        self._by_key = False
        self._edit.list_open = False
        self.picker.hide()

    def put_number(self, number: int) -> None:
        """Put one of the three scripts beside the editor into it."""
        choice = self._buttons.choice(number)
        if choice is not None and not self._edit.is_composing:
            self.close()
            self._put(choice)

    def _look_up(self, words: str) -> None:
        if self._dismissed or not self._ticket:
            return
        self._asked += 1
        asked = self._asked
        self._bridge.await_(
            self._bridge.desk.scripts_for(self._ticket, words, self._channel, tuple(self._recent)),
            lambda found: self._on_found(asked, found),
        )

    def _on_found(self, asked: int, found: tuple[ScriptChoice, ...]) -> None:
        edit = self._edit
        if asked != self._asked or not edit.hasFocus() or edit.is_composing:
            return
        self.picker.show_choices(found)
        if not self.picker.isVisible():
            at = edit.viewport().mapTo(self._overlay, edit.cursorRect().topLeft())
            self.picker.open_at(QPoint(at), QRect(self._overlay.rect()))
        edit.list_open = True

    def _on_opener_gone(self) -> None:
        self._dismissed = False
        self.close()

    def _on_list_key(self, key: int, _held: int) -> None:
        pressed = Qt.Key(key)
        if pressed in _STEPS:
            self.picker.step(_STEPS[pressed])
        elif pressed == Qt.Key.Key_Escape:
            by_key = self._by_key
            self._dismissed = True
            self.close()
            if by_key:
                self._edit.put("")
        else:
            self._take()

    def _take(self) -> None:
        choice = self.picker.current()
        self.close()
        if choice is not None:
            self._put(choice)

    def _put(self, choice: ScriptChoice) -> None:
        self._recent = [choice.code, *(c for c in self._recent if c != choice.code)][:_RECENT]
        self._edit.put(choice.preview)
        self._edit.setFocus()
        self.used.emit(choice)

    def _show_suggested(self, ticket: str, found: tuple[ScriptChoice, ...]) -> None:
        if ticket == self._ticket:
            self._buttons.show_choices(found)
