"""The parcel a ticket is about, and what happened to it on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CATEGORIES: Final = (
    "ordinary",
    "fresh",
    "food",
    "fragile",
    "valuable",
    "documents",
    "medicine",
)
AREAS: Final = ("domestic", "hk_mo_tw", "overseas")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A consignment. Weight in grams; money in fen; times in milliseconds UTC."""

    uid: str
    waybill: str
    carrier: str = ""
    product: str = ""
    origin: str = ""
    destination: str = ""
    area: str = "domestic"
    goods: str = ""
    category: str = "ordinary"
    weight_g: int | None = None
    declared_fen: int | None = None
    insured_fen: int | None = None
    freight_fen: int | None = None
    cod_fen: int | None = None
    status: str = ""
    batch: str = ""
    sender_name: str = ""
    sender_phone: str = ""
    sender_address: str = ""
    receiver_name: str = ""
    receiver_phone: str = ""
    receiver_address: str = ""
    merchant: str = ""
    posted_at: int | None = None
    promised_at: int | None = None
    signed_at: int | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """One event on a parcel's way, as its carrier told it."""

    uid: str
    parcel: str
    at: int | None
    text: str
    place: str = ""
    node: str = ""
    status: str = ""
