"""What the hub alone can see to: one live claim per parcel, numbers given once, who approves."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, and_, or_, select

from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.claim import LIVE_CLAIMS, Claim, check_approval
from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.store.kinds import codec
from workstation.sync.hub_setup import clock
from workstation.sync.hub_tables import lease, record
from workstation.sync.merge import SETTLED, same
from workstation.sync.protocol import Facts, Key, Operation
from workstation.sync.shapes import AGENT_RIGHTS
from workstation.sync.standing import Standing, chunks


class Guards:
    """Checks over the records of one batch and those that stand already."""

    def __init__(self, connection: Connection, operations: list[Operation]) -> None:
        new = [
            change["new"]
            for operation in operations
            for change in (operation.changes if isinstance(operation.changes, list | tuple) else ())
            if isinstance(change, dict)
            and change.get("kind") in ("ticket", "claim")
            and isinstance(change.get("new"), dict)
        ]
        self._connection = connection
        self._numbers: dict[tuple[str, str], str] = {}
        self._asked: set[str] = set()
        self._load_numbers({str(facts["number"]) for facts in new if facts.get("number")})

    def leased(self, ticket: str, agent: str) -> str:
        """The name of another agent who holds the ticket just now; "" when nobody does."""
        row = self._connection.execute(
            select(lease.c.agent, lease.c.agent_name).where(
                lease.c.ticket == ticket,
                lease.c.until > clock(self._connection),
                lease.c.agent != agent,
            )
        ).first()
        return "" if row is None else row.agent_name or row.agent

    def number(self, item: Standing, desk_no: int, batch: Mapping[Key, Standing]) -> str:
        """The number a new ticket or claim may bear; another when its own is given already."""
        free = str(item.facts.get("number", ""))
        given = {
            str(other.facts.get("number", ""))
            for other in batch.values()
            if other.kind == item.kind and not other.gone and other.uid != item.uid
        }
        while free and (free in given or self._given(item, free)):
            free = f"{free}-{desk_no}"
        return free

    def _given(self, item: Standing, number: str) -> bool:
        """Whether another record had the number before this batch."""
        if number not in self._asked:
            self._load_numbers({number})
        return self._numbers.get((item.kind, number)) not in (None, item.uid)

    def single_claim(self, item: Standing, batch: Mapping[Key, Standing]) -> None:
        """Raise `Refusal("claim_exists")` when the parcel or ticket has a live claim already."""
        if item.kind != "claim" or item.gone or item.facts["status"] not in LIVE_CLAIMS:
            return
        for uid, number in self._live_claims(item, batch):
            raise Refusal("claim_exists", claim=uid, number=number)

    def serial(self, item: Standing, batch: Mapping[Key, Standing]) -> None:
        """Raise `Refusal("serial_taken")` when another claim or first print bears the serial."""
        serial = _serial(item)
        if not serial:
            return
        column = record.c.serial if item.kind == "claim" else record.c.number
        rows = self._connection.execute(
            select(record.c.uid).where(
                column == serial, column != "", record.c.kind == item.kind, ~record.c.gone
            )
        )
        holders = {row.uid for row in rows if (item.kind, row.uid) not in batch}
        holders |= {
            other.uid
            for other in batch.values()
            if other.kind == item.kind and not other.gone and _serial(other) == serial
        }
        if holders - {item.uid}:
            raise Refusal("serial_taken", serial=serial)

    def approval(
        self, item: Standing, before: Facts, agent: Standing | None, limit_fen: int = 0
    ) -> None:
        """Raise unless the person may move this claim on; unknown people are let through.

        `limit_fen` is the most that the person may approve of it. On a hub without identities
        of its own this holds mistakes off, not malice.
        """
        if item.kind != "claim" or agent is None or agent.gone:
            return
        person: Agent = codec(Agent).from_facts({"uid": agent.uid, **agent.facts})
        _check_four_eyes(item, before, person.uid)
        if item.facts["bundle"] != before.get("bundle", ""):
            check_may(person, "claim_bundle")
        status, was = item.facts["status"], before.get("status", "draft")
        if status == was:
            return
        if not before and status != "submitted":  # none begins as approved, printed or paid
            raise Refusal("claim_status", before=was, after=status, number=item.facts["number"])
        if status == "approved":
            claim: Claim = codec(Claim).from_facts({"uid": item.uid, **before})
            check_may(person, "claim_approve")
            check_approval(claim, person, int(item.facts.get("approved_fen") or 0), limit_fen)
        elif status == "paid":
            check_may(person, "claim_pay")
            if item.facts.get("approved_by") == person.uid:
                raise Refusal("claim_own_payment", number=item.facts["number"])
        elif status == "printed":
            check_may(person, "claim_print")
        elif status == "rejected":
            check_may(person, "claim_approve")
        elif status == "submitted" and was in SETTLED and not _altered(item, before):
            check_may(person, "claim_pay" if was == "paid" else "claim_approve")

    def _load_numbers(self, numbers: set[str]) -> None:
        self._asked |= numbers
        for part in chunks(sorted(numbers)):
            rows = self._connection.execute(
                select(record.c.kind, record.c.number, record.c.uid).where(
                    record.c.number.in_(part),
                    record.c.kind.in_(("ticket", "claim")),
                    record.c.number != "",
                    ~record.c.gone,
                )
            )
            for kind, number, uid in rows:
                self._numbers.setdefault((kind, number), uid)

    def _live_claims(self, item: Standing, batch: Mapping[Key, Standing]) -> list[tuple[str, str]]:
        """Other live claims, those of the same ticket first, then those of the same parcel."""
        waybill, ticket = str(item.facts.get("waybill") or ""), item.facts["ticket"]
        same = [and_(record.c.ticket == ticket, record.c.ticket != "")]
        if waybill:
            same.append(record.c.waybill == waybill)
        rows = self._connection.execute(
            select(record.c.uid, record.c.number, record.c.ticket).where(
                record.c.kind == "claim",
                ~record.c.gone,
                record.c.status.in_(LIVE_CLAIMS),
                or_(*same),
            )
        )
        found = [
            (row.ticket != ticket, row.uid, row.number)
            for row in rows
            if ("claim", row.uid) not in batch
        ]
        for other in batch.values():
            if other.kind == "claim" and not other.gone and other.facts["status"] in LIVE_CLAIMS:
                elsewhere = other.facts["ticket"] != ticket
                if not elsewhere or (waybill and other.facts.get("waybill") == waybill):
                    found.append((elsewhere, other.uid, str(other.facts["number"])))
        return [(uid, number) for _, uid, number in sorted(found) if uid != item.uid]


def _altered(item: Standing, before: Facts) -> bool:
    """Whether a claim goes back for approval because something that was approved is changed."""
    return any(not same(before.get(name), item.facts[name]) for name in APPROVED_FACTS)


def _check_four_eyes(item: Standing, before: Facts, who: str) -> None:
    """Raise where it could not be known any more who made or submitted a claim."""
    maker, sender = item.facts.get("created_by"), item.facts.get("submitted_by")
    statuses = (before.get("status"), item.facts["status"])
    if not before and not maker:
        raise Refusal("not_you", agent="", field="created_by")
    if not sender and maker != who and statuses == ("draft", "submitted"):
        raise Refusal("not_you", agent="", field="submitted_by")
    again = sender == who and statuses[1] == "submitted"  # as the claim's next version
    again = again and item.facts["version"] == (before.get("version") or 1) + 1
    if before and sender != before.get("submitted_by") and "draft" not in statuses and not again:
        raise Refusal("claim_frozen", number=item.facts["number"], status=statuses[1])


def check_person(agent: Standing | None, uid: str, before: Facts, after: Facts) -> None:
    """Raise unless `agent` may make the person `uid` like this, or alter them.

    What people may do is for an admin to say, the rest for themselves and leaders; anybody
    may enter the name of somebody who worked elsewhere. People whom the hub does not know are
    let through.
    """
    same = before and all(before.get(name) == after.get(name) for name in AGENT_RIGHTS)
    if same and (agent is None or agent.uid == uid):
        return
    name_only = {"active": False, "role": "agent", "login": "", "groups": []}
    if not before and all(after.get(name) == usual for name, usual in name_only.items()):
        return
    if agent is not None and not agent.gone:
        person: Agent = codec(Agent).from_facts({"uid": agent.uid, **agent.facts})
        check_may(person, "assign_other" if same else "agent_change")


def _serial(item: Standing) -> str:
    """The serial that nobody else may bear: of a claim, or of a first print."""
    if item.kind == "print" and item.facts.get("reprint"):
        return ""
    return str(item.facts.get("serial") or "")
