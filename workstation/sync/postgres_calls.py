"""One function of a PostgreSQL hub, one round trip: connections kept open, and what errors mean.

Connections stand in autocommit, so a call is its own transaction. What is asked most is prepared
on the server, but only where no pooler stands between that shares connections between transactions.
"""

from __future__ import annotations

import random
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from workstation.domain.refusal import Refusal
from workstation.store.kinds import CLASSES
from workstation.sync import dialling
from workstation.sync.bulk_insert import dumps
from workstation.sync.dialling import dial
from workstation.sync.hub_address import login_of, shown
from workstation.sync.hub_engine import AGAIN, PASSING, TRIES, refusal_of
from workstation.sync.postgres_asking import STALE, Prepared, Row, ask
from workstation.sync.protocol import HUB_SCHEMA, PROTOCOL, HubUnreachable

if TYPE_CHECKING:
    import psycopg
    from psycopg.types.json import Jsonb

T = TypeVar("T")
_UNDEFINED: Final = ("42883", "42P01", "3F000")
_DENIED: Final = "42501"
_SPARE: Final = 4  # connections kept open while nobody needs them
_WRONG_PASSWORD: Final = ("password authentication failed", "认证失败", "no password supplied")


def as_json(value: Any) -> Jsonb:
    """A value to be given to a function as jsonb, written as the hub writes JSON."""
    from psycopg.types.json import Jsonb

    return Jsonb(value, dumps)


