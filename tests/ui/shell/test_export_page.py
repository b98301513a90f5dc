from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ui.main_window import MainWindow
from ui.shell.export_page import ExportPage
from workstation.desk import Desk

Settle = Callable[[], None]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


@pytest.fixture
def page(window: MainWindow, settle: Settle, tmp_path: Path) -> ExportPage:
    """The export of all tickets into a folder of its own."""
    window.side.choose("view:all")
    window.commands.run("work.export")
    settle()
    made: ExportPage = window.page("export")
    made.target.line.setText(str(tmp_path / "out.csv"))
    return made


def test_the_shown_list_is_written_masked(
    page: ExportPage, window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    page.run()
    settle()
    rows = _rows(tmp_path / "out.csv")
    view = window.page("queue").shown_view()
    assert len(rows) == desk.read.count(view.filter) > 0
    phones = {row["phone"] for row in rows if row["phone"]}
    assert phones
    assert all("*" in phone for phone in phones)
    assert str(tmp_path / "out.csv") in window.notice.text
    assert not window.panes.panel_open


def test_full_details_need_a_reason_which_is_kept(
    page: ExportPage, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    page.unmasked.setChecked(True)
    page.run()
    assert not (tmp_path / "out.csv").exists()
    page.reason.setText("insurer asked")
    page.run()
    settle()
    rows = _rows(tmp_path / "out.csv")
    assert any(row["phone"] and "*" not in row["phone"] for row in rows)
    found = desk.read.connection.execute("SELECT action FROM journal ORDER BY id DESC").fetchone()
    assert found == ("RecordExport",)


def test_the_kind_follows_into_the_name_and_the_file(
    page: ExportPage, settle: Settle, tmp_path: Path
) -> None:
    page.format.choose(".jsonl")
    page.format.picked.emit(".jsonl")
    assert page.target.line.text().endswith("out.jsonl")
    page.run()
    settle()
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert all(json.loads(line)["number"] for line in lines)


@pytest.mark.parametrize("wrong", ["", "out.csv", "/no/such/folder/out.csv", "out.doc"])
def test_a_place_that_cannot_be_written_is_said(
    page: ExportPage, wrong: str, tmp_path: Path
) -> None:
    page.target.line.setText(wrong if "/" in wrong or not wrong else str(tmp_path / "x" / wrong))
    page.run()
    assert not page.cancel.isVisible()
    assert list(tmp_path.glob("*.part")) == []


def test_a_stopped_export_leaves_no_file(
    page: ExportPage, window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    page.run()
    page._on_cancelled()
    settle()
    left = {path.name for path in tmp_path.glob("*out*")}
    assert left in (set(), {"out.csv"}), "whole or not at all"


def test_what_a_search_found_is_what_is_written(
    window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    number = desk.read.page(window.page("queue").shown_view().filter, "due_at", 1)[0].number
    window._on_searched(number)
    settle()
    window.commands.run("work.export")
    page = window.page("export")
    settle()
    page.target.line.setText(str(tmp_path / "found.csv"))
    page.run()
    settle()
    rows = _rows(tmp_path / "found.csv")
    assert [row["number"] for row in rows] == [number]
