"""Which ticket comes next: the one that is given out, or the next call-back of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class NextTicket(QObject):
    """Opens it and gives it the keyboard, or says that there is none."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def take(self) -> None:
        """Ask for the most urgent ticket that this agent may work."""
        bridge = self._window.bridge
        bridge.await_(bridge.desk.take_next(), self._on_taken, self._on_none_taken)

    def _on_taken(self, done: Any) -> None:
        uid = getattr(done, "result", None)
        if not uid:
            self._window.notice.say(self.tr("No ticket is waiting in your groups."))
            return
        self._window.open_ticket(str(uid))
        self._window.page("queue").select(str(uid))
        self._window.page("ticket").activate()

    def _on_none_taken(self, error: BaseException) -> None:
        if isinstance(error, Refusal) and error.code == "hub_unreachable":
            text = self.tr(
                "No new ticket can be given out while the line is down: another desk might get the"
                " same one. Go on with your own; those that you hold stay yours."
            )
            self._window.notice.say(text, "warn")
        else:
            self._window.tell_error(error)

    def called_back(self, uid: str) -> None:
        """A call-back was dealt with: in the list of call-backs the next one comes."""
        view, queue = self._window.shown_view, self._window.page("queue")
        if view is None or view.code != "revisits":
            return
        if queue.current() == uid:  # the list holds it until it hears of the change
            queue.step(1)
            if queue.current() == uid:
                queue.step(-1)
        if queue.current() in ("", uid):
            self._window.notice.say(self.tr("No other call-back is due."))
            return
        self._window.open_ticket(queue.current())
        self._window.page("ticket").activate()
