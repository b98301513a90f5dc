"""What is odd in sound rule files: told when they are checked and put in force, never refused."""

from __future__ import annotations

from typing import Final

from workstation.rules.automation_checks import circles
from workstation.rules.files import Finding, Source, finding
from workstation.rules.making import bundle_of

_AUTOMATIONS: Final = "rules/automations.toml"


def warnings_of(source: Source) -> tuple[Finding, ...]:
    """Automations that may set each other off in a circle; empty for files with mistakes."""
    made = bundle_of(source, lambda _: None)
    told = circles(made.automations) if made else ()
    if not told:
        return ()
    text = source.text(_AUTOMATIONS)
    return tuple(finding(_AUTOMATIONS, text, refusal) for refusal in told)
