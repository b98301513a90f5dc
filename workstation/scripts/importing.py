"""Taking in reply scripts that others wrote: looked at first, then made drafts or own scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from workstation.domain.refusal import Refusal
from workstation.readers.script_file import open_scripts
from workstation.readers.script_source import ColumnUse, PassedOver, ScriptFile
from workstation.scripts.joining import joined
from workstation.scripts.made import Made
from workstation.scripts.naming import free_code
from workstation.scripts.planning import ACTIONS, ImportRow, Planner

if TYPE_CHECKING:
    from workstation.actions.script_imports import ScriptsImported
    from workstation.desk import Desk

__all__ = ["ACTIONS", "AS", "ImportPlan", "ImportReport", "ImportRow", "carry_out", "plan"]

#: What imported scripts become: drafts of the team, drafts handed in for review, one's own.
AS: Final = ("drafts", "sent_in", "personal")
BATCH: Final = 200
_STEP: Final = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would bring, before anything is written.

    `columns` say what each column or key is read as; one without a field is unknown and kept as a
    note. `passed` names parts that are no scripts. `known` and `unknown` are the placeholders of
    all rows, with how often each stands in them.
    """

    path: Path
    form: str
    encoding: str = ""
    own: bool = False
    columns: tuple[ColumnUse, ...] = ()
    rows: tuple[ImportRow, ...] = ()
    passed: tuple[PassedOver, ...] = ()
    sheets: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows become what, by action."""
        told = Counter(row.action for row in self.rows)
        return {action: told.get(action, 0) for action in ACTIONS}

    @property
    def known(self) -> dict[tuple[str, str], int]:
        """Foreign placeholders that became ours, with the number of rows."""
        return dict(Counter(pair for row in self.rows for pair in row.known))

    @property
    def unknown(self) -> dict[tuple[str, str], int]:
        """Foreign placeholders that became asks, with the number of rows."""
        return dict(Counter(pair for row in self.rows for pair in row.unknown))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: codes made anew and changed, and how many rows brought nothing."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: int = 0
    uids: tuple[str, ...] = ()
    stopped: bool = False


def plan(
    desk: Desk | None,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportPlan:
    """Look at a file and say what it would bring; nothing is written.

    `mapping` gives fields (`readers.script_fields.FIELDS`, "" for a note) of columns or keys by
    their names. Without a desk nothing counts as being there already. Raises `ReadError` for a
    file that cannot be read as a whole, `Refusal("import_stopped")`.
    """
    file = open_scripts(path, mapping, encoding=encoding, delimiter=delimiter, sheet=sheet)
    planner = Planner(desk, file)
    rows: list[ImportRow] = []
    made = joined(_made(file, planner, progress, cancelled))
    for at, one in enumerate(made):
        if cancelled():
            raise Refusal("import_stopped")
        rows.append(planner.row(one))
        if at % _STEP == 0:
            progress(len(file.entries) + at, len(file.entries) + len(made))
    progress(len(rows), len(rows))
    return ImportPlan(
        path, file.form, file.encoding, file.own, file.columns, tuple(rows), file.passed,
        file.sheets, dict(mapping or {}),
    )  # fmt: skip


def carry_out(
    desk: Desk,
    plan: ImportPlan,
    as_: str = "drafts",
    *,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take the rows of a plan in: as drafts that a second person reviews, or as one's own scripts.

    Batch by batch: what was taken in before somebody stops it stays, and another run goes on
    there. Raises `Refusal`: not_allowed, script_choice.
    """
    from workstation.actions.script_imports import ImportScripts

    if as_ not in AS:
        raise Refusal("script_choice", place="as", value=as_, known=AS)
    wanted = [row for row in plan.rows if row.action in ("new", "changed", "clash")]
    if as_ == "personal":
        wanted = _own(desk, wanted)
    told = ImportReport(refused=plan.counts["refused"], unchanged=plan.counts["same"])
    for start in range(0, len(wanted), BATCH):
        if cancelled():
            return replace(told, stopped=True)
        part = wanted[start : start + BATCH]
        scripts = tuple(row.script for row in part)
        notes = {row.code: row.note for row in part if row.note}
        done = desk.do(ImportScripts(scripts, into=as_, note=plan.path.name, notes=notes)).result()
        found = cast("ScriptsImported", done.result)
        told = replace(
            told,
            created=(*told.created, *found.created),
            changed=(*told.changed, *found.changed),
            unchanged=told.unchanged + len(found.unchanged),
            uids=(*told.uids, *found.uids),
        )
        progress(min(start + BATCH, len(wanted)), len(wanted))
    return told


def _own(desk: Desk, rows: list[ImportRow]) -> list[ImportRow]:
    """The rows as scripts of one's own: those with a code of the team's get another."""
    team = {script.code for script in desk.team_scripts}
    taken = {*team, *(script.code for script in desk.scripts), *(row.code for row in rows)}
    found = []
    for row in rows:
        code = row.code if row.code not in team else free_code(row.code, taken)
        taken.add(code)
        found.append(replace(row, code=code, script=replace(row.bare or row.script, code=code)))
    return found


def _made(
    file: ScriptFile, planner: Planner, progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[Made]:
    for at, entry in enumerate(file.entries):
        if cancelled():
            raise Refusal("import_stopped")
        if at % _STEP == 0:
            progress(at, 2 * len(file.entries))
        yield from planner.made(entry)
