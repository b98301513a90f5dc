"""What is done with the offers of a claim."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.claims.acting import Acting
from ui.text.refusals import refusal_sentence
from workstation.actions.offers import AnswerOffer, MakeOffer
from workstation.domain.offer import Offer
from workstation.domain.refusal import Refusal

#: A lapse is found by whoever looks next; nobody has to say more.
_PLAIN = ("accepted", "lapsed")


class OfferActs(QObject):
    """Answers the card of offers."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting
        self._sheet, self._do = acting.sheet, acting.do
        card = acting.sheet.offers
        card.offer_wanted.connect(self.make)
        card.answered.connect(self._answer)
        card.met.connect(self._meet)
        card.form.made.connect(self._keep)

    def make(self) -> None:
        """Begin an offer; the sum that the rules propose stands in it."""
        claim = self._sheet.claim
        if claim is not None:
            self._sheet.complain("")
            self._sheet.show_place("make_offer")
            self._sheet.offers.begin(claim, self._acting.bridge.desk.clock())

    def _keep(self, offer: MakeOffer) -> None:
        """Note an offer; what is in its way is told in its form."""
        form = self._sheet.offers.form

        def then(_done: object) -> None:
            form.dismiss()
            self._acting.noticed.emit(self.tr("The offer is noted."), "good")
            self._acting.done.emit()

        def refused(error: Refusal) -> None:
            form.complain(refusal_sentence(error))

        self._acting.bridge.do(offer, then, refused)

    def _meet(self, offer: Offer) -> None:
        """Offer what was asked for, in one step."""
        if offer.counter_fen is not None:
            told = (offer.channel or "phone", offer.kind, offer.party)
            made = MakeOffer(offer.claim, offer.counter_fen, *told)
            self._do(made, self.tr("The offer is noted."))

    def _answer(self, answer: str, offer: Offer) -> None:
        self._sheet.complain("")
        told = self.tr("The answer is noted.")
        if answer in _PLAIN:
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
