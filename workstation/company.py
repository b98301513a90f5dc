"""Who else has the ticket open that is on this screen, and keeping what this desk holds."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from workstation.background import Worker
from workstation.domain.pages import Presence
from workstation.domain.refusal import Refusal
from workstation.listeners import Listeners

if TYPE_CHECKING:
    from workstation.desk import Desk

_log = logging.getLogger("aftercare.sync")
#: Seconds between two words to the hub while a ticket is on the screen.
BEAT: Final = 5.0
#: Seconds between two looks at the leases while none is.
_REST: Final = 60.0
Listener = Callable[[tuple[Presence, ...]], None]


class Company:
    """A worker beside the courier: light, lossy, and never in the way of operations."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ticket = ""
        self._doing = ""
        self._told = False  # the hub believes that we have a ticket open
        self._others: tuple[Presence, ...] = ()
        self._listeners: Listeners[tuple[Presence, ...]] = Listeners()
        self._worker = Worker("company", self._beat)

    def start(self) -> None:
        """Begin."""
        self._worker.start()

    def stop(self) -> None:
        """Leave, and end."""
        self._ticket = ""
        self._worker.stop()

    def present(self, ticket: str, doing: str) -> None:
        """Say what is on the screen; returns at once."""
        changed = (ticket, doing) != (self._ticket, self._doing)
        self._ticket, self._doing = ticket, doing
        if changed:
            self._worker.wake()
            if ticket and self._desk.contents is not None:
                self._desk.contents.want(ticket)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of others; gives the way to stop."""
        return self._listeners.add(listener)

    def _beat(self) -> float | None:
        ticket = self._ticket
        try:
            self._meet(ticket)
            self._renew(ticket)
        except Refusal as refusal:  # the courier says that the hub is away
            _log.debug("presence: %s", refusal)
            self._tell(())
        return BEAT if ticket else _REST

    def _meet(self, ticket: str) -> None:
        courier = self._desk.courier
        if courier is None or courier.state().offline_since is not None:
            self._tell(())
            return
        if ticket or self._told:
            who = self._desk.agent
            found = courier.present(who.uid, who.name, ticket, self._doing if ticket else "")
            self._told = bool(ticket)
            here = ticket == self._ticket
            self._tell(
                tuple(Presence(o.ticket, o.agent, o.agent_name, o.doing) for o in found)
                if here
                else ()
            )

    def _renew(self, on_screen: str) -> None:
        """Renew what is held and worked on, once a third of its time is over."""
        desk = self._desk
        courier = desk.courier
        if courier is None or courier.state().offline_since is not None:
            return
        ttl = desk.settings.lease_minutes * 60_000
        now = desk.clock()
        rows = desk.read.connection.execute(
            "SELECT ticket FROM lease WHERE agent=? AND until>? AND until<?",
            (desk.agent.uid, now, now + ttl * 2 // 3),
        ).fetchall()
        drafted = desk.drafting.tickets()
        for (held,) in rows:
            if held == on_screen or held in drafted:
                courier.lease(held, desk.agent.uid, desk.agent.name, ttl)

    def _tell(self, others: tuple[Presence, ...]) -> None:
        if others == self._others:
            return
        self._others = others
        self._listeners.tell(others)


class Carrier:
    """The worker that sends and fetches contents of files; see `sync.contents`."""

    def __init__(self, desk: Desk) -> None:
        from workstation.sync.contents import Contents

        self._worker = Worker("contents", self._step)
        self._contents = Contents(
            desk.writer.submit,
            desk.courier.with_hub,
            desk.blobs,
            busy=desk.courier.busy,
            stopped=self._worker.stopping,
            agent=lambda: desk.agent.uid,
            clock=desk.clock,
            pause=self._worker.rest,
        )

    def start(self) -> None:
        """Begin."""
        self._worker.start()

    def stop(self) -> None:
        """Finish the piece at hand, and end."""
        self._worker.stop()

    def wake(self) -> None:
        """There may be a content to send."""
        self._worker.wake()

    def sent(self) -> tuple[str, int]:
        """The content that is being sent, and how many percent of it are at the hub."""
        return self._contents.sent()

    def want(self, ticket: str) -> None:
        """Have the small images of a ticket fetched soon."""
        self._contents.want(ticket)
        self._worker.wake()

    def _step(self) -> float | None:
        return self._contents.step()
