"""Rows and JSON facts turned into one another without a record between, for whole batches.

"Compact" facts leave out what equals its default; a default must therefore never change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from operator import itemgetter
from typing import Any, Final

from workstation.domain.ticket import OPEN_STATUSES
from workstation.store.bulk import NEVER
from workstation.store.kinds import CLASSES, codec_of

_STRUCTURED: Final = (list, dict)


class Flat:
    """One kind of record between a row (columns in the codec's order) and compact facts."""

    def __init__(self, kind: str) -> None:
        made = CLASSES[kind]
        coder = codec_of(kind)
        self.kind = kind
        self.names: tuple[str, ...] = coder.names
        needed = {
            item.name: ""
            for item in fields(made)
            if item.default is MISSING and item.default_factory is MISSING
        }
        blank = made(**needed)
        facts = coder.facts(blank)
        self.defaults: dict[str, Any] = {
            name: facts[name] for name in coder.names if name not in needed
        }
        self._blank: list[Any] = coder.row(blank)
        self._place = {name: place for place, name in enumerate(coder.names)}
        self._uid = self._place["uid"]
        self._usual = [
            (name, self._blank[place] if name not in needed else MISSING)
            for name, place in self._place.items()
        ]
        self._structured = {
            name for name, value in self.defaults.items() if isinstance(value, _STRUCTURED)
        }
        extra = ("rev", "is_open", "due_sort") if kind == "ticket" else ("rev",)
        self._inserted = itemgetter(*self.names, *extra)
        self._start: dict[str, Any] = dict(zip(self.names, self._blank, strict=True))
        self._lists = frozenset(self._structured)
        self._truths = {name for name, value in self.defaults.items() if isinstance(value, bool)}

    def facts(self, row: Sequence[Any]) -> dict[str, Any]:
        """A row's compact facts, its uid included."""
        told = {
            name: value
            for (name, usual), value in zip(self._usual, row, strict=True)
            if value != usual
        }
        for name in self._structured & told.keys():
            told[name] = json.loads(told[name])
        for name in self._truths & told.keys():
            told[name] = bool(told[name])
        return told

    def row(self, uid: str, facts: Mapping[str, Any]) -> list[Any]:
        """The row of facts, compact or whole; names that are not columns are passed over."""
        row = self._blank.copy()
        place_of = self._place.get
        for name, value in facts.items():
            place = place_of(name)
            if place is not None:
                kind = value.__class__
                row[place] = _dumps(value) if kind is list or kind is dict else value
        row[self._uid] = uid
        return row

    def insert(self) -> str:
        """The statement that inserts a row with its revision (and a ticket's derived columns)."""
        extra = ("rev", "is_open", "due_sort") if self.kind == "ticket" else ("rev",)
        names = ",".join(f'"{name}"' for name in (*self.names, *extra))
        marks = ",".join("?" * (len(self.names) + len(extra)))
        return f'INSERT INTO "{self.kind}"({names}) VALUES ({marks}) ON CONFLICT(uid) DO NOTHING'

    def inserted(self, uid: str, facts: Mapping[str, Any], rev: int) -> tuple[Any, ...]:
        """The values for `insert`."""
        told = {**self._start, **facts}
        told["uid"] = uid
        told["rev"] = rev
        for name in self._lists & facts.keys():
            told[name] = _dumps(facts[name])
        if self.kind == "ticket":
            due = told["due_at"]
            told["is_open"] = told["status"] in OPEN_STATUSES
            told["due_sort"] = NEVER if due is None else due
        row: tuple[Any, ...] = self._inserted(told)
        return row


@cache
def flat(kind: str) -> Flat:
    """The turner of one kind."""
    return Flat(kind)


def compact(kind: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts without those that equal their defaults, and without the uid."""
    usual = flat(kind).defaults
    return {
        name: value
        for name, value in facts.items()
        if name != "uid" and not (name in usual and usual[name] == value)
    }


def whole(kind: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts with the defaults that `compact` left out."""
    return {**flat(kind).defaults, **facts}


def tickets_of(kind: str, told: Iterable[Mapping[str, Any]]) -> set[str]:
    """The tickets whose text must be indexed anew because of new entries."""
    if kind != "entry":
        return set()
    return {str(facts.get("ticket", "")) for facts in told if facts.get("body")}


_dumps: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
