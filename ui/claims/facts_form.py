"""The facts of a claim: who claims, for what, how much, and where the money goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QTime, QTimer, Signal
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.claims.deductions import Deductions
from ui.claims.extra_fields import ExtraFields
from ui.claims.facts_needed import PAYEE_SECTION, SECTIONS, held, needed
from ui.claims.items import ItemsTable, sums
from ui.claims.money_edit import MoneyEdit
from ui.claims.section import Folding, Section
from ui.text import fields, words
from ui.text.claim_codes import code_name
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.form import WideRows
from ui.widgets.pick import PickBox
from workstation.domain.claim import CLAIM_KINDS, PARTIALS, Claim
from workstation.domain.claim_extra import EXTRA
from workstation.domain.ticket import PARTIES

#: Typing rests this long before the facts are kept.
REST_MS: Final = 700
_TEXTS: Final = (
    *("claimant", "claimant_phone", "claimant_id_no", "goods"),
    *("authorisation", "responsible_unit"),
)
_MONEY: Final = ("value_fen", "insured_fen", "freight_fen", "loss_fen", "claimed_fen")
_FURTHER_MONEY: Final = ("salvage_fen", "earlier_fen")
_PAYEE: Final = ("payee", "payee_account", "payee_bank")
#: These stand on a row of their own.
_WIDE: Final = (
    *("packing", "signing", "remarks", "settlement_extra", "assessment_packing"),
    *("assessment_cause", "assessment_liability", "assessment_note", "assessment_present"),
)


class FactsForm(QWidget):
    """`edited(dict)` tells the facts that a person changed, once typing rests."""

    edited = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._claim: Claim | None = None
        self._sent: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.flush)
        self.kind, self.party, self.partial = PickBox(), PickBox(), PickBox()
        self.kind.show_choices([(code, words.claim_kind(code)) for code in CLAIM_KINDS])
        self.party.show_choices([(code, words.party(code)) for code in PARTIES])
        self.partial.show_choices([(code, code_name(code) if code else "–") for code in PARTIALS])
        self.lines = {name: QLineEdit() for name in (*_TEXTS, *_PAYEE)}
        self.money = {name: MoneyEdit() for name in (*_MONEY, *_FURTHER_MONEY)}
        self.extra = ExtraFields(tuple(EXTRA), zone, self._timer.start)
        self.deductions = Deductions()
        self.description = ComposingTextEdit(lines=1, most_lines=8)
        self.discovered = QDateTimeEdit()
        self.discovered.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.discovered.setCalendarPopup(True)
        self.agreed = QLineEdit()
        self.agreed.setReadOnly(True)
        self.items = ItemsTable()
        self.rows = WideRows()
        self.sections = {
            name: Section(self._title(name), headed=name != PAYEE_SECTION) for name in SECTIONS
        }
        self.folding = Folding(
            {name: one for name, one in self.sections.items() if name != PAYEE_SECTION}
        )
        self._lay_out()
        self._connect()

    def _title(self, name: str) -> str:
        return {
            "payee": self.tr("Where the money goes"),
            "right": self.tr("Authorisation"),
            "less": self.tr("Salvage and deductions"),
            "parcel": self.tr("Packing and signing"),
            "assessment": self.tr("Assessment"),
            "settlement": self.tr("Agreement"),
            "payment": self.tr("Booking and remarks"),
        }[name]

    def _lay_out(self) -> None:
        rows = self.rows
        rows.add(fields.field("kind"), self.kind)
        rows.add(self.tr("Claimant is"), self.party)
        rows.add(fields.field("discovered_at"), self.discovered)
        rows.add(fields.field("claimant"), self.lines["claimant"])
        rows.add(self.tr("Phone"), self.lines["claimant_phone"])
        rows.add(self.tr("ID number"), self.lines["claimant_id_no"])
        rows.add(self.tr("Address"), self.extra.editors["applicant_address"], places=2)
        rows.add(fields.field("goods"), self.lines["goods"])
        rows.add(fields.field("items"), self.items, wide=True)
        short = (self.tr("Value"), self.tr("Insured"), self.tr("Freight"), self.tr("Loss"))
        for told, name in zip((*short, self.tr("Claimed")), _MONEY, strict=True):
            rows.add(told, self.money[name])
        rows.add(fields.field("partial"), self.partial)
        rows.add(fields.field("description"), self.description, wide=True)
        self._fill_sections()
        together = [rows, *(section.rows for section in self.sections.values())]
        widest = max(one.names_width() for one in together)
        for one in together:
            one.widest = widest + theme.space("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        column.addWidget(rows)
        for section in self.sections.values():
            column.addWidget(section)
        column.addWidget(self.folding)

    def _fill_sections(self) -> None:
        for name, section in self.sections.items():
            rows = section.rows
            for fact in SECTIONS[name]:
                if fact in EXTRA:
                    self._add_extra(rows, fact)
                elif fact in self.lines:
                    wide, places = fact == "authorisation", 1 + (fact == "payee_account")
                    rows.add(fields.field(fact), self.lines[fact], wide=wide, places=places)
                elif fact in self.money:
                    rows.add(fields.field(fact), self.money[fact])
                elif fact == "agreed_at":
                    rows.add(fields.field(fact), self.agreed)
                else:
                    rows.add(fields.field(fact), self.deductions, wide=True)

    def _add_extra(self, rows: WideRows, name: str) -> None:
        rows.add(self.extra.label(name), self.extra.editors[name], wide=name in _WIDE)

    def _connect(self) -> None:
        for box in (self.kind, self.party, self.partial):
            box.picked.connect(lambda _code: self._timer.start())
        for line in self.lines.values():
            line.textEdited.connect(lambda _text: self._timer.start())
        self.lines["payee_account"].textEdited.connect(lambda _text: self._pay_claimant())
        for name, edit in self.money.items():
            edit.entered.connect(lambda _fen: self._timer.start())
            edit.complained.connect(lambda told, edit=edit: self._complain(edit, told))
            edit.setAccessibleName(fields.field(name))
        self.extra.complained = self._complain
        self.deductions.edited.connect(self._timer.start)
        self.deductions.complained.connect(lambda told: self._complain(self.deductions, told))
        self.description.textChanged.connect(self._timer.start)
        self.discovered.dateTimeChanged.connect(lambda _at: self._timer.start())
        self.items.edited.connect(self._on_items)

    def _complain(self, editor: QWidget, told: str) -> None:
        """Say what cannot be read by the field it was typed into."""
        rows = editor.parentWidget()
        if isinstance(rows, WideRows):
            rows.complain(editor, told)

    def _pay_claimant(self) -> None:
        """Who claims is paid, unless somebody else is named."""
        payee = self.lines["payee"]
        if not payee.text().strip() and not payee.isReadOnly():
            payee.setText(self.lines["claimant"].text().strip())

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
            self.items.table.finish()  # an open cell is the other claim's
            self.folding.forget()
        typed = self.changes() if self._claim is not None else {}
        self._claim, self._sent = claim, {}
        editable = claim.status in ("draft", "submitted")
        self._fill(claim, typed, editable=editable)
        self._allow(claim, editable=editable)
        self.folding.show_needed(needed(claim), held(claim))
        self._timer.stop() if not typed else self._timer.start()

    def show_field(self, name: str) -> None:
        """Put the keyboard into the field of a fact, and open the section that it is in."""
        editor = self.extra.editors.get(name) or self.lines.get(name) or self.money.get(name)
        others = {"deductions": self.deductions, "items": self.items, "partial": self.partial,
                  "kind": self.kind, "party": self.party, "description": self.description}  # fmt: skip
        editor = editor or others.get(name)
        if editor is None:
            return
        section = next((code for code, facts in SECTIONS.items() if name in facts), "")
        if section not in ("", PAYEE_SECTION):
            self.folding.open(section)
        editor.setFocus()

    def _fill(self, claim: Claim, typed: dict[str, Any], *, editable: bool) -> None:
        self._muted(True)
        for name, box in (("kind", self.kind), ("party", self.party), ("partial", self.partial)):
            if name not in typed:
                box.choose(getattr(claim, name))
        for name, line in self.lines.items():
            text = str(getattr(claim, name))
            if name not in typed and line.text() != text:
                line.setText(text)
        for name, edit in self.money.items():
            if name not in typed:
                edit.show_fen(getattr(claim, name))
        if "extra" not in typed:
            self.extra.show(claim.extra)
        if "deductions" not in typed:
            self.deductions.show_stored(claim.deductions, writable=editable)
        if "description" not in typed and self.description.toPlainText() != claim.description:
            self.description.setPlainText(claim.description)
        if "discovered_at" not in typed:
            self._show_moment(claim.discovered_at or claim.created_at)
        self.lines["payee"].setPlaceholderText(claim.claimant)
        agreed = claim.agreed_at
        local = datetime.fromtimestamp(agreed / 1000, self._zone) if agreed is not None else None
        self.agreed.setText(f"{local:%Y-%m-%d %H:%M}" if local is not None else "–")
        if "items" not in typed:
            self.items.show_items(claim.items, editable=editable)
        self._muted(False)

    def _muted(self, muted: bool) -> None:
        for part in (self.description, self.discovered):
            part.blockSignals(muted)

    def _allow(self, claim: Claim, *, editable: bool) -> None:
        payable = editable or claim.status in ("approved", "printed")
        for box in (self.kind, self.party, self.partial):
            box.setEnabled(editable)
        for name, line in self.lines.items():
            line.setReadOnly(not (payable if name in _PAYEE else editable))
        for edit in self.money.values():
            edit.setReadOnly(not editable)
        self.extra.allow(lambda _name: editable)
        self.description.setReadOnly(not editable)
        self.discovered.setEnabled(editable)

    def changes(self) -> dict[str, Any]:
        """The facts that differ from the claim as it was shown."""
        claim = self._claim
        if claim is None:
            return {}
        now: dict[str, Any] = {
            "kind": self.kind.code() or claim.kind,
            "party": self.party.code() or claim.party,
            "partial": self.partial.code() or "",
            "description": self.description.toPlainText(),
            "items": self.items.rows.items(),
            "discovered_at": self._moment(claim),
            "extra": self._extra(claim),
            "deductions": self.deductions.stored(),
            **{name: line.text().strip() for name, line in self.lines.items()},
            **{name: edit.fen for name, edit in self.money.items()},
        }
        # what was told and put back before the claim came again is told once more
        return {
            name: value
            for name, value in now.items()
            if value != getattr(claim, name) or value != self._sent.get(name, value)
        }

    def flush(self) -> None:
        """Tell now what was changed."""
        self.items.table.finish()
        self._timer.stop()
        for edit in self.money.values():
            edit.read()
        changed = self.changes()
        if changed:
            self._sent |= changed
            self.edited.emit(changed)

    def _extra(self, claim: Claim) -> dict[str, str]:
        """What stands in the fields beside what the claim keeps; nothing is kept of empty ones."""
        told = {name: text for name, text in self.extra.texts().items()
                if text != claim.extra.get(name, "")}  # fmt: skip
        both = {**claim.extra, **told}
        return {name: text for name, text in both.items() if text or name not in told}

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
