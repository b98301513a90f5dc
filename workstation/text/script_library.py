"""The reply scripts of a folder, read and checked: every mistake is named by file and place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
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

    Besides :func:`load_scripts`' refusals: those of :func:`.templating.placeholders` and
    ``script_fact_unknown`` (``fact``), each with the ``script``'s code. Takes longer, since every
    template is parsed.
    """
    try:
        scripts = _read(folder or resources.path("scripts"))
    except Refusal as refusal:
        return (refusal,)
    parts = {script.code: script for script in scripts if script.snippet}
    return tuple(problem for script in scripts for problem in _problems(script, parts))


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


def _problems(script: Script, parts: Mapping[str, Script]) -> Iterator[Refusal]:
    """What is wrong with the words of a script, in all its languages and for all channels."""
    asks = (*script.asks, *(ask for part in parts.values() for ask in part.asks))
    known = {*FACTS, *(f"ask.{ask.name}" for ask in asks)}
    for language in script.languages:
        words = script.words_in(language)
        given = {code: part.words_in(language).body for code, part in parts.items()}
        for body in (words.body, *(said for _, said in words.variants)):
            try:
                named = placeholders(body, given)
            except Refusal as refusal:
                yield Refusal(refusal.code, **{"script": script.code, **refusal.facts})
                continue
            for fact in named:
                if fact not in known:
                    yield Refusal("script_fact_unknown", script=script.code, fact=fact)
