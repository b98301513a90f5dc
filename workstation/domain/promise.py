"""What was promised to a customer, until when, and whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: An open promise is owed; the others are settled for good.
PROMISE_STATES: Final = ("open", "kept", "broken", "withdrawn")


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise on a ticket: what, to whom, until when (milliseconds UTC).

    `source` says where it came from: "hand", "script:CODE@VERSION", "step:CODE" or "rule:CODE";
    `entry` is the message that made it. A settled one has `settled_at`, by whom, and the reason
    (needed for a broken or withdrawn one).
    """

    uid: str
    ticket: str
    what: str
    until: int
    made_at: int
    made_by: str = ""
    made_by_name: str = ""
    party: str = "receiver"
    source: str = "hand"
    entry: str = ""
    state: str = "open"
    settled_at: int | None = None
    settled_by: str = ""
    reason: str = ""
