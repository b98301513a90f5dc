"""Telling another life of the hub what a former one refused, and learning what it knows otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from workstation.store import operations, state
from workstation.store.replica import transaction
from workstation.sync.identity import RECALLED
from workstation.sync.line import Line
from workstation.sync.protocol import PUSH_BYTES, PUSH_LIMIT, Outcome, Refused
from workstation.sync.sending import operation


def recall(line: Line) -> bool:
    """Tell the next refused work; False when other work comes before it, or there is no more.

    The hub hears of all work in the order in which it was done.
    """
    told = line.do(_next)
    if told is None:
        return False
    after, refused = told
    answer: list[Outcome] | None = []
    if refused:
        who = line.identity()
        answer = line.as_desk(who, lambda desk: line.hub.recall(desk.desk_no, desk.token, refused))
    if answer is not None:
        line.do(lambda connection: _learned(connection, after, refused, answer))
    return True


def _next(connection: sqlite3.Connection) -> tuple[int, list[Refused]] | None:
    known = state.read(connection, RECALLED)
    if not known:
        return None
    found = operations.refused_before(connection, PUSH_LIMIT, PUSH_BYTES, int(known))
    first = operations.first_waiting(connection)
    if found and first is not None:
        found = [told for told in found if told[0].n < first]
        if not found:
            return None
    refused = [Refused(operation(item), code, facts) for item, code, facts in found]
    return (found[-1][0].n if found else -1), refused


def _learned(
    connection: sqlite3.Connection, last: int, refused: Sequence[Refused], answer: Sequence[Outcome]
) -> None:
    with transaction(connection):
        for outcome in answer:
            operations.otherwise(connection, outcome.uid, outcome.code, outcome.facts)
        state.write(connection, RECALLED, str(last) if refused else "")
