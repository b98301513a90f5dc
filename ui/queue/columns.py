"""The columns that the list of tickets offers, and the orders that their headers stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import fields, words
from workstation.domain.ticket import GROUPS, PRIORITIES, STATUSES
from workstation.domain.view import ORDERS


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` in pixels at text size 100 %, `shown` unless a person says otherwise.

    `orders` are those that a click on its header goes through; only indexed ones are offered.
    """

    code: str
    width: int
    shown: bool = True
    orders: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name in the header."""
        if self.code == "type":
            return QCoreApplication.translate("queue", "Type")
        return "" if self.code == "mark" else fields.field(self.code)


#: The ticks for acts on many tickets; always first, never hidden.
MARK: Final = 0
#: Cells of these hold one of a few words, and are wide enough for the longest.
FEW_WORDS: Final[dict[str, Callable[[], Iterable[str]]]] = {
    "group_code": lambda: map(words.group, GROUPS),
    "status": lambda: map(words.status, STATUSES),
    "priority": lambda: map(words.priority, PRIORITIES),
}
COLUMNS: Final = (
    Column("mark", 36),
    Column("number", 92, orders=("number",)),
    Column("due_at", 126, orders=("due_at",)),
    Column("type", 150),
    Column("subject", 250),
    Column("customer_name", 84),
    Column("waybill", 138),
    Column("group_code", 84),
    Column("owner", 72),
    Column("status", 92),
    Column("last_activity_at", 96, orders=("-last_activity_at",)),
    Column("priority", 68, orders=("-priority",)),
    Column("channel", 80, shown=False),
    Column("region", 80, shown=False),
    Column("phone", 120, shown=False),
    Column("created_at", 100, shown=False, orders=("-created_at", "created_at")),
)
PLACES: Final = {column.code: place for place, column in enumerate(COLUMNS)}
DEFAULT: Final = tuple(column.code for column in COLUMNS[MARK + 1 :] if column.shown)


def next_order(code: str, order: str) -> str:
    """The order that a click on a column's header leads to; "" when it offers none."""
    offered = [one for one in COLUMNS[PLACES[code]].orders if one in ORDERS]
    if not offered:
        return ""
    if order in offered:
        return offered[(offered.index(order) + 1) % len(offered)]
    return offered[0]


def column_of(order: str) -> tuple[str, bool]:
    """The column that shows an order's arrow, and whether it points down; ("", False) if none."""
    code = order.lstrip("-")
    return (code, order.startswith("-")) if code in PLACES else ("", False)
