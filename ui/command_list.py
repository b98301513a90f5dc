"""Every command of the program, declared once: id, text, group, keys, icon, context.

Keys by the hand: function keys for what an agent does all day, letters for acts on the open
ticket (never while a text has the focus), Ctrl+Enter for "finish what I am in".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

GROUPS: Final = (
    _T("commands", "Work"),
    _T("commands", "Ticket"),
    _T("commands", "Reply"),
    _T("commands", "Claim"),
    _T("commands", "View"),
    _T("commands", "Desk"),
)
#: Where a command applies, from the outside in: an inner one takes a key from an outer one.
CONTEXTS: Final = ("window", "queue", "ticket", "claim", "intake", "rules", "scripts", "reply")
#: Contexts whose keys count only while the keyboard focus is inside them.
FOCUSED: Final = frozenset({"queue", "claim", "intake", "rules", "scripts", "reply"})


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. `text` and `group` are English source strings.

    `keys` are key sequences in Qt's portable form; `menu` False keeps it out of the menus.
    """

    id: str
    text: str
    group: str
    context: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: bool = True

    def name(self) -> str:
        """The command's text in the language of the screen."""
        text = QCoreApplication.translate("commands", self.text)
        return text.format(n=self.id.rpartition(".")[2])

    def group_name(self) -> str:
        """The group's name in the language of the screen."""
        return QCoreApplication.translate("commands", self.group)


def _made(
    group: str, context: str, *rows: tuple[str, str, str, str], menu: bool = True
) -> tuple[Command, ...]:
    """Commands of one group and context from (id, text, keys parted by a space, icon)."""
    return tuple(
        Command(id, text, group, context, tuple(keys.split()), icon, menu)
        for id, text, keys, icon in rows
    )


