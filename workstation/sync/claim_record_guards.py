"""Who may do what to the records that hang on a claim, and how they may stand.

Signatures are everybody's own, also of people whom the hub does not know.
`authority/sql/38_claims.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.claim import makers
from workstation.domain.delegation import lent_to
from workstation.domain.evidence import EVIDENCE_MOVES
from workstation.domain.payment import FILE_MOVES, PAYEE_FACTS, PAYMENT_MOVES, payment_uid
from workstation.domain.recovery import RECOVERY_MOVES
from workstation.domain.refusal import Refusal
from workstation.store.kinds import ON_CLAIM
from workstation.sync.claim_around import ClaimAround, claim_from, not_you
from workstation.sync.claim_tiers import check_agreed
from workstation.sync.merge import same
from workstation.sync.protocol import Facts
from workstation.sync.shapes import malformed
from workstation.sync.standing import Standing

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
_PAYABLE: Final = ("approved", "printed")


class ClaimRecordGuards(ClaimAround):
    """Checks over one such record of an operation, within the batch and what stands already."""

    def check(self, item: Standing, before: Facts) -> None:
        """Raise unless a record of `CLAIM_RECORDS` may stand like this.

        Codes: not_allowed, not_you, operation_malformed, record_state, approval_final,
        approval_differs, claim_own, claim_own_payment, offer_answered, payment_differs,
        payment_version, payment_twice, file_differs, delegation_ended, print_void.
        """
        if item.kind in ON_CLAIM and not before:
            claim = self.find("claim", str(item.facts["claim"]))
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

    def _move(self, item: Standing, before: Facts) -> None:
        was, state = before.get("state", ""), item.facts["state"]
        if state != was and state not in MOVES[item.kind].get(was, ()):
            raise Refusal("record_state", kind=item.kind, before=was, after=state)

    def _print(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        if not before:
            if any(facts[name] not in (None, "") for name in VOID):
                raise malformed("print", "voided_at")
            if facts["agent"] != self.who:
                raise not_you("agent")
            self.check_right("claim_print")
            return
        if before["voided_at"] is not None:
            raise Refusal("print_void", serial=before["serial"], copy=before["reprint"] + 1)
        if facts["voided_by"] != self.who:
            raise not_you("voided_by")
        if facts["voided_at"] is None or not facts["void_reason"]:
            raise malformed("print", "void_reason")
        self.check_right("claim_print")

    def _evidence(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self.check_right_or_owns("claim_evidence", item)
        if not before and facts["made_by"] != self.who:
            raise not_you("made_by")
        if facts["reminded"] and facts["reminded_at"] is None:
            raise malformed("evidence", "reminded_at")
        if facts["state"] == before.get("state", ""):
            return
        if facts["state"] in ("accepted", "refused", "waived"):
            if facts["decided_by"] != self.who:
                raise not_you("decided_by")
            if facts["decided_at"] is None:
                raise malformed("evidence", "decided_at")

    def _offer(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self.check_right_or_owns("claim_offer", item)
        if not before:
            if facts["made_by"] != self.who:
                raise not_you("made_by")
            if any(facts[name] not in (None, "") for name in ANSWER):
                raise malformed("offer", "answer")
        elif before["answer"]:
            raise Refusal("offer_answered", answer=before["answer"], at=before["answered_at"])
        elif facts["answer"] and facts["answered_by"] != self.who:
            raise not_you("answered_by")
        elif facts["answer"] and facts["answered_at"] is None:
            raise malformed("offer", "answered_at")
        elif (facts["answer"] == "countered") != (facts["counter_fen"] is not None):
            raise malformed("offer", "counter_fen")

    def _approval(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        if before:
            raise Refusal("approval_final", claim=before["claim"])
        if facts["agent"] != self.who:
            raise not_you("agent")
        claim = self.claim(item)
        if facts["version"] != claim["version"]:
            raise Refusal("payment_version", number=claim["number"], version=claim["version"])
        if facts["decision"] == "requested":
            return
        self.check_right("claim_approve")
        if facts["decision"] == "approved":
            self._approved(item, claim)

    def _approved(self, item: Standing, claim: Facts) -> None:
        """A line that says approved says what the claim says."""
        facts = item.facts
        if claim["status"] not in _PAYABLE or claim["approved_by"] != self.who:
            raise Refusal("approval_differs", number=claim["number"], field="status")
        if facts["amount_fen"] != claim["approved_fen"]:
            raise Refusal("approval_differs", number=claim["number"], field="amount_fen")
        for name in sorted(APPROVED_FACTS):
            if not same(facts["facts"].get(name), claim[name]):
                raise Refusal("approval_differs", number=claim["number"], field=name)
        if facts["delegation"]:
            lent = {one.uid: one for one in self.delegations()}
            barred = makers(claim_from(facts["claim"], claim))
            named = lent.get(str(facts["delegation"]))
            if named is None or not lent_to((named,), self.who, self.now, barred):
                raise Refusal("delegation_ended", delegation=facts["delegation"])

    def _payment(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        state, was = facts["state"], before.get("state", "")
        if not before and item.uid != payment_uid(facts["claim"], facts["version"]):
            raise malformed("payment", "uid")
        claim = self.claim(item)
        self.check_right("payment_request" if state == "requested" else "claim_pay")
        if not before:
            by = (self.who, claim["approved_by"]) if state == "paid" else (self.who,)
            if facts["requested_by"] not in by:
                raise not_you("requested_by")
        if state == was:
            if was in ("filed", "paid", "reversed"):
                raise Refusal("record_state", kind="payment", before=was, after=state)
            return
        if state in ("requested", "filed", "paid"):
            self._payable(item, claim, state)
        if state in ("requested", "paid"):
            made = claim_from(facts["claim"], claim)
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
        if not self.approved_once(item, facts["version"]):
            raise Refusal("approval_differs", number=claim["number"], field="version")
        for other in self.hanging(item, "payment"):
            if other["state"] in ("filed", "paid"):
                raise Refusal("payment_twice", number=claim["number"], version=other["version"])

    def _confirmed(self, item: Standing, claim: Facts) -> None:
        facts = item.facts
        if facts["confirmed_by"] != self.who:
            raise not_you("confirmed_by")
        for name in ("confirmed_at", "paid_at"):
            if facts[name] is None:
                raise malformed("payment", name)
        if self.who in (facts["requested_by"], claim["approved_by"]):
            raise Refusal("claim_own_payment", number=claim["number"])

    def _file(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self.check_right("claim_pay")
        rows = list(self.payments_in(item.uid))
        if before:
            if facts["state"] == "void" and any(one["state"] == "filed" for one in rows):
                told = {"before": before["state"], "after": "void"}
                raise Refusal("record_state", kind="payment_file", **told)
            return
        if facts["made_by"] != self.who:
            raise not_you("made_by")
        total = sum(int(one["amount_fen"]) for one in rows)
        if not rows or (len(rows), total) != (facts["count"], facts["total_fen"]):
            raise Refusal("file_differs", number=facts["number"], count=len(rows), total_fen=total)

    def _delegation(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        if before:
            if before["revoked_at"] is not None:
                raise Refusal("delegation_ended", delegation=item.uid)
            if before["from_agent"] != self.who:
                self.check_right("agent_change")
            return
        for name in ("from_agent", "made_by"):
            if facts[name] != self.who:
                raise not_you(name)
        self.check_right("delegate")
        if facts["to_agent"] in ("", self.who):
            raise malformed("delegation", "to_agent")
        if facts["limit_fen"] <= 0:
            raise malformed("delegation", "limit_fen")
        if facts["until_at"] <= facts["from_at"] or facts["revoked_at"] is not None:
            raise malformed("delegation", "until_at")

    def _recovery(self, item: Standing, before: Facts) -> None:
        facts = item.facts
        self.check_right("claim_recover")
        if not before and facts["by"] != self.who:
            raise not_you("by")
        if facts["amount_fen"] <= 0:
            raise malformed("recovery", "amount_fen")
        if facts["state"] in ("received", "written_off") and facts["settled_at"] is None:
            raise malformed("recovery", "settled_at")
