"""The forms of a claim: looked at, printed, saved, sent, voided, numbered anew."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from ui.claims.acting import Acting, Run
from ui.claims.paper_issue import Issuing
from ui.claims.paper_memory import PaperChoice
from ui.claims.paper_panel import PrintPanel
from ui.claims.paper_voiding import Voiding
from ui.claims.paper_ways import PaperWays
from ui.claims.sheet import FORM
from ui.text import paper
from workstation.actions.replies import AddAttachment
from workstation.domain.claim import Claim, Print
from workstation.domain.people import may
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Done, Stored
    from workstation.paper_standing import PaperStanding
    from workstation.paper_terms import PrintedClaim, PrintOrder
    from workstation.viewing import Document

_CONTROLLED: Final = ("approved", "printed", "paid")


class PaperActs(QObject):
    """Shows the forms and the archived copies of the claim, and issues them.

    `reply_wanted(ticket, attachment)` when an issued form is to go with a reply.
    """

    reply_wanted = Signal(str, str)

    def __init__(self, acting: Acting, ways: PaperWays) -> None:
        super().__init__(acting)
        self._acting = acting
        self._bridge, self._sheet = acting.bridge, acting.sheet
        self._tab = acting.sheet.paper
        self._copy = ("", "")  # the claim and the line whose archived copy is shown
        self._previewed: object = None  # what the page that is shown was made of
        self.ways = ways
        self.panel = PrintPanel(ways, acting.sheet)
        self._issuing = Issuing(acting)
        self._sheet.form_wanted.connect(self.show_form)
        self._sheet.copy_wanted.connect(self.show_copy)
        self._tab.wish.changed.connect(self.show_anew)
        bar = self._tab.copy_bar
        bar.left.connect(self.show_anew)
        voiding = Voiding(acting)
        bar.void_wanted.connect(voiding.ask)
        bar.renumber_wanted.connect(voiding.renumber)
        voiding.numbered.connect(self.show_anew)

    def runs(self) -> dict[str, Run]:
        """The acts by their names on buttons and commands."""
        return {
            "print": self._ask_printer,
            "save_as": partial(self._ask_reason, self._choose_file),
            "send_form": self._ask_send,
        }

    # showing

    def show_anew(self) -> None:
        """Back from an archived copy to the form that is chosen."""
        self._copy = ("", "")
        self._tab.copy_bar.show_line(None)
        self.show_form()

    def show_form(self) -> None:
        """Show the chosen form as it would be issued now; an archived copy that is shown stays."""
        claim = self._sheet.claim
        if claim is None:
            return
        if self._copy[0] != claim.uid:
            self._copy = ("", "")
            self._tab.copy_bar.show_line(None)
        stands = self._say_state(claim)
        if self._copy[1]:
            return
        order = self._order(claim)
        about = (order, stands, claim, self._sheet.standing and self._sheet.standing.detail)
        if about == self._previewed and self._tab.preview.pages.count:
            return  # a change elsewhere: the page that stands is still right
        self._previewed = about
        self._bridge.await_(
            self._bridge.desk.preview_form(order),
            partial(self._on_form, order, stands),
            self._acting.refuse,
        )

    def _order(self, claim: Claim, kind: str = "print", **told: Any) -> PrintOrder:
        from workstation.paper_terms import PrintOrder

        wish = self._tab.wish.wish
        return PrintOrder(claim.uid, wish.form, wish.language, wish.copy, kind, **told)

    def _standing(self, claim: Claim) -> PaperStanding:
        from workstation.paper_standing import standing_of

        desk = self._bridge.desk
        return standing_of(desk.read, self._order(claim), desk.clock())

    def _say_state(self, claim: Claim) -> PaperStanding:
        """Tell beside the choice what the next copy will be."""
        stands = self._standing(claim)
        told = {
            "draft": self.tr("Until the claim is approved it is in no register."),
            "pending": self.tr("It is registered once the shared database has the approval."),
            "unnumbered": self.tr("It is registered once the shared database has given numbers."),
            "reprint": self.tr("The number stays; a reason is asked for."),
            "void": stands.void,
            "original": stands.serial or self.tr("It takes the next number of this desk."),
        }.get(stands.state, "")
        self._tab.wish.say(_state(stands), paper.STATE_LOOKS[stands.state], told)
        return stands

    def _on_form(self, order: PrintOrder, stands: PaperStanding, document: Document) -> None:
        claim = self._sheet.claim
        if claim is None or self._copy[1] or order != self._order(claim):
            return
        told = self.tr("As it would be issued now: {state}").format(state=_state(stands))
        self._tab.preview.show_document(document, told)

    def show_copy(self, line: Print) -> None:
        """Show the archived copy of a line."""
        pending = self._bridge.desk.archived_copy(line)
        self._bridge.await_(pending, partial(self._on_copy, line), self._acting.refuse)

    def _on_copy(self, line: Print, document: Document) -> None:
        self._copy, self._previewed = (line.claim, line.uid), None
        self._sheet.tabs.turn(FORM, tell=False)
        told = self.tr("The archived copy {serial}, number {n}.")
        told = told.format(serial=line.serial, n=line.reprint + 1)
        self._tab.copy_bar.show_line(line, told)
        self._tab.preview.show_document(document, paper.form(line.form))

    # before issuing

    def _may_issue(self, claim: Claim) -> bool:
        """A controlled form needs the right."""
        agent = self._bridge.desk.agent
        if claim.status in _CONTROLLED and not may(agent, "claim_print"):
            facts = {"act": "claim_print", "role": agent.role, "agent": agent.name}
            self._acting.refuse(Refusal("not_allowed", **facts))
            return False
        return True

    def _question(self, stands: PaperStanding) -> str:
        """The question for a reason; "" where none is needed."""
        if not stands.needs_reason:
            return ""
        question = self.tr(
            "It was issued before ({n} ×). Why again? The copy will be marked as reprint {n}."
        )
        return question.format(n=stands.again)

    def _ask_printer(self, claim: Claim) -> None:
        if not self._may_issue(claim):
            return
        stands = self._standing(claim)
        if self._sheet.tabs.shown != FORM:
            self._copy = ("", "")
            self._sheet.tabs.turn(FORM)
        wish = self._tab.wish.wish
        parts = (
            paper.form(wish.form),
            paper.copy(wish.copy, short=True),
            paper.tongue(wish.language),
        )
        told = f"{' · '.join(parts)}\n{_state(stands)}"
        save = partial(self._ask_reason, self._choose_file, claim)
        self.panel.open(told, partial(self._print, claim), ask=self._question(stands), save=save)

    def _ask_reason(self, then: Any, claim: Claim) -> None:
        """Every further copy needs a reason."""
        if not self._may_issue(claim):
            return
        question = self._question(self._standing(claim))
        if not question:
            then(claim, "")
            return
        hint = self.tr("Reason, such as: the first copy was spoiled")
        answer = partial(self._with_reason, then, claim)
        self._sheet.ask.ask(question, self.tr("Go on"), answer, hint=hint)

    def _with_reason(self, then: Any, claim: Claim, reason: str, _fen: int) -> None:
        if not reason:
            self._acting.refuse(Refusal("text_missing", field="reason"))
            return
        self._sheet.ask.dismiss()
        then(claim, reason)

    # issuing

    def _print(self, claim: Claim, choice: PaperChoice, reason: str) -> None:
        order = self._order(claim, copies=choice.copies, reason=reason)

        def issued(made: PrintedClaim) -> None:
            self._show_issued(claim, made)
            title = f"{made.serial}-{made.reprint + 1}" if made.serial else claim.number
            self.ways.put(made.path, title, choice)

        self._issuing.issue(order, issued)

    def print_on(self, claim: Claim, choice: PaperChoice, reason: str = "") -> None:
        """Issue the chosen form and have it printed."""
        self._print(claim, choice, reason)

    def save_to(self, claim: Claim, path: Path, reason: str = "") -> None:
        """Issue the chosen form and write it to a file."""

        def issued(made: PrintedClaim) -> None:
            self._show_issued(claim, made)
            told = self.tr("Saved: {path}").format(path=path)
            pending = self._bridge.desk.copy_document(made.path, path)
            good = lambda _path: self._acting.noticed.emit(told, "good")  # noqa: E731
            self._bridge.await_(pending, good, self._acting.refuse)

        self._issuing.issue(self._order(claim, "save", reason=reason), issued)

    def _show_issued(self, claim: Claim, made: PrintedClaim) -> None:
        """Show the archived page at once, with its line when the register has it."""
        from workstation.viewing import Document

        shown = self._sheet.claim
        if shown is None or shown.uid != claim.uid:
            return
        lines = self._bridge.desk.read.prints(claim.uid)
        line = next((one for one in lines if one.uid == made.line), None)
        if line is not None:
            self._on_copy(line, Document(made.path, made.form.pages))

    def _choose_file(self, claim: Claim, reason: str) -> None:
        dialog = QFileDialog(self._sheet, self.tr("Save the form"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        form = self._tab.wish.wish.form
        dialog.selectFile(f"{claim.serial or claim.number}-{form}.pdf")

        def finished(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted and dialog.selectedFiles():
                self.save_to(claim, Path(dialog.selectedFiles()[0]), reason)

        dialog.finished.connect(finished)
        dialog.open()

    # sending

    def _ask_send(self, claim: Claim) -> None:
        """The file's copy has the whole of everybody's data: it is not for the customer."""
        wish = self._tab.wish
        if wish.copy.code() == "customer":
            self._ask_reason(self.send, claim)
            return

        def customers(_text: str, _fen: int) -> None:
            self._sheet.ask.dismiss()
            wish.copy.choose("customer")
            self.show_anew()
            self._ask_reason(self.send, claim)

        question = self.tr("The file copy shows accounts and telephone numbers whole.")
        self._sheet.ask.confirm(question, self.tr("Send the customer's copy"), customers)

    def send(self, claim: Claim, reason: str = "") -> None:
        """Issue the chosen form and hang it on the reply to the customer."""

        def stored(file: Stored) -> None:
            action = AddAttachment(claim.ticket, file.sha256, file.name, file.media_type, file.size)
            self._bridge.do(action, hung, self._acting.refuse)

        def hung(done: Done) -> None:
            self.reply_wanted.emit(claim.ticket, str(done.result))

        def issued(made: PrintedClaim) -> None:
            self._acting.await_(self._bridge.desk.add_file(made.path), stored)

        self._issuing.issue(self._order(claim, "send", reason=reason), issued)


def _state(stands: PaperStanding) -> str:
    return paper.state(stands.state, stands.serial, stands.number, stands.again)
