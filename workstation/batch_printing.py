"""Many claims' forms in one run: chosen, ordered, in sets, resumed after a crash without doubles.

What a run has done stands in its folder, each step made durable before the next begins. A form is
known by run, claim, form, copy and language, in that record and in the register alike, so that a
step that was cut off between the two is found there and not made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.batch_plan import (
    TOGETHER,
    BatchPlan,
    BatchReport,
    Record,
    Step,
    keep_plan,
    plan_in,
)
from workstation.domain.claim import Print
from workstation.domain.claim_paper import next_copy
from workstation.domain.refusal import Refusal
from workstation.papers import archive_of, issue_form
from workstation.printing.document import write_whole
from workstation.printing.drawing import Drawn, draw
from workstation.printing.order import PrintOrder, Standing
from workstation.printing.sheaf import Sheaf
from workstation.viewing import context_of

if TYPE_CHECKING:
    from workstation.desk import Desk

Progress = Callable[[int, int], None]
#: Refusals that are not of a form but of the disk.
_FULL: Final = ("archive_failed", "not_saved")


def run_batch(
    desk: Desk,
    plan: BatchPlan,
    folder: Path,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Issue all forms of a plan into a folder; one that is refused does not hold up the others.

    A folder that has the same run already goes on with it. Where nothing can be written any more, as
    on a full disk, the run ends and can be gone on with. Raises `Refusal`: batch_empty, batch_other,
    batch_broken, batch_signed, batch_language, archive_failed, not_saved.
    """
    if not plan.claims or not plan.parts:
        raise Refusal("batch_empty")
    if plan.together and desk.signer is not None:
        raise Refusal("batch_signed")
    if plan.together and len({part.language for part in plan.parts}) > 1:
        raise Refusal("batch_language")
    known = plan_in(folder)
    if known is None:
        plan = replace(plan, begun_at=desk.clock())
        keep_plan(folder, plan)
    elif replace(known, job=plan.job) != plan:
        raise Refusal("batch_other", job=known.job)
    return _Run(desk, known or plan, folder).go(progress, cancelled)


