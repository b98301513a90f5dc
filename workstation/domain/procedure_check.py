"""Whether the conditions of a step's ways out fit their facts, and always leave one way open.

All that can stand in the facts is tried: of a choice each answer, of a number the values round
each limit, of what may be left empty also nothing. So a way that can never open, and a case in
which none does, is found for certain. What people bring about by other acts (a class is chosen, a
claim approved) may lock all ways for a while, but some value of it must open one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

from workstation.domain.condition import Condition
from workstation.domain.procedure import Exit, Step
from workstation.domain.refusal import Refusal
from workstation.domain.step_facts import TICKET_FACTS
from workstation.domain.step_form import COUNTED, Form

_NUMBERS: Final = ("min", "max", "above", "below")
#: Facts of the ticket that people bring about in the step.
_ACTED: Final = frozenset(
    {
        "cause",
        "claim",
        "claim_fen",
        "class_code",
        "intensity",
        "open_tasks",
        "priority",
        "subtype",
    }
)
#: More combinations than this are not tried: such a step cannot be understood either.
_MOST: Final = 50_000


def check_conditions(step: Step, forms: Mapping[str, Form], place: str) -> None:
    """Each condition compares its fact with what that can be.

    Raises `Refusal("condition_value")` with the place.
    """
    for number, way in enumerate(step.exits):
        for key, conditions in (("condition", way.conditions), ("unless", way.unless)):
            for condition in conditions:
                kind = _kind(condition.fact, forms)
                wrong = _unfit(condition, kind)
                if wrong is not None:
                    at = f"{place}.exit[{number}].{key}.{condition.fact}"
                    raise Refusal("condition_value", place=at, value=wrong)


def check_open_exits(step: Step, forms: Mapping[str, Form], place: str) -> None:
    """Every way can open, and once its forms are written some way is open, whatever they say.

    Raises `Refusal`: exit_never, step_no_exit (with the `example` in which no way is open),
    condition_many.
    """
    if not any(way.guarded for way in step.exits):
        return
    spans = {
        fact: _values(fact, conditions, step, forms)
        for fact, conditions in _by_fact(step.exits).items()
    }
    if prod(len(values) for values in spans.values()) > _MOST:
        raise Refusal("condition_many", place=f"{place}.exit", step=step.code)
    acted = {fact: values for fact, values in spans.items() if fact in _ACTED}
    given = {fact: values for fact, values in spans.items() if fact not in _ACTED}
    opened = [False] * len(step.exits)
    for facts in _all(given):
        here = [False] * len(step.exits)
        for brought in _all(acted):
            told = {**facts, **brought}
            here = [known or way.is_open(told) for known, way in zip(here, step.exits, strict=True)]
        if not any(here):
            example = ", ".join(f"{name} = {_said(value)}" for name, value in facts.items())
            raise Refusal("step_no_exit", place=f"{place}.exit", step=step.code, example=example)
        opened = [known or state for known, state in zip(opened, here, strict=True)]
    for number, known in enumerate(opened):
        if not known:
            way = step.exits[number]
            raise Refusal("exit_never", place=f"{place}.exit[{number}]", to=way.to, when=way.when)


def _said(value: object) -> str:
    if value is None:
        return "(nothing)"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _by_fact(exits: tuple[Exit, ...]) -> dict[str, list[Condition]]:
    found: dict[str, list[Condition]] = {}
    for way in exits:
        for condition in (*way.conditions, *way.unless):
            found.setdefault(condition.fact, []).append(condition)
    return found


def _all(spans: Mapping[str, list[object]]) -> Iterator[dict[str, object]]:
    for values in product(*spans.values()):
        yield dict(zip(spans, values, strict=True))


def _kind(fact: str, forms: Mapping[str, Form]) -> str | tuple[str, ...]:
    """What a fact is: as in `TICKET_FACTS`, or "text" for what people write."""
    code, dot, name = fact.partition(".")
    if not dot:
        return TICKET_FACTS[fact]
    item = forms[code].field(name)
    assert item is not None
    if item.kind == "yes_no":
        return "flag"
    if item.kind in COUNTED:
        return "count"
    return item.codes() or "text"


def _unfit(condition: Condition, kind: str | tuple[str, ...]) -> object | None:
    """What a condition compares wrongly, None when it fits its fact."""
    if condition.test == "known":
        return None
    counted = kind in ("count", "money")
    if condition.test in _NUMBERS:
        return None if counted else condition.test
    if condition.test == "words":
        return None if kind == "text" else condition.test
    for value in condition.wanted:
        if kind in ("flag", "?flag"):
            fits = isinstance(value, bool)
        elif counted:
            fits = isinstance(value, int) and not isinstance(value, bool)
        elif isinstance(kind, tuple):
            fits = value in kind
        else:
            fits = isinstance(value, str)
        if not fits:
            return value
    return None


def _values(
    fact: str, conditions: list[Condition], step: Step, forms: Mapping[str, Form]
) -> list[object]:
    """All that a fact can be, as far as the conditions tell one from another."""
    kind = _kind(fact, forms)
    values: list[object] = []
    if kind in ("flag", "?flag"):
        values += [True, False]
    elif kind in ("count", "money"):
        values += _numbers(conditions, fact in TICKET_FACTS)
    elif isinstance(kind, tuple):
        values += kind
    else:
        named = (str(value) for one in conditions for value in one.wanted if one.test != "known")
        values += [*dict.fromkeys(named), "~", ""]
    if _may_be_missing(fact, kind, step, forms):
        values.append(None)
    return values


def _numbers(conditions: list[Condition], of_ticket: bool) -> list[object]:
    """The numbers round each limit; counts and sums of a ticket are never below zero."""
    limits = {value for one in conditions for value in one.wanted if type(value) is int}
    near = {number + off for number in limits or {0} for off in (-1, 0, 1)}
    return [*sorted(number for number in near if number >= 0 or not of_ticket)]


def _may_be_missing(
    fact: str, kind: str | tuple[str, ...], step: Step, forms: Mapping[str, Form]
) -> bool:
    code, dot, name = fact.partition(".")
    if not dot:
        return kind in ("money", "?flag")
    item = forms[code].field(name)
    return not (code in step.all_required() and item is not None and item.required)
