"""What hangs on a claim of the sample: evidence, offers, approvals, its payment, and what comes back.

All of it follows from the claim and the rules, drawn from a stream of its own, so that the cases stay
what they are. Drafts take turns in how far their evidence and offers are, payments in how they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import cycle
from typing import Any, Final

from workstation.domain.agreement import SIGNED_AT, SIGNED_VERSION
from workstation.domain.approval import Approval, approved_facts
from workstation.domain.approval_rules import case_of, most_of, needed_tier
from workstation.domain.claim import ACCEPTED_AT, Claim
from workstation.domain.delegation import Delegation, lent_to
from workstation.domain.identity import uid_of
from workstation.domain.offer import Offer
from workstation.domain.payment import Payment, PaymentFile, payment_of
from workstation.domain.people import Agent
from workstation.domain.recovery import Recovery
from workstation.payment_files import file_bytes
from workstation.rules.bundle import Rules
from workstation.sample.case import ClaimPapers, SampleCase
from workstation.sample.draw import Draw
from workstation.sample.people import SampleTeam
from workstation.sample.proofs import Proofs

_HOUR: Final = 3_600_000
_DAY: Final = 24 * _HOUR
_SETTLED: Final = ("approved", "printed", "paid")
#: From this sum on (fen) an agreement is signed, as `settlement.toml` has it.
_SIGNED_FROM: Final = 500_000
#: How far drafts are: evidence and, behind the slash, the answer to what was offered.
_DRAFTS: Final = (
    *("late", "complete/", "fresh", "received", "complete/countered", "asked", "complete"),
    *("complete/refused", "complete/lapsed", "complete/accepted"),
)
_PAYMENTS: Final = ("requested", "filed", "", "failed", "requested")
_RECOVERIES: Final = ("open", "agreed", "", "received")
_OFFERED: Final = "电话说明赔付金额和依据"
_ANSWERS: Final = {
    "accepted": "同意按此金额赔付，尽快到账即可",
    "refused": "不接受，认为应按实际价值赔偿",
    "countered": "希望再加一些，说商品是新买的",
    "lapsed": "约定时间内没有回复",
}
_FAILED: Final = "开户行名称与卡号不符，银行退回"
_REVERSED: Final = "客户补交购买凭证，金额需重新核定"
_ANSWERABLE: Final = "责任网点认可，从下月结算款中扣回"


class PaperMaker:
    """Makes the papers of one claim after another; `now` in milliseconds UTC."""

    def __init__(
        self, rules: Rules, team: SampleTeam, lent: tuple[Delegation, ...], now: int
    ) -> None:
        self.rules = rules
        self.team = team
        self.lent = lent
        self.now = now
        self._proofs = Proofs(rules, now)
        self._drafts = cycle(_DRAFTS)
        self._payments = cycle(_PAYMENTS)
        self._recoveries = cycle(_RECOVERIES)
        self._again = cycle((False, True, False))

    def papers_of(self, case: SampleCase) -> SampleCase:
        """The case with all that hangs on its claim; a case without one as it is."""
        if case.claim is None:
            return case
        draw = Draw(f"papers {case.claim.uid}")
        claim = self._standing(case.claim, draw)
        course = next(self._drafts) if claim.status == "draft" else "complete"
        state, _, answer = course.partition("/")
        shown = self._proofs.of(replace(case, claim=claim), state, draw)
        offers = self._offers(claim, course, answer, draw)
        agreed = [one.answered_at for one in offers if one.answer == "accepted"]
        files = tuple(one.uid for one in shown.attachments)
        claim = replace(
            claim,
            agreed_at=agreed[-1] if agreed else None,
            evidence=(*claim.evidence, *files),
            authorisation=shown.authorisation,
        )
        payments, written = self._paying(claim, draw)
        recoveries = tuple(self._recovered(claim, case, draw))
        if recoveries:
            claim = replace(claim, responsible_unit=recoveries[0].unit)
        papers = ClaimPapers(
            evidence=shown.evidence,
            offers=offers,
            approvals=tuple(self._approvals(claim, draw)),
            payments=payments,
            files=written,
            recoveries=recoveries,
        )
        return replace(
            case,
            claim=claim,
            papers=papers,
            attachments=(*case.attachments, *shown.attachments),
            pictures=(*case.pictures, *shown.pictures),
        )

    def _standing(self, claim: Claim, draw: Draw) -> Claim:
        """The claim with its version, and what settling keeps in it."""
        extra = dict(claim.extra)
        if claim.submitted_at is not None:
            extra[ACCEPTED_AT] = str(claim.submitted_at)
        again = claim.status in _SETTLED and next(self._again)
        version = 2 if again else 1
        if claim.status == "paid" and (claim.approved_fen or 0) >= _SIGNED_FROM:
            extra[SIGNED_AT] = str(_between(claim.approved_at, claim.paid_at, 0.4))
            extra[SIGNED_VERSION] = str(version)
        return replace(claim, extra=extra, version=version)

    def _offers(self, claim: Claim, course: str, answer: str, draw: Draw) -> tuple[Offer, ...]:
        if claim.status == "draft" and "/" not in course:
            return ()
        if claim.status == "withdrawn":
            answer = "refused"
        elif claim.status != "draft":
            answer = "accepted" if claim.status != "rejected" else "refused"
            if draw.chance() < 0.4:
                return ()
        end = claim.submitted_at or self.now
        at = _between(claim.created_at, end, 0.6)
        amount = max(claim.proposed_fen, 1_000)
        first = amount * 9 // 10 // 100 * 100 if draw.chance() < 0.5 else amount
        counter = amount * 5 // 4 // 100 * 100
        told = [(answer, amount)]
        if answer == "accepted" and first < amount:  # the first one was too little
            told = [("countered", first), (answer, amount)]
        made = []
        for place, (said, sum_fen) in enumerate(told):
            one = self._offer(claim, place, at, sum_fen, draw)
            if said == "lapsed":
                one = replace(one, valid_until=min(at + _HOUR, self.now - 1))
            if said:
                at = _between(at, end, 0.5)
                asked = (amount if len(told) > 1 else counter) if said == "countered" else None
                one = replace(one, answer=said, answered_at=at, counter_fen=asked)
                one = replace(one, answered_by=one.made_by, note_answer=_ANSWERS[said])
            made.append(one)
            at = _between(at, end, 0.3)
        return tuple(made)

    def _offer(self, claim: Claim, place: int, at: int, sum_fen: int, draw: Draw) -> Offer:
        who = self._staff(draw)
        return Offer(
            uid_of("offer", claim.uid, str(place)),
            claim.uid,
            claim.ticket,
            at,
            sum_fen,
            made_by=who.uid,
            made_by_name=who.name,
            party=claim.party,
            channel="phone",
            valid_until=max(at + 2 * _DAY, self.now + draw.span(3, 40) * _HOUR),
            note=_OFFERED,
        )

    def _approvals(self, claim: Claim, draw: Draw) -> Iterator[Approval]:
        if claim.submitted_at is None:
            return
        lines: list[tuple[int, int, str, str, int, str]] = []
        handed, decided = claim.submitted_at, claim.approved_at or self.now
        if claim.version == 2:
            less = (claim.approved_fen or 0) * 8 // 10
            first, back = _between(handed, decided, 0.3), _between(handed, decided, 0.5)
            lines = [
                (handed, 1, "requested", claim.submitted_by, claim.claimed_fen, ""),
                (first, 1, "approved", claim.approved_by, less, ""),
                (back, 1, "reversed", claim.approved_by, less, _REVERSED),
            ]
            handed = back + 60_000
        asked = (handed, claim.version, "requested", claim.submitted_by, claim.claimed_fen, "")
        lines.append(asked)
        if claim.approved_at is not None:
            told = (claim.approved_by, claim.approved_fen or 0, claim.override_reason)
            lines.append((claim.approved_at, claim.version, "approved", *told))
        elif claim.status == "rejected":
            at, who = _between(handed, self.now, 0.5), self._staff(draw, claim.submitted_by)
            told = (who.uid, claim.claimed_fen, claim.rejected_reason)
            lines.append((at, claim.version, "rejected", *told))
        for place, line in enumerate(lines):
            yield self._line(claim, place, *line)

    def _line(
        self,
        claim: Claim,
        place: int,
        at: int,
        version: int,
        decision: str,
        agent: str,
        amount_fen: int,
        reason: str,
    ) -> Approval:
        who = next(one for one in self.team.agents if one.uid == agent)
        tier = delegation = ""
        if decision == "approved":
            needed, _ = needed_tier(self.rules.approval, case_of(claim, amount_fen), amount_fen)
            tier = needed.code if needed else ""
            if amount_fen > most_of(self.rules.approval, who):
                barred = (claim.created_by, claim.submitted_by)
                delegation = lent_to(self.lent, agent, at, barred)[0].uid
        return Approval(
            uid_of("approval", claim.uid, str(place)),
            claim.uid,
            claim.ticket,
            version,
            at,
            agent,
            decision,
            agent_name=who.name,
            amount_fen=amount_fen,
            tier=tier,
            delegation=delegation,
            reason=reason,
            facts=approved_facts(claim),
        )

    def _paying(
        self, claim: Claim, draw: Draw
    ) -> tuple[tuple[Payment, ...], tuple[PaymentFile, ...]]:
        """The payment of a claim that is printed or paid, and the bank's file it is in."""
        if claim.status not in ("printed", "paid") or not claim.payee_account:
            return (), ()
        state = "paid" if claim.status == "paid" else next(self._payments)
        if not state or (state != "paid" and (claim.approved_fen or 0) >= _SIGNED_FROM):
            return (), ()
        asker = self._staff(draw, claim.paid_by)
        at = _between(claim.approved_at, claim.paid_at or self.now, 0.7)
        asked = replace(payment_of(claim, asker.uid, at))
        if state == "requested":
            return (asked,), ()
        if state == "failed":
            return (replace(asked, state=state, reason=_FAILED),), ()
        if state == "filed":
            file = self._file(claim, asked, draw)
            return (replace(asked, state=state, file=file.uid, filed_at=file.made_at),), (file,)
        told: dict[str, Any] = {"confirmed_by": claim.paid_by, "confirmed_at": claim.paid_at}
        told |= {"paid_at": claim.paid_at, "reference": claim.payment_ref}
        return (replace(asked, state=state, **told),), ()

    def _file(self, claim: Claim, payment: Payment, draw: Draw) -> PaymentFile:
        made_at = _between(payment.requested_at, self.now, 0.5)
        content = file_bytes([(payment, claim)], "csv")
        return PaymentFile(
            uid_of("payment_file", claim.uid),
            f"FK-{claim.number}",
            made_at,
            self._staff(draw).uid,
            format="csv",
            count=1,
            total_fen=payment.amount_fen,
            sha256=sha256(content).hexdigest(),
        )

    def _recovered(self, claim: Claim, case: SampleCase, draw: Draw) -> Iterator[Recovery]:
        """What is to come back for a paid claim from the place that handled the parcel last."""
        state = next(self._recoveries) if claim.status == "paid" else ""
        if not state or not case.traces:
            return
        unit = next((one.place for one in reversed(case.traces) if one.place), "")
        if not unit:
            return
        at = _between(claim.paid_at, self.now, 0.3)
        yield Recovery(
            uid_of("recovery", claim.uid),
            claim.uid,
            claim.ticket,
            unit,
            (claim.approved_fen or 0) * draw.one((50, 80, 100)) // 100,
            at,
            unit_name=unit,
            state=state,
            by=self._staff(draw).uid,
            reason="" if state == "open" else _ANSWERABLE,
            settled_at=_between(at, self.now, 0.5) if state == "received" else None,
        )

    def _staff(self, draw: Draw, barred: str = "") -> Agent:
        able = [one for one in self.team.agents if one.role == "claims" and one.uid != barred]
        return draw.one(able)


def lent_limits(team: SampleTeam, now: int) -> tuple[Delegation, ...]:
    """A leader's limit, lent to the claims specialist of the same region for some weeks."""
    leader = next(one for one in team.agents if one.role == "leader" and "claims" in one.groups)
    to = next(one for one in team.agents if one.role == "claims" and one.region == leader.region)
    at = now - 20 * _DAY
    return (
        Delegation(
            uid_of("delegation", leader.uid, to.uid),
            leader.uid,
            to.uid,
            "claim_approve",
            1_000_000,
            from_at=at,
            until_at=now + 10 * _DAY,
            made_at=at - _HOUR,
            made_by=leader.uid,
        ),
    )


def _between(start: int | None, end: int | None, share: float) -> int:
    """A moment on the way from one to the other."""
    first, last = start or 0, end or 0
    return first + max(1, int((last - first) * share))
