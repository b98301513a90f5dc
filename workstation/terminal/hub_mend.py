"""`hub mend URL`: back to sound after somebody deleted rows of the hub by hand."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from workstation.sync.hub_mend import Lost, lost, mend
from workstation.terminal.answer import Answer


def declare(parts: Any) -> None:
    """Declare it."""
    parser: argparse.ArgumentParser = parts.add_parser(
        "mend", help="list records that were deleted by hand; restore them or declare them gone"
    )
    parser.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
    parser.add_argument("--restore", action="store_true", help="put back what desks offer")
    parser.add_argument(
        "--gone",
        nargs="*",
        metavar="UID",
        help="they are gone for good, and desks drop them: these, or all that is not restored",
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """List or mend; 1 while something is lost."""
    if not given.restore and given.gone is None:
        found = lost(given.url)
        answer.tell(lost=[asdict(one) for one in found])
        _say(found, answer)
        return 1 if found else 0
    done = mend(given.url, restore=given.restore, gone=given.gone)
    answer.tell(**asdict(done))
    for kind, uid in done.restored:
        answer.say(f"{kind} {uid}: restored")
    for kind, uid in done.gone:
        answer.say(f"{kind} {uid}: declared gone")
    answer.say(f"by {done.by}; desks hear of it, and the hub's journal keeps it")
    _say(done.left, answer)
    return 1 if done.left else 0


def _say(found: tuple[Lost, ...], answer: Answer) -> None:
    for one in found:
        there = ", ".join(map(str, one.desks))
        told = f"offered by desk {there}" if there else "no desk has offered it yet"
        if one.desks and one.offered < one.rev:
            told += f", as it was {one.rev - one.offered} changes ago"
        answer.say(f"{one.kind} {one.uid}: lost at revision {one.rev}; {told}")
    if not found:
        answer.say("nothing is lost")
