"""How much a channel takes: what a team's settings say of the length of its messages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """The longest messages of each channel.

    `sms_parts` is how many parts a text message is sent in at most, `signature` what the carrier
    puts before it and counts with it (【…】, "" for none); `chat` and `subject` are characters,
    the latter of an e-mail's subject line. 0 means that nothing is held back.
    """

    sms_parts: int = 8
    signature: str = ""
    chat: int = 2_000
    subject: int = 200


@dataclass(frozen=True, slots=True)
class Size:
    """How long a message is for its channel.

    `length` is in signs as the channel counts them, `over` by how many characters it is too long,
    `most` the longest (of a text message in parts, 0 for no bound). A text message has its `parts`
    and how many signs are `left` in the last of them.
    """

    length: int
    over: int = 0
    most: int = 0
    parts: int = 0
    left: int = 0

    @property
    def fits(self) -> bool:
        """Whether the channel takes it."""
        return self.over <= 0
