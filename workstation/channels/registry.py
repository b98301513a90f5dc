"""Finds the way for a message: the telephone, the mail server, a gateway, or just the record."""

from __future__ import annotations

from workstation.channels.http_gateway import send_through
from workstation.channels.message import Delivery, OutgoingMessage
from workstation.channels.phone import note_spoken
from workstation.channels.settings import ChannelSettings
from workstation.channels.smtp import send_mail


def send(message: OutgoingMessage, settings: ChannelSettings, attempt: int = 1) -> Delivery:
    """Try once to deliver a message and tell what became of it.

    A channel that is not set up gives ``recorded``: the words are kept and were not sent; one that
    is set up wrongly gives ``failed`` (``channel_misconfigured``) with place and reason. Blocks
    for as long as the network takes (bounded by the settings' timeouts): not for the screen's
    thread. ``attempt`` counts from 1 and sets the wait that a failure proposes.
    """
    if message.channel == "phone":
        return note_spoken(message)
    if (wrong := settings.wrong.get(message.channel)) is not None:
        place = wrong.facts.get("place", "channels")
        return Delivery("failed", "channel_misconfigured", f"{place}: {wrong.code}")
    if message.channel == "email" and settings.smtp is not None:
        return send_mail(message, settings.smtp, attempt)
    if message.channel in settings.gateways:
        return send_through(message, settings.gateways[message.channel], attempt)
    return Delivery("recorded", "not_configured", message.channel)
