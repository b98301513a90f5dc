"""What the page of the shared database lists: work that waits, is held or was refused, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

#: Where actions keep what a person typed, the most telling first.
_WORDS: Final = ("body", "note", "reason", "result", "what", "purpose", "description", "subject")
#: Actions whose words belong in an editor, and which.
_EDITORS: Final = {
    "SendReply": "reply",
    "AddNote": "note",
    "RecordCall": "note",
    "NewTicket": "intake",
}
#: The command whose form does an action anew.
_FORMS: Final = {
    "AssignTicket": "ticket.assign",
    "AutoAssign": "ticket.assign",
    "ChangeClass": "ticket.classify",
    "ChangePriority": "ticket.priority",
    "EscalateTicket": "ticket.escalate",
    "LinkDuplicate": "ticket.duplicate",
    "FinishRevisit": "ticket.revisit_done",
    "MakePromise": "ticket.promise",
    "MergeTicket": "ticket.merge",
    "ReopenTicket": "ticket.reopen",
    "ResolveTicket": "ticket.resolve",
    "SetRevisit": "ticket.revisit",
    "SetWaiting": "ticket.wait",
    "TakeStep": "ticket.step",
    "TransferTicket": "ticket.transfer",
    "UrgeTicket": "ticket.urge",
}


#: Fields of a ticket that a line of a form can correct.
CORRECTED: Final = frozenset(
    {
        "address",
        "customer_name",
        "email",
        "order_no",
        "phone",
        "product",
        "subject",
        "waybill",
    }
)


@dataclass(frozen=True, slots=True)
class Mending:
    """How refused work is done anew: in an editor with its draft, in a form, or at a claim.

    The draft has the uid of the `operation`; `command` opens the form that asks for `facts`,
    `fields` are those of a ticket to be corrected.
    """

    operation: str
    ticket: str
    editor: str = ""
    command: str = ""
    claim: str = ""
    fields: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def words_of(args: dict[str, Any]) -> str:
    """What a person typed in a piece of work."""
    told = (str(args.get(name) or "").strip() for name in _WORDS)
    found = next((words for words in told if words), "")
    inner = args.get("actions")
    if not found and isinstance(inner, (list, tuple)):
        parts = (words_of(one) for one in inner if isinstance(one, dict))
        found = next((words for words in parts if words), "")
    return found


def mending(operation: str, action: str, ticket: str, args: dict[str, Any]) -> Mending:
    """Where a person does it anew, with the words that were typed."""
    editor = _EDITORS.get(action, "")
    if editor:
        return Mending(operation, ticket, editor)
    claim = args.get("claim")
    if isinstance(claim, str) and claim:
        return Mending(operation, ticket, claim=claim)
    wanted = args.get("fields")
    if action == "EditTicket" and isinstance(wanted, dict) and CORRECTED.issuperset(wanted):
        return Mending(operation, ticket, fields=tuple(wanted), facts=wanted)
    return Mending(operation, ticket, command=_FORMS.get(action, ""), facts=args)
