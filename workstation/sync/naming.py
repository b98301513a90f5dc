"""Which records an operation names, and whether what it says makes sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.whole_text import mended
from workstation.store.flat import flat, whole
from workstation.store.kinds import CLASSES, ON_CLAIM, TICKET_OF
from workstation.sync.protocol import Key, Operation

#: Kinds of which the hub asks who works on them.
_JUDGED: Final = (
    *("claim", "agent", "rule", "script", "script_note"),
    *("payment_file", "delegation", *ON_CLAIM),
)


@dataclass(frozen=True, slots=True)
class Bare(Operation):
    """An operation without its words, which cannot be stored, known by the whole one's digest."""

    whole: str = ""

    def digest(self) -> str:
        """The digest of the operation as it came."""
        return self.whole


def bare(told: Operation) -> Bare:
    """What is left of an operation whose words cannot be stored: who did what to which records."""
    changes = [
        {"kind": mended(key[0]), "uid": mended(key[1]), **({"new": {}} if "new" in change else {})}
        for change in told_changes(told)
        if (key := key_of(change))
    ]
    agent, action, ticket = (mended(str(name)) for name in (told.agent, told.action, told.ticket))
    whole = told.digest()
    return Bare(told.n, told.uid, told.at, agent, action, ticket, {}, changes, told.again, whole)


def changes_of(told: Operation) -> list[Any]:
    """An operation's changes; raises unless they are a list that names each record once."""
    if not isinstance(told.changes, list | tuple):
        raise Refusal("operation_malformed", reason="changes")
    named = asked(told)
    if len(set(named)) < len(named):
        raise Refusal("operation_malformed", reason="record named twice")
    return list(told.changes)


def checked_key(change: Any) -> Key:
    """Which record a change is about; raises unless it says so and its kind is known."""
    key = key_of(change)
    if key is None:
        raise Refusal("operation_malformed", reason="kind or uid")
    if key[0] not in CLASSES:
        raise Refusal("kind_unknown", kind=key[0])
    return key


def complete(kind: str, new: Any) -> dict[str, Any]:
    """A new record's whole facts; raises unless all are there that have no default."""
    coder = flat(kind)
    needed = {name for name in coder.names if name not in coder.defaults and name != "uid"}
    if not isinstance(new, dict) or not needed <= new.keys():
        raise Refusal("operation_malformed", reason="new", kind=kind)
    return whole(kind, {name: value for name, value in new.items() if name != "uid"})


def leaned_on(operations: list[Operation]) -> set[Key]:
    """All records that the operations touch or lean on."""
    keys: set[Key] = set()
    for told in operations:
        for change in told_changes(told):
            key = key_of(change)
            if key is None:
                continue
            keys.add(key)
            new = change.get("new")
            if isinstance(new, dict) and key[0] in TICKET_OF and key[0] != "ticket":
                keys.add(("ticket", str(new.get("ticket", ""))))
            if isinstance(new, dict) and key[0] in ON_CLAIM:
                keys.add(("claim", str(new.get("claim", ""))))
            if key[0] in _JUDGED or _names_owner(change):
                keys.add(("agent", told.agent))
    return keys


def _names_owner(change: Any) -> bool:
    facts = change.get("set", change.get("new"))
    return isinstance(facts, dict) and bool(facts.get("owner"))


def told_changes(told: Operation) -> list[Any]:
    """An operation's changes as they came."""
    return list(told.changes) if isinstance(told.changes, list | tuple) else []


def asked(told: Operation) -> list[Key]:
    """The records that an operation names."""
    return [key for change in told_changes(told) if (key := key_of(change))]


def key_of(change: Any) -> Key | None:
    """Which record a change is about; None when it does not say."""
    if not isinstance(change, dict):
        return None
    kind, uid = change.get("kind"), change.get("uid")
    return (kind, uid) if isinstance(kind, str) and isinstance(uid, str) else None
