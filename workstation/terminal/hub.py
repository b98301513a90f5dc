"""`hub init|check|status URL`: the shared database itself."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from workstation.sync.hub import open_hub
from workstation.terminal import hub_snapshot, hub_upkeep
from workstation.terminal.answer import Answer


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="the shared database")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    for part, told, run in (
        ("init", "make the tables of a hub", run_init),
        ("check", "verify the invariants over all rows", run_check),
        ("status", "what the hub says of itself", run_status),
    ):
        command = parts.add_parser(part, help=told)
        command.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
        command.set_defaults(run=run)
    hub_upkeep.declare(parts)
    hub_snapshot.declare(parts)


def run_init(given: argparse.Namespace, answer: Answer) -> int:
    """Make it; an existing one stays as it is."""
    hub = open_hub(given.url, make=True)
    try:
        info = hub.init()
        answer.tell(hub=hub.address, **asdict(info))
        answer.say(f"{hub.address} is ready")
    finally:
        hub.close()
    return 0


def run_status(given: argparse.Namespace, answer: Answer) -> int:
    """Say what the hub says."""
    hub = open_hub(given.url)
    try:
        told = asdict(hub.info())
        answer.tell(hub=hub.address, **told)
        answer.table([name, value] for name, value in told.items())
    finally:
        hub.close()
    return 0


def run_check(given: argparse.Namespace, answer: Answer) -> int:
    """Check it; 1 when something was found."""
    hub = open_hub(given.url)
    try:
        findings = hub.check()
    finally:
        hub.close()
    answer.tell(ok=not findings, findings=[asdict(found) for found in findings])
    for found in findings:
        answer.say(f"{found.kind} {found.uid}: {found.code} {found.detail}".rstrip())
    answer.say("sound" if not findings else f"{len(findings)} findings")
    return 1 if findings else 0
