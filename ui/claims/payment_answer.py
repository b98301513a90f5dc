"""What a bank answered, before it is recorded: what fits, what differs, what is unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.claims.payment_card import four_eyes
from ui.text import amounts, payment_words, words
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.header import PageHeader
from ui.widgets.keyboard import is_at
from ui.widgets.labels import label
from ui.widgets.lines import Line, LineList
from workstation.bank_answers import AnswerLook, AnswerReport
from workstation.domain.bank_answer import AMISS, Matched
from workstation.domain.claim import Claim
from workstation.domain.people import Agent

_COLOURS: Final = {"good": "good", "warn": "warn", "bad": "bad"}
#: What somebody has to look into comes first.
_ORDER: Final = (*AMISS, "fail", "pay", "waiting", "done")


class PaymentAnswer(QWidget):
    """`recorded()` when the lines shall be recorded, `closed()` to go back, `opened(claim uid)`."""

    recorded = Signal()
    closed = Signal()
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: AnswerLook | None = None
        self.header = PageHeader()
        self.told = label("", "strong")
        self.told.setWordWrap(True)
        self.barred = label("", "warn")
        self.barred.setWordWrap(True)
        self.list = LineList()
        self.list.setAccessibleName(self.tr("The bank's answer"))
        self.list.opened.connect(self._on_opened)
        self.record = Button("", "check", "primary", self.recorded.emit)
        self.back = Button(self.tr("Close"), "x", "", self.closed.emit)
        edge = theme.space("large")
        top = QVBoxLayout()
        top.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        top.addWidget(self.told)
        top.addWidget(self.barred)
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        foot.setSpacing(theme.space("small"))
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.record)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def show_look(self, look: AnswerLook, claims: dict[str, Claim], agent: Agent) -> None:
        """Show what an answer says, before anything is recorded."""
        self.look = look
        self.header.say(self.tr("The bank's answer"), look.path.name)
        ready = look.count("pay", "fail")
        text = self.tr(
            "{pay} paid, {fail} came back; {done} recorded before, {waiting} not settled yet,"
            " {amiss} to look into"
        )
        counts = {name: look.count(name) for name in ("pay", "fail", "done", "waiting")}
        self.told.setText(text.format(**counts, amiss=look.amiss))
        self.complain(self._barred(look, claims, agent))
        lines = sorted(enumerate(look.lines), key=lambda pair: _ORDER.index(pair[1].verdict))
        self.list.show_lines([self._line(place, one) for place, one in lines])
        self.record.setText(self.tr("Record {n} payments").format(n=ready))
        self.record.setVisible(bool(ready))
        if is_at(self):
            (self.record if ready else self.back).setFocus()

    def show_report(self, report: AnswerReport) -> None:
        """Show what was recorded, and what was refused."""
        text = self.tr("Recorded: {paid} paid, {failed} came back. Refused: {refused}.")
        refused = len(report.refused)
        self.told.setText(text.format(paid=report.paid, failed=report.failed, refused=refused))
        self.barred.hide()
        told = [
            Line(
                one.owed.payment.claim if one.owed else "",
                one.owed.number if one.owed else one.line.number,
                refusal_sentence(refusal),
                payment_words.verdict("differs"),
                "bad",
            )
            for one, refusal in report.refused
        ]
        self.list.show_lines(told)
        here = is_at(self)
        self.record.hide()
        if here:
            self.back.setFocus()

    def complain(self, sentence: str) -> None:
        """Say what is in the way."""
        self.barred.setText(sentence)
        self.barred.setVisible(bool(sentence))

    def _barred(self, look: AnswerLook, claims: dict[str, Claim], agent: Agent) -> str:
        """How many of the payments this person may not confirm, told before the key is pressed."""
        mine = 0
        for one in look.lines:
            claim = claims.get(one.owed.payment.claim) if one.owed else None
            if one.verdict == "pay" and claim is not None and one.owed is not None:
                mine += bool(four_eyes(claim, one.owed.payment, agent))
        text = self.tr(
            "{n} of them you approved or asked for yourself: somebody else has to record these."
        )
        return text.format(n=mine) if mine else ""

    def _line(self, place: int, one: Matched) -> Line:
        line = one.line
        number = one.owed.number if one.owed else line.number or line.account
        fen = amounts.money(abs(line.amount_fen)) if line.amount_fen is not None else ""
        parts = [self.tr("Line {n}").format(n=line.line), line.payee, fen]
        if one.differs:
            names = words.listing(payment_words.differs(name) for name in one.differs)
            parts.append(self.tr("differs in {names}").format(names=names))
            parts.append(self._ours(one))
        elif line.outcome == "failed":
            parts.append(line.reason)
        else:
            parts.append(line.reference)
        about = " · ".join(part for part in parts if part)
        look = payment_words.VERDICT_LOOKS[one.verdict]
        key = one.owed.payment.claim if one.owed else f"line {place}"
        verdict = payment_words.verdict(one.verdict)
        return Line(key, number, about, verdict, _COLOURS.get(look, "text_faint"))

    def _ours(self, one: Matched) -> str:
        if one.owed is None:
            return ""
        payment = one.owed.payment
        ours = {
            "amount": amounts.money(payment.amount_fen),
            "account": payment.account,
            "payee": payment.payee,
            "state": payment_words.state(payment.state),
        }
        told = words.listing(ours[name] for name in one.differs if name in ours)
        return self.tr("ours: {told}").format(told=told)

    def _on_opened(self, key: str) -> None:
        if self.look is not None and any(
            one.owed is not None and one.owed.payment.claim == key for one in self.look.lines
        ):
            self.opened.emit(key)

    @property
    def path(self) -> Path | None:
        """The file that is shown."""
        return self.look.path if self.look is not None else None
