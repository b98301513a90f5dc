"""A call centre's working day against a real hub: many desks at once, and how soon they see it.

    python benchmarks/load.py --hub postgresql://… [--desks 200] [--seconds 60] [--pace 20]
    python benchmarks/load.py --own-server [--idle 60] …

Every desk is a real one: a replica file, a writer and a courier with connections of its own, in
a few processes. An agent's hour is 38 customers: one call in five begins a ticket, the others are
noted on one that is there; each customer also brings an edit, two of three a reply, one of three
an end. With ``--pace 20`` an hour of the day passes in three minutes. Some desks watch and note
how long after an agent's commit the line stood in *their* replica.

With ``--own-server`` a durable PostgreSQL is started for the run and removed. With ``--idle`` the
desks stand still for so many seconds first: what that costs the server is told as well.

The tables at the end: seconds from desk to desk, work per second, processor time of the server
and of one desk, bytes, and how many desks of the real pace that makes. Loopback addresses only.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, LiteralString
from urllib.parse import urlsplit

# In place of this folder, where a neighbour bears the name of a standard module.
if str(Path(__file__).resolve().parent) in sys.path:  # not so in the processes that follow
    sys.path.remove(str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote, SendReply
from workstation.actions.tickets import ChangeIntensity, ChangePriority, ResolveTicket
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.rules import loading
from workstation.sample.load import load_sample
from workstation.store import operations, state
from workstation.store.connect import connect
from workstation.store.kinds import codec
from workstation.store.replica import Writer, now_ms, perform, transaction
from workstation.store.schema import upgrade
from workstation.sync import publish
from workstation.sync.courier import Courier
from workstation.sync.hub import open_hub
from workstation.sync.joining import exchange_over

CUSTOMERS_PER_HOUR: Final = 38
#: As a server is delivered, but with memory for the work at hand.
DURABLE: Final = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_writer_delay": "200ms",
    "bgwriter_delay": "200ms",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "autovacuum": "on",
}
_MARK: Final = "sent "


@dataclass
class Told:
    """What one process saw."""

    waits: list[float] = field(default_factory=list)
    done: int = 0
    refused: int = 0
    left: int = 0
    processor: float = 0.0


class LoadDesk:
    """One desk of the team, with its own files and threads."""

    def __init__(self, path: Path, hub: str, agent: Agent, watching: list[float] | None) -> None:
        self.agent = agent
        self.rules = loading.load()
        self.writer = Writer(path)
        self.watching = watching
        self._seen = 0
        if watching is not None:
            self._reading = connect(path, read_only=True)
            self._seen = self._last()
        self.courier = Courier(hub, self.writer.submit, name=agent.name, told=self._told)

    def act(self, chance: random.Random) -> None:
        """What one customer brings; refusals are part of the day."""
        for action in self._customer(chance):
            try:
                self.writer.submit(partial(self._perform, action)).result()
            except Refusal:
                continue
            self.courier.wake()

    def _perform(self, action: Any, connection: sqlite3.Connection) -> None:
        perform(connection, action, self.agent, now_ms(), self.rules)

    def _customer(self, chance: random.Random) -> Iterator[Any]:
        uid = self._some_ticket(chance)
        if chance.random() < 0.2 or not uid:
            yield NewTicket(
                subject="外包装破损，内件碎裂",
                body="客户来电反映收到时外箱已破，花瓶碎裂，要求核实。",
                class_code="safety",
                subtype="safety.damaged",
            )
        mark = f"{_MARK}{time.monotonic_ns()}"
        if uid:
            yield AddNote(uid, mark)
            if chance.random() < 0.5:
                yield ChangePriority(uid, chance.choice((1, 2, 3)))
            else:
                yield ChangeIntensity(uid, chance.choice((0, 1, 2)))
            if chance.random() < 0.66:
                yield SendReply(
                    uid, "phone", "13800138000", "您好，我们已经为您核实，今天之内回复您。"
                )
            if chance.random() < 0.33:
                yield ResolveTicket(uid, "已核实并回复")

    def _some_ticket(self, chance: random.Random) -> str:
        def pick(connection: sqlite3.Connection) -> str:
            top = connection.execute("SELECT max(id) FROM ticket").fetchone()[0] or 0
            row = connection.execute(
                "SELECT uid FROM ticket WHERE id>=? AND is_open=1 AND owner IN ('',?) LIMIT 1",
                (chance.randint(0, top), self.agent.uid),
            ).fetchone()
            return row[0] if row else ""

        return str(self.writer.submit(pick).result())

    def _last(self) -> int:
        return int(self._reading.execute("SELECT coalesce(max(id),0) FROM entry").fetchone()[0])

    def _told(self, changes: Any) -> None:
        if self.watching is None:
            return
        now = time.monotonic_ns()
        rows = self._reading.execute(
            "SELECT id, body, author FROM entry WHERE id>? ORDER BY id", (self._seen,)
        ).fetchall()
        for number, body, author in rows:
            self._seen = number
            if body.startswith(_MARK) and author != self.agent.uid:
                self.watching.append((now - int(body.removeprefix(_MARK))) / 1e9)


def _prepare(folder: Path, hub_url: str, count: int) -> Path:
    """The hub with a sample team, and a replica of it for copying."""
    hub = open_hub(hub_url, make=True)
    hub.init()
    hub.close()
    first = folder / "first.db"
    with closing(connect(first)) as connection:
        upgrade(connection)
        load_sample(connection, tickets=count, seed=7, now=now_ms())
        with exchange_over(connection, hub_url) as exchange:
            publish.publish_if_empty(exchange)
            exchange.round()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    template = folder / "template.db"
    with closing(connect(template)) as connection:
        upgrade(connection)
        with exchange_over(connection, hub_url) as exchange:
            exchange.round()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return template


def _copied(template: Path, path: Path) -> Path:
    """A replica for another desk: the same records and place in the feed, a new identity."""
    shutil.copyfile(template, path)
    with closing(connect(path)) as connection, transaction(connection):
        state.write(connection, "desk_uid", new_uid())
        for key in ("hub_token", "hub_desk_no"):
            state.write(connection, key, "" if key == "hub_token" else "0")
        connection.execute("DELETE FROM operation")
    return path


def _people(template: Path) -> list[Agent]:
    with closing(connect(template, read_only=True)) as connection:
        coder = codec(Agent)
        return [coder.record(row) for row in connection.execute(coder.select)]


def _process(
    number: int, given: argparse.Namespace, folder: Path, template: Path, answers: Any, gate: Any
) -> None:
    chance = random.Random(f"{given.seed}/{number}")
    people = _people(template)
    told = Told()
    desks = []
    mine = range(number, given.desks, given.processes)
    for turn, place in enumerate(mine):
        path = _copied(template, folder / f"desk-{place}.db")
        watching = told.waits if turn % max(1, given.desks // given.watchers) == 0 else None
        desks.append(LoadDesk(path, given.hub, people[place % len(people)], watching))
    for desk in desks:
        desk.courier.start()
    _settle(desks, given.patience)
    gate.wait()  # all are there, and stand still
    gate.wait()
    begun, used = time.monotonic(), time.process_time()
    rate = len(desks) * CUSTOMERS_PER_HOUR * given.pace / 3600
    while (now := time.monotonic()) - begun < given.seconds:
        chance_desk = chance.choice(desks)
        chance_desk.act(chance)
        told.done += 1
        time.sleep(max(0.0, chance.expovariate(rate) - (time.monotonic() - now)))
    _settle(desks, given.patience)
    told.processor = time.process_time() - used
    for desk in desks:
        waiting, refused = desk.writer.submit(operations.counts).result()
        told.left += waiting
        told.refused += refused
    for desk in desks:
        desk.courier.stop()
        desk.writer.close()
    answers.put(told)


def _settle(desks: list[LoadDesk], patience: float) -> None:
    """Wait until every desk has been in step once with nothing waiting."""
    deadline = time.monotonic() + patience
    for desk in desks:
        while desk.courier.state().state in ("waiting", "offline"):
            if time.monotonic() > deadline:
                return
            time.sleep(0.05)


class Server:
    """What the machine tells of a PostgreSQL server on it."""

    def __init__(self, url: str) -> None:
        self.url = url if url.startswith("postgres") else ""

    def ticks(self) -> float:
        """Processor seconds of all of its processes, of those that ended too."""
        if not self.url:
            return 0.0
        root = self._postmaster()
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                text = stat.read_text("utf-8")
            except OSError:
                continue
            facts = text.rpartition(")")[2].split()
            number, parent = int(stat.parent.name), int(facts[1])
            if number == root:
                total += sum(int(value) for value in facts[11:15])
            elif parent == root:
                total += int(facts[11]) + int(facts[12])
        return total / os.sysconf("SC_CLK_TCK")

    @property
    def database(self) -> str:
        """The name of the hub's database."""
        return urlsplit(self.url).path.strip("/")

    def asked(self, sql: LiteralString, *values: Any) -> Any:
        import psycopg

        # of another database, so that what is counted of the hub's is not counted with it
        with psycopg.connect(self.url, dbname="postgres") as connection:
            return connection.execute(sql, values or None).fetchone()

    def written(self) -> int:
        """Bytes of write-ahead log so far."""
        if not self.url:
            return 0
        return int(self.asked("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")[0])

    def _postmaster(self) -> int:
        folder = self.asked("SELECT current_setting('data_directory')")[0]
        return int(Path(folder, "postmaster.pid").read_text("utf-8").splitlines()[0])


