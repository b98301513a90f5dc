"""A quiet line beside the editor: the article that answers what the customer asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.command_list import BY_ID
from ui.commands import key_text
from ui.text.words import listing
from ui.ticket.names import Names
from ui.timing import after_rest
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from workstation.answering import FirstAnswer

#: A ticket stays open this long before it is asked (people step through lists).
REST_MS: Final = 160
_REASONS: Final = 4


class FirstAnswers(QWidget):
    """Offers the best answer; `taken(answer)` when a person wants it, `more` to read others.

    It never takes the keyboard and never sends.
    """

    taken = Signal(object)
    more = Signal()

    def __init__(self, bridge: Bridge, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._names = bridge, names
        self._ticket, self._moment = "", ""
        self.answers: tuple[FirstAnswer, ...] = ()
        self._told = ElidedLabel("", "muted")
        self._insert = Button(self.tr("Insert"), "message-reply", "flat", self.take)
        self._insert.setToolTip(key_text(BY_ID["reply.first_answer"]))
        self._more = Button(self.tr("Articles…"), "", "flat", self.more.emit)
        self._more.setToolTip(key_text(BY_ID["reply.articles"]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("tight"))
        row.addWidget(self._told, 1)
        for button in (self._insert, self._more):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self._rest = after_rest(self, REST_MS, self._ask)
        self.hide()

    @property
    def text(self) -> str:
        """What it offers and why; "" while there is nothing to offer."""
        return "" if self.isHidden() else self._told.text()

    def show_moment(self, ticket: str, moment: str) -> None:
        """Offer what answers the ticket's customer; asked anew when the moment is another one."""
        if (ticket, moment) == (self._ticket, self._moment):
            return
        if ticket != self._ticket:
            self._show(ticket, ())
        self._ticket, self._moment = ticket, moment
        self._rest.start()

    def clear(self) -> None:
        """No ticket any more."""
        self._rest.stop()
        self._ticket = self._moment = ""
        self._show("", ())

    def best(self) -> FirstAnswer | None:
        """The best answer with words for the customer."""
        return next((one for one in self.answers if one.words is not None), None)

    def take(self) -> None:
        """Have the best answer put into the editor."""
        best = self.best()
        if best is not None:
            self.taken.emit(best)

    def _ask(self) -> None:
        ticket = self._ticket
        if ticket:
            pending = self._bridge.desk.first_answers(ticket)
            self._bridge.await_(
                pending, lambda found: self._show(ticket, found), lambda _error: None
            )

    def _show(self, ticket: str, found: tuple[FirstAnswer, ...]) -> None:
        if ticket != self._ticket:
            return
        self.answers = found
        best = self.best()
        self.setVisible(best is not None)
        if best is None:
            return
        title = best.article.title(language.current())
        why = self._why(best)
        text = self.tr("Answer: {title} ({reasons})") if why else self.tr("Answer: {title}")
        self._told.setText(text.format(title=title, reasons=why))

    def _why(self, answer: FirstAnswer) -> str:
        """Class by its name, words as the customer wrote them."""
        reasons = answer.proposal.reasons[:_REASONS]
        return listing(self._names.class_name(reason) for reason in reasons)
