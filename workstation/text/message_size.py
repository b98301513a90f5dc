"""Whether a message fits into its channel, and by how much it does not."""

from __future__ import annotations

from workstation.domain.channel_room import Room, Size
from workstation.text.sms import signs_over, sms_size


def message_size(channel: str, text: str, room: Room) -> Size:
    """The size of a message's words; only text messages and chats have a longest one."""
    if channel == "sms":
        told = sms_size(text, room.signature)
        over = signs_over(text, room.signature, room.sms_parts)
        return Size(told.length, over, room.sms_parts, told.parts, told.left)
    length = len(text)
    if channel == "chat" and room.chat:
        return Size(length, max(0, length - room.chat), room.chat)
    return Size(length)


def subject_size(subject: str, room: Room) -> Size:
    """The size of an e-mail's subject."""
    length = len(subject)
    return Size(length, max(0, length - room.subject) if room.subject else 0, room.subject)
