"""The telephone: what is said is noted, nothing leaves the desk."""

from __future__ import annotations

from workstation.channels.message import Delivery, OutgoingMessage


def note_spoken(message: OutgoingMessage) -> Delivery:
    """Note that the words were spoken. The desk's own timeline entry is the record."""
    return Delivery("spoken", "spoken", message.to)
