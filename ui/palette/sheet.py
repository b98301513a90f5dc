"""All shortcuts on one sheet, made from the list of commands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.command_list import COMMANDS, Command
from ui.commands import key_name
from ui.widgets.labels import key_hint, label

_COLUMNS = (("Work", "Desk"), ("Ticket",), ("Reply", "Claim", "View"))


class ShortcutSheet(QDialog):
    """Shows every command that has a key, group by group, in columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        theme.look(self, "surface")
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setSpacing(theme.space("wide") * 2)
        for groups in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(theme.space("large"))
            for group in groups:
                column.addLayout(self._group(group))
            column.addStretch(1)
            columns.addLayout(column)
        area = QScrollArea(self)
        area.setWidget(body)
        area.setWidgetResizable(True)
        outer = QVBoxLayout(self)
        outer.addWidget(area)
        told = self.tr("Letters work while no text field has the keyboard. Esc closes this sheet.")
        outer.addWidget(label(told, "faint"))
        screen = parent.screen().availableGeometry()
        self.resize(min(1120, screen.width() - 60), min(640, screen.height() - 80))

    def _group(self, group: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(QCoreApplication.translate("commands", group), "heading"), 0, 0, 1, 2)
        keyed = [c for c in COMMANDS if c.group == group and c.keys and c.menu]
        for row, command in enumerate(keyed, 1):
            grid.addWidget(label(command.name()), row, 0)
            grid.addWidget(_keys(command), row, 1, Qt.AlignmentFlag.AlignRight)
        if group == "View":
            told = QCoreApplication.translate("commands", "Go to view {n}").format(n="1–9")
            grid.addWidget(label(told), len(keyed) + 1, 0)
            grid.addWidget(key_hint("Ctrl+1…9"), len(keyed) + 1, 1, Qt.AlignmentFlag.AlignRight)
        return grid


def _keys(command: Command) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for key in command.keys:
        row.addWidget(key_hint(key_name(key)))
    return holder
