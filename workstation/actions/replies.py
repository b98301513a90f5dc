"""What is said: replies, notes, calls, and what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from workstation.actions.before_sending import check_filled, check_room
from workstation.actions.doubting import doubts_about, newer_words, said_to
from workstation.actions.said import Promised, follow_up, keep_promises, script_facts
from workstation.actions.speech import SayAnyway, check_speech
from workstation.actions.tickets import ResolveTicket, active, require
from workstation.domain.acts import Act
from workstation.domain.channel_room import Room
from workstation.domain.claim import Print
from workstation.domain.conversation import DELIVERIES, Attachment, Entry
from workstation.domain.identity import new_uid
from workstation.domain.picture import is_picture
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket, check_choice
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.actions.acting import Around

REPLY_CHANNELS = ("phone", "sms", "email", "chat")


@dataclass(frozen=True, slots=True)
class SendReply:
    """Say something to the customer over a channel.

    The message is kept as queued and handed to its channel `hold_seconds` later, until when
    `TakeBack` takes it back; on the phone it counts as spoken. When `seen_at` is given and
    somebody has written since, the reply is refused as stale unless `even_if_stale`. What is held
    back otherwise, on every channel:

    - a text or subject with a place left to fill in, unless `even_if_unfilled` with a `reason`;
    - what the rules of safe speech hold back, unless `even_if_unsafe` with a `reason` and, where
      they ask for one, the `leader` who agreed;
    - with `careful`, what seems meant for somebody else, unless `even_if_doubtful`;
    - what is too long for its channel (`room`).

    What was overridden is kept in the entry's `data`, and so is `script_data`, see
    `said.script_facts`. What is `promised` goes to the ledger, `acts` are done and the ticket ends
    as `ending` says in the same piece of work.
    """

    ticket: str
    channel: str
    recipient: str
    body: str
    subject: str = ""
    script: str = ""
    script_version: str = ""
    attachments: tuple[str, ...] = ()
    seen_at: int | None = None
    even_if_stale: bool = False
    resolve: str = ""
    even_if_unsafe: bool = False
    reason: str = ""
    leader: str = ""
    even_if_unfilled: bool = False
    careful: bool = False
    even_if_doubtful: bool = False
    script_data: Mapping[str, Any] = field(default_factory=dict)
    promised: tuple[Promised, ...] = ()
    acts: tuple[Act, ...] = ()
    ending: ResolveTicket | None = None
    hold_seconds: int = 0
    room: Room = field(default=Room(), repr=False, metadata={"told": False})
    around: Around | None = field(default=None, repr=False, metadata={"told": False})

    def perform(self, work: Work) -> str:
        """Give the entry's uid.

        Codes: text_missing, placeholder_unfilled, unfilled_reason, recipient_missing,
        sms_too_long, message_too_long, subject_too_long, reply_stale, reply_overtaken (a
        colleague changed the ticket), reply_doubtful,
        speech_blocked, speech_leader, speech_reason, speech_leader_unknown, promise_past, and
        those of the acts and the ending.
        """
        check_choice("channel", self.channel, REPLY_CHANNELS)
        body = require(self.body, "body")
        kept = check_filled(body, self.subject, anyway=self.even_if_unfilled, reason=self.reason)
        if self.channel != "phone" and not self.recipient.strip():
            raise Refusal("recipient_missing", channel=self.channel)
        check_room(self.channel, body, self.subject, self.room)
        ticket = work.get(Ticket, self.ticket)
        self._check_stale(work)
        kept = {**kept, **self._doubts(work, ticket, body), **self._speech(work, ticket, body)}
        if self.script:
            kept |= script_facts(self.script_data, body)
        entry = work.say(
            ticket.uid,
            "call" if self.channel == "phone" else "message",
            body,
            direction="out",
            channel=self.channel,
            recipient=self.recipient.strip(),
            subject=self.subject,
            script=self.script,
            script_version=self.script_version,
            attachments=self.attachments,
            delivery="spoken" if self.channel == "phone" else "queued",
            data=kept,
        )
        if entry.delivery == "queued":
            work.post(entry.uid, hold_ms=max(0, self.hold_seconds) * 1_000)
        self._answered(work, ticket)
        keep_promises(work, entry, self.promised)
        follow_up(work, ticket.uid, self.acts, self.around)
        self._end(work)
        return entry.uid

    def _speech(self, work: Work, ticket: Ticket, body: str) -> dict[str, Any]:
        anyway = SayAnyway(self.even_if_unsafe, self.reason, self.leader)
        said = f"{self.subject}\n{body}" if self.subject else body
        promised = tuple((one.what, one.until) for one in self.promised)
        return check_speech(work, ticket, said, self.channel, self.script, anyway, promised)

    def _doubts(self, work: Work, ticket: Ticket, body: str) -> dict[str, Any]:
        if not self.careful:
            return {}
        told = said_to(self.channel, self.recipient.strip(), self.subject, body)
        doubts = doubts_about(work, ticket, told)
        if doubts and not self.even_if_doubtful:
            raise Refusal("reply_doubtful", doubts=[one.facts() for one in doubts])
        return {"doubts": [one.code for one in doubts]} if doubts else {}

    def _check_stale(self, work: Work) -> None:
        if self.seen_at is None or self.even_if_stale:
            return
        newer = newer_words(work, self.ticket, self.seen_at)
        if newer is not None:
            said = newer.kind in ("call", "message", "note")
            raise Refusal(
                "reply_stale" if said else "reply_overtaken",
                author=newer.author_name,
                at=newer.at,
                colleague=bool(newer.author),
                entry=newer.uid,
            )

    def _answered(self, work: Work, ticket: Ticket) -> None:
        first = ticket.first_response_at or work.now
        status = "open" if ticket.status == "new" else ticket.status
        owner = ticket.owner or (work.agent.uid if ticket.is_open else "")
        kept = active(
            work, ticket, first_response_at=first, told_at=work.now, status=status, owner=owner
        )
        work.keep(ticket, kept)

    def _end(self, work: Work) -> None:
        if self.ending is not None:
            self.ending.perform(work)
        elif self.resolve:
            ResolveTicket(self.ticket, self.resolve).perform(work)


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write an internal note; the customer never sees it."""

    ticket: str
    body: str
    attachments: tuple[str, ...] = ()

    def perform(self, work: Work) -> str:
        """Give the entry's uid. Codes: not_found, text_missing."""
        body = require(self.body, "body")
        ticket = work.get(Ticket, self.ticket)
        entry = work.say(ticket.uid, "note", body, attachments=self.attachments)
        work.keep(ticket, replace(ticket, last_activity_at=work.now))
        return entry.uid


