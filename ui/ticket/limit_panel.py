"""Every limit of a ticket with its sum, laid over the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.ticket.names import Names
from ui.ticket.overlay import Overlay
from ui.widgets.boxes import scrolled
from ui.widgets.limit_table import LimitTable

if TYPE_CHECKING:
    from workstation.limit_lines import LimitLine

_WIDEST: Final = 900
_TALLEST: Final = 600
#: With less room a limit's sum stands in one line below its name.
_COLUMNS: Final = 760


class LimitPanel(Overlay):
    """The table laid over the page; a peek (by mouse or focus) takes no keyboard."""

    def __init__(self, lines: Iterable[LimitLine], names: Names, parent: QWidget) -> None:
        super().__init__("", parent, most=(_WIDEST, _TALLEST))
        self.title.setText(self.tr("Limits and their sums"))
        self.setAccessibleName(self.title.text())
        wide = parent.width() - 16 >= _COLUMNS
        self.table = LimitTable(lines, names, wide=wide)
        self._scroll = scrolled(self.table)
        self.column.addWidget(self._scroll, 1)

    def first(self) -> QWidget:
        return self._scroll

    def fit_in(self, room: QRect) -> None:
        """As wide as the page, as high as the table is."""
        width = min(_WIDEST, room.width() - 16)
        inner = width - 16 - 12
        grid = self.table.layout()
        tall = grid.heightForWidth(inner - 12) if grid is not None else 0
        height = max(tall, self.table.sizeHint().height() if tall <= 0 else 0) + 70
        self.setGeometry(
            room.left() + 8, room.top(), width, min(height, room.height() - 8, _TALLEST)
        )