class Calls:
    """The base of everything that calls functions of a PostgreSQL hub.

    Each mixin of `PostgresHub` derives from this class and uses `_call`; its functions take and
    return plain values, `as_json(…)` for jsonb.
    """

    def __init__(self, url: str) -> None:
        self.address = shown(url)
        self._url = url
        self._spare: list[psycopg.Connection[Any]] = []
        self._spare_guard = threading.Lock()
        self._owing: set[psycopg.Connection[Any]] = set()  # answers to what was only sent
        self._prepared: dict[psycopg.Connection[Any], Prepared] = {}
        self._about: dict[str, Any] | None = None

    def _call(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement, such as "SELECT * FROM hub_push(%s, %s)", as its own transaction.

        One that lost a race for locks is done again. Raises the `Refusal` that a function raised
        with `hub_fail`, `HubUnreachable` for troubles that pass, `Refusal("hub_failed")` else.
        """
        return self._known(lambda: self._execute(sql, values))

    def _ask(self, sql: str, *values: str) -> list[Row]:
        """The same with less ado, for what is asked all the time: text there, bytes back.

        Marks are $1 …, and the statement says their types.
        """
        return self._known(
            lambda: self._run(lambda given: ask(given, self._prepared_at(given), sql, values))
        )

    def _known(self, work: Callable[[], T]) -> T:
        """Do something with a hub that this program may use."""
        if self._about is None:
            self._about = self._checked()
        try:
            return work()
        except Refusal as refusal:
            if refusal.facts.get("sqlstate") in _UNDEFINED:  # another program upgraded the hub
                self._about = self._checked()
            raise

    def _wake(self) -> None:
        """Wake the other desks, after something was changed; `PostgresHub` does it."""

    def _send(self, sql: str) -> None:
        """Send a statement whose answer nobody waits for; that it may fail is no harm.

        The connection goes back at once, and whoever gets it next takes the answer off first.
        """
        import psycopg

        with suppress(psycopg.Error, HubUnreachable), self._connection() as connection:
            self._owing.add(connection)
            connection.pgconn.send_query(sql.encode())

    def _told_of_itself(self) -> dict[str, Any]:
        """What the hub said of itself when it was first asked."""
        if self._about is None:
            self._about = self._checked()
        return self._about

    def _checked(self) -> dict[str, Any]:
        """The hub's own facts, once it is certain that this program may use it.

        Raises `Refusal`: hub_missing, hub_newer, hub_older, hub_restored, desk_too_old,
        hub_standby, login_unknown.
        """
        try:
            about: dict[str, Any] = self._execute("SELECT hub_about()", ())[0][0]
        except Refusal as refusal:
            raise self._without_functions(refusal) from refusal
        told = {"hub": self.address, "found": about["schema"], "known": HUB_SCHEMA}
        if about["standby"]:
            self._hang_up()
            raise Refusal("hub_standby", hub=self.address)
        if about["min_protocol"] > PROTOCOL:
            oldest = about["min_protocol"]
            raise Refusal("desk_too_old", hub=self.address, speaks=PROTOCOL, needed=oldest)
        if about["schema"] != HUB_SCHEMA:
            raise Refusal("hub_newer" if about["schema"] > HUB_SCHEMA else "hub_older", **told)
        if not CLASSES.keys() <= set(about.get("kinds") or ()):  # what it lacks would be refused
            raise Refusal("hub_older", **told)
        if about["restored"]:
            raise Refusal("hub_restored", hub=self.address, remedy="hub new-epoch")
        return about

    def _without_functions(self, refusal: Refusal) -> Refusal:
        """What it means that the hub's functions cannot be called."""
        state = str(refusal.facts.get("sqlstate", ""))
        if state == _DENIED:
            return Refusal("login_unknown", login=login_of(self._url), hub=self.address)
        if state not in _UNDEFINED:
            return refusal
        if self._execute("SELECT to_regclass('public.hub_meta') IS NULL", ())[0][0]:
            return Refusal("hub_missing", hub=self.address, remedy="hub init")
        return Refusal("hub_older", hub=self.address, found=1, known=HUB_SCHEMA)

    def _execute(self, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        def work(connection: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
            cursor = connection.execute(sql, values or None)
            return [] if cursor.description is None else cursor.fetchall()

        return self._run(work)

    def _run(self, work: Callable[[psycopg.Connection[Any]], T]) -> T:
        """Work on a connection; what lost a race for locks is done again."""
        import psycopg

        for tried in range(TRIES):
            try:
                connection = self._kept() or self._dial()
                try:
                    return work(connection)
                finally:
                    self._give_back(connection)
            except psycopg.Error as error:
                if error.sqlstate in STALE and tried == 0:
                    self._forget_prepared()
                    continue
                if not (error.sqlstate or "").startswith(AGAIN) or tried == TRIES - 1:
                    refusal = translated(error)
                    if isinstance(refusal, HubUnreachable) or refusal.code == "hub_standby":
                        self._hang_up()  # another server may answer next time
                    raise refusal from error
            time.sleep(random.uniform(0.005, 0.03) * (tried + 1))
        raise HubUnreachable("busy")

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection that nobody else uses meanwhile; a broken one is not kept."""
        connection = self._kept() or self._dial()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _give_back(self, connection: psycopg.Connection[Any]) -> None:
        with self._spare_guard:
            keep = len(self._spare) < _SPARE and not connection.closed
            if keep:
                self._spare.append(connection)
        if not keep:
            self._owing.discard(connection)
            self._prepared.pop(connection, None)
            with suppress(Exception):
                connection.close()

    def _dial(self) -> psycopg.Connection[Any]:
        connection: psycopg.Connection[Any] = dial(
            self._url, autocommit=True, prepare_threshold=None
        )
        return connection

    def _kept(self) -> psycopg.Connection[Any] | None:
        """A spare connection whose server has not ended it meanwhile, without asking there."""
        while True:
            with self._spare_guard:
                if not self._spare:
                    return None
                connection = self._spare.pop()
            if connection in self._owing:
                self._take_answers(connection)
            if not connection.closed:
                ready, _, _ = select.select([connection.fileno()], [], [], 0)
                if not ready:
                    return connection
            self._prepared.pop(connection, None)
            connection.close()

    def _prepared_at(self, connection: psycopg.Connection[Any]) -> Prepared:
        if (known := self._prepared.get(connection)) is None:
            known = self._prepared[connection] = Prepared(connection)
        return known

    def _forget_prepared(self) -> None:
        """Go on with new connections: a statement is not what it was when it was prepared."""
        with self._spare_guard:
            spare, self._spare = self._spare, []
        for connection in spare:
            self._owing.discard(connection)
            self._prepared.pop(connection, None)
            connection.close()

    def _take_answers(self, connection: psycopg.Connection[Any]) -> None:
        """Read the answers to what was only sent; one that cannot be had ends the connection."""
        import psycopg

        self._owing.discard(connection)
        link = connection.pgconn
        try:
            while True:
                link.consume_input()
                while link.is_busy():  # a server that stands still never answers
                    ready, _, _ = select.select([link.socket], [], [], dialling.PATIENCE)
                    if not ready:
                        connection.close()
                        return
                    link.consume_input()
                if (answer := link.get_result()) is None:
                    return
                answer.clear()
        except (psycopg.Error, OSError, ValueError):
            connection.close()

    def _hang_up(self) -> None:
        """Close the spare connections; the next call dials anew and asks anew who is there."""
        with self._spare_guard:
            spare, self._spare = self._spare, []
            self._owing.clear()
        self._about = None
        for connection in spare:
            self._prepared.pop(connection, None)
            connection.close()


def translated(error: psycopg.Error) -> Refusal:
    """What an error of PostgreSQL means for whoever waits for the hub."""
    state = error.sqlstate or ""
    words = str(error).strip().splitlines()[:1]
    reason = words[0] if words else type(error).__name__
    if refusal := refusal_of(error):
        return refusal
    if state.startswith("28") or (
        not state and any(word in str(error) for word in _WRONG_PASSWORD)
    ):
        return Refusal("login_refused", reason=reason)
    if not state or state.startswith(PASSING):
        return HubUnreachable(reason)
    return Refusal("hub_failed", reason=reason, sqlstate=state)
