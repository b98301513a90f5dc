"""`sync`: exchange with the hub now."""

from __future__ import annotations

import argparse
from typing import Any

from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, iso


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="exchange with the hub now")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Exchange; 1 when the hub is out of reach or has refused something."""
    with desk_of(given) as desk:
        told = desk.exchange().result()
        answer.tell(
            state=told.state,
            hub=told.hub,
            waiting=told.waiting,
            refused=told.refused,
            offline_since=iso(told.offline_since),
            problem=told.problem,
        )
        line = {"in_step": "in step", "alone": "this desk has no hub"}.get(told.state, told.state)
        answer.say(
            f"{line}; {told.waiting} waiting, {told.refused} refused {told.problem}".rstrip()
        )
    return 0 if told.state in ("in_step", "alone") else 1
