"""Macros: several acts on a ticket under one name, read from a rule file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workstation.domain.acts import ACTS, Act, acts_from, among
from workstation.domain.shape import Table, check_distinct, each, root

__all__ = ["ACTS", "AFTERWARDS", "Macro", "MacroAct", "macros_from"]

#: What happens after a macro: the ticket stays, it is closed, or the next one is shown.
AFTERWARDS: Final = ("stay", "close", "next")
MacroAct = Act


@dataclass(frozen=True, slots=True)
class Macro:
    """Acts that are done together, all or none, and what follows them."""

    code: str
    name_zh: str
    name_en: str
    acts: tuple[Act, ...]
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
    made = each(top.tables("macro"), _macro)
    check_distinct([macro.code for macro in made], "macro")
    return made


def _macro(row: Table) -> Macro:
    row.only("code", "name_zh", "name_en", "afterwards", "act")
    acts = acts_from(row.tables("act"), row.at("act"))
    afterwards = among(row, "afterwards", row.text("afterwards", "stay"), AFTERWARDS)
    return Macro(row.text("code"), row.text("name_zh"), row.text("name_en"), acts, str(afterwards))
