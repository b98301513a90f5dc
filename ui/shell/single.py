"""One window per profile: a second start hands its call over and steps back."""

from __future__ import annotations

import getpass
import hashlib
import json
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ui.pages import Caller

_PATIENCE_MS: Final = 1_500
_LONGEST: Final = 4_096  # bytes of one message


def server_name(profile: Path) -> str:
    """The name under which the window of a profile listens; one per user and folder."""
    told = f"{getpass.getuser()}\n{profile.resolve()}"
    return "aftercare-" + hashlib.sha256(told.encode()).hexdigest()[:20]


def hand_over(profile: Path, call: Caller | None) -> bool:
    """Give a call to the window already running; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(profile))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    told = {"number": call.number, "name": call.name} if call else {}
    socket.write(json.dumps(told).encode() + b"\n")
    socket.flush()
    taken = socket.waitForReadyRead(_PATIENCE_MS)
    socket.disconnectFromServer()
    return taken


class Listener(QObject):
    """Takes what later starts hand over: `called(Caller)` for a call, `raised()` for a plain one."""

    called = Signal(object)
    raised = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._name = server_name(profile)

    def listen(self) -> bool:
        """Begin; the leftover of a crashed window is taken away first."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.setParent(self)
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._take(socket)

    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        line = bytes(socket.readLine(_LONGEST).data())
        socket.write(b"ok\n")
        socket.flush()
        try:
            told = json.loads(line)
            number, name = str(told.get("number", "")), str(told.get("name", ""))
        except (ValueError, AttributeError):
            return
        if "number" in told:
            self.called.emit(Caller(number, name))
        else:
            self.raised.emit()
