"""`hub upkeep|archive URL`: keeping the shared database small."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workstation.sync.archive import ARCHIVE_DAYS, archive
from workstation.sync.upkeep import CHANGE_DAYS, GRACE_DAYS, Kept, upkeep
from workstation.terminal.answer import Answer


def declare(parts: Any) -> None:
    """Declare both."""
    keep: argparse.ArgumentParser = parts.add_parser(
        "upkeep",
        help="drop old change lines and contents that nobody names; to be run once a day",
    )
    keep.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
    keep.add_argument(
        "--days",
        type=_days,
        default=CHANGE_DAYS,
        help=f"how long a desk may be away and go on where it was (default {CHANGE_DAYS})",
    )
    keep.add_argument(
        "--grace-days",
        type=_days,
        default=GRACE_DAYS,
        help=f"how long contents that no record names are kept (default {GRACE_DAYS})",
    )
    keep.set_defaults(run=run_upkeep)
    put: argparse.ArgumentParser = parts.add_parser(
        "archive", help="take what old operations told out of the hub into a file"
    )
    put.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
    put.add_argument(
        "--before",
        metavar="YYYY-MM",
        default="",
        help=f"received before this month (UTC); default: over {ARCHIVE_DAYS} days ago",
    )
    put.add_argument("--to", metavar="FILE", type=Path, required=True, help="such as 2025.jsonl.gz")
    put.set_defaults(run=run_archive)


def run_upkeep(given: argparse.Namespace, answer: Answer) -> int:
    """Keep it small; 1 when something must wait for an old transaction."""
    kept = upkeep(given.url, days=given.days, grace_days=given.grace_days)
    answer.tell(**asdict(kept))
    for line in _lines(kept):
        answer.say(line)
    return 1 if kept.waiting else 0


def run_archive(given: argparse.Namespace, answer: Answer) -> int:
    """Archive; the file must not be there yet."""
    done = archive(given.url, given.to, given.before)
    if done is None:
        answer.tell(operations=0)
        answer.say("no operation is so old")
        return 0
    answer.tell(**asdict(done))
    answer.say(f"{done.operations} operations are in {done.path} ({done.size} bytes)")
    answer.say(f"sha256 {done.sha256}")
    return 0


def _lines(kept: Kept) -> list[str]:
    told = [f"{kept.lines} change lines dropped, {kept.contents} contents forgotten"]
    if kept.months:
        told.append(f"made ahead: {', '.join(kept.months)}")
    if kept.freed:
        told.append(f"{kept.freed} bytes given back to the disk")
    if kept.waiting:
        told.append(
            f"not yet dropped, because an old transaction goes on: {', '.join(kept.waiting)};"
            " end it, or repeat later"
        )
    return told


def _days(word: str) -> int:
    days = int(word)
    if days < 1:
        raise argparse.ArgumentTypeError("at least one day")
    return days
