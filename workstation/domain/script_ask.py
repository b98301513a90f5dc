"""What a reply script asks of the agent before it can be said: named values of a known type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table

#: Types of values: words, a number, an amount in fen, a day, a moment, one of several choices.
ASK_KINDS: Final = ("text", "number", "money", "date", "time", "choice")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True, slots=True)
class Ask:
    """A value to be asked for, used in a body as `{{ ask.NAME }}`.

    `zh` and `en` are what the field is called. `choices` are the words to choose from (of a
    `choice`), `default` what stands in the field at first, as it would be typed. One that is
    `optional` may stay empty: the body says what then (`{% if ask.NAME %}` or `| default: "…"`).
    `least` and `most` bound a number as it stands, an amount in fen, a day or a moment in hours
    from now; None is no bound.
    """

    name: str
    kind: str = "text"
    zh: str = ""
    en: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    optional: bool = False
    least: int | None = None
    most: int | None = None

    def label(self, language: str) -> str:
        """What the field is called in Chinese or in English."""
        return (self.zh if language.startswith("zh") else self.en) or self.zh or self.name


def asks_from(rows: tuple[Table, ...]) -> tuple[Ask, ...]:
    """Read the `asks` of a script. Raises `Refusal` with the place: `rule_*`."""
    found = tuple(_ask(row) for row in rows)
    for place, one in enumerate(found):
        if any(other.name == one.name for other in found[:place]):
            raise Refusal("rule_duplicate", place=rows[place].at("name"), value=one.name)
    return found


def ask_facts(ask: Ask) -> dict[str, object]:
    """The ask as a script's table holds it: what is as usual is left out."""
    told: dict[str, object] = {"name": ask.name, "kind": ask.kind}
    for key in ("zh", "en", "default"):
        if value := getattr(ask, key):
            told[key] = value
    if ask.choices:
        told["choices"] = list(ask.choices)
    if ask.optional:
        told["optional"] = True
    for key in ("least", "most"):
        if (bound := getattr(ask, key)) is not None:
            told[key] = bound
    return told


def _ask(row: Table) -> Ask:
    row.only("name", "kind", "zh", "en", "choices", "default", "optional", "least", "most")
    name, kind, choices = row.text("name"), row.text("kind", "text"), row.texts("choices")
    if _NAME.fullmatch(name) is None:
        raise Refusal("rule_value", place=row.at("name"), value=name, expected="a-z, 0-9, _")
    if kind not in ASK_KINDS:
        raise Refusal("rule_value", place=row.at("kind"), value=kind, expected=", ".join(ASK_KINDS))
    if (kind == "choice") != bool(choices):
        expected = "words to choose from" if kind == "choice" else "no choices"
        raise Refusal("rule_value", place=row.at("choices"), value=list(choices), expected=expected)
    default = row.text("default", "")
    if default and choices and default not in choices:
        expected = ", ".join(choices)
        raise Refusal("rule_value", place=row.at("default"), value=default, expected=expected)
    return Ask(
        name=name,
        kind=kind,
        zh=row.text("zh", ""),
        en=row.text("en", ""),
        choices=choices,
        default=default,
        optional=row.flag("optional"),
        least=row.whole("least") if "least" in row.values else None,
        most=row.whole("most") if "most" in row.values else None,
    )
