"""The hub on PostgreSQL, where the database itself decides what is allowed.

Each method is one function of the server, called in one round trip; see `authority/sql`. Desks
connect as themselves and have no right to any table. What the operator of the hub does (making
it, checking it) works on the tables, with the operator's own rights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from workstation.domain.refusal import Refusal
from workstation.sync import hub_check, hub_setup, hub_snapshot
from workstation.sync.hub_engine import postgres_engine, run
from workstation.sync.postgres_contents import ContentsPart
from workstation.sync.postgres_feed import FeedPart
from workstation.sync.postgres_push import PushPart
from workstation.sync.protocol import Finding, HubInfo, Scope, Snapshot
from workstation.sync.waking import ListenWaking

T = TypeVar("T")


class PostgresHub(FeedPart, PushPart, ContentsPart):
    """A shared PostgreSQL database; see `protocol.Hub` for what each method promises."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._engine = postgres_engine(url)
        self._waking = ListenWaking(url, self._send)

    def init(self) -> HubInfo:
        """Make the hub's tables, roles and functions; those that are there are made anew."""
        run(self._engine, lambda c: hub_setup.make(c, self.address))
        self._hang_up()
        return self.info()

    def info(self) -> HubInfo:
        """What the hub says of itself."""
        about = self._told_of_itself()
        ((records, operations, desks, epoch),) = self._call(
            "SELECT records, operations, desks, hub_epoch() FROM hub_counts()"
        )
        return HubInfo(
            kind="postgresql",
            address=self.address,
            epoch=epoch,
            schema=about["schema"],
            min_protocol=about["min_protocol"],
            records=records,
            operations=operations,
            desks=desks,
            authority=True,
            objects=about["objects"],
            rules=about["rules"],
        )

    def epoch(self) -> str:
        """The name of the hub's present life."""
        return str(self._call("SELECT hub_epoch()")[0][0])

    def check(self) -> tuple[Finding, ...]:
        """Verify the invariants over everything; an operator's business."""
        return self._operate(hub_check.check, writing=False)

    def new_epoch(self) -> str:
        """Begin a new life of the hub, as after a restore; an operator's business."""
        self._operate(hub_setup.new_epoch)
        self._hang_up()
        return self.epoch()

    def put_snapshot(self, scope: Scope, made: Snapshot) -> None:
        """Offer a ready-made replica in place of a former one; an operator's business."""
        for sha256 in self._operate(lambda c: hub_snapshot.put(c, scope, made)):
            self._contents.forget(sha256)

    def wait(self, seconds: float) -> bool:
        """Wait until something was changed, at most so long."""
        return self._waking.wait(seconds)

    def interrupt(self) -> None:
        """End a `wait` now."""
        self._waking.interrupt()

    def listening(self) -> bool:
        """Whether changes wake a `wait`."""
        return self._waking.listening()

    def close(self) -> None:
        """Close all connections."""
        self._waking.close()
        self._hang_up()
        self._engine.dispose()

    def _operate(self, work: Callable[[Connection], T], *, writing: bool = True) -> T:
        """Work on the tables; raises `Refusal("operator_needed")` for everybody else."""
        if not self._told_of_itself()["operator"]:
            raise Refusal("operator_needed", hub=self.address)
        return run(self._engine, work, writing=writing)

    def _wake(self) -> None:
        self._waking.tell()
