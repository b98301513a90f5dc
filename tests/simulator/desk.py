"""A desk of the simulated world: real files, the real courier, its writer run at once."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tests.simulator.line import Line
from workstation import holding
from workstation.background import Steady
from workstation.domain.pages import SyncState
from workstation.domain.people import Agent
from workstation.rules import loading as rule_files
from workstation.store import queue, state
from workstation.store.blobs import Blobs
from workstation.store.connect import connect
from workstation.store.drafts import Drafts
from workstation.store.kinds import CLASSES, codec_of
from workstation.store.replica import Done, now_ms, perform, transaction
from workstation.store.schema import upgrade
from workstation.sync import contents
from workstation.sync.clock import HubClock
from workstation.sync.contents import Contents
from workstation.sync.courier import Courier
from workstation.sync.protocol import ALL, Scope

if TYPE_CHECKING:
    from tests.simulator.world import World

T = TypeVar("T")
FILES = ("replica.db", "drafts.db")


@dataclass
class Kept:
    """An operation that a desk has written down, as the world remembers it."""

    uid: str
    desk: str
    n: int
    agent: str
    action: str
    ticket: str
    args: dict[str, Any]
    changes: list[dict[str, Any]]
    acknowledged: bool = True
    varied: bool = False  # its moments are not the same in all copies of the desk


@dataclass
class SimDesk:
    """One desk: a folder, a person's seat, a clock that may be wrong, and a line to the hub."""

    world: World
    name: str
    folder: Path
    skew: int = 0
    drift: float = 0.0  # by which share of the time its clock goes too fast
    gained: float = 0.0  # of a millisecond, by that
    renewed: int = 0  # times its files went back in time or were copied
    copies: int = 0
    number: int = 0  # the one that the hub gave first
    person: str = ""  # whose login it uses; "" where there are none: anybody's
    scope: Scope = ALL
    drafts_saved: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = Line(self.world, self.name)
        self.connection: Any = None
        self.open()

    # its process

    def open(self) -> None:
        """Start its process over its files."""
        with self.acting():
            self.connection = connect(self.folder / "replica.db")
            upgrade(self.connection)
            self.drafts = Drafts(self.folder / "drafts.db")
            self.blobs = Blobs(self.folder / "blobs")
            self.hub_clock = HubClock(now_ms, state.number(self.connection, "clock_offset"))
            self.clock = Steady(self.hub_clock)
            self.held = queue.queued(self.connection)
            self.opened_at = self.world.laws.now
            self.courier = Courier(
                "sqlite:///simulated",
                self.submit,
                name=self.name,
                keep_text=self.drafts.save,
                clock=self.hub_clock,
                scope=self.scope,
                opening=lambda: self.line,  # type: ignore[arg-type,return-value]
            )

            self.files = Contents(
                self.submit,
                self.courier.with_hub,
                self.blobs,
                clock=self.hub_clock,
                pause=lambda seconds: None,
            )

    def end(self) -> None:
        """The process ends, in whatever it is."""
        self.connection.close()
        self.drafts.close()
        self.world.box.left(self.name)

    def again(self) -> None:
        """End and start again."""
        self.end()
        self.open()

    def acting(self) -> Any:
        """While it acts, its own clock is the clock."""
        return self.world.laws.acting(self.name, self.skew)

    def submit(self, task: Callable[[Any], T]) -> Future[T]:
        """What the writer does, at once."""
        done: Future[T] = Future()
        try:
            done.set_result(task(self.connection))
        except Exception as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            done.set_exception(error)
        return done

    # what happens at it

    def do(self, action: Any, who: Agent) -> Done:
        """A person does something, as `Desk.do` has it done."""
        now = self.clock()
        if self.hub_clock.jumped():
            with transaction(self.connection):
                state.write(self.connection, "clock_known", "")
        holding.check(self, self.connection, action, who, now)  # type: ignore[arg-type]
        return perform(self.connection, action, who, now, rule_files.load())

    def round(self) -> SyncState:
        """One round of the courier."""
        return self.courier.round()

    def keep_scope(self, scope: Scope) -> None:
        """Keep other tickets from now on, as the settings say."""
        self.scope = scope
        self.courier.keep_scope(scope)

    def fetch(self, sha256: str) -> Path:
        """The content of a file, from the hub if it is not here."""
        here = self.blobs.get(sha256)
        if here is not None:
            return here
        return self.courier.with_hub(lambda hub, no: contents.fetch(hub, self.blobs, sha256))

    # its files

    def copy_files(self, folder: Path) -> None:
        """Copy them as a backup program does, to be put back or opened elsewhere."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            target = folder / name
            target.unlink(missing_ok=True)
            one = sqlite3.connect(self.folder / name)
            with closing(one), closing(sqlite3.connect(target)) as other:
                one.backup(other)
        if (self.folder / "blobs").exists():
            shutil.copytree(self.folder / "blobs", folder / "blobs", dirs_exist_ok=True)

    def put_back(self, folder: Path) -> None:
        """Put an older copy of its files in their place."""
        self.end()
        for name in FILES:
            for suffix in ("", "-wal", "-shm"):
                (self.folder / f"{name}{suffix}").unlink(missing_ok=True)
            shutil.copyfile(folder / name, self.folder / name)
        self.open()

    # looking into them

    def rows(self, query: str, *values: Any) -> list[Any]:
        return self.connection.execute(query, values).fetchall()  # type: ignore[no-any-return]

    def state(self, key: str) -> str:
        return state.read(self.connection, key)

    def find(self, kind: str, uid: str) -> Any:
        coder = codec_of(kind)
        found = self.rows(f"{coder.select} WHERE uid=?", uid)
        return coder.record(found[0]) if found else None

    def newest(self, kind: str, count: int, condition: str = "1") -> list[Any]:
        """The last records of a kind, newest first."""
        coder = codec_of(kind)
        query = f"{coder.select} WHERE {condition} ORDER BY id DESC LIMIT {count}"
        return [coder.record(row) for row in self.rows(query)]

    def contents(self) -> dict[tuple[str, str], tuple[int, dict[str, Any]]]:
        """All records: revision and facts by kind and uid."""
        told = {}
        for kind in CLASSES:
            coder = codec_of(kind)
            query = coder.select.replace("SELECT ", "SELECT rev,", 1)
            for rev, *row in self.rows(query):
                record = coder.record(tuple(row))
                told[kind, record.uid] = (rev, dict(coder.facts(record)))
        return told

    def operations(self) -> dict[str, tuple[str, str]]:
        """State and code of each operation that the desk still has."""
        rows = self.rows("SELECT uid,state,code FROM operation")
        return {uid: (state, code) for uid, state, code in rows}

    def harvest(self, after: int) -> list[Kept]:
        """The operations written down behind a place."""
        query = "SELECT uid,n,agent,action,ticket,args,changes FROM operation WHERE n>? ORDER BY n"
        return [
            Kept(uid, self.name, n, agent, action, ticket, json.loads(args), json.loads(changes))
            for uid, n, agent, action, ticket, args, changes in self.rows(query, after)
        ]
