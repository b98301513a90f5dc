"""What tests of the screen stand on: a dressed application, a desk on a temporary profile."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.resting import Patient, rest, windows
from ui import composing, language, theme
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.shell.memory import Memory
from workstation import settings as settings_file
from workstation.desk import Desk, open_desk
from workstation.sample.load import load_sample
from workstation.store.connect import connect
from workstation.store.schema import upgrade

TICKETS = 60
#: Claims that so small a sample must hold, whatever day it is; the first seed that does is taken.
WANTED = frozenset({"draft", "submitted", "approved", "paid"})
#: The moment of the day (UTC, in milliseconds) at which the small sample ends.
HOUR_OF_DAY = (7 * 60 + 53) * 60_000


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["aftercare"]


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Patient:
    """pytest-qt's hands, with more patience."""
    return Patient(request)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in its light theme and English; no window may outlive its test."""
    if theme.current().name != "light" or qapp.styleSheet() == "" or theme.current().scale != 100:
        theme.apply(qapp, "light")
    language.install(qapp, "en")
    composing.watch(qapp)
    yield qapp
    left = [w for w in windows() if w.isVisible() and w.parent() is None]
    for window in left:
        window.close()
    _delete_what_waits()
    assert not left, f"windows left open: {left}"
    running = [timer for timer in qapp.findChildren(QTimer) if timer.isActive()]
    assert not running, f"timers left running: {running}"


@pytest.fixture(scope="session")
def filled_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a small sample team that tests copy; it shares with nobody."""
    now = time.time_ns() // 1_000_000
    now -= (now - HOUR_OF_DAY) % 86_400_000  # so small a sample differs much by the hour
    for seed in range(5, 200):
        folder = tmp_path_factory.mktemp("filled")
        connection = connect(folder / "replica.db")
        upgrade(connection)
        who = load_sample(
            connection, tickets=TICKETS, seed=seed, now=now, progress=lambda _a, _b: None
        )
        found = {status for (status,) in connection.execute("SELECT status FROM claim")}
        if found >= WANTED:
            break
        connection.close()
    _hand_over(connection, who)
    _bare_claims(connection)
    connection.close()
    settings_file.write(folder, settings_file.Settings(kind="sample", agent=who))
    return folder


def _bare_claims(connection: sqlite3.Connection) -> None:
    """Take off what hangs on the sample's claims: each test hangs on them what it tells of."""
    papers = ("evidence", "offer", "approval", "payment", "payment_file", "recovery", "delegation")
    for table in papers:
        connection.execute(f"DELETE FROM {table}")
    fresh = "version=1, agreed_at=NULL, authorisation='', responsible_unit='', extra='{}'"
    connection.execute(f"UPDATE claim SET {fresh}")


def _hand_over(connection: sqlite3.Connection, who: str) -> None:
    """Give the first agent tickets at any hour: so small a sample may leave them without."""
    some = "SELECT id FROM ticket WHERE status='open' ORDER BY id LIMIT 2"
    connection.execute(f"UPDATE ticket SET owner=? WHERE id IN ({some})", (who,))


@pytest.fixture
def profile(filled_profile: Path, tmp_path: Path) -> Path:
    """A profile of one's own, with the sample team in it."""
    return Path(shutil.copytree(filled_profile, tmp_path / "profile"))


@pytest.fixture
def desk(profile: Path) -> Iterator[Desk]:
    """An open desk; nothing runs beside it."""
    opened = open_desk(profile, start=False)
    yield opened
    opened.close()


@pytest.fixture
def bridge(desk: Desk) -> Iterator[Bridge]:
    """The desk's bridge, closed at the end."""
    made = Bridge(desk)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def window(bridge: Bridge, profile: Path, qtbot: object) -> Iterator[MainWindow]:
    """The main window, shown, with its first view."""
    made = MainWindow(bridge, Memory(profile))
    made.begin()
    made.show()
    yield made
    made.close()
    made.deleteLater()
    _delete_what_waits()


@pytest.fixture
def settle(bridge: Bridge) -> Callable[[], None]:
    """Wait until nothing is under way between screen and desk."""
    return partial(rest, bridge)


def _delete_what_waits() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
