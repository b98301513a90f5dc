"""The rows of the list of payments: chosen by a tick, painted in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.text import amounts, fields, payment_words, times
from ui.widgets.chip import chip_in, paint_chip
from ui.widgets.indexes import DISPLAY, ROOT, Index
from ui.widgets.painting import LEFT, RIGHT, inside, paint_ground, paint_words
from workstation.payment_list import PaymentLine

if TYPE_CHECKING:
    from workstation.desk import Desk

_LINE = Qt.ItemDataRole.UserRole
_ALIGN = Qt.ItemDataRole.TextAlignmentRole
#: Columns with their widths; a width of 0 takes what is left.
COLUMNS: Final = (
    ("tick", 40),
    ("number", 108),
    ("state", 128),
    ("amount_fen", 112),
    ("payee", 150),
    ("account", 196),
    ("payee_bank", 0),
    ("since", 110),
)


class PaymentRows(QAbstractTableModel):
    """Payments in order; `ticked()` when other ones are chosen."""

    ticked = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: list[PaymentLine] = []
        self._chosen: set[str] = set()
        self._sorted = (-1, False)

    def show_lines(self, lines: Sequence[PaymentLine]) -> None:
        """Show these; ticks of those that went are gone."""
        self.beginResetModel()
        self._lines = list(lines)
        self._chosen &= {one.uid for one in lines}
        self._sort()
        self.endResetModel()
        self.ticked.emit()

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Order by a column."""
        self.beginResetModel()
        self._sorted = (column, descending)
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        column, descending = self._sorted
        if column < 0:
            return
        name = COLUMNS[column][0]
        key = (
            (lambda one: one.amount_fen)
            if name == "amount_fen"
            else (lambda one: self._text(one, name))
        )
        self._lines.sort(key=key, reverse=descending)

    def line(self, row: int) -> PaymentLine:
        """The payment of a row."""
        return self._lines[row]

    def lines(self) -> tuple[PaymentLine, ...]:
        """What is shown."""
        return tuple(self._lines)

    def place_of(self, uid: str) -> int:
        """The row of a payment, -1 when it is not shown."""
        return next((n for n, one in enumerate(self._lines) if one.uid == uid), -1)

    # ticks

    def chosen(self) -> tuple[PaymentLine, ...]:
        """The payments with a tick, in order."""
        return tuple(one for one in self._lines if one.uid in self._chosen)

    def tick(self, row: int) -> None:
        """Turn the tick of a row over."""
        self._chosen ^= {self._lines[row].uid}
        self._tell()

    def tick_all(self) -> None:
        """Tick all that may go into a file, or take all ticks away when they have one."""
        free = {one.uid for one in self._lines if not one.held}
        self._chosen = set() if self._chosen >= free else free
        self._tell()

    def _tell(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def is_ticked(self, line: PaymentLine) -> bool:
        """Whether a payment has a tick."""
        return line.uid in self._chosen

    # the model

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if way == Qt.Orientation.Vertical:
            return None
        name = COLUMNS[section][0]
        if role == _ALIGN and name == "amount_fen":
            return int(RIGHT)
        if role != DISPLAY:
            return None
        own = {
            "tick": "",
            "state": fields.field("status"),
            "account": fields.field("payee_account"),
            "since": self.tr("Since"),
        }
        return own.get(name, fields.field(name) if name not in own else "")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self._lines[index.row()]
        if role == _LINE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._why(line)
        return self._text(line, COLUMNS[index.column()][0]) if role == DISPLAY else None

    def _why(self, line: PaymentLine) -> str:
        return {
            "waiting": self.tr("The shared database has not taken the approval in yet."),
            "unprinted": self.tr("The form is not printed yet: it goes into no file."),
            "version": self.tr("The claim has another version by now: take this payment back."),
        }.get(line.held, line.file)

    def held(self, line: PaymentLine) -> str:
        """A word for why a payment goes into no file; "" when it may."""
        return {
            "waiting": self.tr("Not confirmed"),
            "unprinted": self.tr("Not printed"),
            "version": self.tr("Out of date"),
        }.get(line.held, "")

    def _text(self, line: PaymentLine, name: str) -> str:
        payment, claim = line.payment, line.claim
        if name == "state":
            return self.held(line) or payment_words.state(line.state)
        if name == "since":
            told = (
                (payment.paid_at or payment.filed_at or payment.requested_at) if payment else None
            )
            return times.ago(told or claim.approved_at, self._desk.clock())
        facts = {
            "number": line.number,
            "amount_fen": amounts.money(line.amount_fen),
            "payee": payment.payee if payment else claim.payee,
            "account": payment.account if payment else claim.payee_account,
            "payee_bank": payment.bank if payment else claim.payee_bank,
        }
        return facts.get(name, "")


class PaymentDelegate(QStyledItemDelegate):
    """Paints a cell: a tick, plain words, sums to the right, the state as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PaymentLine = index.data(_LINE)
        name = COLUMNS[index.column()][0]
        inner = inside(option)
        paint_ground(painter, option)
        model = index.model()
        assert isinstance(model, PaymentRows)
        if name == "tick":
            ticked = model.is_ticked(line)
            icon = "square-check" if ticked else "square"
            colour = "accent" if ticked else "text_faint"
            icons.icon(icon, colour).paint(painter, inner)
            return
        text = str(index.data(DISPLAY))
        if name == "state":
            look = "warn" if line.held else payment_words.LOOKS[line.state]
            paint_chip(painter, chip_in(inner, text), text, look)
            return
        figures = name in ("amount_fen", "account")
        painter.setFont(theme.font("base", bold=name == "amount_fen", tabular=figures))
        painter.setPen(theme.colour("text_muted" if name == "since" else "text"))
        paint_words(painter, inner, text, RIGHT if name == "amount_fen" else LEFT)
