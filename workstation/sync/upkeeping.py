"""What a courier sees to now and then, while all goes well."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import Final

from workstation.domain.pages import SyncState
from workstation.store import operations
from workstation.store.replica import transaction
from workstation.sync import history
from workstation.sync.exchange import Exchange
from workstation.sync.verifying import verify

_log = logging.getLogger("aftercare.sync")
_HOUR_MS: Final = 3_600_000
_DAY_MS: Final = 24 * _HOUR_MS


class Upkeep:
    """Numbers of forms, comparing replica and hub, dropping what is old, a line in the log."""

    def __init__(self, keep_days: int) -> None:
        self._keep_ms = keep_days * _DAY_MS
        self._hour = 0
        self._day = 0

    def tend(self, exchange: Exchange, state: Callable[[], SyncState]) -> None:
        """Do what is due; raises `HubUnreachable` and the hub's refusals."""
        if exchange.stopped():
            return
        exchange.tend_serials()
        now = exchange.clock()
        heard = exchange.heard_at  # the hub's own time: this desk's may be wrong by years
        if heard and heard - self._day >= _DAY_MS:
            self._day = heard
            self._tidy(exchange, heard)
        if not self._hour:
            self._hour = now  # the first comparison an hour after the start
        if now - self._hour >= _HOUR_MS:
            self._hour = now
            exchange.prove()
            verify(exchange)
            _log.info("%s", _line(state()))

    def _tidy(self, exchange: Exchange, now: int) -> None:
        before = now - self._keep_ms

        def tidy(connection: sqlite3.Connection) -> int:
            with transaction(connection):
                return operations.forget_done(connection, before)

        exchange.do(tidy)
        history.trim(exchange)


def _line(told: SyncState) -> str:
    return (
        f"{told.state}: {told.waiting} waiting, {told.refused} refused, {told.conflicts} conflicts,"
        f" push {told.push_ms[0]}/{told.push_ms[1]} ms, pull {told.pull_ms[0]}/{told.pull_ms[1]} ms,"
        f" clock {told.clock_offset_ms:+d} ms, {told.serials_left} numbers left,"
        f" {told.uploads} contents waiting, {told.repaired} records repaired"
    )
