"""`join HUB-URL`: enrol this desk at a shared database and fetch what it may see."""

from __future__ import annotations

import argparse
from typing import Any

from workstation import profiles
from workstation.desk import open_desk
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import profile_of


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="join a shared database: sqlite:///PATH or postgresql://…"
    )
    parser.add_argument("url", metavar="HUB-URL")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Join it."""
    profile = profile_of(given)
    if profiles.is_made(profile):
        profiles.move_to(profile, given.url, answer.progress)
    else:
        profiles.create_profile(
            profile, "join", hub=given.url, agent=given.agent, progress=answer.progress
        )
    desk = open_desk(profile, start=False)
    try:
        from workstation.domain.view import Filter

        tickets = desk.read.count(Filter())
        answer.tell(profile=str(profile), agent=desk.agent.name, tickets=tickets, hub=given.url)
        answer.say(f"joined as {desk.agent.name}; {tickets:,} tickets are here")
    finally:
        desk.close()
    return 0
