"""What is to come back for a claim from the unit that is answerable."""

from __future__ import annotations

from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.claims.money_edit import MoneyEdit
from ui.claims.standing import Standing
from ui.text import amounts, payment_words, times
from ui.widgets.boxes import card_column, empty
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.recovery import Recovery

_ACTS: Final = {
    "open": ("agreed", "received", "written_off"),
    "agreed": ("received", "written_off"),
}


class RecoveryCard(QFrame):
    """`noted(unit, fen)` notes a new one, `settled(state, Recovery)` what became of one."""

    noted = Signal(str, object)
    settled = Signal(str, object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._zone = zone
        self._claim = ""
        self.buttons: dict[str, Button] = {}
        self.unit = QLineEdit()
        self.unit.setPlaceholderText(self.tr("Unit that is answerable"))
        self.sum = MoneyEdit()
        self.sum.setFixedWidth(120)
        self.note = Button(self.tr("Note it"), "plus", "", self._on_note)
        for line in (self.unit, self.sum):
            line.returnPressed.connect(self._on_note)
        self._form = QWidget()
        row = QHBoxLayout(self._form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        row.addWidget(self.unit, 1)
        row.addWidget(self.sum)
        row.addWidget(self.note)
        self.problem = label("", "bad")
        self.problem.hide()
        self.sum.complained.connect(self._complain)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("medium"))
        column = card_column(self)
        column.addWidget(label(self.tr("Recovery from the unit"), "section"))
        column.addLayout(self._lines)
        column.addWidget(self._form)
        column.addWidget(self.problem)

    def show_recoveries(self, standing: Standing, *, may: bool) -> None:
        """Show what is to come back; `may` when this person may note it."""
        claim = standing.claim
        empty(self._lines)
        self.buttons = {}
        if claim.uid != self._claim:
            self._claim = claim.uid
            self.unit.setText(claim.responsible_unit)
            self.sum.show_fen(
                claim.proposed_fen if claim.approved_fen is None else claim.approved_fen
            )
        for one in standing.recoveries:
            self._lines.addWidget(self._line(one, standing, may=may))
        self._form.setVisible(may)
        shown = claim.status not in ("draft", "withdrawn") or bool(standing.recoveries)
        self.setVisible(shown)

    def _line(self, one: Recovery, standing: Standing, *, may: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        look = payment_words.RECOVERY_LOOKS[one.state]
        head.addWidget(Chip(payment_words.recovery(one.state), look))
        head.addWidget(label(amounts.money(one.amount_fen), "strong"))
        head.addWidget(ElidedLabel(one.unit_name or one.unit, ""), 1)
        column.addLayout(head)
        at = one.settled_at or one.at
        parts = [times.moment(at, self._zone, standing.now), standing.people.get(one.by, "")]
        column.addWidget(ElidedLabel(" · ".join(p for p in (*parts, one.reason) if p), "muted"))
        if may and one.state in _ACTS:
            column.addLayout(self._acts(one))
        return box

    def _acts(self, one: Recovery) -> FlowLayout:
        row = FlowLayout()
        names = {
            "agreed": (self.tr("The unit agrees"), "check"),
            "received": (self.tr("The money came"), "coin"),
            "written_off": (self.tr("Write off…"), "x"),
        }
        for state in _ACTS[one.state]:
            text, icon = names[state]
            made = Button(text, icon, "flat", partial(self.settled.emit, state, one))
            self.buttons[state] = made
            row.addWidget(made)
        return row

    def _on_note(self) -> None:
        if not self.sum.read():
            return
        unit = self.unit.text().strip()
        missing = not unit or self.sum.fen <= 0
        self._complain(self.tr("Name the unit and a sum.") if missing else "")
        if not missing:
            self.noted.emit(unit, self.sum.fen)

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
