"""Every command of the program, declared once: id, text, group, keys, icon, context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP

GROUPS: Final = (
    QT_TRANSLATE_NOOP("commands", "Work"),
    QT_TRANSLATE_NOOP("commands", "Ticket"),
    QT_TRANSLATE_NOOP("commands", "Reply"),
    QT_TRANSLATE_NOOP("commands", "Claim"),
    QT_TRANSLATE_NOOP("commands", "View"),
    QT_TRANSLATE_NOOP("commands", "Desk"),
)
#: Where a command applies, from the outside in: an inner one takes a key from an outer one.
CONTEXTS: Final = ("window", "queue", "ticket", "claim", "intake", "reply")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. `text` and `group` are English source strings."""

    id: str
    text: str
    group: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    context: str = "window"
    menu: bool = True

    def name(self) -> str:
        """The command's text in the language of the screen."""
        return QCoreApplication.translate("commands", self.text)


_ = QT_TRANSLATE_NOOP
COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "work.take_next",
        _("commands", "Take next ticket"),
        "Work",
        ("F8", "Ctrl+Shift+N"),
        "player-track-next",
    ),
    Command("work.new_ticket", _("commands", "New ticket"), "Work", ("Ctrl+N", "F2"), "plus"),
    Command("work.search", _("commands", "Search"), "Work", ("Ctrl+F", "/"), "search"),
    Command("work.caller", _("commands", "Look up a caller…"), "Work", ("F7",), "phone-incoming"),
    Command("work.drafts", _("commands", "Drafts"), "Work", ("Ctrl+Shift+D",), "writing"),
    Command("work.refused", _("commands", "Refused changes"), "Work", (), "alert-triangle"),
    Command(
        "work.undo", _("commands", "Undo the last action"), "Work", ("Ctrl+Z",), "arrow-back-up"
    ),
    Command("work.import", _("commands", "Import…"), "Work", ("Ctrl+I",), "file-import"),
    Command("work.export", _("commands", "Export…"), "Work", ("Ctrl+Shift+E",), "file-export"),
    Command(
        "queue.next",
        _("commands", "Next ticket in the list"),
        "View",
        ("J", "Alt+Down"),
        "chevron-down",
    ),
    Command(
        "queue.previous",
        _("commands", "Previous ticket in the list"),
        "View",
        ("K", "Alt+Up"),
        "chevron-up",
    ),
    Command(
        "queue.save_view",
        _("commands", "Save this view…"),
        "View",
        ("Ctrl+Shift+S",),
        "bookmark-plus",
        "queue",
    ),
    Command("queue.columns", _("commands", "Columns…"), "View", (), "columns", "queue"),
    Command(
        "queue.select_all", _("commands", "Select all tickets"), "View", ("Ctrl+A",), "", "queue"
    ),
    Command(
        "ticket.take", _("commands", "Take this ticket"), "Ticket", ("F9",), "user-check", "ticket"
    ),
    Command(
        "ticket.skip",
        _("commands", "Skip…"),
        "Ticket",
        ("Shift+F8",),
        "player-skip-forward",
        "ticket",
    ),
    Command(
        "ticket.resolve",
        _("commands", "Resolve…"),
        "Ticket",
        ("Ctrl+Return",),
        "circle-check",
        "ticket",
    ),
    Command(
        "ticket.reopen", _("commands", "Reopen"), "Ticket", ("Ctrl+Shift+O",), "rotate", "ticket"
    ),
    Command("ticket.wait", _("commands", "Wait…"), "Ticket", ("W",), "clock-pause", "ticket"),
    Command(
        "ticket.resume",
        _("commands", "Resume work"),
        "Ticket",
        ("Shift+W",),
        "player-play",
        "ticket",
    ),
    Command("ticket.assign", _("commands", "Assign…"), "Ticket", ("A",), "user-plus", "ticket"),
    Command(
        "ticket.transfer",
        _("commands", "Transfer to a group…"),
        "Ticket",
        ("T",),
        "arrows-exchange",
        "ticket",
    ),
    Command(
        "ticket.escalate", _("commands", "Escalate…"), "Ticket", ("E",), "arrow-up-circle", "ticket"
    ),
    Command("ticket.classify", _("commands", "Change class…"), "Ticket", ("C",), "tag", "ticket"),
    Command(
        "ticket.priority", _("commands", "Change priority…"), "Ticket", ("P",), "flag", "ticket"
    ),
    Command(
        "ticket.urge", _("commands", "Customer urges"), "Ticket", ("U",), "bell-ringing", "ticket"
    ),
    Command(
        "ticket.duplicate", _("commands", "Link as duplicate…"), "Ticket", ("D",), "link", "ticket"
    ),
    Command(
        "ticket.merge",
        _("commands", "Merge into another ticket…"),
        "Ticket",
        ("M",),
        "git-merge",
        "ticket",
    ),
    Command(
        "ticket.copy_number",
        _("commands", "Copy ticket number"),
        "Ticket",
        ("Y",),
        "copy",
        "ticket",
    ),
    Command(
        "ticket.attach",
        _("commands", "Attach files…"),
        "Ticket",
        ("Ctrl+Shift+A",),
        "paperclip",
        "ticket",
    ),
    Command(
        "ticket.step",
        _("commands", "Next step of the procedure…"),
        "Ticket",
        ("S",),
        "list",
        "ticket",
    ),
    Command(
        "ticket.history", _("commands", "Journal of this ticket"), "Ticket", (), "history", "ticket"
    ),
    Command("ticket.close", _("commands", "Back to the list"), "View", ("Esc",), "x", "ticket"),
    Command("reply.focus", _("commands", "Reply"), "Reply", ("R",), "message-reply", "ticket"),
    Command("reply.note", _("commands", "Internal note"), "Reply", ("N",), "note", "ticket"),
    Command(
        "reply.scripts",
        _("commands", "Reply scripts"),
        "Reply",
        ("Ctrl+;", "Ctrl+；"),
        "notes",
        "ticket",
    ),
    Command("reply.send", _("commands", "Send"), "Reply", ("Ctrl+Return",), "send", "reply"),
    Command(
        "reply.send_resolve",
        _("commands", "Send and resolve…"),
        "Reply",
        ("Ctrl+Shift+Return",),
        "circle-check",
        "reply",
    ),
    Command("claim.make", _("commands", "Make a claim"), "Claim", ("Ctrl+M",), "receipt", "ticket"),
    Command(
        "claim.open", _("commands", "Open the claim"), "Claim", ("L",), "file-invoice", "ticket"
    ),
    Command(
        "claim.submit",
        _("commands", "Submit the claim"),
        "Claim",
        ("Ctrl+Return",),
        "send",
        "claim",
    ),
    Command(
        "claim.approve",
        _("commands", "Approve…"),
        "Claim",
        ("Ctrl+Shift+Return",),
        "shield-check",
        "claim",
    ),
    Command("claim.reject", _("commands", "Reject…"), "Claim", (), "x", "claim"),
    Command("claim.print", _("commands", "Print the claim form…"), "Claim", ("Ctrl+P",), "printer"),
    Command("claim.pay", _("commands", "Record the payment…"), "Claim", (), "cash", "claim"),
    Command("claim.list", _("commands", "All claims"), "Claim", ("Ctrl+L",), "file-invoice"),
    Command(
        "intake.save",
        _("commands", "Create the ticket"),
        "Work",
        ("Ctrl+Return",),
        "check",
        "intake",
    ),
    *(
        Command(
            f"view.{n}",
            _("commands", "Go to view %n").replace("%n", str(n)),
            "View",
            (f"Ctrl+{n}",),
            "",
            "window",
            False,
        )
        for n in range(1, 10)
    ),
    Command(
        "window.wide",
        _("commands", "Ticket beside the list or alone"),
        "View",
        ("F11", "Ctrl+\\"),
        "layout-sidebar-right",
    ),
    Command("desk.sync", _("commands", "Exchange now"), "Desk", ("F5",), "refresh"),
    Command("desk.preferences", _("commands", "Preferences…"), "Desk", ("Ctrl+,",), "settings"),
    Command("desk.language", _("commands", "Language…"), "Desk", (), "language"),
    Command("desk.theme", _("commands", "Light or dark"), "Desk", ("Ctrl+Shift+L",), "palette"),
    Command("desk.palette", _("commands", "Find a command…"), "Desk", ("Ctrl+K",), "command"),
    Command("desk.shortcuts", _("commands", "Shortcuts"), "Desk", ("F1", "?"), "keyboard"),
    Command("desk.about", _("commands", "About Aftercare"), "Desk", (), "info-circle"),
    Command("desk.quit", _("commands", "Quit"), "Desk", ("Ctrl+Q",), "logout"),
)
BY_ID: Final = {command.id: command for command in COMMANDS}
