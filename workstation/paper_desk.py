"""What a desk does with papers: forms issued, verified, printed and shown, each off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from workstation.archive_watch import Watched
    from workstation.batch_plan import BatchPlan, BatchReport
    from workstation.desk import Desk
    from workstation.domain.claim import Print
    from workstation.printing.order import PrintedClaim, PrintOrder
    from workstation.printing.signing import Signer
    from workstation.printing.spool import Choices, Job, PaperWish, Printer
    from workstation.ruling.form_drafts import FormSight
    from workstation.verifying import Verdict
    from workstation.viewing import Document, RenderedPage

T = TypeVar("T")


class PaperDesk:
    """The part of `Desk` for papers; modules are imported when they are first wanted."""

    #: Signs what is issued, once somebody has opened a key; it is held in memory alone.
    signer: Signer | None = None

    if TYPE_CHECKING:
        _closed: bool

        @property
        def _desk(self) -> Desk: ...

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    def print_claim(
        self, claim: str, *, reason: str = "", substitute: bool = False
    ) -> Future[PrintedClaim]:
        """Print a claim's form into this profile's archive and register it.

        With `substitute` 〓 stands for characters that no face has, named in the remarks. While
        no number is to be had the copy is provisional, bears 待编号 and is not registered.
        """
        from workstation.printing.order import PrintOrder

        return self.issue_form(PrintOrder(claim, reason=reason, substitute=substitute))

    def issue_form(self, order: PrintOrder) -> Future[PrintedClaim]:
        """Print, save or send one of a claim's forms: archived, numbered and registered."""

        def task() -> PrintedClaim:
            from workstation.papers import issue_form

            return issue_form(self._desk, order)

        return self._on_pool(task)

    def preview_claim(self, claim: str) -> Future[Document]:
        """Write a claim's form as it would be printed now, for looking only."""

        def task() -> Document:
            from workstation.printing.order import PrintOrder
            from workstation.viewing import preview

            return preview(self._desk, PrintOrder(claim))

        return self._on_pool(task)

    def preview_form(self, order: PrintOrder) -> Future[Document]:
        """Write one of a claim's forms as it would be printed now, for looking only."""

        def task() -> Document:
            from workstation.viewing import preview

            return preview(self._desk, order)

        return self._on_pool(task)

    def form_sight(
        self, text: str, sample: str = "ordinary", copy: str = "file", claim: str = ""
    ) -> Future[FormSight]:
        """Draw a draft of a form with sample facts or a claim's: see `ruling.form_drafts`."""

        def task() -> FormSight:
            from workstation.ruling.form_drafts import form_sight

            return form_sight(self._desk, text, sample, copy, claim)

        return self._on_pool(task)

    def house_sight(
        self, text: str, sample: str = "ordinary", claim: str = ""
    ) -> Future[FormSight]:
        """Draw the agreement with the house of a draft: see `ruling.form_drafts`."""

        def task() -> FormSight:
            from workstation.ruling.form_drafts import house_sight

            return house_sight(self._desk, text, sample, claim)

        return self._on_pool(task)

    def print_batch(
        self,
        plan: BatchPlan | Path,
        folder: Path,
        progress: Callable[[int, int], None] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Future[BatchReport]:
        """Issue the forms of many claims into a folder, or go on with the run that is there.

        `plan` is what is wanted, or the folder itself to go on; see `batch_printing`.
        """

        def task() -> BatchReport:
            from workstation.batch_printing import resume_batch, run_batch

            stopped: Callable[[], bool] = lambda: self._closed or cancelled()  # noqa: E731
            if isinstance(plan, Path):
                return resume_batch(self._desk, plan, progress, stopped)
            return run_batch(self._desk, plan, folder, progress, stopped)

        return self._on_pool(task)

    def printers(self) -> Future[tuple[Printer, ...]]:
        """The system's printers; raises `Refusal("printer_system_missing")` without CUPS."""
        from workstation.printing import spool

        return self._on_pool(spool.printers)

    def printer_choices(self, printer: str) -> Future[Choices]:
        """The trays of a printer and whether it prints on both sides."""
        from workstation.printing import spool

        return self._on_pool(spool.choices, printer)

    def print_file(self, path: Path, wish: PaperWish) -> Future[str]:
        """Hand a PDF to a printer of the system; its job's number (see `printing.spool`)."""
        from workstation.printing import spool

        return self._on_pool(spool.submit, path, wish)

    def print_job(self, number: str) -> Future[Job]:
        """What became of a job at the system's printers."""
        from workstation.printing import spool

        return self._on_pool(spool.job, number)

    def cancel_print_job(self, number: str) -> Future[None]:
        """Take a job back that is not printed yet."""
        from workstation.printing import spool

        return self._on_pool(spool.cancel, number)

    def verify_pdf(self, path: Path) -> Future[Verdict]:
        """Whether a PDF file is a form of this house as it was issued: see `verifying`."""

        def task() -> Verdict:
            from workstation.verifying import verify_pdf

            return verify_pdf(self._desk, path)

        return self._on_pool(task)

    def verify_text(self, text: str) -> Future[Verdict]:
        """Whether what a scanner typed of a form's QR code is in the register."""

        def task() -> Verdict:
            from workstation.verifying import verify_text

            return verify_text(self._desk, text)

        return self._on_pool(task)

    def archive_state(self) -> Future[Watched]:
        """How far the archive was gone through, and which forms of it are lost."""

        def task() -> Watched:
            from workstation.archive_watch import watched

            return watched(self._desk.read.connection)

        return self._on_pool(task)

    def archived_copy(self, line: Print) -> Future[Document]:
        """The archived form of a line of the print register."""

        def task() -> Document:
            from workstation.viewing import archived_copy

            return archived_copy(self._desk, line)

        return self._on_pool(task)

    def document(self, path: Path) -> Future[Document]:
        """A PDF file and its number of pages."""

        def task() -> Document:
            from workstation.viewing import document_of

            return document_of(path)

        return self._on_pool(task)

    def copy_document(self, source: Path, target: Path) -> Future[Path]:
        """Copy a document to where a person wants it."""

        def task() -> Path:
            from workstation.viewing import copy_document

            return copy_document(source, target)

        return self._on_pool(task)

    def page_picture(self, path: Path, index: int, dpi: float) -> Future[RenderedPage]:
        """A page (from 0) of a PDF file as a picture."""

        def task() -> RenderedPage:
            from workstation.viewing import page_of

            return page_of(path, index, dpi)

        return self._on_pool(task)
