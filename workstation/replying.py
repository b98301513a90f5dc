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

    def message_size(self, channel: str, text: str) -> Size:
        """How long a message is for its channel; quick enough for every key."""
        from workstation.text.message_size import message_size

        return message_size(channel, text, self.room)

    def on_hold(self, ticket: str) -> tuple[OnHold, ...]:
        """The messages of who works here that this desk has not handed over, newest first.

        A bounded, indexed read.
        """
        from workstation.store import queue

        desk = self._replies
        rows = queue.on_hold(desk.read.connection, ticket, desk.agent.uid, desk.clock(), _MOST)
        return tuple(OnHold(*row) for row in rows)
