"""How fast a desk answers over many tickets, beside the floor of SQLite and the interpreter.

    python benchmarks/desk.py [--tickets 100000] [--profile DIR] [--check]

Makes (or with ``--profile`` uses) a profile of the generated sample team, builds its text index,
and measures what an agent waits for. Each line names a floor that is measured in the same run and
the ratio to it, since machines differ and are noisy. ``--check`` fails beyond a target.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder, whose modules have names of the standard library's

from workstation.actions.replies import AddNote  # noqa: E402
from workstation.actions.tickets import ChangePriority  # noqa: E402
from workstation.desk import Desk, open_desk  # noqa: E402
from workstation.domain.ticket import GROUPS  # noqa: E402
from workstation.domain.view import ORDERS, Filter, built_in  # noqa: E402
from workstation.profiles import create_profile  # noqa: E402
from workstation.store.reading import Reader  # noqa: E402
from workstation.store.replica import now_ms  # noqa: E402

FIRST_PAGE = """
import sys, time
from pathlib import Path
from workstation.store.reading import Reader
from workstation.store.replica import now_ms
from workstation.domain.view import built_in
from workstation.domain.ticket import GROUPS
profile = Path(sys.argv[1])
reader = Reader(profile / "replica.db", profile / "search.db", now_ms)
rows = reader.page(built_in("", GROUPS)[1].filter, "due_at", 128)
heavy = {"sqlalchemy", "reportlab", "psycopg", "liquid", "pypinyin", "phonenumbers"}
print(len(rows), *sorted(heavy & set(sys.modules)))
"""
EMPTY = "import sqlite3, sys; sqlite3.connect(sys.argv[1] + '/replica.db').execute('SELECT 1')"


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement in milliseconds: median and 95th percentile, floor, and the target."""

    name: str
    times: list[float]
    floor: float | None = None
    most: float | None = None
    most_ratio: float | None = None

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * 0.95))]

    @property
    def held(self) -> bool:
        near = self.floor is None or self.most_ratio is None
        ratio = near or self.p50 <= (self.floor or 0) * (self.most_ratio or 0)
        return ratio and (self.most is None or self.p95 <= self.most)


def timed(task: Callable[[], object], times: int = 15) -> list[float]:
    """Milliseconds of each run, after one that is not counted."""
    task()
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        task()
        found.append((time.perf_counter() - begun) * 1_000)
    return found


