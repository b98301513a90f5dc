"""`hub init|upgrade|check|status|new-epoch URL` and more: the shared database itself."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workstation.metrics import write
from workstation.sync import hub_admin, hub_status, hub_steps
from workstation.sync.hub import open_hub
from workstation.sync.hub_address import shown
from workstation.terminal import hub_mend, hub_people, hub_snapshot, hub_upkeep
from workstation.terminal.answer import Answer


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="the shared database")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    for part, told, run in (
        ("init", "make the tables of a hub", run_init),
        ("upgrade", "bring a hub to this program's schema, rules and functions", run_upgrade),
        ("check", "verify the invariants over all rows", run_check),
        ("status", "what there is to know of a hub", run_status),
        ("new-epoch", "begin a new life of the hub, as after a restore", run_new_epoch),
    ):
        command = parts.add_parser(part, help=told)
        command.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
        command.set_defaults(run=run)
        if part == "status":
            command.add_argument(
                "--prometheus", metavar="FILE", type=Path, help="write the numbers there as well"
            )
    hub_people.declare(parts)
    hub_upkeep.declare(parts)
    hub_mend.declare(parts)
    hub_snapshot.declare(parts)


def run_init(given: argparse.Namespace, answer: Answer) -> int:
    """Make it; the records of an existing one stay as they are."""
    hub = open_hub(given.url, make=True)
    try:
        info = hub.init()
        answer.tell(hub=hub.address, **asdict(info))
        answer.say(f"{hub.address} is ready")
    finally:
        hub.close()
    return 0


def run_upgrade(given: argparse.Namespace, answer: Answer) -> int:
    """Bring it up; one that is up to date gets this program's rules and functions."""
    info = hub_steps.upgrade(given.url)
    answer.tell(hub=info.address, **asdict(info))
    answer.say(f"{info.address} has schema {info.schema}, rules {info.rules}")
    return 0


def run_status(given: argparse.Namespace, answer: Answer) -> int:
    """Say what there is to know."""
    told = hub_status.status(given.url)
    if given.prometheus:
        write(given.prometheus, hub_status.prometheus(told))
    answer.tell(hub=shown(given.url), **told)
    desks = told.pop("desks")
    answer.table([name, _plain(value)] for name, value in told.items())
    answer.table(
        [f"desk {one['desk_no']}", one["name"], one["login"], _ago(one["seen_seconds"])]
        for one in desks
    )
    return 0


def run_new_epoch(given: argparse.Namespace, answer: Answer) -> int:
    """Have every desk read everything anew, and send again what it sent of late."""
    epoch = hub_admin.new_epoch(given.url)
    answer.tell(hub=shown(given.url), epoch=epoch)
    answer.say(f"a new life begins: {epoch}")
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


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count:,}" for name, count in value.items())
    return value


def _ago(seconds: float) -> str:
    """How long ago a desk was heard of."""
    for size, word in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= size:
            return f"{seconds / size:.0f} {word} ago"
    return "just now"
