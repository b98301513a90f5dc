"""Taking a foreign file in: look at it, map it, try it, do it; nothing is lost on the way."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from workstation.actions.importing import Counts
from workstation.changes import Changes
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.readers.drafts import RefusedRow
from workstation.readers.mapping import Mapping
from workstation.readers.proposal import propose
from workstation.readers.refused import write_refused
from workstation.readers.source import Table
from workstation.readers.table import open_table
from workstation.store.replica import transaction
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk

BATCH: Final = 200
_SHOWN: Final = 12
#: Reasons for which a row is left out without stopping the import: it never was a ticket.
HARMLESS: Final = frozenset(("total_row",))
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What to take in, and how. `keep_good` takes the good rows though others are refused."""

    path: Path
    kind: str = "tickets"
    mapping: Mapping | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    keep_good: bool = False
    dry_run: bool = False
    refused_to: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file. `refused_rows` are the first refused lines with their reasons.

    `merged` rows were added to the record of another row (files of one message or one event per
    row); every row is created, updated, unchanged, refused or merged.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    flagged: int = 0
    flags: dict[str, int] = field(default_factory=dict)
    refused_rows: tuple[tuple[int, str], ...] = ()
    refused_file: str = ""
    committed: bool = False
    merged: int = 0


def look_at(
    plan: ImportPlan, known: Callable[[str], dict[str, Any] | None]
) -> tuple[Table, Mapping]:
    """Open the file and choose its mapping: the given one, one used before, else proposed.

    Raises `Refusal` (file_missing) and the reader's `ReadError`.
    """
    if not plan.path.exists():
        raise Refusal("file_missing", path=str(plan.path))
    table = open_table(
        plan.path, encoding=plan.encoding, delimiter=plan.delimiter, sheet=plan.sheet
    )
    if plan.mapping is not None:
        return table, plan.mapping
    proposed = propose(table, plan.kind)
    if not table.has_header and table.format == "csv":
        return table, proposed  # nothing names the columns: the next such file is another one
    remembered = known(f"{plan.kind}:{proposed.fingerprint}")
    return table, _with_orders(Mapping.from_dict(remembered), proposed) if remembered else proposed


def _with_orders(remembered: Mapping, proposed: Mapping) -> Mapping:
    """The remembered choices with the order of day and month that this file's dates show."""
    for column in proposed.columns:
        if column.date_order:
            remembered = remembered.with_date_order(column.header, column.date_order)
    return remembered


def preview(desk: Desk, plan: ImportPlan, count: int = 8) -> tuple[Table, Mapping, list[Any]]:
    """The file, its mapping, and its first rows as they would become tickets."""
    table, mapping = look_at(plan, desk.read.mapping)
    drafts = kind_for(plan.kind).read(table, mapping, desk.zone, desk.clock())
    return table, mapping, list(islice(drafts, count))


class BatchAction(Protocol):
    """An action that takes a batch in."""

    def perform(self, work: Work, /) -> Counts:
        """Give what became of the rows."""
        ...

    def brief(self) -> dict[str, Any]:
        """What the journal keeps of the arguments."""
        ...


class Kind(Protocol):
    """How files of one kind are read, tried and taken in; `kinds` are the records it alters."""

    kinds: frozenset[str]

    def read(
        self, table: Table, mapping: Mapping, zone: tzinfo, now: int
    ) -> Iterator[Any | RefusedRow]:
        """The file's rows as drafts, or refused."""
        ...

    def outcome(self, work: Work, draft: Any) -> Counts:
        """What would become of a draft."""
        ...

    def incoming(self, work: Work, draft: Any) -> Any:
        """The draft with its words turned into ours."""
        ...

    def batch(self, items: tuple[Any, ...], file: str) -> BatchAction:
        """The action that takes a batch in."""
        ...


def kind_for(name: str) -> Kind:
    """The way of files of tickets, parcels, customers or key accounts."""
    if name == "tickets":
        from workstation.incoming import TicketKind

        return TicketKind()
    from workstation.importing_records import RecordKind

    return RecordKind(name)


