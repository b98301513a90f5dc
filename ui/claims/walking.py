"""From one claim to the next that waits for whoever sits here, without the list between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.claims.list_reading import read_lines
from ui.claims.listing import ClaimList

if TYPE_CHECKING:
    from workstation.desk import Reader

#: Claims that are looked into at once on the way to the next one.
_STRIDE: Final = 32


class Walking(QObject):
    """`found(uid)` is the next claim; `ended()` when no other one waits.

    The way is the list's order as it was last shown; behind its end it goes on from the top, and then
    with whatever has come since.
    """

    found = Signal(str)
    ended = Signal()

    def __init__(self, bridge: Bridge, listed: ClaimList, current: Callable[[], str]) -> None:
        super().__init__(listed)
        self._bridge, self._listed, self._current = bridge, listed, current
        self._under_way = False

    def next(self) -> None:
        """Look for the claim behind the one that is open."""
        self._go(1)

    def previous(self) -> None:
        """Look for the claim before it."""
        self._go(-1)

    def _go(self, step: int) -> None:
        if self._under_way:
            return
        self._under_way = True
        desk, current, shown = self._bridge.desk, self._current(), self._listed.rows.all_rows()

        def query(read: Reader) -> str:
            here = read.claim_row(current)
            way = _way(shown, here, step)
            known = set(way)
            live = [row for row, _status, _fen in read.live_claims(desk.agent.uid)]
            way += [row for row in live if row not in known and row != here]
            alive = set(live)
            way = [row for row in way if row in alive]
            for start in range(0, len(way), _STRIDE):
                part = way[start : start + _STRIDE]
                lines = read_lines(read, desk, part)
                for row in part:
                    if row in lines and lines[row].turn:
                        return lines[row].claim.uid
            return ""

        self._bridge.ask(query, self._on_found, self._on_failed)

    def _on_found(self, uid: str) -> None:
        self._under_way = False
        if uid:
            self.found.emit(uid)
        else:
            self.ended.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._under_way = False
        self._bridge.failed.emit(error)


def _way(rows: Sequence[int], here: int, step: int) -> list[int]:
    """The rows behind one (before it for a step of -1), and then round from the other end."""
    way = list(rows)[::step]
    if here not in way:
        return way
    place = way.index(here)
    return [*way[place + 1 :], *way[:place]]
