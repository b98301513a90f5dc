"""Handing in, approving, turning down and taking back a claim."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from ui.claims.acting import Acting, Run
from ui.claims.approval_card import law_of
from ui.text.amounts import money
from ui.text.refusals import refusal_sentence
from workstation.actions.claims import (
    ApproveClaim,
    RedraftClaim,
    RejectClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.domain.claim import Claim
from workstation.domain.people import may
from workstation.domain.refusal import Refusal
from workstation.domain.spoken_money import parse_amount


class DecidingActs(QObject):
    """The acts that move a claim along its way."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting
        self._asked: Claim | None = None
        for line in (acting.sheet.ask.money, acting.sheet.ask.line):
            line.textEdited.connect(lambda _text: self._weigh())

    def runs(self) -> dict[str, Run]:
        """The acts by their names on buttons and commands."""
        return {
            "submit": self._submit,
            "redraft": lambda c: self._acting.do(RedraftClaim(c.uid), self.tr("A draft again.")),
            "approve": self._ask_approval,
            "reject": self._ask_rejection,
            "withdraw": self._ask_withdrawal,
        }

    def _submit(self, claim: Claim) -> None:
        """Hand it in; where nobody is named to be paid, the keyboard goes there while it may."""
        facts = self._acting.sheet.facts
        missing = [
            name for name in ("payee", "payee_account") if not facts.lines[name].text().strip()
        ]
        if not missing:
            self._acting.do(SubmitClaim(claim.uid), self.tr("Submitted."))
            return
        text = self.tr("Submitted. To whom is it paid? What is filled in later is approved anew.")
        self._acting.do(SubmitClaim(claim.uid), text, lambda: facts.show_field(missing[-1]))

    def _ask_approval(self, claim: Claim) -> None:
        ask = self._acting.sheet.ask
        question = self.tr("Approve which amount? Another than {sum} needs a reason.")
        law = law_of(claim)
        told = question.format(sum=money(claim.proposed_fen))
        ask.ask(
            f"{told}\n{law}" if law else told,
            self.tr("Approve"),
            lambda reason, fen: self._acting.do(
                ApproveClaim(claim.uid, fen, reason), self.tr("Approved.")
            ),
            hint=self.tr("Reason for another amount"),
            fen=claim.proposed_fen,
        )
        self._asked = claim
        self._weigh()

    def _weigh(self) -> None:
        """Say before the key is pressed when this person may not approve the sum that is typed."""
        claim, ask = self._asked, self._acting.sheet.ask
        if claim is None or not ask.isVisible() or not ask.money.isVisible():
            return
        try:
            fen = parse_amount(ask.money.text())
        except Refusal:
            return
        ask.complain(self._against(claim, fen))

    def _against(self, claim: Claim, fen: int) -> str:
        """Why this person may not approve a sum, or what it still needs; "" for nothing."""
        desk = self._acting.bridge.desk
        decision = desk.approval_of(claim, fen)
        if not may(desk.agent, "claim_approve"):
            facts = {"act": "claim_approve", "role": desk.agent.role, "agent": desk.agent.name}
            return refusal_sentence(Refusal("not_allowed", **facts))
        if decision.ok:
            missing = fen != claim.proposed_fen and not self._acting.sheet.ask.line.text().strip()
            return self.tr("Another amount needs its reason.") if missing else ""
        told: dict[str, Any] = {"number": claim.number, "amount_fen": fen, "role": desk.agent.role}
        code = "claim_tier" if decision.why == "claim_no_tier" else decision.why
        return refusal_sentence(Refusal(code, limit_fen=decision.limit_fen, **told))

    def _ask_rejection(self, claim: Claim) -> None:
        self._asked = None
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
