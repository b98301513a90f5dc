"""What the evidence list asks of a claim, as records of things wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workstation.actions.claim_records import check_may_or_owns
from workstation.actions.deciding import parcel_of
from workstation.actions.settlement import needed_authorisation
from workstation.domain.claim import Claim
from workstation.domain.evidence import EvidenceItem
from workstation.domain.evidence_rules import EvidenceWant, due_of, facts_of, giver, wanted_for
from workstation.domain.identity import new_uid
from workstation.domain.people import Customer
from workstation.domain.ticket import Ticket
from workstation.rules.bundle import Rules
from workstation.store.work import Work

#: Givers of the house, whom the record calls "inside".
_INSIDE: Final = ("courier", "hub")


def evidence_facts(work: Work, claim: Claim) -> dict[str, object]:
    """What the evidence list looks at; see `evidence_rules.FACTS`."""
    ticket = work.get(Ticket, claim.ticket)
    parcel = parcel_of(work, ticket)
    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    customer_class = customer.kind if customer else "cash"
    authorised = bool(claim.authorisation) or needed_authorisation(work, claim) is not None
    return facts_of(claim, parcel, customer_class, authorised=authorised)


def asked_due(rules: Rules, item: EvidenceItem, asked_at: int) -> int | None:
    """Until when a thing that is asked for now is due by its row of the list (ms UTC)."""
    want = rules.evidence.want(item.rule) if item.rule else None
    if want is None or item.due_at is not None:
        return item.due_at
    return due_of(want, rules.calendars, {"asked": asked_at})


@dataclass(frozen=True, slots=True)
class WantByRules:
    """Note everything that the evidence list asks of a claim and that is not noted yet.

    Time that runs from the claim itself begins now; what runs from the asking is due when somebody
    asks (`asked_due`). Words are those of `language`.
    """

    claim: str
    language: str = "zh"

    def perform(self, work: Work) -> tuple[str, ...]:
        """Give the uids of what was added. Codes: not_found, not_allowed."""
        claim = work.get(Claim, self.claim)
        check_may_or_owns(work, "claim_evidence", claim)
        there = work.where(EvidenceItem, "claim=?", claim.uid)
        codes = {item.code for item in there}
        moments = {
            "made": claim.created_at,
            "discovered": claim.discovered_at,
            "submitted": claim.submitted_at,
        }
        wants = wanted_for(evidence_facts(work, claim), work.rules.evidence)
        fresh = [want for want in wants if want.item not in codes]
        made = [
            self._item(work, claim, want, len(there) + place, moments)
            for place, want in enumerate(fresh)
        ]
        for item in made:
            work.add(item)
        return tuple(item.uid for item in made)

    def _item(
        self,
        work: Work,
        claim: Claim,
        want: EvidenceWant,
        position: int,
        moments: Mapping[str, int | None],
    ) -> EvidenceItem:
        source = giver(want, claim.party)
        return EvidenceItem(
            new_uid(),
            claim.uid,
            claim.ticket,
            want.item,
            want.name(self.language),
            work.now,
            made_by=work.agent.uid,
            wanted_from="inside" if source in _INSIDE else source,
            why=want.why(self.language),
            due_at=due_of(want, work.rules.calendars, moments),
            lapse=want.lapses(self.language),
            position=position,
            rule=f"{want.code}@{work.rules.evidence.version}",
        )
