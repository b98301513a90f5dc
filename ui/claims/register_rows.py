"""The rows of the register, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import language, theme
from ui.text import paper, times
from ui.widgets.indexes import DISPLAY, ROOT, Index
from ui.widgets.painting import inside, paint_ground, paint_words
from workstation.domain import paper_words
from workstation.domain.wording import said

if TYPE_CHECKING:
    from workstation.store.reading_papers import RegisterLine

_LINE = Qt.ItemDataRole.UserRole
#: Columns with their widths; a width of 0 takes what is left.
COLUMNS: Final = (
    ("serial", 172),
    ("copy_no", 48),
    ("form", 152),
    ("copy", 124),
    ("claim", 88),
    ("at", 128),
    ("person", 84),
    ("kind", 72),
    ("sheets", 64),
    ("reason", 0),
)


class RegisterRows(QAbstractTableModel):
    """Lines of the register in the order in which they were read."""

    def __init__(self, zone: ZoneInfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.lines: tuple[RegisterLine, ...] = ()

    def show_lines(self, lines: Sequence[RegisterLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if way == Qt.Orientation.Vertical or role != DISPLAY:
            return None
        return {
            "serial": self.tr("Number"),
            "copy_no": self.tr("No."),
            "form": self.tr("Form"),
            "copy": self.tr("Copy"),
            "claim": self.tr("Claim"),
            "at": self.tr("When"),
            "person": self.tr("Who"),
            "kind": self.tr("How"),
            "sheets": self.tr("Sheets"),
            "reason": self.tr("Reason"),
        }[COLUMNS[section][0]]

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        told = self.lines[index.row()]
        if role == _LINE:
            return told
        return self._text(told, COLUMNS[index.column()][0]) if role == DISPLAY else None

    def _text(self, told: RegisterLine, name: str) -> str:
        line = told.line
        if name == "reason":
            void = self.tr("Void: {reason}").format(reason=line.void_reason)
            bears = said(paper_words.BEARS, language.current()).format(serial=told.renumbered)
            which = void if line.voided_at is not None else bears if told.renumbered else ""
            return " · ".join(part for part in (which, line.reason) if part)
        tongue = "" if line.language == "zh" else f" · {paper.tongue(line.language)}"
        return {
            "serial": line.serial,
            "copy_no": str(line.reprint + 1),
            "form": paper.form(line.form) + tongue,
            "copy": paper.copy(line.copy, short=True),
            "claim": told.claim,
            "at": times.moment(line.at, self._zone),
            "person": told.person,
            "kind": paper.kind(line.kind),
            "sheets": str(line.copies),
        }[name]


class RegisterDelegate(QStyledItemDelegate):
    """Plain words; a line that counts no more is struck out and red."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        told: RegisterLine = index.data(_LINE)
        name = COLUMNS[index.column()][0]
        paint_ground(painter, option)
        void = told.line.voided_at is not None or bool(told.renumbered)
        font = theme.font("base", bold=name == "serial", tabular=name in ("serial", "at"))
        font.setStrikeOut(void and name == "serial")
        painter.setFont(font)
        colour = "text_muted" if name in ("person", "kind", "sheets", "copy_no") else "text"
        painter.setPen(theme.colour("bad" if void and name in ("serial", "reason") else colour))
        paint_words(painter, inside(option), str(index.data(DISPLAY)))
