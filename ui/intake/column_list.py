"""Which column becomes what: one line per column, with samples and a choice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui import theme
from ui.text import reading
from ui.widgets.boxes import empty
from ui.widgets.chip import Chip
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.pick import PickBox

if TYPE_CHECKING:
    from workstation.inspecting import ColumnLook, FileLook

#: What "kept as it is" is called inside a pick box, whose codes are never None.
KEEP: Final = "-"
_SURE: Final = 0.7
_ORDERS: Final = ("ymd", "dmy", "mdy")


class ColumnList(QWidget):
    """`field_chosen(header, field)` ("" to keep the column as it is), `order_chosen(header,
    order)` how its dates are written."""

    field_chosen = Signal(str, str)
    order_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, PickBox] = {}
        self.orders: dict[str, PickBox] = {}
        self._chips: dict[str, Chip] = {}
        self._headers: tuple[str, ...] = ()
        self._kind = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("small"))
        self._grid.setVerticalSpacing(theme.space("tight"))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 3)

    def show_look(self, look: FileLook) -> None:
        """Show the columns; lines are made anew only for another file or kind."""
        headers = tuple(column.header for column in look.columns)
        if (headers, look.plan.kind) != (self._headers, self._kind):
            self._headers, self._kind = headers, look.plan.kind
            self._make(look)
        choices: list[tuple[object, str]] = [(KEEP, self.tr("Kept as it is"))]
        choices += [(name, reading.field_choice(name)) for name in look.fields]
        for column in look.columns:
            self._show(column, choices)

    def _make(self, look: FileLook) -> None:
        empty(self._grid)
        self.boxes, self.orders, self._chips = {}, {}, {}
        names = (self.tr("Column"), self.tr("What stands in it"), self.tr("Becomes"))
        for place, name in enumerate(names):
            self._grid.addWidget(label(name, "section"), 0, place)
        for row, column in enumerate(look.columns, 1):
            self._make_line(row, column)

    def _make_line(self, row: int, column: ColumnLook) -> None:
        box, order = PickBox(), PickBox()
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(150)
        box.setAccessibleName(column.header)
        box.picked.connect(partial(self._on_field, column.header))
        order.setFixedWidth(96)
        order.setToolTip(self.tr("How dates are written: year, month, day"))
        order.picked.connect(lambda code: self.order_chosen.emit(column.header, str(code)))
        chip = Chip()
        told = ElidedLabel("  |  ".join(column.samples), "faint")
        told.setMinimumWidth(80)
        name = ElidedLabel(column.header, "strong")
        name.setMinimumWidth(70)
        for place, part in enumerate((name, told, box, order, chip)):
            self._grid.addWidget(part, row, place)
        self.boxes[column.header] = box
        self.orders[column.header] = order
        self._chips[column.header] = chip

    def _show(self, column: ColumnLook, choices: list[tuple[object, str]]) -> None:
        self.boxes[column.header].show_choices(choices, column.field or KEEP)
        order = self.orders[column.header]
        order.setVisible(column.dated)
        names: list[tuple[object, str]] = [
            ("ymd", self.tr("Y-M-D")),
            ("dmy", self.tr("D.M.Y")),
            ("mdy", self.tr("M/D/Y")),
        ]
        order.show_choices(names, column.date_order or "ymd")
        chip = self._chips[column.header]
        if column.field is None:
            chip.show_word(self.tr("Row count") if column.counting else "", "neutral")
        else:
            sure = f"{round(column.confidence * 100)} %"
            chip.show_word(sure, "good" if column.confidence >= _SURE else "warn")

    def _on_field(self, header: str, code: object) -> None:
        self.field_chosen.emit(header, "" if code == KEEP else str(code))
