"""The waybill of a new ticket: typed, pasted or taken over, understood at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.intake.existing import ExistingOffer
from ui.intake.rows import Row, RowList
from ui.text import amounts, classes
from ui.timing import after_rest
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.domain.pages import QueueRow
    from workstation.receiving import WaybillFound

REST_MS: Final = 120


class WaybillRow(QWidget):
    """A field, what is known of the parcel, and its open ticket; `found(WaybillFound)` tells."""

    found = Signal(object)
    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = ""
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Waybill, or its last four digits"))
        self.told = label("", "faint")
        self.told.setWordWrap(True)
        self.tails = RowList()
        self.offer = ExistingOffer()
        self.setFocusProxy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        for part in (self.edit, self.told, self.tails, self.offer):
            column.addWidget(part)
        self.told.hide()
        self.tails.hide()
        self._timer = after_rest(self, REST_MS, self._ask)
        self.edit.textChanged.connect(self._on_changed)
        self.tails.picked.connect(lambda key: self.take(key))

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    def take(self, waybill: str) -> None:
        """Put a waybill in."""
        self.edit.setText(waybill)
        self._ask()

    def _on_changed(self) -> None:
        self.changed.emit()
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        asked = self._asked = self.text().strip()
        self._bridge.await_(
            self._bridge.desk.find_waybill(asked), lambda told: self._on_found(asked, told)
        )

    def _on_found(self, asked: str, found: WaybillFound) -> None:
        if asked != self._asked or asked != self.text().strip():
            return
        sentence = self._sentence(found)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        self.tails.show_rows(
            [Row(one, one, icon="package", digit=str(n)) for n, one in enumerate(found.tails, 1)]
        )
        self._offer(found.open_tickets)
        self.found.emit(found)

    def _sentence(self, found: WaybillFound) -> str:
        if not found.number:
            return ""
        parcel = found.parcel
        carriers = " / ".join(name for _code, name in found.carriers)
        if parcel is None and found.tails:
            return ""
        if parcel is None:
            text = self.tr("Not on this desk yet; it will be noted.")
            return f"{carriers} · {text}" if carriers else text
        way = " → ".join(part for part in (parcel.origin, parcel.destination) if part)
        insured = ""
        if parcel.insured_fen:
            insured = self.tr("insured {sum}").format(sum=amounts.money(parcel.insured_fen))
        parts = (carriers, parcel.product, parcel.goods, way, insured)
        return " · ".join(part for part in parts if part)

    def _offer(self, rows: tuple[QueueRow, ...]) -> None:
        if not rows:
            self.offer.offer("", "")
            return
        row = rows[0]
        kind = classes.kind_of_ticket(
            self._bridge.desk.rules.catalogue, row.class_code, row.subtype
        )
        text = self.tr("Ticket {number} about this parcel is open: {kind}, with {owner}.")
        owner = row.owner_name or self.tr("nobody yet")
        self.offer.offer(row.uid, text.format(number=row.number, kind=kind, owner=owner))
