"""What the courier tells of itself: figures from the replica, and the state made of them."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.domain.pages import SyncState
from workstation.store import operations, renewals, serials, state

#: What a screen shows at once; the rest is told along with it.
_SEEN: Final = (
    "state",
    "waiting",
    "refused",
    "conflicts",
    "offline_since",
    "problem",
    "stage",
    "done",
    "advisory",
    "uploads",
    "checked_at",
    "listening",
    "renewals",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the replica says of itself."""

    waiting: int
    refused: int
    conflicts: int
    oldest: int | None
    uploads: int
    checked_at: int | None
    repaired: int
    clock_offset_ms: int
    serials: tuple[tuple[str, int], ...]
    renewals: int = 0


def figures_of(connection: sqlite3.Connection) -> Figures:
    """Count; some small indexed reads."""
    waiting, refused = operations.counts(connection)
    known = dict(connection.execute(_KNOWN).fetchall())
    ranges = connection.execute(
        "SELECT series,sum(last-next+1) FROM serial_range"
        " WHERE state='mine' AND next<=last GROUP BY series"
    ).fetchall()
    return Figures(
        waiting=waiting,
        refused=refused,
        conflicts=operations.open_conflicts(connection),
        oldest=operations.oldest_waiting(connection) if waiting else None,
        uploads=int(connection.execute("SELECT count(*) FROM upload").fetchone()[0]),
        checked_at=int(known["checked_at"]) if known.get("checked_at") else None,
        repaired=int(known.get("repaired") or 0),
        clock_offset_ms=state.number(connection, "clock_offset"),
        serials=tuple(ranges),
        renewals=len(renewals.unread(connection)),
    )


_KNOWN: Final = "SELECT key,value FROM desk_state WHERE key IN ('checked_at','repaired')"


def figures_at(told: Figures, now: int) -> dict[str, Any]:
    """The figures as facts of a state."""
    series = serials.series_at(now)
    return {
        "waiting": told.waiting,
        "refused": told.refused,
        "conflicts": told.conflicts,
        "lag_ms": max(now - told.oldest, 0) if told.oldest is not None else 0,
        "uploads": told.uploads,
        "checked_at": told.checked_at,
        "repaired": told.repaired,
        "renewals": told.renewals,
        "clock_offset_ms": told.clock_offset_ms,
        "serials_left": sum(count for name, count in told.serials if name == series),
    }


class Standing:
    """The state as last known. Attempts overlap: one that failed late does not undo a success."""

    def __init__(self, begun: SyncState) -> None:
        self.state = begun
        self._guard = threading.Lock()
        self._attempts = 0
        self._succeeded = 0

    def begin(self) -> int:
        """The number of an attempt that begins."""
        with self._guard:
            self._attempts += 1
            return self._attempts

    def succeeded(self, attempt: int) -> None:
        """An attempt reached the hub: whatever began before it and fails now is out of date."""
        with self._guard:
            self._succeeded = max(self._succeeded, self._attempts, attempt)

    def may_fail(self, attempt: int) -> bool:
        """Whether nothing has reached the hub since an attempt began."""
        with self._guard:
            return attempt > self._succeeded

    def show(self, facts: dict[str, Any]) -> SyncState | None:
        """Take facts in; the new state if somebody should hear of it."""
        with self._guard:
            old = self.state
            new = replace(old, **facts)
            new = replace(new, state=_named(new))
            self.state = new
        return new if _seen(new) != _seen(old) else None


def _named(told: SyncState) -> str:
    if told.offline_since is not None:
        return "offline"
    if told.refused:
        return "refused"
    return "waiting" if told.waiting or told.last_exchange_at is None else "in_step"


def _seen(told: SyncState) -> tuple[Any, ...]:
    return tuple(getattr(told, name) for name in _SEEN)
