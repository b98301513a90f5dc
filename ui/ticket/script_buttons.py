"""The three scripts that stand ready beside the editor, each with a card that shows how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.ticket.picker_list import reason_words
from ui.ticket.picker_preview import OfferPreview
from ui.timing import after_rest
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from workstation.scripts.offering import Offer

#: The mouse rests this long on a button before its card opens.
REST_MS: Final = 250
_CARD: Final = (420, 230)


class ScriptButtons(QWidget):
    """The three scripts that fit best now, each one press or Alt and its number away.

    While the mouse rests on one, or the keyboard is on it, a card shows how it would read and why
    it is there.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Offer, ...] = ()
        self._channel = ""
        self._card: _Card | None = None
        self._over: QObject | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("tight"))
        self._buttons = [Button("", "", "flat") for _ in range(3)]
        for place, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumWidth(40)
            button.clicked.connect(lambda _on, place=place: self._press(place))
            button.installEventFilter(self)
            row.addWidget(button, 1)
        self._rest = after_rest(self, REST_MS, self._open_card)
        self.setFixedHeight(theme.size("control"))

    def show_choices(self, choices: tuple[Offer, ...], channel: str = "") -> None:
        """Offer these scripts, for a channel."""
        self._choices, self._channel = choices[:3], channel
        self._close_card()
        for place, button in enumerate(self._buttons):
            shown = place < len(self._choices)
            button.setVisible(shown)
            if shown:
                choice = self._choices[place]
                button.setAccessibleName(choice.title)
                button.setAccessibleDescription(
                    f"Alt+{place + 1} · {reason_words(choice.reasons)}\n{choice.preview}"
                )
        self._say()

    def choice(self, number: int) -> Offer | None:
        """The script behind Alt and a number."""
        return self._choices[number - 1] if 0 < number <= len(self._choices) else None

    @property
    def card(self) -> QWidget | None:
        """The card that shows one of them, while it is open."""
        return self._card if self._card is not None and self._card.isVisible() else None

    def _press(self, place: int) -> None:
        self._close_card()
        self.chosen.emit(place + 1)

    def _say(self) -> None:
        """Write the titles as far as there is room."""
        room = self.width() // max(len(self._choices), 1) - 3 * theme.space("small")
        for place, choice in enumerate(self._choices):
            button, text = self._buttons[place], f"{place + 1} {choice.title}"
            metrics = button.fontMetrics()
            button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 30)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    # the card

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self._over = watched
            self._rest.start()
        elif kind in (QEvent.Type.Leave, QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._close_card()
        elif kind == QEvent.Type.ToolTip:
            return True
        return False

    def _open_card(self) -> None:
        button = self._over
        if not isinstance(button, Button) or button not in self._buttons or not button.isVisible():
            return
        place = self._buttons.index(button)
        if place >= len(self._choices):
            return
        if self._card is None:
            self._card = _Card(self.window())
        self._card.show_above(button, self._choices[place], self._channel, first=place == 0)

    def _close_card(self) -> None:
        self._rest.stop()
        self._over = None
        if self._card is not None:
            self._card.hide()


class _Card(QFrame):
    """An offer shown above its button; it takes neither mouse nor keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.look(self, "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview = OfferPreview()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self.preview)

    def show_above(self, button: QWidget, offer: Offer, channel: str, *, first: bool) -> None:
        """Show an offer above a button of the same window."""
        self.preview.show_offer(offer, channel, first=first)
        window = button.window()
        width = min(_CARD[0], window.width() - 16)
        corner = button.mapTo(window, QPoint(0, 0))
        height = min(_CARD[1], max(corner.y() - 12, 80))
        left = max(8, min(corner.x(), window.width() - width - 8))
        self.setGeometry(left, corner.y() - height - 6, width, height)
        self.show()
        self.raise_()
