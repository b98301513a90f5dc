"""Parcels, customers and key accounts of foreign files, turned into records of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, Final

from workstation.actions.importing import Counts
from workstation.actions.taking_in import IncomingRecord, TakeInRecords, plan_of
from workstation.domain.identity import new_uid
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Customer, KeyAccount
from workstation.readers.customers import read_customers, read_key_accounts
from workstation.readers.drafts import RefusedRow
from workstation.readers.mapping import Mapping
from workstation.readers.parceldrafts import CustomerDraft, KeyAccountDraft, ParcelDraft
from workstation.readers.parcels import read_parcels
from workstation.readers.source import Table
from workstation.readers.words import code_of
from workstation.text.waybills import carrier_named

if TYPE_CHECKING:
    from workstation.store.work import Work

_READERS: Final = {
    "parcels": read_parcels,
    "customers": read_customers,
    "key_accounts": read_key_accounts,
}
_KEPT: Final = {
    "parcels": frozenset({"parcel", "ticket"}),
    "customers": frozenset({"customer"}),
    "key_accounts": frozenset({"key_account"}),
}
Draft = ParcelDraft | CustomerDraft | KeyAccountDraft


class RecordKind:
    """How files of one of these kinds are read, tried and taken in (see `importing.Kind`)."""

    def __init__(self, kind: str) -> None:
        self.kinds = _KEPT[kind]
        self._kind = kind
        self._met: set[tuple[str, str]] = set()

    def read(
        self, table: Table, mapping: Mapping, zone: tzinfo, now: int
    ) -> Iterator[Draft | RefusedRow]:
        """The file's rows as drafts, or refused."""
        reader: Any = _READERS[self._kind]
        yield from reader(table, mapping, zone=zone, now=now)

    def incoming(self, work: Work, draft: Draft) -> IncomingRecord:
        """The record that a draft becomes."""
        return record_of(draft, work.now)

    def outcome(self, work: Work, draft: Draft) -> Counts:
        """What would become of a draft; a second row about the same thing adds to the first."""
        record = self.incoming(work, draft)
        found = plan_of(work, record).counts
        key = _key(record.record)
        if found.created and key in self._met:
            return Counts(updated=1)
        self._met.add(key)
        return found

    def batch(self, items: tuple[Any, ...], file: str) -> TakeInRecords:
        """The action that takes a batch in."""
        return TakeInRecords(items, file)


def _key(record: Parcel | Customer | KeyAccount) -> tuple[str, str]:
    if isinstance(record, Parcel):
        return ("waybill", record.waybill)
    if isinstance(record, KeyAccount):
        return ("name", record.name)
    if record.external_no:
        return ("number", record.external_no)
    if record.phone or record.email:
        return (record.phone or record.email, record.name)
    return (record.name, f"{record.company}|{record.address}")


def record_of(draft: Draft, now: int) -> IncomingRecord:
    """A draft as a record of ours; what has no field of its own stays readable in the note."""
    if isinstance(draft, ParcelDraft):
        return _parcel(draft)
    if isinstance(draft, CustomerDraft):
        return IncomingRecord(_customer(draft, now), flagged=bool(draft.flags))
    account = KeyAccount(
        new_uid(), draft.name, draft.match_words, region=draft.region, manager=draft.manager
    )
    return IncomingRecord(account, flagged=bool(draft.flags))


def _parcel(draft: ParcelDraft) -> IncomingRecord:
    uid = new_uid()
    parcel = Parcel(
        uid=uid,
        waybill=draft.waybill,
        carrier=carrier_named(draft.carrier) or draft.carrier,
        product=draft.product,
        origin=draft.origin,
        destination=draft.destination,
        goods=draft.goods,
        category=draft.category or "ordinary",
        weight_g=draft.weight_g,
        declared_fen=draft.declared_fen,
        insured_fen=draft.insured_fen,
        freight_fen=draft.freight_fen,
        cod_fen=draft.cod_fen,
        status=draft.status,
        sender_name=draft.sender_name,
        sender_phone=draft.sender_phone,
        sender_address=draft.sender_address,
        receiver_name=draft.receiver_name,
        receiver_phone=draft.receiver_phone,
        receiver_address=draft.receiver_address,
        merchant=draft.merchant,
        posted_at=draft.posted_at,
        promised_at=draft.promised_at,
        signed_at=draft.signed_at,
        flags=tuple(dict.fromkeys(str(flag) for flag in draft.flags)),
    )
    traces = [
        Trace(new_uid(), uid, one.at, one.text, one.place, status=one.status)
        for one in draft.traces
    ]
    if draft.answer and not draft.traces:
        traces.append(Trace(new_uid(), uid, None, draft.answer, status="not_found"))
    return IncomingRecord(parcel, tuple(traces), flagged=bool(draft.flags))


def _customer(draft: CustomerDraft, now: int) -> Customer:
    kind = code_of("customer_kind", draft.kind_word) if draft.kind_word else ""
    told = [draft.note] if draft.note else []
    if draft.kind_word and not kind:
        told.append(draft.kind_word)
    told += [", ".join(draft.tags)] if draft.tags else []
    told += [draft.country] if draft.country else []
    told += [f"{name}: {text}" for name, text in draft.extra.items()]
    tags = {tag.casefold() for tag in (*draft.tags, draft.kind_word)}
    return Customer(
        uid=new_uid(),
        name=draft.name or draft.company,
        phone=draft.phone,
        email=draft.email,
        kind=kind or "cash",
        company=draft.company,
        address=draft.address,
        region=draft.region,
        note="\n".join(told),
        vip="vip" in tags,
        created_at=now,
        external_no=draft.external_no,
        flags=tuple(dict.fromkeys(str(flag) for flag in draft.flags)),
    )
