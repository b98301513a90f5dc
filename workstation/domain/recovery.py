"""Getting money back: from the unit that is answerable, or after a payment that was reversed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RECOVERY_KINDS: Final = ("recovery", "reversal")
RECOVERY_MOVES: Final[dict[str, frozenset[str]]] = {
    "": frozenset({"open"}),
    "open": frozenset({"agreed", "received", "written_off"}),
    "agreed": frozenset({"open", "received", "written_off"}),
    "received": frozenset(),
    "written_off": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is to come back for a claim, from which unit (code and name); sums in fen."""

    uid: str
    claim: str
    ticket: str
    unit: str
    amount_fen: int
    at: int
    unit_name: str = ""
    kind: str = "recovery"
    state: str = "open"
    by: str = ""
    reason: str = ""
    settled_at: int | None = None
