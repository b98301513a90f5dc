"""The ways to paper: CUPS where it is, Qt's own printing elsewhere; and what becomes of the jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import Bridge
from ui.claims.paper import PaperJob
from ui.claims.paper_memory import PaperChoice, PaperMemory
from ui.text.refusals import refusal_sentence
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.paper_terms import Choices, Job, Printer
    from workstation.viewing import Document

_ASKED_EVERY_MS: Final = 1_000
_OVER: Final = ("done", "cancelled", "failed")


@dataclass(slots=True)
class PrintedJob:
    """A file on its way to paper. `state` is one of `workstation.printing.spool`'s, `number` the
    system's own, "" where it has none; `told` what the system says."""

    path: Path
    title: str
    choice: PaperChoice
    number: str = ""
    state: str = "waiting"
    told: str = ""
    then: Callable[[], None] | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in _OVER


class PaperWays(QObject):
    """Printers and jobs. `found(printers)` after `look()`, `job_changed(PrintedJob)`."""

    found = Signal(object)
    job_changed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.memory = PaperMemory(bridge.desk.profile)
        #: Whether the system's own commands print; known after the first look.
        self.by_system = True
        self.jobs: list[PrintedJob] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_ASKED_EVERY_MS)
        self._timer.timeout.connect(self._follow)

    def look(self) -> None:
        """See which printers there are."""
        self._bridge.await_(self._bridge.desk.printers(), self._on_found, self._on_none)

    def _on_found(self, printers: tuple[Printer, ...]) -> None:
        self.by_system = True
        self.found.emit(printers)

    def _on_none(self, error: BaseException) -> None:
        if not (isinstance(error, Refusal) and error.code == "printer_system_missing"):
            self.found.emit(())
            return
        from ui.claims.printers import known_printers
        from workstation.paper_terms import Printer

        self.by_system = False
        names = known_printers()
        self.found.emit(tuple(Printer(name, "idle", default=not n) for n, name in enumerate(names)))

    def choices(self, printer: str, then: Callable[[Choices], None]) -> None:
        """What a printer lets one choose."""
        if self.by_system and printer:
            pending = self._bridge.desk.printer_choices(printer)
            self._bridge.await_(pending, then, lambda _error: None)

    def put(
        self, path: Path, title: str, choice: PaperChoice, then: Callable[[], None] | None = None
    ) -> PrintedJob:
        """Have a file printed; `then` once the printer has taken it."""
        job = PrintedJob(path, title, choice, then=then)
        self.jobs = [one for one in self.jobs if not one.over] + [job]
        self.memory.keep_choice(choice)
        self.job_changed.emit(job)
        if self.by_system:
            self._submit(job)
        else:
            self._paint(job)
        return job

    def again(self, job: PrintedJob) -> None:
        """Try a job that failed once more, with the same file."""
        self.put(job.path, job.title, job.choice, job.then)

    def take_back(self, job: PrintedJob) -> None:
        """Take a job back that is not printed yet."""
        if job.number and not job.over:
            pending = self._bridge.desk.cancel_print_job(job.number)
            self._bridge.await_(pending, lambda _none: self._follow(), lambda _error: None)

    def _submit(self, job: PrintedJob) -> None:
        from workstation.paper_terms import PaperWish

        told = job.choice
        wish = PaperWish(told.printer, told.copies, told.tray, told.sides, job.title)
        pending = self._bridge.desk.print_file(job.path, wish)
        self._bridge.await_(pending, partial(self._on_taken, job), partial(self._on_failed, job))

    def _on_taken(self, job: PrintedJob, number: str) -> None:
        job.number = number
        self._move(job, "waiting")
        self._tell_taken(job)
        self._timer.start()

    def _tell_taken(self, job: PrintedJob) -> None:
        if job.then is not None:
            job.then()
            job.then = None

    def _on_failed(self, job: PrintedJob, error: BaseException) -> None:
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self._move(job, "failed", told)

    def _move(self, job: PrintedJob, state: str, told: str = "") -> None:
        job.state, job.told = state, told
        self.job_changed.emit(job)

    def _follow(self) -> None:
        """Ask what became of the jobs that are under way."""
        under_way = [job for job in self.jobs if job.number and not job.over]
        if not under_way:
            self._timer.stop()
        for job in under_way:
            pending = self._bridge.desk.print_job(job.number)
            gone = partial(self._on_gone, job)
            self._bridge.await_(pending, partial(self._on_followed, job), gone)

    def _on_followed(self, job: PrintedJob, told: Job) -> None:
        if not job.over and (job.state, job.told) != (told.state, told.told):
            self._move(job, told.state, told.told)
        if all(one.over or not one.number for one in self.jobs):
            self._timer.stop()

    def _on_gone(self, job: PrintedJob, _error: BaseException) -> None:
        """The system forgets jobs that are over."""
        if not job.over:
            self._move(job, "done")

    def _paint(self, job: PrintedJob) -> None:
        """Where CUPS is not: page by page through Qt."""
        from ui.claims.printers import printer_for

        choice = job.choice
        printer = printer_for(choice.printer, choice.sides, choice.copies)
        printer.setDocName(job.title)

        def painted(error: BaseException | None) -> None:
            if error is not None:
                self._on_failed(job, error)
                return
            self._move(job, "done")
            self._tell_taken(job)

        def begin(document: Document) -> None:
            self._move(job, "printing")
            PaperJob(self._bridge, printer, document, painted, self).start()

        pending = self._bridge.desk.document(job.path)
        self._bridge.await_(pending, begin, partial(self._on_failed, job))
