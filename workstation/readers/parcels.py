"""Rows of a foreign parcel file as drafts: one row per parcel, or one row per event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo

from workstation.readers.contacts import is_shortened_number
from workstation.readers.drafts import Flag, RefusedRow, long_hash, short_hash
from workstation.readers.facts import Facts, Plan
from workstation.readers.mapping import Mapping
from workstation.readers.moments import Moment
from workstation.readers.parceldrafts import ParcelDraft, TraceDraft
from workstation.readers.source import SourceRow, Table
from workstation.readers.traces import in_order, read_traces, says_not_found
from workstation.readers.words import code_of

_EVENT_FIELDS = ("event_at", "event_text", "event_place", "event_status")


def read_parcels(
    table: Table, mapping: Mapping, *, zone: tzinfo, now: int
) -> Iterator[ParcelDraft | RefusedRow]:
    """Yield drafts and refusals; every row is in the `lines` of one draft or is refused.

    Where rows are events (`event_at` is mapped) the rows of one waybill are
    joined, which holds all parcels of the file in memory; otherwise rows are streamed.
    """
    plan = Plan(mapping, zone, now)
    items = (_read(row, plan) for row in table.rows())
    if "event_at" not in plan.by_field:
        yield from items
        return
    parcels: dict[str, ParcelDraft] = {}
    for item in items:
        if isinstance(item, RefusedRow):
            yield item
            continue
        before = parcels.get(item.waybill)
        parcels[item.waybill] = _joined(before, item) if before is not None else item
    yield from (replace(one, traces=in_order(one.traces)) for one in parcels.values())


def _joined(before: ParcelDraft, later: ParcelDraft) -> ParcelDraft:
    """Add the event of a further row; facts that the first row lacked are taken from it."""
    filled = {
        name: getattr(later, name)
        for name in ParcelDraft.__dataclass_fields__
        if getattr(before, name) in ("", None) and getattr(later, name) not in ("", None)
    }
    return replace(
        before,
        **filled,
        lines=(*before.lines, *later.lines),
        traces=(*before.traces, *later.traces),
        extra={**later.extra, **before.extra},
        flags=tuple(dict.fromkeys((*before.flags, *later.flags))),
        content_hash=long_hash(before.content_hash, later.content_hash),
    )


def _read(row: SourceRow, plan: Plan) -> ParcelDraft | RefusedRow:
    if row.problem is not None:
        return RefusedRow(row.line, row.problem, row.facts, row.values, row.raw)
    facts = Facts(row, plan)
    waybill = "".join(facts.text("waybill").split()).upper()
    if not any(char.isdigit() for char in waybill):
        return RefusedRow(row.line, "no_waybill", {}, row.values, row.raw)
    if is_shortened_number(waybill):
        return RefusedRow(row.line, "number_shortened", {"waybill": waybill}, row.values, row.raw)
    return _draft(facts, waybill)


def _draft(facts: Facts, waybill: str) -> ParcelDraft:
    traces, answer = _traces(facts)
    status = facts.text("status")
    if not traces and (says_not_found(answer) or says_not_found(status)):
        facts.flag("carrier_not_found", "traces", answer or status)
        answer, status = answer or status, "not_found"
    posted, signed = facts.moment("posted_at"), facts.moment("signed_at")
    if posted and signed and signed.at < posted.at and not (posted.day_only or signed.day_only):
        facts.flag("signed_before_posted", "signed_at", facts.text("signed_at"))
    category = facts.text("category")
    draft = ParcelDraft(
        lines=(facts.row.line,),
        waybill=waybill,
        carrier=facts.text("carrier"),
        product=facts.text("product"),
        origin=facts.text("origin"),
        destination=facts.text("destination"),
        goods=facts.text("goods"),
        category=(code_of("category", category) or "") if category else "",
        category_word=category,
        weight_g=facts.weight("weight"),
        declared_fen=facts.money("declared_value"),
        insured_fen=facts.money("insured_value"),
        freight_fen=facts.money("freight"),
        cod_fen=facts.money("cod"),
        status=status,
        posted_at=_at(posted),
        promised_at=_at(facts.moment("promised_at")),
        signed_at=_at(signed),
        sender_name=facts.text("sender_name"),
        sender_phone=facts.phone("sender_phone"),
        sender_address=facts.text("sender_address"),
        receiver_name=facts.text("receiver_name"),
        receiver_phone=facts.phone("receiver_phone"),
        receiver_address=facts.text("receiver_address"),
        merchant=facts.text("merchant"),
        traces=traces,
        answer=answer,
        content_hash=_content(facts),
        extra=facts.extra,
    )
    return replace(draft, flags=_flags(facts))


def _at(moment: Moment | None) -> int | None:
    return moment.at if moment is not None else None


def _flags(facts: Facts) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys(facts.flags))


def _content(facts: Facts) -> str:
    values = facts.row.values
    told = (f"{header}={values[header]}" for header in sorted(values) if values[header])
    return long_hash(short_hash(facts.plan.signature), *told)


def _traces(facts: Facts) -> tuple[tuple[TraceDraft, ...], str]:
    """Return the events of the row (a list in a cell, or the row itself) and the answer."""
    cell, answer = facts.text("traces"), facts.text("answer")
    choice = facts.plan.by_field.get("traces")
    order = (choice.date_order if choice else "") or "ymd"
    traces: tuple[TraceDraft, ...] = ()
    if cell:
        traces, said, sound = read_traces(cell, order, facts.plan.zone)
        answer = answer or said
        if not sound:
            facts.flag("traces_unreadable", "traces", cell)
            facts.keep("traces", cell)
    if any(facts.text(name) for name in _EVENT_FIELDS):
        event = facts.moment("event_at")
        text, place = facts.text("event_text"), facts.text("event_place")
        status = facts.text("event_status")
        if event is None and not place and says_not_found(text):
            return traces, answer or text
        traces = (*traces, TraceDraft(_at(event), place, status, text))
    return traces, answer
