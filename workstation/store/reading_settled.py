"""Settled claims, to compare others with: by an index, the latest first, and only so many."""

from __future__ import annotations

import sqlite3
from typing import Final

from workstation.domain.similar import Likeness, Settled

#: So many settled claims of a kind are looked at, the latest.
MOST: Final = 2_000
_SETTLED: Final = (
    "SELECT c.uid,c.number,c.approved_at,c.proposed_fen,c.approved_fen,c.kind,c.insured_fen,"
    "c.value_fen,p.carrier,p.product,p.category"
    " FROM claim c INDEXED BY claim_settled"
    " LEFT JOIN ticket t ON t.uid=c.ticket LEFT JOIN parcel p ON p.uid=t.parcel"
    " WHERE c.kind=? AND c.approved_at>=? AND c.approved_at IS NOT NULL AND c.uid<>?"
    " AND c.status IN ('approved','printed','paid') AND c.approved_fen IS NOT NULL"
    " ORDER BY c.approved_at DESC,c.uid LIMIT ?"
)


def settled_claims(
    connection: sqlite3.Connection, kind: str, since: int, without: str = "", most: int = MOST
) -> tuple[Settled, ...]:
    """Claims of a kind that were approved since a moment (ms UTC), latest first, but for one."""
    rows = connection.execute(_SETTLED, (kind, since, without, most))
    return tuple(
        Settled(
            uid=str(row[0]),
            number=str(row[1]),
            approved_at=int(row[2]),
            proposed_fen=int(row[3]),
            approved_fen=int(row[4]),
            like=Likeness(
                str(row[5]),
                int(row[6]) > 0,
                int(row[7]),
                *(str(told or "") for told in row[8:11]),
            ),
        )
        for row in rows
    )
