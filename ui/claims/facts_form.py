"""The facts of a claim: who claims, for what, how much, and where the money goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QTime, QTimer, Signal
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.claims.items import ItemsTable, sums
from ui.claims.money_edit import MoneyEdit
from ui.text import fields, words
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.claim import CLAIM_KINDS, Claim
from workstation.domain.ticket import PARTIES

#: Typing rests this long before the facts are kept.
REST_MS: Final = 700
_TEXTS: Final = ("claimant", "claimant_phone", "claimant_id_no", "goods")
_MONEY: Final = ("value_fen", "insured_fen", "freight_fen", "loss_fen", "claimed_fen")
_PAYEE: Final = ("payee", "payee_account", "payee_bank")
#: Facts that only the form needs; the record keeps them beside its own.
_EXTRA: Final = ("applicant_address", "payee_city", "packing", "signing", "remarks")
_LABELS: Final = 108


class FactsForm(QWidget):
    """`edited(dict)` tells the facts that a person changed, once typing rests."""

    edited = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._claim: Claim | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.flush)
        self.kind = PickBox()
        self.kind.show_choices([(code, words.claim_kind(code)) for code in CLAIM_KINDS])
        self.party = PickBox()
        self.party.show_choices([(code, words.party(code)) for code in PARTIES])
        self.lines = {name: QLineEdit() for name in (*_TEXTS, *_PAYEE, *_EXTRA)}
        self.money = {name: MoneyEdit() for name in _MONEY}
        self.description = ComposingTextEdit(lines=3, most_lines=8)
        self.discovered = QDateTimeEdit()
        self.discovered.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.discovered.setCalendarPopup(True)
        self.items = ItemsTable()
        self.rows = FormRows(label_width=_LABELS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows = self.rows
        rows.add(fields.field("kind"), self.kind)
        rows.add(self.tr("Claimant is"), self.party)
        for name in ("claimant", "claimant_phone", "claimant_id_no"):
            rows.add(fields.field(name), self.lines[name])
        rows.add(self.tr("Claimant's address"), self.lines["applicant_address"])
        rows.add(fields.field("goods"), self.lines["goods"])
        rows.add(fields.field("items"), self.items)
        for name in _MONEY:
            rows.add(fields.field(name), self.money[name])
        rows.add(fields.field("discovered_at"), self.discovered)
        rows.add(fields.field("description"), self.description)
        rows.add(self.tr("Packing"), self.lines["packing"])
        rows.add(self.tr("Signed for"), self.lines["signing"])
        rows.add_wide(label(self.tr("Where the money goes"), "section"))
        for name in _PAYEE:
            rows.add(fields.field(name), self.lines[name])
        rows.add(self.tr("City of the bank"), self.lines["payee_city"])
        rows.add(self.tr("Remarks"), self.lines["remarks"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("medium"))
        column.addWidget(rows)

    def _connect(self) -> None:
        for box in (self.kind, self.party):
            box.picked.connect(lambda _code: self._timer.start())
        for line in self.lines.values():
            line.textEdited.connect(lambda _text: self._timer.start())
        for name, edit in self.money.items():
            edit.entered.connect(lambda _fen: self._timer.start())
            edit.complained.connect(lambda told, edit=edit: self.rows.complain(edit, told))
            edit.setAccessibleName(fields.field(name))
        self.description.textChanged.connect(self._timer.start)
        self.discovered.dateTimeChanged.connect(lambda _at: self._timer.start())
        self.items.edited.connect(self._on_items)

    def _on_items(self) -> None:
        """The sums of the items become value and loss of the claim."""
        value, loss = sums(self.items.rows.items())
        self.money["value_fen"].show_fen(value)
        self.money["loss_fen"].show_fen(loss)
        self._timer.start()

    def show_claim(self, claim: Claim) -> None:
        """Show a claim; what a person is typing in it stays."""
        if self._claim is None or self._claim.uid != claim.uid:
            self._claim = None
        typed = self.changes() if self._claim is not None else {}
        self._claim = claim
        editable = claim.status in ("draft", "submitted")
        self._fill(claim, typed, editable=editable)
        self._allow(claim, editable=editable)
        self._timer.stop() if not typed else self._timer.start()

    def _fill(self, claim: Claim, typed: dict[str, Any], *, editable: bool) -> None:
        self._muted(True)
        if "kind" not in typed:
            self.kind.choose(claim.kind)
        if "party" not in typed:
            self.party.choose(claim.party)
        for name, line in self.lines.items():
            text = _told(claim, name)
            part = "extra" if name in _EXTRA else name
            if part not in typed and line.text() != text:
                line.setText(text)
        for name, edit in self.money.items():
            if name not in typed:
                edit.show_fen(getattr(claim, name))
        if "description" not in typed and self.description.toPlainText() != claim.description:
            self.description.setPlainText(claim.description)
        if "discovered_at" not in typed:
            self._show_moment(claim.discovered_at or claim.created_at)
        if "items" not in typed:
            self.items.show_items(claim.items, editable=editable)
        self._muted(False)

    def _muted(self, muted: bool) -> None:
        for part in (self.description, self.discovered):
            part.blockSignals(muted)

    def _allow(self, claim: Claim, *, editable: bool) -> None:
        payable = editable or claim.status in ("approved", "printed")
        for box in (self.kind, self.party):
            box.setEnabled(editable)
        for name, line in self.lines.items():
            line.setReadOnly(not (payable if name in _PAYEE else editable))
        for edit in self.money.values():
            edit.setReadOnly(not editable)
        self.description.setReadOnly(not editable)
        self.discovered.setReadOnly(not editable)

    def changes(self) -> dict[str, Any]:
        """The facts that differ from the claim as it was shown."""
        claim = self._claim
        if claim is None:
            return {}
        now: dict[str, Any] = {
            "kind": self.kind.code() or claim.kind,
            "party": self.party.code() or claim.party,
            "description": self.description.toPlainText(),
            "items": self.items.rows.items(),
            "discovered_at": self._moment(claim),
            "extra": self._extra(claim),
            **{name: self.lines[name].text().strip() for name in (*_TEXTS, *_PAYEE)},
            **{name: edit.fen for name, edit in self.money.items()},
        }
        return {name: value for name, value in now.items() if value != _kept(claim, name)}

    def flush(self) -> None:
        """Tell now what was changed."""
        self._timer.stop()
        for edit in self.money.values():
            edit.read()
        changed = self.changes()
        if changed:
            self.edited.emit(changed)

    def _extra(self, claim: Claim) -> dict[str, str]:
        told = {name: self.lines[name].text().strip() for name in _EXTRA}
        return {
            name: text for name, text in {**claim.extra, **told}.items() if text or name not in told
        }

    def _show_moment(self, at: int) -> None:
        local = datetime.fromtimestamp(at / 1000, self._zone)
        self.discovered.setDate(QDate(local.year, local.month, local.day))
        self.discovered.setTime(QTime(local.hour, local.minute))

    def _moment(self, claim: Claim) -> int | None:
        """The moment that stands; the one of before when its minute is the same."""
        day, clock = self.discovered.date(), self.discovered.time()
        whole = (day.year(), day.month(), day.day(), clock.hour(), clock.minute())
        before = claim.discovered_at or claim.created_at
        if datetime.fromtimestamp(before / 1000, self._zone).timetuple()[:5] == whole:
            return claim.discovered_at
        return int(datetime(*whole, tzinfo=self._zone).timestamp() * 1000)


def _told(claim: Claim, name: str) -> str:
    return claim.extra.get(name, "") if name in _EXTRA else str(getattr(claim, name))


def _kept(claim: Claim, name: str) -> object:
    return getattr(claim, name)
