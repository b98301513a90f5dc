"""What the benchmarks of the exchange share: tickets, a desk without threads, and timing."""

from __future__ import annotations

import sqlite3
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket
from workstation.store.connect import connect
from workstation.store.replica import now_ms, perform
from workstation.store.schema import upgrade
from workstation.store.work import Work
from workstation.sync.exchange import Exchange
from workstation.sync.protocol import Hub

ME = Agent("bench", "Bench", role="admin", groups=("cod",))
NO_RULES: Any = None


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

    def _submit(self, task: Callable[[sqlite3.Connection], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        with self._turn:
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
