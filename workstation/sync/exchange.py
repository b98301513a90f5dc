"""One round with the hub: push what waits, store the answers, pull what is new.

Each step is one transaction of the replica, and any of them may be the last before the power
goes: pushed operations are answered again as before, a pull starts from the stored cursor.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from workstation.domain.identity import new_uid
from workstation.store import operations, serials
from workstation.store.replica import transaction
from workstation.sync import history, recalling, receiving, sending
from workstation.sync.line import Line, RoundResult
from workstation.sync.protocol import Hub, Progress, Scope, SerialRange

__all__ = ["Exchange", "RoundResult"]

#: Numbers of printed forms asked for at once, and how few are left when more are asked for.
SERIALS: Final = 20
FEW_SERIALS: Final = 5
#: So few records of tickets that are over come at once with the open ones.
LITTLE: Final = 5_000
Staged = Callable[[str, int, int], None]


class Exchange(Line):
    """The exchange between one replica and one hub; see `Line` for what it is given.

    `staged(stage, done, total)` is told while a replica fills itself. With `ahead` the next page
    is then asked for, on a thread of its own, while the one before is being written.
    """

    def __init__(
        self,
        submit: Callable[..., Any],
        hub: Hub,
        *,
        staged: Staged | None = None,
        ahead: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(submit, hub, **more)
        self.staged = staged or (lambda stage, done, total: None)
        self.pages = receiving.Pages()
        self._ahead = ahead

    def round(self, progress: Progress | None = None, *, until_open: bool = False) -> RoundResult:
        """Push everything that waits, then pull everything that is new.

        `progress(done, total)` is told while pulling. With `until_open` it ends when a new desk
        has all open tickets; the rest, unless it is little, comes with later rounds. Raises `HubUnreachable` and the
        hub's `Refusal`s; what was exchanged before stays.
        """
        self.do(self._tell_owed)
        result = self.push()
        result = result.joined(self.pull(progress, until_open=until_open))
        if self.do(operations.has_again):
            result = result.joined(self.push())
        return result

    # up

    def _tell_owed(self, connection: sqlite3.Connection) -> None:
        if operations.has_owed(connection):
            with transaction(connection):
                operations.tell_owed(connection, self.heard_at or self.clock())

    def push(self) -> RoundResult:
        """Push until nothing waits."""
        result = RoundResult()
        while not self.stopped():
            with self.turn:
                who = self.identity()
                if who.nonce:  # the answer to a proof was lost: first the key, then work
                    self.proof(who)
                    continue
                if recalling.recall(self):
                    continue
                batch = sending.next_batch(self)
                if not batch:
                    break
                if not self.timed and not all(item.sent for item in batch):
                    self._ask_the_time()
                    batch = sending.next_batch(self)
                result = result.joined(sending.push_batch(self, who, batch))
        return result

    def alone(self, within: float) -> bool:
        """Whether the hub has proved within so many seconds that no copy works with this key.

        It is asked now if need be; what waits goes first. Raises `HubUnreachable`.
        """
        with self.turn:
            if self.proved_at is not None and time.monotonic() - self.proved_at <= within:
                return True
            self.push()
            return not self.stopped() and self.proof(self.identity())

    def _ask_the_time(self) -> None:
        """Learn the hub's time before anything is sent that was done by an unknown clock."""
        who = self.identity()
        self.as_desk(
            who,
            lambda desk: self.timing(
                lambda: self.hub.pull(desk.desk_no, desk.cursor, 1, self.scope),
                lambda pulled: pulled.now,
                self.pulling,
            ),
        )
        self.timed = True  # a hub that does not tell its time is believed to have ours

    # down

    def pull(self, progress: Progress | None = None, *, until_open: bool = False) -> RoundResult:
        """Pull until nothing is new; while everything comes, what waits goes in between."""
        ahead = receiving.Ahead(self, wanted=self._ahead)
        try:
            return self._pull(progress, until_open, ahead)
        finally:
            ahead.close()

    def _pull(
        self, progress: Progress | None, until_open: bool, ahead: receiving.Ahead
    ) -> RoundResult:
        result = RoundResult()
        total = 0
        more = True
        while more and not self.stopped():
            with self.turn:
                who = self.identity()
                if not total and (not who.cursor or who.stage):
                    total = self.hub.info().records
                step, told = receiving.pull_page(self, who, self.pages, ahead)
            result = result.joined(step)
            more = told is None or told.more
            if progress:
                progress(result.pulled, max(total, result.pulled))
            if told is not None and told.stage and more:
                self.staged(told.stage, result.pulled, total)
                result = result.joined(self.push())
                if until_open and told.stage != "open" and total - result.pulled > LITTLE:
                    break
        return result

    def keep_scope(self, scope: Scope) -> None:
        """Keep the tickets of another scope from the next pull on; the others go."""
        with self.turn:
            if scope != self.scope:
                self.scope = scope
                receiving.tell_anew(self)

    # leases

    def take_next(
        self,
        agent: str,
        agent_name: str,
        groups: Sequence[str],
        ttl_ms: int,
        exclude: Iterable[str] = (),
    ) -> str | None:
        """Lease the most urgent ticket that the agent may work; it is in the replica then.

        None when there is none. Raises `HubUnreachable`: offline nothing is leased anew.
        """
        with self.turn:
            self.push()
            who = self.identity()
            busy = self.do(operations.waiting_tickets)
            given = self.hub.take_next(
                agent, agent_name, groups, who.desk_no, ttl_ms, [*exclude, *busy], new_uid()
            )
            if given is None:
                return None
            self._refresh(given.ticket)
            return given.ticket

    def lease(self, ticket: str, agent: str, agent_name: str, ttl_ms: int) -> bool:
        """Lease or renew one ticket; False while another holds it, or the hub has none such."""
        with self.turn:
            desk_no = self.identity().desk_no
            given = self.hub.lease(ticket, agent, agent_name, desk_no, ttl_ms)
            self._refresh(ticket)
            return given is not None

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back."""
        with self.turn:
            done = self.hub.release(ticket, agent)
            self._refresh(ticket)
            return done

    def _refresh(self, ticket: str) -> None:
        receiving.refresh(self, [("ticket", ticket), ("lease", ticket)])

    # numbers of printed forms

    def tend_serials(self) -> int:
        """Return numbers of years that are over, and have enough of this year's; how many."""
        series = serials.series_at(self.clock())
        with self.turn:
            if self.do(lambda c: _serials_settled(c, series)):
                return self.do(lambda c: serials.left(c, series))
            self.return_serials(series, "year_over")
            if self.do(lambda c: serials.left(c, series)) < FEW_SERIALS:
                given = self.hub.lease_serials(self.identity().desk_no, series, SERIALS)
                self.do(lambda c: serials.keep(c, given.series, given.first, given.last))
            return self.do(lambda c: serials.left(c, series))

    def return_serials(self, but: str = "", reason: str = "desk_left") -> None:
        """Give unused numbers back, of all series but one; they are out of use at once."""
        with self.turn:
            who = self.identity()

            def give_up(connection: sqlite3.Connection) -> None:
                with transaction(connection):
                    serials.give_up(connection, but, reason)

            self.do(give_up)
            for left in self.do(serials.returning):
                given = SerialRange(left.series, left.next, left.last)
                self.hub.return_serials(who.desk_no, given, left.reason)
                self.do(lambda c, left=left: serials.returned(c, left))  # type: ignore[misc]

    # older tickets

    def history(self, words: str, limit: int = 50) -> int:
        """Fetch older tickets that answer to some words; how many were not here before."""
        with self.turn:
            self.identity()
            return history.fetch(self, words, limit)


def _serials_settled(connection: sqlite3.Connection, series: str) -> bool:
    """Whether there is nothing to ask or return."""
    others = connection.execute(
        "SELECT 1 FROM serial_range WHERE series<>? OR state='returning' LIMIT 1", (series,)
    ).fetchone()
    return others is None and serials.left(connection, series) >= FEW_SERIALS
