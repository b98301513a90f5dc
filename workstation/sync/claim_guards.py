"""How a claim itself may stand: within the person's limit, in its version, signed and paid.

`authority/sql/38_claims.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.approval_rules import may_approve
from workstation.domain.payment import payment_uid
from workstation.domain.refusal import Refusal
from workstation.sync.claim_around import ClaimAround, agent_of, claim_from, not_you
from workstation.sync.claim_signed import check_signed, numbered
from workstation.sync.claim_tiers import check_authorised, hub_case, tiers_in_force
from workstation.sync.merge import SETTLED, same
from workstation.sync.protocol import Facts
from workstation.sync.shapes import malformed
from workstation.sync.standing import Standing


class ClaimGuards(ClaimAround):
    """Checks over a claim of an operation, within the batch and what stands already."""

    def limit(self, item: Standing, before: Facts) -> int:
        """The most that the person may approve of a claim that is just being approved, in fen.

        By the approval rules in force, as they go by what stood, and with what others have lent.
        """
        approves = item.facts["status"] == "approved" and before.get("status") != "approved"
        if self.person is None or self.person.gone or not approves or not before:
            return 0
        claim = claim_from(item.uid, before)
        amount = int(item.facts.get("approved_fen") or 0)
        case = hub_case(claim, amount, self, self.bundled(claim))
        loans = self.delegations()
        givers = {one.from_agent: self.find("agent", one.from_agent) for one in loans}
        people = {uid: agent_of(one) for uid, one in givers.items() if one and not one.gone}
        person = agent_of(self.person)
        told = may_approve(tiers_in_force(), person, case, amount, loans, self.now, people)
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
            if altered and (before["status"] in SETTLED or self.approved_once(item, now)):
                raise Refusal("claim_frozen", number=facts["number"], status=facts["status"])
            return
        if now != was + 1 or facts["status"] not in ("draft", "submitted"):
            raise malformed("claim", "version")
        if altered and facts["status"] == "submitted" and facts["submitted_by"] != self.who:
            raise not_you("submitted_by")
        states = {one["state"] for one in self.hanging(item, "payment")}
        if before["status"] == "paid" and ("reversed" not in states or "paid" in states):
            reference = before.get("payment_ref", "")
            raise Refusal("claim_paid", number=facts["number"], reference=reference)
        if before["status"] in SETTLED and "filed" in states:
            raise Refusal("payment_filed", number=facts["number"])

    def held(self, item: Standing, before: Facts) -> None:
        """Raise unless a claim is signed, numbered, paid and withdrawn as its other records say.

        Codes: claim_frozen (a signature or an approved sum is altered without a move), not_you,
        not_allowed, record_missing and record_state (it has no payment that was made), payment_filed.
        """
        if not before or self.person is None or self.person.gone:
            return
        check_signed(item, before, self.who)
        if numbered(item.facts) != numbered(before):
            self.check_right("claim_print")
        status, was = item.facts["status"], before["status"]
        if status == "paid" != was:
            self._paid(item)
        if status == "withdrawn" and was in SETTLED:
            self.check_right("claim_approve")
            if any(one["state"] in ("filed", "paid") for one in self.hanging(item, "payment")):
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
            evidence = self.hanging(item, "evidence")
            check_authorised(claim_from(item.uid, item.facts), self, evidence)
