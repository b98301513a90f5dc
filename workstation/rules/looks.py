"""What only a try-out tells of a rule file, such as whether a form fits on its pages."""

from __future__ import annotations

from collections.abc import Container
from importlib import import_module

from workstation.domain.refusal import Refusal
from workstation.rules.files import Finding, RuleFile, Source, finding, parsed
from workstation.rules.parts import PARTS, Part


def looked_at(source: Source, broken: Container[str] = ()) -> list[Finding]:
    """The mistakes that trying out finds, in files that are not the shipped ones.

    Files that are `broken` already are not tried.
    """
    found: list[Finding] = []
    for part in PARTS:
        for name in source.names(part.folder) if part.look else ():
            if part.holds(name) and name not in broken:
                found += _look(part, source, name)
    return found


def _look(part: Part, source: Source, name: str) -> list[Finding]:
    from workstation.rules.shelf import shipped_source

    text = source.text(name)
    shipped = shipped_source()
    if source is not shipped and name in shipped.names(part.folder) and text == shipped.text(name):
        return []
    file = RuleFile(name, text, parsed(text))
    wrong: tuple[Refusal, ...] = import_module(part.look).check_template(dict(file.data))
    return [finding(name, text, one) for one in wrong]
