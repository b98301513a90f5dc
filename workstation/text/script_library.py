"""The reply scripts of a folder, read and checked: every mistake is named by file and place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import resources
from workstation.domain.refusal import Refusal
from workstation.domain.script import FACTS, Script, scripts_from
from workstation.text.templating import placeholders


def load_scripts(folder: Path | None = None) -> tuple[Script, ...]:
    """Return the scripts of ``folder/*.toml``, by default the shipped ones; read once.

    Raises :class:`Refusal` with ``file`` and ``place``: what
    :func:`workstation.domain.script.scripts_from` raises, ``rule_syntax`` (``message``),
    ``rule_duplicate`` for a code in two files.
    """
    return _load(folder or resources.path("scripts"))


def check_scripts(folder: Path | None = None) -> tuple[Refusal, ...]:
    """Return what is wrong with the scripts of a folder, templates and facts included.

    Besides :func:`load_scripts`' refusals: ``template_invalid`` and ``script_fact_unknown``
    (``fact``), each with the script's ``code``. Takes longer, since every template is parsed.
    """
    try:
        scripts = _read(folder or resources.path("scripts"))
    except Refusal as refusal:
        return (refusal,)
    return tuple(problem for script in scripts for problem in _problems(script))


@cache
def _load(folder: Path) -> tuple[Script, ...]:
    return _read(folder)


def _read(folder: Path) -> tuple[Script, ...]:
    scripts: dict[str, Script] = {}
    for file in sorted(folder.glob("*.toml")):
        for script in _read_file(file):
            if script.code in scripts:
                raise Refusal(
                    "rule_duplicate", file=file.name, place=script.code, value=script.code
                )
            scripts[script.code] = script
    return tuple(scripts.values())


def _read_file(file: Path) -> tuple[Script, ...]:
    try:
        return scripts_from(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Refusal("rule_syntax", file=file.name, place="", message=str(problem)) from problem
    except Refusal as refusal:
        raise Refusal(refusal.code, **{"file": file.name, **refusal.facts}) from refusal


def _problems(script: Script) -> Iterator[Refusal]:
    for body in (script.body, *(words for _, words in script.variants)):
        try:
            named = placeholders(body)
        except Refusal as refusal:
            yield Refusal(refusal.code, **{"script": script.code, **refusal.facts})
            continue
        for fact in named:
            if fact not in FACTS:
                yield Refusal("script_fact_unknown", script=script.code, fact=fact)
