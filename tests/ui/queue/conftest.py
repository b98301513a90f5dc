"""The list on a desk with a small sample team."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.commands import Commands
from ui.queue.page import QueuePage
from workstation.domain.view import Filter, View
from workstation.store import state

EVERYTHING = View("view:all", "", "all", order="-created_at")
UNFINISHED = View("view:open", "", "open", filter=Filter(open=True), order="due_at")


@pytest.fixture
def page(bridge: Bridge, qtbot: QtBot, settle: Callable[[], None]) -> Iterator[QueuePage]:
    """The page in a window, with all tickets in it, newest first."""
    desk = bridge.desk
    desk.writer.submit(lambda c: state.write(c, "desk_no", "7")).result()
    desk.agent = next(agent for agent in desk.read.agents() if agent.role == "leader")
    window = QMainWindow()
    made = QueuePage(bridge, Commands(window), window)
    window.setCentralWidget(made)
    window.resize(1300, 600)
    window.show()
    qtbot.waitExposed(window)
    made.show_view(EVERYTHING)
    made.activate()
    settle()
    yield made
    settle()
    window.close()
    window.deleteLater()


@pytest.fixture
def ids(page: QueuePage) -> Callable[[], list[int]]:
    """The row numbers that the list shows, in order."""
    return lambda: list(page.model.ids_between(0, page.model.rowCount()))
