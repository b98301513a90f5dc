"""`export FILE`: the tickets of a view as CSV, XLSX or JSON Lines."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workstation.exporting import export_tickets
from workstation.terminal.answer import Answer
from workstation.terminal.listing import find_view
from workstation.terminal.sitting import desk_of


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="write the tickets of a view to a .csv, .xlsx or .jsonl file"
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--view", default="all")
    parser.add_argument("--unmasked", metavar="REASON", default="", help="phones in full, and why")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Write them."""
    with desk_of(given) as desk:
        view = find_view(desk, given.view)
        count = export_tickets(desk, view, given.file, unmasked=given.unmasked)
        answer.tell(written=count, file=str(given.file))
        answer.say(f"{count:,} tickets written to {given.file}")
    return 0