def starts(profile: Path) -> Iterator[Line]:
    """A fresh process up to its first page of the queue."""

    def run(code: str) -> str:
        given = [sys.executable, "-c", code, str(profile)]
        return subprocess.run(given, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    floor = statistics.median(timed(lambda: run(EMPTY), 7))
    told = run(FIRST_PAGE).split()
    if told[1:]:
        raise SystemExit(f"the first page imports {', '.join(told[1:])}")
    yield Line("process to first queue page", timed(lambda: run(FIRST_PAGE), 7), floor, 250)


def queues(desk: Desk) -> Iterator[Line]:
    """Pages of every view, in every order, and the counts."""
    read = desk.read
    raw = sqlite3.connect(desk.profile / "replica.db")
    sql = (
        "SELECT id,uid,number,status,subject,customer_name,phone,waybill FROM ticket"
        " ORDER BY created_at DESC, id DESC LIMIT 128"
    )
    with closing(raw):
        floor = statistics.median(timed(lambda: raw.execute(sql).fetchall()))
    views = built_in(desk.agent.uid, GROUPS)
    for view in views:
        task = lambda view=view: read.page(view.filter, view.order, 128)  # noqa: E731
        yield Line(f"page: {view.code}", timed(task), floor, 8.0)
    worst: list[float] = []
    for view in views:
        for order in ORDERS:
            task = lambda view=view, order=order: read.page(view.filter, order, 128)  # noqa: E731
            worst.append(statistics.median(timed(task, 3)))
    yield Line("page: any view in any order, each median", worst, floor, 16.0)
    yield Line(f"counts of {len(views)} views", timed(lambda: read.counts(views)), None, 6.0)
    every = statistics.median(timed(lambda: read.ids(Filter(), "-created_at"), 3))
    yield Line("ids of all tickets (on the pool)", [every])


def cases(desk: Desk) -> Iterator[Line]:
    """One ticket with all that hangs on it."""
    read = desk.read.connection
    uids = [row[0] for row in read.execute("SELECT uid FROM ticket ORDER BY id DESC LIMIT 200")]
    rolling = iter(uids * 10)

    def floor() -> object:
        uid = next(rolling)
        read.execute("SELECT * FROM ticket WHERE uid=?", (uid,)).fetchall()
        return read.execute("SELECT * FROM entry WHERE ticket=? ORDER BY at", (uid,)).fetchall()

    base = statistics.median(timed(floor, 50))
    yield Line("detail", timed(lambda: desk.read.detail(next(rolling)), 50), base, 5.0)


def finds(desk: Desk) -> Iterator[Line]:
    """Searching by words of every length, by numbers and their ends, and in vain."""
    read = desk.read
    row = read.connection.execute(
        "SELECT customer_name,phone,waybill FROM ticket WHERE phone<>'' AND waybill<>''"
        " ORDER BY id LIMIT 1 OFFSET 77"
    ).fetchone()
    body = read.connection.execute(
        "SELECT body FROM entry WHERE length(body)>12 ORDER BY id DESC LIMIT 1"
    ).fetchone()[0]
    like = "SELECT id FROM ticket WHERE customer_name LIKE ? ORDER BY id DESC LIMIT 50"
    scan = timed(lambda: read.connection.execute(like, (f"%{row[0]}%",)).fetchall(), 3)
    floor = statistics.median(scan)
    for length in range(1, 9):
        text = body[2 : 2 + length]
        yield Line(f"find {length} characters", timed(lambda t=text: read.find(t)), floor, 16.0)
    told = {
        "find: common word": "快件",
        "find: name": row[0],
        "find: phone": row[1],
        "find: phone, last 4": row[1][-4:],
        "find: waybill, last 4": row[2][-4:],
        "find: last 3 and a word": f"{row[2][-3:]} 快件",
        "find: two words": "快件 赔偿",
        "find: initials": "wx",
    }
    for name, text in told.items():
        yield Line(name, timed(lambda t=text: read.find(t)), floor, 16.0)
    for text in ("龘龘", "火星撞地球", "件破损坏赔", "zzzz"):
        yield Line(f"find: miss {text}", timed(lambda t=text: read.find(t)), floor, 50.0)


def saves(desk: Desk) -> Iterator[Line]:
    """Actions up to their durable end, beside the same number of bare rows."""
    path = desk.profile / "floor.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        for table in ("ticket", "entry", "journal", "operation"):
            raw.execute(f"CREATE TABLE {table}(id INTEGER PRIMARY KEY, a TEXT, b TEXT)")
        raw.execute("INSERT INTO ticket VALUES (1,'','')")
        facts = json.dumps({"kind": "entry", "new": {"body": "已联系网点" * 10}})

        def floor() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE ticket SET a=? WHERE id=1", (str(time.time_ns()),))
            for table in ("entry", "journal", "operation"):
                raw.execute(f"INSERT INTO {table}(a,b) VALUES (?,?)", (facts, facts))
            raw.execute("COMMIT")

        base = statistics.median(timed(floor, 60))
    path.unlink()
    read = desk.read.connection
    uids = [row[0] for row in read.execute("SELECT uid FROM ticket WHERE is_open=1 LIMIT 100")]
    rolling = iter(uids * 10)
    note = lambda: desk.do(AddNote(next(rolling), "已联系网点")).result()  # noqa: E731
    yield Line("save a note, durable", timed(note, 60), base, 20.0)
    turns = iter(range(1_000_000))
    change = lambda: desk.do(ChangePriority(next(rolling), next(turns) % 4 + 1)).result()  # noqa: E731
    yield Line("change the priority, durable", timed(change, 60), base, 20.0)


def taking(desk: Desk) -> Iterator[Line]:
    """With the courier running, as an agent has it."""
    desk.take_next().result()
    yield Line("take next, embedded hub", timed(lambda: desk.take_next().result(), 10), None, 100.0)


def index_build(profile: Path) -> Iterator[Line]:
    """The text index from nothing, and its size."""
    with closing(Desk(profile)) as desk:
        tickets = desk.read.count(Filter())
        (profile / "search.db").unlink(missing_ok=True)
        begun = time.perf_counter()
        desk.indexer.start()
        if not desk.indexer.wait_idle(3_600):
            raise SystemExit("the text index did not come to rest")
        spent = time.perf_counter() - begun
    base = (profile / "replica.db").stat().st_size
    size = (profile / "search.db").stat().st_size
    print(f"text index: {tickets / spent:,.0f} tickets a second, {size / base:.2f} of the replica")
    yield Line("index: milliseconds a ticket", [spent * 1_000 / max(1, tickets)])


@contextmanager
def profile_of(given: Path | None, tickets: int) -> Iterator[Path]:
    """The profile to measure; one made for this run goes away with it."""
    if given is not None and (given / "replica.db").exists():
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        made = given or Path(folder) / "profile"
        begun = time.perf_counter()
        create_profile(made, "sample", tickets=tickets, seed=5)
        print(f"{tickets:,} tickets made in {time.perf_counter() - begun:.0f} s")
        yield made


def show(lines: list[Line]) -> None:
    """The table."""
    print(f"{'':44}{'p50':>9}{'p95':>9}{'floor':>9}{'ratio':>8}{'target':>9}")
    for line in lines:
        floor = "" if line.floor is None else f"{line.floor:9.2f}"
        ratio = "" if not line.floor else f"{line.p50 / line.floor:8.1f}"
        most = "" if line.most is None else f"{line.most:9.0f}"
        mark = "" if line.held else "  MISSED"
        print(f"{line.name:44}{line.p50:9.2f}{line.p95:9.2f}{floor:>9}{ratio:>8}{most:>9}{mark}")


def main() -> int:
    """Measure and tell; 1 when `--check` finds a target missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    with profile_of(given.profile, given.tickets) as profile:
        lines = [*index_build(profile), *starts(profile)]
        with closing(open_desk(profile, start=False)) as desk:
            for part in (queues, cases, finds, saves):
                lines += part(desk)
        with closing(open_desk(profile)) as desk:
            desk.exchange().result()
            lines += taking(desk)
        Reader(profile / "replica.db", profile / "search.db", now_ms).close()
    show(lines)
    return 1 if given.check and not all(line.held for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
