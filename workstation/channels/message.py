"""What is handed to a channel, and what the channel says became of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

Status = Literal["sent", "failed", "recorded", "spoken"]

_FIRST_WAIT_MS: Final = 15_000
_LONGEST_WAIT_MS: Final = 30 * 60_000


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a message: its name, its media type, its bytes or where they lie."""

    name: str
    content: bytes | Path = field(repr=False)
    media_type: str = "application/octet-stream"

    def read(self) -> bytes:
        """Return the bytes; raises ``OSError`` when the file cannot be read."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message on its way out.

    ``uid`` is that of the timeline entry: a channel derives from it what lets the receiving side
    recognise a repeated attempt. ``to`` is an address or number; ``reply_to`` the channel's id of
    the message that is answered, ``""`` if none.
    """

    uid: str
    channel: str
    to: str
    body: str
    subject: str = ""
    attachments: tuple[Attached, ...] = ()
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of an attempt.

    ``code`` is a stable word for the outcome (the modules list theirs), ``detail`` what the other
    side said, for people. ``retry_after_ms`` is how long to wait before trying again; None means
    that another attempt is of no use. ``provider_id`` is the other side's id of the message.
    """

    status: Status
    code: str = ""
    detail: str = ""
    retry_after_ms: int | None = None
    provider_id: str = ""


def failed(code: str, detail: object = "") -> Delivery:
    """A failure that trying again will not mend."""
    return Delivery("failed", code, _brief(detail))


def failed_for_now(code: str, detail: object, attempt: int, told_ms: int | None = None) -> Delivery:
    """A failure that may pass; ``told_ms`` is the wait that the other side asked for."""
    wait = told_ms if told_ms is not None else wait_before(attempt)
    return Delivery("failed", code, _brief(detail), min(wait, _LONGEST_WAIT_MS))


def wait_before(attempt: int) -> int:
    """The milliseconds to wait after failed attempt number ``attempt`` (from 1).

    Doubles from 15 s up to half an hour, spread by a third either way so that the desks of a
    call centre do not all come back in the same second.
    """
    wait = min(_FIRST_WAIT_MS * 2 ** min(max(attempt, 1) - 1, 12), _LONGEST_WAIT_MS)
    return int(wait * random.uniform(2 / 3, 4 / 3))


def _brief(detail: object) -> str:
    return " ".join(str(detail).split())[:300]
