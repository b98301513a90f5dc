"""What needs a right at the hub besides approving: giving a ticket away, and paying a parcel twice.

People whom the hub does not know are let through: it cannot tell what they may do.
`authority/sql/34_rights.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, and_, or_, select

from workstation.domain.claim import LIVE_CLAIMS
from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.store.kinds import codec
from workstation.sync.hub_tables import operation, record
from workstation.sync.protocol import Facts, Key, Operation
from workstation.sync.standing import Standing

#: Under this name a claim's `extra` keeps why it was made although the parcel was paid before.
_EXCUSE = "paid_before"


def check_owner(
    connection: Connection,
    told: Operation,
    item: Standing,
    before: Facts,
    person: Standing | None,
    batch: Sequence[Operation],
) -> None:
    """Raise `Refusal("not_allowed")` when a ticket is given to somebody else without the right.

    Its own owner may; an import names whom the file names; an undo may put back whom the
    person's own work had taken away.
    """
    owner, was = item.owner, str(before.get("owner") or "")
    if item.kind != "ticket" or person is None or person.gone:
        return
    if owner in ("", told.agent) or was in (owner, told.agent):
        return
    imported = item.facts.get("source") not in ("", "desk", None)
    if imported and (not before or told.action == "ImportBatch"):
        return
    if told.action != "Undo" or not _took_from(connection, told, item.uid, owner, batch):
        check_may(_agent(person), "assign_other")


def _took_from(
    connection: Connection,
    told: Operation,
    ticket: str,
    owner: str,
    batch: Sequence[Operation],
) -> bool:
    """Whether the operation that is undone was the same person's and took the ticket from them."""
    undone = str(told.args.get("operation", "")) if isinstance(told.args, dict) else ""
    here = next((one for one in batch if one.uid == undone and one is not told), None)
    if here is not None:
        agent, changes = here.agent, here.changes
    else:
        row = connection.execute(
            select(operation.c.agent, operation.c.told).where(operation.c.uid == undone)
        ).first()
        if row is None:
            return False
        agent, changes = row.agent, row.told.get("changes", ())
    return agent == told.agent and any(
        isinstance(change, dict)
        and (change.get("kind"), change.get("uid")) == ("ticket", ticket)
        and isinstance(change.get("base"), dict)
        and change["base"].get("owner") == owner
        for change in changes
    )


def check_paid_before(
    connection: Connection,
    item: Standing,
    before: Facts,
    person: Standing | None,
    batch: Mapping[Key, Standing],
) -> None:
    """Raise when a claim begins though its ticket or parcel was paid for already.

    Codes: `claim_paid_before` without a reason for it, `not_allowed` without the right.
    """
    if person is None or person.gone or item.gone or item.facts["status"] not in LIVE_CLAIMS:
        return
    waybill = str(item.facts.get("waybill") or "")
    if before.get("status") in LIVE_CLAIMS and waybill == str(before.get("waybill") or ""):
        return
    found = _paid(connection, item, waybill, batch)
    if found is None:
        return
    reason = _excuse(item.facts)
    if not reason:
        raise Refusal("claim_paid_before", claim=found[0], number=found[1], reference=found[2])
    if reason != _excuse(before):
        check_may(_agent(person), "claim_again")


def _paid(
    connection: Connection, item: Standing, waybill: str, batch: Mapping[Key, Standing]
) -> tuple[str, str, str] | None:
    """Uid, number and reference of a paid claim about the same ticket or parcel."""
    ticket = str(item.facts["ticket"])
    same = [and_(record.c.ticket == ticket, record.c.ticket != "")]
    if waybill:
        same.append(record.c.waybill == waybill)
    rows = connection.execute(
        select(record.c.uid, record.c.number, record.c.body).where(
            record.c.kind == "claim", ~record.c.gone, record.c.status == "paid", or_(*same)
        )
    )
    found = [
        (row.uid, row.number, str(row.body.get("payment_ref", "")))
        for row in rows
        if ("claim", row.uid) not in batch
    ]
    for other in batch.values():
        facts = other.facts
        if other.kind != "claim" or other.gone or facts["status"] != "paid":
            continue
        if facts["ticket"] == ticket or (waybill and facts.get("waybill") == waybill):
            found.append((other.uid, str(facts["number"]), str(facts.get("payment_ref", ""))))
    return min((told for told in found if told[0] != item.uid), default=None)


def _excuse(facts: Facts) -> str:
    extra = facts.get("extra")
    return str(extra.get(_EXCUSE) or "") if isinstance(extra, dict) else ""


def _agent(person: Standing) -> Agent:
    made: Agent = codec(Agent).from_facts({"uid": person.uid, **person.facts})
    return made
