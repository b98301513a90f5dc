"""What this desk has done and the hub has not taken in: told, discarded, done again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.pages import OutboxLine, SyncState
from workstation.domain.refusal import Refusal
from workstation.store.replica import Done, perform_as, transaction

if TYPE_CHECKING:
    from workstation.desk import Desk

_MOST: Final = 1_000
_LONGEST: Final = 200
#: Problems of the hub or the line that pass by themselves: work waits, it is not held.
_PASSING: Final = ("", "stopped")
_WORDS: Final = ("body", "note", "reason", "description")
#: Fields whose change says nothing to a person.
_SILENT: Final = frozenset({"last_activity_at", "due_sort", "is_open"})


def lines(connection: sqlite3.Connection, held: str = "") -> tuple[OutboxLine, ...]:
    """Waiting, held, owed and refused operations in the order they were made, at most a thousand.

    `held` is the code for which the hub takes nothing from this desk at present.
    """
    rows = connection.execute(
        "SELECT o.uid,o.n,o.at,o.agent,coalesce(a.name,''),o.action,o.ticket,"
        "coalesce(t.number,''),o.changes,o.args,o.state,o.code,o.facts,o.tries,o.last_try_at"
        " FROM operation o LEFT JOIN agent a ON a.uid=o.agent LEFT JOIN ticket t ON t.uid=o.ticket"
        " WHERE (o.state IN ('waiting','refused') AND o.again=0) OR o.state='owed'"
        " ORDER BY o.n LIMIT ?",
        (_MOST,),
    ).fetchall()
    return tuple(_line(row, held) for row in rows)


def _line(row: tuple[Any, ...], held: str) -> OutboxLine:
    uid, n, at, agent, name, action, ticket, number, changes, args, state, code, facts = row[:13]
    told = json.loads(facts)
    waits = state == "waiting"
    about = about_of(json.loads(args), json.loads(changes))
    return OutboxLine(
        uid=uid,
        n=n,
        at=at,
        agent=agent,
        agent_name=name,
        action=action,
        ticket=ticket,
        number=number or str(about.get("number", "")),
        about=about,
        state="held" if (waits and held) or state == "owed" else state,
        code=held if waits else code,
        facts=told,
        tries=row[13],
        last_try_at=row[14],
        after=str(told.get("operation", "")) if code == "follows_refused" else "",
    )


def about_of(args: Mapping[str, Any], changes: list[dict[str, Any]]) -> dict[str, object]:
    """Short facts of an operation: fields, words, the subject and number of what it made."""
    about: dict[str, object] = {}
    names: list[str] = []
    for change in changes:
        names += [name for name in change.get("set", {}) if name not in _SILENT]
        made = change.get("new") or {}
        for name in ("subject", "number", "name", "waybill"):
            if made.get(name):
                about.setdefault(name, made[name])
    if names:
        about["fields"] = tuple(dict.fromkeys(names))
    words = next(_words(args), "")
    if words:
        about["words"] = words[:_LONGEST]
    return about


def _words(args: Mapping[str, Any]) -> Iterator[str]:
    for name in _WORDS:
        if str(args.get(name) or "").strip():
            yield str(args[name]).strip()
    for inner in args.get("actions") or ():
        if isinstance(inner, dict):
            yield from _words(inner)


def held_code(state: SyncState) -> str:
    """The code for which the hub refuses this desk, "" when it is merely out of reach."""
    problem = state.problem
    told = problem.isidentifier() and problem.islower() and problem not in _PASSING
    return problem if state.offline_since is not None and told else ""


def retry(desk: Desk, operation: str) -> Done:
    """Do refused work again, and in order what was refused for following it.

    Records that it makes anew have other ids: what followed is told of them, and so are drafts.
    """
    task = desk.writer.submit(lambda connection: _retry(desk, connection, operation))
    return task.result()


def _retry(desk: Desk, connection: sqlite3.Connection, operation: str) -> Done:
    from workstation.actions.settling import redo

    before = _made_by(connection, operation)
    followers = followers_of(connection, operation)
    done = perform_as(
        connection, lambda w: redo(w, operation), desk.agent, desk.moment(connection), desk.rules
    )
    desk.announce(done.changes)
    renamed = dict(zip(before, _made_by(connection, done.operation), strict=False))
    for uid in followers:
        if renamed:
            with transaction(connection):
                _rename(connection, uid, renamed)
        earlier = _made_by(connection, uid)
        try:
            later = perform_as(
                connection,
                lambda w, uid=uid: redo(w, uid),  # type: ignore[misc]
                desk.agent,
                desk.moment(connection),
                desk.rules,
            )
        except Refusal:
            continue  # it stays among the refused ones, now about the new record
        desk.announce(later.changes)
        renamed.update(zip(earlier, _made_by(connection, later.operation), strict=False))
    _move_drafts(desk, renamed)
    return done


def followers_of(connection: sqlite3.Connection, operation: str) -> list[str]:
    """Operations that were refused because they stand on records of a refused one, in order."""
    standing = set(_made_by(connection, operation))
    found = []
    rows = connection.execute(
        "SELECT uid,changes FROM operation WHERE state='refused' AND code='follows_refused'"
        " AND n>(SELECT n FROM operation WHERE uid=?) ORDER BY n",
        (operation,),
    ).fetchall()
    for uid, changes in rows:
        told = json.loads(changes)
        touched = {str(value) for change in told for value in _uids(change)}
        if touched & standing:
            found.append(str(uid))
            standing.update(change["uid"] for change in told if "new" in change)
    return found


def _uids(change: Mapping[str, Any]) -> Iterator[str]:
    yield change["uid"]
    made = change.get("new") or {}
    for name in ("ticket", "claim", "parcel", "customer"):
        if made.get(name):
            yield made[name]


def _made_by(connection: sqlite3.Connection, operation: str) -> list[str]:
    """The records that an operation made, in order."""
    row = connection.execute("SELECT changes FROM operation WHERE uid=?", (operation,)).fetchone()
    told = json.loads(row[0]) if row else []
    return [change["uid"] for change in told if "new" in change]


def _rename(connection: sqlite3.Connection, uid: str, renamed: Mapping[str, str]) -> None:
    row = connection.execute("SELECT args,ticket FROM operation WHERE uid=?", (uid,)).fetchone()
    args, ticket = str(row[0]), str(row[1])
    for old, new in renamed.items():
        args = args.replace(old, new)
    connection.execute(
        "UPDATE operation SET args=?, ticket=? WHERE uid=?",
        (args, renamed.get(ticket, ticket), uid),
    )


def _move_drafts(desk: Desk, renamed: Mapping[str, str]) -> None:
    from dataclasses import replace

    for draft in desk.drafts():
        if draft.ticket in renamed:
            desk.save_draft(replace(draft, ticket=renamed[draft.ticket]))
