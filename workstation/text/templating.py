"""Reply scripts filled from the facts of a ticket, so that nothing is ever sent half filled.

A body is Liquid (``{{ customer.name }}``). A placeholder without a value is a *gap*: it is named
in the answer and stands in the text as ``【请填写：customer.name】``, never as an empty hole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from workstation.domain.refusal import Refusal

LONGEST_BODY: Final = 20_000
LONGEST_TEXT: Final = 20_000
_DEEPEST_FACT: Final = 6
_MOST_ITEMS: Final = 1_000

_MARKS = re.compile("[\ue000-\ue002]")
_MARKED = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")


@dataclass(frozen=True, slots=True)
class Gap:
    """A placeholder without a value; ``place`` is where its marker begins in the text."""

    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled body: the text, the values that went into it by name, and what was missing."""

    text: str
    used: dict[str, str] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.gaps


def render(
    body: str, facts: Mapping[str, object], labels: Mapping[str, str] | None = None
) -> Rendered:
    """Fill ``body`` from ``facts`` (nested mappings of plain values).

    ``labels`` gives the words by which gaps are shown to the agent (``customer.name`` → 客户姓名).
    Raises :class:`Refusal` ``template_invalid`` (``line``, ``problem``) for a body that is wrong
    or asks for too much, ``template_too_long``, or ``fact_not_plain`` (``name``) for a fact that
    is an object instead of data.
    """
    _check_length(body)
    data = {name: _plain(value, name) for name, value in facts.items()}
    raw = _run(body, data)
    if len(_MARKED.sub(r"\2", raw)) > LONGEST_TEXT:
        raise Refusal("template_too_long", length=len(raw), longest=LONGEST_TEXT)
    return _read_marks(raw, labels or {})


def placeholders(body: str) -> tuple[str, ...]:
    """Return the names of the facts that ``body`` may use, in the order of their appearance.

    Raises :class:`Refusal` ``template_invalid`` as :func:`render` does.
    """
    from workstation.text import liquid_engine

    _check_length(body)
    try:
        found = liquid_engine.parse(_MARKS.sub("", body)).global_variable_paths()
    except (liquid_engine.LiquidError, RecursionError) as problem:
        raise _invalid(problem) from problem
    return tuple(sorted(dict.fromkeys(found), key=lambda name: _first_place(body, name)))


def _first_place(body: str, name: str) -> tuple[int, str]:
    found = re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", body)
    return (found.start() if found else len(body), name)


def _check_length(body: str) -> None:
    if len(body) > LONGEST_BODY:
        raise Refusal("template_too_long", length=len(body), longest=LONGEST_BODY)


def _run(body: str, data: dict[str, object]) -> str:
    from workstation.text import liquid_engine

    try:
        return liquid_engine.parse(_MARKS.sub("", body)).render(data)
    except (liquid_engine.LiquidError, RecursionError, TypeError, ValueError) as problem:
        raise _invalid(problem) from problem


def _invalid(problem: Exception) -> Refusal:
    from workstation.text import liquid_engine

    line = liquid_engine.line_of(problem) if isinstance(problem, liquid_engine.LiquidError) else 0
    told = str(problem).splitlines()
    return Refusal("template_invalid", line=line, problem=told[0] if told else "nesting too deep")


def _read_marks(raw: str, labels: Mapping[str, str]) -> Rendered:
    """Turn the engine's marked output into text, values and gaps."""
    parts: list[str] = []
    used: dict[str, str] = {}
    gaps: list[Gap] = []
    done = length = 0
    for found in _MARKED.finditer(raw):
        name, value = found[1], found[2]
        before = raw[done : found.start()]
        length += len(before)
        if value:
            used[name] = value
        else:
            gaps.append(Gap(name, length))
            value = f"【请填写：{labels.get(name, name)}】"
        parts += (before, value)
        length += len(value)
        done = found.end()
    return Rendered("".join((*parts, raw[done:])), used, tuple(gaps))


def _plain(value: object, name: str, depth: int = 0) -> object:
    """Copy a fact as plain data, so that a template can reach nothing but values.

    Blank text becomes nothing, so that ``{% if customer.title %}`` asks what people mean by it.
    """
    if depth > _DEEPEST_FACT:
        raise Refusal("fact_not_plain", name=name, reason="nested too deep")
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, str):
        return _MARKS.sub("", value) if value.strip() else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{name}.{key}", depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple) and len(value) <= _MOST_ITEMS:
        return [_plain(item, name, depth + 1) for item in value]
    raise Refusal("fact_not_plain", name=name, reason=type(value).__name__)
