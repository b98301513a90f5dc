"""Joining a shared database: a number for the desk, and all records into its replica."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workstation.domain.refusal import Refusal
from workstation.store.replica import Writer
from workstation.sync import hub_address, publish
from workstation.sync.exchange import Exchange
from workstation.sync.hub import open_hub
from workstation.sync.protocol import HubUnreachableError, Progress


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining did. `url` is what the settings should keep, `address` what may be shown."""

    desk_no: int
    url: str
    address: str
    pulled: int
    published: int
    pushed: int
    refused: int


def join(profile: Path, url: str, *, name: str = "", progress: Progress | None = None) -> Joined:
    """Join the replica of a profile folder to the hub of a URL, and fetch all records.

    An empty hub is given all that the replica has; otherwise what the replica's own operations
    did is pushed. Broken off, it may simply be called again. Raises `Refusal`: hub_url,
    hub_missing, hub_unreachable, hub_newer, hub_older, hub_on_network, hub_standby.
    """
    kept = hub_address.whole(url)
    profile.mkdir(parents=True, exist_ok=True)
    try:
        hub = open_hub(kept)
        writer = Writer(profile / "replica.db")
        try:
            exchange = Exchange(writer.submit, hub, name=name)
            published = publish.publish_if_empty(exchange)
            result = exchange.round(progress)
            who = exchange.identity()
        finally:
            writer.close()
            hub.close()
    except HubUnreachableError as error:
        raise Refusal("hub_unreachable", hub=hub_address.shown(url), reason=str(error)) from error
    return Joined(
        who.desk_no,
        kept,
        hub_address.shown(kept),
        result.pulled,
        published,
        result.pushed,
        result.refused,
    )
