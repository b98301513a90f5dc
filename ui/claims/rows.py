"""The rows of the list of claims, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.claims import turns
from ui.text import amounts, claim_words, fields, times, words
from ui.widgets.chip import chip_width, paint_chip
from workstation.claim_list import ClaimPlace
from workstation.domain.claim import Claim
from workstation.domain.claim_stage import STAGES

if TYPE_CHECKING:
    from workstation.desk import Desk

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_CLAIM = Qt.ItemDataRole.UserRole
_ALIGN = Qt.ItemDataRole.TextAlignmentRole
_MARKED = Qt.ItemDataRole.UserRole + 1
_ROOT: Final = QModelIndex()
#: Columns with their widths; a width of 0 takes what is left.
COLUMNS: Final = (
    ("number", 96),
    ("stage", 152),
    ("turn", 92),
    ("due_at", 100),
    ("kind", 72),
    ("claimant", 92),
    ("goods", 0),
    ("waybill", 140),
    ("approved_fen", 96),
    ("payee", 88),
    ("age", 80),
)
_TICK: Final = 14
_MONEY: Final = ("approved_fen",)
#: A claim without an end to wait for comes last.
_NEVER: Final = 1 << 62
LOOKS: Final = {
    "draft": "neutral",
    "submitted": "status_new",
    "approved": "status_open",
    "printed": "status_waiting",
    "paid": "good",
    "rejected": "bad",
    "withdrawn": "status_closed",
}


class ClaimRows(QAbstractTableModel):
    """Claims in order: those that wait for this person first, then the newest."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._claims: list[Claim] = []
        self._places: Mapping[str, ClaimPlace] = {}
        self._sorted = (-1, False)
        #: The claims that were chosen for something that is done to many.
        self.marked: set[str] = set()

    def show_claims(self, claims: Sequence[Claim], places: Mapping[str, ClaimPlace]) -> None:
        """Show these, with how far each of them is."""
        self.beginResetModel()
        self._claims = list(claims)
        self._places = places
        self._sort()
        self.endResetModel()

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Order by a column; -1 gives the usual order back."""
        self.beginResetModel()
        self._sorted = (column, descending)
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        column, descending = self._sorted
        if column < 0:
            self._claims.sort(key=lambda one: (not self._waits_for(one), -one.created_at))
            return
        self._claims.sort(key=self._key(COLUMNS[column][0]), reverse=descending)

    def _waits_for(self, claim: Claim) -> str:
        desk, place = self._desk, self._places.get(claim.uid)
        return turns.waits_for(claim, desk.agent, desk.may_approve, place)

    def place(self, claim: Claim) -> ClaimPlace | None:
        """How far a claim is; None for one that is not shown."""
        return self._places.get(claim.uid)

    def _due(self, claim: Claim) -> int | None:
        place = self._places.get(claim.uid)
        return place.due_at if place is not None else None

    def _key(self, name: str) -> Callable[[Claim], Any]:
        if name == "approved_fen":
            return turns.amount_of
        if name == "age":
            return lambda one: -one.created_at
        if name == "turn":
            return lambda one: self._waits_for(one) or "~"
        if name == "due_at":
            return lambda one: self._due(one) or _NEVER
        if name == "stage":
            return self._stage_order
        return lambda one: getattr(one, name)

    def _stage_order(self, claim: Claim) -> int:
        place = self._places.get(claim.uid)
        return STAGES.index(place.stage.stage) if place is not None else -1

    def mark(self, rows: Iterable[int], *, on: bool) -> None:
        """Choose the claims of rows, or let them go."""
        uids = {self._claims[row].uid for row in rows if 0 <= row < len(self._claims)}
        self.marked = self.marked | uids if on else self.marked - uids
        if self._claims:
            last = self.index(len(self._claims) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def is_marked(self, row: int) -> bool:
        """Whether the claim of a row is chosen."""
        return self._claims[row].uid in self.marked

    def chosen(self) -> list[Claim]:
        """The chosen claims that are shown, in the order of the list."""
        return [one for one in self._claims if one.uid in self.marked]

    def claim(self, row: int) -> Claim:
        """The claim of a row."""
        return self._claims[row]

    def place_of(self, uid: str) -> int:
        """The row of a claim, -1 when it is not shown."""
        return next((n for n, one in enumerate(self._claims) if one.uid == uid), -1)

    def widths(self) -> list[int]:
        """The columns' widths in pixels."""
        return [width * theme.current().scale // 100 for _name, width in COLUMNS]

    def stretched(self) -> int:
        """The column that takes what is left."""
        return next(place for place, (_name, width) in enumerate(COLUMNS) if not width)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._claims)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if way == Qt.Orientation.Vertical:
            return None
        name = COLUMNS[section][0]
        if role == _ALIGN and name in _MONEY:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != _DISPLAY:
            return None
        own = {
            "turn": self.tr("To do"),
            "age": self.tr("Age"),
            "approved_fen": self.tr("Amount"),
            "stage": self.tr("Stage"),
            "due_at": self.tr("Until"),
        }
        return own.get(name) or fields.field(name)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        claim = self._claims[index.row()]
        if role == _CLAIM:
            return claim
        if role == _MARKED:
            return claim.uid in self.marked
        return self._text(claim, COLUMNS[index.column()][0]) if role == _DISPLAY else None

    def _text(self, claim: Claim, name: str) -> str:
        if name == "stage":
            return self._stage(claim)
        if name == "due_at":
            return times.time_left(self._due(claim), self._desk.clock()).text
        if name == "turn":
            return self._turn(self._waits_for(claim))
        if name == "kind":
            return words.claim_kind(claim.kind)
        if name == "approved_fen":
            return amounts.money(turns.amount_of(claim))
        if name == "age":
            return times.ago(claim.created_at, self._desk.clock())
        return str(getattr(claim, name))

    def _stage(self, claim: Claim) -> str:
        place = self._places.get(claim.uid)
        if place is None:
            return words.claim_status(claim.status)
        return claim_words.stage(place.stage.stage) if place.accepted else self.tr("Not confirmed")

    def look(self, claim: Claim) -> str:
        """The colours of a claim's stage."""
        place = self._places.get(claim.uid)
        return LOOKS[claim.status] if place is None or place.accepted else "warn"

    def due_look(self, claim: Claim) -> str:
        """The colour of the time that is left."""
        return times.time_left(self._due(claim), self._desk.clock()).look

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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        claim: Claim = index.data(_CLAIM)
        name = COLUMNS[index.column()][0]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        elif index.data(_MARKED):
            painter.fillRect(rect, theme.colour("accent_soft"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        inner = rect.adjusted(theme.space("small"), 0, -theme.space("small"), 0)
        text = str(index.data(_DISPLAY))
        if index.column() == 0 and index.data(_MARKED):
            tick = icons.pixmap("check", "accent", _TICK, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.right() - _TICK, inner.center().y() - _TICK // 2, tick)
        rows = index.model()
        assert isinstance(rows, ClaimRows)
        if name == "stage":
            height = theme.size("chip")
            top = rect.center().y() - height // 2
            chip = QRect(inner.left(), top, min(chip_width(text), inner.width()), height)
            room = inner.width() - 2 * theme.space("small")
            metrics = QFontMetrics(theme.font("small"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            paint_chip(painter, chip, shown, rows.look(claim))
            return
        money = name in _MONEY
        bold = name in ("approved_fen", "turn")
        painter.setFont(theme.font("base", bold=bold, tabular=money or name == "waybill"))
        faint = money and claim.approved_fen is None and name == "approved_fen"
        told = {"turn": "accent", "age": "text_muted", "due_at": rows.due_look(claim)}
        colour = told.get(name, "text_muted" if faint else "text")
        painter.setPen(theme.colour(colour))
        side = Qt.AlignmentFlag.AlignRight if money else Qt.AlignmentFlag.AlignLeft
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)
