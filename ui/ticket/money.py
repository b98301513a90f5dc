"""The card of a ticket's claims."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.text import amounts, words
from ui.ticket.section import Section
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.pages import TicketDetail


class ClaimsCard(Section):
    """Lists a ticket's claims; `claim_wanted(uid)` opens one, `make_wanted` makes one."""

    claim_wanted = Signal(str)
    make_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("receipt", "", parent)
        self.head.title.setText(self.tr("Claims"))
        self.head.setAccessibleName(self.tr("Claims"))
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.make = Button(self.tr("Make a claim"), "plus", "", self.make_wanted.emit)
        self.column.addWidget(self._list)
        self.column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)

    def show_detail(self, detail: TicketDetail) -> None:
        """Show the claims of a ticket."""
        empty(self._lines)
        for claim in detail.claims:
            self._lines.addWidget(self._line(claim))
        told = ", ".join(_words(claim) for claim in detail.claims) or self.tr("none")
        self.head.summary.setText(told)
        live = any(claim.status in LIVE_CLAIMS for claim in detail.claims)
        self.make.setVisible(not live)

    def _line(self, claim: Claim) -> Button:
        made = Button(f"{_words(claim)} · {words.claim_kind(claim.kind)}", "", "link")
        made.setMinimumHeight(theme.size("small_control"))
        uid = claim.uid
        made.clicked.connect(lambda: self.claim_wanted.emit(uid))
        return made


def _words(claim: Claim) -> str:
    approved = claim.approved_fen
    amount = amounts.money(approved if approved is not None else claim.proposed_fen)
    return f"{claim.number} · {words.claim_status(claim.status)} · {amount}"
