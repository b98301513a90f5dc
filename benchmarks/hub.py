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
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, LiteralString

# In place of this folder, where a neighbour bears the name of a standard module.
sys.path.remove(str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psycopg

from tests.clusters import Cluster
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket
from workstation.store import bulk, operations
from workstation.store.connect import connect
from workstation.store.flat import flat
from workstation.store.replica import now_ms, perform, transaction
from workstation.store.schema import upgrade
from workstation.store.work import Work
from workstation.sync import publish
from workstation.sync.exchange import Exchange
from workstation.sync.hub import open_hub
from workstation.sync.joining import join
from workstation.sync.protocol import ALL, CHUNK_BYTES, Hub, Operation
from workstation.sync.snapshots import make_snapshot

#: Columns of a replica's tickets besides their facts.
_BESIDE: Final = ("rev", "is_open", "due_sort")
#: Turns of a new connection that are not counted: a desk keeps its own for hours.
_WARM: Final = 6
ME = Agent("bench", "Bench", role="admin", groups=("cod",))
NO_RULES: Any = None
#: Name of a line -> the most floors that it may cost, at the median and at the 95th percentile.
GOALS: Final = {
    "save": (3.0, None),
    "push one": (1.5, 2.0),
    "seen elsewhere": (1.5, 2.0),
    "drain 1,000": (2.0, None),
    "pushes by 32": (1 / 0.6, None),  # with the wake-ups of others
    "next by 64": (1 / 0.8, None),
    "catch up 10,000": (1.5, None),
    "bootstrap": (1.3, None),
    "snapshot": (2.0, None),
}
#: How many times faster than PouchDB, where that is measured in the same run.
TIMES_POUCHDB: Final = {"bootstrap": 8, "snapshot": 18}


@dataclass(frozen=True)
class Line:
    """One measurement: seconds at the median and the 95th percentile, ours and the floor's."""

    name: str
    ours: tuple[float, float]
    floor: tuple[float, float]

    @property
    def ratios(self) -> tuple[float, float]:
        return self.ours[0] / self.floor[0], self.ours[1] / self.floor[1]

    @property
    def met(self) -> bool:
        median, high = GOALS[self.name]
        return self.ratios[0] <= median and (high is None or self.ratios[1] <= high)

    def __str__(self) -> str:
        median, high = GOALS[self.name]
        goal = f"{median:.2f}" + (f"/{high:.2f}" if high else "")
        told = [f"{value * 1000:9.3f}" for value in (*self.ours, *self.floor)]
        ratios = "/".join(f"{ratio:.2f}" for ratio in self.ratios)
        verdict = "met" if self.met else "MISSED"
        return f"{self.name:<16}{' '.join(told)}   {ratios:>12}  {goal:>10}  {verdict}"


@dataclass(frozen=True)
class Edit:
    """Change one field, as every action does in the end."""

    uid: str
    subject: str

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.uid)
        work.keep(ticket, replace(ticket, subject=self.subject), tell=False)


