"""Sitting down at a desk from a terminal."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from workstation import profiles
from workstation.desk import Desk, open_desk
from workstation.domain.pages import QueueRow
from workstation.domain.refusal import Refusal
from workstation.store.connect import unbroken

_WAY_OUT: Final = "; restore it, or join the shared database anew, which has all it took"


def profile_of(given: argparse.Namespace) -> Path:
    """The profile folder that was named, else the user's own."""
    named: Path | None = given.profile
    return named if named is not None else profiles.default_profile()


@contextmanager
def desk_of(
    given: argparse.Namespace, *, start: bool = False, make: bool = False
) -> Iterator[Desk]:
    """The desk of the named profile; `make` makes an own one when there is none.

    Raises `Refusal`: profile_missing, and file_unusable for a replica that is missing, damaged
    or no replica.
    """
    profile = profile_of(given)
    if not profiles.is_made(profile):
        if not make:
            raise Refusal("profile_missing", path=str(profile))
        profiles.create_profile(profile, "own")
    with at_desk(profile, agent=given.agent, start=start) as desk:
        yield desk


@contextmanager
def passing_desk(given: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the named profile to try things at; without one, an empty desk that is gone
    afterwards. The named profile is not made."""
    if profiles.is_made(profile_of(given)):
        with desk_of(given) as desk:
            yield desk
        return
    with TemporaryDirectory(prefix="aftercare-") as folder:
        profiles.create_profile(Path(folder), "own")
        with at_desk(Path(folder)) as desk:
            yield desk


@contextmanager
def at_desk(profile: Path, *, agent: str = "", start: bool = False) -> Iterator[Desk]:
    """A made profile's desk, closed afterwards; the driver's errors become refusals."""
    replica = profile / "replica.db"
    if not replica.exists() or not replica.stat().st_size:
        reason = "it is empty" if replica.exists() else "there is no such file"
        raise Refusal("file_unusable", path=str(replica), reason=reason + _WAY_OUT)
    try:
        with unbroken(replica), closing(open_desk(profile, agent=agent, start=start)) as desk:
            yield desk
    except sqlite3.Error as error:
        raise Refusal("file_unusable", path=str(replica), reason=str(error)) from error


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
