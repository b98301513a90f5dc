"""The list of claims, and in its place the payments, the limits that are lent, and the papers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.lending_page import LENDING, LendingPage
from ui.claims.listing import ClaimList
from ui.claims.paper_tabs import LaterTab, PaperTabs
from ui.claims.paper_ways import PaperWays
from ui.claims.payments_acts import PaymentsActs
from ui.claims.payments_page import PAYMENTS, PaymentsPage
from ui.widgets.named_tabs import NamedTabs
from workstation.changes import Changes

#: The name of the tab with the list of claims.
CLAIMS: Final = "claims"
#: Kinds of records that the lists show.
_LISTED: Final = frozenset(
    {"claim", "print", "payment", "payment_file", "approval", "delegation", "offer", "evidence"}
)


class ClaimsHome(NamedTabs):
    """`opened(uid)` opens a claim."""

    opened = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, ways: PaperWays, parent: QWidget | None = None) -> None:
        super().__init__(theme.space("large"), parent)
        self.list = ClaimList(bridge)
        self.add(CLAIMS, self.tr("Claims"), self.list)
        self.payments = PaymentsPage(bridge)
        self.payments_acts = PaymentsActs(bridge, self.payments)
        self.add(PAYMENTS, self.tr("Payments"), self.payments)
        self.lending = LendingPage(bridge)
        self.add(LENDING, self.tr("Lent limits"), self.lending)
        self.papers = PaperTabs(bridge, ways, self, self)
        for opening in (self.list.opened, self.payments.opened, self.papers.claim_wanted):
            opening.connect(self.opened)
        for speaker in (self.payments_acts, self.lending, self.papers):
            speaker.noticed.connect(self.noticed)
        self.turned.connect(lambda _tab: self.load())

    def load(self) -> None:
        """Read what the tab in front shows; where it is seen, give it the keyboard."""
        page = self.page(self.shown)
        if isinstance(page, (ClaimList, PaymentsPage, LaterTab)):
            page.load()
            if self.isVisible():
                page.activate()

    def refresh(self, changes: Changes) -> None:
        """Show anew what changes may have touched."""
        if not (changes.many or not changes.kinds or changes.kinds & _LISTED):
            return
        shown = self.page(self.shown)
        if isinstance(shown, LaterTab):
            shown.refresh()
        elif isinstance(shown, ClaimList):
            shown.load(changes)
        elif isinstance(shown, PaymentsPage):
            shown.load()
