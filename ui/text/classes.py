"""Names that come from the rules: classes, sub-types, causes, steps of a procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import language

if TYPE_CHECKING:
    from workstation.domain.classify import Catalogue
    from workstation.rules.bundle import Rules


def class_name(catalogue: Catalogue, code: str) -> str:
    """The name of a class, sub-type or cause; an unknown code is shown as it is, "" stays ""."""
    return catalogue.name(code, language.current()) if code else ""


def kind_of_ticket(catalogue: Catalogue, class_code: str, subtype: str) -> str:
    """The short name of what a ticket is about: its sub-type, else its class."""
    return class_name(catalogue, subtype or class_code)


def step_name(rules: Rules, group: str, step: str) -> str:
    """The name of a step in the group's procedure; an unknown one is shown as it is."""
    procedure = rules.procedures.get(group)
    found = next((one for one in procedure.steps if one.code == step), None) if procedure else None
    if found is None:
        return step
    return found.name_zh if language.current() == "zh_CN" else found.name_en


def choices_of_subtypes(catalogue: Catalogue) -> list[tuple[object, str]]:
    """All sub-types as (code, "Class · Sub-type"), in the order of the file, for pick lists."""
    return [
        (one.code, f"{class_name(catalogue, one.class_code)} · {class_name(catalogue, one.code)}")
        for one in catalogue.subtypes
    ]
