"""The word for every code: statuses, groups, channels, priorities, outcomes and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP

STATUSES: Final = {
    "new": QT_TRANSLATE_NOOP("status", "New"),
    "open": QT_TRANSLATE_NOOP("status", "Open"),
    "waiting": QT_TRANSLATE_NOOP("status", "Waiting"),
    "resolved": QT_TRANSLATE_NOOP("status", "Resolved"),
    "closed": QT_TRANSLATE_NOOP("status", "Closed"),
}
GROUPS: Final = {
    "seasonal": QT_TRANSLATE_NOOP("group", "Seasonal goods"),
    "cod": QT_TRANSLATE_NOOP("group", "Cash on delivery"),
    "key_account": QT_TRANSLATE_NOOP("group", "Key accounts"),
    "individual": QT_TRANSLATE_NOOP("group", "Individual cases"),
    "customs": QT_TRANSLATE_NOOP("group", "Customs"),
    "damage_loss": QT_TRANSLATE_NOOP("group", "Damage and loss"),
    "escalation": QT_TRANSLATE_NOOP("group", "Escalation"),
    "claims": QT_TRANSLATE_NOOP("group", "Claims"),
}
CHANNELS: Final = {
    "phone": QT_TRANSLATE_NOOP("channel", "Phone"),
    "sms": QT_TRANSLATE_NOOP("channel", "Text message"),
    "email": QT_TRANSLATE_NOOP("channel", "E-mail"),
    "chat": QT_TRANSLATE_NOOP("channel", "Chat"),
    "web": QT_TRANSLATE_NOOP("channel", "Web form"),
    "import": QT_TRANSLATE_NOOP("channel", "Import"),
}
PARTIES: Final = {
    "sender": QT_TRANSLATE_NOOP("party", "Sender"),
    "receiver": QT_TRANSLATE_NOOP("party", "Receiver"),
    "merchant": QT_TRANSLATE_NOOP("party", "Merchant"),
}
PRIORITIES: Final = {
    1: QT_TRANSLATE_NOOP("priority", "Low"),
    2: QT_TRANSLATE_NOOP("priority", "Normal"),
    3: QT_TRANSLATE_NOOP("priority", "High"),
    4: QT_TRANSLATE_NOOP("priority", "Urgent"),
}
INTENSITIES: Final = {
    0: QT_TRANSLATE_NOOP("intensity", "Calm"),
    1: QT_TRANSLATE_NOOP("intensity", "Upset"),
    2: QT_TRANSLATE_NOOP("intensity", "Strong"),
}
WAITING_REASONS: Final = {
    "customer": QT_TRANSLATE_NOOP("waiting", "the customer"),
    "sender": QT_TRANSLATE_NOOP("waiting", "the sender"),
    "receiver": QT_TRANSLATE_NOOP("waiting", "the receiver"),
    "merchant": QT_TRANSLATE_NOOP("waiting", "the merchant"),
    "internal": QT_TRANSLATE_NOOP("waiting", "a colleague or department"),
    "other": QT_TRANSLATE_NOOP("waiting", "something else"),
}
OUTCOMES: Final = {
    "solved": QT_TRANSLATE_NOOP("outcome", "Solved"),
    "informed": QT_TRANSLATE_NOOP("outcome", "Informed"),
    "delivered": QT_TRANSLATE_NOOP("outcome", "Delivered"),
    "redirected": QT_TRANSLATE_NOOP("outcome", "Redirected"),
    "returned": QT_TRANSLATE_NOOP("outcome", "Returned to sender"),
    "refunded": QT_TRANSLATE_NOOP("outcome", "Refunded"),
    "compensated": QT_TRANSLATE_NOOP("outcome", "Compensated"),
    "unfounded": QT_TRANSLATE_NOOP("outcome", "Unfounded"),
    "withdrawn": QT_TRANSLATE_NOOP("outcome", "Withdrawn by the customer"),
    "unreachable": QT_TRANSLATE_NOOP("outcome", "Customer not reachable"),
    "duplicate": QT_TRANSLATE_NOOP("outcome", "Duplicate"),
    "merged": QT_TRANSLATE_NOOP("outcome", "Merged"),
}
DELIVERIES: Final = {
    "": "",
    "queued": QT_TRANSLATE_NOOP("delivery", "Queued"),
    "sent": QT_TRANSLATE_NOOP("delivery", "Sent"),
    "failed": QT_TRANSLATE_NOOP("delivery", "Not delivered"),
    "recorded": QT_TRANSLATE_NOOP("delivery", "Recorded, not sent"),
    "spoken": QT_TRANSLATE_NOOP("delivery", "Spoken"),
    "taken_back": QT_TRANSLATE_NOOP("delivery", "Taken back before it left"),
}
ENTRY_KINDS: Final = {
    "call": QT_TRANSLATE_NOOP("entry", "Call"),
    "message": QT_TRANSLATE_NOOP("entry", "Message"),
    "note": QT_TRANSLATE_NOOP("entry", "Note"),
    "change": QT_TRANSLATE_NOOP("entry", "Change"),
    "transfer": QT_TRANSLATE_NOOP("entry", "Transfer"),
    "urge": QT_TRANSLATE_NOOP("entry", "Urged"),
    "claim": QT_TRANSLATE_NOOP("entry", "Claim"),
    "promise": QT_TRANSLATE_NOOP("entry", "Promise"),
    "revisit": QT_TRANSLATE_NOOP("entry", "Call-back"),
    "system": QT_TRANSLATE_NOOP("entry", "System"),
}
ROLES: Final = {
    "agent": QT_TRANSLATE_NOOP("role", "Agent"),
    "claims": QT_TRANSLATE_NOOP("role", "Claims specialist"),
    "leader": QT_TRANSLATE_NOOP("role", "Team leader"),
    "admin": QT_TRANSLATE_NOOP("role", "Administrator"),
}
CUSTOMER_KINDS: Final = {
    "cash": QT_TRANSLATE_NOOP("customer", "Cash customer"),
    "credit": QT_TRANSLATE_NOOP("customer", "Credit customer"),
    "key_account": QT_TRANSLATE_NOOP("customer", "Key account"),
}
CLAIM_STATUSES: Final = {
    "draft": QT_TRANSLATE_NOOP("claim_status", "Draft"),
    "submitted": QT_TRANSLATE_NOOP("claim_status", "Submitted"),
    "approved": QT_TRANSLATE_NOOP("claim_status", "Approved"),
    "rejected": QT_TRANSLATE_NOOP("claim_status", "Rejected"),
    "printed": QT_TRANSLATE_NOOP("claim_status", "Printed"),
    "paid": QT_TRANSLATE_NOOP("claim_status", "Paid"),
    "withdrawn": QT_TRANSLATE_NOOP("claim_status", "Withdrawn"),
}
CLAIM_KINDS: Final = {
    "loss": QT_TRANSLATE_NOOP("claim_kind", "Loss"),
    "damage": QT_TRANSLATE_NOOP("claim_kind", "Damage"),
    "shortage": QT_TRANSLATE_NOOP("claim_kind", "Missing contents"),
    "spoilage": QT_TRANSLATE_NOOP("claim_kind", "Spoilage"),
    "delay": QT_TRANSLATE_NOOP("claim_kind", "Delay"),
    "cod": QT_TRANSLATE_NOOP("claim_kind", "Cash on delivery"),
    "other": QT_TRANSLATE_NOOP("claim_kind", "Other"),
}
CATEGORIES: Final = {
    "ordinary": QT_TRANSLATE_NOOP("category", "Ordinary"),
    "fresh": QT_TRANSLATE_NOOP("category", "Fresh"),
    "food": QT_TRANSLATE_NOOP("category", "Food"),
    "fragile": QT_TRANSLATE_NOOP("category", "Fragile"),
    "valuable": QT_TRANSLATE_NOOP("category", "Valuable"),
    "documents": QT_TRANSLATE_NOOP("category", "Documents"),
    "medicine": QT_TRANSLATE_NOOP("category", "Medicine"),
}
AREAS: Final = {
    "domestic": QT_TRANSLATE_NOOP("area", "Domestic"),
    "hk_mo_tw": QT_TRANSLATE_NOOP("area", "Hong Kong, Macao, Taiwan"),
    "overseas": QT_TRANSLATE_NOOP("area", "Overseas"),
}
#: Regions that teams are often cut into; others are shown by their own code.
REGIONS: Final = {
    "north": QT_TRANSLATE_NOOP("region", "North"),
    "south": QT_TRANSLATE_NOOP("region", "South"),
    "east": QT_TRANSLATE_NOOP("region", "East"),
    "west": QT_TRANSLATE_NOOP("region", "West"),
    "central": QT_TRANSLATE_NOOP("region", "Central"),
}
RATINGS: Final = {
    3: QT_TRANSLATE_NOOP("rating", "Satisfied"),
    2: QT_TRANSLATE_NOOP("rating", "Fair"),
    1: QT_TRANSLATE_NOOP("rating", "Dissatisfied"),
}
DUE_KINDS: Final = {
    "response": QT_TRANSLATE_NOOP("due", "First response"),
    "resolve": QT_TRANSLATE_NOOP("due", "Solution"),
    "legal": QT_TRANSLATE_NOOP("due", "Legal limit"),
    "step": QT_TRANSLATE_NOOP("due", "Step"),
    "update": QT_TRANSLATE_NOOP("due", "Update to the customer"),
    "promise": QT_TRANSLATE_NOOP("due", "Promise"),
    "revisit": QT_TRANSLATE_NOOP("due", "Call-back"),
    "feedback": QT_TRANSLATE_NOOP("due", "First feedback"),
    "task": QT_TRANSLATE_NOOP("due", "Task"),
    "appeal": QT_TRANSLATE_NOOP("due", "Appeal"),
    "waiting": QT_TRANSLATE_NOOP("due", "Follow-up"),
}
DEPARTMENTS: Final = {
    "dispatch": QT_TRANSLATE_NOOP("department", "Dispatch"),
    "hub": QT_TRANSLATE_NOOP("department", "Sorting hub"),
    "outlet": QT_TRANSLATE_NOOP("department", "Delivery outlet"),
    "finance": QT_TRANSLATE_NOOP("department", "Finance"),
    "broker": QT_TRANSLATE_NOOP("department", "Customs broker"),
    "sales": QT_TRANSLATE_NOOP("department", "Sales"),
}
VIEWS: Final = {
    "mine": QT_TRANSLATE_NOOP("view", "My tickets"),
    "unassigned": QT_TRANSLATE_NOOP("view", "Unassigned in my groups"),
    "due_soon": QT_TRANSLATE_NOOP("view", "Due soon"),
    "overdue": QT_TRANSLATE_NOOP("view", "Overdue"),
    "waiting": QT_TRANSLATE_NOOP("view", "Waiting"),
    "urged": QT_TRANSLATE_NOOP("view", "Urged"),
    "escalated": QT_TRANSLATE_NOOP("view", "Escalated"),
    "claims": QT_TRANSLATE_NOOP("view", "Claims in progress"),
    "green_lane": QT_TRANSLATE_NOOP("view", "Green lane"),
    "tasks": QT_TRANSLATE_NOOP("view", "Tasks for departments"),
    "promises": QT_TRANSLATE_NOOP("view", "Promises due"),
    "revisits": QT_TRANSLATE_NOOP("view", "Call-backs"),
    "closed": QT_TRANSLATE_NOOP("view", "Recently closed"),
    "all": QT_TRANSLATE_NOOP("view", "All tickets"),
}


def word(context: str, table: Mapping[Any, str], code: str | int) -> str:
    """The word of a code in a table of source strings; an unknown code is shown as it is."""
    source = table.get(code)
    return QCoreApplication.translate(context, source) if source else str(code)


def listing(words: Iterable[str]) -> str:
    """Words one after the other, parted as the language parts them."""
    return QCoreApplication.translate("words", ", ").join(words)


def status(code: str) -> str:
    """The word for a ticket's status; here as below, an unknown code is shown as it is."""
    return word("status", STATUSES, code)


