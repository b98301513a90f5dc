"""What pages tell the window, and what the window does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ui.pages import Caller, Prepared

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.shell.sync_lines import Mending

#: Pages that go back to the list when they close.
_TO_THE_LIST: Final = frozenset(
    {"claims", "import", "people", "flow", "rules", "scripts", "preferences", "verify"}
)


def connect_page(window: MainWindow, name: str, page: Any) -> None:
    """Connect a page that was just made with the window that hosts it."""
    page.noticed.connect(window.notice.say)
    if hasattr(page, "ticket_opened"):
        page.ticket_opened.connect(window.open_ticket)
    if name in _TO_THE_LIST:
        page.closed.connect(window.show_queue)
    own = _OWN.get(name)
    if own is not None:
        own(window, page)


def _queue(window: MainWindow, page: Any) -> None:
    page.ticket_chosen.connect(window.follow_ticket)
    page.views_changed.connect(window.side.load)
    page.first_page_shown.connect(window.first_paint.listed)


def _ticket(window: MainWindow, page: Any) -> None:
    page.claim_opened.connect(window.open_claim)
    page.next_wanted.connect(window.next_ticket.take)
    page.closed.connect(window.close_panel)
    page.called_back.connect(window.next_ticket.called_back)
    page.reply.asks_resumed.connect(
        lambda ticket, asks: window.page("claims").asking.resume(ticket, asks)
    )
    page.flow_wanted.connect(window.show_flow)


def _intake(window: MainWindow, page: Any) -> None:
    page.closed.connect(window.close_panel)
    page.ticket_opened.connect(window.show_taken_in)


def _export(window: MainWindow, page: Any) -> None:
    page.closed.connect(window.close_panel)


def _claims(window: MainWindow, page: Any) -> None:
    def answer(ticket: str, attachment: str) -> None:
        """Open the ticket's reply with a form that was issued for it."""
        window.show_queue()
        window.open_ticket(ticket)
        reply = window.page("ticket").reply
        reply.attaching.take_hung(ticket, attachment)
        reply.answer()

    def write(prepared: Prepared) -> None:
        """Open the ticket with a reply that was prepared for it."""
        window.show_queue()
        window.open_ticket(prepared.ticket)
        window.page("ticket").prepare(prepared)

    page.sheet.paper.wish.forms_wanted.connect(window.open_rules)
    page.reply_wanted.connect(answer)
    page.writing_wanted.connect(write)
    page.claim_wanted.connect(window.open_claim)
    page.verify_wanted.connect(window.papers.verify_file)


def _verify(window: MainWindow, page: Any) -> None:
    page.claim_opened.connect(window.open_claim)


def _notices(window: MainWindow, page: Any) -> None:
    page.put_aside.connect(window.side.count)


def _drafts(window: MainWindow, page: Any) -> None:
    page.intake_wanted.connect(lambda: window.new_ticket(Caller()))
    page.ticket_opened.connect(lambda _uid: window.page("ticket").activate())
    page.rules_wanted.connect(window.open_rules)
    page.scripts_wanted.connect(window.open_script)


def _shared(window: MainWindow, page: Any) -> None:
    def mend(way: Mending) -> None:
        """Go where refused work is done anew, with the words that were typed for it."""
        if way.editor == "intake":
            page = window.page("intake")
            page.start(Caller())
            page.take_up(way.operation)
            window.panes.open_panel(page)
            page.activate()
        elif way.claim:
            window.open_claim(way.claim)
        elif way.ticket:
            window.open_ticket(way.ticket)
            page = window.page("ticket")
            page.activate()
            if way.editor:
                page.reply.take_up(way.operation)
            else:
                page.do_anew(way.operation, way.command, way.fields, way.facts)

    page.mend_wanted.connect(mend)
    page.settings_wanted.connect(lambda: window.commands.run("desk.preferences"))


def _preferences(window: MainWindow, page: Any) -> None:
    page.appearance_changed.connect(window.appearance_wanted)


_OWN: Final = {
    "queue": _queue,
    "ticket": _ticket,
    "intake": _intake,
    "export": _export,
    "claims": _claims,
    "notices": _notices,
    "drafts": _drafts,
    "shared": _shared,
    "preferences": _preferences,
    "verify": _verify,
}
