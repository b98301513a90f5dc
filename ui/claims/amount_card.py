"""The amount of a claim: what it comes to, in figures and capitals, and how it came about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.text import amounts, basis
from ui.widgets.boxes import empty
from ui.widgets.labels import label
from workstation.domain.claim import Claim
from workstation.domain.claim_amount import basis_line_from
from workstation.domain.money import capital


class AmountCard(QFrame):
    """Shows the sum that counts, its capitals, each step with its source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self.title = label("", "section")
        self.sum = _selectable(label("", "display"))
        self.capitals = _selectable(label("", "muted"))
        self.differs = label("", "warn")
        self.rule = label("", "faint")
        for told in (self.capitals, self.differs, self.rule):
            told.setWordWrap(True)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(theme.space("tight"))
        column = QVBoxLayout(self)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("medium"), edge, theme.space("medium"))
        column.setSpacing(theme.space("tight"))
        for part in (self.title, self.sum, self.capitals, self.differs):
            column.addWidget(part)
        column.addLayout(self._steps)
        column.addWidget(self.rule)

    def steps(self) -> list[str]:
        """The steps as they are shown."""
        found = []
        for place in range(self._steps.count()):
            item = self._steps.itemAt(place)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QLabel):
                found.append(widget.text())
        return found

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's amount."""
        approved = claim.approved_fen
        fen = approved if approved is not None else claim.proposed_fen
        self.title.setText(
            self.tr("Approved amount") if approved is not None else self.tr("Proposed amount")
        )
        self.sum.setText(amounts.money(fen))
        self.capitals.setText(capital(fen))
        self.differs.setText(self._difference(claim))
        self.differs.setVisible(bool(self.differs.text()))
        empty(self._steps)
        before = ""
        for stored in claim.basis:
            line = basis_line_from(stored)
            step = label(basis.step(line))
            step.setWordWrap(True)
            self._steps.addWidget(_selectable(step))
            source = basis.source(line)
            if source and source != before:
                told = label(source, "faint")
                told.setWordWrap(True)
                self._steps.addWidget(told)
            before = source or before
        told_rule = self.tr("Rule {rule}").format(rule=claim.rule) if claim.rule else ""
        self.rule.setText(told_rule)
        self.rule.setVisible(bool(told_rule))

    def _difference(self, claim: Claim) -> str:
        if claim.approved_fen is None or claim.approved_fen == claim.proposed_fen:
            return ""
        text = self.tr("The rules propose {proposed}. Reason for another amount: {reason}")
        return text.format(proposed=amounts.money(claim.proposed_fen), reason=claim.override_reason)


def _selectable(told: QLabel) -> QLabel:
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return told
