"""Menus made from the list of commands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.command_list import COMMANDS, GROUPS
from ui.commands import Commands


def fill_menu_bar(bar: QMenuBar, commands: Commands) -> None:
    """One menu per group, in the order of declaration."""
    for group in GROUPS:
        menu = bar.addMenu(QCoreApplication.translate("commands", group))
        fill_menu(menu, commands, [c.id for c in COMMANDS if c.group == group and c.menu])


def fill_menu(menu: QMenu, commands: Commands, ids: list[str]) -> None:
    """Put these commands into a menu, with their keys; what may not run now is grey."""
    for id in ids:
        action = commands.action(id)
        menu.addAction(action)
    menu.aboutToShow.connect(commands.refresh)
