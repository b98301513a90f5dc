"""The one object that screens and terminals hold: do, ask, read, subscribe, close."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

from workstation import settings as settings_file
from workstation.automating import Automating
from workstation.background import Indexer, Steady
from workstation.changes import Changes
from workstation.claim_desk import ClaimDesk
from workstation.domain.conversation import Draft
from workstation.domain.pages import SyncState
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.listeners import Listeners
from workstation.picturing import CopyFile, Picturing, Taken
from workstation.replying import Replying
from workstation.ruling.in_force import Holder, Ruling
from workstation.scripts.in_use import ScriptHolder, Scripting
from workstation.services import Services
from workstation.settings import Settings
from workstation.sharing import Sharing
from workstation.store import state
from workstation.store.blobs import Blobs, Stored
from workstation.store.connect import unbroken
from workstation.store.drafts import Drafts
from workstation.store.looks import Looks
from workstation.store.reading import Reader
from workstation.store.replica import Action, Done, Writer, now_ms, perform, transaction
from workstation.sync.clock import HubClock
from workstation.walking import Walking

if TYPE_CHECKING:
    from workstation.domain.classify import Suggestion as TypeSuggestion
    from workstation.learning import Learner
    from workstation.receiving import CallerFound, Understood, WaybillFound

__all__ = ["CopyFile", "Desk", "Done", "Reader", "Stored", "Taken", "create_profile", "open_desk"]

T = TypeVar("T")
_READERS = 2
_LINES = 2  # questions to the hub at once; they never hold up what the screen reads


class Desk(
    Sharing, Services, ClaimDesk, Ruling, Scripting, Automating, Walking, Replying, Picturing
):
    """One agent's desk over one profile folder.

    `clock` gives the present in milliseconds UTC. Futures answer on desk threads; the screen's
    bridge brings answers to its own.
    """

    def __init__(
        self, profile: Path, *, agent: str = "", clock: Callable[[], int] = now_ms
    ) -> None:
        self.profile = profile
        self.hub_clock = HubClock(clock)
        self.clock: Callable[[], int] = Steady(self.hub_clock)
        self.settings: Settings = settings_file.read(profile)
        self._replica = profile / "replica.db"
        self._index = profile / "search.db"
        self._local = threading.local()
        self._readers: list[Reader] = []
        self._listeners: Listeners[Changes] = Listeners()
        self._state_listeners: Listeners[SyncState] = Listeners()
        self._guard = threading.Lock()
        self._life = threading.Lock()
        self._started = False
        self._closed = False
        self._holder = Holder(self)
        self._script_holder = ScriptHolder(self)
        self.courier: Any = None
        self.company: Any = None
        self.contents: Any = None
        self.figures: Any = None
        self.post: Any = None
        self.due_times: Any = None
        self.clockwork: Any = None
        self.worth: Any = None
        self.picture_keeper: Any = None
        self.archive_watch: Any = None
        self.blobs = Blobs(profile / "blobs")
        self.copies = Blobs(profile / "copies")  # made of pictures; they never travel
        self.looks = Looks(profile / "pictures.db")
        self.drafting = Drafts(profile / "drafts.db")
        with ExitStack() as opened:
            opened.callback(self.drafting.close)
            with unbroken(self._replica):
                self.writer = Writer(self._replica)
                opened.callback(self.writer.close)
                self.hub_clock.offset = state.number(self.writer.connection, "clock_offset")
                self._pool = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
                self._line = ThreadPoolExecutor(_LINES, thread_name_prefix="line")
                opened.callback(self._close_readers)
                self.agent: Agent = self._who(agent)
            self.indexer = Indexer(self._replica, self._index, self.writer)
            opened.pop_all()

    @cached_property
    def learner(self) -> Learner:
        """What this desk learns of the tickets that its people classified."""
        from workstation.learning import Learner

        return Learner(self)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which this desk shows times."""
        return ZoneInfo(self.settings.zone or "Asia/Shanghai")

    def start(self) -> None:
        """Begin the work beside the agent: indexing, exchange with the hub, messages.

        Once is enough: a second call, and one that meets the closing desk, does nothing.
        """
        from workstation.attending import start

        with self._life:
            if self._started or self._closed:
                return
            self._started = True
            self.indexer.start()
            start(self)
            self._holder.follow()
            self._script_holder.follow()

    @property
    def started(self) -> bool:
        """Whether the work beside the agent has begun and goes on."""
        return self._started and not self._closed

    # doing

    def do(self, action: Action, *, agent: Agent | None = None) -> Future[Done]:
        """Perform an action on the writer; the future gives `Done` or raises `Refusal`."""
        who = agent or self.agent

        def task(connection: Any) -> Done:
            from workstation import holding

            now = self.moment(connection)
            holding.check(self, connection, action, who, now)
            done = perform(connection, action, who, now, self.rules, follow=self.follow)
            self.announce(done.changes)
            return done

        return self.writer.submit(task)

    def moment(self, connection: sqlite3.Connection) -> int:
        """The present for work on the writer; a clock that was just set is not trusted."""
        now = self.clock()
        if self.hub_clock.jumped():
            with transaction(connection):
                state.write(connection, "clock_known", "")
        return now

    def take_next(self) -> Future[Done | None]:
        """Lease the most urgent ticket that this agent may work; None when there is none."""
        from workstation.attending import take_next

        return self._on_line(take_next, self)

    # reading

    @property
    def read(self) -> Reader:
        """This thread's own reader: only for bounded, indexed reads."""
        reader = getattr(self._local, "reader", None)
        if reader is None:
            reader = Reader(
                self._replica,
                self._index,
                self.clock,
                self.drafting.tickets,
                lambda which: self.indexer.distrust(which),
            )
            self._local.reader = reader
            with self._guard:
                self._readers.append(reader)
        return cast("Reader", reader)

    def ask(self, query: Callable[[Reader], T]) -> Future[T]:
        """Run a query on the reading pool."""
        return self._on_pool(lambda: query(self.read))

    def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]:
        """Run a task on the reading pool; raises `Refusal("desk_closed")` after `close`."""
        return self._on(self._pool, task, *given)

    def _on_line(self, task: Callable[..., T], *given: Any) -> Future[T]:
        """Run a task that waits for the hub; raises as `_on_pool`."""
        return self._on(self._line, task, *given)

    def _on(self, pool: ThreadPoolExecutor, task: Callable[..., T], *given: Any) -> Future[T]:
        if self._closed:
            raise Refusal("desk_closed")
        try:
            return pool.submit(task, *given)
        except RuntimeError as error:  # closed in this very moment
            raise Refusal("desk_closed") from error

    # intake

    def find_caller(self, number: str, name: str = "") -> Future[CallerFound]:
        """Who calls from a number (or its end, or by name), on the reading pool."""

        def task() -> CallerFound:
            from workstation.receiving import find_caller

            return find_caller(self.read, number, name)

        return self._on_pool(task)

    def find_waybill(self, waybill: str) -> Future[WaybillFound]:
        """What is known of a waybill or of its end, on the reading pool."""

        def task() -> WaybillFound:
            from workstation.receiving import find_waybill

            return find_waybill(self.read, waybill)

        return self._on_pool(task)

    def understand(self, text: str) -> Future[Understood]:
        """Take a pasted "name phone address" apart, on the reading pool."""

        def task() -> Understood:
            from workstation.receiving import understand

            return understand(text)

        return self._on_pool(task)

    def suggest_type(self, text: str) -> Future[TypeSuggestion]:
        """The class and sub-type that the words speak for, on the reading pool."""

        def task() -> TypeSuggestion:
            from workstation.receiving import suggest_type

            return suggest_type(self.rules, text)

        return self._on_pool(task)

    # announcing

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Hear of every finished piece of work, on a desk thread; gives the way to stop."""
        return self._listeners.add(listener)

    def announce(self, changes: Changes) -> None:
        """Tell everybody what was altered, and wake who works on it."""
        self.indexer.wake()
        if "rule" in changes.kinds:
            self._holder.mark()
        for worker in (self.courier, self.post):
            if worker is not None and changes.origin != "shared":
                worker.wake()
        if self.contents is not None and changes.kinds & {"attachment", "print"}:
            self.contents.wake()
        if self.picture_keeper is not None and {"attachment", "claim"} & set(changes.kinds):
            self.picture_keeper.wake()
        self._listeners.tell(changes)
        if "rule" in changes.kinds:
            self._holder.follow()
        self._script_holder.heard(changes)

    def subscribe_state(self, listener: Callable[[SyncState], None]) -> Callable[[], None]:
        """Hear of every change in where this desk stands to the hub; gives the way to stop."""
        return self._state_listeners.add(listener)

    def announce_state(self, told: SyncState) -> None:
        """Tell everybody where this desk stands to the hub."""
        self._state_listeners.tell(told)

    # drafts and files

    def save_draft(self, draft: Draft) -> None:
        """Keep words not yet sent; durable when it returns."""
        self.drafting.save(draft)

    def drop_draft(self, uid: str) -> None:
        """Forget a draft."""
        self.drafting.drop(uid)

    def drafts(self) -> tuple[Draft, ...]:
        """All drafts of this desk, newest first."""
        return self.drafting.all()

    def draft_of(self, ticket: str, editor: str) -> Draft | None:
        """The newest draft of an editor on a ticket."""
        return self.drafting.of(ticket, editor)

    def add_file(self, content: Path | bytes, name: str = "", ticket: str = "") -> Future[Stored]:
        """Take a file in by its content, on the reading pool; see `evidence_files.take_file`."""
        from workstation.evidence_files import take_file

        return self._on_pool(take_file, self, content, name, ticket)

    def blob(self, sha256: str) -> Path | None:
        """A file's place on this desk, or None when it is not here."""
        return self.blobs.get(sha256)

    def check(self) -> Future[tuple[tuple[str, str, str], ...]]:
        """Check replica, attachments and numbers: (place, code, message) of each finding."""
        from workstation.checking import check_desk

        return self._on_pool(check_desk, self)

    # this desk

    def change_settings(self, **facts: Any) -> Settings:
        """Change settings and write them down."""
        by_hand = settings_file.read(self.profile)
        for name in settings_file.BY_HAND:
            facts.setdefault(name, getattr(by_hand, name))
        self.settings = settings_file.changed(self.settings, **facts)
        settings_file.write(self.profile, self.settings)
        if self.courier is not None:
            from workstation.attending import scope_of

            self.courier.keep_scope(scope_of(self.settings))
        self.__dict__.pop("zone", None)
        return self.settings

    def sit_down(self, uid: str) -> Agent:
        """Have another person sit at this desk.

        Raises `Refusal`: agent_unknown, seat_fixed (the hub knows by the login who sits here).
        """
        self.agent = self._who(uid)
        return self.agent

    def close(self) -> None:
        """Finish what was begun and close all files."""
        with self._life:  # a start under way is finished first
            if self._closed:
                return
            self._closed = True
        self._holder.close()
        self._script_holder.close()
        learner = self.__dict__.get("learner")
        beside = (self.clockwork, self.due_times, self.worth, self.picture_keeper, learner)
        for worker in (
            *beside,
            self.archive_watch,
            self.figures,
            self.post,
            self.company,
            self.contents,
            self.courier,
        ):
            if worker is not None:
                worker.stop()
        for pool in (self._line, self._pool):
            pool.shutdown(wait=True, cancel_futures=True)
        self.indexer.stop()
        self.writer.close()
        self._close_readers()
        self.drafting.close()
        self.looks.close()

    def _close_readers(self) -> None:
        with self._guard:
            readers, self._readers = self._readers, []
        for reader in readers:
            reader.close()

    def _who(self, wanted: str) -> Agent:
        """The person named by uid, work number, login or name; else the profile's own.

        Where the hub knows by the login who sits here, it is that person and nobody else.
        """
        people = self.read.agents()
        fixed = self.fixed_seat()
        asked = wanted or fixed or self.settings.agent
        for agent in people:
            if asked and asked in (agent.uid, agent.work_no, agent.login, agent.name):
                if fixed and agent.uid != fixed:
                    raise Refusal("seat_fixed", agent=fixed)
                return agent
        if wanted:
            raise Refusal("agent_unknown", agent=wanted)
        if fixed or not people:
            return Agent(uid=fixed, name="", role="agent")
        return people[0]

    def desk_uid(self) -> str:
        """This desk's own id towards the hub."""
        return state.read(self.read.connection, "desk_uid")


def open_desk(profile: Path, *, agent: str = "", start: bool = True) -> Desk:
    """Open the desk of a profile folder, making the folder when it is missing.

    Raises `Refusal`: file_unusable, replica_newer, settings_broken, agent_unknown,
    profile_unusable.
    """
    try:
        profile.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal("profile_unusable", path=str(profile), reason=str(error)) from error
    desk = Desk(profile, agent=agent)
    if start:
        desk.start()
    return desk


def create_profile(profile: Path, kind: str, **facts: Any) -> None:
    """Make the profile of a desk: see `workstation.profiles.create_profile`."""
    from workstation import profiles

    profiles.create_profile(profile, kind, **facts)
