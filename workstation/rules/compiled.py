"""What a hub must know of a rule file to decide by itself: lists of words by their name.

`class` and `subtype` are codes that tickets may bear; `late_refuse`, `late_stay` and `late_end`
name the procedures that do so with work that ends a ticket after it was reopened; `approval_tier`,
`approval_raise` and `approval_bundle` tell who may approve how much (`domain/approval_words.py`);
`settlement` and its lists tell who claims by what right and what is signed before it is paid
(`domain/settlement_words.py`).
"""

from __future__ import annotations

from typing import Final

from workstation.domain import approval_words, settlement_words
from workstation.domain.approval_rules import approval_rules_from
from workstation.domain.classify import catalogue_from
from workstation.domain.procedure_file import procedures_from
from workstation.domain.settlement_rules import settlement_rules_from
from workstation.rules.files import parsed

#: The file that tells who may approve how much.
APPROVAL: Final = "rules/approval.toml"
#: The file that tells who claims by what right, and what is signed before it is paid.
SETTLEMENT_FILE: Final = "rules/settlement.toml"
#: Lists of codes that a hub takes in, each as soon as a version that has them is put in force.
GROWING: Final = ("class", "subtype")
#: Lists that tell what a procedure does with late work, from when its version is in force.
LATE: Final = ("late_refuse", "late_stay", "late_end")
#: Lists that tell who may approve how much, from when their version is in force.
TIERS: Final = approval_words.LISTS
#: Lists of the settlement rules, from when their version is in force.
SETTLEMENT: Final = settlement_words.LISTS


def compiled(file: str, text: str) -> dict[str, list[str]]:
    """The lists of a sound text; empty for a file by which no hub decides anything.

    Raises `Refusal` as the builders of the file do.
    """
    data = dict(parsed(text))
    if file == "rules/classes.toml":
        catalogue = catalogue_from(data)
        return {
            "class": sorted(item.code for item in catalogue.classes),
            "subtype": sorted(item.code for item in catalogue.subtypes),
        }
    if file == APPROVAL:
        return approval_words.words_of(approval_rules_from(data))
    if file == SETTLEMENT_FILE:
        return settlement_words.words_of(settlement_rules_from(data))
    if file.startswith("procedures/"):
        told: dict[str, list[str]] = {}
        for procedure in procedures_from(data):
            told.setdefault(f"late_{procedure.late_resolve}", []).append(procedure.code)
        return told
    return {}
