"""The runs of this desk: each in a folder of its profile, found again when it was cut off."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.batch_plan import BatchPlan
    from workstation.desk import Desk

_FOLDER: Final = "runs"
#: A run whose folder has this is over: its papers were printed, or nobody wants them any more.
_OVER: Final = "run.over"


@dataclass(frozen=True, slots=True)
class CutOff:
    """A run that did not come to its end: `done` of its `total` forms are issued."""

    folder: Path
    plan: BatchPlan
    done: int
    total: int
    begun_at: int


def new_folder(desk: Desk, plan: BatchPlan) -> Path:
    """Where a new run's record and files go."""
    moment = datetime.fromtimestamp(desk.clock() / 1000, desk.zone)
    return desk.profile / _FOLDER / f"{moment:%Y%m%d-%H%M%S}-{plan.job[-6:]}"


def end_run(folder: Path) -> None:
    """Say that a run is over, so that nobody is offered to go on with it."""
    with suppress(OSError):
        (folder / _OVER).touch()


def cut_off_runs(profile: Path) -> tuple[CutOff, ...]:
    """The runs that were cut off, the newest first; one whose record is broken is left out."""
    folders = [one for one in (profile / _FOLDER).glob("*/") if not (one / _OVER).exists()]
    if not folders:
        return ()  # as nearly always; nothing of printing is loaded for it
    from workstation.batch_plan import Record, plan_in

    found = []
    for folder in sorted(folders, reverse=True):
        try:
            plan = plan_in(folder)
            steps = Record(folder).steps.values() if plan is not None else ()
        except Refusal:
            continue
        if plan is not None:
            done = sum(bool(step.line) for step in steps)
            total = len(dict.fromkeys(plan.claims)) * len(plan.parts)
            begun = round(folder.stat().st_mtime * 1000)
            found.append(CutOff(folder, plan, done, total, begun))
    return tuple(found)
