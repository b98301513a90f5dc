"""What a file of scripts would bring, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui import language, theme
from ui.text import words
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.indexes import DISPLAY, Index
from ui.widgets.tables import dress

if TYPE_CHECKING:
    from workstation.scripts.importing import ImportRow

ACTIONS: Final = {
    "new": _T("scripts", "New"),
    "changed": _T("scripts", "Changed"),
    "same": _T("scripts", "There already"),
    "clash": _T("scripts", "Code taken"),
    "refused": _T("scripts", "Not usable"),
}
_LOOKS: Final = {"new": "good", "changed": "info", "same": "text_faint", "clash": "warn", "refused": "bad"}  # fmt: skip
_COLUMNS: Final = (
    (_T("scripts", "Place"), 110),
    (_T("scripts", "Becomes"), 104),
    (_T("scripts", "Code"), 90),
    (_T("scripts", "Title"), 190),
    (_T("scripts", "Placeholders"), 240),
    (_T("scripts", "Remarks"), 320),
)
#: What a column gets of the room that is left, in percent.
_SHARES: Final = {3: 20, 4: 45}
_WORST: Final = {"refused": 0, "clash": 1, "changed": 2, "new": 3, "same": 4}


class PlanModel(QAbstractTableModel):
    """Rows of a plan, what needs a look first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[ImportRow] = []

    def show_rows(self, rows: Sequence[ImportRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: (_WORST.get(row.action, 9), row.line))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == DISPLAY and way == Qt.Orientation.Horizontal:
            return QCoreApplication.translate("scripts", _COLUMNS[section][0])
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row = self.rows[index.row()]
        if role == DISPLAY:
            return cells(row)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.script.body[:600] if index.column() == 3 else cells(row)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            look = _LOOKS.get(row.action, "text") if index.column() == 1 else "text"
            return theme.colour("text_muted" if row.action == "same" else look)
        return None


def cells(row: ImportRow) -> tuple[str, ...]:
    """A row in words."""
    from workstation.scripts.import_words import problem_words

    tongue = language.current()
    placeholders = [f"{theirs} → {ours}" for theirs, ours in row.known]
    placeholders += [f"{theirs} → ask.{ours} ?" for theirs, ours in row.unknown]
    remarks = [problem_words(one, tongue) for one in row.problems]
    action = QCoreApplication.translate("scripts", ACTIONS.get(row.action, row.action))
    return (
        row.place,
        action,
        row.code,
        row.title,
        words.listing(placeholders),
        " ".join(remarks),
    )


class PlanTable(QTableView):
    """The table of a plan; only read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = PlanModel(self)
        self.setModel(self.plan)
        dress(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("What the file would bring"))
        self.verticalHeader().setDefaultSectionSize(theme.size("control"))
        self.horizontalHeader().setStretchLastSection(True)
        for place, (_name, width) in enumerate(_COLUMNS):
            self.setColumnWidth(place, width)

    def show_rows(self, rows: Sequence[ImportRow]) -> None:
        """Show these rows."""
        self.plan.show_rows(rows)
        self._share_room()
        if rows:
            self.selectRow(0)

    def _share_room(self) -> None:
        """Give the room that is left to titles and placeholders as well as to remarks."""
        spare = max(self.viewport().width() - sum(width for _name, width in _COLUMNS), 0)
        for place, (_name, width) in enumerate(_COLUMNS):
            self.setColumnWidth(place, width + spare * _SHARES.get(place, 0) // 100)
