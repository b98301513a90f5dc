"""Connections to a PostgreSQL server that may fail over: found again, and never waited for forever.

A URL may name several hosts; the one that takes writes is meant unless the URL says otherwise. A
server that died is noticed by TCP, one that merely stands still (a frozen machine, a line that
swallows everything) by asking it once more on a second connection.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from functools import cache
from typing import Any, Final

from workstation.sync.hub_address import libpq

#: Seconds for making a connection, for each host that is tried.
CONNECT_SECONDS: Final = 6
#: Seconds without an answer after which the server is asked whether it lives.
PATIENCE: Final = 8.0
#: What libpq is told unless the URL does: seconds, a number, and milliseconds.
_TCP: Final = {
    "keepalives_idle": "10",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}


def parameters(url: str) -> dict[str, Any]:
    """What a URL says, in libpq's words, with what it leaves open filled in."""
    from psycopg.conninfo import conninfo_to_dict

    told: dict[str, Any] = dict(conninfo_to_dict(libpq(url)))
    usual: dict[str, Any] = {
        **_TCP,
        "connect_timeout": CONNECT_SECONDS,
        "client_encoding": "UTF8",  # whatever PGCLIENTENCODING or the server's default says
    }
    if "," in f"{told.get('host', '')}{told.get('hostaddr', '')}":
        usual["target_session_attrs"] = "read-write"
    return {**usual, **told}


def dial(url: str, *, name: str = "aftercare", **options: Any) -> Any:
    """A psycopg connection to the hub of a URL; `options` are psycopg's own.

    Raises `psycopg.OperationalError` when no host answers, or none that takes writes.
    """
    told = {**parameters(url), "application_name": name}
    hosts = _hosts(told)
    if len(hosts) == 1 or told["target_session_attrs"] not in ("read-write", "primary"):
        return _patient().connect(**told, **options)
    told["target_session_attrs"] = "any"  # a pooler's word for it may be old: see below
    return _first_that_writes([{**told, **host} for host in hosts], options)


def _hosts(told: dict[str, Any]) -> list[dict[str, str]]:
    """Each host with its own place, in the order of the URL."""
    lists = {
        name: str(told[name]).split(",")
        for name in ("host", "hostaddr", "port")
        if "," in str(told.get(name, ""))
    }
    count = max((len(values) for values in lists.values()), default=1)
    return [
        {name: values[number] for name, values in lists.items() if number < len(values)}
        for number in range(count)
    ]


def _first_that_writes(hosts: list[dict[str, Any]], options: dict[str, Any]) -> Any:
    """A connection to the first host that itself says that it takes writes.

    A pooler says of a server what it was when the pooler met it first, so libpq's own question
    when connecting is not enough.
    """
    import psycopg

    problems = []
    for host in hosts:
        try:
            made = _patient().connect(**host, **options)
        except psycopg.OperationalError as error:
            problems.append(error)
            continue
        try:
            if not made.takes_writes():
                raise psycopg.OperationalError(f"{host.get('host')}: the server takes no writes")
        except psycopg.Error as error:
            made.close()
            problems.append(psycopg.OperationalError(str(error)))
            continue
        return made
    told = [str(error).strip().splitlines()[0] for error in problems]
    raise psycopg.OperationalError("; ".join(told) or "no host")


@cache
def _patient() -> Any:
    """The class of our connections; psycopg is only imported by who needs it."""
    import psycopg

    class Watched(psycopg.Connection[Any]):
        """Gives a server up that has said nothing for `PATIENCE` seconds."""

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            given = {} if timeout is None else {"timeout": timeout}
            return super().wait(self._watched(gen), interval, **given)

        def silent(self) -> None:
            self.pgconn.finish()
            raise psycopg.OperationalError("the server no longer answers")

        def _watched(self, gen: Any) -> Generator[Any, Any, Any]:
            since = time.monotonic()
            try:
                state = next(gen)
                while True:
                    ready = yield state
                    if ready:
                        since = time.monotonic()
                    elif time.monotonic() - since > PATIENCE:
                        self.silent()
                        since = time.monotonic()
                    state = gen.send(ready)
            except StopIteration as done:
                return done.value

    class Patient(Watched):
        """Waits on while the same host answers a question on another connection."""

        trying = False

        def takes_writes(self) -> bool:
            self.trying = True
            try:
                row = self.execute("SHOW transaction_read_only").fetchone()
                if not self.autocommit:
                    self.rollback()
                return row is not None and row[0] == "off"
            finally:
                self.trying = False

        def silent(self) -> None:
            if self.trying:
                return super().silent()
            told: dict[str, Any] = {
                **self.info.get_parameters(),
                "host": self.info.host,
                "port": self.info.port,
                "password": self.info.password,
                "connect_timeout": CONNECT_SECONDS,
                "target_session_attrs": "any",
                "application_name": "aftercare asks",
            }
            told.pop("hostaddr", None)
            try:
                with Watched.connect(**told) as asking:
                    asking.execute("SELECT 1")
            except psycopg.Error:
                super().silent()

    return Patient
