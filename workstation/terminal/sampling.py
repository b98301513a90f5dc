"""`sample`: make a profile with a sample team and any number of tickets."""

from __future__ import annotations

import argparse
from typing import Any

from workstation import profiles
from workstation.terminal.answer import Answer
from workstation.terminal.mishaps import whole
from workstation.terminal.sitting import profile_of


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="make a desk with a sample team to try things with"
    )
    parser.add_argument("--tickets", type=whole, default=400, metavar="N")
    parser.add_argument("--seed", type=whole, default=1, metavar="S")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Make it."""
    profile = profile_of(given)
    profiles.create_profile(
        profile,
        "sample",
        tickets=given.tickets,
        seed=given.seed,
        agent=given.agent,
        progress=answer.progress,
    )
    answer.tell(profile=str(profile), tickets=given.tickets, seed=given.seed)
    answer.say(f"{given.tickets:,} sample tickets in {profile}")
    return 0
