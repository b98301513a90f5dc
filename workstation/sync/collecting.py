"""Files of tickets that a desk keeps no longer: dropped from its folder after a while.

Only what no record and no work names any more, and what the hub has whole: it can be fetched again.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from workstation.store.blobs import Blobs
from workstation.sync.protocol import Hub

_log = logging.getLogger("aftercare.sync")
#: Seconds for which a file is kept that nothing names: since it came, and whatever the clock says.
GRACE: Final = 30 * 86_400
_NAMED: Final = (
    "SELECT sha256 FROM attachment UNION SELECT sha256 FROM print UNION SELECT sha256 FROM upload"
    " UNION SELECT json_extract(c.value,'$.new.sha256') FROM operation o, json_each(o.changes) c"
    " WHERE o.changes LIKE '%\"sha256\"%'"
)


def collect(
    do: Callable[[Callable[[sqlite3.Connection], Any]], Any],
    asked: Callable[[Callable[[Hub, int], Any]], Any],
    blobs: Blobs,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Drop what may go; how many. Raises `HubUnreachable`: then nothing more goes."""
    before = time.time() - GRACE
    named: set[str] = do(_named)
    dropped = 0
    for sha256 in blobs.names():
        path = blobs.path(sha256)
        if sha256 in named or path.stat().st_mtime > before:
            continue
        if stopped():
            break
        if not asked(partial(_is_there, sha256=sha256)):
            continue
        if sha256 in do(_named):  # named while the hub was asked
            continue
        path.unlink(missing_ok=True)
        dropped += 1
    if dropped:
        _log.info("%s files of tickets that are not kept here were dropped", dropped)
    return dropped


def _is_there(hub: Hub, desk_no: int, sha256: str) -> bool:
    """Whether the hub has a content whole."""
    known = hub.blob_state(sha256)
    return known is not None and known.complete


def _named(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute(_NAMED) if row[0]}
