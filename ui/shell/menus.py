"""Menus made from the list of commands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from ui import icons
from ui.command_list import BY_ID, COMMANDS, GROUPS
from ui.commands import Commands, key_text


def fill_menu_bar(bar: QMenuBar, commands: Commands) -> None:
    """One menu per group, in the order of declaration."""
    for group in GROUPS:
        menu = bar.addMenu(QCoreApplication.translate("commands", group))
        fill_menu(menu, commands, [c.id for c in COMMANDS if c.group == group and c.menu])


def fill_menu(menu: QMenu, commands: Commands, ids: Sequence[str]) -> None:
    """Put these commands into a menu, with their keys; what may not run now is grey."""
    for id in ids:
        command = BY_ID[id]
        key = key_text(command)
        action = QAction(f"{command.name()}\t{key}" if key else command.name(), menu)
        action.setData(id)
        action.triggered.connect(partial(commands.run, id))
        menu.addAction(action)
    menu.aboutToShow.connect(partial(_refresh, menu, commands))


def _refresh(menu: QMenu, commands: Commands) -> None:
    for action in menu.actions():
        command = BY_ID[action.data()]
        action.setEnabled(commands.ready(command.id))
        if command.icon:
            action.setIcon(icons.icon(command.icon))
