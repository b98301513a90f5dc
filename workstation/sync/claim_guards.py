"""Who may do what to the records that hang on a claim, and which versions of it may stand.

People whom the hub does not know are let through where a right is asked for; signatures are
everybody's own all the same. `authority/sql/38_claims.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, select, text

from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.approval_rules import may_approve
from workstation.domain.claim import Claim, makers
from workstation.domain.delegation import Delegation, lent_to
from workstation.domain.evidence import EVIDENCE_MOVES
from workstation.domain.payment import FILE_MOVES, PAYEE_FACTS, PAYMENT_MOVES, payment_uid
from workstation.domain.people import Agent, check_may, may
from workstation.domain.recovery import RECOVERY_MOVES
from workstation.domain.refusal import Refusal
from workstation.store.flat import whole
from workstation.store.kinds import ON_CLAIM, codec
from workstation.sync.claim_signed import check_signed, numbered
from workstation.sync.claim_tiers import (
    check_agreed,
    check_authorised,
    hub_case,
    tiers_in_force,
)
from workstation.sync.hub_tables import record
from workstation.sync.merge import SETTLED, same
from workstation.sync.protocol import Facts, Key
from workstation.sync.shapes import malformed
from workstation.sync.standing import Standing, load

#: Kinds that are judged here.
CLAIM_RECORDS: Final = (*ON_CLAIM, "payment_file", "delegation")
#: Kind -> how its state may move.
MOVES: Final[dict[str, Mapping[str, frozenset[str]]]] = {
    "evidence": EVIDENCE_MOVES,
    "payment": PAYMENT_MOVES,
    "payment_file": FILE_MOVES,
    "recovery": RECOVERY_MOVES,
}
#: What an offer's answer writes down.
ANSWER: Final = ("answer", "answered_at", "answered_by", "counter_fen", "note_answer")
#: What voiding a print writes down.
VOID: Final = ("void_reason", "voided_at", "voided_by")
_PARCELS: Final = text(
    "SELECT uid,body FROM hub_record WHERE kind='parcel' AND NOT gone"
    " AND json_extract(body,'$.waybill')=:waybill LIMIT 9"
)
_PAYABLE: Final = ("approved", "printed")


class ClaimGuards:
    """Checks over one record of an operation, within the batch and what stands already."""

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
        self._who = who
        self._person = person
        self._now = now

    def check(self, item: Standing, before: Facts) -> None:
        """Raise unless a record of `CLAIM_RECORDS` may stand like this.

        Codes: not_allowed, not_you, operation_malformed, record_state, approval_final,
        approval_differs, claim_own, claim_own_payment, offer_answered, payment_differs,
        payment_version, payment_twice, file_differs, delegation_ended, print_void.
        """
        if item.kind in ON_CLAIM and not before:
            claim = self._find("claim", str(item.facts["claim"]))
            if item.kind != "print" and claim and item.facts["ticket"] != claim.facts["ticket"]:
                raise malformed(item.kind, "ticket")
        if item.kind in MOVES:
            self._move(item, before)
        checks = {
            "print": self._print,
            "evidence": self._evidence,
            "offer": self._offer,
            "approval": self._approval,
            "payment": self._payment,
            "payment_file": self._file,
            "delegation": self._delegation,
            "recovery": self._recovery,
        }
        checks[item.kind](item, before)

    def limit(self, item: Standing, before: Facts) -> int:
        """The most that the person may approve of a claim that is just being approved, in fen.

        By the approval rules in force, as they go by what stood, and with what others have lent.
        """
        approves = item.facts["status"] == "approved" and before.get("status") != "approved"
        if self._person is None or self._person.gone or not approves or not before:
            return 0
        claim: Claim = codec(Claim).from_facts({"uid": item.uid, **before})
        amount = int(item.facts.get("approved_fen") or 0)
        case = hub_case(claim, amount, self, self._bundled(claim))
        loans = self._delegations()
        givers = {one.from_agent: self._find("agent", one.from_agent) for one in loans}
        people = {uid: _agent(one) for uid, one in givers.items() if one and not one.gone}
        person = _agent(self._person)
        told = may_approve(tiers_in_force(), person, case, amount, loans, self._now, people)
        return told.limit_fen

    def version(self, item: Standing, before: Facts) -> None:
        """Raise unless a claim's version says what was changed.

        Codes: operation_malformed, not_you, claim_frozen (what an approval of this version
        froze is altered), claim_paid (its payment was not reversed).
        """
        facts = item.facts
        if not before:
            if facts["version"] != 1:
                raise malformed("claim", "version")
            return
        was, now = before.get("version", 1), facts["version"]
        altered = any(not same(before.get(name), facts[name]) for name in APPROVED_FACTS)
        if was == now:
            if altered and (before["status"] in SETTLED or self._approved_once(item, now)):
                raise Refusal("claim_frozen", number=facts["number"], status=facts["status"])
            return
        if now != was + 1 or facts["status"] not in ("draft", "submitted"):
            raise malformed("claim", "version")
        if altered and facts["status"] == "submitted" and facts["submitted_by"] != self._who:
            raise _not_you("submitted_by")
        states = {one["state"] for one in self._hanging(item, "payment")}
        if before["status"] == "paid" and ("reversed" not in states or "paid" in states):
            reference = before.get("payment_ref", "")
            raise Refusal("claim_paid", number=facts["number"], reference=reference)
        if before["status"] in SETTLED and "filed" in states:
            raise Refusal("payment_filed", number=facts["number"])

    def _approved_once(self, item: Standing, version: int) -> bool:
        return any(
            one["decision"] == "approved" and one["version"] == version
            for one in self._hanging(item, "approval")
        )

    def held(self, item: Standing, before: Facts) -> None:
        """Raise unless a claim is signed, numbered, paid and withdrawn as its other records say.

        Codes: claim_frozen (a signature or an approved sum is altered without a move), not_you,
        not_allowed, record_missing and record_state (it has no payment that was made), payment_filed.
        """
        if not before or self._person is None or self._person.gone:
            return
        check_signed(item, before, self._who)
        if numbered(item.facts) != numbered(before):
            self._may("claim_print")
        status, was = item.facts["status"], before["status"]
        if status == "paid" != was:
            self._paid(item)
        if status == "withdrawn" and was in SETTLED:
            self._may("claim_approve")
            if any(one["state"] in ("filed", "paid") for one in self._hanging(item, "payment")):
                raise Refusal("payment_filed", number=item.facts["number"])

    def _paid(self, item: Standing) -> None:
        """The payment of the claim's version was made."""
        uid = payment_uid(item.uid, item.facts["version"])
        made = self.facts("payment", uid)
        if made is None:
            raise Refusal("record_missing", kind="payment", uid=uid)
        if made["state"] != "paid":
            told = {"before": made["state"], "after": "paid"}
            raise Refusal("record_state", kind="payment", **told)

    def handed_in(self, item: Standing, before: Facts) -> None:
        """Raise unless a claim that is just handed in shows by what right it is made.

        Codes: claim_authorisation, claim_authorisation_unproven.
        """
        if item.facts["status"] == "submitted" and before.get("status", "draft") == "draft":
            evidence = self._hanging(item, "evidence")
            check_authorised(_made(item), self, evidence)

    # each kind

    def _print(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        if not before:
            if any(facts[name] not in (None, "") for name in VOID):
                raise malformed("print", "voided_at")
            if facts["agent"] != self._who:
                raise _not_you("agent")
            self._may("claim_print")
            return
        if before["voided_at"] is not None:
            raise Refusal("print_void", serial=before["serial"], copy=before["reprint"] + 1)
        if facts["voided_by"] != self._who:
            raise _not_you("voided_by")
        if facts["voided_at"] is None or not facts["void_reason"]:
            raise malformed("print", "void_reason")
        self._may("claim_print")

    def _evidence(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self._may_or_owns("claim_evidence", item)
        if not before and facts["made_by"] != self._who:
            raise _not_you("made_by")
        if facts["reminded"] and facts["reminded_at"] is None:
            raise malformed("evidence", "reminded_at")
        if facts["state"] == before.get("state", ""):
            return
        if facts["state"] in ("accepted", "refused", "waived"):
            if facts["decided_by"] != self._who:
                raise _not_you("decided_by")
            if facts["decided_at"] is None:
                raise malformed("evidence", "decided_at")

    def _offer(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self._may_or_owns("claim_offer", item)
        if not before:
            if facts["made_by"] != self._who:
                raise _not_you("made_by")
            if any(facts[name] not in (None, "") for name in ANSWER):
                raise malformed("offer", "answer")
        elif before["answer"]:
            raise Refusal("offer_answered", answer=before["answer"], at=before["answered_at"])
        elif facts["answer"] and facts["answered_by"] != self._who:
            raise _not_you("answered_by")
        elif facts["answer"] and facts["answered_at"] is None:
            raise malformed("offer", "answered_at")
        elif (facts["answer"] == "countered") != (facts["counter_fen"] is not None):
            raise malformed("offer", "counter_fen")

    def _approval(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        if before:
            raise Refusal("approval_final", claim=before["claim"])
        if facts["agent"] != self._who:
            raise _not_you("agent")
        claim = self._claim(item)
        if facts["version"] != claim["version"]:
            raise Refusal("payment_version", number=claim["number"], version=claim["version"])
        if facts["decision"] == "requested":
            return
        self._may("claim_approve")
        if facts["decision"] == "approved":
            self._approved(item, claim)

    def _approved(self, item: Standing, claim: Facts) -> None:
        """A line that says approved says what the claim says."""
        facts = item.facts
        if claim["status"] not in _PAYABLE or claim["approved_by"] != self._who:
            raise Refusal("approval_differs", number=claim["number"], field="status")
        if facts["amount_fen"] != claim["approved_fen"]:
            raise Refusal("approval_differs", number=claim["number"], field="amount_fen")
        for name in sorted(APPROVED_FACTS):
            if not same(facts["facts"].get(name), claim[name]):
                raise Refusal("approval_differs", number=claim["number"], field=name)
        if facts["delegation"]:
            lent = {one.uid: one for one in self._delegations()}
            barred = makers(codec(Claim).from_facts({"uid": facts["claim"], **claim}))
            named = lent.get(str(facts["delegation"]))
            if named is None or not lent_to((named,), self._who, self._now, barred):
                raise Refusal("delegation_ended", delegation=facts["delegation"])

    def _payment(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        state, was = facts["state"], before.get("state", "")
        if not before and item.uid != payment_uid(facts["claim"], facts["version"]):
            raise malformed("payment", "uid")
        claim = self._claim(item)
        self._may("payment_request" if state == "requested" else "claim_pay")
        if not before:
            by = (self._who, claim["approved_by"]) if state == "paid" else (self._who,)
            if facts["requested_by"] not in by:
                raise _not_you("requested_by")
        if state == was:
            if was in ("filed", "paid", "reversed"):
                raise Refusal("record_state", kind="payment", before=was, after=state)
            return
        if state in ("requested", "filed", "paid"):
            self._payable(item, claim, state)
        if state in ("requested", "paid"):
            made = codec(Claim).from_facts({"uid": facts["claim"], **claim})
            check_agreed(made, self)
        if state == "paid":
            self._confirmed(item, claim)
        if state == "filed" and not (facts["file"] and facts["filed_at"] is not None):
            raise malformed("payment", "file")

    def _payable(self, item: Standing, claim: Facts, state: str) -> None:
        """The claim stands as the payment says: approved, in this version, for this payee."""
        facts = item.facts
        able = _PAYABLE if state == "requested" else ("printed", "paid")
        if state == "filed" and claim["status"] == "approved":
            raise Refusal("claim_unprinted", number=claim["number"])
        if claim["status"] not in able or claim["version"] != facts["version"]:
            raise Refusal("payment_version", number=claim["number"], version=claim["version"])
        for name, told in sorted(PAYEE_FACTS.items()):
            if not same(claim[name], facts[told]):
                raise Refusal("payment_differs", number=claim["number"], field=told)
        if not self._approved_once(item, facts["version"]):
            raise Refusal("approval_differs", number=claim["number"], field="version")
        for other in self._hanging(item, "payment"):
            if other["state"] in ("filed", "paid"):
                raise Refusal("payment_twice", number=claim["number"], version=other["version"])

    def _confirmed(self, item: Standing, claim: Facts) -> None:
        facts = item.facts
        if facts["confirmed_by"] != self._who:
            raise _not_you("confirmed_by")
        for name in ("confirmed_at", "paid_at"):
            if facts[name] is None:
                raise malformed("payment", name)
        if self._who in (facts["requested_by"], claim["approved_by"]):
            raise Refusal("claim_own_payment", number=claim["number"])

    def _file(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self._may("claim_pay")
        rows = list(self._payments_in(item.uid))
        if before:
            if facts["state"] == "void" and any(one["state"] == "filed" for one in rows):
                told = {"before": before["state"], "after": "void"}
                raise Refusal("record_state", kind="payment_file", **told)
            return
        if facts["made_by"] != self._who:
            raise _not_you("made_by")
        total = sum(int(one["amount_fen"]) for one in rows)
        if not rows or (len(rows), total) != (facts["count"], facts["total_fen"]):
            raise Refusal("file_differs", number=facts["number"], count=len(rows), total_fen=total)

    def _delegation(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        if before:
            if before["revoked_at"] is not None:
                raise Refusal("delegation_ended", delegation=item.uid)
            if before["from_agent"] != self._who:
                self._may("agent_change")
            return
        for name in ("from_agent", "made_by"):
            if facts[name] != self._who:
                raise _not_you(name)
        self._may("delegate")
        if facts["to_agent"] in ("", self._who):
            raise malformed("delegation", "to_agent")
        if facts["limit_fen"] <= 0:
            raise malformed("delegation", "limit_fen")
        if facts["until_at"] <= facts["from_at"] or facts["revoked_at"] is not None:
            raise malformed("delegation", "until_at")

    def _recovery(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self._may("claim_recover")
        if not before and facts["by"] != self._who:
            raise _not_you("by")
        if facts["amount_fen"] <= 0:
            raise malformed("recovery", "amount_fen")
        if facts["state"] in ("received", "written_off") and facts["settled_at"] is None:
            raise malformed("recovery", "settled_at")

    # within

    def _move(self, item: Standing, before: Facts) -> None:
        was, state = before.get("state", ""), item.facts["state"]
        if state != was and state not in MOVES[item.kind].get(was, ()):
            raise Refusal("record_state", kind=item.kind, before=was, after=state)

    def _may(self, act: str) -> None:
        if self._person is not None and not self._person.gone:
            check_may(_agent(self._person), act)

    def _may_or_owns(self, act: str, item: Standing) -> None:
        """The right, or to own the claim's ticket."""
        if self._person is None or self._person.gone or may(_agent(self._person), act):
            return
        ticket = self._find("ticket", str(item.facts["ticket"]))
        if ticket is None or ticket.owner != self._who:
            check_may(_agent(self._person), act)

    def _find(self, kind: str, uid: str) -> Standing | None:
        key = (kind, uid)
        return self._around.get(key) or load(self._connection, {key}, lock=False).get(key)

    def facts(self, kind: str, uid: str) -> Facts | None:
        """The facts of a record as it stands with this batch; None where there is none."""
        found = self._find(kind, uid) if uid else None
        return None if found is None or found.gone else found.facts

    def parcel(self, waybill: str) -> Facts | None:
        """The facts of the parcel with a waybill as it stands with this batch."""
        rows = self._connection.execute(_PARCELS, {"waybill": waybill})
        told = {row.uid: whole("parcel", json.loads(row.body)) for row in rows}
        return next(self._merged(told, "parcel", "", "waybill", waybill), None)

    def _bundled(self, claim: Claim) -> list[Claim]:
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

    def _claim(self, item: Standing) -> Facts:
        found = self._find("claim", str(item.facts["claim"]))
        if found is None:
            raise Refusal("record_missing", kind="claim", uid=item.facts["claim"])
        return found.facts

    def _hanging(self, item: Standing, kind: str) -> Iterator[Facts]:
        """The other records of a kind on the same claim."""
        claim = item.uid if item.kind == "claim" else item.facts["claim"]
        query = select(record.c.uid, record.c.body).where(
            record.c.ticket == item.facts["ticket"], record.c.kind == kind, ~record.c.gone
        )
        found = {row.uid: whole(kind, row.body) for row in self._connection.execute(query)}
        yield from self._merged(found, kind, item.uid, "claim", claim)

    def _payments_in(self, file: str) -> Iterator[Facts]:
        query = select(record.c.uid, record.c.body).where(
            record.c.kind == "payment", ~record.c.gone, record.c.body["file"].as_string() == file
        )
        found = {row.uid: whole("payment", row.body) for row in self._connection.execute(query)}
        yield from self._merged(found, "payment", "", "file", file)

    def _delegations(self) -> list[Delegation]:
        query = select(record.c.uid, record.c.body).where(
            record.c.kind == "delegation", ~record.c.gone
        )
        found = {row.uid: whole("delegation", row.body) for row in self._connection.execute(query)}
        turn = codec(Delegation)
        merged = self._merged(found, "delegation", "", "to_agent", self._who)
        return [turn.from_facts(facts) for facts in merged]

    def _merged(
        self, found: dict[str, dict[str, Any]], kind: str, but: str, field: str, value: Any
    ) -> Iterator[Facts]:
        """Records of a kind as they stand with this batch, of which a field has a value."""
        found |= {uid: one.facts for (of, uid), one in self._around.items() if of == kind}
        for uid, facts in sorted(found.items()):
            if uid != but and facts[field] == value:
                yield {**facts, "uid": uid}


def _made(item: Standing) -> Claim:
    claim: Claim = codec(Claim).from_facts({"uid": item.uid, **item.facts})
    return claim


def _agent(person: Standing) -> Agent:
    made: Agent = codec(Agent).from_facts({"uid": person.uid, **person.facts})
    return made


def _not_you(field: str) -> Refusal:
    return Refusal("not_you", agent="", field=field)
