"""A rule file in one of its versions, as it is written, tried, put in force and replaced."""

from __future__ import annotations

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
    begun = [
        item
        for item in sets
        if item.file == file
        and item.state == "in_force"
        and item.from_at is not None
        and item.from_at <= at
    ]
    if not begun:
        return None
    return max(begun, key=lambda item: (item.from_at or 0, item.activated_at or 0, item.uid))
