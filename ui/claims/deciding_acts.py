"""Handing in, approving, turning down, taking back and paying a claim."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.claims.acting import Acting, Run
from ui.text.amounts import money
from workstation.actions.claims import (
    ApproveClaim,
    PayClaim,
    RedraftClaim,
    RejectClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.domain.claim import Claim


class DecidingActs(QObject):
    """The acts that move a claim along its way."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting

    def runs(self) -> dict[str, Run]:
        """The acts by their names on buttons and commands."""
        return {
            "submit": lambda c: self._acting.do(SubmitClaim(c.uid), self.tr("Submitted.")),
            "redraft": lambda c: self._acting.do(RedraftClaim(c.uid), self.tr("A draft again.")),
            "approve": self._ask_approval,
            "reject": self._ask_rejection,
            "withdraw": self._ask_withdrawal,
            "pay": self._ask_payment,
        }

    def _ask_approval(self, claim: Claim) -> None:
        question = self.tr("Approve which amount? Another than {sum} needs a reason.")
        self._acting.sheet.ask.ask(
            question.format(sum=money(claim.proposed_fen)),
            self.tr("Approve"),
            lambda reason, fen: self._acting.do(
                ApproveClaim(claim.uid, fen, reason), self.tr("Approved.")
            ),
            hint=self.tr("Reason for another amount"),
            fen=claim.proposed_fen,
        )

    def _ask_rejection(self, claim: Claim) -> None:
        self._acting.sheet.ask.ask(
            self.tr("Why is the claim turned down?"),
            self.tr("Reject"),
            lambda reason, _fen: self._acting.do(
                RejectClaim(claim.uid, reason), self.tr("Rejected.")
            ),
            hint=self.tr("Reason"),
        )

    def _ask_withdrawal(self, claim: Claim) -> None:
        self._acting.sheet.ask.ask(
            self.tr("Why is the claim taken back?"),
            self.tr("Withdraw"),
            lambda reason, _fen: self._acting.do(
                WithdrawClaim(claim.uid, reason), self.tr("Withdrawn.")
            ),
            hint=self.tr("Reason"),
        )

    def _ask_payment(self, claim: Claim) -> None:
        question = self.tr("{sum} to {payee}, paid under which reference?")
        self._acting.sheet.ask.ask(
            question.format(sum=money(claim.approved_fen), payee=claim.payee or claim.claimant),
            self.tr("Record the payment"),
            lambda text, _fen: self._acting.do(PayClaim(claim.uid, text), self.tr("Paid.")),
            hint=self.tr("Reference of the payment"),
        )
