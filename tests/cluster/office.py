"""Real desks that work all the time, and what must be true when they have stopped."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.cluster.machines import until
from workstation.actions.intake import NewTicket, SaveAgent
from workstation.actions.replies import AddNote
from workstation.actions.tickets import TakeTicket
from workstation.desk import Desk, open_desk
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.profiles import create_profile
from workstation.store.kinds import CLASSES
from workstation.sync.hub import open_hub


class Office:
    """Desks of one hub; `url` may be another one for each."""

    def __init__(self, folder: Path, url: str, desks: int = 3) -> None:
        self.folder = folder
        self.url = url
        self.desks: dict[str, Desk] = {}
        for number in range(desks):
            self.add(f"desk{number}", url)

    def add(self, name: str, url: str, *, start: bool = True) -> Desk:
        """A new desk that joins the hub (the first one makes the team)."""
        profile = self.folder / name
        if self.desks:
            create_profile(profile, "join", hub=url, agent=str(1001 + len(self.desks)))
            return self.open(name, start=start)
        create_profile(profile, "own", hub=url, name="Agent", role="admin")
        desk = self.open(name, start=start)
        for number in range(1002, 1006):
            person = Agent(new_uid(), f"Agent {number}", str(number), groups=GROUPS)
            desk.do(SaveAgent(person)).result()
        desk.sync_now().result()
        return desk

    def open(self, name: str, *, start: bool = True) -> Desk:
        """Sit down at a desk that was made."""
        self.desks[name] = open_desk(self.folder / name, start=start)
        return self.desks[name]

    def shut(self, name: str) -> None:
        """Leave a desk."""
        self.desks.pop(name).close()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Agents work at all desks meanwhile."""
        ended = threading.Event()
        troubles: list[BaseException] = []

        def work(number: int, desk: Desk) -> None:
            chance = random.Random(number)
            made: list[str] = []
            try:
                while not ended.wait(0.03):
                    if not made or chance.random() < 0.2:
                        told = NewTicket(f"催件 {number}-{len(made)}", body="怎么还没到")
                        made.append(str(desk.do(told).result().result))
                    elif chance.random() < 0.1:
                        _tried(desk, TakeTicket(chance.choice(made)))
                    else:
                        desk.do(
                            AddNote(chance.choice(made), f"客户又来电 {chance.random()}")
                        ).result()
            except BaseException as error:
                troubles.append(error)

        threads = [
            threading.Thread(target=work, args=(number, desk))
            for number, desk in enumerate(self.desks.values())
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            ended.set()
            for thread in threads:
                thread.join()
        if troubles:
            raise troubles[0]

    def acknowledged(self) -> set[str]:
        """Uids of the operations that the hub has acknowledged to any desk."""
        return {
            row[0] for name in self.desks for row in self.rows(name, "operation", "state='done'")
        }

    def rows(self, name: str, table: str, where: str = "1") -> list[Any]:
        """Rows of a replica, uid first."""
        with closing(sqlite3.connect(self.folder / name / "replica.db")) as replica:
            return replica.execute(f'SELECT uid, * FROM "{table}" WHERE {where}').fetchall()

    def settle(self, seconds: float = 60) -> None:
        """Wait until every desk is in step, and has what the others said last."""
        until(self.in_step, self.where, seconds)
        for _ in range(2):
            for desk in self.desks.values():
                desk.sync_now().result()
        until(self.equal, "replicas differ", seconds)

    def in_step(self) -> bool:
        """Whether nothing waits anywhere."""
        return all(
            desk.sync_state().state in ("in_step", "refused") and not desk.sync_state().waiting
            for desk in self.desks.values()
        )

    def where(self) -> str:
        """Where the desks stand."""
        return "; ".join(f"{name}: {desk.sync_state()}" for name, desk in self.desks.items())

    def equal(self) -> bool:
        """Whether all replicas hold what the hub holds."""
        hub = {row[:3]: row[3] for row in self._hub("SELECT kind, uid, rev, gone FROM hub_record")}
        standing = {key for key, gone in hub.items() if not gone}
        return all(self._records(name) == standing for name in self.desks)

    def verify(self) -> None:
        """Nothing lost, nothing twice, all alike, and the hub finds nothing wrong with itself."""
        self.settle()
        here = [row[0] for name in self.desks for row in self.rows(name, "operation")]
        there = [row[0] for row in self._hub("SELECT uid FROM hub_operation")]
        assert sorted(here) == sorted(set(here) & set(there))
        hub = open_hub(self.url)
        try:
            findings = hub.check()
            assert not findings, findings[:5]
        finally:
            hub.close()

    def received(self, uids: set[str]) -> dict[str, int]:
        """When the hub first got these operations (ms); one that it does not have is missing."""
        rows = self._hub("SELECT uid, received_at FROM hub_operation")
        return {uid: at for uid, at in rows if uid in uids}

    def close(self) -> None:
        """Leave all desks."""
        for desk in self.desks.values():
            desk.close()
        self.desks.clear()

    def _records(self, name: str) -> set[tuple[str, str, int]]:
        with closing(sqlite3.connect(self.folder / name / "replica.db")) as replica:
            return {
                (kind, uid, rev)
                for kind in CLASSES
                for uid, rev in replica.execute(f'SELECT uid, rev FROM "{kind}"')
            }

    def _hub(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, connect_timeout=5) as connection:
            return connection.execute(query.encode()).fetchall()


def now_ms() -> int:
    """This machine's clock."""
    return time.time_ns() // 1_000_000


def _tried(desk: Desk, action: Any) -> None:
    try:
        desk.do(action).result()
    except Refusal:
        return
