"""One generated case with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workstation.domain.approval import Approval
from workstation.domain.claim import Claim, Print
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.evidence import EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.payment import Payment, PaymentFile
from workstation.domain.people import Customer
from workstation.domain.promise import Promise
from workstation.domain.recovery import Recovery
from workstation.domain.revisit import Revisit
from workstation.domain.step_record import StepRecord
from workstation.domain.ticket import Ticket
from workstation.sample.content import Picture


@dataclass(frozen=True, slots=True)
class ClaimPapers:
    """All that hangs on a claim."""

    evidence: tuple[EvidenceItem, ...] = ()
    offers: tuple[Offer, ...] = ()
    approvals: tuple[Approval, ...] = ()
    payments: tuple[Payment, ...] = ()
    files: tuple[PaymentFile, ...] = ()
    recoveries: tuple[Recovery, ...] = ()

    def records(self) -> Iterator[Any]:
        """All of it; files for the bank come before the payments in them."""
        yield from self.evidence
        yield from self.offers
        yield from self.approvals
        yield from self.files
        yield from self.payments
        yield from self.recoveries


@dataclass(frozen=True, slots=True)
class SampleCase:
    """A ticket with its timeline, parcel and claim.

    The customer may have called before: then `known_customer` says that the record was given
    with an earlier case. `known_parcel` says the same of the parcel of a duplicate. `pictures`
    are the contents of attachments that are its own.
    """

    ticket: Ticket
    entries: tuple[Entry, ...]
    customer: Customer
    parcel: Parcel | None
    traces: tuple[Trace, ...]
    claim: Claim | None = None
    attachments: tuple[Attachment, ...] = ()
    prints: tuple[Print, ...] = ()
    papers: ClaimPapers = ClaimPapers()
    pictures: tuple[Picture, ...] = ()
    known_customer: bool = False
    known_parcel: bool = False
    promises: tuple[Promise, ...] = ()
    written: tuple[StepRecord, ...] = ()
    revisits: tuple[Revisit, ...] = ()

    def records(self) -> Iterator[Any]:
        """The records not given before, each after those it refers to."""
        if not self.known_customer:
            yield self.customer
        if self.parcel is not None and not self.known_parcel:
            yield self.parcel
            yield from self.traces
        yield self.ticket
        yield from self.entries
        yield from self.attachments
        if self.claim is not None:
            yield self.claim
            yield from self.prints
            yield from self.papers.records()
        yield from self.promises
        yield from self.written
        yield from self.revisits
