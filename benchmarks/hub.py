"""How near the exchange comes to the bare database: a PostgreSQL hub beside its own floors.

    python benchmarks/hub.py [--tickets 100000] [--only NAME …] [--check] [--pouchdb NODE_MODULES]

A PostgreSQL cluster of its own, durable as it is delivered (fsync on), is started on loopback and
removed. Every line is a ratio to a floor measured in the same run, because the speed of a machine
varies: the least that any program must do for the same effect, by psycopg and sqlite3 alone, with
the same indexes and the same durability. ``--check`` fails where a ratio misses its goal.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# In place of this folder, where a neighbour bears the name of a standard module.
sys.path.remove(str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.goals import GOALS, TIMES_POUCHDB, Line
from benchmarks.hub_bed import Bed
from benchmarks.hub_beginning import bootstrap, pouchdb, snapshot
from benchmarks.hub_by_many import next_by_64, pushes_by_32
from benchmarks.hub_desk import catch_up, drain, push_one, save, seen_elsewhere
from tests.clusters import Cluster

#: Each line in an order in which none disturbs the next.
PARTS: Final[dict[str, Callable[[Bed], Line]]] = {
    "bootstrap": bootstrap,
    "snapshot": snapshot,
    "save": save,
    "push one": push_one,
    "seen elsewhere": seen_elsewhere,
    "drain 1,000": drain,
    "catch up 10,000": catch_up,
    "pushes by 32": pushes_by_32,
    "next by 64": next_by_64,
}
#: As a server is delivered, but with memory and connections for the work at hand.
_DURABLE: Final = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_writer_delay": "200ms",
    "bgwriter_delay": "200ms",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "max_connections": "200",
    "autovacuum": "on",
}


def lines(bed: Bed, only: list[str]) -> Iterator[Line]:
    """Each line that is wanted."""
    for name, part in PARTS.items():
        if not only or name in only:
            yield part(bed)


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """A durable server of this run's own; the URL of an empty database on it."""
    folder.chmod(0o755)  # the server is another user's
    cluster = Cluster(folder / "server", _DURABLE).init().start()
    try:
        with cluster.connect() as connection:
            connection.execute("CREATE DATABASE bench")
        yield cluster.url("bench")
    finally:
        cluster.remove()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--only", nargs="*", default=[], choices=list(GOALS))
    parser.add_argument("--check", action="store_true")
    parser.add_argument(
        "--pouchdb",
        type=Path,
        metavar="NODE_MODULES",
        help="measure PouchDB's bootstrap beside ours",
    )
    given = parser.parse_args()
    missed, peer = 0, (0.0, 0.0)
    with tempfile.TemporaryDirectory(prefix="bench-hub-") as name, _server(Path(name)) as url:
        bed = Bed(Path(name), url, given.tickets)
        print(f"{given.tickets:,} tickets; milliseconds at the median and the 95th percentile")
        heads = f"{'ours':>9} {'p95':>9} {'floor':>9} {'p95':>9}   {'ratio':>12}  {'goal':>10}"
        print(f"{'':<16}{heads}")
        for line in lines(bed, given.only):
            missed += not line.met
            print(line, flush=True)
            if given.pouchdb and line.name in TIMES_POUCHDB:
                peer = peer if peer[0] else pouchdb(bed, given.pouchdb)
                times, goal = peer[1] / line.ours[0], TIMES_POUCHDB[line.name]
                missed += times < goal
                print(
                    f"{'':<4}PouchDB: {peer[0]:.2f} s without indexes, {peer[1]:.2f} s with four:"
                    f" {times:.1f} times, goal {goal}  {'met' if times >= goal else 'MISSED'}"
                )
        findings = bed.hub.check()
        print("hub check:", "sound" if not findings else findings[:3])
        bed.hub.close()
    return 1 if given.check and (missed or findings) else 0


if __name__ == "__main__":
    sys.exit(main())
