"""How fast desks and hub exchange, beside the same work done by the bare drivers.

    python benchmarks/sync.py [--tickets 10000] [--postgres postgresql://…] [--check]

Every line is a ratio to a floor that is measured in the same run, because the speed of a machine
varies: the same rows written, read or locked by sqlite3 or psycopg alone, with the same
durability. Give the URL of an empty database to measure PostgreSQL as well; its tables are made
and remain. ``--check`` fails where a ratio is worse than the first release's.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

# In place of this folder, where a neighbour bears the name of a standard module.
sys.path.remove(str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket
from workstation.store import bulk
from workstation.store.connect import connect
from workstation.store.flat import flat
from workstation.store.kinds import codec_of
from workstation.store.replica import now_ms, perform, transaction
from workstation.store.schema import upgrade
from workstation.store.work import Work
from workstation.sync import publish
from workstation.sync.exchange import Exchange
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub

ME = Agent("bench", "Bench", role="admin", groups=("cod",))
NO_RULES: Any = None
#: The most that a line may cost in floors with ``--check``: what stands today, with some air.
WORST = {
    "local save": 5.0,
    "push one edit": 45.0,
    "drain 1,000 edits": 40.0,
    "catch up": 20.0,
    "bootstrap": 4.0,
    "publish": 10.0,
    "leases": 12.0,
    "edit seen by another desk": 60.0,
}


@dataclass(frozen=True)
class Line:
    """One measurement: seconds of ours and of the floor for the same amount of work."""

    hub: str
    name: str
    ours: float
    floor: float
    amount: str

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


@dataclass(frozen=True)
class Edit:
    """Change one field, as every action does in the end."""

    uid: str
    subject: str

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.uid)
        work.keep(ticket, replace(ticket, subject=self.subject), tell=False)


class Desk:
    """A replica without threads and its exchange."""

    def __init__(self, path: Path, hub: Hub) -> None:
        self.connection = connect(path)
        upgrade(self.connection)
        self.exchange = Exchange(self._submit, hub)

    def edit(self, uid: str, subject: str) -> None:
        perform(self.connection, Edit(uid, subject), ME, now_ms(), NO_RULES)

    def _submit(self, task: Callable[[sqlite3.Connection], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(task(self.connection))
        return done


def tickets(count: int) -> Iterator[Ticket]:
    """Tickets of about a kilobyte."""
    words = "收件人反映外包装破损，内件花瓶瓶口碎裂，要求核实并赔付。" * 6
    for n in range(count):
        yield Ticket(
            new_uid(),
            f"1-{n:06d}",
            n,
            subject=words[:80],
            group_code="cod",
            waybill=f"SF{n:013d}",
            customer_name="王小明",
            phone=f"138{n:08d}",
            address=words,
            due_at=n,
            extra={"来源": "导入", "备注": words},
        )


def seconds(work: Callable[[], Any]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def median(times: int, work: Callable[[int], Any]) -> float:
    """The median time of repeated work, which is given its turn's number."""

    def timed(turn: int) -> float:
        return seconds(lambda: work(turn))

    return statistics.median(timed(turn) for turn in range(times))


