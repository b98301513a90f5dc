"""Sitting down at a desk from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workstation import profiles
from workstation.desk import Desk, open_desk
from workstation.domain.pages import QueueRow
from workstation.domain.refusal import Refusal


def profile_of(given: argparse.Namespace) -> Path:
    """The profile folder that was named, else the user's own."""
    named: Path | None = given.profile
    return named if named is not None else profiles.default_profile()


@contextmanager
def desk_of(
    given: argparse.Namespace, *, start: bool = False, make: bool = False
) -> Iterator[Desk]:
    """The desk of the named profile; `make` makes an own one when there is none.

    Raises `Refusal("profile_missing")`.
    """
    profile = profile_of(given)
    if not profiles.is_made(profile):
        if not make:
            raise Refusal("profile_missing", path=str(profile))
        profiles.create_profile(profile, "own")
    desk = open_desk(profile, agent=given.agent, start=start)
    try:
        yield desk
    finally:
        desk.close()


def index_text(desk: Desk, timeout: float = 600.0) -> bool:
    """Bring the text index in step before a search or after an import; whether that was done."""
    desk.indexer.start()
    return desk.indexer.wait_idle(timeout)


def iso(moment: int | None) -> str | None:
    """A moment as ISO 8601 in UTC, for JSON."""
    if moment is None:
        return None
    return datetime.fromtimestamp(moment / 1000, UTC).isoformat().replace("+00:00", "Z")


def local(desk: Desk, moment: int | None) -> str:
    """A moment in the desk's zone, for a person."""
    if moment is None:
        return ""
    return datetime.fromtimestamp(moment / 1000, desk.zone).strftime("%Y-%m-%d %H:%M")


def row_facts(row: QueueRow) -> dict[str, Any]:
    """A queue row as JSON facts."""
    return {
        "number": row.number,
        "uid": row.uid,
        "status": row.status,
        "priority": row.priority,
        "class": row.class_code,
        "subtype": row.subtype,
        "group": row.group_code,
        "owner": row.owner_name,
        "subject": row.subject,
        "customer": row.customer_name,
        "phone": row.phone,
        "waybill": row.waybill,
        "channel": row.channel,
        "urged": row.urged,
        "claim": row.claim_status,
        "flags": list(row.flags),
        "created_at": iso(row.created_at),
        "due_at": iso(row.due_at),
        "last_activity_at": iso(row.last_activity_at),
    }


def row_cells(desk: Desk, row: QueueRow) -> list[str]:
    """A queue row in columns for a person."""
    return [
        row.number,
        row.status,
        row.group_code,
        row.subtype or row.class_code or "-",
        local(desk, row.due_at),
        row.customer_name,
        row.waybill,
        row.subject.replace("\n", " ")[:40],
    ]
