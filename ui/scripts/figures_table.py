"""A table of figures: a name, how often, and shares with how many cases they are shares of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.painting import LEFT
from ui.widgets.tables import dress

if TYPE_CHECKING:
    from workstation.domain.script_figures import Figures
    from workstation.domain.shares import Share

_MEASURES: Final = ("edited", "solved", "reopened", "satisfied", "kept")
_COLUMNS: Final = (
    _T("scripts", "Used"),
    _T("scripts", "Edited"),
    _T("scripts", "Solved at once"),
    _T("scripts", "Reopened"),
    _T("scripts", "Satisfied"),
    _T("scripts", "Promises kept"),
)
_KEY: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line: what it is about, its name, its figures."""

    key: str
    name: str
    figures: Figures


class FiguresTable(QTableWidget):
    """Lines that a press on a heading orders by their numbers; `opened(key)`."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_COLUMNS) + 1, parent)
        self.setAccessibleName(self.tr("Figures"))
        dress(self)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(96)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(lambda item: self.opened.emit(str(item.data(_KEY))))

    def show_lines(self, lines: Sequence[FigureLine], first: str = "") -> None:
        """Show these; `first` heads the names."""
        names = [first, *(QCoreApplication.translate("scripts", one) for one in _COLUMNS)]
        self.setHorizontalHeaderLabels(names)
        self.setSortingEnabled(False)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            used = line.figures.used
            cells = [_Cell(line.name, line.name), _Cell(f"{used:,}", used)]
            cells += [_of(line.figures.share(measure)) for measure in _MEASURES]
            for column, cell in enumerate(cells):
                cell.setData(_KEY, line.key)
                self.setItem(row, column, cell)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)


class _Cell(QTableWidgetItem):
    """A cell that is ordered by its number, not by its words."""

    def __init__(self, text: str, order: Any) -> None:
        super().__init__(text)
        self.order = order
        if not isinstance(order, str):
            self.setTextAlignment(LEFT)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return bool(self.order < other.order) if isinstance(other, _Cell) else super().__lt__(other)


def _of(share: Share) -> _Cell:
    value = share.value
    made = _Cell(share_words(share), -1.0 if value is None else value)
    if value is not None:
        low, high = share.bounds
        text = QCoreApplication.translate("scripts", "between {low} and {high} with 95 % certainty")
        made.setToolTip(text.format(low=percent(low), high=percent(high)))
    return made


def share_words(share: Share) -> str:
    """A share with what it is a share of: "82 %  (41/50)"; "–" of nothing."""
    value = share.value
    return "–" if value is None else f"{percent(value)}  ({share.good}/{share.of})"


def percent(value: float) -> str:
    """A share of 0 to 1 in per cent."""
    return f"{round(100 * value)} %"


def points(value: float) -> str:
    """A difference of shares in points, with its sign."""
    return f"{round(100 * value):+d}"
