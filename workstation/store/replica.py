"""The replica file, and the one thread that writes to it."""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from workstation.changes import Changes
from workstation.domain import whole_text
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.store.kinds import fact
from workstation.store.schema import upgrade

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules
    from workstation.store.work import Work

T = TypeVar("T")
_STOP: Final = object()


class Action(Protocol):
    """What people do: a frozen dataclass whose `perform` does it, all or nothing."""

    def perform(self, work: Work, /) -> object:
        """Do it within one transaction; raise `Refusal` to do nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """A finished action: its answer, what it altered, and the operation that carries it."""

    result: object
    changes: Changes
    operation: str


def now_ms() -> int:
    """This machine's clock in milliseconds UTC."""
    return time.time_ns() // 1_000_000


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One immediate transaction: committed at the end, rolled back on any error.

    Raises `Refusal("not_saved")` when the file cannot be written: disk full, no right, in use;
    `Refusal("text_broken")` for text that no file can hold.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):
            raise Refusal("not_saved", reason=str(error)) from error
        if isinstance(error, UnicodeEncodeError):
            raise whole_text.refused(None, error) from error
        raise


@contextmanager
def _whole(action: object) -> Iterator[None]:
    """Name the field of an action whose text has half a character: no row can hold it.

    It is looked for once something could not be written, so that nothing is looked through twice.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise whole_text.refused(action, error) from error


def told_args(action: object) -> dict[str, Any]:
    """An action's fields as JSON facts; actions within it are told by name.

    A field whose metadata say `told=False` is only at hand for the work and no fact of it.
    """
    if not is_dataclass(action):
        return {}
    told: dict[str, Any] = {}
    for item in fields(action):
        if not item.metadata.get("told", True):
            continue
        value = getattr(action, item.name)
        told[item.name] = _told(value)
    return told


def _told(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_told(item) for item in value]
    if is_dataclass(value):
        return {"action": type(value).__name__, **told_args(value)}
    return fact(value)


def perform(
    connection: sqlite3.Connection,
    action: Action,
    agent: Agent,
    now: int,
    rules: Rules,
    *,
    send: bool = True,
    follow: Callable[[Work, str], None] | None = None,
) -> Done:
    """Perform an action in a transaction of its own.

    `follow` is given the work and the action's name once it is done: what it adds belongs to the
    same piece of work. Raises `Refusal("text_broken")` (field, code_point) for text with half a
    character, whatever the action.
    """
    from workstation.store.work import Work

    with transaction(connection), _whole(action):
        work = Work(connection, agent, now, rules)
        result = action.perform(work)
        if follow is not None:
            follow(work, type(action).__name__)
        brief = getattr(action, "brief", None)
        args = brief() if callable(brief) else told_args(action)
        undoes = getattr(action, "undoes", "")
        changes = work.finish(type(action).__name__, args, undoes=undoes, send=send)
    return Done(result, changes, work.operation)


def perform_as(
    connection: sqlite3.Connection,
    task: Callable[[Work], Action],
    agent: Agent,
    now: int,
    rules: Rules,
) -> Done:
    """Run a task that performs an action it finds itself, in a transaction; it bears its name."""
    from workstation.store.work import Work

    with transaction(connection):
        work = Work(connection, agent, now, rules)
        action = task(work)
        changes = work.finish(type(action).__name__, told_args(action))
    return Done(action, changes, work.operation)


def forget_clock(connection: sqlite3.Connection) -> None:
    """What is done from now on may have to be corrected: the machine's clock may be another."""
    connection.execute("UPDATE desk_state SET value='' WHERE key='clock_known' AND value<>''")


class Writer:
    """The only thread that writes to the replica; takes tasks in turn.

    Each task gets the connection and answers through its future. `close` lets the tasks that
    were taken finish first.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = connect(path, private=True)
        try:
            upgrade(self.connection)
            forget_clock(self.connection)
        except BaseException:
            self.connection.close()
            raise
        self._tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, task: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Run `task` on the writing thread; raises `Refusal("desk_closed")` after `close`."""
        answer: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise Refusal("desk_closed")
            self._tasks.put((task, answer))
        return answer

    def close(self) -> None:
        """Finish what was taken, then close the file."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._tasks.put(_STOP)
        self._thread.join()
        self.connection.close()

    def _run(self) -> None:
        while (item := self._tasks.get()) is not _STOP:
            task, answer = item
            if not answer.set_running_or_notify_cancel():
                continue
            try:
                answer.set_result(task(self.connection))
            except BaseException as error:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                answer.set_exception(error)
            del task, answer, item
