"""Bringing a replica to the present schema, step by step, each in one transaction."""

from __future__ import annotations

import sqlite3
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.store.migrations import (
    step_0001,
    step_0002,
    step_0003,
    step_0004,
    step_0005,
    step_0006,
)

STEPS: Final[tuple[tuple[str, ...], ...]] = (
    step_0001.STATEMENTS,
    step_0002.STATEMENTS,
    step_0003.STATEMENTS,
    step_0004.STATEMENTS,
    step_0005.STATEMENTS,
    step_0006.STATEMENTS,
)
VERSION: Final = len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version a replica is at; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: sqlite3.Connection) -> bool:
    """Apply the steps that are missing; tell whether any was.

    Raises `Refusal("replica_newer")` when the file was written by a newer program; the file
    stays untouched.
    """
    if version_of(connection) == VERSION:
        return False
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = version_of(connection)
        if found > VERSION:
            raise Refusal("replica_newer", found=found, known=VERSION)
        for number, statements in enumerate(STEPS[found:], start=found + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return True