def group(code: str) -> str:
    """The name of a group."""
    return word("group", GROUPS, code)


def channel(code: str) -> str:
    """The name of a channel."""
    return word("channel", CHANNELS, code)


def party(code: str) -> str:
    """Sender, receiver or merchant."""
    return word("party", PARTIES, code)


def priority(level: int) -> str:
    """The word for a priority of 1 to 4."""
    return word("priority", PRIORITIES, level)


def intensity(level: int) -> str:
    """The word for how strongly a customer complains, 0 to 2."""
    return word("intensity", INTENSITIES, level)


def waiting_for(code: str) -> str:
    """Whom or what a ticket waits for, as the end of "Waiting for …"."""
    return word("waiting", WAITING_REASONS, code)


def outcome(code: str) -> str:
    """What became of a ticket."""
    return word("outcome", OUTCOMES, code)


def delivery(code: str) -> str:
    """What became of a message; "" for entries that are not messages."""
    return word("delivery", DELIVERIES, code)


def entry_kind(code: str) -> str:
    """The name of a kind of timeline entry."""
    return word("entry", ENTRY_KINDS, code)


def role(code: str) -> str:
    """The name of an agent's role."""
    return word("role", ROLES, code)


def customer_kind(code: str) -> str:
    """Cash, credit or key account."""
    return word("customer", CUSTOMER_KINDS, code)