def resume_batch(
    desk: Desk,
    folder: Path,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Go on with the run of a folder where it ended; what was refused is tried again.

    Raises `Refusal`: batch_empty (the folder has no run), batch_broken, archive_failed.
    """
    plan = plan_in(folder)
    if plan is None:
        raise Refusal("batch_empty")
    return _Run(desk, plan, folder).go(progress, cancelled)


class _Run:
    """A run that goes on: its record, and the one file for all while it is made."""

    def __init__(self, desk: Desk, plan: BatchPlan, folder: Path) -> None:
        self._desk = desk
        self._plan = plan
        self._folder = folder
        self._record = Record(folder)
        self._apart: list[str] = []
        self._chapter = ""
        title = f"{len(plan.claims)} × {len(plan.parts)}"
        language = "en" if plan.parts[0].language == "en" else "zh-CN"
        house, at = desk.settings.organisation, plan.begun_at or desk.clock()
        self._sheaf = Sheaf(title, house, at, language) if plan.together else None

    def go(self, progress: Progress, cancelled: Callable[[], bool]) -> BatchReport:
        """Do what is left; between two forms it can be stopped."""
        plan, wanted, stopped = self._plan, list(self._wanted()), False
        for done, (uid, part) in enumerate(wanted):
            if cancelled():
                stopped = True
                break
            known = self._record.steps.get((uid, part))
            if known is not None and known.line:
                self._place(known)
            else:
                self._issue(uid, part)
            progress(done + 1, len(wanted))
        return BatchReport(
            plan.job,
            self._folder,
            tuple(self._record.steps[key] for key in wanted if key in self._record.steps),
            len(wanted),
            stopped,
            None if stopped else self._close(),
            self._sheaf.pages if self._sheaf is not None else 0,
            tuple(self._apart),
        )

    def _wanted(self) -> Iterator[tuple[str, int]]:
        for uid in dict.fromkeys(self._plan.claims):
            for part in range(len(self._plan.parts)):
                yield uid, part

    def _order(self, uid: str, part: int) -> PrintOrder:
        plan, told = self._plan, self._plan.parts[part]
        return PrintOrder(
            uid,
            told.form,
            told.language,
            told.copy,
            plan.kind,
            told.sheets,
            plan.reason,
            plan.substitute,
            plan.job,
        )

    def _issue(self, uid: str, part: int) -> None:
        """Issue one form, or take over what an earlier attempt has entered into the register."""
        claim = self._desk.read.claim(uid)
        number = claim.number if claim is not None else uid
        order = self._order(uid, part)
        line = self._entered(order)
        if line is not None:
            self._place(self._record.add(self._step(line, number, part)))
            return
        at = self._record.begin(uid, part, self._desk.clock())
        drawn: list[Drawn] = []
        try:
            made = issue_form(self._desk, order, drawn.append, at)
            if not made.registered:
                raise Refusal(_why(made.provisional, made.pending), number=number)
        except Refusal as refusal:
            if refusal.code in _FULL:  # the next ones would fail as well
                raise
            self._record.forget_moment(uid, part)
            facts = {name: str(value) for name, value in refusal.facts.items()}
            self._record.add(Step(uid, number, part, refused=refusal.code, facts=facts))
            return
        line = next(one for one in self._desk.read.prints(uid) if one.uid == made.line)
        step = self._record.add(self._step(line, number, part))
        if self._sheaf is not None:
            self._join(step, drawn[0])
        else:
            self._copied(line, step.file)

    def _step(self, line: Print, number: str, part: int) -> Step:
        form = self._plan.parts[part]
        name = f"{number}-{line.serial}-{line.reprint + 1}-{form.form}-{form.copy}.pdf"
        return Step(
            *(line.claim, number, part, line.serial, line.reprint + 1, line.uid, line.sha256),
            pages=line.pages,
            file=name,
        )

    def _entered(self, order: PrintOrder) -> Print | None:
        """What this run has entered for a form already."""
        for line in self._desk.read.prints(order.claim):
            same = (line.job, line.form, line.copy, line.language)
            if same == (order.job, order.form, order.copy, order.language):
                return line
        return None

    def _place(self, step: Step) -> None:
        """See that a form of an earlier attempt is where it belongs, as it was issued."""
        line = next(one for one in self._desk.read.prints(step.claim) if one.uid == step.line)
        if self._sheaf is None:
            if not (self._folder / step.file).exists():
                self._copied(line, step.file)
            return
        drawn = self._again(line, step)
        if drawn is not None and drawn.told.sha256 == line.sha256:
            self._join(step, drawn)
        else:
            self._apart.append(self._copied(line, step.file))

    def _again(self, line: Print, step: Step) -> Drawn | None:
        """A registered form drawn once more as it was; None where that cannot be."""
        read = self._desk.read
        claim, person = read.claim(line.claim), read.agent(line.agent)
        if claim is None:
            return None
        before = [one for one in read.prints(line.claim) if one.reprint < line.reprint]
        again = next_copy(before, line.serial, line.copy, line.language).again
        context = replace(
            context_of(self._desk),
            printed_by=person.name if person is not None else "",
            printed_at=self._record.begun.get((step.claim, step.part), line.at),
        )
        stands = Standing(line.serial, line.reprint, again)
        try:
            return draw(read, claim, self._order(step.claim, step.part), context, stands)
        except Refusal:
            return None

    def _join(self, step: Step, drawn: Drawn) -> None:
        """Add a form to the one file for all, under its claim's bookmark."""
        assert self._sheaf is not None
        part = self._plan.parts[step.part]
        chapter = step.number if step.number != self._chapter else ""
        self._chapter = step.number
        heading = f"{drawn.template.title} {step.serial}-{step.copy}"
        self._sheaf.add(drawn.template, drawn.facts, part.copy, chapter, heading, part.sheets)

    def _copied(self, line: Print, name: str) -> str:
        """The archived bytes of a form under its name in the folder."""
        source, target = archive_of(self._desk).read(line), self._folder / name
        partial = target.with_name(f".{name}")
        try:
            shutil.copyfile(source, partial)
            partial.chmod(0o600)
            partial.replace(target)
        except OSError as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise Refusal("archive_failed", path=str(target), reason=str(error)) from error
        return name

    def _close(self) -> Path | None:
        """Write the one file for all."""
        if self._sheaf is None or not self._sheaf.pages:
            return None
        target = self._folder / TOGETHER
        try:
            write_whole(target, self._sheaf.content())
        except OSError as error:
            raise Refusal("archive_failed", path=str(target), reason=str(error)) from error
        return target


def _why(provisional: bool, pending: bool) -> str:
    """Why a form that was drawn is in no register."""
    if pending:
        return "approval_waiting"
    return "serial_waiting" if provisional else "claim_unapproved"
