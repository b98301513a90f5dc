"""Why a record is not here: looked for among operations that were refused in earlier pushes."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workstation.domain.refusal import Refusal
from workstation.sync.hub_tables import operation
from workstation.sync.naming import key_of
from workstation.sync.protocol import Operation


def follows(connection: Connection, told: Operation, refusal: Refusal) -> Refusal:
    """`record_missing`, or `follows_refused` when a refused operation was to make the record.

    Looked for among the operations about the same ticket.
    """
    key = (str(refusal.facts["kind"]), str(refusal.facts["uid"]))
    tickets = {told.ticket, key[1]} - {""}
    rows = connection.execute(
        select(operation.c.uid, operation.c.told, operation.c.outcome)
        .where(operation.c.ticket.in_(tickets), operation.c.uid != told.uid)
        .order_by(operation.c.received_at.desc(), operation.c.uid.desc())
    )
    for uid, said, outcome in rows:
        made = (change for change in said.get("changes", ()) if isinstance(change, dict))
        if outcome["state"] == "refused" and any(
            "new" in change and key_of(change) == key for change in made
        ):
            return Refusal("follows_refused", kind=key[0], uid=key[1], operation=uid)
    return refusal
