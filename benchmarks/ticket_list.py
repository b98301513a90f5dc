"""How quick the list of tickets is, with 100,000 and 1,000,000 generated rows.

`python benchmarks/ticket_list.py [ROWS …]` makes a replica in a temporary folder for each number of
rows, opens the list on it and measures, beside floors taken in the same run: a page read by plain
sqlite3, and a repaint of Qt's own table over a ready-made model. Times are milliseconds.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# In place of this folder: our name is also that of a module of the standard library.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QMainWindow, QTableView

from ui import theme
from ui.app import application
from ui.bridge import Bridge
from ui.commands import Commands
from ui.queue.page import QueuePage
from workstation.changes import Changes
from workstation.desk import Desk
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import CHANNELS, GROUPS, Ticket
from workstation.domain.view import Filter, View
from workstation.store import bulk
from workstation.store.connect import connect
from workstation.store.replica import transaction
from workstation.store.schema import upgrade

SIZE = (1600, 900)
OPEN = 50_000
HOUR = 3_600_000
WORDS = ("包裹破损", "催促派送", "未收到件", "修改地址", "代收货款不符", "生鲜变质", "轨迹停滞")


def tickets(count: int, now: int, owners: list[str]) -> Iterator[Ticket]:
    """Tickets over three years, the newest 50,000 open."""
    draw = random.Random(7)
    for place in range(count):
        created = now - (count - place) * (3 * 365 * 24 * HOUR // count)
        is_open = place >= count - OPEN
        yield Ticket(
            new_uid(),
            f"7-{place:07d}",
            created,
            subject=f"{draw.choice(WORDS)}，{draw.choice(WORDS)} {place}",
            channel=draw.choice(CHANNELS),
            class_code=draw.choice(("timeliness", "safety", "request")),
            group_code=draw.choice(GROUPS),
            status=draw.choice(("new", "open", "waiting")) if is_open else "closed",
            priority=draw.choice((1, 2, 2, 2, 3, 4)),
            owner=draw.choice(owners) if draw.random() < 0.8 else "",
            waybill=f"SF{draw.randrange(10**12, 10**13)}",
            customer_name=draw.choice("王李张刘陈") + draw.choice("伟芳娜敏静"),
            phone=f"138{draw.randrange(10**7, 10**8)}",
            urged=draw.choice((0, 0, 0, 1, 2)),
            last_activity_at=created + HOUR,
            due_at=now + draw.randrange(-48 * HOUR, 96 * HOUR) if is_open else None,
        )


def make(profile: Path, count: int) -> list[Agent]:
    """A replica with that many tickets; gives the team."""
    team = [Agent(new_uid(), f"坐席{n}", f"{n:04d}", groups=GROUPS) for n in range(12)]
    connection = connect(profile / "replica.db")
    upgrade(connection)
    connection.execute("PRAGMA synchronous=OFF")
    with transaction(connection):
        bulk.insert(connection, team)
        now = int(time.time() * 1000)
        bulk.insert(connection, tickets(count, now, [agent.uid for agent in team]))
        connection.execute("DELETE FROM index_queue")
        connection.execute("ANALYZE")
    connection.close()
    return team


def spread(times: list[float]) -> str:
    """Median, 95th and 99th of a hundred, and the longest."""
    told = sorted(times)
    at = [told[min(len(told) - 1, int(len(told) * share))] for share in (0.5, 0.95, 0.99)]
    return "  ".join(f"{value:7.2f}" for value in (*at, told[-1]))


def measure(run: Callable[[int], object], times: int) -> list[float]:
    """How long each of some runs took."""
    found = []
    for n in range(times):
        begun = time.perf_counter()
        run(n)
        found.append((time.perf_counter() - begun) * 1000)
    return found


class Bench:
    """The list on one replica."""

    def __init__(self, profile: Path, team: list[Agent]) -> None:
        self.app = application()
        theme.apply(self.app, "light")
        self.desk = Desk(profile, agent=team[0].uid)
        self.bridge = Bridge(self.desk)
        self.window = QMainWindow()
        self.page = QueuePage(self.bridge, Commands(self.window), self.window)
        self.window.setCentralWidget(self.page)
        self.window.resize(*SIZE)
        self.window.show()
        self.everything = View("view:all", "", "all", order="-created_at")
        chosen = Filter(open=True)
        self.unfinished = View("view:open", "", "open", filter=chosen, order="due_at")
        self.settle()

    def settle(self) -> None:
        """Let everything that was begun come to its end."""
        until = time.perf_counter() + 60
        while time.perf_counter() < until:
            self.app.processEvents()
            if not self.bridge.busy and self.page.model.complete:
                break
            time.sleep(0.001)
        self.pause(0.08)

    def pause(self, seconds: float) -> None:
        """Let the program idle for a while."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.app.processEvents()
            time.sleep(0.002)

    def paint(self) -> None:
        """Paint the list now, the whole of it."""
        self.page.view.viewport().repaint()

    def show(self, view: View) -> None:
        """What a click on a view does, up to the paint."""
        self.page.show_view(view)
        self.paint()

    def wheel(self, _n: int) -> None:
        bar = self.page.view.verticalScrollBar()
        bar.setValue(bar.value() + 3)
        self.paint()
        self.app.processEvents()

    def page_down(self, _n: int) -> None:
        bar = self.page.view.verticalScrollBar()
        bar.setValue(bar.value() + 24)
        self.paint()

    def jump(self, n: int) -> None:
        bar = self.page.view.verticalScrollBar()
        bar.setValue(random.Random(n).randrange(bar.maximum()))
        self.paint()

    def change(self, rows: int) -> None:
        """What a colleague's desk does: some visible and some hidden tickets get a new priority."""
        view, model = self.page.view, self.page.model
        first, last = view.visible_rows()
        here = list(model.ids_between(first, last))
        ids = random.sample(here, min(len(here), rows // 2))
        ids += [model.id_at(random.randrange(model.rowCount())) for _ in range(rows - len(ids))]

        def task(connection: Any) -> None:
            found: dict[str, int] = {}
            with transaction(connection):
                for id in ids:
                    connection.execute(
                        "UPDATE ticket SET priority=1+(priority%4), last_activity_at=? WHERE id=?",
                        (self.desk.clock(), id),
                    )
                    row = connection.execute("SELECT uid FROM ticket WHERE id=?", (id,))
                    found[row.fetchone()[0]] = id
            fields = frozenset({"priority", "last_activity_at"})
            self.desk.announce(Changes({uid: fields for uid in found}, found, origin="shared"))

        self.desk.writer.submit(task)

    def close(self) -> None:
        self.bridge.close()
        self.window.close()


def floor_read(profile: Path) -> float:
    """A page of 128 rows by plain sqlite3, the median."""
    connection = sqlite3.connect(profile / "replica.db")
    sql = "SELECT * FROM ticket WHERE is_open=1 ORDER BY due_sort,id LIMIT 128"
    times = measure(lambda _n: connection.execute(sql).fetchall(), 40)
    connection.close()
    return sorted(times)[20]


def floor_paint(rows: int, columns: int) -> float:
    """A repaint of Qt's own table over a model made in C++, the median."""
    model = QStandardItemModel(rows, columns)
    for row in range(rows):
        for column in range(columns):
            model.setItem(row, column, QStandardItem(f"{WORDS[row % 7]} {row}"))
    table = QTableView()
    table.setModel(model)
    table.resize(*SIZE)
    table.show()
    application().processEvents()
    times = measure(lambda _n: table.viewport().repaint(), 60)
    table.close()
    return sorted(times)[30]


def memory() -> str:
    """What this process holds: its own, and with the file that SQLite maps (not on Windows)."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return "unknown on this system"
    held = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in told if "kB" in line}
    return f"{held['RssAnon']:9d} MB, {held['VmRSS']} MB with the mapped file and libraries"


def run(count: int) -> None:
    """Measure the list with that many tickets."""
    with tempfile.TemporaryDirectory(prefix="aftercare-bench-") as folder:
        profile = Path(folder)
        told = [sys.executable, __file__, "--make", folder, str(count)]
        subprocess.run(told, check=True)  # apart, so that the memory measured is the list's own
        connection = connect(profile / "replica.db")
        uids = [row[0] for row in connection.execute("SELECT uid FROM agent ORDER BY id")]
        connection.close()
        team = [Agent(uid, "") for uid in uids]
        bench = Bench(profile, team)
        bench.show(bench.unfinished)
        bench.settle()
        first, last = bench.page.view.visible_rows()
        read, paint = floor_read(profile), floor_paint(last - first, 12)
        print(f"\n{count:,} tickets ({min(count, OPEN):,} open), {last - first} rows on the screen")
        print(f"  floors: page read {read:.2f}, repaint of Qt's own table {paint:.2f}")
        print(f"  {'':34}    p50      p95      p99      most")
        for view in (bench.unfinished, bench.everything):
            clicks = []
            for _n in range(15):
                clicks += measure(lambda _n, view=view: bench.show(view), 1)
                if _n < 14:
                    bench.page.model._asked += 1  # the rest of the list is not waited for
                    bench.pause(0.01)
            print(f"  click on a view → painted ({view.code:4})   {spread(clicks)}")
            bench.settle()
        whole = time.perf_counter()
        bench.page.show_view(bench.everything)
        bench.settle()
        print(f"  the whole list known after       {(time.perf_counter() - whole) * 1000:9.0f}")
        times = measure(lambda _n: bench.paint(), 60)
        print(f"  repaint of the whole list        {spread(times)}")
        print(f"    against Qt's own table         {sorted(times)[30] / paint:9.2f} ×")
        print(f"  wheel                            {spread(measure(bench.wheel, 200))}")
        paging = []
        for n in range(80):
            paging += measure(lambda _n, n=n: bench.page_down(n), 1)
            bench.pause(0.1)
        print(f"  page down                        {spread(paging)}")
        jumps = []
        for n in range(40):
            jumps += measure(lambda _n, n=n: bench.jump(n), 1)
            bench.pause(0.02)
        print(f"  jump to anywhere                 {spread(jumps)}")
        busy_wheel(bench)
        print(f"  memory                           {memory()}")
        bench.close()


def busy_wheel(bench: Bench) -> None:
    """Frames of 60 a second while 500 rows a second are changed by others."""
    for view, name in ((bench.unfinished, "open"), (bench.everything, "all")):
        bench.page.show_view(view)
        bench.settle()
        frames: list[float] = []
        due = time.perf_counter()
        for n in range(240):
            if n % 6 == 0:
                bench.change(50)
            frames += measure(bench.wheel, 1)
            due += 1 / 60
            while time.perf_counter() < due:
                begun = time.perf_counter()
                bench.app.processEvents()
                gap = (time.perf_counter() - begun) * 1000
                if gap > 4:
                    frames.append(gap)
                time.sleep(0.001)
        print(f"  wheel, 500 changes/s ({name:4})       {spread(frames)}")
        bench.settle()


if __name__ == "__main__":
    if "--make" in sys.argv:
        make(Path(sys.argv[2]), int(sys.argv[3]))
        sys.exit()
    for told in [int(word.replace(",", "")) for word in sys.argv[1:]] or [100_000, 1_000_000]:
        run(told)
