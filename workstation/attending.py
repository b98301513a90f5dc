"""Work beside the agent: the courier to the hub, the post to the channels, taking next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workstation.store.replica import Done

if TYPE_CHECKING:
    from workstation.desk import Desk


def start(desk: Desk) -> None:
    """Start the desk's courier and post."""


def take_next(desk: Desk) -> Done | None:
    """Lease the next ticket."""
    return None
