"""The list of claims, and one claim: see `ui.pages.ClaimsPage`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.claims.evidence_acts import EvidenceActs
from ui.claims.listing import ClaimList
from ui.claims.offer_acts import OfferActs
from ui.claims.paper import PaperJob, a4_printer
from ui.claims.sheet import FACTS, FORM, ClaimSheet
from ui.claims.standing import Standing, read_standing
from ui.commands import Commands
from ui.text.amounts import money
from ui.text.refusals import refusal_sentence
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    PayClaim,
    RedraftClaim,
    RejectClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.changes import Changes
from workstation.domain.claim import Claim, Print
from workstation.domain.people import may
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from workstation.desk import Done
    from workstation.printing.register import PrintedClaim
    from workstation.viewing import Document

#: Next steps that are acts of the page; the others have a place on it.
_NEXT_ACTS: Final = {
    "submit": "submit",
    "approve": "approve",
    "print": "print",
    "redraft": "redraft",
    "request_payment": "pay",
    "confirm_payment": "pay",
}
_CONTROLLED: Final = ("approved", "printed", "paid")


class ClaimsPage(QWidget):
    """The claims of this desk; acts are told by the buttons, commands and keys alike."""

    ticket_opened = Signal(str)
    closed = Signal()
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._uid = ""
        self._shown_print = ""
        self.list = ClaimList(bridge)
        self.sheet = ClaimSheet(bridge)
        self._evidence = EvidenceActs(bridge, self.sheet, self._do, self)
        self._offers = OfferActs(self.sheet, self._do, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self._bind(commands)

    def _connect(self) -> None:
        self.list.opened.connect(self.open)
        self.sheet.back_wanted.connect(self.show_list)
        self.sheet.ticket_wanted.connect(self.ticket_opened)
        self.sheet.evidence.claim_wanted.connect(self.open)
        self._evidence.noticed.connect(self.noticed)
        self.sheet.act_wanted.connect(self._act)
        self.sheet.edited.connect(self._edit)
        self.sheet.form_wanted.connect(self._show_form)
        self.sheet.copy_wanted.connect(self._show_copy)
        self._bridge.changed.connect(self._on_changed)

    def _bind(self, commands: Commands) -> None:
        on_claim = lambda: self._stack.currentWidget() is self.sheet  # noqa: E731
        for act in ("submit", "approve", "reject", "withdraw", "pay"):
            commands.bind(self, f"claim.{act}", partial(self._act, act), partial(self._may, act))
        commands.bind(self, "claim.print", partial(self._act, "print"), on_claim)
        commands.bind(self, "claim.next", self._go_on, on_claim)
        commands.bind(self, "claim.offer", self._offers.make, on_claim)
        commands.bind(self, "claim.attach", self._evidence.choose, on_claim)
        commands.bind(self, "claim.ask", self._evidence.ask_all, self._evidence.can_ask)
        commands.bind(self.sheet, "ticket.close", self.show_list)

    def _may(self, act: str) -> bool:
        return self._stack.currentWidget() is self.sheet and self.sheet.allows(act)

    # what the window calls

    def open(self, claim_uid: str) -> None:
        """Show one claim."""
        self.sheet.facts.flush()
        self._uid = claim_uid
        self._stack.setCurrentWidget(self.sheet)
        self._load()

    def show_list(self) -> None:
        """Show the list."""
        self.sheet.facts.flush()
        self._uid = ""
        self.list.load()
        self._stack.setCurrentWidget(self.list)
        self.list.activate()

    def activate(self) -> None:
        """Take the keyboard."""
        if self._uid:
            self.sheet.activate()
        else:
            self.list.load()
            self.list.activate()

    def flush(self) -> None:
        """Keep what was typed."""
        self.sheet.facts.flush()

    def state(self) -> dict[str, object]:
        """The claim that is open, and the filter of the list."""
        return {"claim": self._uid, "filter": self.list.chosen_filter}

    def restore(self, state: dict[str, object]) -> None:
        """Go back to the claim and the filter of before."""
        self.list.choose_filter(str(state.get("filter", "")))
        if state.get("claim"):
            self.open(str(state["claim"]))

    # reading

    def _load(self) -> None:
        uid, now = self._uid, self._bridge.desk.clock()
        self._bridge.ask(
            lambda read: read_standing(read, uid, now), lambda shown: self._on_loaded(uid, shown)
        )

    def _on_loaded(self, uid: str, shown: Standing | None) -> None:
        if uid != self._uid:
            return
        if shown is None:
            refusal = Refusal("not_found", kind="claim", uid=uid)
            self.noticed.emit(refusal_sentence(refusal), "warn")
            self.show_list()
            return
        self.sheet.show_standing(shown)
        if not self.sheet.isAncestorOf(self.window().focusWidget() or self):
            self.sheet.activate()

    def _on_changed(self, changes: Changes) -> None:
        if not self.isVisible():
            return
        if self._uid:
            self._load()
        elif changes.many or not changes.kinds or changes.kinds & {"claim", "print"}:
            self.list.load()

    # acts

    def _go_on(self) -> None:
        """Do the next thing, or put the keyboard where it is done."""
        standing = self.sheet.standing
        if standing is None:
            return
        step = standing.stage.next
        if step == "ask_evidence":
            self._evidence.ask_all()
        elif step in _NEXT_ACTS:
            self._act(_NEXT_ACTS[step])
        elif step:
            self.sheet.show_place(step)

    def _act(self, act: str) -> None:
        claim = self.sheet.claim
        if act == "next":
            self._go_on()
            return
        if claim is None:
            return
        self.sheet.facts.flush()
        self.sheet.complain("")
        runs: dict[str, Callable[[Claim], None]] = {
            "submit": lambda c: self._do(SubmitClaim(c.uid), self.tr("Submitted.")),
            "redraft": lambda c: self._do(RedraftClaim(c.uid), self.tr("A draft again.")),
            "approve": self._ask_approval,
            "reject": self._ask_rejection,
            "withdraw": self._ask_withdrawal,
            "pay": self._ask_payment,
            "print": partial(self._ask_print, self._choose_printer),
            "save_as": partial(self._ask_print, self._choose_file),
        }
        runs[act](claim)

    def _do(self, action: object, told: str) -> None:
        def then(_done: Done) -> None:
            self.sheet.ask.dismiss()
            self.noticed.emit(told, "good")
            if self._uid:
                self._load()

        self._bridge.do(action, then, self._on_refused)

    def _on_refused(self, refusal: BaseException) -> None:
        sentence = refusal_sentence(refusal) if isinstance(refusal, Refusal) else str(refusal)
        if self.sheet.ask.isVisible():
            self.sheet.ask.complain(sentence)
        else:
            self.sheet.complain(sentence)

    def _edit(self, changed: dict[str, Any]) -> None:
        claim = self.sheet.claim
        if claim is not None:
            self._bridge.do(EditClaim(claim.uid, changed), None, self._on_refused)

    def _ask_approval(self, claim: Claim) -> None:
        question = self.tr("Approve which amount? Another than {sum} needs a reason.")
        self.sheet.ask.ask(
            question.format(sum=money(claim.proposed_fen)),
            self.tr("Approve"),
            lambda reason, fen: self._do(
                ApproveClaim(claim.uid, fen, reason), self.tr("Approved.")
            ),
            hint=self.tr("Reason for another amount"),
            fen=claim.proposed_fen,
        )

    def _ask_rejection(self, claim: Claim) -> None:
        self.sheet.ask.ask(
            self.tr("Why is the claim turned down?"),
            self.tr("Reject"),
            lambda reason, _fen: self._do(RejectClaim(claim.uid, reason), self.tr("Rejected.")),
            hint=self.tr("Reason"),
        )

    def _ask_withdrawal(self, claim: Claim) -> None:
        self.sheet.ask.ask(
            self.tr("Why is the claim taken back?"),
            self.tr("Withdraw"),
            lambda reason, _fen: self._do(WithdrawClaim(claim.uid, reason), self.tr("Withdrawn.")),
            hint=self.tr("Reason"),
        )

    def _ask_payment(self, claim: Claim) -> None:
        question = self.tr("{sum} to {payee}, paid under which reference?")
        self.sheet.ask.ask(
            question.format(sum=money(claim.approved_fen), payee=claim.payee or claim.claimant),
            self.tr("Record the payment"),
            lambda text, _fen: self._do(PayClaim(claim.uid, text), self.tr("Paid.")),
            hint=self.tr("Reference of the payment"),
        )

    # the form

    def _show_form(self) -> None:
        claim = self.sheet.claim
        if claim is None:
            return
        self._shown_print = ""
        uid = claim.uid
        pending = self._bridge.desk.preview_claim(uid)
        self._bridge.await_(pending, lambda found: self._on_form(uid, found), self._on_refused)

    def _on_form(self, uid: str, document: Document) -> None:
        claim = self.sheet.claim
        if claim is None or claim.uid != uid or self._shown_print:
            return
        told = self.tr("As it stands; for looking only until it is approved.")
        if claim.status in _CONTROLLED:
            told = self.tr("As it would be printed now: the first copy.")
            if claim.prints:
                text = self.tr("As it would be printed now: reprint {n}.")
                told = text.format(n=claim.prints)
        self.sheet.preview.show_document(document, told)

    def _show_copy(self, line: Print) -> None:
        self._shown_print = line.uid
        self.sheet.tabs.blockSignals(True)
        self.sheet.tabs.setCurrentIndex(FORM)
        self.sheet.tabs.blockSignals(False)
        self.sheet.stack.setCurrentIndex(FORM)
        told = self.tr("The archived copy {serial}, number {n}.")
        told = told.format(serial=line.serial, n=line.reprint + 1)
        self._bridge.await_(
            self._bridge.desk.archived_copy(line),
            lambda document: self.sheet.preview.show_document(document, told),
            self._on_copy_missing,
        )

    def _on_copy_missing(self, refusal: BaseException) -> None:
        self._shown_print = ""
        self.sheet.tabs.setCurrentIndex(FACTS)
        self.sheet.stack.setCurrentIndex(FACTS)
        self._on_refused(refusal)

    def _ask_print(self, then: Callable[[Claim, str], None], claim: Claim) -> None:
        """A controlled form needs the right, and every further copy a reason."""
        agent = self._bridge.desk.agent
        if claim.status in _CONTROLLED and not may(agent, "claim_print"):
            facts = {"act": "claim_print", "role": agent.role, "agent": agent.name}
            self._on_refused(Refusal("not_allowed", **facts))
            return
        if claim.status not in _CONTROLLED or not claim.prints:
            then(claim, "")
            return
        question = self.tr(
            "Printed {n} times already. Why again? The copy will be marked as reprint {n}."
        )
        self.sheet.ask.ask(
            question.format(n=claim.prints),
            self.tr("Go on"),
            partial(self._with_reason, then, claim),
            hint=self.tr("Reason, such as: the first copy was spoiled"),
        )

    def _with_reason(
        self, then: Callable[[Claim, str], None], claim: Claim, reason: str, _fen: int
    ) -> None:
        if not reason:
            self._on_refused(Refusal("text_missing", field="reason"))
            return
        self.sheet.ask.dismiss()
        then(claim, reason)

    def _choose_printer(self, claim: Claim, reason: str) -> None:
        printer = a4_printer()
        printer.setDocName(claim.serial or claim.number)
        dialog = QPrintDialog(printer, self)
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
            if self._uid:
                self._load()
            then(copy.path, copy.serial or copy.path.stem)

        def refused(refusal: BaseException) -> None:
            if isinstance(refusal, Refusal) and refusal.code == "glyph_missing":
                self._ask_substitute(refusal, partial(again, substitute=True))
            else:
                self._on_refused(refusal)

        again = partial(self._make_copy, claim, reason, then)
        desk = self._bridge.desk
        pending = desk.print_claim(claim.uid, reason=reason, substitute=substitute)
        self._bridge.await_(pending, made, refused)

    def _ask_provisional(self, copy: PrintedClaim, then: Callable[[Path, str], None]) -> None:
        """No number is left: wait for the line, or take the copy marked 待编号."""

        def answered(_text: str, _fen: int) -> None:
            self.sheet.ask.dismiss()
            text = self.tr(
                "A provisional copy, marked 待编号: it is not in the register. Print the form again"
                " once the shared database has given numbers."
            )
            self.noticed.emit(text, "warn")
            then(copy.path, "待编号")

        question = self.tr(
            "This desk has no form numbers left, and the shared database that gives them does not"
            " answer. Wait for it, or print a provisional copy marked 待编号 that pays nothing?"
        )
        self.sheet.ask.confirm(
            question,
            self.tr("Provisional copy 待编号"),
            answered,
            leave=self.tr("Wait for a number"),
        )

    def _ask_substitute(self, refusal: Refusal, again: Callable[[], None]) -> None:
        """A character that no font has stops printing, unless a person takes 〓 for it."""

        def answered(_text: str, _fen: int) -> None:
            self.sheet.ask.dismiss()
            again()

        question = self.tr(
            "The form's font has no “{character}” ({code_point}). Print 〓 for what it lacks and"
            " name the characters in the remarks?"
        )
        told = {name: str(value) for name, value in refusal.facts.items()}
        self.sheet.ask.confirm(question.format(**told), self.tr("Print with 〓"), answered)

    def _to_paper(self, printer: QPrinter, path: Path, name: str) -> None:
        desk = self._bridge.desk
        self._bridge.await_(
            desk.document(path),
            lambda document: PaperJob(
                self._bridge, printer, document, partial(self._on_paper, path, name), self
            ).start(),
            self._on_refused,
        )

    def _on_paper(self, path: Path, name: str, error: BaseException | None) -> None:
        if error is not None:
            text = self.tr("The copy is registered, but not on paper: {error}. It is in {path}.")
            self.noticed.emit(text.format(error=error, path=path), "bad")
            return
        text = self.tr("Sent to the printer: {serial}.")
        self.noticed.emit(text.format(serial=name), "good")

    def _choose_file(self, claim: Claim, reason: str) -> None:
        dialog = QFileDialog(self, self.tr("Save the claim form"))
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
            lambda _path: self.noticed.emit(saved, "good"),
            self._on_refused,
        )
