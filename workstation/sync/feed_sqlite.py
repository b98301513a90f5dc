"""The feed of an SQLite hub: a plain sequence, safe because there is one writer at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from workstation.sync.hub_feed import Line
from workstation.sync.hub_tables import change_log


class SequenceFeed:
    """Positions are sequence numbers."""

    def position(self, connection: Connection) -> int:
        """The last number given."""
        return int(connection.scalar(select(func.coalesce(func.max(change_log.c.seq), 0))) or 0)

    def settle(self, connection: Connection, cursor: dict[str, Any]) -> None:
        """Every number that can be seen is on disk."""

    def lines(self, connection: Connection, cursor: dict[str, Any], limit: int) -> Sequence[Line]:
        """Lines after the page (or else the position), up to the one aimed at."""
        after = cursor.get("page", cursor["at"])
        rows = connection.execute(
            select(
                change_log.c.seq,
                change_log.c.kind,
                change_log.c.uid,
                change_log.c.rev,
                change_log.c.desk_no,
            )
            .where(change_log.c.seq > after, change_log.c.seq <= cursor["to"])
            .order_by(change_log.c.seq)
            .limit(limit)
        )
        return [Line(*row) for row in rows]

    def arrived(self, cursor: dict[str, Any]) -> dict[str, Any]:
        """Stand where one was going."""
        return {"epoch": cursor["epoch"], "at": cursor["to"]}
