"""Asking for a claim's payment, confirming it, and what is done when it comes back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from ui.claims.acting import Acting, Run
from ui.claims.payment_card import four_eyes, live_of
from ui.text import times
from ui.text.amounts import money
from workstation.actions.approvals import ReverseApproval
from workstation.actions.claims import PayClaim
from workstation.actions.payments import (
    CancelPayment,
    ConfirmPayment,
    FailPayment,
    RequestPayment,
    ReversePayment,
)
from workstation.actions.recoveries import RecordRecovery, SettleRecovery
from workstation.actions.settlement import NoteSigned
from workstation.domain.claim import Claim
from workstation.domain.payment import Payment
from workstation.domain.recovery import Recovery


class PaymentActs(QObject):
    """Answers the tab of the money."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting
        tab = acting.sheet.money
        tab.payment.acted.connect(self._act)
        tab.approval.reversal_wanted.connect(self._ask_reversal)
        tab.recovery.noted.connect(self._note)
        tab.recovery.settled.connect(self._settle)
        tab.told.copied.connect(lambda: acting.noticed.emit(self.tr("Copied."), "good"))

    def runs(self) -> dict[str, Run]:
        """The acts by their names on buttons and commands."""
        return {
            "pay": self.pay,
            "request_payment": lambda _claim: self._act("request", None),
            "note_signed": self._ask_signed,
        }

    def pay(self, claim: Claim) -> None:
        """Ask under which reference a claim was paid; who may not confirm it is told so."""
        standing = self._acting.sheet.standing
        live = live_of(standing) if standing is not None else None
        barred = four_eyes(claim, live, self._acting.bridge.desk.agent)
        if barred:
            self._acting.sheet.complain(barred)
            return
        ask = self._acting.sheet.ask
        question = self.tr("{sum} to {payee}: paid when, under which reference?")
        ask.ask(
            question.format(sum=money(claim.approved_fen), payee=claim.payee or claim.claimant),
            self.tr("Record the payment"),
            lambda text, _fen: self._acting.do(
                ConfirmPayment(live.uid, text, ask.paid_at())
                if live is not None and live.state in ("requested", "filed")
                else PayClaim(claim.uid, text, ask.paid_at()),
                self.tr("Paid."),
            ),
            hint=self.tr("Reference of the payment"),
            dated=self._now(),
        )

    def _now(self) -> datetime:
        desk = self._acting.bridge.desk
        return times.local(desk.clock(), desk.zone)

    def _act(self, act: str, payment: Payment | None) -> None:
        claim = self._acting.claim
        if claim is None:
            return
        self._acting.sheet.complain("")
        if act == "request":
            self._acting.do(RequestPayment(claim.uid), self.tr("The payment was asked for."))
        elif act == "confirm":
            self.pay(claim)
        elif act == "sign":
            self._ask_signed(claim)
        elif payment is not None:
            {"fail": self._ask_failure, "cancel": self._ask_cancel, "reverse": self._ask_return}[
                act
            ](payment)

    def _ask_signed(self, claim: Claim) -> None:
        ask = self._acting.sheet.ask
        ask.ask(
            self.tr("When did the agreement come back signed?"),
            self.tr("It is signed"),
            lambda _text, _fen: self._acting.do(
                NoteSigned(claim.uid, ask.paid_at()), self.tr("The agreement is signed.")
            ),
            dated=self._now(),
        )
        ask.line.hide()
        ask.day.setFocus()

    def _ask_failure(self, payment: Payment) -> None:
        self._acting.sheet.ask.ask(
            self.tr("Why did the payment come back? It may be asked for again."),
            self.tr("It came back"),
            lambda reason, _fen: self._acting.do(
                FailPayment(payment.uid, reason), self.tr("Noted: the payment came back.")
            ),
            hint=self.tr("Reason, such as: name and account do not agree"),
        )

    def _ask_cancel(self, payment: Payment) -> None:
        self._acting.sheet.ask.ask(
            self.tr("Why is the payment not made?"),
            self.tr("Take it back"),
            lambda reason, _fen: self._acting.do(
                CancelPayment(payment.uid, reason), self.tr("The payment was taken back.")
            ),
            hint=self.tr("Reason"),
        )

    def _ask_return(self, payment: Payment) -> None:
        self._acting.sheet.ask.ask(
            self.tr("Why did the money come back? The claim needs approval again."),
            self.tr("The money came back"),
            lambda reason, _fen: self._acting.do(
                ReversePayment(payment.uid, reason), self.tr("Noted: the money came back.")
            ),
            hint=self.tr("Reason"),
        )

    def _ask_reversal(self) -> None:
        claim = self._acting.claim
        if claim is None:
            return
        self._acting.sheet.complain("")
        self._acting.sheet.ask.ask(
            self.tr("Why is the approval taken back? The next version needs approval again."),
            self.tr("Take the approval back"),
            lambda reason, _fen: self._acting.do(
                ReverseApproval(claim.uid, reason), self.tr("The approval was taken back.")
            ),
            hint=self.tr("Reason"),
        )

    def _note(self, unit: str, fen: int) -> None:
        claim = self._acting.claim
        if claim is not None:
            self._acting.do(RecordRecovery(claim.uid, unit, fen), self.tr("The recovery is noted."))

    def _settle(self, state: str, one: Recovery) -> None:
        told = self.tr("Noted.")
        if state != "written_off":
            self._acting.do(SettleRecovery(one.uid, state), told)
            return
        self._acting.sheet.ask.ask(
            self.tr("Why is it written off?"),
            self.tr("Write off"),
            lambda reason, _fen: self._acting.do(SettleRecovery(one.uid, state, reason), told),
            hint=self.tr("Reason"),
        )
