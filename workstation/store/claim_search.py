"""The list of claims: counted, ordered and searched along one index that holds what is looked for."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from typing import Any, Final

from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.store.kinds import codec

#: Of what is typed, so many of the newest claims are found.
MOST_FOUND: Final = 2_000
_CHUNK: Final = 500
_SEARCHED: Final = (
    *("number", "serial", "waybill", "claimant", "claimant_phone", "goods", "payee"),
    "description",
)
_SUM: Final = "coalesce(approved_fen,proposed_fen)"
#: Names of orders with what they go by.
ORDERS: Final = {
    "number": "number",
    "kind": "kind",
    "claimant": "claimant",
    "goods": "goods",
    "waybill": "waybill",
    "payee": "payee",
    "approved_fen": _SUM,
    "age": "created_at",
}
_LIVE: Final = ",".join(f"'{status}'" for status in LIVE_CLAIMS)
#: The newest claims of a person that were turned down wait to be mended.
_MOST_REJECTED: Final = 200

#: A claim's row number, its status, and the sum in fen that counts now.
Hit = tuple[int, str, int]


class ClaimSearch:
    """The part of the reader that lists claims by their row numbers."""

    connection: sqlite3.Connection

    def claim_counts(self) -> dict[str, tuple[int, int]]:
        """How many claims are in each status, and what they come to in fen."""
        sql = f"SELECT status,count(*),sum({_SUM}) FROM claim GROUP BY status"
        return {status: (count, fen) for status, count, fen in self.connection.execute(sql)}

    def claim_rows(
        self, status: str = "", order: str = "age", *, descending: bool = True, most: int = -1
    ) -> array[int]:
        """The row numbers of all claims, or of those in a status, in an order of `ORDERS`.

        The first `most` of them, all for -1.
        """
        where = "" if not status else "WHERE status=?" if order == "age" else "WHERE +status=?"
        sql = f"SELECT id FROM claim {where} ORDER BY {ORDERS[order]} {_way(descending)} LIMIT ?"
        found = self.connection.execute(sql, (status, most) if status else (most,))
        return array("q", (row[0] for row in found))

    def claims_found(self, typed: str, order: str = "age", *, descending: bool = True) -> list[Hit]:
        """The newest claims that bear every word that was typed in any part of what is told."""
        words = typed.split()
        if not words:
            return []
        fits = " OR ".join(f"{name} LIKE {{0}} ESCAPE '\\'" for name in _SEARCHED)
        where = " AND ".join(f"({fits.format(f'?{place + 1}')})" for place in range(len(words)))
        sql = (
            f"SELECT id,status,fen FROM (SELECT id,status,{_SUM} AS fen,{ORDERS[order]} AS told"
            f" FROM claim WHERE {where} ORDER BY created_at DESC LIMIT {MOST_FOUND})"
            f" ORDER BY told {_way(descending)}"
        )
        return self.connection.execute(sql, tuple(map(_pattern, words))).fetchall()

    def claims_ordered(
        self, rows: Sequence[int], order: str, *, descending: bool = True
    ) -> array[int]:
        """Some row numbers, a few thousand at most, in an order of `ORDERS`."""
        sql = (
            "SELECT id FROM claim WHERE id IN (SELECT value FROM json_each(?))"
            f" ORDER BY {ORDERS[order]} {_way(descending)}"
        )
        found = self.connection.execute(sql, (json.dumps(list(rows)),))
        return array("q", (row[0] for row in found))

    def live_claims(self, agent: str) -> list[Hit]:
        """Claims on their way, and the newest of this person's that were turned down."""
        sql = (
            f"SELECT id,status,{_SUM},created_at FROM claim"
            f" WHERE status IN ({_LIVE}) UNION ALL SELECT * FROM"
            f" (SELECT id,status,{_SUM},created_at FROM claim"
            " WHERE status='rejected' AND (created_by=?1 OR submitted_by=?1)"
            f" ORDER BY created_at DESC LIMIT {_MOST_REJECTED}) ORDER BY 4 DESC"
        )
        return [row[:3] for row in self.connection.execute(sql, (agent,))]

    def claims_at(self, rows: Sequence[int]) -> dict[int, Claim]:
        """Claims by their row numbers."""
        coder = codec(Claim)
        found: dict[int, Claim] = {}
        for start in range(0, len(rows), _CHUNK):
            part = rows[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            sql = coder.select.replace("SELECT ", "SELECT id,", 1)
            told = self.connection.execute(f"{sql} WHERE id IN ({marks})", tuple(part))
            found.update((row[0], coder.record(row[1:])) for row in told)
        return found

    def claim_row(self, uid: str) -> int:
        """A claim's row number; 0 when it is not here."""
        row = self.connection.execute("SELECT id FROM claim WHERE uid=?", (uid,)).fetchone()
        return int(row[0]) if row else 0

    def claim_rows_of(self, tickets: Sequence[str]) -> set[int]:
        """The row numbers of the claims of some tickets."""
        found: set[int] = set()
        for start in range(0, len(tickets), _CHUNK):
            part = tickets[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            told: Any = self.connection.execute(
                f"SELECT id FROM claim WHERE ticket IN ({marks})", tuple(part)
            )
            found.update(row[0] for row in told)
        return found


def _way(descending: bool) -> str:
    return "DESC" if descending else "ASC"


def _pattern(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"
