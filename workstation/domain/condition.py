"""Conditions of rule files: one fact compared with what the rule asks of it.

In a file a condition is `fact = wanted`, where wanted is a value ("fresh", true, 2), a list of
values of which one must hold, or a table of comparisons: `min`, `max`, `above`, `below` (numbers,
or the name of a threshold of the file; the last two leave the number itself out), `not_in` (a
list), `words` (phrases of which one must occur), `known` (true: not empty).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain.phrases import check_phrases, find_hits, plain
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table

_NUMBERS: Final[dict[str, Callable[[int, int], bool]]] = {
    "min": operator.ge,
    "max": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}


#: Tests of lists, which may want anything.
_LISTED: Final = ("in", "not_in")


@dataclass(frozen=True, slots=True)
class Condition:
    """`test` is in, not_in, min, max, above, below, words or known; `wanted` what it compares with."""

    fact: str
    test: str
    wanted: tuple[object, ...]


def conditions_from(
    table: Table, known: Collection[str], limits: Mapping[str, object]
) -> tuple[Condition, ...]:
    """Read the conditions of one rule; all of them must hold.

    `known` are the facts there are, `limits` the file's named thresholds. Raises `Refusal`
    `condition_fact`, `condition_test` or `condition_value` with the place.
    """
    found: list[Condition] = []
    for fact, wanted in table.values.items():
        place = table.at(fact)
        if fact not in known:
            raise Refusal("condition_fact", place=place, fact=fact, known=tuple(sorted(known)))
        if isinstance(wanted, Mapping):
            found.extend(_test(fact, str(test), wanted[test], place, limits) for test in wanted)
        elif isinstance(wanted, (list, tuple)):
            found.append(Condition(fact, "in", tuple(wanted)))
        else:
            found.append(Condition(fact, "in", (wanted,)))
    return tuple(found)


def judged_by_hubs(row: Table, known: Collection[str]) -> tuple[Condition, ...]:
    """The conditions `when` of a row that a hub in a database judges too, which reads no words."""
    found = conditions_from(row.table("when"), known, {})
    for one in found:
        if not is_judged(one.test, one.wanted):
            raise Refusal("condition_test", place=f"{row.at('when')}.{one.fact}", test=one.test)
    return found


def is_judged(test: str, wanted: Sequence[object]) -> bool:
    """Whether every hub can judge a condition with this test, and what it wants."""
    if test == "known":
        return bool(wanted) and isinstance(wanted[0], bool)
    return test in _LISTED or (test in _NUMBERS and bool(wanted))


def holds(condition: Condition, facts: Mapping[str, object]) -> bool:
    """Whether a condition holds; an unknown number (None) meets no minimum or maximum.

    A wanted code also stands for all codes below it: "safety" holds for "safety.damaged".
    """
    value = facts.get(condition.fact)
    wanted = condition.wanted
    if condition.test == "in":
        return _among(value, wanted)
    if condition.test == "not_in":
        return not _among(value, wanted)
    if condition.test == "known":
        return (value not in (None, "", (), 0, False)) is wanted[0]
    if condition.test == "words":
        return bool(find_hits(plain(str(value or "")), tuple(map(str, wanted)), negatable=True))
    if not isinstance(value, int) or not isinstance(wanted[0], int):
        return False
    return _NUMBERS[condition.test](value, wanted[0])


def _among(value: object, wanted: tuple[object, ...]) -> bool:
    if isinstance(value, (tuple, list)):  # of several, such as tags, one is enough
        return any(_among(item, wanted) for item in value)
    if isinstance(value, str):
        return any(value == one or value.startswith(f"{one}.") for one in wanted)
    return value in wanted


def _test(
    fact: str, test: str, wanted: object, place: str, limits: Mapping[str, object]
) -> Condition:
    if test in ("not_in", "words"):
        if not isinstance(wanted, (list, tuple)) or not wanted:
            raise Refusal("condition_value", place=f"{place}.{test}", value=wanted)
        if test == "words":
            check_phrases(tuple(map(str, wanted)), f"{place}.{test}")
        return Condition(fact, test, tuple(wanted))
    if test == "known" and isinstance(wanted, bool):
        return Condition(fact, test, (wanted,))
    if test in _NUMBERS:
        number = limits.get(wanted) if isinstance(wanted, str) else wanted
        if not isinstance(number, int) or isinstance(number, bool):
            raise Refusal("condition_value", place=f"{place}.{test}", value=wanted)
        return Condition(fact, test, (number,))
    raise Refusal("condition_test", place=place, test=test)
