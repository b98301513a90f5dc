"""Work beside the agent: the courier to the hub, the post to the channels, taking next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workstation.actions.tickets import TakeTicket
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal
from workstation.store import state
from workstation.store.replica import Done

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.sync.courier import Courier

#: For how long a skipped ticket is not served again at this desk.
_SKIPPED_MS: Final = 4 * 3_600_000


def start(desk: Desk) -> None:
    """Start the desk's courier and post."""
    from workstation.posting import Post

    desk.post = Post(desk)
    desk.post.start()
    if desk.settings.hub:
        desk.courier = _courier(desk)
        desk.courier.start()


def _courier(desk: Desk) -> Courier:
    from workstation.profiles import embedded_hub
    from workstation.sync.courier import Courier

    return Courier(
        desk.settings.hub,
        desk.writer.submit,
        name=desk.agent.name,
        make=desk.settings.hub == embedded_hub(desk.profile) and not _enrolled(desk),
        keep_text=desk.save_draft,
        told=desk.announce,
        on_state=desk.announce_state,
        clock=desk.clock,
        keep_days=desk.settings.keep_sent_days,
    )


def _enrolled(desk: Desk) -> bool:
    """Whether a hub knows this desk: then a missing one is lost, and no new one takes its place."""
    return bool(state.read(desk.read.connection, "hub_token"))


def take_next(desk: Desk) -> Done | None:
    """Lease the next ticket from the hub and make it this agent's.

    None when nobody needs this agent. Raises `Refusal`: hub_unreachable (offline nothing is
    leased anew), no_hub.
    """
    if desk.courier is None:
        raise Refusal("no_hub")
    agent = desk.agent
    since = desk.clock() - _SKIPPED_MS
    rows = desk.read.connection.execute("SELECT ticket FROM skipped WHERE at>?", (since,))
    skipped = [row[0] for row in rows]
    ttl = desk.settings.lease_minutes * 60_000
    while True:
        uid = desk.courier.take_next(agent.uid, agent.name, agent.groups, ttl, skipped)
        if uid is None:
            return None
        try:
            return desk.do(TakeTicket(uid)).result()
        except Refusal:  # finished or taken since the hub was told; serve the next one
            skipped.append(uid)


def exchange(desk: Desk) -> SyncState:
    """Exchange with the hub until nothing waits, on a desk that has no courier running."""
    if not desk.settings.hub:
        return SyncState("alone")
    if desk.courier is not None:
        told: SyncState = desk.courier.round()
        return told
    courier = _courier(desk)
    try:
        courier.round()
        return courier.round()
    finally:
        courier.stop()
