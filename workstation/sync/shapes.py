"""What a field's value must look like before the hub takes it in, and what some fields mean.

Shapes are "text", "whole" (a whole number), "amount" (a whole number of fen, not below zero),
"flag", "list", "table", "status" (one that the kind has), "one:LIST" and "LOW..HIGH" (see
`values`); "?" behind one allows null.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, get_type_hints

from workstation.domain.claim import CLAIM_STATUSES
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import STATUSES
from workstation.domain.view import Filter
from workstation.store.kinds import CLASSES
from workstation.sync.protocol import Facts
from workstation.sync.values import VALUES, is_known

#: The statuses of the kinds that have rules for them.
STATUSES_OF: Final = {"ticket": STATUSES, "claim": CLAIM_STATUSES}
#: Fields that tell when something happened: never ahead of the hub's clock.
MOMENTS: Final[dict[str, tuple[str, ...]]] = {
    "customer": ("created_at",),
    "ticket": (
        "closed_at",
        "created_at",
        "first_response_at",
        "last_activity_at",
        "resolved_at",
        "step_since",
        "told_at",
        "urged_at",
        "waiting_since",
    ),
    "entry": ("at",),
    "attachment": ("added_at",),
    "claim": ("agreed_at", "approved_at", "created_at", "paid_at", "submitted_at"),
    "print": ("at", "voided_at"),
    "evidence": ("asked_at", "decided_at", "made_at", "received_at", "reminded_at"),
    "offer": ("answered_at", "at"),
    "approval": ("at",),
    "payment": ("confirmed_at", "filed_at", "paid_at", "requested_at"),
    "payment_file": ("made_at",),
    "delegation": ("made_at", "revoked_at"),
    "recovery": ("at", "settled_at"),
    "rule": ("activated_at", "changed_at", "made_at", "tried_at"),
    "step_record": ("at",),
    "promise": ("made_at", "settled_at"),
    "revisit": ("done_at", "last_try_at", "made_at"),
    # not `changed_at`: the next change must find it as its own desk wrote it
    "script": ("activated_at", "made_at", "retired_at", "reviewed_at"),
    "script_note": ("answered_at", "at"),
    "script_mark": ("changed_at",),
}
#: Fields that name whoever works, or nobody: no one signs with another's name.
PERSONS: Final[dict[str, tuple[str, ...]]] = {
    "entry": ("author",),
    "attachment": ("added_by",),
    "claim": ("approved_by", "created_by", "paid_by", "submitted_by"),
    "print": ("agent", "voided_by"),
    "evidence": ("decided_by", "made_by"),
    "offer": ("answered_by", "made_by"),
    "approval": ("agent",),
    "payment": ("confirmed_by",),
    "payment_file": ("made_by",),
    "delegation": ("from_agent", "made_by"),
    "recovery": ("by",),
    "rule": ("activated_by", "made_by", "tried_by"),
    "step_record": ("author",),
    "promise": ("made_by", "settled_by"),
    "revisit": ("done_by", "made_by"),
    "script": ("activated_by", "changed_by", "made_by", "retired_by", "reviewed_by"),
    "script_note": ("answered_by", "author"),
    "script_mark": ("agent",),
}
#: Fields of an agent that say what the person may do.
AGENT_RIGHTS: Final = ("active", "groups", "login", "role")
#: Kinds of which records may be dropped.
DROPPABLE: Final = ("view",)


@cache
def shapes(kind: str) -> dict[str, str]:
    """Field -> shape, for every field of a kind."""
    hints = get_type_hints(CLASSES[kind])
    return {name: _shape(kind, name, hint) for name, hint in hints.items()}


def fits(shape: str, value: Any) -> bool:
    """Whether a value has a shape."""
    if value is None:
        return shape.endswith("?")
    wanted = shape.rstrip("?")
    if wanted not in _TYPES and wanted not in ("whole", "amount"):
        return is_known(wanted, value)
    if wanted in ("whole", "amount"):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and (wanted == "whole" or value >= 0)
    return isinstance(value, _TYPES[wanted])


def check_shapes(kind: str, facts: Facts) -> None:
    """Raise unless all facts have the shapes that their fields need.

    Codes: `status_unknown`, `value_unknown`, `operation_malformed`. Fields that a newer program added are let
    through as they are.
    """
    known = shapes(kind) if kind in CLASSES else {}
    for name in sorted(facts.keys() & known.keys()):
        value, shape = facts[name], known[name]
        if not fits(shape, value):
            if _is_odd(shape, value):
                raise Refusal("value_unknown", kind=kind, field=name, value=value)
            raise malformed(kind, name)
        if shape == "status" and value not in STATUSES_OF[kind]:
            raise Refusal("status_unknown", status=value)


def _is_odd(shape: str, value: Any) -> bool:
    """Whether a value has the type that its field needs, and is none of those that it may have."""
    if shape.startswith("one:"):
        return isinstance(value, str)
    return ".." in shape and isinstance(value, int) and not isinstance(value, bool)


def malformed(kind: str, field: str) -> Refusal:
    """The refusal of a value that its field cannot have."""
    return Refusal("operation_malformed", reason=f"{kind}.{field}", kind=kind, field=field)


_TYPES: Final[dict[str, Any]] = {
    "text": str,
    "status": str,
    "flag": bool,
    "list": (list, tuple),
    "table": dict,
}


def _shape(kind: str, name: str, hint: Any) -> str:
    told = str(hint)
    if name == "status" and kind in STATUSES_OF:
        return "status"
    if name in VALUES.get(kind, {}):
        return VALUES[kind][name]
    if hint is bool:
        return "flag"
    if hint is Filter or told.startswith("dict["):
        return "table"
    if told.startswith("tuple["):
        return "list"
    empty = "?" if "None" in told else ""
    if hint is str or told.startswith("str"):
        return f"text{empty}"
    return f"{'amount' if name.endswith('_fen') else 'whole'}{empty}"
