"""What is done with the offers of a claim."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.claims.acting import Acting
from ui.text.amounts import money
from workstation.actions.offers import AnswerOffer, MakeOffer
from workstation.domain.offer import Offer


class OfferActs(QObject):
    """Answers the card of offers."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._sheet, self._do = acting.sheet, acting.do
        sheet = acting.sheet
        sheet.offers.offer_wanted.connect(self.make)
        sheet.offers.answered.connect(self._answer)

    def make(self) -> None:
        """Ask which sum was offered."""
        claim = self._sheet.claim
        if claim is None:
            return
        self._sheet.ask.ask(
            self.tr("Which sum was offered? The rules propose {sum}.").format(
                sum=money(claim.proposed_fen)
            ),
            self.tr("Note the offer"),
            lambda note, fen: self._do(
                MakeOffer(claim.uid, fen, note=note), self.tr("The offer is noted.")
            ),
            hint=self.tr("Note (may stay empty)"),
            fen=claim.proposed_fen,
        )

    def _answer(self, answer: str, offer: Offer) -> None:
        self._sheet.complain("")
        told = self.tr("The answer is noted.")
        if answer == "accepted":
            self._do(AnswerOffer(offer.uid, answer), told)
        elif answer == "refused":
            self._sheet.ask.ask(
                self.tr("Why was the offer refused? The ticket goes to the claims group."),
                self.tr("Refused"),
                lambda note, _fen: self._do(AnswerOffer(offer.uid, answer, note=note), told),
                hint=self.tr("Note (may stay empty)"),
            )
        else:
            self._sheet.ask.ask(
                self.tr("Which sum is asked for instead?"),
                self.tr("Note the answer"),
                lambda note, fen: self._do(AnswerOffer(offer.uid, answer, fen, note), told),
                hint=self.tr("Note (may stay empty)"),
                fen=offer.amount_fen,
            )
