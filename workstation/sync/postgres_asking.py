"""Asking a function of a PostgreSQL hub with as little ado as libpq allows.

A push or a lease is a few bytes there and back, and a cursor of psycopg costs more than both. Here
values go as text and come as text. Where the connection is the server's own, the statement is
prepared there once; behind a pooler, which may lend each transaction another server, it never is.
"""

from __future__ import annotations

import select
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from workstation.sync import dialling

if TYPE_CHECKING:
    import psycopg
    from psycopg.pq.abc import PGresult

_DONE: Final = (1, 2)  # libpq: a command has ended, rows have come
Row = tuple[bytes | None, ...]
#: SQLSTATEs of a prepared statement that the server no longer knows, or knows otherwise since the
#: hub was upgraded. Nothing was done then.
STALE: Final = ("26000", "0A000")


class Prepared:
    """The statements that one connection has prepared; none where it leads to a pooler."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        asked = connection.execute("SELECT pg_backend_pid()").fetchone()
        # a pooler makes up the process that it tells its clients of
        self.direct = asked is not None and asked[0] == connection.info.backend_pid
        self.names: dict[str, bytes] = {}


def ask(
    connection: psycopg.Connection[Any], known: Prepared, sql: str, values: tuple[str, ...]
) -> list[Row]:
    """The rows that a statement gives, which is a transaction of its own.

    Marks are $1 …; the statement says their types. Raises psycopg's errors.
    """
    told = [value.encode() for value in values]
    if any(b"\x00" in value for value in told):
        import psycopg

        raise psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    link = connection.pgconn
    try:
        if not known.direct:
            return _rows(_answer(connection, lambda: link.send_query_params(sql.encode(), told)))
        name = known.names.get(sql)
        if name is None:
            name = f"hub_{len(known.names)}".encode()
            _rows(_answer(connection, lambda: link.send_prepare(name, sql.encode())))
            known.names[sql] = name
        return _rows(_answer(connection, lambda: link.send_query_prepared(name, told)))
    except BaseException as error:
        if getattr(error, "sqlstate", None) is None:  # not an answer: none may be taken for one
            connection.close()
        raise


def array(words: Iterable[str]) -> str:
    """Words as the server reads an array of texts."""
    quoted = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return "{" + ",".join(f'"{word}"' for word in quoted) + "}"


def _answer(connection: psycopg.Connection[Any], send: Callable[[], None]) -> PGresult:
    """What the server answers; one that says nothing is given up as everywhere else."""
    link = connection.pgconn
    send()
    while True:
        unsent = bool(link.flush())
        readable, writable, _ = select.select(
            [link.socket], [link.socket] if unsent else [], [], dialling.PATIENCE
        )
        if readable:
            link.consume_input()
            if not unsent and not link.is_busy():
                break
        elif not writable:
            connection.silent()  # type: ignore[attr-defined]
    answer = link.get_result()
    assert answer is not None
    while (further := link.get_result()) is not None:
        further.clear()
    return answer


def _rows(answer: PGresult) -> list[Row]:
    if answer.status not in _DONE:
        from psycopg import errors

        raise errors.error_from_result(answer, encoding="utf-8")
    columns = range(answer.nfields)
    return [
        tuple(answer.get_value(row, column) for column in columns) for row in range(answer.ntuples)
    ]
