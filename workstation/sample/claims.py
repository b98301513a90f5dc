"""A case's claim: made, submitted, decided, printed and paid by the right people in time."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.approval_rules import most_of
from workstation.domain.claim import Claim, Print
from workstation.domain.claim_amount import ClaimFacts, propose
from workstation.domain.delegation import Delegation, lent_to
from workstation.domain.parcel import Parcel
from workstation.domain.people import Agent, Customer
from workstation.rules.bundle import Rules
from workstation.sample.content import Content, Story
from workstation.sample.draw import Draw
from workstation.sample.people import SampleTeam

_BANKS: Final = (
    "中国工商银行",
    "中国农业银行",
    "中国银行",
    "中国建设银行",
    "招商银行",
    "交通银行",
)
#: How claims go: the statuses after the draft.
_COURSES: Final = (
    ("submitted", "approved", "printed", "paid"),
    ("submitted", "approved", "printed", "paid"),
    ("submitted", "approved", "printed", "paid"),
    ("submitted", "approved", "printed", "paid"),
    ("submitted", "rejected"),
    ("submitted", "withdrawn"),
)


@dataclass(frozen=True, slots=True)
class ClaimDesk:
    """Makes claims and moves them on. `told` are the sentences that claims staff write."""

    draw: Draw
    told: Content
    rules: Rules
    team: SampleTeam
    lent: tuple[Delegation, ...] = ()

    def course(self, claim: Claim) -> tuple[str, ...]:
        """The statuses a claim will go through after its draft; nothing is never approved."""
        if claim.proposed_fen <= 0:
            return ("submitted", "rejected")
        return self.draw.deal(_COURSES)

    def print_of(self, claim: Claim, at: int, who: Agent) -> Print:
        """The register's line of the original, printed where no desk of the sample can see it.

        Its bytes are not in the archive, so the line has no SHA-256 and names no template.
        """
        return Print(
            uid=self.draw.uid(at),
            claim=claim.uid,
            at=at,
            form="claim_form",
            serial=claim.serial,
            reprint=0,
            agent=who.uid,
            sha256="",
            pages=2,
        )

    def make(
        self,
        number: int,
        story: Story,
        ticket: str,
        parcel: Parcel,
        customer: Customer,
        subject: str,
        at: int,
        called_at: int,
        party: str,
        maker: Agent,
        evidence: tuple[str, ...],
    ) -> Claim:
        """Draft a claim with its items, its sums and what the rules propose for them."""
        items, loss = self._items(story, parcel)
        value = sum(_whole(item["quantity"]) * _whole(item["value_fen"]) for item in items)
        known = self.draw.chance() < 0.7
        claim = Claim(
            uid=self.draw.uid(at),
            number=f"C0-{number:04d}",
            ticket=ticket,
            created_at=at,
            kind=story.claim,
            waybill=parcel.waybill,
            party=party,
            claimant=customer.name,
            claimant_phone=customer.phone,
            goods=parcel.goods,
            items=items,
            value_fen=value,
            insured_fen=parcel.insured_fen or 0,
            freight_fen=parcel.freight_fen or 0,
            loss_fen=loss,
            claimed_fen=loss + (parcel.freight_fen or 0),
            description=subject,
            discovered_at=called_at,
            evidence=evidence,
            payee=customer.name if known else "",
            payee_account=self._account() if known else "",
            payee_bank=self.draw.one(_BANKS) if known else "",
            created_by=maker.uid,
        )
        return self._priced(claim, parcel, customer)

    def _items(self, story: Story, parcel: Parcel) -> tuple[tuple[dict[str, object], ...], int]:
        whole = parcel.cod_fen if story.claim == "cod" else parcel.declared_fen
        quantity = self.draw.one((1, 1, 1, 2, 4))
        each = max(1, (whole or 20_000) // quantity)
        part = 100 if story.claim in ("loss", "cod") else self.draw.one((20, 30, 50, 80, 100))
        loss = each * quantity * part // 100
        item = {"name": parcel.goods, "quantity": quantity, "value_fen": each, "loss_fen": loss}
        return (item,), loss

    def _account(self) -> str:
        """A card number from a range that no bank uses, with a right check digit (Luhn)."""
        body = f"9999{self.draw.digits(14)}"
        total = 0
        for place, digit in enumerate(map(int, reversed(body))):
            total += digit if place % 2 else digit * 2 - 9 * (digit > 4)
        return f"{body}{-total % 10}"

    def _priced(self, claim: Claim, parcel: Parcel, customer: Customer) -> Claim:
        facts = ClaimFacts(
            kind=claim.kind,
            value_fen=claim.value_fen,
            insured_fen=claim.insured_fen,
            freight_fen=claim.freight_fen,
            loss_fen=claim.loss_fen,
            occurred_at=claim.discovered_at or claim.created_at,
            product=parcel.product,
            customer_class=customer.kind,
            carrier=parcel.carrier,
            area=parcel.area,
        )
        proposal = propose(facts, self.rules.compensation)
        return replace(
            claim,
            proposed_fen=proposal.total_fen,
            basis=tuple(line.as_dict() for line in proposal.basis),
            rule=f"{proposal.rule_id}@{proposal.rule_version}",
        )

    def move(self, claim: Claim, status: str, at: int, owner: Agent) -> tuple[Claim, Agent]:
        """Move a claim on; give it and who did that."""
        if status == "submitted":
            moved = replace(claim, status=status, submitted_by=owner.uid, submitted_at=at)
            return moved, owner
        if status == "approved":
            return self._approve(claim, at)
        if status == "printed":
            who = self._staff(claim, "claims", "")
            year = time.gmtime(at // 1000).tm_year
            # a series of the sample's own, so that no number of the hub's is met
            serial = f"LPY{year}-{int(claim.number[3:]):06d}"
            return replace(claim, status=status, serial=serial, prints=1), who
        if status == "paid":
            who = self._staff(claim, "claims", claim.approved_by)
            reference = f"FK{self.draw.digits(10)}"
            paid = replace(claim, status=status, paid_by=who.uid, paid_at=at, payment_ref=reference)
            return paid, who
        reason = claim_words(
            self.told, "rejected_reason" if status == "rejected" else status, claim.kind
        )
        moved = replace(claim, status=status, rejected_reason=self.draw.deal(reason))
        who = self._staff(claim, "claims", claim.created_by) if status == "rejected" else owner
        return moved, who

    def _approve(self, claim: Claim, at: int) -> tuple[Claim, Agent]:
        amount, reason = claim.proposed_fen, ""
        if amount > 5_000 and self.draw.chance() < 0.15:
            amount = amount * self.draw.span(80, 95) // 100
            reason = self.draw.deal(self.told.talk["waived"]["reason"])
        role = next(
            role
            for role in ("claims", "leader", "admin")
            if any(self._approves(one, amount) for one in self._able(role, claim))
        )
        able = [one for one in self._able(role, claim) if self._approves(one, amount)]
        who = self._borrower(claim, amount, at) or self.draw.one(able)
        moved = replace(
            claim,
            status="approved",
            approved_fen=amount,
            approved_by=who.uid,
            approved_at=at,
            override_reason=reason,
        )
        return self._with_payee(moved), who

    def _borrower(self, claim: Claim, amount_fen: int, at: int) -> Agent | None:
        """Who approves what is above their own limit by a limit that was lent to them."""
        makers = (claim.created_by, claim.submitted_by)
        for agent in self._able("claims", claim):
            lent = lent_to(self.lent, agent.uid, at, makers)
            own = most_of(self.rules.approval, agent)
            if own < amount_fen <= max((one.limit_fen for one in lent), default=0):
                return agent
        return None

    def _approves(self, agent: Agent, amount_fen: int) -> bool:
        return amount_fen <= most_of(self.rules.approval, agent)

    def _able(self, role: str, claim: Claim) -> list[Agent]:
        busy = (claim.created_by, claim.submitted_by)
        return [agent for agent in self.team.agents if agent.role == role and agent.uid not in busy]

    def _staff(self, claim: Claim, role: str, barred: str) -> Agent:
        able = [agent for agent in self.team.agents if agent.role == role and agent.uid != barred]
        return self.draw.one(able)

    def _with_payee(self, claim: Claim) -> Claim:
        if claim.payee:
            return claim
        bank = self.draw.one(_BANKS)
        account = self._account()
        return replace(claim, payee=claim.claimant, payee_account=account, payee_bank=bank)


def claim_words(told: Content, event: str, kind: str) -> tuple[str, ...]:
    """The sentences for a claim's event, those for its kind if there are any."""
    words = told.talk["claim"]
    return words.get(f"{event}_{kind}") or words[event]


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
