"""Linking claims, settling them as one, and the objections of claimants."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.claims.acting import Acting
from ui.claims.listing import ClaimList
from ui.text import words
from ui.text.amounts import money
from ui.text.refusals import refusal_sentence
from workstation.actions.bundles import (
    ApproveBundle,
    BundleClaims,
    RequestBundlePayment,
    UnbundleClaims,
)
from workstation.actions.objections import AnswerObjection, NoteObjection, is_open
from workstation.domain.claim import Claim
from workstation.domain.refusal import Refusal


class BundleActs(QObject):
    """Answers the list's choice, the card of linked claims, and the objection's button."""

    def __init__(self, acting: Acting, listed: ClaimList) -> None:
        super().__init__(acting)
        self._acting, self._listed = acting, listed
        card = acting.sheet.money.bundle
        card.acted.connect(self._act)
        card.wanted.connect(acting.claim_wanted)
        listed.link_wanted.connect(self.link)
        acting.sheet.limits.objection_wanted.connect(self.object)

    def can_link(self) -> bool:
        """Whether anything is chosen in the list."""
        return self._listed.isVisible() and self._listed.rows.marked_count() > 0

    def link(self) -> None:
        """Link the claims that are chosen in the list; they join the one bundle among them."""
        chosen = self._listed.rows.chosen()
        bundles = {one.bundle for one in chosen if one.bundle}
        bundle = bundles.pop() if len(bundles) == 1 else ""
        count = len(chosen)

        def then(_done: object) -> None:
            self._listed.take_marked()
            text = self.tr("{n} claims are settled together now.").format(n=count)
            self._acting.noticed.emit(text, "good")
            self._listed.load()

        def refused(error: Refusal) -> None:
            self._acting.noticed.emit(refusal_sentence(error), "warn")

        action = BundleClaims(tuple(one.uid for one in chosen), bundle)
        self._acting.bridge.do(action, then, refused)

    def _act(self, act: str, claim: Claim | None) -> None:
        bundle = self._acting.sheet.money.bundle.bundle
        if bundle is None:
            return
        self._acting.sheet.complain("")
        if act == "pay":
            self._acting.do(
                RequestBundlePayment(bundle.uid), self.tr("The payments were asked for.")
            )
        elif act == "approve":
            self._ask_approval()
        elif claim is not None:
            self._ask_leaving(claim)

    def _ask_approval(self) -> None:
        bundle = self._acting.sheet.money.bundle.bundle
        if bundle is None:
            return
        waiting = bundle.of("submitted")
        text = self.tr("Approve what is proposed for {numbers}: {sum} in all?")
        numbers = words.listing(one.number for one in waiting)
        total = sum(one.proposed_fen for one in waiting)
        self._acting.sheet.ask.ask(
            text.format(numbers=numbers, sum=money(total)),
            self.tr("Approve all"),
            lambda reason, _fen: self._acting.do(
                ApproveBundle(bundle.uid, reason), self.tr("Approved.")
            ),
            hint=self.tr("Note (may stay empty)"),
        )

    def _ask_leaving(self, claim: Claim) -> None:
        text = self.tr("Why is {number} settled for itself?")
        self._acting.sheet.ask.ask(
            text.format(number=claim.number),
            self.tr("Take it out"),
            lambda reason, _fen: self._acting.do(
                UnbundleClaims((claim.uid,), reason), self.tr("It is settled for itself.")
            ),
            hint=self.tr("Reason"),
        )

    def object(self) -> None:
        """Note that the claimant objects, or our answer to it."""
        claim = self._acting.claim
        if claim is None:
            return
        self._acting.sheet.complain("")
        if is_open(claim):
            self._acting.sheet.ask.ask(
                self.tr("What did we answer to the objection?"),
                self.tr("It is answered"),
                lambda told, _fen: self._acting.do(
                    AnswerObjection(claim.uid, told), self.tr("The answer is noted.")
                ),
                hint=self.tr("What the claimant was told"),
            )
            return
        self._acting.sheet.ask.ask(
            self.tr("What does the claimant object to? The limits of objections run from now."),
            self.tr("Note the objection"),
            lambda told, _fen: self._acting.do(
                NoteObjection(claim.uid, told), self.tr("The objection is noted.")
            ),
            hint=self.tr("In the claimant's words"),
        )
