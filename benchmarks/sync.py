"""How fast desks and an embedded hub exchange, beside the same work done by bare sqlite3.

    python benchmarks/sync.py [--tickets 10000] [--check]

Every line is a ratio to a floor that is measured in the same run, because the speed of a machine
varies: the same rows written, read or locked by sqlite3 alone, with the same durability. A hub on
PostgreSQL is measured by `hub.py`. ``--check`` fails where a ratio is worse than today's by far.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

# In place of this folder, where a neighbour bears the name of a standard module.
sys.path.remove(str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ME, NO_RULES, Desk, race, seconds, tickets
from workstation.domain.ticket import Ticket
from workstation.store import bulk
from workstation.store.connect import connect
from workstation.store.flat import flat
from workstation.store.kinds import codec_of
from workstation.store.replica import now_ms, perform, transaction
from workstation.store.schema import upgrade
from workstation.store.work import Work
from workstation.sync import publish
from workstation.sync.hub import open_hub

#: The most that a line may cost in floors with ``--check``: what stands today, with some air.
WORST = {
    "local save": 4.0,
    "push one edit": 65.0,
    "drain 1,000 edits": 32.0,
    "catch up": 14.0,
    "bootstrap": 2.5,
    "publish": 10.0,
    "leases": 7.0,
    "edit seen by another desk": 55.0,
}


@dataclass(frozen=True)
class Line:
    """One measurement: seconds of ours and of the floor for the same amount of work."""

    name: str
    ours: float
    floor: float
    amount: str

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def median(times: int, work: Callable[[int], Any]) -> float:
    """The median time of repeated work, which is given its turn's number."""

    def timed(turn: int) -> float:
        return seconds(lambda: work(turn))

    return statistics.median(timed(turn) for turn in range(times))


