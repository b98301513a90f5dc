"""The form of a claim: looked at, printed, saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from ui.claims.acting import Acting, Run
from ui.claims.paper import PaperJob, a4_printer
from ui.claims.sheet import FACTS, FORM
from workstation.domain.claim import Claim, Print
from workstation.domain.people import may
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from workstation.printing.register import PrintedClaim
    from workstation.viewing import Document

_CONTROLLED: Final = ("approved", "printed", "paid")


class PaperActs(QObject):
    """Shows the form and the archived copies of the claim, prints and saves them."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting
        self._bridge, self._sheet = acting.bridge, acting.sheet
        self._shown_print = ""
        self._sheet.form_wanted.connect(self.show_form)
        self._sheet.copy_wanted.connect(self.show_copy)

    def runs(self) -> dict[str, Run]:
        """The acts by their names on buttons and commands."""
        return {
            "print": partial(self._ask_print, self._choose_printer),
            "save_as": partial(self._ask_print, self._choose_file),
        }

    def show_form(self) -> None:
        claim = self._sheet.claim
        if claim is None:
            return
        self._shown_print = ""
        uid = claim.uid
        pending = self._bridge.desk.preview_claim(uid)
        self._bridge.await_(pending, lambda found: self._on_form(uid, found), self._acting.refuse)

    def _on_form(self, uid: str, document: Document) -> None:
        claim = self._sheet.claim
        if claim is None or claim.uid != uid or self._shown_print:
            return
        told = self.tr("As it stands; for looking only until it is approved.")
        if claim.status in _CONTROLLED:
            told = self.tr("As it would be printed now: the first copy.")
            if claim.prints:
                text = self.tr("As it would be printed now: reprint {n}.")
                told = text.format(n=claim.prints)
        self._sheet.preview.show_document(document, told)

    def show_copy(self, line: Print) -> None:
        self._shown_print = line.uid
        self._sheet.tabs.turn(FORM, tell=False)
        told = self.tr("The archived copy {serial}, number {n}.")
        told = told.format(serial=line.serial, n=line.reprint + 1)
        self._bridge.await_(
            self._bridge.desk.archived_copy(line),
            lambda document: self._sheet.preview.show_document(document, told),
            self._on_copy_missing,
        )

    def _on_copy_missing(self, refusal: BaseException) -> None:
        self._shown_print = ""
        self._sheet.tabs.turn(FACTS)
        self._acting.refuse(refusal)

    def _ask_print(self, then: Callable[[Claim, str], None], claim: Claim) -> None:
        """A controlled form needs the right, and every further copy a reason."""
        agent = self._bridge.desk.agent
        if claim.status in _CONTROLLED and not may(agent, "claim_print"):
            facts = {"act": "claim_print", "role": agent.role, "agent": agent.name}
            self._acting.refuse(Refusal("not_allowed", **facts))
            return
        if claim.status not in _CONTROLLED or not claim.prints:
            then(claim, "")
            return
        question = self.tr(
            "Printed {n} times already. Why again? The copy will be marked as reprint {n}."
        )
        self._sheet.ask.ask(
            question.format(n=claim.prints),
            self.tr("Go on"),
            partial(self._with_reason, then, claim),
            hint=self.tr("Reason, such as: the first copy was spoiled"),
        )

    def _with_reason(
        self, then: Callable[[Claim, str], None], claim: Claim, reason: str, _fen: int
    ) -> None:
        if not reason:
            self._acting.refuse(Refusal("text_missing", field="reason"))
            return
        self._sheet.ask.dismiss()
        then(claim, reason)

    def _choose_printer(self, claim: Claim, reason: str) -> None:
        printer = a4_printer()
        printer.setDocName(claim.serial or claim.number)
        dialog = QPrintDialog(printer, self._sheet)
        dialog.setWindowTitle(self.tr("Print the claim form"))

        def finished(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                self.print_on(claim, printer, reason)

        dialog.finished.connect(finished)
        dialog.setModal(True)
        dialog.show()

    def print_on(self, claim: Claim, printer: QPrinter, reason: str = "") -> None:
        """Register a copy of the claim's form and put it on a printer."""
        self._make_copy(claim, reason, partial(self._to_paper, printer))

    def save_to(self, claim: Claim, path: Path, reason: str = "") -> None:
        """Register a copy of the claim's form and write it to a file."""
        self._make_copy(claim, reason, partial(self._to_file, path))

    def _make_copy(
        self,
        claim: Claim,
        reason: str,
        then: Callable[[Path, str], None],
        substitute: bool = False,
    ) -> None:
        def made(copy: PrintedClaim) -> None:
            if copy.provisional:
                self._ask_provisional(copy, then)
                return
            self._acting.done.emit()
            then(copy.path, copy.serial or copy.path.stem)

        def refused(refusal: BaseException) -> None:
            if isinstance(refusal, Refusal) and refusal.code == "glyph_missing":
                self._ask_substitute(refusal, partial(again, substitute=True))
            else:
                self._acting.refuse(refusal)

        again = partial(self._make_copy, claim, reason, then)
        desk = self._bridge.desk
        pending = desk.print_claim(claim.uid, reason=reason, substitute=substitute)
        self._bridge.await_(pending, made, refused)

    def _ask_provisional(self, copy: PrintedClaim, then: Callable[[Path, str], None]) -> None:
        """No number is left: wait for the line, or take the copy marked 待编号."""

        def answered(_text: str, _fen: int) -> None:
            self._sheet.ask.dismiss()
            text = self.tr(
                "A provisional copy, marked 待编号: it is not in the register. Print the form again"
                " once the shared database has given numbers."
            )
            self._acting.noticed.emit(text, "warn")
            then(copy.path, "待编号")

        question = self.tr(
            "This desk has no form numbers left, and the shared database that gives them does not"
            " answer. Wait for it, or print a provisional copy marked 待编号 that pays nothing?"
        )
        self._sheet.ask.confirm(
            question,
            self.tr("Provisional copy 待编号"),
            answered,
            leave=self.tr("Wait for a number"),
        )

    def _ask_substitute(self, refusal: Refusal, again: Callable[[], None]) -> None:
        """A character that no font has stops printing, unless a person takes 〓 for it."""

        def answered(_text: str, _fen: int) -> None:
            self._sheet.ask.dismiss()
            again()

        question = self.tr(
            "The form's font has no “{character}” ({code_point}). Print 〓 for what it lacks and"
            " name the characters in the remarks?"
        )
        told = {name: str(value) for name, value in refusal.facts.items()}
        self._sheet.ask.confirm(question.format(**told), self.tr("Print with 〓"), answered)

    def _to_paper(self, printer: QPrinter, path: Path, name: str) -> None:
        desk = self._bridge.desk
        self._bridge.await_(
            desk.document(path),
            lambda document: PaperJob(
                self._bridge, printer, document, partial(self._on_paper, path, name), self
            ).start(),
            self._acting.refuse,
        )

    def _on_paper(self, path: Path, name: str, error: BaseException | None) -> None:
        if error is not None:
            text = self.tr("The copy is registered, but not on paper: {error}. It is in {path}.")
            self._acting.noticed.emit(text.format(error=error, path=path), "bad")
            return
        text = self.tr("Sent to the printer: {serial}.")
        self._acting.noticed.emit(text.format(serial=name), "good")

    def _choose_file(self, claim: Claim, reason: str) -> None:
        dialog = QFileDialog(self._sheet, self.tr("Save the claim form"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{claim.serial or claim.number}.pdf")

        def finished(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted and dialog.selectedFiles():
                self.save_to(claim, Path(dialog.selectedFiles()[0]), reason)

        dialog.finished.connect(finished)
        dialog.open()

    def _to_file(self, path: Path, source: Path, _name: str) -> None:
        desk = self._bridge.desk
        saved = self.tr("Saved: {path}").format(path=path)
        self._bridge.await_(
            desk.copy_document(source, path),
            lambda _path: self._acting.noticed.emit(saved, "good"),
            self._acting.refuse,
        )
