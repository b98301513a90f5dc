"""Figures of scripts as a table: shares with what they are shares of, in the order of numbers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt

from ui.bridge import Bridge
from ui.scripts.figures_tab import FiguresTab, share


def line(name: str, used: int, solved: tuple[int, int]) -> Any:
    rest = {"reopened": (0, used), "satisfied": (1, 2), "promises": (0, 0)}
    return SimpleNamespace(name=name, used=used, edited=1, solved=solved, **rest)


def test_a_share_tells_of_how_many() -> None:
    assert share(41, 50) == "82 %  (41/50)"
    assert share(0, 0) == "–"


def test_shares_are_ordered_by_their_numbers(bridge: Bridge, qtbot: Any) -> None:
    tab = FiguresTab(bridge)
    qtbot.addWidget(tab)
    tab.show_figures(())
    assert tab.stack.currentWidget() is tab.empty
    tab.show_figures([line("ap", 9, (8, 9)), line("kcb", 100, (60, 100))])
    tab.table.sortItems(3, Qt.SortOrder.AscendingOrder)
    names = [tab.table.item(row, 0) for row in range(2)]
    assert [item.text().split()[0] for item in names if item] == ["kcb", "ap"]
    told: list[str] = []
    tab.opened.connect(told.append)
    first = tab.table.item(0, 0)
    assert first is not None
    tab.table.itemActivated.emit(first)
    assert told == ["kcb"]
