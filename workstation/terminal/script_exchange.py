"""`script import FILE`, `script export FILE`: reply scripts that others wrote in, ours out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.refusal import Refusal
from workstation.readers.script_fields import is_field
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, passing_desk

if TYPE_CHECKING:
    from workstation.scripts.importing import ImportPlan, ImportReport, ImportRow

#: So many rows are shown to a person; JSON tells all.
_SHOWN: Final = 40


def declare(parts: Any) -> None:
    """Declare both parts of `script`."""
    one: argparse.ArgumentParser = parts.add_parser(
        "import",
        help="scripts from XLSX, CSV, Markdown, JSON or TOML, or a folder of them, as drafts",
    )
    one.add_argument("file", type=Path)
    one.add_argument("--dry-run", action="store_true", help="say what would happen")
    one.add_argument(
        "--into",
        choices=("drafts", "sent_in", "personal"),
        default="drafts",
        help="drafts of the team, handed in for review, or one's own (default: drafts)",
    )
    one.add_argument(
        "--map",
        dest="map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column or key is; an empty FIELD keeps it as a note",
    )
    one.add_argument("--encoding", default=None, help="instead of the guessed one")
    one.add_argument("--delimiter", default=None, help="instead of the guessed one")
    one.add_argument("--sheet", default=None, help="one sheet of a workbook (default: all)")
    one.set_defaults(run=run_import)
    two: argparse.ArgumentParser = parts.add_parser(
        "export", help="the scripts in use as .xlsx, .csv, .md or .json"
    )
    two.add_argument("file", type=Path)
    two.add_argument("--code", action="append", default=[], help="only these")
    two.add_argument("--format", default="", choices=("", "xlsx", "csv", "md", "json"))
    two.set_defaults(run=run_export)


def run_import(given: argparse.Namespace, answer: Answer) -> int:
    """Look at the file and take it in; 1 when a row was refused."""
    from workstation.scripts.importing import plan

    mapping = _mapping(given.map)
    sitting = passing_desk if given.dry_run else desk_of
    with sitting(given) as desk:
        found = plan(
            desk,
            given.file,
            mapping,
            encoding=given.encoding,
            delimiter=given.delimiter,
            sheet=given.sheet,
            progress=answer.progress,
        )
        _check_columns(found)
        report = None
        if not given.dry_run:
            from workstation.scripts.importing import carry_out

            report = carry_out(desk, found, given.into, progress=answer.progress)
    _tell(found, report, answer, dry_run=given.dry_run)
    return 1 if found.counts["refused"] else 0


def run_export(given: argparse.Namespace, answer: Answer) -> int:
    """Write them."""
    from workstation.scripts.exporting import export_scripts

    with passing_desk(given) as desk:
        count = export_scripts(desk, given.file, given.format, given.code, progress=answer.progress)
    answer.tell(written=count, file=str(given.file))
    answer.say(f"{count:,} scripts written to {given.file}")
    return 0


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        column, sign, name = pair.rpartition("=")
        if not sign or not column:
            raise Refusal("used_wrongly", message=f"--map {pair}: give COLUMN=FIELD")
        if name and not is_field(name):
            raise Refusal("used_wrongly", message=f"--map {pair}: {name} is no field")
        found[column] = name
    return found


def _check_columns(found: ImportPlan) -> None:
    """Refuse to go on where `--map` names a column that the file does not have."""
    there = {one.header for one in found.columns}
    for column in found.mapping:
        if there and column not in there:
            names = ", ".join(sorted(there))
            message = f"--map {column}: the file has no such column; it has {names}"
            raise Refusal("used_wrongly", message=message)


def _tell(found: ImportPlan, report: ImportReport | None, answer: Answer, *, dry_run: bool) -> None:
    from workstation.scripts.import_words import PASSED, word

    answer.tell(
        file=str(found.path),
        form=found.form,
        encoding=found.encoding,
        own=found.own,
        dry_run=dry_run,
        **found.counts,
        columns=[_column(use) for use in found.columns],
        placeholders={
            "known": [_pair(pair, rows) for pair, rows in found.known.items()],
            "unknown": [_pair(pair, rows, "ask.") for pair, rows in found.unknown.items()],
        },
        rows=[_row(row) for row in found.rows],
        passed=[{"place": one.place, "title": one.title, "why": one.why} for one in found.passed],
    )
    if report is not None:
        answer.tell(
            created=list(report.created),
            altered=list(report.changed),
            unchanged=report.unchanged,
        )
    for use in found.columns:
        if not use.field:
            answer.say(f"column {use.header!r} is not known; it is kept as a note")
    for row in found.rows[:_SHOWN]:
        answer.say(_line(row))
    if len(found.rows) > _SHOWN:
        answer.say(f"… and {len(found.rows) - _SHOWN:,} more")
    for one in found.passed[:_SHOWN]:
        answer.say(f"{one.place}: {one.title or '…'} {word(PASSED, one.why)}; passed over")
    _say_placeholders(found, answer)
    counts = found.counts
    answer.say(
        f"{len(found.rows):,} entries: {counts['new']:,} new, {counts['changed']:,} other versions,"
        f" {counts['same']:,} there already, {counts['clash']:,} under another code,"
        f" {counts['refused']:,} refused"
    )
    if report is not None:
        answer.say(f"taken in: {len(report.created):,} new, {len(report.changed):,} changed")


def _say_placeholders(found: ImportPlan, answer: Answer) -> None:
    for title, pairs, lead in (
        ("recognised", found.known, ""),
        ("asked for", found.unknown, "ask."),
    ):
        if pairs:
            told = ", ".join(f"{foreign} -> {lead}{ours}" for foreign, ours in list(pairs)[:_SHOWN])
            more = f" … and {len(pairs) - _SHOWN:,} more" if len(pairs) > _SHOWN else ""
            answer.say(f"placeholders {title}: {told}{more}")


def _line(row: ImportRow) -> str:
    from workstation.scripts.import_words import ACTIONS, problem_words, word

    told = "; ".join(problem_words(problem) for problem in row.problems)
    line = f"{row.place}: {word(ACTIONS, row.action)} {row.code} {row.title}".rstrip()
    return f"{line} ({told})" if told else line


def _row(row: ImportRow) -> dict[str, Any]:
    from workstation.scripts.import_words import problem_words

    return {
        "place": row.place,
        "line": row.line,
        "action": row.action,
        "code": row.code,
        "of": row.of,
        "title": row.title,
        "language": row.script.language,
        "languages": list(row.script.languages),
        "classes": list(row.script.classes),
        "channels": list(row.script.channels),
        "tags": list(row.script.tags),
        "body": row.script.body,
        "placeholders": {
            "known": [{"foreign": one, "ours": ours} for one, ours in row.known],
            "unknown": [{"foreign": one, "ours": f"ask.{ask}"} for one, ask in row.unknown],
        },
        "guessed": list(row.guessed),
        "problems": [
            {
                "code": one.code,
                "fatal": one.fatal,
                "message": problem_words(one),
                "message_zh": problem_words(one, "zh"),
            }
            for one in row.problems
        ],
        "note": row.note,
    }


def _column(use: Any) -> dict[str, Any]:
    told = {"header": use.header, "field": use.field, "confidence": use.confidence}
    return {**told, "sheet": use.sheet} if use.sheet else told


def _pair(pair: tuple[str, str], rows: int, lead: str = "") -> dict[str, Any]:
    return {"foreign": pair[0], "ours": f"{lead}{pair[1]}", "rows": rows}
