"""Cases that are one: a ticket closed as another's duplicate, or merged into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from workstation.actions.tickets import active, awake
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket, check_move
from workstation.store.work import Work

_SPOKEN: Final = ("call", "message", "note")
_ALL: Final = 100_000


@dataclass(frozen=True, slots=True)
class LinkDuplicate:
    """Close a ticket as the duplicate of another."""

    ticket: str
    of: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, duplicate_self, duplicate_chain, status_forbidden."""
        _close_into(work, self.ticket, self.of, "duplicate")


@dataclass(frozen=True, slots=True)
class MergeTicket:
    """Close a ticket into another, which takes over what was said and attached."""

    ticket: str
    into: str

    def perform(self, work: Work) -> None:
        """Codes: as `LinkDuplicate`; claim_live when the merged ticket has a live claim."""
        _carry_over(work, self.ticket, self.into)
        _close_into(work, self.ticket, self.into, "merged")


def _close_into(work: Work, uid: str, other: str, outcome: str) -> None:
    if uid == other:
        raise Refusal("duplicate_self")
    ticket, target = work.get(Ticket, uid), work.get(Ticket, other)
    if target.duplicate_of:
        raise Refusal("duplicate_chain", number=target.number)
    check_move(ticket, "closed")
    facts = awake(work, ticket) | {
        "status": "closed",
        "outcome": outcome,
        "duplicate_of": target.uid,
        "resolved_at": ticket.resolved_at or work.now,
        "closed_at": work.now,
    }
    work.keep(ticket, active(work, ticket, **facts))
    told = {"event": outcome, "number": ticket.number, "ticket": ticket.uid}
    work.say(target.uid, "system", data=told)
    if target.is_open:
        work.keep(target, active(work, target))


def _carry_over(work: Work, uid: str, into: str) -> None:
    """Copy what was said and attached; the originals stay where they were.

    Raises `Refusal("claim_live")` when the ticket to merge still has a live claim.
    """
    for claim in work.where(Claim, "ticket=?", uid):
        if claim.status in LIVE_CLAIMS:
            raise Refusal("claim_live", number=claim.number)
    for entry in work.where(Entry, "ticket=?", uid, limit=_ALL):
        if entry.kind in _SPOKEN:
            data = {**entry.data, "merged_from": uid}
            delivery = "" if entry.delivery == "queued" else entry.delivery  # sent from there
            work.add(replace(entry, uid=new_uid(), ticket=into, delivery=delivery, data=data))
    for attachment in work.where(Attachment, "ticket=?", uid, limit=_ALL):
        work.add(replace(attachment, uid=new_uid(), ticket=into))
