"""Refuses codes that mean nothing here, so that a slip is not answered with an empty list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules

#: The languages that scripts are asked for in; "" for that of the conversation, or for all.
LANGUAGES: Final = ("", "zh", "en")
_TOLD: Final = 30


def check_codes(
    rules: Rules, *, class_code: str = "", group: str = "", step: str = "", channel: str = ""
) -> None:
    """Raise `Refusal("used_wrongly")` for a class, group, step or channel that is not there."""
    from workstation.domain.script import CHANNELS

    catalogue = rules.catalogue
    classes = [one.code for one in catalogue.classes] + [one.code for one in catalogue.subtypes]
    steps = {one.code for procedure in rules.procedures.values() for one in procedure.steps}
    check_one("--class", class_code, classes)
    check_one("--group", group, [one.code for one in rules.groups])
    check_one("--step", step, sorted(steps))
    check_one("--channel", channel, CHANNELS)


def check_one(option: str, given: str, known: Iterable[str]) -> None:
    """Raise `Refusal("used_wrongly")` unless a value is empty or known."""
    there = tuple(known)
    if given and given not in there:
        more = " …" if len(there) > _TOLD else ""
        message = f"{option} {given}: there is none; known: {', '.join(there[:_TOLD])}{more}"
        raise Refusal("used_wrongly", message=message)
