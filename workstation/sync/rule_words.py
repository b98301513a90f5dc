"""What versions of rule files add to the words by which a hub decides.

A version put in force carries lists (`RuleSet.compiled`). Codes that tickets may bear count from
then on and for good: lists only grow. What procedures do with late work, who may approve how
much, and what is proved or signed before, count from the moment at which the version is in force,
by the hub's own clock. PostgreSQL keeps the first in `hub_word` and looks the rest up
(`authority/sql/35_rule_sets.sql`, `36_approval.sql`, `36_settlement.sql`); on SQLite all are kept
in `hub_meta`, and hold for one push.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from workstation.rules.compiled import GROWING, LATE, SETTLEMENT, TIERS

#: Under this name `hub_meta` keeps, on SQLite, what versions in force add.
KEY: Final = "rule_words"
#: Files of which the version in force counts as a whole -> their lists.
_WHOLE: Final = {"tiers": TIERS, "settlement": SETTLEMENT}
#: Words by their list.
Lists = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Codes by their list, what each procedure does with late work at a moment, and whole files."""

    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    late: tuple[tuple[int, str, str], ...] = ()
    tiers: tuple[tuple[int, Lists], ...] = ()
    settlement: tuple[tuple[int, Lists], ...] = ()

    def late_at(self, procedure: str, now: int) -> str:
        """ "refuse", "stay" or "end" for a procedure; "" where no version says so."""
        told = [rule for from_at, code, rule in self.late if code == procedure and from_at <= now]
        return told[-1] if told else ""

    def tiers_at(self, now: int) -> Lists | None:
        """The words of the approval rules in force; None where no version brings any."""
        return _last(self.tiers, now)

    def settlement_at(self, now: int) -> Lists | None:
        """The words of the settlement rules in force; None where no version brings any."""
        return _last(self.settlement, now)


def _last(versions: tuple[tuple[int, Lists], ...], now: int) -> Lists | None:
    told = [lists for from_at, lists in versions if from_at <= now]
    return told[-1] if told else None


_NOTHING: Final = RuleWords()
_HOLDING: ContextVar[tuple[RuleWords, int]] = ContextVar("rule_words", default=(_NOTHING, 0))


def known_besides(name: str, code: str) -> bool:
    """Whether a version of the rules added a code to a list."""
    return code in _HOLDING.get()[0].lists.get(name, ())


def late_besides(procedure: str) -> str:
    """What the version in force says of a procedure's late work; "" where none does."""
    words, now = _HOLDING.get()
    return words.late_at(procedure, now)


def tiers_besides() -> Lists | None:
    """The words of the approval rules that a version put in force; None where none did."""
    words, now = _HOLDING.get()
    return words.tiers_at(now)


def settlement_besides() -> Lists | None:
    """The words of the settlement rules that a version put in force; None where none did."""
    words, now = _HOLDING.get()
    return words.settlement_at(now)


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
    tiers = (*words.tiers, *((at, lists) for at, lists in told["tiers"]))
    rows = (*words.settlement, *((at, lists) for at, lists in told["settlement"]))
    _HOLDING.set((RuleWords({**words.lists, **more}, late, tiers, rows), now))


def packed(rules: list[tuple[str, Mapping[str, Any]]]) -> str:
    """What rule records add, as `holding` takes it."""
    return json.dumps(of_records(rules), sort_keys=True)


def of_records(rules: list[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """What rule records add: lists of codes, and in their order [from_at, procedure, rule] and
    [from_at, lists] of the files that count as a whole.
    """
    lists: dict[str, set[str]] = {name: set() for name in GROWING}
    late: list[tuple[tuple[int, int, str], str, str]] = []
    files: dict[str, list[tuple[tuple[int, int, str], dict[str, list[str]]]]]
    files = {name: [] for name in _WHOLE}
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
            for file, names in _WHOLE.items():
                if compiled.get(names[0]):
                    told = {name: list(compiled[name]) for name in names if name in compiled}
                    files[file].append((order, told))
    return {
        "lists": {name: sorted(codes) for name, codes in lists.items() if codes},
        "late": [[order[0], code, rule] for order, code, rule in sorted(late)],
        **{
            file: [[order[0], told] for order, told in sorted(found, key=lambda one: one[0])]
            for file, found in files.items()
        },
    }


@lru_cache(maxsize=8)
def _read(told: str) -> RuleWords:
    facts = json.loads(told)
    lists = {name: frozenset(codes) for name, codes in facts["lists"].items()}
    late = tuple((at, code, rule) for at, code, rule in facts["late"])
    tiers, rows = (tuple((at, told) for at, told in facts.get(file, ())) for file in _WHOLE)
    return RuleWords(lists, late, tiers, rows)
