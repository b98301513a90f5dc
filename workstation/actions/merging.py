"""Carrying a merged ticket's conversation over to the one it goes into."""

from __future__ import annotations

from dataclasses import replace

from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.store.work import Work

_SPOKEN = ("call", "message", "note")


def carry_over(work: Work, uid: str, into: str) -> None:
    """Copy what was said and attached; the originals stay where they were.

    Raises `Refusal("claim_live")` when the ticket to merge still has a live claim.
    """
    for claim in work.where(Claim, "ticket=?", uid):
        if claim.status in LIVE_CLAIMS:
            raise Refusal("claim_live", number=claim.number)
    for entry in work.where(Entry, "ticket=?", uid):
        if entry.kind in _SPOKEN:
            data = {**entry.data, "merged_from": uid}
            work.add(replace(entry, uid=new_uid(), ticket=into, data=data))
    for attachment in work.where(Attachment, "ticket=?", uid):
        work.add(replace(attachment, uid=new_uid(), ticket=into))
