"""What must be shown for a claim: each thing asked for, from whom, until when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: wanted: known to be needed; asked: somebody was asked for it; received: it came; accepted or
#: refused: somebody looked at it; waived: the claim goes on without; lapsed: its time ran out.
EVIDENCE_STATES: Final = (
    *("wanted", "asked", "received", "accepted", "refused", "waived", "lapsed"),
)
#: Still to come.
MISSING: Final = ("wanted", "asked", "refused")
#: State -> the states that it may go to; "" is where a record begins.
EVIDENCE_MOVES: Final[dict[str, frozenset[str]]] = {
    "": frozenset({"wanted", "asked", "received"}),
    "wanted": frozenset({"asked", "received", "waived", "lapsed"}),
    "asked": frozenset({"wanted", "received", "waived", "lapsed"}),
    "received": frozenset({"wanted", "asked", "accepted", "refused"}),
    "accepted": frozenset({"received"}),
    "refused": frozenset({"asked", "received", "waived", "lapsed"}),
    "waived": frozenset({"wanted", "asked", "received"}),
    "lapsed": frozenset({"asked", "received", "waived"}),
}


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing that a claim needs (照片, 发票, 开箱视频 …); moments in milliseconds UTC.

    `code` and `rule` say which row of the evidence list asked for it ("" by hand), `wanted_from`
    the party, `why` the reason that is told, `lapse` what is lost once `due_at` has passed.
    `asked_entry` is the message by which it was asked for, `attachments` what came. `reminded` says
    how often it was reminded of, `reminded_at` when last.
    """

    uid: str
    claim: str
    ticket: str
    code: str
    title: str
    made_at: int
    made_by: str = ""
    wanted_from: str = ""
    why: str = ""
    state: str = "wanted"
    asked_at: int | None = None
    asked_entry: str = ""
    due_at: int | None = None
    lapse: str = ""
    attachments: tuple[str, ...] = ()
    received_at: int | None = None
    decided_at: int | None = None
    decided_by: str = ""
    decided_by_name: str = ""
    reason: str = ""
    position: int = 0
    rule: str = ""
    reminded_at: int | None = None
    reminded: int = 0


def is_overdue(item: EvidenceItem, now: int) -> bool:
    """Whether the thing is still to come though its time has passed."""
    return item.state in MISSING and item.due_at is not None and item.due_at <= now
