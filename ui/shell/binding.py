"""What the commands of the window do; pages bind their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.pages import Caller
from ui.shell import dialogs
from ui.shell.side import DRAFTS, NOTICES, SCRIPTS, SHARED

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def bind_commands(window: MainWindow) -> None:
    """Bind what the window itself does."""
    runs = {
        "work.take_next": window.next_ticket.take,
        "work.new_ticket": lambda: window.new_ticket(Caller()),
        "work.caller": lambda: window.new_ticket(Caller()),
        "work.search": window.top_bar.search.take_focus,
        "work.drafts": lambda: window.side.choose(DRAFTS),
        "work.refused": lambda: window.side.choose(SHARED),
        "work.older": lambda: window.page("queue").older.search(),
        "work.undo": window.undoing.undo_last,
        "work.import": lambda: window.show_page("import"),
        "work.export": window.export,
        "queue.next": lambda: window.page("queue").step(1),
        "queue.previous": lambda: window.page("queue").step(-1),
        "claim.list": window.open_claims,
        "claim.payments": window.open_payments,
        "window.next_pane": window.next_pane,
        "desk.sync": window.sync_now,
        "desk.shared": lambda: window.side.choose(SHARED),
        "desk.compare": window.compare,
        "desk.palette": lambda: dialogs.find_command(window.finder, window.commands),
        "desk.shortcuts": lambda: dialogs.show_shortcuts(window),
        "desk.about": lambda: dialogs.show_about(window),
        "desk.availability": lambda: dialogs.choose_availability(window.finder, window.bridge),
        "desk.people": lambda: window.show_page("people"),
        "desk.rules": lambda: window.show_page("rules"),
        "desk.forms": lambda: window.open_rules("forms/claim_form.zh.toml"),
        "desk.scripts": lambda: window.side.choose(SCRIPTS),
        "desk.procedures": lambda: window.show_flow(""),
        "desk.notices": lambda: window.side.choose(NOTICES),
        "desk.agent": lambda: dialogs.choose_agent(
            window.finder, window.bridge, window.tell_seated
        ),
        "desk.preferences": lambda: window.show_page("preferences"),
        "desk.theme": window.theme_wanted.emit,
        "desk.language": window.language_wanted.emit,
        "desk.start_page": window.start_page_wanted.emit,
        "desk.quit": window.quit,
    }
    for id, run in runs.items():
        window.commands.bind(window, id, run)
    for n in range(1, 10):
        window.commands.bind(window, f"view.{n}", partial(window.side.choose_place, n))
    panel_open = lambda: window.panes.panel_open  # noqa: E731
    window.commands.bind(window, "ticket.close", window.close_panel, panel_open)
    window.commands.bind(window, "window.wide", window.panes.toggle_wide, panel_open)
