"""The figures of a script: what its versions were used for, and how it went; by group and agent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.text import words
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.labels import EmptyState, label
from ui.widgets.pick import PickBox

#: (so many, of so many): a share with what it is a share of.
Share = tuple[int, int]


class Figures(Protocol):
    """One line: `name` is a code, a version, a group or a person's uid, as was asked for.

    `edited` is how many of the uses were changed before sending; the shares are of the uses whose
    outcome is known.
    """

    @property
    def name(self) -> str: ...
    @property
    def used(self) -> int: ...
    @property
    def edited(self) -> int: ...
    @property
    def solved(self) -> Share: ...
    @property
    def reopened(self) -> Share: ...
    @property
    def satisfied(self) -> Share: ...
    @property
    def promises(self) -> Share: ...


_BY: Final = {
    "version": _T("scripts", "By version"),
    "group": _T("scripts", "By group"),
    "agent": _T("scripts", "By agent"),
}
_COLUMNS: Final = (
    _T("scripts", "Used"),
    _T("scripts", "Edited before sending"),
    _T("scripts", "Solved at first contact"),
    _T("scripts", "Reopened"),
    _T("scripts", "Satisfied"),
    _T("scripts", "Promises kept"),
)
_NAME: Final = Qt.ItemDataRole.UserRole


class FiguresTab(QWidget):
    """Shows the figures of one script, or of all; `opened(code)` when one of these is wanted."""

    opened = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._code, self._asked = "", 0
        self._people: dict[str, str] = {}
        self.by = PickBox()
        self.by.show_choices(
            [(code, QCoreApplication.translate("scripts", name)) for code, name in _BY.items()],
            "version",
        )
        self.by.setFixedWidth(160)
        self.by.picked.connect(lambda _code: self._read())
        self.about = label("", "faint")
        self.table = QTableWidget(0, len(_COLUMNS) + 1)
        self.table.setAccessibleName(self.tr("Figures"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSortingEnabled(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.size("row"))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.itemActivated.connect(self._on_activated)
        self.empty = EmptyState("chart-bar", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        row = QHBoxLayout()
        row.addWidget(self.by)
        row.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        edge = theme.space("small")
        column.setContentsMargins(edge, edge, edge, edge)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def show_script(self, code: str) -> None:
        """Show the figures of a script ("" for all of them)."""
        self._code = code
        self.by.setVisible(bool(code))
        self._read()

    def _read(self) -> None:
        self._asked += 1
        asked, desk = self._asked, self._bridge.desk
        figures: Any = getattr(desk, "script_figures", None)
        if figures is None:
            self.show_figures(())
            return
        by = str(self.by.code()) if self._code else "script"
        self._people = {one.uid: one.name for one in desk.read.agents()} if by == "agent" else {}
        self._bridge.await_(
            figures(self._code, by=by),
            lambda found: self.show_figures(found) if asked == self._asked else None,
        )

    def show_figures(self, found: Sequence[Figures]) -> None:
        """Show these lines."""
        self.stack.setCurrentIndex(1 if found else 0)
        self.empty.say(
            self.tr("No figures yet"),
            self.tr("They come from what was sent: how often, how often edited, and how it went."),
        )
        first = self.tr("Script") if not self._code else str(self.by.currentText())
        names = [first, *(QCoreApplication.translate("scripts", one) for one in _COLUMNS)]
        self.table.setHorizontalHeaderLabels(names)
        self.table.setSortingEnabled(False)
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            shares = ((one.edited, one.used), one.solved, one.reopened, one.satisfied, one.promises)
            cells = [(self._name(one.name), one.name), (f"{one.used:,}", one.used)]
            cells += [(share(*pair), pair[0] / pair[1] if pair[1] else -1.0) for pair in shares]
            for column, (text, order) in enumerate(cells):
                self.table.setItem(row, column, _Item(text, order, one.name))
        self.table.setSortingEnabled(True)

    def _name(self, name: str) -> str:
        if not self._code:
            script = self._bridge.desk.script(name)
            return f"{name}  {script.title}" if script is not None else name
        if self.by.code() == "group":
            return words.group(name)
        return self._people.get(name, name)

    def _on_activated(self, item: QTableWidgetItem) -> None:
        if not self._code:
            self.opened.emit(str(item.data(_NAME)))


class _Item(QTableWidgetItem):
    """A cell that is ordered by its number, not by its words."""

    def __init__(self, text: str, order: Any, name: str) -> None:
        super().__init__(text)
        self.order = order
        self.setData(_NAME, name)
        if not isinstance(order, str):
            self.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return bool(self.order < other.order) if isinstance(other, _Item) else super().__lt__(other)


def share(many: int, of: int) -> str:
    """A share with what it is a share of: "82 %  (41/50)"; "–" of nothing."""
    return f"{round(100 * many / of)} %  ({many}/{of})" if of else "–"
