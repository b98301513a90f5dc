"""Voiding a copy with its reason, and giving the form another number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.claims.acting import Acting
from ui.text import paper
from workstation.actions.prints import NumberForm, VoidPrint
from workstation.domain.claim import Print

if TYPE_CHECKING:
    from workstation.desk import Done


class Voiding(QObject):
    """What may be done with a line of the register. `numbered` when a form has another number."""

    numbered = Signal()

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting

    def ask(self, line: Print) -> None:
        """Ask why a copy is void."""
        question = self.tr("Void copy {n} of {serial}? The number stays used. Say why.")
        told = self.tr("Copy {n} of {serial} is void.")
        facts = {"n": line.reprint + 1, "serial": line.serial}

        def answered(reason: str, _fen: int) -> None:
            self._acting.do(VoidPrint(line.uid, reason), told.format(**facts))

        self._acting.sheet.ask.ask(question.format(**facts), self.tr("Void"), answered)

    def renumber(self, line: Print) -> None:
        """Give the form of a void number another one, unless a copy of it still stands."""

        def numbered(done: Done) -> None:
            if str(done.result) == line.serial:
                told = self.tr("{serial} has copies that are not void. Void them first.")
                self._acting.noticed.emit(told.format(serial=line.serial), "warn")
                return
            told = self.tr("{form} has the number {serial} now.")
            told = told.format(form=paper.form(line.form), serial=done.result)
            self._acting.noticed.emit(told, "good")
            self.numbered.emit()
            self._acting.done.emit()

        self._acting.bridge.do(NumberForm(line.claim, line.form), numbered, self._acting.refuse)
