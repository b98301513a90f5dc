from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

import resources
from ui.pages import Caller
from ui.shell.single import Listener, hand_over, server_name

ROOT = resources.path("icons").parents[1]


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    made = Listener(tmp_path)
    assert made.listen()
    yield made
    made.close()
    made.deleteLater()


SECOND = """
import sys
from pathlib import Path
from ui.pages import Caller
from ui.shell.single import hand_over
folder, *call = sys.argv[1:]
sys.exit(0 if hand_over(Path(folder), Caller(*call) if call else None) else 1)
"""


def second_start(folder: Path, *call: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND, str(folder), *call], cwd=ROOT)


def test_without_a_window_nobody_takes_the_call(tmp_path: Path) -> None:
    assert not hand_over(tmp_path, Caller("1"))


def test_a_call_is_handed_to_the_window_that_is_open(
    listener: Listener, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(listener.called) as heard:
        second = second_start(tmp_path, "13800138000", "王芳")
    assert second.wait(10) == 0
    assert heard.args == [Caller("13800138000", "王芳")]


def test_a_second_start_without_a_call_raises_the_window(
    listener: Listener, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(listener.raised):
        second = second_start(tmp_path)
    assert second.wait(10) == 0


def test_nonsense_is_passed_over(listener: Listener, tmp_path: Path, qtbot: QtBot) -> None:
    told: list[object] = []
    listener.called.connect(told.append)
    listener.raised.connect(lambda: told.append("raised"))
    for nonsense in (b"\xff\xfe\n", b"[1,2]\n", b"{broken\n"):
        socket = QLocalSocket()
        socket.connectToServer(server_name(tmp_path))
        assert socket.waitForConnected(1000)
        socket.write(nonsense)
        socket.flush()
        qtbot.waitUntil(lambda socket=socket: socket.bytesAvailable() > 0)
        socket.disconnectFromServer()
    assert told == []


def test_the_leftover_of_a_crash_does_not_stand_in_the_way(tmp_path: Path, qtbot: QtBot) -> None:
    import socket
    import tempfile

    stale = Path(tempfile.gettempdir()) / server_name(tmp_path)
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(stale))
    dead.close()
    listener = Listener(tmp_path)
    assert listener.listen()
    listener.close()
    listener.deleteLater()


def test_profiles_have_doors_of_their_own(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
    assert server_name(tmp_path / "a") == server_name(tmp_path / "b" / ".." / "a")
