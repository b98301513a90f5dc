"""Taking operations in: each is applied, merged or refused, once, whatever the network did."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import DataError, IntegrityError

from workstation.domain import whole_text
from workstation.domain.refusal import Refusal
from workstation.sync import hub_serials
from workstation.sync.batch import UNSTORABLE, Batch, Unmade
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import desk, operation
from workstation.sync.naming import bare
from workstation.sync.protocol import Key, Note, Operation, Outcome, Pushed, turned
from workstation.sync.standing import Standing, chunks, load, state_of

#: Refusals of what was accepted once that are no last word.
_AGAIN: Final = ("record_missing", "follows_refused")


def push(
    connection: Connection, desk_no: int, token: str, operations: Sequence[Operation]
) -> Pushed:
    """Answer every operation; the caller holds the transaction.

    A push of nothing asks whether the key is the present one, and turns nothing. Raises
    `Refusal`: desk_unknown, desk_cloned (this desk's place in the order or its key was used for
    something else: its files were copied or restored).
    """
    place = check_desk(connection, desk_no, token)
    known = _answered(connection, desk_no, operations, place.last_n)
    fresh = [told for told in operations if told.uid not in known]
    prior = token != place.token  # right for who repeats what was not answered, and for nobody else
    if prior and (fresh or not operations) and not _completes(operations, known, place.last_n):
        raise Refusal("desk_cloned", desk_no=desk_no)
    again = [told for told in operations if told.again and told.uid in known]
    again = [told for told in again if known[told.uid].code in _AGAIN]
    for told in again:  # accepted once, and refused for want of a record: decided anew
        connection.execute(delete(operation).where(operation.c.uid == told.uid))
    unmade = {
        (change["kind"], change["uid"]): told.uid
        for told in operations
        if told.uid in known and known[told.uid].state == "refused" and told not in again
        for change in told.changes
        if isinstance(change, dict) and "new" in change and "kind" in change and "uid" in change
    }
    todo = [told for told in operations if told in again or told.uid not in known]
    outcomes = _take(connection, desk_no, todo, unmade)
    if any(told.again for told in todo):
        hub_serials.reach(connection)
    if known:  # told with what stands now that the rest has been taken in
        outcomes = _answered(connection, desk_no, operations, place.last_n)
    now = now_ms()
    if fresh:
        highest = max(told.n for told in fresh)
        values: dict[str, Any] = {"last_n": max(place.last_n, highest), "seen_at": now}
        if token == place.token:  # a late push with the key before leaves both keys as they are
            values |= {"token": secrets.token_hex(16), "prior_token": token}
        connection.execute(update(desk).where(desk.c.desk_no == desk_no).values(values))
        key = str(values.get("token", place.token))
    else:
        key = str(place.token)
    return Pushed(tuple(outcomes[told.uid] for told in operations), key, now)


def prove(connection: Connection, desk_no: int, token: str, nonce: str) -> str:
    """Turn the key of a desk that has nothing to send; raises as `push`."""
    place = check_desk(connection, desk_no, token)
    key = turned(token, nonce)
    if token != place.token:
        if key != place.token:
            raise Refusal("desk_cloned", desk_no=desk_no)
        return key
    values = {"token": key, "prior_token": token, "seen_at": now_ms()}
    connection.execute(update(desk).where(desk.c.desk_no == desk_no).values(values))
    return key


def check_desk(connection: Connection, desk_no: int, token: str) -> Any:
    """Lock the desk's line and return it; its key may be the present one or the one before.

    Raises `Refusal`: desk_unknown, desk_cloned. On PostgreSQL the transaction is made durable,
    whatever the server's default.
    """
    asked: list[Any] = [desk.c.token, desk.c.prior_token, desk.c.last_n, desk.c.removed_at]
    if connection.dialect.name == "postgresql":
        asked.append(func.set_config("synchronous_commit", "on", True))
    row = connection.execute(
        select(*asked).where(desk.c.desk_no == desk_no).with_for_update()
    ).first()
    if row is None or row.removed_at is not None:
        raise Refusal("desk_unknown", desk_no=desk_no)
    if token != row.token and (not token or token != row.prior_token):
        raise Refusal("desk_cloned", desk_no=desk_no)
    return row


def _completes(operations: Sequence[Operation], known: dict[str, Outcome], last_n: int) -> bool:
    """Whether a push with the key before goes on exactly where the hub stands."""
    return any(told.n == last_n and told.uid in known for told in operations)


def _answered(
    connection: Connection, desk_no: int, operations: Sequence[Operation], last_n: int
) -> dict[str, Outcome]:
    """The stored outcomes of operations that were taken in before."""
    stored: dict[str, Any] = {}
    for part in chunks(operations):
        query = select(operation).where(operation.c.uid.in_([told.uid for told in part]))
        stored |= {row.uid: row for row in connection.execute(query)}
    for told in operations:
        row = stored.get(told.uid)
        if row is None and told.n <= last_n:
            raise Refusal("desk_cloned", desk_no=desk_no, n=told.n)
        if row is not None and row.digest != told.digest() and not _of_a_copy(row, desk_no, told):
            raise Refusal("desk_cloned", desk_no=desk_no, n=told.n, operation=told.uid)
    elsewhere = [
        told for told in operations if told.n <= last_n and stored[told.uid].desk_no != desk_no
    ]
    _places_are_theirs(connection, desk_no, elsewhere)
    kept = {uid: row.outcome for uid, row in stored.items()}
    for told in operations:
        if told.uid in kept and stored[told.uid].digest != told.digest():
            kept[told.uid] = _as_merged(kept[told.uid])
    states = load(
        connection,
        {(kind, uid) for outcome in kept.values() for kind, uid in outcome["keys"]},
        lock=False,
    )
    return {uid: restored(uid, outcome, states) for uid, outcome in kept.items()}


def _places_are_theirs(connection: Connection, desk_no: int, told: Sequence[Operation]) -> None:
    """A place in a desk's order holds one operation, also when another number brought it here.

    Else a copy whose own copy has sent its work already would pass for the desk itself.
    """
    for part in chunks(told):
        places = {one.n: one.uid for one in part}
        query = select(operation.c.n, operation.c.uid).where(
            operation.c.desk_no == desk_no, operation.c.n.in_(places)
        )
        for n, uid in connection.execute(query):
            if uid != places[n]:
                raise Refusal("desk_cloned", desk_no=desk_no, n=n)


def _of_a_copy(row: Any, desk_no: int, told: Operation) -> bool:
    """Whether the same work of the same person came from a copy of this desk's files.

    Each copy corrects the moments of a wrong clock for itself; what arrived first stands.
    """
    return bool(row.desk_no != desk_no and row.agent == told.agent)


def _as_merged(kept: dict[str, Any]) -> dict[str, Any]:
    """The outcome of what a copy sent, told so that the desk takes what stands instead of its own."""
    if kept["state"] != "applied":
        return kept
    keys = [[kind, uid] for kind, uid, *_ in kept["revs"]]
    return {**kept, "state": "merged", "keys": keys}


def restored(uid: str, kept: dict[str, Any], states: dict[Key, Standing]) -> Outcome:
    """A stored outcome of an operation, with the states that stand now."""
    return Outcome(
        uid=uid,
        state=kept["state"],
        code=kept["code"],
        facts=kept["facts"],
        notes=tuple(Note(**note) for note in kept["notes"]),
        revs=tuple((kind, key, old, new) for kind, key, old, new in kept["revs"]),
        records=tuple(state_of(states, (kind, key)) for kind, key in kept["keys"]),
    )


def _take(
    connection: Connection, desk_no: int, operations: list[Operation], unmade: Unmade
) -> dict[str, Outcome]:
    """Take operations in together; where the database objects, find the one it objects to."""
    if not operations:
        return {}
    try:
        return _taken(connection, desk_no, operations, unmade)
    except (IntegrityError, DataError, UnicodeEncodeError) as error:
        if len(operations) > 1:
            middle = len(operations) // 2
            for part in (operations[:middle], operations[middle:]):
                _take(connection, desk_no, part, unmade)
            return _answered(connection, desk_no, operations, 0)
        return _take_one(connection, desk_no, operations[0], unmade, error)


def _taken(
    connection: Connection, desk_no: int, operations: list[Operation], unmade: Unmade
) -> dict[str, Outcome]:
    """Take operations in, all of them or none; `unmade` learns what they failed to make."""
    with connection.begin_nested():
        batch = Batch(connection, desk_no, operations, dict(unmade))
        outcomes = batch.take()
    unmade.update(batch.unmade)
    return outcomes


def _take_one(
    connection: Connection, desk_no: int, told: Operation, unmade: Unmade, error: Exception
) -> dict[str, Outcome]:
    """Once more, now that whoever was faster can be seen; then refuse it as unstorable.

    Text with half a character is refused by its field (`text_broken`).
    """
    try:
        return _taken(connection, desk_no, [told], unmade)
    except UnicodeEncodeError as broken:
        with connection.begin_nested():
            refusal = whole_text.refused([told.args, told.changes, told], broken)
            return Batch(connection, desk_no, [bare(told)], unmade).refuse_all(refusal)
    except (IntegrityError, DataError):
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        with connection.begin_nested():
            refusal = Refusal(UNSTORABLE, reason=reason.replace("\x00", ""))
            return Batch(connection, desk_no, [told], unmade).refuse_all(refusal)
