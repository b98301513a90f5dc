"""The claims on their way, looked into a few at a time: whose turn each is, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.claims.list_reading import CHUNK, Line, Live, live_of, read_lines
from workstation.changes import Changes

if TYPE_CHECKING:
    from workstation.desk import Reader

#: Records of which one concerns claims whose tickets were not touched.
_WIDE: Final = frozenset({"agent", "delegation", "rule", "key_account"})


class LiveClaims(QObject):
    """`known` by row number, the newest first; `gathered(whole=)` when some more, or all, are."""

    gathered = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._round = 0
        self._agent = ""
        self.known: dict[int, Live] = {}

    def waiting(self) -> bool:
        """Whether any of them waits for whoever sits here."""
        return any(one.turn for one in self.known.values())

    def gather(self, changes: Changes | None = None) -> None:
        """Look into them: all, or those of the tickets that were changed and new ones."""
        self._round += 1
        turn, agent = self._round, self._bridge.desk.agent.uid
        all_ = changes is None or changes.many or agent != self._agent
        all_ = all_ or bool(changes and (changes.kinds & _WIDE or not changes.tickets))
        self._agent = agent
        tickets = tuple(changes.tickets) if changes is not None else ()

        def query(read: Reader) -> tuple[list[int], set[int]]:
            rows = [row for row, _status, _fen in read.live_claims(agent)]
            return rows, set(rows) if all_ else read.claim_rows_of(tickets)

        self._bridge.ask(query, lambda found: self._on_rows(turn, *found))

    def _on_rows(self, turn: int, rows: list[int], touched: set[int]) -> None:
        if turn != self._round:
            return
        unknown = [row for row in rows if row in touched or row not in self.known]
        self._look(turn, rows, unknown, {})

    def _look(
        self, turn: int, rows: Sequence[int], left: Sequence[int], found: dict[int, Live]
    ) -> None:
        """Look into the next few, until none is left."""
        if not left:
            self._tell(rows, found, whole=True)
            return
        desk = self._bridge.desk

        def then(lines: dict[int, Line]) -> None:
            if turn != self._round:
                return
            first = not found
            found.update((row, live_of(line)) for row, line in lines.items())
            if first and len(left) > CHUNK:
                self._tell(rows, found, whole=False)
            self._look(turn, rows, left[CHUNK:], found)

        self._bridge.ask(lambda read: read_lines(read, desk, left[:CHUNK]), then)

    def _tell(self, rows: Sequence[int], found: dict[int, Live], *, whole: bool) -> None:
        old = self.known
        told = ((row, found.get(row) or old.get(row)) for row in rows)
        self.known = {row: one for row, one in told if one is not None}
        self.gathered.emit(whole)
