"""The customer's card: who it is, masked until there is a reason, and what was before."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.text import times, words
from ui.ticket.masks import masked_address, masked_email, masked_phone
from ui.ticket.names import Names
from ui.ticket.section import Facts, Section
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.pages import QueueRow, TicketDetail

_EARLIER = 6


class CustomerCard(Section):
    """Shows the customer of a ticket.

    `reveal_wanted` asks for the hidden facts; `correct_wanted` to correct them;
    `ticket_wanted(uid)` for an earlier ticket.
    """

    reveal_wanted = Signal()
    correct_wanted = Signal()
    ticket_wanted = Signal(str)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("user", "", parent)
        self._names = names
        self._detail: TicketDetail | None = None
        self._revealed: set[str] = set()
        self.head.title.setText(self.tr("Customer"))
        self.head.setAccessibleName(self.tr("Customer"))
        self.facts = Facts()
        self.reveal = Button(self.tr("Show hidden facts…"), "eye", "flat", self.reveal_wanted.emit)
        self._heading = label("", "section")
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.column.addWidget(self.facts)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.reveal)
        row.addWidget(Button(self.tr("Correct…"), "pencil", "flat", self.correct_wanted.emit))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._list)

    def show_detail(self, detail: TicketDetail) -> None:
        """Show a ticket's customer; what was revealed of another ticket is hidden again."""
        if self._detail is None or self._detail.ticket.uid != detail.ticket.uid:
            self._revealed.clear()
        self._detail = detail
        self._show()
        self._show_earlier(detail.earlier)

    def show_hidden(self, fields: Iterable[str]) -> None:
        """Show these facts in full, until another ticket is opened."""
        self._revealed.update(fields)
        self._show()

    def hidden_fields(self) -> list[tuple[str, str]]:
        """Facts that are hidden now: (field, its name)."""
        if self._detail is None:
            return []
        found = {name: value for name, value, _ in self._private() if value}
        return [(name, self._names.field(name)) for name in found if name not in self._revealed]

    def plain(self, field: str) -> str:
        """A fact in full."""
        return next((value for name, value, _ in self._private() if name == field), "")

    def _private(self) -> list[tuple[str, str, str]]:
        """(field, value, masked value) of the facts that are hidden."""
        assert self._detail is not None
        ticket, customer = self._detail.ticket, self._detail.customer
        phone = ticket.phone or (customer.phone if customer else "")
        second = customer.phone2 if customer else ""
        email = ticket.email or (customer.email if customer else "")
        address = ticket.address or (customer.address if customer else "")
        return [
            ("phone", phone, masked_phone(phone)),
            ("phone2", second, masked_phone(second)),
            ("email", email, masked_email(email) if email else ""),
            ("address", address, masked_address(address) if address else ""),
        ]

    def _show(self) -> None:
        if self._detail is None:
            return
        ticket, customer = self._detail.ticket, self._detail.customer
        shown = {
            field: value if field in self._revealed else masked
            for field, value, masked in self._private()
        }
        name = ticket.customer_name or (customer.name if customer else "")
        kind = words.customer_kind(customer.kind) if customer else ""
        vip = self.tr("VIP") if customer and customer.vip else ""
        earlier = len(self._detail.earlier)
        told = self.tr("{n} earlier").format(n=earlier) if earlier else ""
        party = words.party(ticket.party)
        parts = (name, party, shown["phone"], vip, told)
        self.head.summary.setText(" · ".join(part for part in parts if part))
        self.facts.show_facts(
            [
                (self._names.field("customer"), " · ".join(p for p in (name, vip, party) if p)),
                *((self._names.field(field), value) for field, value in shown.items()),
                (self._names.field("company"), customer.company if customer else ""),
                (self._names.field("kind"), kind),
                (self._names.field("note"), customer.note if customer else ""),
            ]
        )
        self.reveal.setVisible(bool(self.hidden_fields()))

    def _show_earlier(self, rows: tuple[QueueRow, ...]) -> None:
        empty(self._lines)
        self._heading.setText(self.tr("Earlier tickets ({n})").format(n=len(rows)))
        self._heading.setVisible(bool(rows))
        for row in rows[:_EARLIER]:
            self._lines.addWidget(self._line(row))

    def _line(self, row: QueueRow) -> Button:
        parts = [
            row.number,
            words.status(row.status),
            self._names.class_name(row.subtype or row.class_code),
            words.claim_status(row.claim_status) if row.claim_status else "",
            times.ago(row.created_at, self._names.now),
        ]
        made = Button(" · ".join(p for p in parts if p), "", "link")
        made.setToolTip(row.subject)
        uid = row.uid
        made.clicked.connect(lambda: self.ticket_wanted.emit(uid))
        made.setMinimumHeight(theme.size("small_control"))
        return made
