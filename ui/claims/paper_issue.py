"""Issuing a form, with what may stand in its way: no number, no confirmation, no glyph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.claims.acting import Acting
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.paper_terms import PrintedClaim, PrintOrder

Issued = Callable[["PrintedClaim"], None]


class Issuing(QObject):
    """Asks the desk for a form; what must be asked of a person stands at the foot of the sheet."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting

    def issue(self, order: PrintOrder, then: Issued) -> None:
        """Issue a form; `then` gets it, unless a person leaves off."""

        def made(copy: PrintedClaim) -> None:
            if copy.provisional:
                self._ask_provisional(copy, then)
                return
            then(copy)
            self._acting.done.emit()

        def refused(refusal: BaseException) -> None:
            if isinstance(refusal, Refusal) and refusal.code == "glyph_missing":
                again = replace(order, substitute=True)
                self._ask_substitute(refusal, lambda: self.issue(again, then))
            else:
                self._acting.refuse(refusal)

        bridge = self._acting.bridge
        bridge.await_(bridge.desk.issue_form(order), made, refused)

    def _ask_provisional(self, copy: PrintedClaim, then: Issued) -> None:
        """It is in no register yet: wait, or take the copy that says so."""
        mark = "待确认" if copy.pending else "待编号"

        def answered(_text: str, _fen: int) -> None:
            self._acting.sheet.ask.dismiss()
            text = self.tr(
                "A provisional copy, marked {mark}: it is not in the register. Print the form again"
                " once the shared database has answered."
            )
            self._acting.noticed.emit(text.format(mark=mark), "warn")
            then(copy)

        question = self.tr(
            "This desk has no form numbers left, and the shared database that gives them does not"
            " answer. Wait for it, or print a provisional copy marked 待编号 that pays nothing?"
        )
        leave = self.tr("Wait for a number")
        if copy.pending:
            question = self.tr(
                "The shared database has not confirmed the approval yet. Wait for it, or print a"
                " provisional copy marked 待确认 that pays nothing?"
            )
            leave = self.tr("Wait for the confirmation")
        button = self.tr("Provisional copy {mark}").format(mark=mark)
        self._acting.sheet.ask.confirm(question, button, answered, leave=leave)

    def _ask_substitute(self, refusal: Refusal, again: Callable[[], None]) -> None:
        """A character that no font has stops printing, unless a person takes 〓 for it."""

        def answered(_text: str, _fen: int) -> None:
            self._acting.sheet.ask.dismiss()
            again()

        question = self.tr(
            "The form's font has no “{character}” ({code_point}). Print 〓 for what it lacks and"
            " name the characters in the remarks?"
        )
        told = {name: str(value) for name, value in refusal.facts.items()}
        ask = self._acting.sheet.ask
        ask.confirm(question.format(**told), self.tr("Print with 〓"), answered)
