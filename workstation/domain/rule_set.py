"""A rule file in one of its versions, as it is written, tried, put in force and replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

#: A draft is written and tried; in force it is never altered again, only followed by another
#: version; a withdrawn one never came, or no longer comes, into force.
RULE_STATES: Final = ("draft", "in_force", "withdrawn")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of one rule file.

    `file` is its name inside the rule folder ("rules/limits.toml"), `text` the whole TOML text with
    its comments, `base` the uid of the version it was made from ("" for the shipped one). It is in
    force from `from_at` (milliseconds UTC) until the next version of the same file is. `compiled`
    is what the hub must know of it to decide by itself.
    """

    uid: str
    file: str
    version: str
    made_at: int
    made_by: str = ""
    made_by_name: str = ""
    base: str = ""
    text: str = ""
    state: str = "draft"
    note: str = ""
    changed_at: int | None = None
    tried_at: int | None = None
    tried_by: str = ""
    from_at: int | None = None
    activated_at: int | None = None
    activated_by: str = ""
    activated_by_name: str = ""
    compiled: dict[str, list[str]] = field(default_factory=dict)


def in_force(sets: tuple[RuleSet, ...], file: str, at: int) -> RuleSet | None:
    """The version of a file that is in force at a moment; None where the shipped one still is.

    Of two with the same beginning the one that was put in force later stands.
    """
    return next(iter(begun(sets, file, at)), None)


def begun(sets: Iterable[RuleSet], file: str, at: int) -> tuple[RuleSet, ...]:
    """All versions of a file that are or were in force at a moment, the present one first."""
    found = [
        item
        for item in sets
        if item.file == file
        and item.state == "in_force"
        and item.from_at is not None
        and item.from_at <= at
    ]
    return tuple(sorted(found, key=_order, reverse=True))


def newest(sets: Iterable[RuleSet], file: str) -> RuleSet | None:
    """The version of a file that was put in force last, be it from a moment that lies ahead."""
    found = [item for item in sets if item.file == file and item.state == "in_force"]
    return max(found, key=_order, default=None)


def changes_after(sets: Iterable[RuleSet], at: int) -> tuple[int, ...]:
    """The moments after `at` at which a version takes over, in order."""
    found = {
        item.from_at
        for item in sets
        if item.state == "in_force" and item.from_at is not None and item.from_at > at
    }
    return tuple(sorted(found))


def next_version(known: Iterable[str], year: int) -> str:
    """A version that no other has: "2026.3" where the year has "2026.1" and "2026.2"."""
    numbers = [0]
    for version in known:
        if found := _VERSION.fullmatch(version):
            numbers += [int(found[2])] if int(found[1]) == year else []
    return f"{year}.{max(numbers) + 1}"


_VERSION: Final = re.compile(r"(\d{4})[.-](\d{1,6})")


def _order(item: RuleSet) -> tuple[int, int, str]:
    return item.from_at or 0, item.activated_at or 0, item.uid
