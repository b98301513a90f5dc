"""What others wrote while a reply was typed."""

from __future__ import annotations

from collections.abc import Iterable

from ui.text.refusals import refusal_sentence
from workstation.domain.conversation import Draft, Entry
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal


def newest(detail: TicketDetail) -> int:
    """When the newest entry was made, milliseconds UTC."""
    return detail.entries[-1].at if detail.entries else detail.ticket.created_at


def speaks(entry: Entry, me: str) -> bool:
    """Whether an entry holds words of somebody else to or from the customer."""
    return entry.kind in ("call", "message", "note") and entry.author != me


def last_heard(detail: TicketDetail) -> str:
    """The uid of the customer's last words, "" for none."""
    return next((e.uid for e in reversed(detail.entries) if e.direction == "in"), "")


def stale_words(refusal: Refusal, detail: TicketDetail | None) -> str:
    """The sentence for a reply that came too late, with the words that came before it."""
    at = refusal.facts.get("at")
    entries = detail.entries if detail else ()
    came = next((e for e in entries if e.at == at and e.direction == "in"), None)
    sentence = refusal_sentence(refusal)
    words = " ".join(came.body.split())[:120] if came else ""
    return f"{sentence} “{words}”" if words else sentence


def kept_as_sent(drafts: Iterable[Draft], uid: str, body: str) -> bool:
    """Whether a draft that was left behind holds only what was sent."""
    return all(one.body == body for one in drafts if one.uid == uid)
