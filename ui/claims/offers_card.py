"""What the claimant was offered and answered, beside what settled claims like it came to."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.claims.offer_form import OfferForm
from ui.claims.range_line import RangeLine
from ui.claims.standing import Standing
from ui.text import amounts, claim_words, times, words
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.offer import Offer
from workstation.domain.similar import Comparison


class OffersCard(QWidget):
    """`offer_wanted()` asks for a new offer, `answered(answer, offer)` tells what was answered,
    `met(offer)` that what was asked for shall be offered."""

    offer_wanted = Signal()
    answered = Signal(str, object)
    met = Signal(object)

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
        self.range = RangeLine()
        self.form = OfferForm(zone)
        self.form.summed.connect(self._mark)
        self.form.dismissed.connect(self._on_dismissed)
        self._standing: Standing | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("medium"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addLayout(head)
        column.addWidget(self.similar)
        column.addWidget(self.range)
        column.addWidget(self.form)
        column.addLayout(self._lines)

    def show_offers(self, standing: Standing) -> None:
        """Show a claim's offers, the newest first."""
        live = standing.claim.status in LIVE_CLAIMS
        over = tuple(_ran_out(one, standing.now) for one in standing.offers)
        shown = (standing.claim, standing.offers, live, standing.similar, over)
        if shown == self._shown:
            return
        if self._standing is not None and self._standing.claim.uid != standing.claim.uid:
            self.form.hide()
        self._shown, self._standing = shown, standing
        empty(self._lines)
        self.buttons, self.chips = {}, {}
        waiting = next((one.uid for one in reversed(standing.offers) if not one.answer), "")
        for one in reversed(standing.offers):
            open_ = live and one.uid == waiting
            self._lines.addWidget(self._line(one, standing.now, open_=open_))
        self.offer.setVisible(live and not waiting and not self.form.isVisibleTo(self))
        self.similar.setText(self._likes(standing.similar))
        if not self.form.isVisibleTo(self):
            self._mark(self._latest(standing))
        self.setVisible(live or bool(standing.offers))

    def take_focus(self) -> None:
        """Put the keyboard on the answer that waits, else on the next offer."""
        next(iter(self.buttons.values()), self.offer).setFocus()

    def begin(self, claim: Claim, now: int) -> None:
        """Begin a new offer with the sum that the rules propose."""
        self.offer.hide()
        self.form.begin(claim, now, claim.proposed_fen)

    def _on_dismissed(self) -> None:
        self._shown = ()
        if self._standing is not None:
            self.show_offers(self._standing)
            self.take_focus()

    def _mark(self, fen: int) -> None:
        """Mark a sum on the line of what settled claims came to."""
        found = self._standing.similar if self._standing is not None else None
        self.range.show_spread(found.approved if found is not None else None, fen)

    def _latest(self, standing: Standing) -> int:
        """The sum that is talked about: the last offer's, else what counts for the claim."""
        claim = standing.claim
        if standing.offers:
            return standing.offers[-1].amount_fen
        return claim.proposed_fen if claim.approved_fen is None else claim.approved_fen

    def _likes(self, found: Comparison | None) -> str:
        if found is None or found.approved is None:
            return self.tr("No settled claim like this one yet.")
        came, held = found.approved, words.listing(claim_words.likeness(one) for one in found.by)
        text = self.tr("{n} settled claims like this: {median} in the middle, {least} to {most}")
        if found.count == 1:
            text = self.tr("One settled claim like this: {median}")
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
        answer = "lapsed" if _ran_out(one, now) else one.answer
        chip = Chip(claim_words.offer_answer(answer), claim_words.ANSWER_LOOKS[answer])
        self.chips[one.uid] = chip
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(label(amounts.money(one.amount_fen), "strong"))
        head.addWidget(ElidedLabel(claim_words.offer_kind(one.kind), "muted"), 1)
        head.addWidget(chip)
        column.addLayout(head)
        about = label(self._about(one, now), "faint")
        about.setWordWrap(True)
        column.addWidget(about)
        for note in (one.note, one.note_answer):
            if note:
                told = label(note, "muted")
                told.setWordWrap(True)
                column.addWidget(told)
        if open_:
            column.addLayout(self._answers(one, lapsed=answer == "lapsed"))
        elif one.answer == "countered" and one.counter_fen is not None and self._may_meet(one):
            text = self.tr("Offer {sum} now").format(sum=amounts.money(one.counter_fen))
            self.buttons["meet"] = Button(text, "check", "flat", partial(self.met.emit, one))
            column.addWidget(self.buttons["meet"], 0, Qt.AlignmentFlag.AlignLeft)
        return line

    def _about(self, one: Offer, now: int) -> str:
        parts = [times.moment(one.at, self._zone, now), one.made_by_name]
        parts.append(words.channel(one.channel) if one.channel else "")
        parts.append(words.party(one.party) if one.party else "")
        if one.valid_until is not None and not one.answer:
            until = times.moment(one.valid_until, self._zone, now)
            parts.append(self.tr("stands until {moment}").format(moment=until))
        if one.answered_at is not None:
            answered = times.moment(one.answered_at, self._zone, now)
            parts.append(self.tr("answered {moment}").format(moment=answered))
        if one.counter_fen is not None:
            parts.append(self.tr("asks for {sum}").format(sum=amounts.money(one.counter_fen)))
        return " · ".join(part for part in parts if part)

    def _may_meet(self, one: Offer) -> bool:
        """Whether a sum that was asked for is still the last word."""
        standing = self._standing
        live = standing is not None and standing.claim.status in LIVE_CLAIMS
        return live and standing is not None and standing.offers[-1].uid == one.uid

    def _answers(self, one: Offer, *, lapsed: bool) -> FlowLayout:
        row = FlowLayout()
        over = [("lapsed", self.tr("It ran out"), "clock")] if lapsed else []
        for answer, text, icon in (
            *over,
            ("accepted", self.tr("Accepted"), "check"),
            ("countered", self.tr("Wants more…"), "arrows-exchange"),
            ("refused", self.tr("Refused…"), "x"),
        ):
            made = Button(text, icon, "flat", partial(self.answered.emit, answer, one))
            self.buttons[answer] = made
            row.addWidget(made)
        return row


def _ran_out(one: Offer, now: int) -> bool:
    """Whether an offer's time ran out without an answer."""
    return not one.answer and one.valid_until is not None and one.valid_until <= now
