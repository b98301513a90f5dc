"""What is said: replies, notes, calls, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workstation.actions.speech import SayAnyway, check_speech
from workstation.actions.tickets import ResolveTicket, active, require
from workstation.domain.conversation import DELIVERIES, Attachment, Entry
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket, check_choice
from workstation.store.work import Work

REPLY_CHANNELS = ("phone", "sms", "email", "chat")


@dataclass(frozen=True, slots=True)
class SendReply:
    """Say something to the customer over a channel.

    The message is kept as queued and handed to its channel afterwards; on the phone it counts
    as spoken. A text with an unfilled placeholder is refused and the place is named. When
    `seen_at` is given and the customer has written since, the reply is refused as stale unless
    `even_if_stale`. What the rules of safe speech hold back is refused, on every channel, unless
    `even_if_unsafe` with a `reason`, and, where they ask for one, the `leader` who agreed; all of
    it is kept in the entry's `data`.
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

    def perform(self, work: Work) -> str:
        """Give the entry's uid.

        Codes: text_missing, placeholder_unfilled, recipient_missing, reply_stale, speech_blocked,
        speech_leader, speech_reason, speech_leader_unknown.
        """
        check_choice("channel", self.channel, REPLY_CHANNELS)
        body = require(self.body, "body")
        from workstation.text.blanks import raw_placeholders  # its patterns take 10 ms to make

        if gaps := raw_placeholders(f"{self.subject}\n{body}"):
            raise Refusal("placeholder_unfilled", name=gaps[0].text, count=len(gaps))
        if self.channel != "phone" and not self.recipient.strip():
            raise Refusal("recipient_missing", channel=self.channel)
        ticket = work.get(Ticket, self.ticket)
        self._check_stale(work)
        anyway = SayAnyway(self.even_if_unsafe, self.reason, self.leader)
        said = f"{self.subject}\n{body}" if self.subject else body
        kept = check_speech(work, ticket, said, self.channel, self.script, anyway)
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
            work.post(entry.uid)
        self._answered(work, ticket)
        if self.resolve:
            ResolveTicket(ticket.uid, self.resolve).perform(work)
        return entry.uid

    def _check_stale(self, work: Work) -> None:
        if self.seen_at is None or self.even_if_stale:
            return
        newer = work.where(
            Entry, "ticket=? AND at>? AND direction='in'", self.ticket, self.seen_at, limit=1
        )
        if newer:
            raise Refusal("reply_stale", author=newer[0].author_name, at=newer[0].at)

    def _answered(self, work: Work, ticket: Ticket) -> None:
        first = ticket.first_response_at or work.now
        status = "open" if ticket.status == "new" else ticket.status
        owner = ticket.owner or (work.agent.uid if ticket.is_open else "")
        kept = active(
            work, ticket, first_response_at=first, told_at=work.now, status=status, owner=owner
        )
        work.keep(ticket, kept)


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
    """Write down a call; an outgoing one counts as an answer."""

    ticket: str
    direction: str
    body: str
    number: str = ""

    def perform(self, work: Work) -> str:
        """Give the entry's uid. Codes: not_found, text_missing, value_unknown."""
        check_choice("direction", self.direction, ("in", "out"))
        body = require(self.body, "body")
        ticket = work.get(Ticket, self.ticket)
        delivery = "spoken" if self.direction == "out" else ""
        entry = work.say(
            ticket.uid,
            "call",
            body,
            direction=self.direction,
            channel="phone",
            recipient=self.number,
            delivery=delivery,
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
        """Give the attachment's uid. Codes: not_found."""
        ticket = work.get(Ticket, self.ticket)
        same = work.where(Attachment, "sha256=? AND ticket=?", self.sha256, ticket.uid, limit=1)
        if same:
            return same[0].uid
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
