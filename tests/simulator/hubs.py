"""The two real hubs of the simulated world: opened, restarted, saved, restored, looked into."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.simulator.laws import Laws
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub


class SqliteBox:
    """A hub in an SQLite file; each desk has a connection of its own to it."""

    kind = "sqlite"
    mark = "?"

    def __init__(self, folder: Path, laws: Laws) -> None:
        self.path = folder / "hub.db"
        self.url = f"sqlite:///{self.path}"
        self.laws = laws
        self.saved = 0
        self._open: dict[str, Hub] = {}

    def hub(self, who: str) -> Hub:
        """The hub as a desk's process has it open."""
        if who not in self._open:
            self._open[who] = open_hub(self.url)
        return self._open[who]

    def seat(self, who: str, person: str) -> None:
        """Whose a desk is: nothing that a file could know."""

    def left(self, who: str) -> None:
        """A desk's process has ended."""
        if hub := self._open.pop(who, None):
            hub.close()

    def tick(self) -> None:
        """Nothing to do: the hub's clock is this process's."""

    def outside(self, uid: str) -> str:
        """Nothing: nobody writes to the file while another does."""
        return ""

    def restart(self) -> None:
        """All connections end."""
        for who in tuple(self._open):
            self.left(who)

    def crash(self) -> None:
        """The machine stops and starts: a commit is in the file, whatever happens."""
        self.restart()

    def save(self) -> Any:
        """A copy to restore from."""
        self.saved += 1
        copy = self.path.with_name(f"hub-{self.saved}.copy")
        with closing(sqlite3.connect(self.path)) as one, closing(sqlite3.connect(copy)) as other:
            one.backup(other)
        return copy

    def restore(self, copy: Any) -> None:
        """Put a copy in the hub's place, as the manual says: with a new epoch."""
        self.restart()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(copy, self.path)
        new_epoch(self.hub("operator"))
        self.restart()

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Rows of the hub's tables, JSON read."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            found = [dict(row) for row in connection.execute(query, values)]
        for row in found:
            for name in _JSON & row.keys():
                row[name] = json.loads(row[name])
        return found

    def close(self) -> None:
        self.restart()


_JSON = {"body", "authors", "told", "outcome"}


def new_epoch(hub: Any) -> None:
    """A new life of a restored hub, as its operator begins it."""
    hub.new_epoch()


def make_sqlite(path: Path) -> None:
    """A new hub in a file."""
    hub = open_hub(f"sqlite:///{path}", make=True)
    hub.init()
    hub.close()
