"""Which values a field may have beyond its shape: codes of a list, and numbers of a range.

The lists come from the rules and the domain; `authority/compile.py` puts them into the hub's
tables. What stands already in a record is left as it is: only what somebody wants is looked at.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from workstation.domain.approval import DECISIONS
from workstation.domain.claim import CLAIM_KINDS, PARTIALS, PRINT_COPIES, PRINT_KINDS
from workstation.domain.delegation import DELEGABLE
from workstation.domain.evidence import EVIDENCE_STATES
from workstation.domain.offer import OFFER_ANSWERS, OFFER_KINDS
from workstation.domain.payment import FILE_STATES, PAYMENT_STATES
from workstation.domain.people import ROLES
from workstation.domain.recovery import RECOVERY_KINDS, RECOVERY_MOVES
from workstation.domain.ticket import CHANNELS, GROUPS, OUTCOMES, PARTIES, WAITING_REASONS
from workstation.rules import loading
from workstation.sync.rule_words import known_besides

#: How often something may have been counted: no case is urged so often.
MOST: Final = 100_000
#: Field -> its shape: "one:LIST" (a code of the list) or "LOW..HIGH" (a whole number).
VALUES: Final[dict[str, dict[str, str]]] = {
    "agent": {"role": "one:role"},
    "claim": {
        "kind": "one:claim_kind",
        "partial": "one:claim_partial",
        "version": f"1..{MOST}",
    },
    "print": {"kind": "one:print_kind", "copy": "one:print_copy", "copies": "1..1000"},
    "evidence": {
        "reminded": f"0..{MOST}",
        "state": "one:evidence_state",
        "wanted_from": "one:wanted_from",
    },
    "offer": {
        "answer": "one:offer_answer",
        "channel": "one:offer_channel",
        "kind": "one:offer_kind",
        "party": "one:offer_party",
    },
    "approval": {"decision": "one:approval_decision", "version": f"1..{MOST}"},
    "payment": {"state": "one:payment_state", "version": f"1..{MOST}"},
    "payment_file": {"state": "one:payment_file_state"},
    "delegation": {"act": "one:delegable"},
    "recovery": {"kind": "one:recovery_kind", "state": "one:recovery_state"},
    "script_mark": {"hotkey": "0..10"},
    "ticket": {
        "attitude": "1..5?",
        "channel": "one:channel",
        "class_code": "one:class",
        "group_code": "one:group",
        "intensity": "0..2",
        "outcome": "one:outcome",
        "party": "one:party",
        "priority": "1..4",
        "promise_kept": "0..5?",
        "reopened": f"0..{MOST}",
        "satisfaction": "1..5?",
        "speed": "1..5?",
        "subtype": "one:subtype",
        "transfers": f"0..{MOST}",
        "urged": f"0..{MOST}",
        "waiting_reason": "one:waiting_reason",
    },
}


@cache
def lists() -> dict[str, frozenset[str]]:
    """List -> its codes; "" is one where a field may be empty."""
    catalogue = loading.load().catalogue
    return {
        "role": frozenset(ROLES),
        "claim_kind": frozenset(CLAIM_KINDS),
        "claim_partial": frozenset(PARTIALS),
        "print_kind": frozenset(PRINT_KINDS),
        "print_copy": frozenset(PRINT_COPIES),
        "evidence_state": frozenset(EVIDENCE_STATES),
        "wanted_from": frozenset({"", *PARTIES, "inside"}),
        "offer_answer": frozenset(OFFER_ANSWERS),
        "offer_channel": frozenset({"", *CHANNELS}),
        "offer_kind": frozenset(OFFER_KINDS),
        "offer_party": frozenset({"", *PARTIES}),
        "approval_decision": frozenset(DECISIONS),
        "payment_state": frozenset(PAYMENT_STATES),
        "payment_file_state": frozenset(FILE_STATES),
        "delegable": frozenset(DELEGABLE),
        "recovery_kind": frozenset(RECOVERY_KINDS),
        "recovery_state": frozenset(name for name in RECOVERY_MOVES if name),
        "channel": frozenset(CHANNELS),
        "class": frozenset({"", *(item.code for item in catalogue.classes)}),
        "group": frozenset(GROUPS),
        "outcome": frozenset({"", *OUTCOMES}),
        "party": frozenset(PARTIES),
        "subtype": frozenset({"", *(item.code for item in catalogue.subtypes)}),
        "waiting_reason": frozenset({"", *WAITING_REASONS}),
    }


@cache
def limits(shape: str) -> tuple[int, int]:
    """The least and the greatest number of a range."""
    low, _, high = shape.partition("..")
    return int(low), int(high)


def is_known(shape: str, value: object) -> bool:
    """Whether a value is a code of its list, or within its range; of another shape all are."""
    wanted = shape.rstrip("?")
    if wanted.startswith("one:"):
        name = wanted[4:]
        return isinstance(value, str) and (value in lists()[name] or known_besides(name, value))
    if ".." in wanted:
        low, high = limits(wanted)
        return type(value) is int and low <= value <= high
    return True