def claim_status(code: str) -> str:
    """The word for a claim's status."""
    return word("claim_status", CLAIM_STATUSES, code)


def claim_kind(code: str) -> str:
    """What a claim is about."""
    return word("claim_kind", CLAIM_KINDS, code)


def category(code: str) -> str:
    """The kind of goods."""
    return word("category", CATEGORIES, code)


def area(code: str) -> str:
    """Domestic, Hong Kong/Macao/Taiwan, overseas."""
    return word("area", AREAS, code)


def region(code: str) -> str:
    """The name of a region."""
    return word("region", REGIONS, code)


def rating(level: int) -> str:
    """Satisfied (3), fair (2), dissatisfied (1)."""
    return word("rating", RATINGS, level)


def due_kind(code: str) -> str:
    """Which limit is the next one due."""
    return word("due", DUE_KINDS, code)


def department(code: str) -> str:
    """A department outside the desk that tasks go to."""
    return word("department", DEPARTMENTS, code)


def view_name(code: str, name: str = "") -> str:
    """The name of a view: its own, else by its code; "group:cod" gives the group's name."""
    if name:
        return name
    if code.startswith("group:"):
        return group(code.removeprefix("group:"))
    return word("view", VIEWS, code)


#: Fields whose values are codes, or levels, with words of their own.
CODED: Final[Mapping[str, Callable[[Any], str]]] = {
    "status": status,
    "group_code": group,
    "channel": channel,
    "party": party,
    "priority": priority,
    "intensity": intensity,
    "waiting_reason": waiting_for,
    "outcome": outcome,
    "region": region,
    **dict.fromkeys(("satisfaction", "promise_kept", "attitude", "speed"), rating),
}
