"""The sums of a ticket's limits: a peek below the chips, a panel by its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, QTimer

from ui.bridge import Bridge
from ui.commands import Commands
from ui.ticket.limit_panel import LimitPanel
from ui.timing import after_rest

if TYPE_CHECKING:
    from ui.ticket.page import TicketPage
    from workstation.limit_lines import LimitLine

_REST_MS: Final = 350
_LEAVE_MS: Final = 250


class Limiting(QObject):
    """Binds the limits of a ticket page to chips and key."""

    def __init__(self, page: TicketPage, bridge: Bridge, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._bridge = page, bridge
        self.peek: LimitPanel | None = None
        self._soon = self._timer(_REST_MS, self._show_peek)
        self._away = self._timer(_LEAVE_MS, self._leave_unless_near)
        page.header.limits_peeked.connect(self._on_peeked)
        page.header.limits_wanted.connect(self.show)
        commands.bind(page, "ticket.limits", self.show, lambda: page.detail is not None)

    def _timer(self, pause: int, run: Callable[[], None]) -> QTimer:
        made = after_rest(self, pause, run)
        return made

    def show(self) -> None:
        """Lay the sums over the page and give them the keyboard."""
        self.leave()
        if self._page.detail is not None:
            self._ask(self._open)

    def _open(self, lines: tuple[LimitLine, ...]) -> None:
        self._page.acting.open_panel(LimitPanel(lines, self._page.names, self._page.whole))

    def _ask(self, then: Callable[[tuple[LimitLine, ...]], None]) -> None:
        desk, uid = self._bridge.desk, self._page.current()

        def answer(lines: tuple[LimitLine, ...]) -> None:
            if uid == self._page.current() and self._page.isVisible():
                then(lines)

        self._bridge.ask(lambda _reader: desk.limit_lines(uid), answer)

    # a peek

    def _on_peeked(self, on: bool) -> None:
        if on and self._page.acting.panel is None:
            self._away.stop()
            if self.peek is None:
                self._soon.start()
        else:
            self._soon.stop()
            self._away.start()

    def _show_peek(self) -> None:
        if self._page.detail is not None and self._page.acting.panel is None:
            self._ask(self._lay_peek)

    def _lay_peek(self, lines: tuple[LimitLine, ...]) -> None:
        if self.peek is not None or not self._wanted():
            return
        page = self._page
        self.peek = panel = LimitPanel(lines, page.names, page.whole)
        panel.closed.connect(self.leave)
        bottom = page.header.mapTo(page.whole, QPoint(0, page.header.height())).y() + 2
        panel.fit_in(QRect(0, bottom, page.whole.width(), page.whole.height() - bottom))
        panel.show()
        panel.raise_()

    def _wanted(self) -> bool:
        return self._page.header.limits_rested_on() or (
            self.peek is not None and self.peek.underMouse()
        )

    def _leave_unless_near(self) -> None:
        if self._wanted():
            self._away.start()
        else:
            self.leave()

    def leave(self) -> None:
        """Take the peek away."""
        self._soon.stop()
        panel, self.peek = self.peek, None
        if panel is not None:
            panel.hide()
            panel.deleteLater()
