"""A desk with people and a ticket, and the page that shows it in a window of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui.resting import at_rest
from tests.workstation.seat import Seat
from ui.bridge import Bridge
from ui.commands import Commands
from ui.ticket.page import TicketPage


class Shown:
    """A page in a window, with the desk below it."""

    def __init__(self, seat: Seat, bridge: Bridge) -> None:
        self.seat, self.bridge = seat, bridge
        self.window = QWidget()
        self.commands = Commands(self.window)
        self.page = TicketPage(bridge, self.commands, self.window)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.window.resize(520, 700)
        self.window.show()
        self.window.activateWindow()

    def settle(self, least: float = 0.0) -> None:
        """Wait until nothing is under way; `least` seconds for timers."""
        end = time.monotonic() + 20  # a busy machine is slow, not wrong
        begun = time.monotonic()
        calm = 0
        while time.monotonic() < end:
            QApplication.processEvents()
            idle = at_rest(self.bridge) and time.monotonic() - begun >= least
            calm = calm + 1 if idle else 0
            if calm > 12:
                return
            time.sleep(0.003)
        raise AssertionError("work is still under way")

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + 20  # a busy machine is slow, not wrong
        while time.monotonic() < end:
            QApplication.processEvents()
            if true():
                return
            time.sleep(0.003)
        raise AssertionError("it never became so")

    def close(self) -> None:
        """Take the window away."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path / "profile")
    yield made
    made.desk.close()


@pytest.fixture
def ticket_bridge(seat: Seat) -> Iterator[Bridge]:
    made = Bridge(seat.desk)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def shown(seat: Seat, ticket_bridge: Bridge, qtbot: object) -> Iterator[Shown]:
    made = Shown(seat, ticket_bridge)
    yield made
    made.close()


@pytest.fixture
def again(seat: Seat, ticket_bridge: Bridge, qtbot: object) -> Iterator[Callable[[], Shown]]:
    """Makes another page on the same desk, as after a restart."""
    made: list[Shown] = []

    def make() -> Shown:
        made.append(Shown(seat, ticket_bridge))
        return made[-1]

    yield make
    for one in made:
        one.close()
