"""What the claimant was offered and answered, beside what settled claims like it came to."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.claims.standing import Standing
from ui.text import amounts, claim_words, times, words
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.claim import LIVE_CLAIMS
from workstation.domain.offer import Offer
from workstation.domain.similar import Comparison


class OffersCard(QWidget):
    """`offer_wanted()` asks for a new offer, `answered(answer, offer)` tells what was answered."""

    offer_wanted = Signal()
    answered = Signal(str, object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[str, Button] = {}
        self.chips: dict[str, Chip] = {}
        self.offer = Button(self.tr("Make an offer…"), "coin", "link", self.offer_wanted.emit)
        self.similar = label("", "muted")
        self.similar.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Offers"), "section"), 1)
        head.addWidget(self.offer)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("medium"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addLayout(head)
        column.addWidget(self.similar)
        column.addLayout(self._lines)

    def show_offers(self, standing: Standing) -> None:
        """Show a claim's offers, the newest first."""
        live = standing.claim.status in LIVE_CLAIMS
        shown = (standing.claim.uid, standing.offers, live, standing.similar)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons, self.chips = {}, {}
        waiting = next((one.uid for one in reversed(standing.offers) if not one.answer), "")
        for one in reversed(standing.offers):
            open_ = live and one.uid == waiting
            self._lines.addWidget(self._line(one, standing.now, open_=open_))
        self.offer.setVisible(live and not waiting)
        self.similar.setText(self._likes(standing.similar))
        self.setVisible(live or bool(standing.offers))

    def take_focus(self) -> None:
        """Put the keyboard on the answer that waits, else on the next offer."""
        next(iter(self.buttons.values()), self.offer).setFocus()

    def _likes(self, found: Comparison | None) -> str:
        if found is None or found.approved is None:
            return self.tr("No settled claim like this one yet.")
        came, held = found.approved, words.listing(claim_words.likeness(one) for one in found.by)
        text = self.tr("{n} settled claims like this: {median} in the middle, {least} to {most}")
        told = text.format(
            n=found.count,
            median=amounts.money(came.median),
            least=amounts.money(came.least),
            most=amounts.money(came.most),
        )
        return self.tr("{told} ({likeness})").format(told=told, likeness=held) if held else told

    def _line(self, one: Offer, now: int, *, open_: bool) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        chip = Chip(claim_words.offer_answer(one.answer), claim_words.ANSWER_LOOKS[one.answer])
        self.chips[one.uid] = chip
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(label(amounts.money(one.amount_fen), "strong"))
        head.addWidget(ElidedLabel(claim_words.offer_kind(one.kind), "muted"), 1)
        head.addWidget(chip)
        column.addLayout(head)
        column.addWidget(ElidedLabel(self._about(one, now), "faint"))
        for note in (one.note, one.note_answer):
            if note:
                told = label(note, "muted")
                told.setWordWrap(True)
                column.addWidget(told)
        if open_:
            column.addLayout(self._answers(one))
        return line

    def _about(self, one: Offer, now: int) -> str:
        parts = [times.moment(one.at, self._zone, now), one.made_by_name]
        parts.append(words.channel(one.channel) if one.channel else "")
        if one.counter_fen is not None:
            parts.append(self.tr("asks for {sum}").format(sum=amounts.money(one.counter_fen)))
        return " · ".join(part for part in parts if part)

    def _answers(self, one: Offer) -> FlowLayout:
        row = FlowLayout()
        for answer, text, icon in (
            ("accepted", self.tr("Accepted"), "check"),
            ("countered", self.tr("Wants more…"), "arrows-exchange"),
            ("refused", self.tr("Refused…"), "x"),
        ):
            made = Button(text, icon, "flat", partial(self.answered.emit, answer, one))
            self.buttons[answer] = made
            row.addWidget(made)
        return row
