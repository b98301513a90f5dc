"""What stands in the intake form, as plain values: for the draft and for the action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from workstation.actions.intake import NewTicket
from workstation.domain.conversation import Draft

EDITOR: Final = "intake"
#: Facts of the action that the form calls by the same name.
_SHARED: Final = (
    "customer",
    "party",
    "waybill",
    "address",
    "subtype",
    "intensity",
    "priority",
    "channel",
    "take",
)
#: Facts that are set from the start and say nothing about whether anything was typed.
_CHOICES: Final = frozenset({"party", "channel", "intensity", "priority", "take", "by_hand"})


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """An unfinished intake. `subtype` counts as chosen only when `by_hand`; `priority` 0: as
    the rules say. `customer` is the uid of a known customer, "" for whoever has the number."""

    number: str = ""
    name: str = ""
    customer: str = ""
    party: str = "receiver"
    waybill: str = ""
    address: str = ""
    words: str = ""
    paste: str = ""
    subtype: str = ""
    by_hand: bool = False
    intensity: int = 0
    priority: int = 0
    channel: str = "phone"
    take: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing was typed yet."""
        told = asdict(self)
        return not any(told[name] for name in told if name not in _CHOICES | {"subtype"})

    def draft(self, uid: str, agent: str, now: int) -> Draft:
        """The draft that keeps these facts."""
        return Draft(uid, "", EDITOR, self.words or self.waybill, now, agent, data=asdict(self))


def facts_of(data: Mapping[str, Any]) -> IntakeFacts:
    """The facts that a draft kept; what an older version wrote otherwise is passed over."""
    if "args" in data:  # words of a ticket that was refused
        data = _from_action(data["args"])
    made: dict[str, Any] = {}
    for item in fields(IntakeFacts):
        value = data.get(item.name)
        if type(value) is type(item.default):
            made[item.name] = value
    return IntakeFacts(**made)


def _from_action(told: object) -> dict[str, Any]:
    """The form's facts from those of a `NewTicket`."""
    args = told if isinstance(told, Mapping) else {}
    facts = {name: args.get(name) for name in _SHARED}
    words = (str(args.get(name) or "") for name in ("body", "subject"))
    return {
        **facts,
        "number": args.get("phone"),
        "name": args.get("customer_name"),
        "words": next((text for text in words if text), ""),
        "by_hand": bool(args.get("subtype")),
    }


def action_of(
    facts: IntakeFacts, phone: str, waybill: str, subtype: str, title: str, *, even_if_open: bool
) -> NewTicket:
    """The action that creates the ticket; `phone` and `waybill` are in their kept forms.

    `title` stands in for the words when there are none.
    """
    words = facts.words.strip()
    return NewTicket(
        subject=words.splitlines()[0][:60] if words else title,
        body=words,
        channel=facts.channel,
        party=facts.party,
        phone=phone,
        customer_name=facts.name.strip(),
        customer=facts.customer,
        address=facts.address.strip(),
        waybill=waybill,
        class_code=subtype.partition(".")[0],
        subtype=subtype,
        intensity=facts.intensity,
        priority=facts.priority or None,
        even_if_open=even_if_open,
        take=facts.take,
    )
