"""A file that was given as evidence may be one of our own forms: then it is offered to verify it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.claims.acting import Acting
from ui.text import paper

if TYPE_CHECKING:
    from workstation.verifying import Verdict


class VerifyOffer(QObject):
    """Looks into PDFs that come to a claim's sheet; they are evidence all the same.

    `wanted(path)` when somebody wants to see what the verification found.
    """

    wanted = Signal(object)

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting
        acting.sheet.files_given.connect(self._on_given)

    def _on_given(self, sources: Sequence[object], _item: str) -> None:
        for source in sources:
            if isinstance(source, Path) and source.suffix.lower() == ".pdf":
                pending = self._acting.bridge.desk.verify_pdf(source)
                found = partial(self._on_found, source)
                self._acting.bridge.await_(pending, found, lambda _error: None)

    def _on_found(self, path: Path, verdict: Verdict) -> None:
        ask = self._acting.sheet.ask
        if not verdict.serial or ask.isVisible():
            return

        def answered(_text: str, _fen: int) -> None:
            ask.dismiss()
            self.wanted.emit(path)

        question = self.tr(
            "{name} bears the number of a form, {serial}: {outcome}. It is evidence."
        )
        told = {"name": path.name, "serial": verdict.serial}
        question = question.format(outcome=paper.outcome(verdict.outcome), **told)
        ask.confirm(question, self.tr("See the verification"), answered, leave=self.tr("Go on"))
