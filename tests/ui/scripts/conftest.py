"""What tests of the page of scripts stand on: the page, people who sit down, waiting."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.scripts.page import ScriptsPage
from workstation.desk import Desk

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def sit(desk: Desk) -> Callable[[str], str]:
    """Have somebody sit down at the desk, by work number."""

    def down(work_no: str) -> str:
        found = next(one for one in desk.read.agents() if one.work_no == work_no)
        desk.sit_down(found.uid)
        return found.uid

    return down


@pytest.fixture
def until(window: MainWindow) -> Until:
    """Wait for what is worked out beside the screen."""

    def wait(ready: Callable[[], object]) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            QApplication.processEvents()
            if ready() and window.bridge.busy == 0:
                return
            time.sleep(0.005)
        raise AssertionError("it did not come")

    return wait


@pytest.fixture
def page(window: MainWindow, until: Until) -> ScriptsPage:
    """The page with the library in it."""
    window.commands.run("desk.scripts")
    made = window.page("scripts")
    assert isinstance(made, ScriptsPage)
    until(lambda: made.list.collection.rows)
    return made
