"""How near the exchange comes to the bare database: a PostgreSQL hub beside its own floors.

    python benchmarks/hub.py [--tickets 100000] [--only NAME …] [--check] [--pouchdb NODE_MODULES]

A PostgreSQL cluster of its own, durable as it is delivered (fsync on), is started on loopback and
removed. Every line is a ratio to a floor measured in the same run, because the speed of a machine
varies: the least that any program must do for the same effect, by psycopg and sqlite3 alone, with
the same indexes and the same durability. ``--check`` fails where a ratio misses its goal.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, LiteralString

# In place of this folder, where a neighbour bears the name of a standard module.
sys.path.remove(str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psycopg

from benchmarks.common import ME, Desk, once, race, seconds, spread, tickets
from benchmarks.goals import GOALS, TIMES_POUCHDB, Line
from benchmarks.hub_floor import Floor, facts_of
from tests.clusters import Cluster
from workstation.domain.identity import new_uid
from workstation.store import bulk, operations
from workstation.store.connect import connect
from workstation.store.flat import flat
from workstation.store.replica import now_ms, transaction
from workstation.store.schema import upgrade
from workstation.sync import publish
from workstation.sync.hub import open_hub
from workstation.sync.joining import join
from workstation.sync.protocol import ALL, CHUNK_BYTES, Hub, Operation
from workstation.sync.snapshots import make_snapshot

#: Columns of a replica's tickets besides their facts.
_BESIDE: Final = ("rev", "is_open", "due_sort")
#: Turns of a new connection that are not counted: a desk keeps its own for hours.
_WARM: Final = 6
#: Rounds in which ours and the floor take turns.
_ROUNDS: Final = 5


def _one(connection: psycopg.Connection, query: LiteralString, *values: Any) -> Any:
    row = connection.execute(query, values or None).fetchone()
    assert row is not None
    return row[0]


def next_operation(desk: Desk) -> Operation:
    """The operation that a desk would send next."""
    (item,) = operations.waiting(desk.connection, 1, 1_000_000)
    told = (item.agent, item.action, item.ticket, item.args, item.changes)
    return Operation(item.n, item.uid, item.at, *told)


class Bench:
    """A hub with tickets, two desks that have them, and the floor beside it."""

    def __init__(self, folder: Path, url: str, count: int) -> None:
        self.folder = folder
        self.url = url
        self.made = list(tickets(count))
        self.hub = open_hub(url)
        self.hub.init()
        self.one = Desk(folder / "one.db", self.hub)
        with transaction(self.one.connection):
            bulk.insert(self.one.connection, self.made)
        publish.publish_all(self.one.exchange)
        self.one.exchange.round()
        self.floor = Floor(url)
        self.floor.fill(self.made)
        self.floor.connection.execute("VACUUM ANALYZE")
        self.raw = self._raw_replica(folder / "raw.db")
        self.raw.execute("CREATE TABLE beside(n INTEGER PRIMARY KEY, said TEXT)")

    def lines(self, only: list[str]) -> Iterator[Line]:
        """Each line that is wanted, in an order in which none disturbs the next."""
        parts: dict[str, Callable[[], Line]] = {
            "bootstrap": self.bootstrap,
            "snapshot": self.snapshot,
            "save": self.save,
            "push one": self.push_one,
            "seen elsewhere": self.seen_elsewhere,
            "drain 1,000": self.drain,
            "catch up 10,000": self.catch_up,
            "pushes by 32": self.pushes_by_32,
            "next by 64": self.next_by_64,
        }
        for name, part in parts.items():
            if not only or name in only:
                yield part()

    def save(self) -> Line:
        uid = self.made[0].uid
        ours, floor = [], []
        for n in range(300):  # in turns, so that both have the same weather
            ours.append(seconds(partial(self.one.edit, uid, f"save {n}")))
            floor.append(seconds(partial(self._raw_save, uid, f"save {n}")))
        self.one.exchange.push()
        return Line("save", spread(ours), spread(floor))

    def push_one(self) -> Line:
        ours, floor = [], []
        for n in range(300):
            uid = self.made[n % 100].uid
            self.one.edit(uid, f"push {n}")
            told = next_operation(self.one)
            who = self.one.exchange.identity()
            ours.append(seconds(lambda: self.hub.push(who.desk_no, who.token, [told])))  # noqa: B023
            self.one.exchange.push()  # the same again: answered as before, and kept
            floor.append(seconds(lambda: self.floor.push(uid, f"push {n}")))  # noqa: B023
        return Line("push one", spread(ours), spread(floor))

    def seen_elsewhere(self) -> Line:
        """From before an agent's commit until the line is committed in another's replica."""
        other_hub = open_hub(self.url)
        two = Desk(self._second(), other_hub)
        two.exchange.round()

        def told(uid: str, n: int) -> None:
            self.one.edit(uid, f"seen {n}")
            self.one.exchange.push()

        ours = self._seen(
            told,
            lambda: other_hub.wait(1.0) and two.exchange.pull().pulled > 0,
        )
        other_hub.close()
        listening, reading = self.floor.dial(), self.floor.dial()
        listening.execute("LISTEN floor")
        copy = connect(self.folder / "raw2.db")
        copy.execute("CREATE TABLE IF NOT EXISTS ticket(uid TEXT PRIMARY KEY, rev, body TEXT)")
        place = [_one(reading, "SELECT pg_current_snapshot()::text")]

        def write(uid: str, n: int) -> None:
            self._raw_save(uid, f"seen {n}")
            self.floor.push(uid, f"seen {n}")
            self.floor.connection.execute("NOTIFY floor")

        def read() -> bool:
            if not list(listening.notifies(timeout=1.0, stop_after=1)):
                return False
            rows = reading.execute(
                "SELECT pg_current_snapshot()::text, t.uid, t.rev, t.body::text"
                " FROM floor_log l JOIN floor_ticket t USING (uid)"
                " WHERE l.xid >= pg_snapshot_xmin(%(at)s::pg_snapshot)"
                " AND NOT pg_visible_in_snapshot(l.xid, %(at)s::pg_snapshot)",
                {"at": place[0]},
            ).fetchall()
            if not rows:
                return False
            place[0] = rows[0][0]
            with transaction(copy):
                copy.executemany(
                    "INSERT INTO ticket VALUES (?,?,?) ON CONFLICT(uid)"
                    " DO UPDATE SET rev=excluded.rev, body=excluded.body",
                    [row[1:] for row in rows],
                )
            return True

        floor = self._seen(write, read)
        return Line("seen elsewhere", ours, floor)

    def _seen(
        self, write: Callable[[str, int], Any], read: Callable[[], bool]
    ) -> tuple[float, float]:
        arrived, ended = threading.Event(), threading.Event()

        def listen() -> None:
            while not ended.is_set():
                if read():
                    arrived.set()

        thread = threading.Thread(target=listen)
        thread.start()
        time.sleep(1.5)
        times = []
        for n in range(120):
            arrived.clear()
            begun = time.perf_counter()
            write(self.made[n].uid, n)
            arrived.wait(5)
            times.append(time.perf_counter() - begun)
            time.sleep(0.01)
        ended.set()
        thread.join()
        return spread(times)

    def drain(self) -> Line:
        chosen = [ticket.uid for ticket in self.made[:1_000]]
        ours, floor = [], []
        for turn in range(3):
            for uid in chosen:
                self.one.edit(uid, f"drained {turn}")
            ours.append(seconds(self.one.exchange.push))
            floor.append(seconds(lambda: self.floor.pipelined(chosen)))
        return Line("drain 1,000", once(min(ours)), once(min(floor)))

    def catch_up(self) -> Line:
        two = Desk(self._second(), self.hub)
        two.exchange.round()
        chosen = [ticket.uid for ticket in self.made[: min(10_000, len(self.made))]]
        for start in range(0, len(chosen), 1_000):
            for uid in chosen[start : start + 1_000]:
                self.one.edit(uid, "caught up")
            self.one.exchange.push()
        ours = seconds(two.exchange.pull)
        turn = flat("ticket")
        names = ",".join(f'"{name}"=?' for name in turn.names)

        def raw() -> None:
            rows = self.floor.connection.execute(
                "SELECT uid, body::text FROM hub_record WHERE kind='ticket' AND uid = ANY(%s)",
                (chosen,),
            ).fetchall()
            for start in range(0, len(rows), 1_000):
                values = [
                    (*turn.row(uid, json.loads(body)), uid)
                    for uid, body in rows[start : start + 1_000]
                ]
                with transaction(self.raw):
                    self.raw.executemany(f"UPDATE ticket SET {names} WHERE uid=?", values)

        return Line("catch up 10,000", once(ours), once(seconds(raw)))

    def pushes_by_32(self) -> Line:
        """Edits from 32 connections at once; per edit. Connections are warm, as a desk's are."""
        desks = [self.hub.enrol(new_uid(), f"p{n}") for n in range(32)]
        tokens = [who.token for who in desks]
        hubs, lines = self._hubs(32), [self.floor.dial() for _ in range(32)]

        def edit(number: int, n: int) -> None:
            uid = self.made[number].uid
            facts = {"base": {"step": f"{n - 1}" if n else ""}, "set": {"step": f"{n}"}}
            change = {"kind": "ticket", "uid": uid, **facts}
            told = Operation(n + 1, new_uid(), now_ms(), ME.uid, "Edit", uid, {}, [change])
            pushed = hubs[number].push(desks[number].desk_no, tokens[number], [told])
            if pushed.outcomes[0].state != "applied":
                raise SystemExit(f"not applied: {pushed.outcomes[0]}")
            tokens[number] = pushed.token

        def least(number: int, n: int) -> None:
            self.floor.push(self.made[number].uid, f"{n}", lines[number])

        line = Line("pushes by 32", *self._rounds(32, edit, least, 20))
        self._close(hubs)
        return line

    def _rounds(
        self,
        workers: int,
        ours: Callable[[int, int], Any],
        floor: Callable[[int, int], Any],
        each: int,
    ) -> tuple[tuple[float, float], tuple[float, float]]:
        """Rounds of ours and of the floor in turns, so that both have the same weather; per turn.

        Each worker has so many turns in a round; the first few of all are not counted.
        """
        for work in (ours, floor):
            for number in range(workers):
                for n in range(_WARM):
                    work(number, n)
        times: tuple[list[float], list[float]] = ([], [])
        for start in range(_WARM, _WARM + _ROUNDS * each, each):
            for work, taken in zip((ours, floor), times, strict=True):

                def turns(number: int, work: Any = work, start: int = start) -> None:
                    for n in range(start, start + each):
                        work(number, n)

                taken.append(race(workers, turns) / workers / each)
        return once(statistics.median(times[0])), once(statistics.median(times[1]))

    def _hubs(self, count: int) -> list[Hub]:
        """A connection for each of so many desks, as they have in their own processes."""
        hubs = [open_hub(self.url) for _ in range(count)]
        for hub in hubs:
            hub.epoch()
        return hubs

    def _close(self, hubs: list[Hub]) -> None:
        for hub in hubs:
            hub.close()

    def next_by_64(self) -> Line:
        """64 agents take tickets; per ticket. All are given in the end, and none of them twice."""
        count = min(6_400, len(self.made))
        given: list[str] = []
        every = [ticket.uid for ticket in self.made]
        self.floor.connection.execute(
            "UPDATE floor_ticket SET owner='y' WHERE uid = ANY(%s)", (every[count:],)
        )
        self.floor.connection.execute(
            "UPDATE hub_record SET owner='y' WHERE kind='ticket' AND uid = ANY(%s)",
            (every[count:],),
        )
        self.floor.connection.execute("VACUUM ANALYZE")
        desk = self.one.exchange.identity().desk_no
        hubs, lines = self._hubs(64), [self.floor.dial() for _ in range(64)]

        def take(number: int, turn: int) -> bool:
            got = hubs[number].take_next(f"{number}-{turn}", "", ["cod"], desk, 600_000)
            if got:
                given.append(got.ticket)
            return got is not None

        def least(number: int, _: int) -> None:
            _one(lines[number], "SELECT floor_next()")

        each = (count // 64 - _WARM) // _ROUNDS
        told = self._rounds(64, take, least, each)

        def rest(number: int) -> None:
            turn = _WARM + _ROUNDS * each
            while take(number, turn):
                turn += 1

        race(64, rest)
        self._close(hubs)
        if len(given) != count or len(set(given)) != count:
            raise SystemExit(f"{len(given)} leases of {len(set(given))} tickets instead of {count}")
        self.floor.connection.execute(
            "UPDATE hub_record SET owner=coalesce(body->>'owner','') WHERE kind='ticket'"
        )
        return Line("next by 64", *told)

    def bootstrap(self) -> Line:
        """All tickets into an empty replica with its indexes, from the hub and by bare COPY."""
        profile = self.folder / "fresh"
        ours = seconds(lambda: join(profile, self.url))  # as a new desk does it
        with closing(connect(profile / "replica.db")) as connection:
            have = connection.execute("SELECT count(*) FROM ticket").fetchone()[0]
        if have != len(self.made):
            raise SystemExit(f"{have} tickets instead of {len(self.made)}")
        turn = flat("ticket")
        self._typed(turn)
        target = connect(self.folder / "copied.db")
        upgrade(target)
        target.execute("DELETE FROM index_queue")
        told = ",".join(f'"{name}"' for name in (*turn.names, *_BESIDE))
        marks = ",".join("?" * (len(turn.names) + len(_BESIDE)))

        def raw() -> None:
            """Typed rows straight from a plain table: nothing is parsed, nothing is checked."""
            batch: list[Any] = []
            with (
                self.floor.connection.cursor() as cursor,
                cursor.copy("COPY floor_typed TO STDOUT") as copy,
            ):
                for row in copy.rows():
                    batch.append(row)
                    if len(batch) == 5_000:
                        with transaction(target):
                            target.executemany(
                                f"INSERT INTO ticket({told}) VALUES ({marks})", batch
                            )
                        batch.clear()
            with transaction(target):
                target.executemany(f"INSERT INTO ticket({told}) VALUES ({marks})", batch)

        floor = seconds(raw)
        if target.execute("SELECT count(*) FROM ticket").fetchone()[0] != len(self.made):
            raise SystemExit("the floor did not copy everything")
        return Line("bootstrap", once(ours), once(floor))

    def _typed(self, turn: Any) -> None:
        """The tickets in a plain table of the server, a column for each fact."""
        names = (*turn.names, *_BESIDE)
        columns = ", ".join(f'"{name}" text' for name in names)
        self.floor.connection.execute(f"CREATE TABLE floor_typed({columns})")
        with (
            self.floor.connection.cursor() as cursor,
            cursor.copy("COPY floor_typed FROM STDIN") as copy,
        ):
            known = self.one.connection.execute(
                f"SELECT {', '.join(names)} FROM ticket ORDER BY uid"
            )
            for row in known:
                copy.write_row(row)
        self.floor.connection.execute("VACUUM ANALYZE floor_typed")

    def pouchdb(self, modules: Path) -> tuple[float, float]:
        """Seconds in which PouchDB takes the same documents in, and has them indexed as well."""
        turn = flat("ticket")
        source, folder = self.folder / "documents.jsonl", self.folder / "pouchdb"
        folder.mkdir()
        with source.open("w", encoding="utf-8") as file:
            for ticket in self.made:
                facts = {"_id": ticket.uid, **facts_of(turn, ticket)}
                file.write(json.dumps(facts, ensure_ascii=False) + "\n")
        script = Path(__file__).parent / "pouchdb" / "bootstrap.js"
        done = subprocess.run(
            ["node", script, source, folder],
            env={**os.environ, "NODE_PATH": str(modules)},
            capture_output=True,
            text=True,
            check=True,
        )
        taken, indexed = map(float, done.stdout.split())
        return taken, indexed

    def snapshot(self) -> Line:
        """A ready-made replica fetched and opened, and its bytes fetched and unpacked."""
        made = make_snapshot(self.hub, ALL, self.folder)
        profile = self.folder / "profile"
        ours = seconds(lambda: join(profile, self.url))

        def raw() -> None:
            packed = bytearray()
            for number in range(-(-made.size // CHUNK_BYTES)):
                packed += _one(
                    self.floor.connection,
                    "SELECT content FROM hub_blob_chunk WHERE sha256=%s AND number=%s",
                    made.sha256,
                    number,
                )
            unpacked = zlib.decompressobj(wbits=47)
            with (self.folder / "unpacked.db").open("wb") as out:
                out.write(unpacked.decompress(bytes(packed)))

        return Line("snapshot", once(ours), once(seconds(raw)))

    def _second(self) -> Path:
        """A new file for another desk."""
        return self.folder / f"{new_uid()}.db"

    def _raw_replica(self, path: Path) -> sqlite3.Connection:
        connection = connect(path)
        upgrade(connection)
        with transaction(connection):
            bulk.insert(connection, self.made)
        return connection

    def _raw_save(self, uid: str, subject: str) -> None:
        with transaction(self.raw):
            self.raw.execute("UPDATE ticket SET subject=? WHERE uid=?", (subject, uid))
            self.raw.execute("INSERT INTO beside(said) VALUES (?)", ("x" * 400,))


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
        bench = Bench(Path(name), url, given.tickets)
        print(f"{given.tickets:,} tickets; milliseconds at the median and the 95th percentile")
        heads = f"{'ours':>9} {'p95':>9} {'floor':>9} {'p95':>9}   {'ratio':>12}  {'goal':>10}"
        print(f"{'':<16}{heads}")
        for line in bench.lines(given.only):
            missed += not line.met
            print(line, flush=True)
            if given.pouchdb and line.name in TIMES_POUCHDB:
                peer = peer if peer[0] else bench.pouchdb(given.pouchdb)
                times, goal = peer[1] / line.ours[0], TIMES_POUCHDB[line.name]
                missed += times < goal
                print(
                    f"{'':<4}PouchDB: {peer[0]:.2f} s without indexes, {peer[1]:.2f} s with four:"
                    f" {times:.1f} times, goal {goal}  {'met' if times >= goal else 'MISSED'}"
                )
        findings = bench.hub.check()
        print("hub check:", "sound" if not findings else findings[:3])
        bench.hub.close()
    return 1 if given.check and (missed or findings) else 0


if __name__ == "__main__":
    sys.exit(main())
