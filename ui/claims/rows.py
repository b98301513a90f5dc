"""The rows of the list of claims, and how they are painted."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QObject,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.claims import turns
from ui.claims.list_reading import Line, read_lines
from ui.text import amounts, claim_words, fields, times, words
from ui.widgets.chip import chip_in, paint_chip
from ui.widgets.indexes import DISPLAY, ROOT, Index
from ui.widgets.painting import LEFT, RIGHT, inside, paint_ground, paint_words
from workstation.claim_list import ClaimPlace
from workstation.domain.claim import Claim
from workstation.domain.claim_stage import ClaimStage

if TYPE_CHECKING:
    from workstation.desk import Desk

_LINE = Qt.ItemDataRole.UserRole
_ALIGN = Qt.ItemDataRole.TextAlignmentRole
_MARKED = Qt.ItemDataRole.UserRole + 1
#: Columns with their widths, and those where there is room; a width of 0 takes what is left.
COLUMNS: Final = (
    ("number", 96, 96),
    ("stage", 152, 196),
    ("turn", 92, 116),
    ("due_at", 124, 124),
    ("kind", 72, 128),
    ("claimant", 92, 152),
    ("goods", 0, 0),
    ("waybill", 140, 140),
    ("approved_fen", 96, 96),
    ("payee", 88, 152),
    ("age", 80, 80),
)
#: The goods have so much before other columns get more than they need.
_GOODS: Final = 160
_TICK: Final = 14
_MONEY: Final = ("approved_fen",)
#: Of a claim that went away while it was in sight.
_NOWHERE: Final = ClaimPlace(ClaimStage("draft", "", None, 0, 0))
LOOKS: Final = {
    "draft": "neutral",
    "submitted": "status_new",
    "approved": "status_open",
    "printed": "status_waiting",
    "paid": "good",
    "rejected": "bad",
    "withdrawn": "status_closed",
}


#: Rows that are read together when they come into sight, and kept.
_BLOCK: Final = 32
_KEPT: Final = 4_096
#: So many claims may be chosen at once.
MOST_MARKED: Final = 500


def widths(room: int) -> list[int]:
    """The columns' widths in so much room, at the usual scale: more where the goods have enough."""
    least = sum(one for _name, one, _wide in COLUMNS)
    most = sum(wide for _name, _one, wide in COLUMNS)
    spare = max(0, min(room - least - _GOODS, most - least))
    return [one + (wide - one) * spare // (most - least) for _name, one, wide in COLUMNS]


class ClaimRows(QAbstractTableModel):
    """Claims by their row numbers; what a row tells is read when it comes into sight."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: array[int] = array("q")
        self._lines: dict[int, Line] = {}
        #: The claims (their row numbers) that were chosen for something that is done to many.
        self.marked: set[int] = set()

    def show_rows(self, rows: array[int], lines: Mapping[int, Line]) -> None:
        """Show these, of which some lines are at hand; what is shown already stays in place."""
        self._lines = dict(lines)
        shown = len(self._rows)
        if shown and rows[:shown] == self._rows:
            if len(rows) > shown:
                self.beginInsertRows(ROOT, shown, len(rows) - 1)
                self._rows = rows
                self.endInsertRows()
            self.dataChanged.emit(self.index(0, 0), self.index(shown - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def all_rows(self) -> array[int]:
        """The claims' row numbers in the order of the list."""
        return self._rows

    def line(self, row: int) -> Line:
        """What a row tells; read with its neighbours where it is not at hand."""
        found = self._lines.get(self._rows[row])
        if found is None:
            if len(self._lines) > _KEPT:
                self._lines.clear()
            start = row - row % _BLOCK
            wanted = [one for one in self._rows[start : start + _BLOCK] if one not in self._lines]
            self._lines.update(read_lines(self._desk.read, self._desk, wanted))
            found = self._lines.get(self._rows[row])
        return found or Line(Claim("", "", "", 0), _NOWHERE, "")

    def mark(self, rows: range, *, on: bool) -> None:
        """Choose the claims of rows, `MOST_MARKED` at most, or let them go."""
        given = set(self._rows[max(rows.start, 0) : max(rows.stop, 0)])
        kept = self.marked | given if on else self.marked - given
        if len(kept) > MOST_MARKED:
            kept = set([row for row in self._rows if row in kept][:MOST_MARKED])
        self.marked = kept
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def is_marked(self, row: int) -> bool:
        """Whether the claim of a row is chosen."""
        return self._rows[row] in self.marked

    def marked_count(self) -> int:
        """How many of the chosen claims are shown."""
        return sum(row in self.marked for row in self._rows) if self.marked else 0

    def chosen(self) -> list[Claim]:
        """The chosen claims that are shown, in the order of the list."""
        if not self.marked:
            return []
        wanted = [row for row in self._rows if row in self.marked]
        known = self._desk.read.claims_at(wanted)
        return [known[row] for row in wanted if row in known]

    def claim(self, row: int) -> Claim:
        """The claim of a row."""
        return self.line(row).claim

    def place_of(self, uid: str) -> int:
        """The row of a claim, -1 when it is not shown."""
        row = self._desk.read.claim_row(uid) if uid else 0
        try:
            return self._rows.index(row)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if way == Qt.Orientation.Vertical:
            return None
        name = COLUMNS[section][0]
        if role == _ALIGN and name in _MONEY:
            return int(RIGHT)
        if role != DISPLAY:
            return None
        own = {
            "turn": self.tr("To do"),
            "age": self.tr("Age"),
            "approved_fen": self.tr("Amount"),
            "stage": self.tr("Stage"),
            "due_at": self.tr("Until"),
        }
        return own.get(name) or fields.field(name)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == _MARKED:
            return self.is_marked(index.row())
        if role not in (_LINE, DISPLAY):
            return None
        line = self.line(index.row())
        return line if role == _LINE else self._text(line, COLUMNS[index.column()][0])

    def _text(self, line: Line, name: str) -> str:
        claim = line.claim
        if name == "stage":
            return self._stage(line.place)
        if name == "due_at":
            return times.time_left(line.place.due_at, self._desk.clock()).text
        if name == "turn":
            return self._turn(line.turn)
        if name == "kind":
            return words.claim_kind(claim.kind)
        if name == "approved_fen":
            return amounts.money(turns.amount_of(claim))
        if name == "age":
            return times.ago(claim.created_at, self._desk.clock())
        return str(getattr(claim, name))

    def _stage(self, place: ClaimPlace) -> str:
        return claim_words.stage(place.stage.stage) if place.accepted else self.tr("Not confirmed")

    def look(self, line: Line) -> str:
        """The colours of a claim's stage."""
        return LOOKS[line.claim.status] if line.place.accepted else "warn"

    def due_look(self, line: Line) -> str:
        """The colour of the time that is left."""
        look = times.time_left(line.place.due_at, self._desk.clock()).look
        return "bad" if look == "time_overdue" else look  # that one is for words on red

    def _turn(self, act: str) -> str:
        return {
            "submit": self.tr("Submit"),
            "approve": self.tr("Approve"),
            "mend": self.tr("Mend"),
            "print": self.tr("Print"),
            "sign": self.tr("Have signed"),
            "request": self.tr("Ask to pay"),
            "pay": self.tr("Pay"),
        }.get(act, "")


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: plain words, sums to the right, the status as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        claim = line.claim
        name = COLUMNS[index.column()][0]
        marked = bool(index.data(_MARKED))
        paint_ground(painter, option, "accent_soft" if marked else "")
        inner = inside(option)
        text = str(index.data(DISPLAY))
        if index.column() == 0 and (marked or claim.bundle):
            sign = "check" if marked else "link"
            tick = icons.pixmap(sign, "accent", _TICK, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.right() - _TICK, inner.center().y() - _TICK // 2, tick)
        rows = index.model()
        assert isinstance(rows, ClaimRows)
        if name == "stage":
            room = inner.width() - 2 * theme.space("small")
            metrics = QFontMetrics(theme.font("small"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            paint_chip(painter, chip_in(inner, text), shown, rows.look(line))
            return
        money = name in _MONEY
        bold = name in ("approved_fen", "turn")
        painter.setFont(theme.font("base", bold=bold, tabular=money or name == "waybill"))
        faint = money and claim.approved_fen is None and name == "approved_fen"
        told = {"turn": "accent", "age": "text_muted", "due_at": rows.due_look(line)}
        colour = told.get(name, "text_muted" if faint else "text")
        painter.setPen(theme.colour(colour))
        paint_words(painter, inner, text, RIGHT if money else LEFT)
