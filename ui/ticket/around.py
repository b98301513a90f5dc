"""What happens around the ticket on the screen: who else has it open, and whose it is just now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.text import times, words
from ui.ticket.header import TicketHeader
from ui.ticket.names import Names
from ui.ticket.standing import StandingBar, lease_words
from ui.timing import after_rest
from workstation import holding
from workstation.domain.pages import Presence, SyncState, TicketDetail

#: Without a key pressed for so long nobody is typing any more.
_PAUSE_MS: Final = 6_000


class Around(QObject):
    """Tells the others what is done here, and shows in header and bar what they do."""

    def __init__(
        self,
        bridge: Bridge,
        header: TicketHeader,
        bar: StandingBar,
        names: Names,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._header, self._bar, self._names = bridge, header, bar, names
        self._ticket = ""
        self._detail: TicketDetail | None = None
        self._mine = False
        self._leave: Callable[[], None] | None = None
        self._pause = after_rest(self, _PAUSE_MS, self._tell_viewing)
        bridge.state_changed.connect(self._on_state)

    # what is done here

    def open(self, uid: str) -> None:
        """A ticket is on the screen; "" when none is."""
        if uid == self._ticket:
            return
        self._ticket, self._detail, self._mine = uid, None, False
        self._pause.stop()
        self._header.show_present(())
        self._bar.clear()
        self._tell_viewing()

    def typed(self) -> None:
        """A key was pressed in one of the editors."""
        if self._ticket and not self._pause.isActive():
            self._bridge.desk.present(self._ticket, "typing")
        self._pause.start()

    def shown(self, *, visible: bool) -> None:
        """The page came to the screen or left it."""
        self._pause.stop()
        if visible:
            self._tell_viewing()
        else:
            self._bridge.desk.present("")

    def _tell_viewing(self) -> None:
        self._subscribe()
        self._bridge.desk.present(self._ticket, "viewing")

    # what others do

    def _subscribe(self) -> None:
        """Listen to presence once the desk takes part in it, which is after the first paint."""
        desk = self._bridge.desk
        if self._leave is not None or desk.company is None:
            return
        bridge = self._bridge

        def heard(others: tuple[Presence, ...]) -> None:
            bridge.post_to(self, lambda: self._on_present(others))

        self._leave = leave = desk.subscribe_presence(heard)
        self.destroyed.connect(lambda: leave())

    def _on_present(self, others: tuple[Presence, ...]) -> None:
        me = self._bridge.desk.agent.uid
        here = [one for one in others if one.ticket == self._ticket and one.agent != me]
        self._header.show_present([(one.agent_name, one.doing) for one in here])

    # whose it is

    def show_detail(self, detail: TicketDetail) -> None:
        """The ticket as it stands now: its lease in words; say when it was taken away."""
        before, self._detail = self._mine, detail
        ticket, me = detail.ticket, self._bridge.desk.agent.uid
        self._mine = ticket.owner == me
        if before and ticket.is_open and not self._mine and not _gave_away(detail, me):
            if ticket.owner:
                self._bar.say_lost(self._names.person(ticket.owner))
            else:
                self._bar.say_gone(words.group(ticket.group_code))
        elif self._mine and self._bar.kind == "lost":
            self._bar.clear()
        self._tell(self._bridge.desk.sync_state())

    def tick(self) -> None:
        """Time has passed."""
        if self._detail is not None:
            self._subscribe()
            self._tell(self._bridge.desk.sync_state())

    def _on_state(self, state: SyncState) -> None:
        if self._detail is not None:
            self._tell(state)

    def _tell(self, state: SyncState) -> None:
        detail, desk = self._detail, self._bridge.desk
        if detail is None:
            return
        offline = state.offline_since is not None
        words = lease_words(detail, desk.agent.uid, self._names, offline=offline)
        self._header.show_lease(*words)
        if self._must_wait(state, detail):
            since = times.clock(state.offline_since or 0, desk.zone)
            self._bar.say_offline(since)
        elif self._bar.kind == "offline":
            self._bar.clear()

    def _must_wait(self, state: SyncState, detail: TicketDetail) -> bool:
        """Whether the desk would refuse to decide about this ticket until the line is back."""
        desk, ticket = self._bridge.desk, detail.ticket
        now = desk.clock()
        if state.offline_since is None or not ticket.is_open:
            return False
        if now - state.offline_since <= holding.OFFLINE_MS:
            return False
        return not holding.is_mine(desk.read.connection, ticket.uid, desk.agent.uid, now)


def _gave_away(detail: TicketDetail, me: str) -> bool:
    """Whether the last change of the owner was this agent's own."""
    told = ((entry, entry.data.get("fields")) for entry in reversed(detail.entries))
    changes = (entry for entry, moved in told if isinstance(moved, dict) and "owner" in moved)
    last = next(changes, None)
    return last is not None and last.author == me
