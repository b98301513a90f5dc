"""The first rows of a file as they would become tickets, parcels or customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView, QWidget

from ui import theme
from ui.text import classes, fields, times, words
from ui.text.flags import flag_sentence
from ui.text.reading import field_name, row_sentence
from ui.widgets.indexes import DISPLAY, ROOT, Index
from ui.widgets.tables import dress

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.inspecting import FileLook, RowLook

_TIP = Qt.ItemDataRole.ToolTipRole
_COLOUR = Qt.ItemDataRole.ForegroundRole
#: Columns by kind of file, each with its width.
COLUMNS: Final = {
    "tickets": (
        *(("line", 44), ("subject", 220), ("type", 120), ("group_code", 110), ("priority", 60)),
        *(("status", 70), ("created_at", 118), ("customer_name", 100), ("waybill", 130)),
        *(("messages", 60), ("flags", 240)),
    ),
    "parcels": (
        *(("line", 44), ("waybill", 140), ("carrier", 80), ("goods", 120), ("sender_name", 110)),
        *(("receiver_name", 110), ("status", 90), ("traces", 70), ("flags", 240)),
    ),
    "customers": (
        *(("line", 44), ("external_no", 90), ("name", 110), ("phone", 120), ("email", 150)),
        *(("kind", 110), ("company", 130), ("address", 200), ("flags", 240)),
    ),
    "key_accounts": (("line", 44), ("name", 160), ("words", 320), ("region", 80), ("flags", 200)),
}


class RowModel(QAbstractTableModel):
    """A few rows, told in words."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[RowLook, ...] = ()
        self._columns: tuple[str, ...] = ()

    def show_look(self, look: FileLook) -> None:
        """Show a file's first rows."""
        self.beginResetModel()
        self._rows = look.rows
        self._columns = tuple(name for name, _width in COLUMNS[look.plan.kind])
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role != DISPLAY or way == Qt.Orientation.Vertical:
            return None
        name = self._columns[section]
        own = {
            "line": self.tr("Line"),
            "type": fields.field("subtype"),
            "messages": self.tr("Words"),
            "flags": self.tr("Marks"),
            "words": self.tr("Words to know it by"),
        }
        return own.get(name) or field_name(name)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row, name = self._rows[index.row()], self._columns[index.column()]
        if role == _COLOUR:
            return self._colour(row, name)
        if role == _TIP and name == "group_code":
            return str(row.facts.get("route_reason", ""))
        return self._text(row, name) if role in (DISPLAY, _TIP) else None

    def _colour(self, row: RowLook, name: str) -> QColor | None:
        if row.refused:
            return theme.colour("bad")
        return theme.colour(
            "warn" if name == "flags" else "text_muted" if name == "line" else "text"
        )

    def _text(self, row: RowLook, name: str) -> str:
        if name == "line":
            return str(row.line)
        if row.refused:
            told = self.tr("Refused: {reason}").format(reason=row_sentence(row.refused))
            return told if name == self._columns[1] else ""
        if name == "flags":
            return "; ".join(flag_sentence(flag) for flag in row.flags)
        if name == "type":
            catalogue = self._desk.rules.catalogue
            return classes.kind_of_ticket(
                catalogue, str(row.facts["class_code"]), str(row.facts["subtype"])
            )
        return self._fact(name, row.facts.get(name))

    def _fact(self, name: str, value: object) -> str:
        if value is None:
            return ""
        if name == "group_code":
            return words.group(str(value))
        if name == "status" and self._columns[1] == "subject":
            return words.status(str(value))
        if name == "priority" and isinstance(value, int):
            return words.priority(value)
        if name == "created_at" and isinstance(value, int):
            return times.moment(value, self._desk.zone)
        if name == "kind":
            return words.customer_kind(str(value))
        if isinstance(value, tuple):
            return words.listing(map(str, value))
        return " ".join(str(value).split())


class RowPreview(QTableView):
    """The table over the model."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(desk, self)
        self._kind = ""
        self.setModel(self.rows)
        dress(self)
        self.setAlternatingRowColors(True)
        self.verticalHeader().setDefaultSectionSize(theme.size("control") - 2)

    def show_look(self, look: FileLook) -> None:
        """Show a file's first rows."""
        self.rows.show_look(look)
        if self._kind != look.plan.kind:
            self._kind = look.plan.kind
            for place, (_name, width) in enumerate(COLUMNS[self._kind]):
                self.setColumnWidth(place, width)
            self.horizontalHeader().setStretchLastSection(True)
