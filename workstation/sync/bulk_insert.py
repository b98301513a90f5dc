"""Inserting many rows by the driver itself: SQLAlchemy's work per row would cost as much again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Connection, Table


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[dict[str, Any]],
    *,
    unless_there: bool = False,
) -> None:
    """Insert rows that all have the same columns; with `unless_there` conflicts are passed over."""
    if not rows:
        return
    names = tuple(rows[0])
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    structured = _structured(table)
    statement = (
        f"INSERT INTO {table.name}({','.join(names)}) VALUES ({','.join([mark] * len(names))})"
        + (" ON CONFLICT DO NOTHING" if unless_there else "")
    )
    values = [
        tuple(dumps(row[name]) if name in structured else row[name] for name in names)
        for row in rows
    ]
    connection.exec_driver_sql(statement, values)


def dumps(value: Any) -> str:
    """JSON as the hub keeps it."""
    return "{}" if value == {} else _encode(value)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@cache
def _structured(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if isinstance(column.type, JSON))
