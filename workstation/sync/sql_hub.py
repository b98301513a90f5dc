"""The hub in an SQLite file: its rights are advisory, for whoever can write the file may write it.

Every method is one transaction. The file may be replaced or removed while processes use it: that
is looked for before each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from workstation.domain.refusal import Refusal
from workstation.sync import (
    hub_blobs,
    hub_check,
    hub_digest,
    hub_feed,
    hub_history,
    hub_lease,
    hub_offers,
    hub_push,
    hub_recall,
    hub_seed,
    hub_serials,
    hub_setup,
    hub_snapshot,
)
from workstation.sync.hub_address import SQLITE, file_of, shown
from workstation.sync.hub_contents import HubContents
from workstation.sync.hub_cursor import Restored
from workstation.sync.hub_file import HubFile, InFile
from workstation.sync.hub_presence import PresenceFile
from workstation.sync.protocol import (
    ALL,
    PULL_LIMIT,
    BlobState,
    Enrolment,
    Facts,
    Finding,
    HubInfo,
    HubUnreachable,
    Key,
    Leased,
    Operation,
    Outcome,
    Present,
    Pulled,
    Pushed,
    RecordState,
    Refused,
    Scope,
    SerialRange,
    Snapshot,
)
from workstation.sync.waking import FileWaking

T = TypeVar("T")


class SqlHub(HubFile):
    """A shared database; see `protocol.Hub` for what each method promises."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._waking = FileWaking(path)
        self._presence = PresenceFile(path)
        self._contents = HubContents(InFile(self))

    def init(self) -> HubInfo:
        """Make the hub's tables unless they are there."""
        self.make()
        return self.info()

    def info(self) -> HubInfo:
        """What the hub says of itself."""

        def work(connection: Connection) -> HubInfo:
            told = hub_setup.told(connection, self.address, self.known(connection))
            return replace(told, objects=hub_blobs.kept_in(connection))

        return self.read(work)

    def epoch(self) -> str:
        """The name of the hub's present life."""
        return self.read(lambda c: self.known(c)["epoch"])

    def check(self) -> tuple[Finding, ...]:
        """Verify the invariants over everything."""
        return self.read(lambda c: hub_check.check(c))

    # who

    def enrol(self, desk_uid: str, name: str) -> Enrolment:
        """Give a desk its number and key."""
        return self.write(lambda c: hub_setup.enrol(c, desk_uid, name, self.known(c)["epoch"]))

    # up

    def push(self, desk_no: int, token: str, operations: Sequence[Operation]) -> Pushed:
        """Take operations in, each at most once."""
        answer: Any = self.write(lambda c: hub_push.push(c, desk_no, token, operations))
        pushed = (
            answer
            if isinstance(answer, Pushed)
            else Pushed(tuple(answer), token, hub_setup.now_ms())
        )
        if any(outcome.revs for outcome in pushed.outcomes):
            self._waking.tell()
        return pushed

    def prove(self, desk_no: int, token: str, nonce: str) -> str:
        """Turn the key without any work."""
        return self.write(lambda c: hub_push.prove(c, desk_no, token, nonce))

    def recall(self, desk_no: int, token: str, refused: Sequence[Refused]) -> list[Outcome]:
        """Say what a former life of the hub refused; what this one knows otherwise."""
        return self.write(lambda c: hub_recall.recall(c, desk_no, token, refused))

    def seed(self, desk_no: int, token: str, records: Iterable[tuple[str, Facts]]) -> int:
        """Put whole records in that are not there yet."""
        given = list(records)
        count = self.write(lambda c: hub_seed.seed(c, desk_no, token, given))
        self._waking.tell()
        return count

    def offer(self, desk_no: int, token: str, records: Sequence[RecordState]) -> list[Key]:
        """Put records aside that the hub lost by somebody's hand."""
        return self.write(lambda c: hub_offers.offer(c, desk_no, token, records))

    # down

    def pull(
        self, desk_no: int, cursor: str, limit: int = PULL_LIMIT, scope: Scope = ALL
    ) -> Pulled:
        """Changes after a cursor within a scope."""

        def work(connection: Connection) -> tuple[Pulled, bool]:
            epoch = self.known(connection)["epoch"]
            told = hub_feed.pull(connection, epoch, desk_no, cursor, limit, scope)
            return told, desk_no > 0 and hub_feed.is_late(connection, desk_no)

        try:
            told, late = self.read(work)
        except Restored as restored:
            self.renew(restored.epoch)
            told, late = self.read(work)
        if late:
            with suppress(HubUnreachable):
                self.write(lambda c: hub_feed.heard(c, desk_no))
        return told

    def fetch(self, keys: Iterable[Key]) -> list[RecordState]:
        """The present states of some records."""
        wanted = list(keys)
        return self.read(lambda c: hub_feed.fetch(c, wanted))

    def history(self, words: str, limit: int = 50) -> list[str]:
        """Uids of tickets, newest first, whose number, phone, waybill or customer is `words`."""
        return self.read(lambda c: hub_history.find(c, words, limit))

    def tickets(self, uids: Sequence[str]) -> list[RecordState]:
        """Tickets with all that hangs on them."""
        return self.read(lambda c: hub_feed.tickets(c, uids))

    def digest(
        self, scope: Scope = ALL, *, whole: Collection[int] = (), since: int = 0
    ) -> dict[int, tuple[int, int]]:
        """Number of records and sum of fingerprints of each bucket."""
        return self.read(lambda c: hub_digest.digest(c, scope, whole, since))

    def bucket(
        self, number: int, scope: Scope = ALL, *, since: int = 0
    ) -> list[tuple[str, str, int]]:
        """Kind, uid and revision of all records of one bucket."""
        return self.read(lambda c: hub_digest.one_bucket(c, number, scope, since))

    def snapshot(self, scope: Scope = ALL) -> Snapshot | None:
        """The newest ready-made replica of a scope."""
        return self.read(lambda c: hub_snapshot.find(c, scope, self.known(c)["epoch"]))

    def put_snapshot(self, scope: Scope, made: Snapshot) -> None:
        """Offer a ready-made replica in place of a former one."""
        for sha256 in self.write(lambda c: hub_snapshot.put(c, scope, made)):
            self._contents.forget(sha256)

    # leases

    def take_next(
        self,
        agent: str,
        agent_name: str,
        groups: Sequence[str],
        desk_no: int,
        ttl_ms: int,
        exclude: Sequence[str] = (),
        request: str = "",
    ) -> Leased | None:
        """Lease the most urgent free ticket."""
        given = self.write(
            lambda c: hub_lease.take_next(
                c, agent, agent_name, groups, desk_no, ttl_ms, exclude, request
            )
        )
        if given:
            self._waking.tell()
        return given

    def lease(
        self, ticket: str, agent: str, agent_name: str, desk_no: int, ttl_ms: int
    ) -> Leased | None:
        """Lease or renew one ticket."""
        given = self.write(lambda c: hub_lease.take(c, ticket, agent, agent_name, desk_no, ttl_ms))
        if given:
            self._waking.tell()
        return given

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back."""
        done = self.write(lambda c: hub_lease.release(c, ticket, agent))
        if done:
            self._waking.tell()
        return done

    # serials

    def lease_serials(self, desk_no: int, series: str, count: int) -> SerialRange:
        """Give a desk the next numbers of a series."""
        return self.write(lambda c: hub_serials.lease(c, desk_no, series, count))

    def return_serials(self, desk_no: int, given: SerialRange, reason: str) -> bool:
        """Take unused numbers back."""
        return self.write(lambda c: hub_serials.give_back(c, desk_no, given, reason))

    # presence

    def present(
        self, desk_no: int, agent: str, agent_name: str, ticket: str, doing: str
    ) -> tuple[Present, ...]:
        """Say which ticket an agent has open; who else has it."""
        return self._presence.say(desk_no, agent, agent_name, ticket, doing)

    # contents of files

    def blob_state(self, sha256: str) -> BlobState | None:
        """What there is of a content."""
        return self._contents.state(sha256)

    def blob_put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """Keep one chunk."""
        self._contents.put(desk_no, sha256, size, number, chunk)

    def blob_finish(self, sha256: str) -> bool:
        """Verify a content whose chunks are all there."""
        return self._contents.finish(sha256)

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        """One chunk of a complete content."""
        return self._contents.get(sha256, number)

    def blobs_lacking(self, sha256s: Sequence[str]) -> list[str]:
        """Which of these contents are named but not here."""
        return self.read(lambda c: hub_blobs.lacking(c, sha256s))

    def keep_contents_in(self, url: str) -> None:
        """Keep contents in object storage from now on; "" for the database."""
        self.write(lambda c: hub_blobs.keep_in(c, url))
        self._contents.ask_again()

    # waking

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
        self._presence.close()
        self.hang_up()

    def new_epoch(self) -> str:
        """Begin a new life of the hub, as after a restore."""
        self._facts = None
        return self.write(hub_setup.new_epoch)


def open_sql_hub(url: str, *, make: bool) -> SqlHub:
    """The hub of an SQLite URL; with `make` its file's folder is made when missing."""
    if not url.startswith(SQLITE):
        raise Refusal("hub_url", url=shown(url), example="sqlite:///PATH or postgresql://HOST/NAME")
    path = file_of(url)
    if make:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.exists():
        raise _missing(path.parent.exists(), url)
    return SqlHub(path)


def _missing(folder: bool, url: str) -> Exception:
    if not folder:  # such as a disk that is not there at the moment
        return HubUnreachable(f"no folder for {url}")
    return Refusal("hub_missing", hub=url, remedy=f"hub init {url}")
