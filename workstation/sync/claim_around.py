"""What stands around a claim at the hub, with what the batch that is being decided has altered.

People whom the hub does not know are let through where a right is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, select, text

from workstation.domain.claim import Claim
from workstation.domain.delegation import Delegation
from workstation.domain.people import Agent, check_may, may
from workstation.domain.refusal import Refusal
from workstation.store.flat import whole
from workstation.store.kinds import codec
from workstation.sync.hub_tables import record
from workstation.sync.protocol import Facts, Key
from workstation.sync.standing import Standing, load

_PARCELS: Final = text(
    "SELECT uid,body FROM hub_record WHERE kind='parcel' AND NOT gone"
    " AND json_extract(body,'$.waybill')=:waybill LIMIT 9"
)


class ClaimAround:
    """A claim's surroundings within one operation, and what whoever sent it may do."""

    def __init__(
        self,
        connection: Connection,
        around: Mapping[Key, Standing],
        who: str,
        person: Standing | None,
        now: int,
    ) -> None:
        self._connection = connection
        self._around = around
        self.who = who
        self.person = person
        self.now = now

    def facts(self, kind: str, uid: str) -> Facts | None:
        """The facts of a record as it stands with this batch; None where there is none."""
        found = self.find(kind, uid) if uid else None
        return None if found is None or found.gone else found.facts

    def parcel(self, waybill: str) -> Facts | None:
        """The facts of the parcel with a waybill as it stands with this batch."""
        rows = self._connection.execute(_PARCELS, {"waybill": waybill})
        told = {row.uid: whole("parcel", json.loads(row.body)) for row in rows}
        return next(self._merged(told, "parcel", "", "waybill", waybill), None)

    def find(self, kind: str, uid: str) -> Standing | None:
        """A record as it stands with this batch, also one that is gone."""
        key = (kind, uid)
        return self._around.get(key) or load(self._connection, {key}, lock=False).get(key)

    def claim(self, item: Standing) -> Facts:
        """The facts of the claim that a record hangs on; raises `record_missing`."""
        found = self.find("claim", str(item.facts["claim"]))
        if found is None:
            raise Refusal("record_missing", kind="claim", uid=item.facts["claim"])
        return found.facts

    def hanging(self, item: Standing, kind: str) -> Iterator[Facts]:
        """The other records of a kind on the same claim."""
        claim = item.uid if item.kind == "claim" else item.facts["claim"]
        query = select(record.c.uid, record.c.body).where(
            record.c.ticket == item.facts["ticket"], record.c.kind == kind, ~record.c.gone
        )
        found = {row.uid: whole(kind, row.body) for row in self._connection.execute(query)}
        yield from self._merged(found, kind, item.uid, "claim", claim)

    def approved_once(self, item: Standing, version: int) -> bool:
        """Whether a line of its approvals approves this version of a claim."""
        return any(
            one["decision"] == "approved" and one["version"] == version
            for one in self.hanging(item, "approval")
        )

    def bundled(self, claim: Claim) -> list[Claim]:
        """The claims that are settled together with one."""
        if not claim.bundle:
            return []
        query = select(record.c.uid, record.c.body).where(
            record.c.kind == "claim",
            ~record.c.gone,
            record.c.body["bundle"].as_string() == claim.bundle,
        )
        found = {row.uid: whole("claim", row.body) for row in self._connection.execute(query)}
        turn = codec(Claim)
        merged = self._merged(found, "claim", claim.uid, "bundle", claim.bundle)
        return [turn.from_facts(facts) for facts in merged]

    def payments_in(self, file: str) -> Iterator[Facts]:
        """The payments of a file for the bank."""
        query = select(record.c.uid, record.c.body).where(
            record.c.kind == "payment", ~record.c.gone, record.c.body["file"].as_string() == file
        )
        found = {row.uid: whole("payment", row.body) for row in self._connection.execute(query)}
        yield from self._merged(found, "payment", "", "file", file)

    def delegations(self) -> list[Delegation]:
        """What was ever lent to the person."""
        query = select(record.c.uid, record.c.body).where(
            record.c.kind == "delegation", ~record.c.gone
        )
        found = {row.uid: whole("delegation", row.body) for row in self._connection.execute(query)}
        turn = codec(Delegation)
        merged = self._merged(found, "delegation", "", "to_agent", self.who)
        return [turn.from_facts(facts) for facts in merged]

    def check_right(self, act: str) -> None:
        """Raise `not_allowed` for a person whom the hub knows and who may not do this."""
        if self.person is not None and not self.person.gone:
            check_may(agent_of(self.person), act)

    def check_right_or_owns(self, act: str, item: Standing) -> None:
        """The same, unless the person owns the claim's ticket."""
        if self.person is None or self.person.gone or may(agent_of(self.person), act):
            return
        ticket = self.find("ticket", str(item.facts["ticket"]))
        if ticket is None or ticket.owner != self.who:
            check_may(agent_of(self.person), act)

    def _merged(
        self, found: dict[str, dict[str, Any]], kind: str, but: str, field: str, value: Any
    ) -> Iterator[Facts]:
        """Records of a kind as they stand with this batch, of which a field has a value."""
        found |= {uid: one.facts for (of, uid), one in self._around.items() if of == kind}
        for uid, facts in sorted(found.items()):
            if uid != but and facts[field] == value:
                yield {**facts, "uid": uid}


def claim_from(uid: str, facts: Facts) -> Claim:
    """The claim that facts tell."""
    made: Claim = codec(Claim).from_facts({"uid": uid, **facts})
    return made


def agent_of(person: Standing) -> Agent:
    """The person that a record tells."""
    made: Agent = codec(Agent).from_facts({"uid": person.uid, **person.facts})
    return made


def not_you(field: str) -> Refusal:
    """The refusal of a field that names somebody else than whoever works."""
    return Refusal("not_you", agent="", field=field)
