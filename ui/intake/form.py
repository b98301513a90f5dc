"""The fields of a new ticket, in the order in which a call tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.intake.facts import IntakeFacts
from ui.intake.paste_box import PasteBox
from ui.intake.segments import Segments
from ui.intake.type_pick import TypePick
from ui.intake.waybill_row import WaybillRow
from ui.text import words
from ui.widgets.chip import Chip
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.form import FormRows
from workstation.domain.ticket import PARTIES, PRIORITIES

if TYPE_CHECKING:
    from workstation.receiving import Number, Understood

_CHANNELS = ("phone", "chat", "sms", "email", "web")
_LABELS = 76
#: What is wrong with a number, as looks of a chip.
_LOOKS = {"hidden": "neutral", "masked": "warn", "area_code_missing": "neutral"}


class IntakeForm(QWidget):
    """All fields. `caller` is the upper part (who), this widget the lower one (what).

    `changed` tells every change, `number_changed`, `words_changed` the two that are looked up.
    """

    changed = Signal()
    number_changed = Signal()
    words_changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.customer = ""
        self.party_by_hand = False
        self._filled: dict[str, str] = {}
        self.number = QLineEdit()
        self.number.setPlaceholderText(self.tr("Caller's number or name"))
        self.number_told = Chip()
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name"))
        self.paste = PasteBox(bridge)
        self.party = Segments([(code, words.party(code)) for code in PARTIES])
        self.waybill = WaybillRow(bridge)
        self.words = ComposingTextEdit(lines=4, most_lines=10)
        self.words.setPlaceholderText(self.tr("What the customer says"))
        self.type = TypePick()
        self.mood = Segments([(level, words.intensity(level)) for level in (0, 1, 2)])
        told = [(0, self.tr("By the rules")), *((p, words.priority(p)) for p in PRIORITIES)]
        self.priority = Segments(told)
        self.channel = Segments([(code, words.channel(code)) for code in _CHANNELS])
        self.address = QLineEdit()
        self.caller = FormRows(label_width=_LABELS)
        self.rows = FormRows(label_width=_LABELS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        row.addWidget(self.number, 4)
        row.addWidget(self.number_told)
        row.addWidget(self.name, 5)
        line.setFocusProxy(self.number)
        self.number_told.hide()
        self.caller.add(self.tr("&Number"), line).setBuddy(self.number)
        self.rows.add(self.tr("Caller is"), self.party)
        self.rows.add(self.tr("Way&bill"), self.waybill)
        self.rows.add(self.tr("&Words"), self.words)
        self.rows.add(self.tr("&Type"), self.type)
        self.rows.add(self.tr("Moo&d"), self.mood)
        self.rows.add(self.tr("Pr&iority"), self.priority)
        self.rows.add(self.tr("C&hannel"), self.channel)
        self.rows.add(self.tr("&Address"), self.address)
        self.rows.add(self.tr("&Paste"), self.paste)
        self.party.setToolTip(self.tr("Alt+S sender, Alt+R receiver, Alt+M merchant"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)

    def _connect(self) -> None:
        self.number.textChanged.connect(self.number_changed)
        self.name.textEdited.connect(lambda _text: self._filled.pop("name", None))
        self.address.textEdited.connect(lambda _text: self._filled.pop("address", None))
        self.words.textChanged.connect(self.words_changed)
        for line in (self.number, self.name, self.address):
            line.textChanged.connect(self.changed)
        self.party.picked.connect(self._on_party)
        for segments in (self.party, self.mood, self.priority, self.channel):
            segments.picked.connect(self.changed)
        for part in (self.paste.changed, self.waybill.changed, self.type.changed):
            part.connect(self.changed)
        self.words.textChanged.connect(self.changed)
        self.paste.understood.connect(self.fill)
        self.paste.words_wanted.connect(self.add_words)

    def _on_party(self, _code: object) -> None:
        self.party_by_hand = True

    def facts(self, take: bool) -> IntakeFacts:
        """What stands in the fields."""
        return IntakeFacts(
            number=self.number.text(),
            name=self.name.text(),
            customer=self.customer,
            party=str(self.party.code()),
            waybill=self.waybill.text(),
            address=self.address.text(),
            words=self.words.toPlainText(),
            paste=self.paste.text(),
            subtype=self.type.code(),
            by_hand=self.type.by_hand,
            intensity=_whole(self.mood.code()),
            priority=_whole(self.priority.code()),
            channel=str(self.channel.code()),
            take=take,
        )

    def show_facts(self, facts: IntakeFacts) -> None:
        """Show an intake; nothing is told but what has to be looked up."""
        self._filled = {}
        self.customer = facts.customer
        self.party_by_hand = not facts.empty and bool(facts.waybill)
        self.number.setText(facts.number)
        self.name.setText(facts.name)
        self.paste.show_text(facts.paste)
        self.party.choose(facts.party)
        self.words.setPlainText(facts.words)
        self.type.choose(facts.subtype, by_hand=facts.by_hand)
        self.mood.choose(facts.intensity)
        self.priority.choose(facts.priority)
        self.channel.choose(facts.channel)
        self.address.setText(facts.address)
        self.waybill.take(facts.waybill)

    def show_number(self, number: Number | None) -> None:
        """Say what the number is, when there is something to say."""
        if number is None or not number.given.strip():
            self.number_told.show_word("", "neutral")
            return
        text = self._number_words().get(number.problem, "")
        self.number_told.show_word(text, _LOOKS.get(number.problem, "warn"))

    def _number_words(self) -> dict[str, str]:
        return {
            "hidden": self.tr("Hidden number"),
            "masked": self.tr("Masked"),
            "letters": self.tr("Not a number"),
            "too_short": self.tr("Too short"),
            "too_long": self.tr("Too long"),
            "unknown_plan": self.tr("Unusual number"),
            "area_code_missing": self.tr("No area code"),
        }

    def fill(self, told: Understood) -> None:
        """Put what a pasted text said into fields that no person filled."""
        self._put(self.name, "name", told.name)
        self._put(self.address, "address", told.address)
        if (told.phone and not self.number.text().strip()) or self._is_ours("number"):
            self._put(self.number, "number", told.phone)
        if told.waybill and (not self.waybill.text().strip() or self._is_ours("waybill")):
            self._filled["waybill"] = told.waybill
            self.waybill.take(told.waybill)

    def fill_person(self, name: str, address: str) -> None:
        """Put a known customer's name and address into fields that no person filled."""
        self._put(self.name, "name", name)
        self._put(self.address, "address", address)

    def _is_ours(self, field: str) -> bool:
        edits: dict[str, QLineEdit | WaybillRow] = {
            "number": self.number,
            "waybill": self.waybill,
        }
        return field in self._filled and edits[field].text() == self._filled[field]

    def _put(self, line: QLineEdit, field: str, text: str) -> None:
        stands = line.text().strip()
        if text and (not stands or stands == self._filled.get(field)):
            self._filled[field] = text
            line.setText(text)

    def add_words(self, text: str) -> None:
        """Put a text at the end of the words."""
        before = self.words.toPlainText().rstrip()
        self.words.setPlainText(f"{before}\n{text}" if before else text)


def _whole(code: object) -> int:
    return code if isinstance(code, int) else 0
