"""The money of a claim on one page: approval, payment, recovery, and how the amount came about."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.amount_told import AmountTold
from ui.claims.approval_card import ApprovalCard
from ui.claims.bundle_card import BundleCard
from ui.claims.payment_card import PaymentCard
from ui.claims.recovery_card import RecoveryCard
from ui.claims.standing import Standing
from ui.widgets.boxes import scrolled
from workstation.approval_view import ApprovalLook, look_at_approval
from workstation.domain.people import may

#: The name of the tab.
MONEY = "money"


class MoneyTab(QWidget):
    """Shows a claim's money; the cards tell what is wanted."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._standing: Standing | None = None
        self.look: ApprovalLook | None = None
        zone = bridge.desk.zone
        self.approval = ApprovalCard(zone)
        self.payment = PaymentCard(zone)
        self.recovery = RecoveryCard(zone)
        self.told = AmountTold()
        self.bundle = BundleCard()
        edge = theme.space("large")
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(edge, theme.space("medium"), edge, edge)
        row.setSpacing(edge)
        for cards in ((self.approval, self.told), (self.bundle, self.payment, self.recovery)):
            column = QVBoxLayout()
            column.setSpacing(edge)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)
        area = scrolled(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_standing(self, standing: Standing) -> None:
        """Show a claim; who may approve it is looked up beside."""
        desk = self._bridge.desk
        self._standing = standing
        agent, rules, claim = desk.agent, desk.rules, standing.claim
        self.payment.show_payments(standing, agent)
        self.recovery.show_recoveries(standing, may=may(agent, "claim_recover"))
        self.told.show_claim(claim)
        self.bundle.show_bundle(standing, agent)
        self._bridge.ask(
            lambda read: look_at_approval(read, claim, agent, standing.now, rules), self._on_look
        )

    def _on_look(self, look: ApprovalLook) -> None:
        standing = self._standing
        if standing is None or standing.claim.uid != look.claim:
            return
        self.look = look
        desk = self._bridge.desk
        able = may(desk.agent, "claim_approve")
        self.approval.show_approval(standing, look, desk.rules.approval.tiers, may=able)

    def activate(self) -> None:
        """Take the keyboard."""
        self.payment.take_focus()
