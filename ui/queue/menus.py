"""The menus of the list: which columns, and what to do with a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from ui.commands import Commands
from ui.queue.columns import COLUMNS, DEFAULT
from ui.queue.view import QueueView
from ui.widgets.menu import StayingMenu

#: Commands offered on a row; "" parts them.
_ROW: Final = (
    "ticket.take",
    "ticket.assign",
    "ticket.assign_best",
    "ticket.priority",
    "ticket.wait",
    "ticket.resume",
    "ticket.resolve",
    "ticket.transfer",
    "",
    "ticket.copy_number",
)


def columns_menu(view: QueueView, changed: Callable[[], None], parent: QWidget) -> QMenu:
    """A menu that shows and hides columns, chooses the density, and puts all back."""
    menu = StayingMenu(parent)

    def toggle(code: str) -> None:
        shown = view.columns()
        if code in shown:
            view.show_columns(tuple(one for one in shown if one != code) or DEFAULT)
        else:
            view.show_columns((*shown, code))
        changed()

    for column in COLUMNS[1:]:
        box = menu.addAction(column.title)
        box.setCheckable(True)
        box.setChecked(column.code in view.columns())
        box.triggered.connect(partial(toggle, column.code))
    menu.addSeparator()
    compact = menu.addAction(QCoreApplication.translate("queue", "Compact rows"))
    compact.setCheckable(True)
    compact.setChecked(view.compact)
    compact.triggered.connect(lambda: view.set_compact(not view.compact))

    def reset() -> None:
        view.show_columns(DEFAULT)
        view.set_widths({})
        changed()

    menu.addAction(QCoreApplication.translate("queue", "Columns as they were"), reset)
    return menu


def row_menu(
    commands: Commands,
    open_it: Callable[[], None],
    more: list[tuple[str, Callable[[], None]]],
    parent: QWidget,
) -> QMenu:
    """What can be done with the row under the cursor, or with all that are ticked."""
    menu = QMenu(parent)
    first = menu.addAction(QCoreApplication.translate("queue", "Open"), open_it)
    menu.setDefaultAction(first)
    menu.addSeparator()
    commands.refresh()
    for id in _ROW:
        menu.addAction(commands.action(id)) if id else menu.addSeparator()
    for text, run in more:
        menu.addAction(text, run)
    return menu
