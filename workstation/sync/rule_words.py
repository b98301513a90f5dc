"""What versions of rule files add to the words by which a hub decides.

A version put in force carries lists (`RuleSet.compiled`). Codes that tickets may bear count from
then on and for good: lists only grow. What procedures do with late work counts from the moment at
which the version is in force, by the hub's own clock. PostgreSQL keeps the first in `hub_word` and
looks the second up (`authority/sql/35_rule_sets.sql`); on SQLite both are kept in `hub_meta`, and
hold for one push.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from workstation.rules.compiled import GROWING, LATE

#: Under this name `hub_meta` keeps, on SQLite, what versions in force add.
KEY: Final = "rule_words"


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Codes by their list, and what each procedure does with late work at a moment."""

    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    late: tuple[tuple[int, str, str], ...] = ()

    def late_at(self, procedure: str, now: int) -> str:
        """ "refuse", "stay" or "end" for a procedure; "" where no version says so."""
        told = [rule for from_at, code, rule in self.late if code == procedure and from_at <= now]
        return told[-1] if told else ""


_NOTHING: Final = RuleWords()
_HOLDING: ContextVar[tuple[RuleWords, int]] = ContextVar("rule_words", default=(_NOTHING, 0))


def known_besides(name: str, code: str) -> bool:
    """Whether a version of the rules added a code to a list."""
    return code in _HOLDING.get()[0].lists.get(name, ())


def late_besides(procedure: str) -> str:
    """What the version in force says of a procedure's late work; "" where none does."""
    words, now = _HOLDING.get()
    return words.late_at(procedure, now)


@contextmanager
def holding(told: str | None, now: int) -> Iterator[None]:
    """Let words (as `packed`; None for none) hold for what is decided within, at a moment."""
    token = _HOLDING.set((_read(told) if told else _NOTHING, now))
    try:
        yield
    finally:
        _HOLDING.reset(token)


def add(uid: str, facts: Mapping[str, Any]) -> None:
    """Let a version that is just being put in force count for what is decided after it."""
    words, now = _HOLDING.get()
    told = of_records([(uid, facts)])
    more = {
        name: words.lists.get(name, frozenset()) | set(codes)
        for name, codes in told["lists"].items()
    }
    late = (*words.late, *((at, code, rule) for at, code, rule in told["late"]))
    _HOLDING.set((RuleWords({**words.lists, **more}, late), now))


def packed(rules: list[tuple[str, Mapping[str, Any]]]) -> str:
    """What rule records add, as `holding` takes it."""
    return json.dumps(of_records(rules), sort_keys=True)


def of_records(rules: list[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """What rule records add: lists of codes, and [from_at, procedure, rule] in their order."""
    lists: dict[str, set[str]] = {name: set() for name in GROWING}
    late: list[tuple[tuple[int, int, str], str, str]] = []
    for uid, facts in rules:
        activated = int(facts.get("activated_at") or 0)
        if not activated:
            continue
        compiled = facts.get("compiled") or {}
        for name in GROWING:
            lists[name].update(map(str, compiled.get(name, ())))
        if facts.get("state") == "in_force":
            order = (int(facts.get("from_at") or 0), activated, uid)
            late += [
                (order, str(code), name.removeprefix("late_"))
                for name in LATE
                for code in compiled.get(name, ())
            ]
    return {
        "lists": {name: sorted(codes) for name, codes in lists.items() if codes},
        "late": [[order[0], code, rule] for order, code, rule in sorted(late)],
    }


@lru_cache(maxsize=8)
def _read(told: str) -> RuleWords:
    facts = json.loads(told)
    lists = {name: frozenset(codes) for name, codes in facts["lists"].items()}
    return RuleWords(lists, tuple((at, code, rule) for at, code, rule in facts["late"]))
