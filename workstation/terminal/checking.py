"""`check`: the integrity of the replica, its files, and the rule files."""

from __future__ import annotations

import argparse
from typing import Any

from workstation import profiles, rules
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, profile_of


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="whether replica, attachments and rule files are sound"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Check them; 1 when something was found."""
    findings: list[dict[str, str]] = [
        {
            "where": f"{found.file}: {found.place}",
            "code": found.code,
            "message": found.message,
        }
        for found in rules.check()
    ]
    if profiles.is_made(profile_of(given)):
        with desk_of(given) as desk:
            findings += [
                {"where": place, "code": code, "message": message}
                for place, code, message in desk.check().result()
            ]
    answer.tell(ok=not findings, findings=findings)
    for found in findings:
        answer.say(f"{found['where']}: {found['code']}: {found['message']}")
    answer.say("sound" if not findings else f"{len(findings)} findings")
    return 1 if findings else 0
