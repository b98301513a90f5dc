"""Opening the shared database by its URL."""

from __future__ import annotations

from workstation.sync.hub_address import POSTGRES
from workstation.sync.protocol import Hub


def open_hub(url: str, *, make: bool = False) -> Hub:
    """The hub at sqlite:///PATH or postgresql://…; nothing is asked of a server yet.

    With `make` the folder of an SQLite hub is made; `init()` then makes the tables. Raises
    `Refusal`: hub_url, hub_missing (no such file: `hub init`), hub_on_network (an SQLite hub
    must lie on a disk of this machine), and `HubUnreachable` when its folder is away.
    """
    if url.startswith(POSTGRES):
        from workstation.sync.postgres_hub import PostgresHub

        return PostgresHub(url)
    from workstation.sync.sql_hub import open_sql_hub

    return open_sql_hub(url, make=make)
