"""The claims that are settled together with one: which, their sums, how each stands, a click away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.claims import turns
from ui.claims.rows import LOOKS
from ui.claims.standing import Standing
from ui.text import amounts, words
from ui.widgets.boxes import card_column, empty
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.bundle import BUNDLED_IN, Bundle
from workstation.domain.claim import Claim
from workstation.domain.people import Agent, may


class BundleCard(QFrame):
    """`wanted(uid)` opens a claim; `acted(act, Claim or None)`: approve, pay, leave (one claim)."""

    wanted = Signal(str)
    acted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self.bundle: Bundle | None = None
        self._widest = 0  # of the sums, which stand in line
        self.title = label("", "section")
        self.sum = label("", "strong")
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.buttons: dict[str, Button] = {}
        self.links: dict[str, Button] = {}
        self.leaves: dict[str, IconButton] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("tight"))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.sum)
        column = card_column(self)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addLayout(self._lines)
        self.hide()

    def show_bundle(self, standing: Standing, agent: Agent) -> None:
        """Show what is linked with a claim; nothing for a claim alone."""
        bundle = self.bundle = standing.bundle
        empty(self._lines)
        self.buttons, self.links, self.leaves = {}, {}, {}
        self.setVisible(bundle is not None)
        if bundle is None:
            return
        self.title.setText(self.tr("Settled together: {n} claims").format(n=len(bundle.claims)))
        self.sum.setText(amounts.money(bundle.total_fen))
        self.told.setText(self._about(bundle))
        metrics = QFontMetrics(theme.font("base", bold=True))
        sums = (amounts.money(turns.amount_of(one)) for one in bundle.claims)
        self._widest = max(map(metrics.horizontalAdvance, sums), default=0)
        for one in bundle.claims:
            self._lines.addWidget(self._line(one, standing.claim, may(agent, "claim_bundle")))
        acts = self._acts(bundle, agent)
        if acts is not None:
            self._lines.addWidget(acts)

    def _about(self, bundle: Bundle) -> str:
        parts = [self.tr("claimed {sum}").format(sum=amounts.money(bundle.claimed_fen))]
        if bundle.approved_fen:
            parts.append(self.tr("approved {sum}").format(sum=amounts.money(bundle.approved_fen)))
        if bundle.paid_fen:
            parts.append(self.tr("paid {sum}").format(sum=amounts.money(bundle.paid_fen)))
        if bundle.one_payee:
            payee = " ".join(part for part in bundle.payees[0] if part)
            parts.append(self.tr("one payee: {payee}").format(payee=payee))
        else:
            parts.append(self.tr("not all have the same payee and account yet"))
        return " · ".join(parts)

    def _line(self, one: Claim, shown: Claim, may_link: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        here = one.uid == shown.uid
        if here:
            row.addWidget(label(one.number, "strong"))
        else:
            link = Button(one.number, "", "link", partial(self.wanted.emit, one.uid))
            self.links[one.uid] = link
            row.addWidget(link)
        row.addWidget(ElidedLabel(" · ".join(p for p in (one.claimant, one.goods) if p), ""), 1)
        row.addWidget(Chip(words.claim_status(one.status), LOOKS[one.status]))
        sum_ = label(amounts.money(turns.amount_of(one)), "strong" if here else "")
        sum_.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        sum_.setMinimumWidth(self._widest)
        row.addWidget(sum_)
        name = self.tr("Take {number} out…").format(number=one.number)
        leave = IconButton("x", name, partial(self.acted.emit, "leave", one))
        leave.setEnabled(may_link and one.status in BUNDLED_IN)
        self.leaves[one.uid] = leave
        row.addWidget(leave)
        return line

    def _acts(self, bundle: Bundle, agent: Agent) -> QWidget | None:
        waiting, owed = bundle.of("submitted"), bundle.of("approved", "printed")
        if waiting and may(agent, "claim_approve"):
            total = sum(one.proposed_fen for one in waiting)
            text = self.tr("Approve {n} claims, {sum}…")
            text = text.format(n=len(waiting), sum=amounts.money(total))
            self.buttons["approve"] = Button(text, "shield-check", "")
        if owed and may(agent, "payment_request"):
            text = self.tr("Ask for the payment of all")
            self.buttons["pay"] = Button(text, "cash", "")
        if not self.buttons:
            return None
        box = QWidget()
        row = FlowLayout(box)
        for act, made in self.buttons.items():
            made.clicked.connect(lambda _on=False, act=act: self.acted.emit(act, None))
            row.addWidget(made)
        return box
