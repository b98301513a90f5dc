"""Every limit as a small table: its sum in columns, in three layers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ui import theme
from ui.text import limit_words
from ui.text.limit_words import Moments
from ui.widgets.chip import Chip
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.limit_lines import LimitLine

_LAYERS: Final = tuple(limit_words.LAYERS)
_TOP: Final = Qt.AlignmentFlag.AlignTop


class LimitTable(QWidget):
    """Lines of limits under one another, the layers apart."""

    def __init__(self, lines: Iterable[LimitLine], names: Moments, *, wide: bool) -> None:
        super().__init__()
        self._names, self._wide = names, wide
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, theme.space("medium"), 0)
        self._grid.setHorizontalSpacing(theme.space("large"))
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        theme.look(self, "raised")
        self._row = 0
        known = sorted(lines, key=lambda one: _LAYERS.index(one.layer))
        for code, group in groupby(known, key=lambda one: one.layer):
            self._head(limit_words.layer(code))
            for line in group:
                self._line(line)
        if not known:
            self._put(label(self.tr("This ticket has no limits."), "muted"), 0, 6)
        self._grid.setRowStretch(self._row, 1)

    def text(self) -> str:
        """All that it says, for tests and for reading aloud."""
        return "\n".join(one.text() for one in self.findChildren(QLabel))

    def _head(self, name: str) -> None:
        if self._row:
            self._grid.setRowMinimumHeight(self._row, theme.space("medium"))
            self._row += 1
        if not self._wide:
            self._put(label(name, "strong"), 0, 6)
            return
        titles = (
            name,
            self.tr("Starts"),
            self.tr("Length"),
            self.tr("Waits, not counted"),
            self.tr("Due"),
            "",
        )
        for column, title in enumerate(titles):
            self._grid.addWidget(
                label(title, "strong" if not column else "section"), self._row, column
            )
        self._row += 1

    def _line(self, line: LimitLine) -> None:
        rule = QFrame()
        rule.setFixedHeight(1)
        theme.look(rule, "line")
        self._put(rule, 0, 6)
        names = self._names
        word, look = limit_words.state(line)
        chip = Chip(word, look)
        if not self._wide:
            name = label(limit_words.name(line), "")
            name.setWordWrap(True)
            self._grid.addWidget(name, self._row, 0, 1, 5, _TOP)
            self._grid.addWidget(chip, self._row, 5, _TOP | Qt.AlignmentFlag.AlignRight)
            self._row += 1
            self._told(limit_words.equation(line, names), "muted")
            self._below(line)
            return
        cells = (
            limit_words.name(line),
            limit_words.start(line, names),
            limit_words.length(line),
            limit_words.pauses(line, names),
            limit_words.due(line, names),
        )
        for column, text in enumerate(cells):
            cell = label(text, "" if column in (0, 4) else "muted")
            cell.setWordWrap(column == 0)
            self._grid.addWidget(cell, self._row, column, _TOP)
        self._grid.addWidget(chip, self._row, 5, _TOP | Qt.AlignmentFlag.AlignRight)
        self._row += 1
        self._below(line)

    def _below(self, line: LimitLine) -> None:
        more = limit_words.below(line, self._names)
        if more:
            self._told(more, "faint")

    def _told(self, text: str, look: str) -> None:
        told = label(text, look)
        told.setWordWrap(True)
        self._put(told, 0, 6)

    def _put(self, widget: QWidget, column: int, columns: int) -> None:
        self._grid.addWidget(widget, self._row, column, 1, columns)
        self._row += 1
