"""What a foreign row becomes before it is a ticket: parsed, flagged, not yet stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

#: Every code that a `Flag` may carry. A flag never changes a fact.
FLAG_CODES: Final = (
    "resolved_before_created",
    "resolved_before_response",
    "response_before_created",
    "closed_before_created",
    "closed_before_resolved",
    "updated_before_created",
    "date_in_future",
    "date_too_old",
    "date_unreadable",
    "date_order_mixed",
    "span_unit_unknown",
    "span_negative",
    "created_guessed",
    "status_guessed",
    "status_unknown",
    "priority_unknown",
    "priority_number",
    "channel_unknown",
    "party_unknown",
    "satisfaction_unknown",
    "satisfaction_out_of_range",
    "phone_has_letter",
    "phone_wrong_length",
    "phone_masked",
    "number_shortened",
    "email_malformed",
    "unfilled_placeholder",
    "negative_amount",
    "amount_unreadable",
    "weight_unreadable",
    "text_missing",
    "speaker_unknown",
    "duplicate_number",
    "duplicate_row",
    "row_too_short",
    "nul_removed",
    "quote_unclosed",
    "not_an_object",
    "carrier_not_found",
    "traces_unreadable",
    "signed_before_posted",
)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that cannot be right: `code` (see `FLAG_CODES`), the field, the text found."""

    code: str
    field: str = ""
    text: str = ""

    def __str__(self) -> str:
        return f"{self.code}:{self.field}" if self.field else self.code


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """One thing said. `at` in milliseconds UTC; `direction` "in", "out" or "" (internal)."""

    at: int
    direction: str
    author: str
    channel: str
    body: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot become a draft: where, why (a code), and all that it held."""

    line: int
    reason: str
    facts: Mapping[str, str | int]
    values: Mapping[str, str]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """One foreign ticket. Times in milliseconds UTC, None when unknown; money in fen.

    `source_key` is the same whenever the same row comes again; `content_hash` tells whether the
    row has changed since. `origin` is what tells two tickets of one number apart (see `kin`).
    `status` is a ticket status, `priority` 1 to 4, `satisfaction` 1 (worst) to 5. The `…_word`
    fields hold the foreign words themselves. `extra` keeps all that has no field of its own.
    `lines` has one entry for every row that went into the ticket.
    """

    line: int
    source: str
    source_key: str
    content_hash: str
    origin: str
    created_at: int
    external_no: str = ""
    first_response_at: int | None = None
    resolved_at: int | None = None
    closed_at: int | None = None
    updated_at: int | None = None
    due_at: int | None = None
    subject: str = ""
    body: str = ""
    resolution: str = ""
    note: str = ""
    class_word: str = ""
    subtype_word: str = ""
    group_word: str = ""
    priority_word: str = ""
    status_word: str = ""
    channel_word: str = ""
    party_word: str = ""
    status: str = "new"
    waiting_reason: str = ""
    priority: int = 2
    channel: str = "import"
    party: str = ""
    satisfaction: int | None = None
    agent_name: str = ""
    customer_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    company: str = ""
    waybill: str = ""
    waybills: tuple[str, ...] = ()
    order_no: str = ""
    carrier: str = ""
    product: str = ""
    goods: str = ""
    region: str = ""
    country: str = ""
    tags: tuple[str, ...] = ()
    declared_fen: int | None = None
    claimed_fen: int | None = None
    sender_name: str = ""
    sender_phone: str = ""
    sender_address: str = ""
    receiver_name: str = ""
    receiver_phone: str = ""
    receiver_address: str = ""
    messages: tuple[MessageDraft, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    lines: tuple[int, ...] = (0,)

    @property
    def title(self) -> str:
        """A line to show: the subject, else the first line of the body, else the type."""
        text = self.subject or self.body or self.class_word or self.resolution or self.note
        first = text.strip().splitlines()[0] if text.strip() else self.external_no
        return first if len(first) <= 80 else f"{first[:79]}…"

    @property
    def alternate_key(self) -> str:
        """The key to use when `source_key` belongs to a ticket that is not `kin`."""
        return f"{self.source_key}~{short_hash(self.origin)}"


def kin(one: str, other: str) -> bool:
    """Whether two `origin` values can be the same ticket: most of what both tell is equal.

    Two systems may both number their tickets 1, 2, 3 under the same headers; what differs in
    its time, its customer and its words is another ticket, what differs in one is an update.
    """
    pairs = zip(one.split("|"), other.split("|"), strict=False)
    told = [mine == theirs for mine, theirs in pairs if mine and theirs]
    return one == other or sum(told) * 2 >= max(1, len(told))


def short_hash(*texts: str) -> str:
    """Return 12 hex characters that stand for `texts`."""
    joined = "\x1f".join(texts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def long_hash(*texts: str) -> str:
    """Return 32 hex characters that stand for `texts`."""
    joined = "\x1f".join(texts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]
