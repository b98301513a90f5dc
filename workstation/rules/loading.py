"""The rule files as one bundle: read once, checked against each other, mistakes named by place.

A rule folder has `rules/*.toml`, `procedures/*.toml`, `calendars/*.toml`, `scripts/*.toml` and
`knowledge/*.toml`; docs/rules.md describes them. The product ships one in its resources. Kinds of
files beside the first ones plug in by a line in `workstation.rules.parts`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from resources import path
from workstation.domain.refusal import Refusal
from workstation.rules.files import Finding, Folder, Source

if TYPE_CHECKING:
    from workstation.domain.macro import Macro
    from workstation.domain.script import Script
    from workstation.rules.bundle import Rules


def load(folder: Path | None = None) -> Rules:
    """Return the rules of a folder, by default the shipped ones; read once per folder.

    Raises `Refusal` with the code of the first mistake and `file`, `place` and `message`.
    """
    return _load(folder or path("rules").parent)


def scripts(folder: Path | None = None) -> tuple[Script, ...]:
    """Return the reply scripts of a folder, by default the shipped ones; raises as `load`."""
    return _scripts(folder or path("rules").parent)


def macros(folder: Path | None = None) -> tuple[Macro, ...]:
    """Return the macros of a folder, by default the shipped ones; raises as `load`."""
    return load(folder).macros


def check(folder: Path | None = None) -> tuple[Finding, ...]:
    """Return the first mistake of every file; empty when all rules may be put in force."""
    return check_source(Folder(folder or path("rules").parent))


def check_source(source: Source) -> tuple[Finding, ...]:
    """The same for rule files from anywhere."""
    from workstation.rules.looks import looked_at
    from workstation.rules.making import bundle_of, scripts_of

    found: list[Finding] = []
    bundle = bundle_of(source, found.append)
    scripts_of(source, found.append, bundle)
    found += looked_at(source, {finding.file for finding in found})
    return tuple(found)


def stop(finding: Finding) -> None:
    """Raise the `Refusal` of a finding."""
    raise Refusal(finding.code, file=finding.file, place=finding.place, message=finding.message)


@cache
def _load(folder: Path) -> Rules:
    from workstation.rules.making import bundle_of

    bundle = bundle_of(Folder(folder, shipped=folder == path("rules").parent), stop)
    assert bundle is not None
    return bundle


@cache
def _scripts(folder: Path) -> tuple[Script, ...]:
    from workstation.rules.making import scripts_of

    return scripts_of(Folder(folder), stop)
