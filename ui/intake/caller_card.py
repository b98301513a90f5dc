"""Who is on the line: customers, open tickets, parcels, earlier tickets of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.intake.rows import Row, RowList
from ui.text import classes, times, words
from ui.widgets.labels import label
from workstation.domain.pages import QueueRow
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.receiving import CallerFound

_NEW = "customer:"
#: How many open tickets, parcels and earlier tickets are shown: all there is room for, or few.
_ALL = (8, 9, 5)
_FEW = (3, 5, 1)
_LEAST = (3, 0, 0)


class CallerCard(QFrame):
    """The caller at a glance; what is on it can be chosen.

    `customer_chosen(uid)` ("" for a new one), `ticket_chosen(uid)`, `parcel_chosen(waybill)`.
    """

    customer_chosen = Signal(str)
    ticket_chosen = Signal(str)
    parcel_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._desk = desk
        self._found: CallerFound | None = None
        self._chosen = ""
        self._shown = _ALL
        self.title = label("", "strong")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.list = RowList()
        column = QVBoxLayout(self)
        edge = theme.space("small")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("tight"))
        for part in (self.title, self.about, self.list):
            column.addWidget(part)
        self.list.picked.connect(self._on_picked)
        self.show_found(None)

    @property
    def customers(self) -> tuple[Customer, ...]:
        """The customers that may be calling."""
        return self._found.card.customers if self._found else ()

    @property
    def parcels(self) -> tuple[Parcel, ...]:
        """The parcels of this number."""
        return self._found.card.parcels if self._found else ()

    def show_found(self, found: CallerFound | None, chosen: str = "") -> None:
        """Show what the desk found; None while no number was given."""
        self._found, self._chosen = found, chosen
        title, about = self._words(found)
        self.title.setText(title)
        self.about.setText(about)
        self.title.setVisible(bool(title))
        self.about.setVisible(bool(about))
        self.list.show_rows(self._rows(found) if found else ())

    def make_room(self, *, narrow: bool, parcel_known: bool) -> None:
        """Show less where the card stands above the words that are to be typed."""
        shown = _ALL if not narrow else _LEAST if parcel_known else _FEW
        if shown != self._shown:
            self._shown = shown
            self.show_found(self._found, self._chosen)

    def choose(self, customer: str) -> None:
        """Mark the customer that the ticket will belong to."""
        self.show_found(self._found, customer)

    def take_digit(self, digit: str) -> bool:
        """Choose the parcel of that digit; returns whether there is one."""
        return self.list.pick_digit(digit)

    def _words(self, found: CallerFound | None) -> tuple[str, str]:
        if found is None:
            hint = self.tr("Type the caller's number, its last four digits, or a name.")
            return "", hint
        if found.number.hidden and not found.card.number:
            hint = self.tr("Ask for the waybill or a number to call back.")
            return (self.tr("Hidden number"), hint) if found.number.given else ("", hint)
        person = self._customer()
        if person is not None:
            return self._told(person), person.note or person.address
        if found.card.customers:
            sentence = self.tr("{n} customers fit. Choose one, or go on as a new one.")
            return sentence.format(n=len(found.card.customers)), ""
        if found.card.open_tickets or found.card.recent_tickets or found.card.parcels:
            return self.tr("No customer yet, but known here"), ""
        sentence = self.tr("Nobody is known under {number}. A new customer will be made.")
        return sentence.format(number=found.number.kept or found.card.number), ""

    def _customer(self) -> Customer | None:
        people = self.customers
        if self._found is not None and len(people) == 1 and not self._found.guessed:
            return people[0]
        return next((one for one in people if one.uid == self._chosen), None)

    def _told(self, person: Customer) -> str:
        parts = [person.name or self.tr("No name"), words.customer_kind(person.kind)]
        if person.vip:
            parts.append(self.tr("VIP"))
        if person.company and person.company != person.name:
            parts.append(person.company)
        return " · ".join(parts)

    def _rows(self, found: CallerFound) -> list[Row]:
        card = found.card
        rows: list[Row] = []
        if len(card.customers) > 1 or (found.guessed and card.customers):
            rows.append(Row("", self.tr("Who is it?")))
            rows += [self._person(one) for one in card.customers]
            rows.append(Row(_NEW, self.tr("Somebody else"), icon="user-plus"))
        opened, parcels, earlier = self._shown
        if card.open_tickets:
            rows.append(self._heading(self.tr("Open tickets"), len(card.open_tickets), opened))
            rows += [self._ticket(one) for one in card.open_tickets[:opened]]
        if card.parcels and parcels:
            title = self.tr("Parcels: Alt and the digit take one over")
            rows.append(self._heading(title, len(card.parcels), parcels))
            rows += [self._parcel(n, one) for n, one in enumerate(card.parcels[:parcels], 1)]
        if card.recent_tickets and earlier:
            title = self.tr("Earlier tickets")
            rows.append(self._heading(title, len(card.recent_tickets), earlier))
            rows += [self._ticket(one) for one in card.recent_tickets[:earlier]]
        return rows

    def _heading(self, title: str, count: int, shown: int) -> Row:
        return Row("", f"{title} ({count})" if count > shown else title)

    def _person(self, one: Customer) -> Row:
        about = " · ".join(part for part in (one.company, one.address, one.phone) if part)
        kind = words.customer_kind(one.kind)
        marked = one.uid == self._chosen
        return Row(f"{_NEW}{one.uid}", one.name, about, kind, icon="user", marked=marked)

    def _ticket(self, one: QueueRow) -> Row:
        catalogue = self._desk.rules.catalogue
        kind = classes.kind_of_ticket(catalogue, one.class_code, one.subtype)
        about = f"{kind} · {one.subject}" if kind else one.subject
        look = f"status_{one.status}"
        return Row(f"ticket:{one.uid}", one.number, about, words.status(one.status), look, "tag")

    def _parcel(self, place: int, one: Parcel) -> Row:
        way = " → ".join(part for part in (one.origin, one.destination) if part)
        about = " · ".join(part for part in (one.goods, way) if part)
        when = times.day(one.posted_at, self._desk.zone)[5:]
        return Row(f"parcel:{one.waybill}", one.waybill, about, when, digit=str(place))

    def _on_picked(self, key: str) -> None:
        kind, _, value = key.partition(":")
        signals = {
            "customer": self.customer_chosen,
            "ticket": self.ticket_chosen,
            "parcel": self.parcel_chosen,
        }
        signals[kind].emit(value)
