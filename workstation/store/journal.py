"""The audit entry and the outgoing operation, written together."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from workstation.domain.pages import JournalLine
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal

#: So much of the newest work is looked through for a message that is taken back.
_LATELY: Final = 2_000
#: Work that is never taken back: it left the desk, moved money, or made a record that stays.
LASTING: Final = (
    "ActivateRules",
    "AddAttachment",
    "AnswerOffer",
    "CancelPayment",
    "ConfirmPayment",
    "FailPayment",
    "ExplainSerial",
    "FireAutomation",
    "ImportBatch",
    "MarkDelivery",
    "NewTicket",
    "NumberClaim",
    "NumberForm",
    "PayClaim",
    "RecordExport",
    "RecordPrint",
    "RecordReading",
    "RevealFact",
    "ReverseApproval",
    "ReversePayment",
    "RevokeDelegation",
    "SettleRecovery",
    "VoidPaymentFile",
    "WritePaymentFile",
    "ReviveRules",
    "SaveAgent",
    "SendReply",
    "SettleConflict",
    "SettleRefused",
    "TryRules",
    "TakeBack",
    "Undo",
    "VoidPrint",
    "WithdrawRules",
)


@dataclass(frozen=True, slots=True)
class Finished:
    """One finished piece of work, ready to be written down."""

    operation: str
    at: int
    agent: Agent
    action: str
    ticket: str
    args: dict[str, Any]
    changes: list[dict[str, Any]]
    undoes: str = ""


def pack(value: object) -> str:
    """JSON as the journal keeps it."""
    return _encode(value)


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(connection: sqlite3.Connection, work: Finished, *, send: bool = True) -> None:
    """Write the audit entry and, unless `send` is off, the operation that waits for the hub."""
    changes = pack(work.changes)
    connection.execute(
        "INSERT INTO journal(operation,at,agent,agent_name,action,ticket,undoes,changes)"
        " VALUES (?,?,?,?,?,?,?,?)",
        (
            work.operation,
            work.at,
            work.agent.uid,
            work.agent.name,
            work.action,
            work.ticket,
            work.undoes,
            changes,
        ),
    )
    if work.undoes:
        connection.execute(
            "UPDATE journal SET undone_by=? WHERE operation=?", (work.operation, work.undoes)
        )
    if send:
        connection.execute(
            "INSERT INTO operation(uid,at,agent,action,ticket,args,changes,clock_offset,sent)"
            " VALUES (?,?,?,?,?,?,?,"
            "CAST(coalesce((SELECT value FROM desk_state WHERE key='clock_offset'),0) AS INTEGER),"
            "EXISTS(SELECT 1 FROM desk_state WHERE key='clock_known' AND value<>''))",
            (
                work.operation,
                work.at,
                work.agent.uid,
                work.action,
                work.ticket,
                pack(work.args),
                changes,
            ),
        )


_COLUMNS = "operation,at,agent,agent_name,action,ticket,undone_by,changes"


def line(row: tuple[Any, ...]) -> JournalLine:
    """A journal row as it is read."""
    operation, at, agent, agent_name, action, ticket, undone_by, changes = row
    told = tuple(json.loads(changes))
    return JournalLine(operation, at, agent, agent_name, action, ticket, bool(undone_by), told)


def of_operation(connection: sqlite3.Connection, operation: str) -> JournalLine:
    """The journal's entry for one operation; raises `Refusal("not_found")`."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE operation=?", (operation,)
    ).fetchone()
    if row is None:
        raise Refusal("not_found", kind="journal", uid=operation)
    return line(row)


def that_made(connection: sqlite3.Connection, entry: str, at: int) -> JournalLine:
    """The work of this desk that said something at a moment; raises `Refusal("not_found")`."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM (SELECT * FROM journal ORDER BY id DESC LIMIT ?) WHERE at=?",
        (_LATELY, at),
    )
    for row in rows:
        found = line(row)
        if any(told["uid"] == entry and "new" in told for told in found.changes):
            return found
    raise Refusal("not_found", kind="journal", uid=entry)


def of_ticket(connection: sqlite3.Connection, ticket: str, limit: int) -> tuple[JournalLine, ...]:
    """The newest entries about a ticket, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE ticket=? ORDER BY at DESC, id DESC LIMIT ?",
        (ticket, limit),
    )
    return tuple(line(row) for row in rows)


def last_undoable(connection: sqlite3.Connection, agent: str) -> JournalLine | None:
    """The agent's newest work that may be taken back, or None."""
    marks = ",".join("?" * len(LASTING))
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE agent=? AND undone_by='' AND undoes=''"
        f" AND action NOT IN ({marks}) ORDER BY id DESC LIMIT 1",
        (agent, *LASTING),
    ).fetchone()
    return None if row is None else line(row)
