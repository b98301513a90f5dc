"""What the main window expects of the pages it hosts; features never import one another.

Each page is a QWidget made with `(bridge, commands, parent)`. The window connects their signals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import SignalInstance

from workstation.domain.view import View


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is on the line: the number as the telephone gave it ("" when hidden) and a name."""

    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reply on a ticket that another page has prepared; a person reads it and sends it.

    `script` with `values` for its places by language and channel ("zh sms", else "zh"), or the plain
    `words` where it is "" or out of use. `channel` and `recipient` are "" for the usual ones;
    `internal` makes it a note. `asks` is kept with the draft and says what the message asks for.
    """

    ticket: str
    script: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: str = ""
    channel: str = ""
    recipient: str = ""
    internal: bool = False
    asks: Mapping[str, object] = field(default_factory=dict)


class Page(Protocol):
    """Common to all pages.

    `activate()` is called when the page comes to the front: take the focus. `flush()` must put
    every word typed but not kept into a draft (called before the window closes or is rebuilt).
    `state()` and `restore(state)` carry place and choices over a restart: plain JSON values.
    `noticed(text, kind)` asks the window to say something in the notice bar.
    """

    noticed: SignalInstance

    def activate(self) -> None: ...
    def flush(self) -> None: ...
    def state(self) -> dict[str, object]: ...
    def restore(self, state: dict[str, object]) -> None: ...


class QueuePage(Page, Protocol):
    """ui.queue.page.QueuePage: the list of tickets.

    Signals: `ticket_chosen(uid)` the selection moved to this ticket (an open detail follows),
    `ticket_opened(uid)` Enter or a double click: open the detail, `views_changed()` a view was
    saved or dropped, `searched(text)` the page itself began a search.
    `first_page_shown()` once the first rows stand on the screen.
    """

    ticket_chosen: SignalInstance
    ticket_opened: SignalInstance
    views_changed: SignalInstance
    searched: SignalInstance
    first_page_shown: SignalInstance

    def show_view(self, view: View) -> None: ...
    def show_search(self, text: str) -> None: ...
    def step(self, by: int) -> None: ...
    def select(self, uid: str) -> None: ...
    def current(self) -> str: ...


class TicketPage(Page, Protocol):
    """ui.ticket.page.TicketPage: everything about one ticket.

    Signals: `closed()` back to the list, `ticket_opened(uid)` another ticket is wanted,
    `claim_opened(claim_uid)`, `next_wanted()` the ticket is finished: the next one, please.
    `called_back(uid)` a call-back of the ticket was dealt with. `clear()` shows no ticket.
    """

    closed: SignalInstance
    ticket_opened: SignalInstance
    claim_opened: SignalInstance
    next_wanted: SignalInstance
    called_back: SignalInstance

    def open(self, uid: str) -> None: ...
    def current(self) -> str: ...
    def clear(self) -> None: ...


class IntakePage(Page, Protocol):
    """ui.intake.page.IntakePage: a new ticket, from a call or by hand.

    Signals: `ticket_opened(uid)` (created, or an open one found), `closed()`.
    `start(caller)` begins with what the telephone told; words of an unfinished intake stay.
    """

    ticket_opened: SignalInstance
    closed: SignalInstance

    def start(self, caller: Caller) -> None: ...


class ImportPage(Page, Protocol):
    """ui.intake.import_page.ImportPage: files of tickets, customers, parcels.

    Signals: `closed()`, `imported()`.
    """

    closed: SignalInstance
    imported: SignalInstance

    def start(self, path: str = "", kind: str = "tickets") -> None: ...


class ClaimsPage(Page, Protocol):
    """ui.claims.page.ClaimsPage: the list of claims, and one claim.

    Signals: `ticket_opened(uid)`, `closed()`.
    """

    ticket_opened: SignalInstance
    closed: SignalInstance

    def open(self, claim_uid: str) -> None: ...
    def show_list(self) -> None: ...
    def show_claims(self) -> None: ...
