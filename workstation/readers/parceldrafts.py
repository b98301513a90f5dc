"""What foreign rows about parcels, customers and key accounts become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workstation.readers.drafts import Flag


@dataclass(frozen=True, slots=True)
class TraceDraft:
    """One event on the way; `at` in milliseconds UTC or None when the carrier's time is unread."""

    at: int | None
    place: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class ParcelDraft:
    """A parcel and its traces in order of time. Money in fen, weight in grams.

    `lines` are all rows it was made from (files may give one row to every event). `status` is
    the carrier's word, or "not_found" when the carrier knows nothing; `answer` is what it said.
    """

    lines: tuple[int, ...]
    waybill: str
    carrier: str = ""
    product: str = ""
    origin: str = ""
    destination: str = ""
    goods: str = ""
    category: str = ""
    category_word: str = ""
    weight_g: int | None = None
    declared_fen: int | None = None
    insured_fen: int | None = None
    freight_fen: int | None = None
    cod_fen: int | None = None
    status: str = ""
    posted_at: int | None = None
    promised_at: int | None = None
    signed_at: int | None = None
    sender_name: str = ""
    sender_phone: str = ""
    sender_address: str = ""
    receiver_name: str = ""
    receiver_phone: str = ""
    receiver_address: str = ""
    merchant: str = ""
    traces: tuple[TraceDraft, ...] = ()
    answer: str = ""
    content_hash: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the carrier knew the parcel."""
        return self.status != "not_found"


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer; `source_key` is the same whenever the same row comes again."""

    line: int
    source_key: str
    content_hash: str
    name: str
    external_no: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    company: str = ""
    kind_word: str = ""
    party: str = ""
    region: str = ""
    country: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyAccountDraft:
    """A key account and the words by which its parcels and tickets are recognised."""

    line: int
    name: str
    match_words: tuple[str, ...]
    region: str = ""
    account_no: str = ""
    manager: str = ""
    note: str = ""
    content_hash: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