class Desk:
    """A replica without threads, and its exchange."""

    def __init__(self, path: Path, hub: Hub) -> None:
        self.connection = connect(path)
        upgrade(self.connection)
        self._turn = threading.RLock()
        self.exchange = Exchange(self._submit, hub)

    def edit(self, uid: str, subject: str) -> None:
        with self._turn:
            perform(self.connection, Edit(uid, subject), ME, now_ms(), NO_RULES)

    def next_operation(self) -> Operation:
        (item,) = operations.waiting(self.connection, 1, 1_000_000)
        told = (item.agent, item.action, item.ticket, item.args, item.changes)
        return Operation(item.n, item.uid, item.at, *told)

    def _submit(self, task: Callable[[sqlite3.Connection], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        with self._turn:
            done.set_result(task(self.connection))
        return done


class Floor:
    """The least a server must do: one function that looks, writes, logs and remembers."""

    _SETUP: Final = """
    CREATE TABLE floor_ticket(uid text PRIMARY KEY, rev bigint NOT NULL, grp text, status text,
      owner text NOT NULL DEFAULT '', priority int, due bigint, body jsonb NOT NULL);
    CREATE INDEX ON floor_ticket(priority DESC, due, uid) WHERE owner = '';
    CREATE INDEX ON floor_ticket(grp);
    CREATE INDEX ON floor_ticket(status);
    CREATE TABLE floor_log(seq bigserial PRIMARY KEY, xid xid8 DEFAULT pg_current_xact_id(),
      uid text, rev bigint);
    CREATE INDEX ON floor_log(xid, seq);
    CREATE TABLE floor_operation(desk int, n bigint, uid text UNIQUE, outcome jsonb,
      PRIMARY KEY(desk, n));
    CREATE FUNCTION floor_push(desk int, place bigint, op text, about text, seen bigint, said jsonb)
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE known bigint;
    BEGIN
      PERFORM set_config('synchronous_commit', 'on', true);
      UPDATE floor_ticket t SET rev = t.rev + 1, body = body || said
       WHERE t.uid = about AND t.rev = seen RETURNING t.rev INTO STRICT known;
      INSERT INTO floor_log(uid, rev) VALUES (about, known);
      INSERT INTO floor_operation VALUES (desk, place, op, '{"state": "applied"}');
      RETURN known;
    END $$;
    CREATE FUNCTION floor_next() RETURNS text LANGUAGE plpgsql AS $$
    DECLARE found text;
    BEGIN
      SELECT uid INTO found FROM floor_ticket WHERE owner = ''
       ORDER BY priority DESC, due, uid LIMIT 1 FOR UPDATE SKIP LOCKED;
      UPDATE floor_ticket SET owner = 'x' WHERE uid = found;
      INSERT INTO floor_log(uid, rev) SELECT found, 1 WHERE found IS NOT NULL;
      RETURN found;
    END $$;
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = self.dial()
        self.connection.execute(self._SETUP)
        self.place = 0
        self.revs: dict[str, int] = {}
        self.taking = threading.Lock()

    def dial(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True, prepare_threshold=None)

    def fill(self, made: list[Ticket]) -> None:
        turn = flat("ticket")
        with (
            self.connection.cursor() as cursor,
            cursor.copy(
                "COPY floor_ticket(uid,rev,grp,status,priority,due,body) FROM STDIN"
            ) as copy,
        ):
            for ticket in made:
                body = json.dumps(_facts(turn, ticket), ensure_ascii=False)
                copy.write_row((ticket.uid, 1, "cod", "new", ticket.priority, ticket.due_at, body))
        self.connection.execute("ANALYZE floor_ticket")

    def push(self, uid: str, subject: str, connection: psycopg.Connection | None = None) -> None:
        """One edit, unless somebody else has written the ticket meanwhile."""
        with self.taking:
            self.place += 1
            place = self.place
            seen = self.revs.get(uid, 1)
            self.revs[uid] = seen + 1
        (connection or self.connection).execute(
            "SELECT floor_push(1,%s,%s,%s,%s,%s::jsonb)",
            (place, new_uid(), uid, seen, json.dumps({"subject": subject})),
        ).fetchone()

    def pipelined(self, uids: list[str]) -> None:
        """In hundreds: each hundred is one transaction."""
        for start in range(0, len(uids), 100):
            with self.connection.pipeline(), self.connection.transaction():
                for uid in uids[start : start + 100]:
                    self.push(uid, "drained")


def _facts(turn: Any, ticket: Ticket) -> dict[str, Any]:
    from workstation.store.kinds import codec_of

    facts: dict[str, Any] = turn.facts(codec_of("ticket").row(ticket))
    return facts


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


def spread(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def once(value: float) -> tuple[float, float]:
    """A single measurement in both places."""
    return value, value


def race(workers: int, work: Callable[[int], Any]) -> float:
    """How long so many threads take together."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(workers)]

    def run() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return seconds(run)


def _one(connection: psycopg.Connection, query: LiteralString, *values: Any) -> Any:
    row = connection.execute(query, values or None).fetchone()
    assert row is not None
    return row[0]


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
            told = self.one.next_operation()
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
        each = 100
        desks = [self.hub.enrol(new_uid(), f"p{n}") for n in range(32)]
        tokens = [who.token for who in desks]
        hubs = self._hubs(32)

        def edit(number: int, n: int) -> None:
            uid = self.made[number].uid
            facts = {"base": {"step": f"{n - 1}" if n else ""}, "set": {"step": f"{n}"}}
            change = {"kind": "ticket", "uid": uid, **facts}
            told = Operation(n + 1, new_uid(), now_ms(), ME.uid, "Edit", uid, {}, [change])
            pushed = hubs[number].push(desks[number].desk_no, tokens[number], [told])
            if pushed.outcomes[0].state != "applied":
                raise SystemExit(f"not applied: {pushed.outcomes[0]}")
            tokens[number] = pushed.token

        def ours(number: int) -> None:
            for n in range(_WARM, _WARM + each):
                edit(number, n)

        def floor(number: int) -> None:
            for n in range(_WARM, _WARM + each):
                self.floor.push(self.made[number].uid, f"{n}", lines[number])

        for number in range(32):
            for n in range(_WARM):
                edit(number, n)
        total = 32 * each
        told = race(32, ours) / total
        self._close(hubs)
        lines = [self.floor.dial() for _ in range(32)]
        for number in range(32):
            for n in range(_WARM):
                self.floor.push(self.made[number].uid, f"{n}", lines[number])
        return Line("pushes by 32", once(told), once(race(32, floor) / total))

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
        """64 agents take tickets until none is left; per ticket. No ticket may be given twice."""
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
        hubs = self._hubs(64)

        def take(number: int, turn: int) -> bool:
            got = hubs[number].take_next(f"{number}-{turn}", "", ["cod"], desk, 600_000)
            if got:
                given.append(got.ticket)
            return got is not None

        def ours(number: int) -> None:
            turn = _WARM
            while take(number, turn):
                turn += 1

        def least(connection: psycopg.Connection) -> bool:
            return bool(_one(connection, "SELECT floor_next()"))

        def floor(number: int) -> None:
            while least(lines[number]):
                pass

        for number in range(64):
            for turn in range(_WARM):
                take(number, turn)
        left = count - 64 * _WARM
        told = race(64, ours) / left
        self._close(hubs)
        if len(given) != count or len(set(given)) != count:
            raise SystemExit(f"{len(given)} leases of {len(set(given))} tickets instead of {count}")
        lines = [self.floor.dial() for _ in range(64)]
        for connection in lines:
            for _ in range(_WARM):
                least(connection)
        bare = race(64, floor) / left
        self.floor.connection.execute(
            "UPDATE hub_record SET owner=coalesce(body->>'owner','') WHERE kind='ticket'"
        )
        return Line("next by 64", once(told), once(bare))

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
                facts = {"_id": ticket.uid, **_facts(turn, ticket)}
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
