"""`import FILE`: take a foreign file of tickets, parcels, customers or key accounts in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.importing import ImportPlan, ImportReport, look_at
from workstation.readers.mapping import Mapping, load_mapping, save_mapping
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, index_text, passing_desk

KINDS = ("tickets", "parcels", "customers", "key_accounts")


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="take a CSV, XLSX, JSON or JSON Lines file in"
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--kind", choices=KINDS, default="tickets")
    parser.add_argument("--map", type=Path, metavar="MAPPING", help="a mapping to use")
    parser.add_argument("--save-map", type=Path, metavar="FILE", help="write the mapping used")
    parser.add_argument("--encoding", help="instead of the guessed one")
    parser.add_argument("--delimiter", help="instead of the guessed one")
    parser.add_argument("--sheet", help="of a workbook (default: the fullest)")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen")
    parser.add_argument("--keep-good", action="store_true", help="take good rows in regardless")
    parser.add_argument("--refused", type=Path, help="where refused rows are written")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Take it in. 1 when rows were refused and nothing was taken in."""
    with passing_desk(given) if given.dry_run else desk_of(given, make=True) as desk:
        plan = ImportPlan(
            given.file,
            given.kind,
            _mapping(given.map),
            given.encoding,
            given.delimiter,
            given.sheet,
            given.keep_good,
            given.dry_run,
            given.refused,
        )
        table, mapping = look_at(plan, desk.read.mapping)
        if given.save_map is not None:
            save_mapping(mapping, given.save_map)
        answer.tell(
            file=str(given.file),
            format=table.format,
            encoding=table.encoding,
            dry_run=given.dry_run,
            columns={column.header: column.field for column in mapping.columns},
        )
        answer.say(f"{given.file.name}: {table.format}, {table.encoding}")
        return _import(desk, plan, answer)


def _import(desk: Desk, plan: ImportPlan, answer: Answer) -> int:
    try:
        report = desk.import_file(plan, answer.progress, lambda: False).result()
    except Refusal as refusal:
        told = refusal.facts.pop("report", None)
        if isinstance(told, ImportReport):
            _tell(told, answer)
        raise
    _tell(report, answer)
    if report.committed:
        index_text(desk)
    refused_all = report.refused and not report.committed and not plan.keep_good
    return 1 if refused_all else 0


def _tell(report: ImportReport, answer: Answer) -> None:
    answer.tell(
        rows=report.rows,
        created=report.created,
        updated=report.updated,
        unchanged=report.unchanged,
        refused=report.refused,
        flagged=report.flagged,
        merged=report.merged,
        flags=report.flags,
        refused_file=report.refused_file,
        refused_rows=[{"line": line, "reason": reason} for line, reason in report.refused_rows],
        committed=report.committed,
    )
    answer.say(
        f"{report.rows:,} rows: {report.created:,} created, {report.updated:,} updated,"
        f" {report.unchanged:,} unchanged, {report.refused:,} refused, {report.flagged:,} flagged"
    )
    if report.merged:
        answer.say(f"{report.merged:,} rows were added to the record of another row")
    for code, count in sorted(report.flags.items()):
        answer.say(f"  {code}: {count:,}")
    for line, reason in report.refused_rows:
        answer.say(f"  line {line}: {reason}")
    if report.refused_file:
        answer.say(f"refused rows: {report.refused_file}")


def _mapping(path: Path | None) -> Mapping | None:
    if path is None:
        return None
    try:
        return load_mapping(path)
    except Refusal as refusal:
        raise Refusal(refusal.code, **{**refusal.facts, "path": str(path)}) from refusal
    except (OSError, ValueError, KeyError) as error:
        raise Refusal("mapping_broken", path=str(path), reason=str(error)) from error
