"""A PostgreSQL server of the world's own, which may be killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.clusters import Cluster
from tests.postgres import PostgresServer


@dataclass(frozen=True)
class CrashingServer(PostgresServer):
    """A throwaway cluster, at whose address it answers; its templates are its own."""

    cluster: Cluster
    made: dict[str, str] = field(default_factory=dict)

    def template(self, name: str, prepare: Callable[[str], None]) -> str:
        """A database of that name, prepared once."""
        if name not in self.made:
            self.made[name] = self.create()
            prepare(self.url(self.made[name]))
        return self.made[name]

    def crash(self) -> None:
        """Kill it with all its processes, so that what was in memory only is lost; start it."""
        self.cluster.kill()
        self.cluster.start()
        if self.cluster.url() not in self.address:
            raise RuntimeError("another program has taken the server's port")
