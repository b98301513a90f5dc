"""Every kind of record that the replica keeps, and its way to a row and back.

A record is a frozen dataclass of the domain; a row has one column per field, in the same
order, with tuples and dictionaries as JSON text and truth values as 0 and 1.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Final, Generic, Protocol, TypeVar, cast, get_type_hints

from workstation.domain.approval import Approval
from workstation.domain.claim import Claim, Print
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.delegation import Delegation
from workstation.domain.evidence import EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.payment import Payment, PaymentFile
from workstation.domain.people import Agent, Customer, KeyAccount
from workstation.domain.promise import Promise
from workstation.domain.recovery import Recovery
from workstation.domain.revisit import Revisit
from workstation.domain.rule_set import RuleSet
from workstation.domain.script_version import ScriptMark, ScriptNote, ScriptVersion
from workstation.domain.step_record import StepRecord
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter, View


class Record(Protocol):
    """Anything kept by its uid."""

    @property
    def uid(self) -> str:
        """The id that travels."""
        ...


R = TypeVar("R", bound=Record)

#: Kind of record -> class, in the order in which they may be inserted.
CLASSES: Final[dict[str, type[Any]]] = {
    "agent": Agent,
    "key_account": KeyAccount,
    "customer": Customer,
    "parcel": Parcel,
    "trace": Trace,
    "ticket": Ticket,
    "entry": Entry,
    "attachment": Attachment,
    "claim": Claim,
    "print": Print,
    "view": View,
    "rule": RuleSet,
    "step_record": StepRecord,
    "promise": Promise,
    "revisit": Revisit,
    "script": ScriptVersion,
    "script_note": ScriptNote,
    "script_mark": ScriptMark,
    "evidence": EvidenceItem,
    "offer": Offer,
    "approval": Approval,
    "payment": Payment,
    "payment_file": PaymentFile,
    "delegation": Delegation,
    "recovery": Recovery,
}
_KINDS: Final = {made: kind for kind, made in CLASSES.items()}
#: The field that names the ticket a record hangs on.
TICKET_OF: Final = {
    "ticket": "uid",
    "entry": "ticket",
    "attachment": "ticket",
    "claim": "ticket",
    "step_record": "ticket",
    "promise": "ticket",
    "revisit": "ticket",
    "evidence": "ticket",
    "offer": "ticket",
    "approval": "ticket",
    "payment": "ticket",
    "recovery": "ticket",
}
#: Kinds that stand on a claim, which their field `claim` names.
ON_CLAIM: Final = ("print", "evidence", "offer", "approval", "payment", "recovery")


def kind_of(record: object) -> str:
    """The kind's name of a record."""
    return _KINDS[type(record)]


class Codec(Generic[R]):
    """Turns one kind of record into column values and JSON facts, and back."""

    def __init__(self, made: type[R]) -> None:
        self.made = made
        self.kind = _KINDS[made]
        self.table = f'"{self.kind}"'
        hints = get_type_hints(made)
        self.names = tuple(item.name for item in fields(cast("Any", made)))
        self._out: tuple[Callable[[Any], Any] | None, ...] = tuple(
            _writer(hints[name]) for name in self.names
        )
        self._in: tuple[Callable[[Any], Any] | None, ...] = tuple(
            _reader(hints[name]) for name in self.names
        )
        self._special = [(place, read) for place, read in enumerate(self._in) if read]
        self._values: Callable[[Any], tuple[Any, ...]] = attrgetter(*self.names)
        self._facts = {
            name: _from_fact(hints[name]) for name in self.names if _from_fact(hints[name])
        }
        marks = ",".join("?" * len(self.names))
        listed = ",".join(f'"{name}"' for name in self.names)
        self.select = f"SELECT {listed} FROM {self.table}"
        self.insert = f"INSERT INTO {self.table}({listed}) VALUES ({marks})"

    def row(self, record: R) -> list[Any]:
        """The record's column values, in the order of `names`."""
        return [
            out(getattr(record, name)) if out else getattr(record, name)
            for name, out in zip(self.names, self._out, strict=True)
        ]

    def record(self, row: Sequence[Any]) -> R:
        """The record of a row that has the columns of `names`."""
        values = list(row)
        for place, read in self._special:
            values[place] = read(values[place])
        return self.made(*values)

    def differences(self, before: R, after: R) -> list[str]:
        """The names of the fields in which two records differ."""
        pairs = zip(self.names, self._values(before), self._values(after), strict=True)
        return [name for name, old, new in pairs if old != new]

    def column(self, name: str, value: Any) -> Any:
        """One field's value as its column keeps it."""
        out = self._out[self.names.index(name)]
        return out(value) if out else value

    def facts(self, record: R) -> dict[str, Any]:
        """The record as JSON-ready facts, defaults included."""
        return {name: fact(getattr(record, name)) for name in self.names}

    def from_facts(self, facts: Mapping[str, Any]) -> R:
        """The record of JSON facts; unknown names are passed over, missing ones default."""
        return self.made(
            **{name: self.value(name, facts[name]) for name in self.names if name in facts}
        )

    def value(self, name: str, told: Any) -> Any:
        """One field's value from its JSON fact."""
        turn = self._facts.get(name)
        return turn(told) if turn else told


def fact(value: Any) -> Any:
    """A field's value as JSON keeps it."""
    if isinstance(value, tuple):
        return [fact(item) for item in value]
    if isinstance(value, Filter):
        return {item.name: fact(getattr(value, item.name)) for item in fields(value)}
    return value


@cache
def codec(made: type[R]) -> Codec[R]:
    """The codec of a class of records."""
    return Codec(made)


def codec_of(kind: str) -> Codec[Any]:
    """The codec of a kind by its name."""
    made: Any = CLASSES[kind]
    found: Codec[Any] = codec(made)
    return found


def _json(value: Any) -> str:
    return json.dumps(fact(value), ensure_ascii=False, separators=(",", ":"))


def _writer(hint: Any) -> Callable[[Any], Any] | None:
    if hint is bool:
        return int
    return _json if _is_json(hint) else None


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    if hint is bool:
        return bool
    if not _is_json(hint):
        return None
    turn = _from_fact(hint)
    empty = turn([]) if turn and _is_tuple(hint) else None

    def read(text: str) -> Any:
        if text == "[]" and empty is not None:
            return empty
        value = json.loads(text)
        return turn(value) if turn else value

    return read


def _is_tuple(hint: Any) -> bool:
    return str(hint).startswith("tuple[")


def _is_json(hint: Any) -> bool:
    return hint is Filter or str(hint).startswith(("tuple[", "dict["))


def _from_fact(hint: Any) -> Callable[[Any], Any] | None:
    if _is_tuple(hint):
        return tuple
    return _filter if hint is Filter else None


def _filter(told: Mapping[str, Any]) -> Filter:
    known = {item.name for item in fields(Filter)}
    facts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in told.items()
        if name in known
    }
    return Filter(**facts)
