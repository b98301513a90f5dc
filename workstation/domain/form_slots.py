"""Texts with slots for facts: `兹赔付 {claim.approved:capital}。`"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.form_names import FACTS, FLAGS, FORMATS, LISTS, FactName, fact_of
from workstation.domain.refusal import Refusal

_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_INSIDE: Final = re.compile(r"([a-z_]+\.[a-z_]+)(?::([a-z]+))?(?:@([a-z_]+))?(!)?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a fact: `{name}`, `{name:format}`, `{name@words}`; `!` shows it to everybody."""

    fact: str
    format: str = ""
    words: str = ""
    open: bool = False


def slots(text: str, place: str) -> tuple[str | Slot, ...]:
    """A text in pieces, plain ones and slots.

    Raises `Refusal`: form_braces for broken braces, form_fact_unknown, form_format.
    """
    pieces: list[str | Slot] = []
    end = 0
    for found in _SLOT.finditer(text):
        pieces.append(_plain(text[end : found.start()], place))
        inside = _INSIDE.fullmatch(found[1])
        if inside is None:
            raise Refusal("form_braces", place=place, value=found[0])
        name, form, words, open_ = inside.groups()
        check_fact(name, form or "", place)
        pieces.append(Slot(name, form or "", words or "", bool(open_)))
        end = found.end()
    pieces.append(_plain(text[end:], place))
    return tuple(piece for piece in pieces if piece)


def check_fact(name: str, form: str, place: str, listed: str = "") -> FactName:
    """The fact of a name. Raises `Refusal`: form_fact_unknown, form_format."""
    fact = fact_of(name, listed)
    if fact is None:
        near = ", ".join(_near(name, listed))
        raise Refusal("form_fact_unknown", place=place, value=name, known=near)
    if form and fact.kind not in FORMATS.get(form, ()):
        fits = ", ".join(one for one, kinds in FORMATS.items() if fact.kind in kinds)
        raise Refusal("form_format", place=place, value=form, fact=name, known=fits)
    return fact


def check_condition(condition: str, place: str) -> None:
    """Raise `Refusal("form_fact_unknown")` unless a condition asks for what there is."""
    name = condition.removeprefix("!").partition("=")[0]
    if name not in FACTS and name not in LISTS and name not in FLAGS:
        known = ", ".join((*_near(name, ""), *sorted(FLAGS)))
        raise Refusal("form_fact_unknown", place=place, value=name, known=known)


def filled(text: str, names: Mapping[str, object]) -> str:
    """A text of the form itself (page numbers) with its values; raises `Refusal("form_braces")`."""
    try:
        return text.format_map(names)
    except (KeyError, ValueError, IndexError, AttributeError, TypeError) as problem:
        raise Refusal("form_braces", place="words", value=str(problem)) from problem


def _plain(text: str, place: str) -> str:
    if "{" in text or "}" in text:
        raise Refusal("form_braces", place=place, value=text.strip()[:40])
    return text


def _near(name: str, listed: str) -> tuple[str, ...]:
    """The names that may have been meant: those of the same beginning, else all beginnings."""
    if listed:
        return tuple(LISTS[listed])
    start = name.partition(".")[0]
    same = tuple(one for one in FACTS if one.partition(".")[0] == start)
    return same or tuple(dict.fromkeys(f"{one.partition('.')[0]}.…" for one in FACTS))
