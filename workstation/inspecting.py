"""A foreign file before it is taken in: its shape, its columns, its first rows as records."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from workstation.actions.deciding import enter_group, place
from workstation.actions.importing import Incoming
from workstation.actions.taking_in import IncomingRecord
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.domain.ticket import Ticket
from workstation.importing import ImportPlan, Kind, kind_for, look_at
from workstation.readers.drafts import RefusedRow
from workstation.readers.fields import field_names, field_shape
from workstation.readers.source import SourceRow, Table
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk

_ROWS: Final = 25
_SAMPLES: Final = 3
_DATED: Final = ("moment", "moment_or_span")

#: Facts of a ticket that are worth seeing before it is made.
_TICKET: Final = (
    *("external_no", "subject", "created_at", "class_code", "subtype", "group_code"),
    *("route_reason", "priority", "status", "customer_name", "phone", "waybill"),
)

_PARCEL: Final = ("waybill", "carrier", "goods", "sender_name", "receiver_name", "status")
_CUSTOMER: Final = ("external_no", "name", "phone", "email", "kind", "company", "address")


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column: what stands in it and the field that it becomes (None: kept as it is).

    `confidence` runs from 0 to 1; `date_order` is "" when the column holds no dates.
    """

    header: str
    samples: tuple[str, ...]
    field: str | None
    confidence: float
    date_order: str = ""
    dated: bool = False
    counting: bool = False


@dataclass(frozen=True, slots=True)
class RowLook:
    """One row as it would be taken in, or the code of why it is refused."""

    line: int
    facts: AbstractMapping[str, object] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    refused: str = ""
    refused_facts: AbstractMapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file as it is understood; `plan` holds the mapping that stands now.

    `encodings` are those worth trying; `remembered` says that the mapping was used before.
    """

    plan: ImportPlan
    format: str
    encoding: str
    encoding_confidence: float
    encodings: tuple[str, ...]
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    header_line: int | None
    size: int
    row_estimate: int
    columns: tuple[ColumnLook, ...]
    fields: tuple[str, ...]
    rows: tuple[RowLook, ...]
    remembered: bool


def inspect(desk: Desk, plan: ImportPlan) -> FileLook:
    """Look at a file. Raises `Refusal`: file_missing, and the reader's codes."""
    known = desk.read.mapping
    table, mapping = look_at(plan, known)
    remembered = plan.mapping is None and known(f"{plan.kind}:{mapping.fingerprint}") is not None
    sample = table.sample(_ROWS)
    columns = []
    for choice in mapping.columns:
        shape = field_shape(plan.kind, choice.field) if choice.field else ""
        columns.append(
            ColumnLook(
                choice.header,
                _samples(sample, choice.header),
                choice.field,
                choice.confidence,
                choice.date_order,
                dated=shape in _DATED,
                counting=choice.index,
            )
        )
    return FileLook(
        replace(plan, mapping=mapping),
        table.format,
        table.encoding,
        table.encoding_confidence,
        table.encodings,
        table.delimiter,
        table.sheet,
        table.sheets,
        table.header_line,
        table.size_bytes,
        table.row_estimate,
        tuple(columns),
        field_names(plan.kind),
        _rows(desk, replace(plan, mapping=mapping), table),
        remembered,
    )


def _samples(rows: tuple[SourceRow, ...], header: str) -> tuple[str, ...]:
    told = (" ".join(row.values.get(header, "").split()) for row in rows)
    return tuple(islice(dict.fromkeys(text[:60] for text in told if text), _SAMPLES))


def _rows(desk: Desk, plan: ImportPlan, table: Table) -> tuple[RowLook, ...]:
    kind = kind_for(plan.kind)
    assert plan.mapping is not None
    work = Work(desk.read.connection, desk.agent, desk.clock(), desk.rules)
    drafts = kind.read(table, plan.mapping, desk.zone, desk.clock())
    return tuple(_row(kind, work, draft) for draft in islice(drafts, _ROWS))


def _row(kind: Kind, work: Work, draft: Any) -> RowLook:
    if isinstance(draft, RefusedRow):
        return RowLook(draft.line, refused=draft.reason, refused_facts=draft.facts)
    flags = tuple(dict.fromkeys(str(flag) for flag in draft.flags))
    line = draft.lines[0] if hasattr(draft, "lines") else draft.line
    return RowLook(line, _facts(work, kind.incoming(work, draft)), flags)


def _facts(work: Work, incoming: Incoming | IncomingRecord) -> dict[str, object]:
    if isinstance(incoming, Incoming):
        return _ticket(work, incoming)
    record = incoming.record
    if isinstance(record, Parcel):
        told = {name: getattr(record, name) for name in _PARCEL}
        return {**told, "traces": len(incoming.traces)}
    if isinstance(record, Customer):
        return {name: getattr(record, name) for name in _CUSTOMER}
    return {"name": record.name, "words": record.words, "region": record.region}


def _ticket(work: Work, incoming: Incoming) -> dict[str, object]:
    """The ticket as it would be placed, without making it."""
    facts = dict(incoming.facts)
    text = incoming.messages[0].body if incoming.messages else ""
    ticket = Ticket(uid="", number="", source=incoming.source, **facts)
    if incoming.group:
        placed = enter_group(work, ticket, incoming.group)
    else:
        placed = place(work, ticket, text)
    told = {name: getattr(placed, name) for name in _TICKET}
    return {**told, "agent": incoming.agent, "messages": len(incoming.messages)}
