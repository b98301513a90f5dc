"""`join HUB-URL`: enrol this desk at a shared database and fetch what it may see."""

from __future__ import annotations

import argparse
from typing import Any

from workstation import profiles
from workstation.desk import open_desk
from workstation.sync.hub_address import shown
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import profile_of


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="join a shared database: sqlite:///PATH or postgresql://…"
    )
    parser.add_argument("url", metavar="HUB-URL")
    parser.add_argument("--secret", default="", help="the one-time secret from `hub add-person`")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Join it."""
    profile = profile_of(given)
    if profiles.is_made(profile):
        profiles.move_to(profile, given.url, answer.progress, secret=given.secret)
    else:
        profiles.create_profile(
            profile,
            "join",
            hub=given.url,
            agent=given.agent,
            secret=given.secret,
            progress=answer.progress,
        )
    desk = open_desk(profile, start=False)
    try:
        from workstation.domain.view import Filter

        tickets = desk.read.count(Filter())
        hub = shown(given.url)
        answer.tell(profile=str(profile), agent=desk.agent.name, tickets=tickets, hub=hub)
        answer.say(f"joined as {desk.agent.name}; {tickets:,} tickets are here")
    finally:
        desk.close()
    return 0
