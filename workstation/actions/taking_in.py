"""Parcels, customers and key accounts from foreign files: made, completed or left as they are.

A foreign file adds facts and corrects them; an empty cell never wipes out what is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, TypeVar

from workstation.actions.importing import Counts
from workstation.actions.intake import SaveParcel, save
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Customer, KeyAccount
from workstation.domain.refusal import Refusal
from workstation.store.work import Work

Known = Parcel | Customer | KeyAccount
R = TypeVar("R", Parcel, Customer, KeyAccount)

#: Values that a record has when nobody said anything.
_UNSAID: Final[dict[str, object]] = {"category": "ordinary", "area": "domestic", "kind": "cash"}
_NEVER: Final = frozenset({"uid", "created_at", "active"})


@dataclass(frozen=True, slots=True)
class IncomingRecord:
    """One record of a foreign file; a parcel brings the events on its way."""

    record: Known
    traces: tuple[Trace, ...] = ()
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What taking a record in means: what stands (None: nothing), what will, fresh events."""

    before: Known | None
    after: Known
    traces: tuple[Trace, ...] = ()

    @property
    def counts(self) -> Counts:
        """As created, updated or unchanged."""
        if self.before is None:
            return Counts(created=1)
        changed = self.before != self.after or bool(self.traces)
        return Counts(updated=1) if changed else Counts(unchanged=1)


def plan_of(work: Work, incoming: IncomingRecord) -> Planned:
    """What taking this record in would change; writes nothing."""
    record = incoming.record
    if isinstance(record, Parcel):
        return _plan_parcel(work, record, incoming.traces)
    if isinstance(record, Customer):
        known = _known_customer(work, record)
        return Planned(known, _completed(known, record) if known else record)
    account = next(iter(work.where(KeyAccount, "name=?", record.name, limit=1)), None)
    if account is None:
        return Planned(None, record)
    words = tuple(dict.fromkeys((*account.words, *record.words)))
    return Planned(account, replace(_completed(account, record), words=words))


def _plan_parcel(work: Work, record: Parcel, traces: tuple[Trace, ...]) -> Planned:
    known = next(iter(work.where(Parcel, "waybill=?", record.waybill, limit=1)), None)
    if known is None:
        return Planned(None, record, tuple(_distinct(traces)))
    heard = {(one.at, one.text) for one in work.where(Trace, "parcel=?", known.uid)}
    fresh = tuple(one for one in _distinct(traces) if (one.at, one.text) not in heard)
    return Planned(known, _completed(known, record), fresh)


def _distinct(traces: Iterable[Trace]) -> Iterable[Trace]:
    return {(one.at, one.text): one for one in traces}.values()


def _known_customer(work: Work, record: Customer) -> Customer | None:
    """The customer meant: by number, by telephone (and name), by e-mail, by name and address."""
    if record.external_no:
        found = work.where(Customer, "external_no=?", record.external_no, limit=1)
        if found:
            return found[0]
    if record.phone:
        for one in work.where(Customer, "phone=? OR phone2=?", record.phone, record.phone):
            if _may_be(one, record):
                return one
    if record.email:
        for one in work.where(Customer, "email=?", record.email):
            if _may_be(one, record):
                return one
    if record.external_no or record.phone or record.email:
        return None
    for one in work.where(
        Customer, "phone='' AND external_no='' AND email='' AND name=?", record.name
    ):
        if (one.company, one.address) == (record.company, record.address):
            return one
    return None


def _may_be(one: Customer, record: Customer) -> bool:
    numbers = (one.external_no, record.external_no)
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    return not one.name or not record.name or one.name == record.name


def _completed(known: R, told: R) -> R:
    """What is known with what the file tells put over it."""
    changed: dict[str, Any] = {}
    for item in fields(known):
        value = getattr(told, item.name)
        unsaid = value in ("", None, (), False) or value == _UNSAID.get(item.name)
        if item.name not in _NEVER and not unsaid:
            changed[item.name] = value
    return replace(known, **changed)


@dataclass(frozen=True, slots=True)
class TakeInRecords:
    """Take in a batch of records; each is created, completed, or left as it is."""

    records: tuple[IncomingRecord, ...] = field(repr=False)
    file: str = ""

    def brief(self) -> dict[str, Any]:
        """What the journal keeps of the arguments; the records themselves are its changes."""
        return {"file": self.file, "rows": len(self.records)}

    def perform(self, work: Work) -> Counts:
        """Give what became of the records. Codes: text_missing."""
        total = Counts()
        for incoming in self.records:
            planned = plan_of(work, incoming)
            counts = planned.counts
            if counts.created or counts.updated:
                _keep(work, planned)
            total = total + counts + Counts(flagged=int(incoming.flagged))
        return total


def _keep(work: Work, planned: Planned) -> None:
    if isinstance(planned.after, Parcel):
        SaveParcel(planned.after, planned.traces).perform(work)
        return
    if not planned.after.name and not _reachable(planned.after):
        raise Refusal("text_missing", field="name")
    save(work, planned.after)


def _reachable(record: Known) -> bool:
    return isinstance(record, Customer) and bool(record.phone or record.email or record.company)