@dataclass(frozen=True, slots=True)
class RecordCall:
    """Write down a call; an outgoing one counts as an answer, and its words are looked at like a
    reply's."""

    ticket: str
    direction: str
    body: str
    number: str = ""
    even_if_unsafe: bool = False
    even_if_unfilled: bool = False
    reason: str = ""
    leader: str = ""

    def perform(self, work: Work) -> str:
        """Give the entry's uid.

        Codes: not_found, text_missing, value_unknown; for an outgoing one placeholder_unfilled,
        unfilled_reason, speech_blocked, speech_leader, speech_reason, speech_leader_unknown.
        """
        check_choice("direction", self.direction, ("in", "out"))
        body = require(self.body, "body")
        ticket = work.get(Ticket, self.ticket)
        kept: dict[str, Any] = {}
        if self.direction == "out":
            kept = check_filled(body, anyway=self.even_if_unfilled, reason=self.reason)
            anyway = SayAnyway(self.even_if_unsafe, self.reason, self.leader)
            kept |= check_speech(work, ticket, body, "phone", "", anyway)
        delivery = "spoken" if self.direction == "out" else ""
        entry = work.say(
            ticket.uid,
            "call",
            body,
            direction=self.direction,
            channel="phone",
            recipient=self.number,
            delivery=delivery,
            data=kept,
        )
        first, told = ticket.first_response_at, ticket.told_at
        if self.direction == "out":
            first, told = first or work.now, work.now
        work.keep(ticket, active(work, ticket, first_response_at=first, told_at=told))
        return entry.uid


@dataclass(frozen=True, slots=True)
class AddAttachment:
    """Hang a file, kept by its content, on a ticket."""

    ticket: str
    sha256: str
    name: str
    media_type: str
    size: int
    label: str = ""

    def perform(self, work: Work) -> str:
        """Give the attachment's uid. Codes: not_found, picture_heavy, too_many_pictures,
        pictures_too_large.
        """
        ticket = work.get(Ticket, self.ticket)
        same = work.where(Attachment, "sha256=? AND ticket=?", self.sha256, ticket.uid, limit=1)
        if same:
            return same[0].uid
        self._check_room(work, ticket)
        made = Attachment(
            uid=new_uid(),
            ticket=ticket.uid,
            sha256=self.sha256,
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            added_at=work.now,
            added_by=work.agent.uid,
            label=self.label,
        )
        work.add(made)
        work.say(ticket.uid, "system", data={"event": "attached", "name": self.name})
        return made.uid

    def _check_room(self, work: Work, ticket: Ticket) -> None:
        """The limits of pictures hold here, too, whoever took the file in; our own forms are free."""
        if not is_picture(self.media_type):
            return
        rules = work.rules.pictures
        hung = work.where(Attachment, "ticket=?", ticket.uid)
        sizes = {one.sha256: one.size for one in hung if is_picture(one.media_type)}
        try:
            rules.check_one(self.size, self.name)
            rules.check_more(len(sizes) + 1, sum(sizes.values()) + self.size, self.name)
        except Refusal:
            if not work.where(Print, "sha256=?", self.sha256, limit=1):
                raise


@dataclass(frozen=True, slots=True)
class MarkDelivery:
    """Note what became of a message."""

    entry: str
    delivery: str
    detail: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown."""
        check_choice("delivery", self.delivery, DELIVERIES)
        entry = work.get(Entry, self.entry)
        if entry.delivery == "taken_back":
            raise Refusal("take_back_done")
        changed = replace(entry, delivery=self.delivery, delivery_detail=self.detail)
        work.keep(entry, changed)


@dataclass(frozen=True, slots=True)
class RetryDelivery:
    """Queue a message that failed once more."""

    entry: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, delivery_done."""
        entry = work.get(Entry, self.entry)
        if entry.delivery not in ("failed", "recorded"):
            raise Refusal("delivery_done", delivery=entry.delivery)
        work.keep(entry, replace(entry, delivery="queued", delivery_detail=""))
        work.post(entry.uid)
