"""Macros: several acts on a ticket under one name, read from a rule file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, root
from workstation.domain.ticket import GROUPS, OUTCOMES, PRIORITIES, WAITING_REASONS

#: What happens after a macro: the ticket stays, it is closed, or the next one is shown.
AFTERWARDS: Final = ("stay", "close", "next")


@dataclass(frozen=True, slots=True)
class MacroAct:
    """One act: its code and the facts it needs (`hours` is a time from the moment it is done)."""

    code: str
    note: str = ""
    reason: str = ""
    group: str = ""
    outcome: str = ""
    priority: int = 0
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Macro:
    """Acts that are done together, all or none, and what follows them."""

    code: str
    name_zh: str
    name_en: str
    acts: tuple[MacroAct, ...]
    afterwards: str = "stay"

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


def macros_from(data: dict[str, object]) -> tuple[Macro, ...]:
    """Read the macros of a rule file.

    Raises `Refusal` with `place`: rule_missing, rule_type, rule_unknown_key, rule_value,
    rule_duplicate, rule_format_newer.
    """
    top = root(data)
    top.only("format", "version", "macro")
    made = tuple(_macro(row) for row in top.tables("macro"))
    check_distinct([macro.code for macro in made], "macro")
    return made


def _macro(row: Table) -> Macro:
    row.only("code", "name_zh", "name_en", "afterwards", "act")
    acts = tuple(_act(act) for act in row.tables("act"))
    if not acts:
        raise Refusal("rule_missing", place=row.at("act"))
    afterwards = _among(row, "afterwards", row.text("afterwards", "stay"), AFTERWARDS)
    return Macro(row.text("code"), row.text("name_zh"), row.text("name_en"), acts, str(afterwards))


def _act(row: Table) -> MacroAct:
    code = row.text("do")
    read = _ACTS.get(code)
    if read is None:
        _among(row, "do", code, tuple(_ACTS))
        raise AssertionError
    return read(row)


def _take(row: Table) -> MacroAct:
    row.only("do")
    return MacroAct("take")


def _note(row: Table) -> MacroAct:
    row.only("do", "note")
    return MacroAct("note", note=row.text("note"))


def _urge(row: Table) -> MacroAct:
    row.only("do", "note")
    return MacroAct("urge", note=row.text("note", ""))


def _wait(row: Table) -> MacroAct:
    row.only("do", "reason", "hours", "note")
    reason = _among(row, "reason", row.text("reason"), WAITING_REASONS)
    hours = row.whole("hours", 0)
    if hours < 0:
        raise Refusal("rule_value", place=row.at("hours"), value=hours, expected="hours from 0")
    return MacroAct("wait", reason=str(reason), hours=hours, note=row.text("note", ""))


def _resume(row: Table) -> MacroAct:
    row.only("do")
    return MacroAct("resume")


def _priority(row: Table) -> MacroAct:
    row.only("do", "priority")
    level = row.whole("priority")
    _among(row, "priority", level, PRIORITIES)
    return MacroAct("priority", priority=level)


def _transfer(row: Table) -> MacroAct:
    row.only("do", "group", "note")
    group = _among(row, "group", row.text("group"), GROUPS)
    return MacroAct("transfer", group=str(group), note=row.text("note"))


def _escalate(row: Table) -> MacroAct:
    row.only("do", "reason")
    return MacroAct("escalate", reason=row.text("reason"))


def _resolve(row: Table) -> MacroAct:
    row.only("do", "outcome", "note")
    outcome = _among(row, "outcome", row.text("outcome"), OUTCOMES)
    return MacroAct("resolve", outcome=str(outcome), note=row.text("note", ""))


_ACTS: Final[dict[str, Callable[[Table], MacroAct]]] = {
    "take": _take,
    "note": _note,
    "urge": _urge,
    "wait": _wait,
    "resume": _resume,
    "priority": _priority,
    "transfer": _transfer,
    "escalate": _escalate,
    "resolve": _resolve,
}
#: Codes of the acts that a macro may be made of.
ACTS: Final = tuple(_ACTS)


def _among(row: Table, key: str, value: object, choices: tuple[object, ...]) -> object:
    if value not in choices:
        expected = ", ".join(map(str, choices))
        raise Refusal("rule_value", place=row.at(key), value=value, expected=expected)
    return value