class Floor:
    """The same work by the driver alone, in tables of its own beside the hub's."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.connection = self.dial()
        with self.transaction():
            self.connection.execute(
                "CREATE TABLE floor_record(uid text PRIMARY KEY, rev int, body text, owner text)"
            )
            self.connection.execute(
                "CREATE TABLE floor_log(seq INTEGER PRIMARY KEY, uid text, rev int)"
            )

    def dial(self) -> sqlite3.Connection:
        return connect(self._path)

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self.connection)

    def fill(self, rows: list[tuple[str, str]]) -> float:
        """Insert rows in batches of 2,000, one durable commit each."""

        def work() -> None:
            for start in range(0, len(rows), 2_000):
                part = rows[start : start + 2_000]
                with self.transaction():
                    self.connection.executemany("INSERT INTO floor_record VALUES (?,1,?,'')", part)
                    self.connection.executemany(
                        "INSERT INTO floor_log(uid,rev) VALUES (?,1)", [(uid,) for uid, _ in part]
                    )

        return seconds(work)

    def edit(self, uids: list[str]) -> None:
        """Change rows and log it, in one durable commit."""
        told = [(uid,) for uid in uids]
        with self.transaction():
            self.connection.executemany(
                "UPDATE floor_record SET rev=rev+1, body=body WHERE uid=?", told
            )
            self.connection.executemany("INSERT INTO floor_log(uid,rev) VALUES (?,2)", told)

    def lease_all(self, workers: int) -> float:
        """Give every row to one of several connections, one commit each."""

        def work() -> None:
            with closing(self.dial()) as connection:
                while self._lease(connection):
                    pass

        return race(workers, lambda _: work())

    def _lease(self, connection: sqlite3.Connection) -> bool:
        sql = (
            "UPDATE floor_record SET owner='x' WHERE uid=(SELECT uid FROM floor_record"
            " WHERE owner='' LIMIT 1) RETURNING uid"
        )
        with transaction(connection):
            return connection.execute(sql).fetchone() is not None


def measure(folder: Path, count: int) -> Iterator[Line]:
    """All lines."""
    file = folder / "hub.db"
    hub = open_hub(f"sqlite:///{file}", make=True)
    hub.init()
    made = list(tickets(count))
    one, two = Desk(folder / "one.db", hub), Desk(folder / "two.db", hub)
    with transaction(one.connection):
        bulk.insert(one.connection, made)
    floor = Floor(file)
    bodies = [(ticket.uid, _body(ticket)) for ticket in made]

    def line(name: str, ours: float, least: float, amount: str) -> Line:
        return Line(name, ours, least, amount)

    told = seconds(lambda: publish.publish_all(one.exchange))
    yield line("publish", told, floor.fill(bodies), f"{count:,} tickets")
    told = seconds(two.exchange.round)
    yield line("bootstrap", told, _raw_replica(folder / "raw.db", made), f"{count:,} tickets")
    one.exchange.round()

    uid = made[0].uid
    yield line("local save", *_saves(one, folder / "raw.db", uid), "row, journal, operation")
    one.exchange.push()

    times = []
    for n in range(60):
        one.edit(uid, f"edit {n}")
        times.append(seconds(one.exchange.push))
    least = median(60, lambda n: floor.edit([uid]))
    yield line("push one edit", statistics.median(times), least, "median")

    chosen = [ticket.uid for ticket in made[:1_000]]
    for uid in chosen:
        one.edit(uid, "drained")
    ours = seconds(one.exchange.push)

    def in_hundreds() -> None:
        for start in range(0, len(chosen), 100):
            floor.edit(chosen[start : start + 100])

    least = seconds(in_hundreds)
    yield line("drain 1,000 edits", ours, least, "in hundreds")

    ours = seconds(two.exchange.pull)
    yield line("catch up", ours, _raw_updates(folder / "raw.db", made[:1_000]), "1,000 edits")
    yield line("edit seen by another desk", *_seen(one, two, floor, made[1].uid), "push and pull")

    def lease(number: int) -> None:
        turn = 0
        while hub.take_next(f"{number}-{turn}", "", ["cod"], 1, 60_000):
            turn += 1

    fewer = min(count, 500)
    with floor.transaction():
        floor.connection.execute("UPDATE floor_record SET owner='y'")
        floor.connection.executemany(
            "UPDATE floor_record SET owner='' WHERE uid=?",
            [(ticket.uid,) for ticket in made[:fewer]],
        )
    keep = {ticket.uid for ticket in made[:fewer]}
    _own_all_but(one, keep)
    ours = race(8, lease)
    yield line("leases", ours, floor.lease_all(8), f"{fewer} by 8 at once")
    findings = hub.check()
    if findings:
        raise SystemExit(f"the hub is unsound: {findings[:3]}")
    hub.close()


def _own_all_but(desk: Desk, keep: set[str]) -> None:
    """Leave only some tickets free, by one operation of many changes per thousand."""

    @dataclass(frozen=True)
    class Own:
        uids: tuple[str, ...]

        def perform(self, work: Work) -> None:
            for uid in self.uids:
                ticket = work.get(Ticket, uid)
                work.keep(ticket, replace(ticket, owner=ME.uid), tell=False)

    rows = [row[0] for row in desk.connection.execute("SELECT uid FROM ticket")]
    others = [uid for uid in rows if uid not in keep]
    for start in range(0, len(others), 1_000):
        perform(desk.connection, Own(tuple(others[start : start + 1_000])), ME, now_ms(), NO_RULES)
    desk.exchange.push()


def _body(ticket: Ticket) -> str:
    row = codec_of("ticket").row(ticket)
    return json.dumps(flat("ticket").facts(row), ensure_ascii=False)


def _raw_replica(path: Path, made: list[Ticket]) -> float:
    """The same rows into the same indexed table by executemany."""
    connection = connect(path)
    upgrade(connection)
    turn = flat("ticket")
    coder = codec_of("ticket")
    rows = [turn.inserted(ticket.uid, turn.facts(coder.row(ticket)), 1) for ticket in made]

    def work() -> None:
        for start in range(0, len(rows), 1_000):
            with transaction(connection):
                connection.executemany(turn.insert(), rows[start : start + 1_000])

    with closing(connection):
        return seconds(work)


def _raw_updates(path: Path, made: list[Ticket]) -> float:
    """The same edits in one commit by executemany."""
    with closing(connect(path)) as connection:

        def work() -> None:
            with transaction(connection):
                connection.executemany(
                    "UPDATE ticket SET subject='drained', rev=rev+1 WHERE uid=?",
                    [(ticket.uid,) for ticket in made],
                )

        return seconds(work)


def _saves(desk: Desk, path: Path, uid: str) -> tuple[float, float]:
    """A saved action, and a row with a line beside it in one durable commit."""
    ours = median(200, lambda n: desk.edit(uid, f"save {n}"))
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS beside(n INTEGER PRIMARY KEY, said TEXT)")

        def save(n: int) -> None:
            with transaction(connection):
                connection.execute("UPDATE ticket SET subject=? WHERE uid=?", (f"s{n}", uid))
                connection.execute("INSERT INTO beside(said) VALUES (?)", ("x" * 400,))

        return ours, median(200, save)


def _seen(one: Desk, two: Desk, floor: Floor, uid: str) -> tuple[float, float]:
    """From one desk's commit to the other's, without the wait to be woken."""
    times = []
    for n in range(40):
        one.edit(uid, f"seen {n}")
        times.append(seconds(lambda: (one.exchange.push(), two.exchange.pull())))
    reading = floor.dial()

    def bare(n: int) -> None:
        floor.edit([uid])
        reading.execute("SELECT body FROM floor_record WHERE uid=?", (uid,)).fetchone()

    with closing(reading):
        return statistics.median(times), median(40, bare)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=10_000)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    worse = 0
    print(f"{'what':<26} {'ours':>10} {'floor':>10} {'ratio':>7}")
    with tempfile.TemporaryDirectory(prefix="bench-sync-") as name:
        for line in measure(Path(name), given.tickets):
            bad = line.ratio > WORST[line.name]
            worse += bad
            print(
                f"{line.name:<26} {line.ours * 1000:8.2f}ms {line.floor * 1000:8.2f}ms"
                f" {line.ratio:6.1f}x  {line.amount}" + ("  WORSE" if bad and given.check else "")
            )
    return 1 if worse and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
