"""What a driver says when the shared database is away, in plain words."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

#: What PostgreSQL's driver says of a server that is away, and what that means.
_AWAY: Final = (
    (
        ("could not translate host name", "failed to resolve", "Name or service not known"),
        _T("sync", "The server's name{server} is not known on this network."),
    ),
    (
        ("Connection refused", "starting up", "shutting down", "terminating connection"),
        _T("sync", "The server{server} is there, but the shared database on it is not running."),
    ),
    (
        ("closed the connection", "timeout", "timed out", "unreachable", "No route", "reset by"),
        _T("sync", "The server{server} does not answer, or the network does not reach it."),
    ),
)
_SERVER: Final = re.compile(r'server at "([^"]+)"(?: \([^)]*\))?, port (\d+)')
#: How a hub that is a file says that it is away, before the file's path.
_NO_FILE: Final = ("no file ", "no folder for ")


def plain(problem: str) -> str:
    """The meaning of a known message as a sentence; "" of any other."""
    for start in _NO_FILE:
        if problem.startswith(start):
            text = QCoreApplication.translate("sync", "The file {path} is not to be found.")
            path = problem.removeprefix(start).removeprefix("sqlite:///")
            return text.format(path=path)
    known = next((text for parts, text in _AWAY if any(part in problem for part in parts)), "")
    if not known:
        return ""
    found = _SERVER.search(problem)
    server = f" ({found[1]}:{found[2]})" if found else ""
    return QCoreApplication.translate("sync", known).format(server=server)
