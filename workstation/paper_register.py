"""The register and the archive of a desk as a page shows them: found, written to a file, checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.papers import check_archive
from workstation.printing.archive import Kept
from workstation.store.reading_papers import RegisterLine, RegisterWish, register_lines
from workstation.tables_out import write_table

if TYPE_CHECKING:
    from workstation.desk import Desk

__all__ = ["ArchiveReport", "RegisterLine", "RegisterWish", "export_register", "look_through"]
__all__ += ["series_known", "sweep_archive"]
_COLUMNS: Final = (
    *("serial", "copy_number", "claim", "waybill", "form", "copy", "language", "kind"),
    *("sheets", "pages", "at", "person", "reason", "template_version", "run"),
    *("voided_at", "voided_by", "void_reason", "sha256"),
)


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What a look through the archive found: how many of each state, and those not sound."""

    counts: dict[str, int]
    findings: tuple[Kept, ...]
    stopped: bool = False


def look_through(desk: Desk, wish: RegisterWish) -> tuple[RegisterLine, ...]:
    """The lines of the register that are wanted, newest first."""
    return register_lines(desk.read.connection, wish)


def series_known(desk: Desk) -> tuple[str, ...]:
    """The series that this desk's register or ranges know: this year's first, then the newest."""
    from workstation.store.serials import series_at

    read = desk.read.connection
    present = series_at(desk.clock())
    told = {name for (name,) in read.execute("SELECT DISTINCT series FROM serial_range")}
    rows = read.execute("SELECT DISTINCT substr(serial,1,instr(serial,'-')-1) FROM print")
    told |= {name for (name,) in rows if name}
    others = sorted(told - {present}, key=lambda name: (name[-4:], name), reverse=True)
    return (present, *others)


def sweep_archive(
    desk: Desk,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ArchiveReport:
    """Look at the bytes of every registered form, restore what can be, tell the rest."""
    counts: Counter[str] = Counter()
    findings = []
    for kept in check_archive(desk, progress=progress, stopped=stopped):
        counts[kept.state] += 1
        if kept.state != "sound":
            findings.append(kept)
    return ArchiveReport(dict(counts), tuple(findings), stopped())


def export_register(desk: Desk, path: Path, lines: Iterable[RegisterLine]) -> int:
    """Write lines to a file (CSV or XLSX) and give how many; times are ISO 8601 in the desk's zone.

    Raises `Refusal`: export_format, file_unusable.
    """
    rows = [_row(desk, told) for told in lines]
    write_table(path, "register", _COLUMNS, rows)
    return len(rows)


def _row(desk: Desk, told: RegisterLine) -> tuple[object, ...]:
    line = told.line
    return (
        *(line.serial, line.reprint + 1, told.claim, told.waybill, line.form, line.copy),
        *(line.language, line.kind, line.copies, line.pages, _iso(desk, line.at), told.person),
        *(line.reason, line.template_version, line.job, _iso(desk, line.voided_at)),
        *(told.voided_by, line.void_reason, line.sha256),
    )


def _iso(desk: Desk, at: int | None) -> str:
    if at is None:
        return ""
    return datetime.fromtimestamp(at / 1000, desk.zone).isoformat(timespec="seconds")