class Floor:
    """The same work by the driver alone, in tables of its own beside the hub's."""

    def __init__(self, url: str) -> None:
        self.postgres = url.startswith("postgres")
        self.mark = "%s" if self.postgres else "?"
        self._url = url
        self.connection = self.dial()
        with self.transaction():
            for name in ("floor_record", "floor_log"):
                self.connection.execute(f"DROP TABLE IF EXISTS {name}")
            self.connection.execute(
                "CREATE TABLE floor_record(uid text PRIMARY KEY, rev int, body text, owner text)"
            )
            key = "bigserial PRIMARY KEY" if self.postgres else "INTEGER PRIMARY KEY"
            self.connection.execute(f"CREATE TABLE floor_log(seq {key}, uid text, rev int)")

    def dial(self) -> Any:
        if not self.postgres:
            return connect(Path(self._url.removeprefix("sqlite:///")))
        import psycopg

        return psycopg.connect(self._url, autocommit=True)

    def transaction(self) -> Any:
        return self.connection.transaction() if self.postgres else transaction(self.connection)

    def fill(self, rows: list[tuple[str, str]]) -> float:
        """Insert rows in batches of 2,000, one durable commit each."""

        def work() -> None:
            for start in range(0, len(rows), 2_000):
                part = rows[start : start + 2_000]
                with self.transaction():
                    self._many(
                        f"INSERT INTO floor_record VALUES ({self.mark},1,{self.mark},'')", part
                    )
                    self._many(
                        f"INSERT INTO floor_log(uid,rev) VALUES ({self.mark},1)",
                        [(uid,) for uid, _ in part],
                    )

        return seconds(work)

    def edit(self, uids: list[str]) -> None:
        """Change rows and log it, in one durable commit."""
        with self.transaction():
            self._many(
                f"UPDATE floor_record SET rev=rev+1, body=body WHERE uid={self.mark}",
                [(uid,) for uid in uids],
            )
            self._many(
                f"INSERT INTO floor_log(uid,rev) VALUES ({self.mark},2)", [(u,) for u in uids]
            )

    def lease_all(self, workers: int) -> float:
        """Give every row to one of several connections, one commit each."""

        def work() -> None:
            with closing(self.dial()) as connection:
                while self._lease(connection):
                    pass

        return _race(workers, lambda _: work())

    def _lease(self, connection: Any) -> bool:
        locking = " FOR UPDATE SKIP LOCKED" if self.postgres else ""
        sql = (
            "UPDATE floor_record SET owner='x' WHERE uid=(SELECT uid FROM floor_record"
            f" WHERE owner='' LIMIT 1{locking}) RETURNING uid"
        )
        if self.postgres:
            return connection.execute(sql).fetchone() is not None
        with transaction(connection):
            return connection.execute(sql).fetchone() is not None

    def _many(self, sql: str, rows: list[Any]) -> None:
        cursor = self.connection.cursor()
        cursor.executemany(sql, rows)


def _race(workers: int, work: Callable[[int], Any]) -> float:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(workers)]

    def run() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return seconds(run)


def measure(folder: Path, url: str, count: int) -> Iterator[Line]:
    """All lines for one hub."""
    hub = open_hub(url, make=True)
    kind = hub.init().kind
    made = list(tickets(count))
    one, two = Desk(folder / f"{kind}1.db", hub), Desk(folder / f"{kind}2.db", hub)
    with transaction(one.connection):
        bulk.insert(one.connection, made)
    floor = Floor(url)
    bodies = [(ticket.uid, _body(ticket)) for ticket in made]

    def line(name: str, ours: float, least: float, amount: str) -> Line:
        return Line(kind, name, ours, least, amount)

    told = seconds(lambda: publish.publish_all(one.exchange))
    yield line("publish", told, floor.fill(bodies), f"{count:,} tickets")
    told = seconds(two.exchange.round)
    yield line(
        "bootstrap", told, _raw_replica(folder / f"{kind}raw.db", made), f"{count:,} tickets"
    )
    one.exchange.round()

    uid = made[0].uid
    yield line("local save", *_saves(one, folder / f"{kind}raw.db", uid), "row, journal, operation")
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
    yield line(
        "catch up", ours, _raw_updates(folder / f"{kind}raw.db", made[:1_000]), "1,000 edits"
    )
    yield line("edit seen by another desk", *_seen(one, two, floor, made[1].uid), "push and pull")

    def lease(number: int) -> None:
        turn = 0
        while hub.take_next(f"{number}-{turn}", "", ["cod"], 1, 60_000):
            turn += 1

    fewer = min(count, 500)
    with floor.transaction():
        floor.connection.execute("UPDATE floor_record SET owner='y'")
        floor._many(
            f"UPDATE floor_record SET owner='' WHERE uid={floor.mark}",
            [(ticket.uid,) for ticket in made[:fewer]],
        )
    keep = {ticket.uid for ticket in made[:fewer]}
    _own_all_but(one, keep)
    ours = _race(8, lease)
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
        sql = f"SELECT body FROM floor_record WHERE uid={floor.mark}"
        reading.execute(sql, (uid,)).fetchone()

    with closing(reading):
        return statistics.median(times), median(40, bare)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=10_000)
    parser.add_argument("--postgres", metavar="URL", default="")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    worse = 0
    print(f"{'hub':<11} {'what':<26} {'ours':>10} {'floor':>10} {'ratio':>7}")
    with tempfile.TemporaryDirectory(prefix="bench-sync-") as name:
        folder = Path(name)
        for url in (f"sqlite:///{folder}/hub.db", *([given.postgres] if given.postgres else [])):
            for line in measure(folder, url, given.tickets):
                bad = line.ratio > WORST[line.name]
                worse += bad
                print(
                    f"{line.hub:<11} {line.name:<26} {line.ours * 1000:8.2f}ms"
                    f" {line.floor * 1000:8.2f}ms {line.ratio:6.1f}x  {line.amount}"
                    + ("  WORSE" if bad and given.check else "")
                )
    return 1 if worse and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