COMMANDS: Final[tuple[Command, ...]] = (
    *_made(
        "Work",
        "window",
        ("work.take_next", _T("commands", "Take next ticket"), "F8", "player-track-next"),
        ("work.new_ticket", _T("commands", "New ticket"), "F2 Ctrl+N", "plus"),
        ("work.search", _T("commands", "Search"), "Ctrl+F / F3", "search"),
        (
            "work.older",
            _T("commands", "Search older tickets in the shared database"),
            "Ctrl+Shift+F",
            "history",
        ),
        ("work.caller", _T("commands", "Look up a caller…"), "F7", "phone-incoming"),
        ("work.drafts", _T("commands", "Drafts"), "Ctrl+D", "writing"),
        ("work.refused", _T("commands", "What was refused"), "Ctrl+Shift+R", "alert-triangle"),
        ("work.undo", _T("commands", "Undo the last action"), "Ctrl+Z", "arrow-back-up"),
        ("work.import", _T("commands", "Import…"), "Ctrl+I", "file-import"),
        ("work.export", _T("commands", "Export…"), "Ctrl+E", "file-export"),
    ),
    *_made(
        "Work",
        "intake",
        ("intake.save", _T("commands", "Create the ticket"), "Ctrl+Return", "check"),
    ),
    *_made(
        "Ticket",
        "ticket",
        ("ticket.take", _T("commands", "Take this ticket"), "F9", "user-check"),
        ("ticket.skip", _T("commands", "Skip…"), "Shift+F8", "player-skip-forward"),
        ("ticket.resolve", _T("commands", "Resolve…"), "Ctrl+Return", "circle-check"),
        ("ticket.reopen", _T("commands", "Reopen…"), "Ctrl+Shift+O", "rotate"),
        ("ticket.wait", _T("commands", "Wait…"), "W", "clock-pause"),
        ("ticket.resume", _T("commands", "Resume work"), "Shift+W", "player-play"),
        ("ticket.step", _T("commands", "Next thing of the step"), "S", "list"),
        ("ticket.way", _T("commands", "Choose the next step…"), "X", "arrow-right"),
        ("ticket.form", _T("commands", "Write a form of the step…"), "B", "pencil"),
        ("ticket.step_back", _T("commands", "Back a step…"), "Shift+X", "arrow-back-up"),
        ("ticket.seat", _T("commands", "Put the ticket on a step…"), "", "map-pin"),
        ("ticket.flow", _T("commands", "Flow picture of the procedure"), "O", "git-merge"),
        ("ticket.limits", _T("commands", "Limits and their sums"), "I", "clock"),
        ("ticket.assign", _T("commands", "Assign…"), "A", "user-plus"),
        (
            "ticket.assign_best",
            _T("commands", "Assign to whoever has most room"),
            "Shift+A",
            "user-check",
        ),
        ("ticket.transfer", _T("commands", "Transfer to a group…"), "T", "arrows-exchange"),
        ("ticket.escalate", _T("commands", "Escalate…"), "E", "arrow-up-circle"),
        ("ticket.classify", _T("commands", "Change class…"), "C", "tag"),
        ("ticket.priority", _T("commands", "Change priority…"), "P", "flag"),
        ("ticket.urge", _T("commands", "Customer urges…"), "U", "bell-ringing"),
        ("ticket.task", _T("commands", "Ask a department…"), "Shift+T", "truck"),
        ("ticket.promise", _T("commands", "Promise…"), "G", "star"),
        ("ticket.promise_kept", _T("commands", "The promise was kept"), "Shift+G", "check"),
        ("ticket.revisit", _T("commands", "Call back later…"), "V", "phone-incoming"),
        (
            "ticket.revisit_done",
            _T("commands", "Result of the call-back…"),
            "Shift+V",
            "circle-check",
        ),
        ("ticket.diagnose", _T("commands", "Guided diagnosis…"), "Q", "help"),
        ("ticket.duplicate", _T("commands", "Link as duplicate…"), "D", "link"),
        ("ticket.merge", _T("commands", "Merge into another ticket…"), "M", "git-merge"),
        ("ticket.attach", _T("commands", "Attach files…"), "Ctrl+Shift+A", "paperclip"),
        ("ticket.copy_number", _T("commands", "Copy the ticket's number"), "Y", "copy"),
        ("ticket.history", _T("commands", "Journal of this ticket"), "H", "history"),
    ),
    *_made(
        "Reply",
        "ticket",
        ("reply.focus", _T("commands", "Reply"), "R", "message-reply"),
        ("reply.note", _T("commands", "Internal note"), "N", "note"),
        ("reply.scripts", _T("commands", "Reply scripts"), "F4 Ctrl+;", "notes"),
        ("reply.articles", _T("commands", "Knowledge articles…"), "Shift+F4", "file-text"),
        (
            "reply.first_answer",
            _T("commands", "Insert the proposed answer"),
            "Ctrl+J",
            "message-reply",
        ),
        ("reply.prompter", _T("commands", "Read a script aloud…"), "Ctrl+Shift+P", "phone"),
        ("reply.script_language", _T("commands", "Scripts in Chinese or English"), "Alt+L", ""),
        ("reply.save_script", _T("commands", "Save as my script…"), "", "bookmark-plus"),
        ("reply.hotkeys", _T("commands", "Scripts behind the ten keys…"), "", "keyboard"),
        ("reply.finding", _T("commands", "Next words better not said"), "Ctrl+F8", ""),
        (
            "reply.finding_back",
            _T("commands", "Words better not said before these"),
            "Ctrl+Shift+F8",
            "",
        ),
    ),
    *_made(
        "Reply",
        "ticket",
        *(
            (
                f"reply.hotkey.{n}",
                _T("commands", "Put script {n} of my keys"),
                f"Alt+Shift+{n % 10}",
                "",
            )
            for n in range(1, 11)
        ),
        menu=False,
    ),
    *_made(
        "Reply",
        "reply",
        ("reply.send", _T("commands", "Send"), "Ctrl+Return", "send"),
        (
            "reply.send_resolve",
            _T("commands", "Send and resolve…"),
            "Ctrl+Shift+Return",
            "circle-check",
        ),
        (
            "reply.finding_open",
            _T("commands", "What is amiss with these words…"),
            "Alt+Return",
            "alert-triangle",
        ),
        ("reply.warned", _T("commands", "First button of the line that warns"), "Alt+Y", ""),
        ("reply.warned_also", _T("commands", "Second button of the line that warns"), "Alt+U", ""),
    ),
    *_made(
        "Claim",
        "ticket",
        ("claim.make", _T("commands", "Make a claim"), "Ctrl+M", "receipt"),
        ("claim.open", _T("commands", "Open the claim"), "L", "file-invoice"),
    ),
    *_made(
        "Claim",
        "claim",
        ("claim.submit", _T("commands", "Submit the claim"), "Ctrl+Return", "send"),
        ("claim.approve", _T("commands", "Approve…"), "Ctrl+Shift+Return", "shield-check"),
        ("claim.reject", _T("commands", "Reject…"), "", "x"),
        ("claim.withdraw", _T("commands", "Withdraw…"), "", "arrow-back-up"),
        ("claim.pay", _T("commands", "Record the payment…"), "", "cash"),
        ("claim.next", _T("commands", "The claim's next step"), "Alt+N", "arrow-right"),
        (
            "claim.following",
            _T("commands", "Next claim that waits for me"),
            "Alt+J",
            "player-track-next",
        ),
        ("claim.preceding", _T("commands", "The claim before that waits for me"), "Alt+K", ""),
        ("claim.items", _T("commands", "Goods of the claim"), "Alt+I", "list"),
        ("claim.bundle", _T("commands", "Link the chosen claims"), "Alt+G", "link"),
        ("claim.objection", _T("commands", "Objection of the claimant…"), "Alt+D", "message-reply"),
        ("claim.offer", _T("commands", "Note an offer…"), "Alt+O", "coin"),
        ("claim.attach", _T("commands", "Add files to the claim…"), "Ctrl+Shift+A", "paperclip"),
        ("payment.request", _T("commands", "Ask for the chosen payments"), "Alt+P", "cash"),
        (
            "payment.xlsx",
            _T("commands", "Payment file for the bank…"),
            "Ctrl+Shift+B",
            "file-export",
        ),
        (
            "payment.answer",
            _T("commands", "Import the bank's answer…"),
            "Ctrl+Shift+I",
            "file-import",
        ),
        ("claim.ask", _T("commands", "Ask for the missing evidence…"), "Alt+A", "send"),
        ("claim.pictures", _T("commands", "Pictures and papers of the claim"), "Alt+E", "photo"),
        ("claim.camera", _T("commands", "Pictures from a camera…"), "Alt+C", "photo"),
    ),
    *_made(
        "Claim",
        "window",
        ("claim.print", _T("commands", "Print the claim form…"), "Ctrl+P", "printer"),
        ("claim.list", _T("commands", "All claims"), "Ctrl+L", "coin"),
        ("claim.back", _T("commands", "Back to the claim"), "Alt+B", "arrow-left"),
        ("claim.save_as", _T("commands", "Save a form of the claim…"), "", "download"),
        ("claim.send_form", _T("commands", "Send a form of the claim…"), "", "mail"),
        ("claim.batch", _T("commands", "Print many claims…"), "Ctrl+B", "printer"),
        ("claim.register", _T("commands", "Register of printed forms"), "Ctrl+G", "list"),
        ("claim.payments", _T("commands", "Payments"), "Ctrl+Shift+Y", "cash"),
    ),
    *_made(
        "View",
        "window",
        ("queue.next", _T("commands", "Next ticket in the list"), "J Alt+Down", "chevron-down"),
        (
            "queue.previous",
            _T("commands", "Previous ticket in the list"),
            "K Alt+Up",
            "chevron-up",
        ),
        ("queue.save_view", _T("commands", "Save this view…"), "Ctrl+S", "bookmark-plus"),
        ("queue.columns", _T("commands", "Columns…"), "", "columns"),
        ("queue.filter", _T("commands", "Filter the list…"), "F", "filter"),
        ("window.next_pane", _T("commands", "To the next part of the window"), "F6", "layout-list"),
        (
            "window.wide",
            _T("commands", "Ticket beside the list or alone"),
            "F11 Ctrl+\\",
            "layout-sidebar-right",
        ),
    ),
    *_made(
        "View",
        "ticket",
        ("ticket.close", _T("commands", "Back to the list"), "Esc", "x"),
    ),
    *_made(
        "Desk",
        "rules",
        ("rules.save", _T("commands", "Save the draft of the rules"), "Ctrl+Shift+S", "check"),
        ("rules.try", _T("commands", "Try the draft of the rules"), "Ctrl+T", "player-play"),
        (
            "rules.redo",
            _T("commands", "Redo the change of the rules"),
            "Ctrl+Shift+Z",
            "arrow-forward-up",
        ),
        ("rules.activate", _T("commands", "Put the draft in force…"), "Ctrl+Return", "bolt"),
    ),
    *_made(
        "Desk",
        "scripts",
        ("scripts.new", _T("commands", "New script"), "N", "plus"),
        ("scripts.save", _T("commands", "Save the draft of the script"), "Ctrl+Shift+S", "check"),
        ("scripts.forward", _T("commands", "Next turn of the script"), "Ctrl+Return", "send"),
        (
            "scripts.placeholder",
            _T("commands", "Put a fact into the script"),
            "Ctrl+Shift+Space",
            "plus",
        ),
    ),
    *_made(
        "View",
        "window",
        *((f"view.{n}", _T("commands", "Go to view {n}"), f"Ctrl+{n}", "") for n in range(1, 10)),
        menu=False,
    ),
    *_made(
        "Desk",
        "window",
        ("desk.palette", _T("commands", "Find a command…"), "Ctrl+K", "command"),
        ("desk.sync", _T("commands", "Exchange now"), "F5", "refresh"),
        ("desk.shared", _T("commands", "Shared database"), "Shift+F5", "database"),
        ("desk.compare", _T("commands", "Compare with the shared database now"), "", "check"),
        ("desk.agent", _T("commands", "Who sits here…"), "", "users"),
        ("desk.availability", _T("commands", "Available, busy or away…"), "Shift+F9", "user"),
        ("desk.procedures", _T("commands", "Procedures as pictures"), "", "git-merge"),
        ("desk.notices", _T("commands", "Notices"), "Ctrl+Shift+N", "bell"),
        ("desk.people", _T("commands", "People, skills and load…"), "", "users"),
        ("desk.rules", _T("commands", "Rules…"), "Ctrl+R", "adjustments"),
        ("desk.forms", _T("commands", "Printed forms…"), "", "file-text"),
        ("desk.verify", _T("commands", "Verify a form…"), "Shift+F12", "shield-check"),
        ("desk.scripts", _T("commands", "Scripts…"), "Ctrl+H", "notes"),
        ("desk.preferences", _T("commands", "Preferences…"), "Ctrl+,", "settings"),
        ("desk.theme", _T("commands", "Light or dark"), "Ctrl+Shift+L", "palette"),
        ("desk.language", _T("commands", "中文 / English"), "", "language"),
        ("desk.shortcuts", _T("commands", "Shortcuts"), "F1 ?", "keyboard"),
        ("desk.start_page", _T("commands", "Change the desk…"), "", "database"),
        ("desk.about", _T("commands", "About Aftercare"), "", "info-circle"),
        ("desk.quit", _T("commands", "Quit"), "Ctrl+Q", "logout"),
    ),
)
BY_ID: Final = {command.id: command for command in COMMANDS}
