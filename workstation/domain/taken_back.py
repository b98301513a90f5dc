"""A message that waits before it leaves, and its words as a draft again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workstation.domain.conversation import Draft, Entry


@dataclass(frozen=True, slots=True)
class OnHold:
    """A message that may still be taken back, until a moment (milliseconds UTC)."""

    entry: str
    ticket: str
    until: int
    channel: str
    recipient: str


def draft_again(entry: Entry, uid: str, now: int) -> Draft:
    """The draft that a message is written on as: words, recipient, files and script."""
    told = entry.data.get("script")
    script: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    return Draft(
        uid=uid,
        ticket=entry.ticket,
        editor="reply",
        body=entry.body,
        saved_at=now,
        agent=entry.author,
        channel=entry.channel,
        recipient=entry.recipient,
        script=entry.script,
        data={
            "subject": entry.subject,
            "attachments": list(entry.attachments),
            "script_version": entry.script_version,
            "script_data": {**script, "put": script.get("put") or entry.body} if script else {},
        },
    )
