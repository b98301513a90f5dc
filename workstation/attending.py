"""Work beside the agent: the courier to the hub, the post to the channels, taking next."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.actions.tickets import TakeTicket
from workstation.domain.assignment import room_of
from workstation.domain.pages import SyncState, Verified
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.store import acceptance, serials, state
from workstation.store.replica import Done

if TYPE_CHECKING:
    from collections.abc import Callable

    from workstation.desk import Desk
    from workstation.settings import Settings
    from workstation.sync.courier import Courier
    from workstation.sync.protocol import Hub, Scope

#: For how long a skipped ticket is not served again at this desk.
_SKIPPED_MS: Final = 4 * 3_600_000


def start(desk: Desk) -> None:
    """Start the desk's courier and post."""
    from workstation.archive_watch import ArchiveWatch
    from workstation.clockwork import Clockwork
    from workstation.due_times import DueTimes
    from workstation.papers import warm_soon
    from workstation.picturing import PictureKeeper
    from workstation.posting import Post
    from workstation.scripts.measuring import WorthKeeper

    desk.post = Post(desk)
    desk.post.start()
    desk.due_times = DueTimes(desk)
    desk.due_times.start()
    desk.clockwork = Clockwork(desk)
    desk.clockwork.start()
    desk.learner.start()
    desk.worth = WorthKeeper(desk)
    desk.worth.start()
    desk._on_line(warm_soon, desk)
    desk.picture_keeper = PictureKeeper(desk)
    desk.picture_keeper.start()
    desk.archive_watch = ArchiveWatch(desk)
    desk.archive_watch.start()
    if desk.settings.hub:
        from workstation.company import Carrier, Company

        desk.courier = _courier(desk)
        desk.courier.start()
        desk.contents = Carrier(desk)
        desk.contents.start()
        desk.company = Company(desk)
        desk.company.start()
        if desk.settings.metrics_file:
            from workstation.metrics import Figures

            desk.figures = Figures(desk, Path(desk.settings.metrics_file))
            desk.figures.start()


def _courier(desk: Desk) -> Courier:
    from workstation.profiles import embedded_hub
    from workstation.sync.courier import Courier
    from workstation.sync.hub_address import located

    url = located(desk.settings.hub, desk.profile)
    own = url == embedded_hub(desk.profile)
    make = own and not _enrolled(desk)
    return Courier(
        url,
        desk.writer.submit,
        name=desk.agent.name,
        make=make,
        opening=(lambda: _opened(url, make=make)) if own else None,
        keep_text=desk.save_draft,
        told=desk.announce,
        on_state=desk.announce_state,
        clock=desk.hub_clock,
        keep_days=desk.settings.keep_sent_days,
        scope=scope_of(desk.settings),
        listen=desk.settings.listen != "no",
    )


def _opened(url: str, *, make: bool) -> Hub:
    from workstation.sync.hub_steps import open_embedded

    return open_embedded(url, make=make)


def scope_of(settings: Settings) -> Scope:
    """Which tickets the settings keep."""
    from workstation.sync.protocol import Scope

    return Scope(settings.scope_groups, settings.scope_regions, settings.history_days)


def _enrolled(desk: Desk) -> bool:
    """Whether a hub knows this desk: then a missing one is lost, and no new one takes its place."""
    return bool(state.read(desk.read.connection, "hub_token"))


def take_next(desk: Desk) -> Done | None:
    """Lease the next ticket from the hub and make it this agent's.

    None when nobody needs this agent. Raises `Refusal`: hub_unreachable (offline nothing is
    leased anew), no_hub, agent_away, load_full.
    """
    if desk.courier is None:
        raise Refusal("no_hub")
    agent = desk.agent
    _check_room(desk, agent)
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


def _check_room(desk: Desk, agent: Agent) -> None:
    """Raise unless the person is there and has room for another ticket."""
    known = desk.read.agent(agent.uid) or agent
    if known.availability != "available":
        raise Refusal("agent_away", availability=known.availability)
    room = room_of(known, desk.rules.assignment)
    load = desk.read.load_of(agent.uid)
    if room and load >= room:
        raise Refusal("load_full", load=load, room=room)


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


def fetch_blob(desk: Desk, sha256: str, progress: Callable[[int, int], None] | None = None) -> Path:
    """A content's file, fetched from the hub when it is not here; see `Sharing.fetch_blob`."""
    from workstation.sync.contents import fetch

    here = desk.blobs.sound(sha256)
    if here is not None:
        return here
    if desk.courier is None:
        raise Refusal("no_hub")
    found: Path = desk.courier.with_hub(lambda hub, _: fetch(hub, desk.blobs, sha256, progress))
    return found


def search_history(desk: Desk, words: str) -> int:
    """Fetch older tickets that answer to some words; see `Sharing.search_history`."""
    if desk.courier is None:
        raise Refusal("no_hub")
    found: int = desk.courier.asked(lambda exchange: exchange.history(words))
    return found


def verify_replica(desk: Desk) -> Verified:
    """Compare the replica with the hub; see `Sharing.verify_replica`."""
    if desk.courier is None:
        raise Refusal("no_hub")
    told: Verified = desk.courier.verify()
    return told


def have_answer(desk: Desk, claim: str) -> None:
    """Ask the hub about a claim's approval that it has not taken in; without it, it waits."""
    if desk.courier is None or acceptance.accepted(desk.read.connection, claim):
        return
    with suppress(Refusal):
        desk.courier.round()


def have_serials(desk: Desk) -> None:
    """Ask the hub for numbers of forms if none is in hand; without it there simply are none."""
    if desk.courier is None:
        return
    series = serials.series_at(desk.clock())
    if serials.left(desk.read.connection, series):
        return
    with suppress(Refusal):
        desk.courier.asked(lambda exchange: exchange.tend_serials())
