"""Figures of scripts as a table: shares with what they are shares of, ordered by numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.scripts.conftest import Until
from ui.main_window import MainWindow
from ui.scripts.figures_tab import comparison_words
from ui.scripts.figures_table import FigureLine, FiguresTable, share_words
from ui.scripts.page import ScriptsPage
from workstation.domain.script_figures import Figures, VersionFigures, compared
from workstation.domain.shares import Share


def figures(used: int, solved: Share) -> Figures:
    return Figures(used=used, edited=Share(1, used), solved=solved)


def test_a_share_tells_of_how_many() -> None:
    assert share_words(Share(41, 50)) == "82 %  (41/50)"
    assert share_words(Share(0, 0)) == "–"


def test_shares_are_ordered_by_their_numbers(qtbot: Any) -> None:
    table = FiguresTable()
    qtbot.addWidget(table)
    table.show_lines(
        [FigureLine("ap", "ap", figures(9, Share(8, 9))),
         FigureLine("kcb", "kcb", figures(100, Share(60, 100)))], "Script"
    )  # fmt: skip
    table.sortItems(3, Qt.SortOrder.AscendingOrder)
    items = [table.item(row, 0) for row in range(2)]
    assert [item.text() for item in items if item] == ["kcb", "ap"]
    told: list[str] = []
    table.opened.connect(told.append)
    table.itemActivated.emit(items[0])
    assert told == ["kcb"]


def test_two_versions_are_compared_with_their_uncertainty() -> None:
    before = VersionFigures("2026.3", figures(100, Share(50, 100)))
    after = VersionFigures("2026.4", figures(100, Share(90, 100)))
    told = comparison_words(compared(before, after))
    assert told.startswith("2026.4 against 2026.3")
    assert "Solved at first contact +40" in told
    assert "higher" in told


def test_figures_of_all_and_of_one_are_read_from_what_was_sent(
    window: MainWindow, page: ScriptsPage, until: Until
) -> None:
    page.show_section("figures")
    until(lambda: page.figures._report is not None)
    page.figures.period.choose(365)
    page.figures._read()
    until(lambda: page.figures._report is not None)
    rows = page.figures.table.rowCount()
    if rows:  # the sample's people said some
        item = page.figures.table.item(0, 0)
        assert item is not None
        page.figures.table.itemActivated.emit(item)
        until(lambda: page.sheet.session.opened is not None)
        page.sheet.tabs.setCurrentWidget(page.sheet.figures)
        until(lambda: page.sheet.figures._detail is not None)
