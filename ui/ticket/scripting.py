"""The commands of reply scripts and of safe speech on the ticket page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.commands import Commands

if TYPE_CHECKING:
    from ui.ticket.page import TicketPage


class Scripting(QObject):
    """Binds what an agent does with scripts and with the marks of safe speech."""

    def __init__(self, page: TicketPage, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._commands = page, commands
        self._bind()

    def _bind(self) -> None:
        page, speech = self._page, self._page.reply.prompting.speech
        self._on_page("reply.finding", speech.go_next, speech.any)
        self._on_page("reply.finding_back", lambda: speech.go_next(back=True), speech.any)
        self._commands.bind(page.reply, "reply.finding_open", speech.open, speech.any)

    def _on_page(
        self, id: str, run: Callable[[], None], ready: Callable[[], bool] | None = None
    ) -> None:
        self._commands.bind(self._page, id, run, ready or self._there)

    def _there(self) -> bool:
        return self._page.detail is not None
