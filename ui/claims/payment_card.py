"""The payment of a claim: how it stands, who asked and who confirmed, and what may be done now."""

from __future__ import annotations

import re
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import language, theme
from ui.claims.standing import Standing
from ui.text import amounts, payment_words, times
from ui.widgets.boxes import card_column, empty
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from workstation.domain.agreement import is_signed
from workstation.domain.claim import Claim
from workstation.domain.payment import Payment
from workstation.domain.people import Agent, may

#: What may be done with a payment in a state; "" is one that nobody asked for.
_ACTS: Final = {
    "": ("request",),
    "requested": ("confirm", "fail", "cancel"),
    "filed": ("confirm", "fail"),
    "failed": ("request", "cancel"),
    "cancelled": ("request",),
    "paid": ("reverse",),
}
#: What a payment bears as its reason when the claim's next version takes its place.
_REPLACED: Final = re.compile(r"v(\d+)")
_RIGHTS: Final = {"request": "payment_request", "sign": "claim_evidence"}


class PaymentCard(QFrame):
    """`acted(act, Payment or None)`: sign, request, confirm, fail, cancel, reverse."""

    acted = Signal(str, object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._zone = zone
        self.buttons: dict[str, Button] = {}
        self.told = label("", "warn")
        self.told.setWordWrap(True)
        self._none = label("", "muted")
        self._none.setWordWrap(True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("medium"))
        column = card_column(self)
        column.addWidget(label(self.tr("Payment"), "section"))
        column.addWidget(self.told)
        column.addWidget(self._none)
        column.addLayout(self._lines)

    def show_payments(self, standing: Standing, agent: Agent) -> None:
        """Show a claim's payments, the newest version first, with the acts of the live one."""
        empty(self._lines)
        self.buttons = {}
        claim = standing.claim
        live = live_of(standing)
        payable = claim.status in ("approved", "printed") or live is not None
        self._none.setText(self._absent(standing))
        self._none.setVisible(live is None)
        told = self._warning(standing, live, agent)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        for one in reversed(standing.payments):
            self._lines.addWidget(self._line(one, standing))
        if payable:
            self._lines.addWidget(self._acts(live, standing, agent))

    def _absent(self, standing: Standing) -> str:
        """What to say while the claim's version has no payment."""
        claim = standing.claim
        if claim.paid_at is not None and claim.status == "paid":
            moment = times.moment(claim.paid_at, self._zone, standing.now)
            text = self.tr("Paid {moment}, reference {reference}, confirmed by {name}")
            who = standing.people.get(claim.paid_by, "")
            return text.format(moment=moment, reference=claim.payment_ref, name=who)
        if claim.status in ("approved", "printed"):
            return self.tr("Nobody has asked for the payment yet.")
        return self.tr("It is paid once it is approved.")

    def take_focus(self) -> None:
        """Put the keyboard on the first act."""
        first = next((one for one in self.buttons.values() if one.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def _warning(self, standing: Standing, live: Payment | None, agent: Agent) -> str:
        claim = standing.claim
        if claim.status in ("approved", "printed") and not standing.accepted:
            return self.tr(
                "Not confirmed yet: the shared database has not taken the approval in yet. The payment may be"
                " asked for; no file is written before."
            )
        unsigned = self._unsigned(standing)
        if unsigned:
            return unsigned
        open_ = live is not None and live.state in ("requested", "filed")
        return four_eyes(claim, live, agent) if open_ and may(agent, "claim_pay") else ""

    def _unsigned(self, standing: Standing) -> str:
        """Why the claim is not paid before its agreement is signed; "" where that is no matter."""
        claim, row = standing.claim, standing.agreement
        if row is None or is_signed(claim) or claim.status not in ("approved", "printed"):
            return ""
        why = row.why(language.current())
        return self.tr("It is paid only once its agreement came back signed. {why}").format(why=why)

    def _line(self, one: Payment, standing: Standing) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(Chip(payment_words.state(one.state), payment_words.LOOKS[one.state]))
        head.addWidget(label(amounts.money(one.amount_fen), "strong"))
        if len(standing.payments) > 1:
            head.addWidget(label(self.tr("version {n}").format(n=one.version), "muted"))
        head.addStretch(1)
        column.addLayout(head)
        for text in self._about(one, standing):
            told = label(text, "muted")
            told.setWordWrap(True)
            column.addWidget(told)
        return box

    def _about(self, one: Payment, standing: Standing) -> list[str]:
        name = standing.people.get
        moment = partial(times.moment, zone=self._zone, now=standing.now)
        to = " · ".join(part for part in (one.payee, one.account, one.bank) if part)
        told = [to] if to else []
        if one.requested_at is not None:
            text = self.tr("Asked for {moment} by {name}")
            told.append(
                text.format(moment=moment(one.requested_at), name=name(one.requested_by, ""))
            )
        if one.filed_at is not None and one.state in ("filed", "paid", "failed"):
            text = self.tr("In file {number} since {moment}")
            number = standing.files.get(one.file, "")
            told.append(text.format(number=number, moment=moment(one.filed_at)))
        if one.paid_at is not None:
            text = self.tr("Paid {moment}, reference {reference}, confirmed by {name}")
            who = name(one.confirmed_by, "")
            told.append(text.format(moment=moment(one.paid_at), reference=one.reference, name=who))
        replaced = one.state == "cancelled" and _REPLACED.fullmatch(one.reason)
        if replaced:
            told.append(self.tr("Version {n} took its place").format(n=replaced[1]))
        elif one.reason:
            told.append(self.tr("Reason: {reason}").format(reason=one.reason))
        return told

    def _acts(self, live: Payment | None, standing: Standing, agent: Agent) -> QWidget:
        claim, unsigned = standing.claim, bool(self._unsigned(standing))
        box = QWidget()
        row = FlowLayout(box)
        names = {
            "sign": (self.tr("The agreement came back signed…"), "writing"),
            "request": (self.tr("Ask for the payment"), "cash"),
            "confirm": (self.tr("It was paid…"), "check"),
            "fail": (self.tr("It came back…"), "arrow-back-up"),
            "cancel": (self.tr("Take it back…"), "x"),
            "reverse": (self.tr("The money came back…"), "arrow-back-up"),
        }
        barred = four_eyes(claim, live, agent)
        wanted = _ACTS.get(live.state if live else "", ())
        for act in ("sign",) if unsigned and "request" in wanted else wanted:
            right = _RIGHTS.get(act, "claim_pay")
            if not may(agent, right) or (act == "confirm" and claim.status == "approved"):
                continue
            text, icon = names[act]
            look = "flat" if self.buttons else ""
            made = Button(text, icon, look, partial(self.acted.emit, act, live))
            if act == "confirm" and barred:
                made.setEnabled(False)
                made.setToolTip(barred)
            self.buttons[act] = made
            row.addWidget(made)
        return box


def live_of(standing: Standing) -> Payment | None:
    """The payment of the claim's present version."""
    version = standing.claim.version
    return next((one for one in standing.payments if one.version == version), None)


def four_eyes(claim: Claim, payment: Payment | None, agent: Agent) -> str:
    """Why this person may not confirm a claim's payment; "" when they may."""
    if agent.uid == claim.approved_by:
        return QCoreApplication.translate(
            "PaymentCard", "You approved this claim: somebody else confirms that it was paid."
        )
    if payment is not None and payment.requested_by == agent.uid:
        return QCoreApplication.translate(
            "PaymentCard", "You asked for this payment: somebody else confirms that it was made."
        )
    return ""