def _loopback_bytes() -> int:
    try:
        lines = Path("/proc/net/dev").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.strip().startswith("lo:")), 0)


def _only_here(url: str) -> None:
    """Raise `SystemExit` unless the hub is on this machine: nobody else is put under load."""
    host = urlsplit(url).hostname
    if url.startswith("sqlite") or host in (None, "", "localhost"):
        return
    try:
        if ip_address(host).is_loopback:
            return
    except ValueError:
        pass
    raise SystemExit(f"{host} is not this machine: a load is only put on a server of your own here")


def _wait_for(gate: Any, workers: list[Any], patience: float) -> None:
    """Wait at the gate; raise `SystemExit` when a process has died before it came there."""
    deadline = time.monotonic() + patience
    while gate.n_waiting < len(workers):
        if any(worker.exitcode for worker in workers) or time.monotonic() > deadline:
            gate.abort()
            raise SystemExit("not all desks came to work; see above")
        time.sleep(0.05)
    gate.wait(patience)


def _share(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def main() -> int:
    """Run the day and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    hub = parser.add_mutually_exclusive_group(required=True)
    hub.add_argument("--hub", metavar="URL")
    hub.add_argument("--own-server", action="store_true", help="start one, durable, for this run")
    parser.add_argument("--idle", type=float, default=0, help="seconds to stand still first")
    parser.add_argument("--desks", type=int, default=200)
    parser.add_argument("--watchers", type=int, default=16)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pace", type=float, default=20, help="how much faster than the clock")
    parser.add_argument("--tickets", type=int, default=2_000)
    parser.add_argument("--patience", type=float, default=120)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--json", metavar="FILE", help="write the figures there as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-load-") as name:
        if given.own_server:
            with _own_server(Path(name), given.desks) as given.hub:
                figures = _run(given, Path(name))
        else:
            _only_here(given.hub)
            figures = _run(given, Path(name))
    for key, value in figures.items():
        print(f"{key:<44} {value}")
    if given.json:
        Path(given.json).write_text(json.dumps(figures, indent=1), "utf-8")
    return 0 if not figures["left waiting"] and figures["hub check"] == "sound" else 1


@contextmanager
def _own_server(folder: Path, desks: int) -> Iterator[str]:
    """A durable server of this run's own; the URL of an empty database on it."""
    from tests.clusters import Cluster

    folder.chmod(0o755)  # the server is another user's
    options = {**DURABLE, "max_connections": str(50 + 4 * desks)}
    cluster = Cluster(folder / "server", options).init().start()
    try:
        with cluster.connect() as connection:
            connection.execute("CREATE DATABASE load")
        yield cluster.url("load")
    finally:
        cluster.remove()


def _idle(server: Server, given: argparse.Namespace) -> dict[str, Any]:
    """What desks cost that do nothing: transactions and processor time of the server."""
    if not given.idle or not server.url:
        return {}
    counted = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = %s"
    time.sleep(12)  # the server counts what a connection did when it has been still for ten seconds
    before = (server.asked(counted, server.database), server.ticks())
    time.sleep(given.idle)
    done = server.asked(counted, server.database)[0] - before[0][0]
    used = server.ticks() - before[1]
    each = done / given.idle / given.desks
    return {
        "idle: transactions per desk and second": round(each, 4),
        "idle: seconds between two of a desk": round(1 / each, 1) if each else "-",
        "idle: server, cores busy": round(used / given.idle, 4),
    }


def _run(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    template = _prepare(folder, given.hub, given.tickets)
    making = multiprocessing.get_context("spawn")
    answers, gate = making.Queue(), making.Barrier(given.processes + 1)
    workers = [
        making.Process(target=_process, args=(n, given, folder, template, answers, gate))
        for n in range(given.processes)
    ]
    for worker in workers:
        worker.start()
    _wait_for(gate, workers, given.patience * 4)
    server = Server(given.hub)
    idle = _idle(server, given)
    gate.wait(given.patience)
    begun = time.monotonic()
    before = (server.ticks(), server.written(), _loopback_bytes())
    told = [answers.get(timeout=given.seconds + given.patience * 4) for _ in workers]
    lasted = time.monotonic() - begun
    used = server.ticks() - before[0]
    written = server.written() - before[1]
    carried = _loopback_bytes() - before[2]
    for worker in workers:
        worker.join()
    hub = open_hub(given.hub)
    with closing(hub):
        findings, info = hub.check(), hub.info()
    waits = [wait for one in told for wait in one.waits]
    customers = sum(one.done for one in told)
    cores = used / lasted
    per_second = customers / given.seconds
    return {
        "desks": given.desks,
        "customers served": customers,
        "customers per second": round(per_second, 1),
        "operations at the hub": info.operations,
        "refused (two at once on one ticket)": sum(one.refused for one in told),
        "left waiting": sum(one.left for one in told),
        "lines seen by watching desks": len(waits),
        "desk to desk p50, s": round(_share(waits, 0.5), 4),
        "desk to desk p95, s": round(_share(waits, 0.95), 4),
        "desk to desk p99, s": round(_share(waits, 0.99), 4),
        "desk to desk mean, s": round(statistics.fmean(waits), 4) if waits else 0,
        "server, cores busy": round(cores, 2),
        "desks' processes, cores busy": round(sum(one.processor for one in told) / lasted, 2),
        "customers per second and server core": round(per_second / cores, 1) if cores else "-",
        "desks of the real pace per server core": (
            round(per_second / cores / (CUSTOMERS_PER_HOUR / 3600)) if cores else "-"
        ),
        "write-ahead log, bytes per customer": round(written / max(1, customers)),
        "loopback, bytes per customer": round(carried / max(1, customers)),
        **idle,
        "hub check": "sound" if not findings else f"{len(findings)} findings",
    }


if __name__ == "__main__":
    sys.exit(main())
