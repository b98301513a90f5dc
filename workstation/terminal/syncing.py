"""`sync`: exchange with the hub now."""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from typing import Any, Final

from workstation.terminal.answer import Answer
from workstation.terminal.sentences import SENTENCES
from workstation.terminal.sitting import desk_of, iso

_NUMBERS: Final = re.compile(r"\s*[(][^)]*[)]|\s*[{]desk_no[}]")
_REMEDIES: Final = {"hub_missing": "hub init", "hub_restored": "hub new-epoch"}


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
        answer.say(f"{line}; {told.waiting} waiting, {told.refused} refused")
        if told.problem:
            answer.say(_in_words(told.problem, told.hub))
    return 0 if told.state in ("in_step", "alone") else 1


def _in_words(problem: str, hub: str) -> str:
    """What keeps the hub away, and what to do; numbers that were not kept are left out."""
    if problem not in SENTENCES:
        return problem
    template = _NUMBERS.sub("", SENTENCES[problem])
    return template.format_map(defaultdict(str, hub=hub, remedy=_REMEDIES.get(problem, "")))