class Importer:
    """One import; runs on a pool thread and writes through the desk's writer."""

    def __init__(
        self,
        desk: Desk,
        plan: ImportPlan,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self.desk = desk
        self.plan = plan
        self._progress = progress
        self._cancelled = cancelled
        self._refused: list[RefusedRow] = []
        self._flags: dict[str, int] = {}
        self._flagged = 0
        self._rows = 0
        self._merged = 0
        self._kind = kind_for(plan.kind)

    def run(self) -> ImportReport:
        """Do it; all or nothing unless the plan keeps the good rows.

        Raises `Refusal`: file_missing, import_refused (nothing was taken in; the refused rows
        are in a file), import_stopped; and the reader's errors.
        """
        table, mapping = look_at(self.plan, self.desk.read.mapping)
        if self.plan.dry_run or not self.plan.keep_good:
            counts = self._try(table, mapping)
            path = self._write_refused(table)
            report = self._report(counts, path, committed=False)
            if self.plan.dry_run:
                return report
            if any(row.reason not in HARMLESS for row in self._refused):
                facts = {"refused": len(self._refused), "rows": self._rows, "path": path}
                raise Refusal("import_refused", report=report, **facts)
            self._refused, self._flags, self._flagged = [], {}, 0
            self._rows = self._merged = 0
        counts = self._take_in(table, mapping)
        path = self._write_refused(table)
        report = self._report(counts, path, committed=True)
        self.desk.writer.submit(lambda c: _remember(c, self.plan, mapping, report)).result()
        return report

    def _drafts(self, table: Table, mapping: Mapping) -> Iterator[Any]:
        rows = self._kind.read(table, mapping, self.desk.zone, self.desk.clock())
        total = max(1, table.row_estimate)
        for item in rows:
            if self._cancelled():
                raise Refusal("import_stopped")
            before = self._rows // BATCH
            size = len(getattr(item, "lines", "1"))
            self._rows += size
            self._merged += size - 1
            if self._rows // BATCH > before:
                self._progress(min(self._rows, total), total)
            if isinstance(item, RefusedRow):
                self._refused.append(item)
                continue
            self._flagged += bool(item.flags)
            for flag in item.flags:
                self._flags[flag.code] = self._flags.get(flag.code, 0) + 1
            yield item
        self._progress(self._rows, self._rows)

    def _try(self, table: Table, mapping: Mapping) -> Counts:
        """Count what would happen, without writing."""
        work, total = self._looking(), Counts()
        for draft in self._drafts(table, mapping):
            total = total + self._kind.outcome(work, draft)
        return total

    def _take_in(self, table: Table, mapping: Mapping) -> Counts:
        """Take the rows in: in one transaction, or in one per batch when good rows are kept."""
        if self.plan.keep_good:
            counts = Counts()
            for batch in self._batches(table, mapping):
                counts = counts + self.desk.writer.submit(self._in_transaction([batch])).result()
            return counts
        with TemporaryFile() as staged:  # parsed first, so that the writer is held only to write
            for batch in self._batches(table, mapping):
                pickle.dump(batch, staged)
            staged.seek(0)
            return self.desk.writer.submit(self._in_transaction(_staged(staged))).result()

    def _looking(self) -> Work:
        """Work on this thread's own connection, which can only read."""
        desk = self.desk
        return Work(desk.read.connection, desk.agent, desk.clock(), desk.rules)

    def _batches(self, table: Table, mapping: Mapping) -> Iterator[tuple[Any, ...]]:
        work = self._looking()
        stream = (self._kind.incoming(work, draft) for draft in self._drafts(table, mapping))
        while batch := tuple(islice(stream, BATCH)):
            yield batch

    def _in_transaction(
        self, batches: Iterable[tuple[Any, ...]]
    ) -> Callable[[sqlite3.Connection], Counts]:
        def task(connection: sqlite3.Connection) -> Counts:
            counts = Counts()
            with transaction(connection):
                for batch in batches:
                    work = Work(connection, self.desk.agent, self.desk.clock(), self.desk.rules)
                    action = self._kind.batch(batch, self.plan.path.name)
                    counts = counts + action.perform(work)
                    work.finish(type(action).__name__, action.brief())
            self.desk.announce(Changes(kinds=self._kind.kinds, origin="import", many=True))
            return counts

        return task

    def _write_refused(self, table: Table) -> str:
        if not self._refused or (self.plan.dry_run and self.plan.refused_to is None):
            return ""
        path = self.plan.refused_to or _beside(self.plan.path, self.desk.profile)
        write_refused(self._refused, table.headers, path)
        return str(path)

    def _report(self, counts: Counts, refused_file: str, *, committed: bool) -> ImportReport:
        return ImportReport(
            rows=self._rows,
            created=counts.created,
            updated=counts.updated,
            unchanged=counts.unchanged,
            refused=len(self._refused),
            flagged=self._flagged,
            flags=dict(self._flags),
            refused_rows=tuple((row.line, row.reason) for row in self._refused[:_SHOWN]),
            refused_file=refused_file,
            committed=committed,
            merged=self._merged,
        )


def _staged(file: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    while True:
        try:
            yield pickle.load(file)  # written by this very import a moment ago
        except EOFError:
            return


def _beside(path: Path, profile: Path) -> Path:
    """Where the refused rows go: beside the file, or into the profile when that cannot be."""
    name = f"{path.stem}.refused.csv"
    beside = path.with_name(name)
    return beside if os.access(beside.parent, os.W_OK) else profile / name


def _remember(
    connection: sqlite3.Connection, plan: ImportPlan, mapping: Mapping, report: ImportReport
) -> None:
    """Keep the mapping for the next file of this shape, and the run."""
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO import_mapping(fingerprint,at,mapping)"
            " VALUES (?,strftime('%s','now')*1000,?)",
            (
                f"{plan.kind}:{mapping.fingerprint}",
                json.dumps(mapping.to_dict(), ensure_ascii=False),
            ),
        )
        connection.execute(
            "INSERT INTO import_run(uid,at,file,kind,created,updated,unchanged,refused,flagged)"
            " VALUES (?,strftime('%s','now')*1000,?,?,?,?,?,?,?)",
            (
                new_uid(),
                plan.path.name,
                plan.kind,
                report.created,
                report.updated,
                report.unchanged,
                report.refused,
                report.flagged,
            ),
        )


def run_import(
    desk: Desk, plan: ImportPlan, progress: Progress, cancelled: Callable[[], bool]
) -> ImportReport:
    """Take a file of any kind in."""
    return Importer(desk, plan, progress, cancelled).run()
