"""The third schema: what a desk must remember to share well.

Operations know the clock they were made by and whether they may have been sent; numbers of forms
come in ranges from the hub; contents of files wait to be sent; tickets that belong to this desk no
longer, or only for a while, are marked.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = (
    # `sent`: it may have reached the hub and is altered no more; `again`: it was accepted once
    # and is only told to a hub that may have lost it
    "ALTER TABLE operation ADD COLUMN clock_offset INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE operation ADD COLUMN sent INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE operation ADD COLUMN again INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE operation ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE operation ADD COLUMN last_try_at INTEGER",
    "UPDATE operation SET sent=1",  # what waits may have been sent already
    # numbers from `next` to `last` may be used; `state` is "mine" or "returning"
    "CREATE TABLE serial_range(series TEXT NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, next INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'mine',"
    " reason TEXT NOT NULL DEFAULT '', PRIMARY KEY(series,first))",
    "CREATE TABLE upload(sha256 TEXT PRIMARY KEY, added_at INTEGER NOT NULL,"
    " tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0)",
    "INSERT OR IGNORE INTO upload(sha256,added_at) SELECT sha256,added_at FROM attachment",
    # tickets to be dropped once no unsent work touches them, and tickets fetched on demand
    "CREATE TABLE leaving(ticket TEXT PRIMARY KEY, at INTEGER NOT NULL)",
    "CREATE TABLE on_demand(ticket TEXT PRIMARY KEY, at INTEGER NOT NULL)",
)
