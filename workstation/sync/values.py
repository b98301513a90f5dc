"""Which values a field may have beyond its shape: codes of a list, and numbers of a range.

The lists come from the rules and the domain; `authority/compile.py` puts them into the hub's
tables. What stands already in a record is left as it is: only what somebody wants is looked at.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from workstation import rules
from workstation.domain.claim import CLAIM_KINDS
from workstation.domain.people import ROLES
from workstation.domain.ticket import CHANNELS, GROUPS, OUTCOMES, PARTIES, WAITING_REASONS
from workstation.sync.rule_words import known_besides

#: How often something may have been counted: no case is urged so often.
MOST: Final = 100_000
#: Field -> its shape: "one:LIST" (a code of the list) or "LOW..HIGH" (a whole number).
VALUES: Final[dict[str, dict[str, str]]] = {
    "agent": {"role": "one:role"},
    "claim": {"kind": "one:claim_kind"},
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
    catalogue = rules.load().catalogue
    return {
        "role": frozenset(ROLES),
        "claim_kind": frozenset(CLAIM_KINDS),
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
