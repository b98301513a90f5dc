"""`check`: the integrity of the replica, its files, and the rule files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.rules import loading
from workstation.terminal.answer import Answer
from workstation.terminal.sentences import sentence
from workstation.terminal.sitting import desk_of, profile_of

Finding = dict[str, str]
_FILES: Final = ("settings.toml", "replica.db")


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="whether replica, attachments and rule files are sound"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Check them; 1 when something was found."""
    profile = profile_of(given)
    checked = given.profile is not None or any((profile / name).exists() for name in _FILES)
    found = _rules() + (_profile(given, profile) if checked else [])
    answer.tell(ok=not found, profile=str(profile) if checked else None, findings=found)
    for one in found:
        answer.say(f"{one['where']}: {one['code']}: {one['message']}")
    if not checked:
        answer.say("there is no profile yet: only the rule files were checked")
    answer.say("sound" if not found else f"{len(found)} findings")
    return 1 if found else 0


def _rules() -> list[Finding]:
    return [
        {"where": one.where(), "code": one.code, "message": one.message} for one in loading.check()
    ]


def _profile(given: argparse.Namespace, profile: Path) -> list[Finding]:
    """What is amiss with the desk; that it cannot be opened is a finding, too."""
    try:
        with desk_of(given) as desk:
            return [
                {"where": place, "code": code, "message": message}
                for place, code, message in desk.check().result()
            ]
    except Refusal as refusal:
        where = str(refusal.facts.get("path", profile))
        return [{"where": where, "code": refusal.code, "message": sentence(refusal)}]
