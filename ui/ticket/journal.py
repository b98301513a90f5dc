"""The audit journal of a ticket: every finished act, who did it and when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.text import done
from ui.text.fields import FIELDS
from ui.ticket.names import Names
from ui.ticket.overlay import Overlay
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.lines import Line, LineList
from workstation.domain.pages import JournalLine

#: Acts that the notice bar says nothing about, by the names of their classes.
ACTS: Final = {
    "AddAttachment": _T("journal", "Attached a file"),
    "AddNote": _T("journal", "Wrote a note"),
    "ApproveClaim": _T("journal", "Approved the claim"),
    "EditClaim": _T("journal", "Changed the claim"),
    "EditTicket": _T("journal", "Corrected facts"),
    "ImportBatch": _T("journal", "Imported"),
    "MakeClaim": _T("journal", "Made a claim"),
    "MarkDelivery": _T("journal", "The message's way"),
    "NewTicket": _T("journal", "Created the ticket"),
    "PayClaim": _T("journal", "Paid the claim"),
    "RecordCall": _T("journal", "Noted a call"),
    "RecordPrint": _T("journal", "Printed the claim form"),
    "RetryDelivery": _T("journal", "Sent again"),
    "RevealFact": _T("journal", "Looked at a hidden fact"),
    "SaveCustomer": _T("journal", "Changed the customer"),
    "SaveParcel": _T("journal", "Changed the parcel"),
    "SendReply": _T("journal", "Sent a reply"),
    "TakeBack": _T("journal", "Took a message back"),
    "TakeTicket": _T("journal", "Took the ticket"),
    "Undo": _T("journal", "Took back what was done"),
}
_SHOWN: Final = frozenset(FIELDS) - {"last_activity_at", "due_at"}


def act_name(action: str) -> str:
    """What an act is called in the journal; an unknown one is shown as it is."""
    source = ACTS.get(action)
    if source is None:
        return done.done_sentence(action) or action
    return QCoreApplication.translate("journal", source)


class JournalPanel(Overlay):
    """Lists the newest acts, newest first; `closed` when it is left."""

    def __init__(self, ticket: str, bridge: Bridge, names: Names, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("JournalPanel", "Journal"), parent)
        self._names = names
        self.list = LineList()
        self.column.addWidget(self.list, 1)
        bridge.ask(lambda reader: reader.journal(ticket), self._show)

    def first(self) -> QWidget:
        """The list takes the keyboard."""
        return self.list

    def _show(self, lines: tuple[JournalLine, ...]) -> None:
        self.list.show_lines([self._line(one) for one in lines])

    def _line(self, one: JournalLine) -> Line:
        title = act_name(one.action)
        if one.undone:
            title = self.tr("{act} (taken back)").format(act=title)
        fields: list[str] = []
        for change in one.changes:
            touched = change.get("set")
            if isinstance(touched, dict):
                fields += [self._names.field(name) for name in touched if name in _SHOWN]
        about = f"{one.agent_name}  {', '.join(dict.fromkeys(fields))}"
        return Line(one.operation, title, about, self._names.full_moment(one.at))
