"""Drafts of foreign tickets as the import takes them in: our words, a lasting key, all facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from workstation.actions.importing import Counts, ImportBatch, Incoming, IncomingMessage
from workstation.domain.classify import suggest
from workstation.domain.ticket import CHANNELS, GROUPS
from workstation.readers.drafts import RefusedRow, TicketDraft, kin
from workstation.readers.mapping import Mapping
from workstation.readers.matters import matter_of
from workstation.readers.source import Table
from workstation.readers.tickets import read_tickets
from workstation.readers.words import code_of
from workstation.store.work import Work
from workstation.text.phones import split_phones

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules

#: Messages of the customer that are looked at for the type of a ticket.
_HEARD: Final = 4
_SATISFACTION: Final = {5: 3, 4: 3, 3: 2, 2: 1, 1: 1}
#: Facts that live on the parcel; without a waybill they stay with the ticket.
_PARCEL: Final = (
    "carrier",
    "product",
    "goods",
    "declared_fen",
    "sender_name",
    "sender_phone",
    "sender_address",
    "receiver_name",
    "receiver_phone",
    "receiver_address",
)
#: Words and facts without a field of their own on the ticket.
_EXTRA: Final = ("class_word", "subtype_word", "group_word", "company", "country", "claimed_fen")


class TicketKind:
    """Files of tickets."""

    def __init__(self) -> None:
        self.kinds = frozenset({"ticket", "customer", "agent", "parcel"})

    def read(
        self, table: Table, mapping: Mapping, zone: tzinfo, now: int
    ) -> Iterator[TicketDraft | RefusedRow]:
        """The file's rows as drafts of tickets, or refused."""
        yield from read_tickets(table, mapping, zone=zone, now=now)

    def outcome(self, work: Work, draft: TicketDraft) -> Counts:
        """Created, unchanged or updated, by what stands under the draft's key."""
        _, stands = key_of(work.connection, draft)
        if stands is None:
            return Counts(created=1)
        return Counts(unchanged=1) if stands == _hash(draft) else Counts(updated=1)

    def incoming(self, work: Work, draft: TicketDraft) -> Incoming:
        """The draft with its words turned into ours."""
        key, _ = key_of(work.connection, draft)
        return incoming_of(draft, work.rules, key)

    def batch(self, items: tuple[Incoming, ...], file: str) -> ImportBatch:
        """The action that takes a batch in."""
        return ImportBatch(items, file)


def key_of(connection: sqlite3.Connection, draft: TicketDraft) -> tuple[str, str | None]:
    """The key under which a draft is kept, and the hash that stands there (None: nothing).

    Two systems may both number their tickets 1, 2, 3 under the same headers. Under a taken key a
    draft counts as the same ticket only if it is kin; else the next key is looked at.
    """
    keys = (
        draft.source_key,
        draft.alternate_key,
        f"{draft.alternate_key}~{draft.content_hash[:12]}",
    )
    for key in keys:
        row = connection.execute(
            "SELECT content_hash FROM ticket WHERE source=? AND source<>'desk' AND source<>''",
            (f"file:{key}",),
        ).fetchone()
        if row is None:
            return key, None
        stands = str(row[0])
        if kin(stands.partition("|")[2], draft.origin):
            return key, stands
    return keys[-1], stands


def incoming_of(draft: TicketDraft, rules: Rules, key: str) -> Incoming:
    """A draft with the file's words turned into ours; nothing that it told is left out."""
    hints = tuple(word for word in (draft.class_word, draft.subtype_word) if word)
    texts = (draft.subject, draft.body, *_said(draft))
    told = "\n".join(dict.fromkeys(text for text in texts if text))
    guess = suggest(told, rules.catalogue, hints)
    matter = "" if guess.class_code else matter_of((*hints, *texts), rules.catalogue.codes)
    parcel = {name: value for name in _PARCEL if (value := getattr(draft, name))}
    for name in ("sender_phone", "receiver_phone"):
        if name in parcel:
            parcel[name] = _phone(parcel[name], {})
    extra = _extra(draft, {} if draft.waybill else parcel)
    facts: dict[str, Any] = {
        "created_at": draft.created_at,
        "external_no": draft.external_no,
        "subject": draft.title,
        "channel": draft.channel if draft.channel in CHANNELS else "import",
        "party": draft.party or "receiver",
        "class_code": guess.class_code or matter.partition(".")[0],
        "subtype": guess.subtype or matter,
        "region": draft.region,
        "status": draft.status,
        "waiting_reason": draft.waiting_reason,
        "priority": draft.priority,
        "product": draft.product or draft.goods,
        "waybill": draft.waybill,
        "order_no": draft.order_no,
        "customer_name": draft.customer_name,
        "phone": _phone(draft.phone, extra),
        "email": draft.email,
        "address": draft.address,
        "outcome": "solved" if draft.status in ("resolved", "closed") else "",
        "satisfaction": _SATISFACTION.get(draft.satisfaction or 0),
        "first_response_at": draft.first_response_at,
        "resolved_at": draft.resolved_at,
        "closed_at": draft.closed_at,
        "flags": tuple(dict.fromkeys(str(flag) for flag in draft.flags)),
        "tags": draft.tags,
        "extra": extra,
    }
    messages = tuple(
        IncomingMessage(m.at, m.direction, m.body, m.author, m.channel, _kind(m.direction))
        for m in draft.messages
    )
    return Incoming(
        f"file:{key}",
        _hash(draft),
        facts,
        messages,
        agent=draft.agent_name,
        group=_group(draft.group_word, rules),
        parcel=parcel if draft.waybill else {},
        line=draft.line,
    )


def _said(draft: TicketDraft) -> tuple[str, ...]:
    """What the customer said in a conversation, its beginning."""
    said = (message.body for message in draft.messages if message.direction == "in")
    return tuple(islice(said, _HEARD))


def _extra(draft: TicketDraft, homeless: dict[str, Any]) -> dict[str, str]:
    """What has no field of its own: the file's own columns, foreign words, facts of no parcel."""
    extra = dict(draft.extra)
    for name in _EXTRA:
        if value := getattr(draft, name):
            extra[name] = str(value)
    for name, value in homeless.items():
        if name != "product":
            extra[name] = str(value)
    if draft.satisfaction is not None:
        extra["satisfaction"] = str(draft.satisfaction)
    if draft.due_at is not None:
        extra["due"] = datetime.fromtimestamp(draft.due_at / 1000, UTC).isoformat()
    return extra


def _phone(written: str, extra: dict[str, str]) -> str:
    """The number as it is stored and searched; what cannot be understood stays as written."""
    phones = [phone for phone in split_phones(written) if phone.valid] if written else []
    if not phones:
        return written
    if len(phones) > 1:
        extra["phone"] = written
    return phones[0].shown


def _kind(direction: str) -> str:
    return "message" if direction else "note"


def _group(word: str, rules: Rules) -> str:
    """The group that a foreign word names, or "" when the rules shall choose."""
    bare = word.strip().casefold()
    for group in rules.groups:
        names = (group.code, group.name_zh, group.name_zh.removesuffix("组"), group.name_en)
        if bare and bare in (name.casefold() for name in names):
            return group.code
    return bare if bare in GROUPS else code_of("group", word) or ""


def _hash(draft: TicketDraft) -> str:
    return f"{draft.content_hash}|{draft.origin}"
