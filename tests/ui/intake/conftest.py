"""An intake page on a desk that may give numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from ui.bridge import Bridge
from ui.commands import Commands
from ui.intake.import_page import ImportPage
from ui.intake.page import IntakePage
from workstation.desk import Desk
from workstation.store import state


@pytest.fixture
def host(qapp: QApplication, desk: Desk) -> Iterator[QMainWindow]:
    """A window for one page; the desk has a number of its own."""
    desk.writer.submit(lambda connection: state.write(connection, "desk_no", "7")).result()
    desk.indexer.start()
    made = QMainWindow()
    made.resize(560, 760)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(host: QMainWindow, bridge: Bridge, settle: Callable[[], None]) -> IntakePage:
    """The intake, shown."""
    made = IntakePage(bridge, Commands(host), host)
    host.setCentralWidget(made)
    host.show()
    settle()
    return made


@pytest.fixture
def importing(host: QMainWindow, bridge: Bridge, settle: Callable[[], None]) -> ImportPage:
    """The import page, shown."""
    made = ImportPage(bridge, Commands(host), host)
    host.setCentralWidget(made)
    host.show()
    settle()
    return made
