"""What a desk does together with others through the hub: the part of `Desk` that shares."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, TypeVar, cast

from workstation.domain.pages import OutboxLine, Presence, SyncState, Verified

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.store.replica import Done

T = TypeVar("T")
Progress = Callable[[int, int], None]


class Sharing:
    """The part of `Desk` that hands work to the exchange with the hub."""

    if TYPE_CHECKING:
        courier: Any
        company: Any
        contents: Any

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...
        def _on_line(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _sharer(self) -> Desk:
        return cast("Desk", self)

    # where this desk stands

    def sync_state(self) -> SyncState:
        """Where this desk stands towards the hub."""
        if self.courier is None:
            return SyncState("alone")
        return cast("SyncState", self.courier.state())

    def exchange(self) -> Future[SyncState]:
        """Exchange with the hub until nothing waits, also on a desk that was not started."""
        from workstation.attending import exchange

        return self._on_line(exchange, self._sharer)

    def sync_now(self) -> Future[SyncState]:
        """Exchange with the hub now."""

        def task() -> SyncState:
            if self.courier is not None:
                self.courier.round()
            return self.sync_state()

        return self._on_line(task)

    def send_now(self) -> None:
        """Have the courier try at once, however long it meant to wait; returns at once."""
        if self.courier is not None:
            self.courier.wake(now=True)

    # the outbox

    def outbox(self) -> Future[tuple[OutboxLine, ...]]:
        """Every operation that waits, is held or was refused, in the order they were made."""
        from workstation import outbox

        def task() -> tuple[OutboxLine, ...]:
            held = outbox.held_code(self.sync_state())
            return outbox.lines(self._sharer.read.connection, held)

        return self._on_pool(task)

    def retry_refused(self, operation: str) -> Future[Done]:
        """Do work again that the hub refused, as it was meant, and then what followed it.

        See `settling.redo` for codes.
        """
        from workstation import outbox

        return self._on_pool(outbox.retry, self._sharer, operation)

    def discard_refused(self, operation: str, reason: str) -> Future[Done]:
        """Put refused work aside for a reason, which the journal keeps.

        Words that were typed stay as a draft. Codes: text_missing, not_found.
        """
        from workstation.actions.settling import SettleRefused

        return self._sharer.do(SettleRefused(operation, reason))

    def read_renewal(self, uid: str) -> Future[None]:
        """Somebody has read of a new beginning; the journal keeps it."""
        from workstation.store import renewals
        from workstation.store.replica import transaction

        def write(connection: Connection) -> None:
            with transaction(connection):
                renewals.read(connection, uid)

        def task() -> None:
            self._sharer.writer.submit(write).result()
            if self.courier is not None:
                self.courier.count()

        return self._on_pool(task)

    # more than is here

    def fetch_blob(self, sha256: str, progress: Progress | None = None) -> Future[Path]:
        """The file of a content, fetched from the hub when it is not here yet.

        `progress(done, total)` is told in bytes. Raises `Refusal`: no_hub, hub_unreachable,
        content_missing (nobody has sent it yet), content_damaged.
        """
        from workstation.attending import fetch_blob

        return self._on_line(fetch_blob, self._sharer, sha256, progress)

    def unsent_files(self) -> Future[dict[str, int]]:
        """The contents (sha256) of this desk that the hub has not got yet, and how much in %."""

        def task() -> dict[str, int]:
            rows = self._sharer.read.connection.execute("SELECT sha256 FROM upload")
            now, share = self.contents.sent() if self.contents is not None else ("", 0)
            return {str(row[0]): share if row[0] == now else 0 for row in rows}

        return self._on_pool(task)

    def search_history(self, words: str) -> Future[int]:
        """Fetch older tickets from the hub by number, phone, waybill or customer; how many came.

        They stay for a week. Raises `Refusal`: no_hub, hub_unreachable.
        """
        from workstation.attending import search_history

        return self._on_line(search_history, self._sharer, words)

    def verify_replica(self) -> Future[Verified]:
        """Compare the replica with the hub and put right what differs.

        Raises `Refusal`: no_hub, hub_unreachable.
        """
        from workstation.attending import verify_replica

        return self._on_line(verify_replica, self._sharer)

    # who else is here

    def present(self, ticket: str, doing: str = "viewing") -> None:
        """Say that a ticket is open on this screen ("" when none is); returns at once.

        `doing` is "viewing" or "typing".
        """
        if self.company is not None:
            self.company.present(ticket, doing)

    def subscribe_presence(
        self, listener: Callable[[tuple[Presence, ...]], None]
    ) -> Callable[[], None]:
        """Hear, on a desk thread, who else has the ticket open that is on this screen."""
        if self.company is None:
            return lambda: None
        return cast("Callable[[], None]", self.company.subscribe(listener))

    def fixed_seat(self) -> str:
        """The uid of the person whose login this desk uses; "" when anybody may sit down."""
        from workstation.store import state

        return state.read(self._sharer.read.connection, "hub_agent")

    def seat_fixed(self) -> bool:
        """Whether the hub knows by the login who sits here, so that nobody else can sit down."""
        return bool(self.fixed_seat())
