"""Handing queued messages to their channels, from this desk, in the background."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, Final

from workstation.actions.replies import MarkDelivery
from workstation.background import Worker
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.picture_marks import marks_from_data
from workstation.domain.refusal import Refusal
from workstation.store import queue
from workstation.store.kinds import codec
from workstation.store.replica import transaction

if TYPE_CHECKING:
    from workstation.channels.message import Attached, Delivery
    from workstation.channels.settings import ChannelSettings
    from workstation.desk import Desk

_log = logging.getLogger(__name__)
_TRIES: Final = 8
_IDLE: Final = 300.0
_HELD: Final = 2.0
#: Seconds for which the hub's word holds that no copy of this desk is at work.
_PROVED: Final = 10.0


class Post:
    """Sends what this desk has queued, one message after the other, and notes what became of it.

    A message that fails for now is tried again later, up to eight times; then it stands as
    failed in the timeline, where the agent can retry it. Nothing queued is lost when the
    program ends: the queue is a table of the replica. What an earlier run has left in it, and what
    is tried again, waits until the hub has turned this desk's key: a copy of the desk that has the
    same message queued has another key from then on (see `store.queue`).
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._worker = Worker("post", self._round)
        self._held: frozenset[str] = frozenset()

    def start(self) -> None:
        """Begin."""
        if self._desk.settings.hub:
            self._held = queue.queued(self._desk.read.connection)
        self._worker.start()

    def wake(self) -> None:
        """There may be a message."""
        self._worker.wake()

    def stop(self) -> None:
        """End after the message at hand."""
        self._worker.stop()

    def _round(self) -> float:
        settings = self._settings()
        waits: set[str] = set()
        while not self._worker.stopping():
            waiting = self._next(waits)
            if waiting is None:
                return self._pause(waits)
            entry, tries = waiting
            if self._may_be_elsewhere(entry, tries) and not self._alone():
                waits.add(entry.uid)
                continue
            if self._claim(entry.uid):
                self._settle(entry, tries, self._deliver(entry, settings, tries + 1))
        return _IDLE

    def _claim(self, entry: str) -> bool:
        """Whether the message is still to go: it may have been taken back just now."""
        return self._desk.writer.submit(lambda c: _claim(c, entry)).result()

    def _may_be_elsewhere(self, entry: Entry, tries: int) -> bool:
        """Whether a copy of this desk's files may have the message queued as well.

        On a desk that is one, only time counts: then the agent is told.
        """
        if not self._desk.settings.hub or tries >= queue.COPIED:
            return False
        return tries > 0 or entry.uid in self._held

    def _alone(self) -> bool:
        courier = self._desk.courier
        return courier is not None and courier.alone(_PROVED)

    def _settings(self) -> ChannelSettings:
        from workstation.channels.settings import judge_channels

        settings = judge_channels(self._desk.settings.channels)
        for channel, refusal in settings.wrong.items():
            _log.warning("%s is not set up rightly: %s", channel or "channels", refusal.code)
        return settings

    def _next(self, waits: set[str]) -> tuple[Entry, int] | None:
        read = self._desk.read.connection
        coder = codec(Entry)
        told = queue.due(read, self._desk.clock(), waits)
        if told is None:
            return None
        found = read.execute(f"{coder.select} WHERE uid=?", (told[0],)).fetchone()
        if found is None:
            self._forget(told[0])
            return self._next(waits)
        entry = coder.record(found)
        if entry.delivery != "queued":
            self._forget(entry.uid)
            return self._next(waits)
        return entry, told[1]

    def _pause(self, waits: set[str]) -> float:
        held = waits or queue.unshared(self._desk.read.connection)
        longest = _HELD if held else _IDLE
        at = queue.next_at(self._desk.read.connection, waits)
        if at is None:
            return longest
        return min(longest, max(0.2, (at - self._desk.clock()) / 1000))

    def _deliver(self, entry: Entry, settings: ChannelSettings, attempt: int) -> Delivery:
        from workstation.channels.message import Delivery, OutgoingMessage
        from workstation.channels.registry import send

        if attempt > queue.COPIED:
            return Delivery("failed", "desk_copied")
        try:
            files = self._files(entry)
        except Refusal as refusal:
            return Delivery("failed", refusal.code, str(refusal.facts.get("name", "")))
        message = OutgoingMessage(
            entry.uid, entry.channel, entry.recipient, entry.body, entry.subject, files
        )
        try:
            return send(message, settings, attempt)
        except Exception as error:
            _log.exception("a message could not be handed over")
            return Delivery("failed", "channel_error", str(error))

    def _files(self, entry: Entry) -> tuple[Attached, ...]:
        from workstation.channels.message import Attached

        read = self._desk.read.connection
        coder = codec(Attachment)
        files = []
        for uid in entry.attachments:
            row = read.execute(f"{coder.select} WHERE uid=? OR sha256=?", (uid, uid)).fetchone()
            attachment = coder.record(row) if row else None
            path = self._desk.blob(attachment.sha256) if attachment else None
            if attachment is None or path is None:
                raise Refusal("attachment_missing", name=attachment.name if attachment else uid)
            if attachment.media_type.startswith("image/"):
                files += self._copies(attachment)
            else:
                files.append(Attached(attachment.name, path, attachment.media_type))
        return tuple(files)

    def _copies(self, attachment: Attachment) -> list[Attached]:
        """What leaves of a picture: its pixels, upright and marked, without place and device."""
        from workstation.channels.message import Attached
        from workstation.evidence_files import facts_of, outgoing_copy

        marks = marks_from_data(attachment.marks)
        pages = range(facts_of(self._desk, attachment.sha256).pages)
        stem = attachment.name.rpartition(".")[0] or attachment.name
        made = []
        for page in pages:
            copy = outgoing_copy(self._desk, attachment.sha256, page, marks)
            name = f"{stem}-{page + 1}.jpg" if len(pages) > 1 else f"{stem}.jpg"
            made.append(Attached(name, copy.path, "image/jpeg"))
        return made

    def _settle(self, entry: Entry, tries: int, delivery: Delivery) -> None:
        detail = " ".join(part for part in (delivery.code, delivery.detail) if part)
        again = delivery.retry_after_ms
        if delivery.status == "failed" and again is not None and tries + 1 < _TRIES:
            later = self._desk.clock() + again
            self._desk.writer.submit(lambda c: _postpone(c, entry.uid, later)).result()
            return
        self._desk.do(MarkDelivery(entry.uid, delivery.status, detail)).result()
        self._forget(entry.uid)

    def _forget(self, entry: str) -> None:
        self._desk.writer.submit(lambda c: _forget(c, entry)).result()


def _claim(connection: sqlite3.Connection, entry: str) -> bool:
    with transaction(connection):
        return queue.claim(connection, entry)


def _postpone(connection: sqlite3.Connection, entry: str, at: int) -> None:
    with transaction(connection):
        connection.execute(
            "UPDATE outgoing SET tries=tries+1, next_at=? WHERE entry=?", (at, entry)
        )


def _forget(connection: sqlite3.Connection, entry: str) -> None:
    with transaction(connection):
        connection.execute("DELETE FROM outgoing WHERE entry=?", (entry,))
