"""Replies on a desk: how much room they have, and which of them may still be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from workstation.domain.channel_room import Room, Size
from workstation.domain.taken_back import OnHold

if TYPE_CHECKING:
    from workstation.desk import Desk

_MOST: Final = 20


class Replying:
    """The part of `Desk` that knows of messages on their way out."""

    @property
    def _replies(self) -> Desk:
        return cast("Desk", self)

    @property
    def room(self) -> Room:
        """How much the channels take, as the settings say."""
        told = self._replies.settings
        return Room(told.sms_parts, told.sms_signature, told.chat_longest, told.subject_longest)

    def subject_over(self, subject: str) -> int:
        """By how many characters an e-mail's subject is too long; 0 when it fits."""
        from workstation.text.message_size import subject_size

        return subject_size(subject, self.room).over

    def message_size(self, channel: str, text: str) -> Size:
        """How long a message is for its channel; quick enough for every key."""
        from workstation.text.message_size import message_size

        return message_size(channel, text, self.room)

    def on_hold(self, ticket: str = "") -> tuple[OnHold, ...]:
        """The messages of who works here that may still be taken back: of that ticket first.

        Otherwise the newest first. What was tried already is none of them.

        A bounded, indexed read.
        """
        from workstation.store import queue

        desk = self._replies
        rows = queue.on_hold(desk.read.connection, desk.agent.uid, desk.clock(), _MOST)
        held = (OnHold(*row) for row in rows)
        return tuple(sorted(held, key=lambda one: one.ticket != ticket))
