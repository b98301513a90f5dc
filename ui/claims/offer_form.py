"""A new offer: what, how much, by which channel to whom, until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.claims.money_edit import MoneyEdit
from ui.composing import is_composing
from ui.text import claim_words, fields, words
from ui.widgets.boxes import at_right
from ui.widgets.buttons import Button
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.actions.offers import MakeOffer
from workstation.domain.claim import Claim
from workstation.domain.offer import OFFER_KINDS
from workstation.domain.refusal import Refusal
from workstation.domain.spoken_money import parse_amount
from workstation.domain.ticket import CHANNELS, PARTIES

#: An offer stands so many days unless somebody says otherwise.
_DAYS: Final = 7
_LABELS: Final = 96
_SECOND_MS: Final = 1_000


class OfferForm(QFrame):
    """`made(MakeOffer)` once it is filled in; `summed(fen)` while the sum is typed."""

    made = Signal(object)
    summed = Signal(int)
    dismissed = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._zone = zone
        self._claim: Claim | None = None
        self.kind = PickBox()
        self.kind.show_choices([(one, claim_words.offer_kind(one)) for one in OFFER_KINDS])
        self.sum = MoneyEdit()
        self.channel = PickBox()
        self.channel.show_choices([(one, words.channel(one)) for one in CHANNELS])
        self.party = PickBox()
        self.party.show_choices([(one, words.party(one)) for one in PARTIES])
        self.until = QDateEdit()
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Note (may stay empty)"))
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.yes = Button(self.tr("Note the offer"), "check", "primary", self.send)
        self.no = Button(self.tr("Cancel"), run=self.dismiss)
        self._lay_out()
        self.sum.textEdited.connect(lambda _text: self._on_sum())
        self.sum.complained.connect(self.complain)
        self.hide()

    def _lay_out(self) -> None:
        self.form = FormRows(label_width=_LABELS)
        self.form.add(fields.field("kind"), self.kind)
        self.form.add(fields.field("amount_fen"), self.sum)
        self.form.add(self.tr("By"), self.channel)
        self.form.add(self.tr("To"), self.party)
        self.form.add(self.tr("Stands until"), self.until)
        self.form.add(fields.field("note"), self.note)
        foot = at_right(self.no, self.yes)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("small"))
        column.addWidget(self.form)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def begin(self, claim: Claim, now: int, fen: int) -> None:
        """Begin an offer of a sum for a claim."""
        self._claim = claim
        self.kind.choose("compensation")
        self.channel.choose("phone")
        self.party.choose(claim.party)
        self.sum.setModified(False)
        self.sum.show_fen(fen)
        today = datetime.fromtimestamp(now / 1000, self._zone)
        last = today + timedelta(days=_DAYS)
        self.until.setMinimumDate(QDate(today.year, today.month, today.day))
        self.until.setDate(QDate(last.year, last.month, last.day))
        self.note.clear()
        self.complain("")
        self.show()
        QTimer.singleShot(0, self, self._come_into_sight)
        self.sum.setFocus()
        self.sum.selectAll()
        self.summed.emit(fen)

    def _come_into_sight(self) -> None:
        """Have the whole form seen, where it lies in something that scrolls."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isVisible():
            above.ensureWidgetVisible(self, 0, theme.space("small"))

    def complain(self, sentence: str) -> None:
        """Say what is wrong; "" takes it back."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def send(self) -> None:
        """Tell the offer."""
        claim = self._claim
        if claim is None or not self.sum.read():
            return
        self.made.emit(
            MakeOffer(
                claim.uid,
                self.sum.fen,
                str(self.channel.code() or "phone"),
                str(self.kind.code() or "compensation"),
                str(self.party.code() or claim.party),
                self._until(),
                self.note.text().strip(),
            )
        )

    def dismiss(self) -> None:
        """Put the form away."""
        self.hide()
        self.dismissed.emit()

    def _until(self) -> int:
        """The end of the day that stands, in milliseconds UTC."""
        day = self.until.date()
        begin = datetime(day.year(), day.month(), day.day(), tzinfo=self._zone)
        return int((begin + timedelta(days=1)).timestamp() * _SECOND_MS) - _SECOND_MS

    def _on_sum(self) -> None:
        try:
            self.summed.emit(parse_amount(self.sum.text()))
        except Refusal:
            return

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # it ends the form, not the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not is_composing():
            self.dismiss() if self.no.hasFocus() else self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
