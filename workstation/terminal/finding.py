"""`find TEXT`: what the search box finds."""

from __future__ import annotations

import argparse
from typing import Any

from workstation.terminal.answer import Answer
from workstation.terminal.mishaps import whole
from workstation.terminal.sitting import desk_of, index_text, row_facts
from workstation.terminal.telling import declare_unmasked, telling


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="tickets by number, waybill or phone (or their tails), words, pinyin initials"
    )
    parser.add_argument("text", nargs="+")
    parser.add_argument(
        "--limit", type=whole, default=20, help="how many hits to show (default: 20)"
    )
    declare_unmasked(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Find them."""
    with desk_of(given) as desk:
        if not index_text(desk):
            answer.say("the text index is still being built; words are found in part")
        text = " ".join(given.text)
        found = desk.read.find(text, max(1, given.limit))
        told = telling(desk, given, f"find {text}", len(found.rows))
        answer.tell(
            total=found.total, capped=found.capped, hits=[row_facts(row) for row in found.rows]
        )
        answer.table(told.row(row) for row in found.rows)
        answer.say(f"{'more than ' if found.capped else ''}{found.total:,} found")
    return 0
