"""What the acts of a claim's page share: doing, telling, complaining, reading anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge, Pending
from ui.claims.sheet import ClaimSheet
from ui.text.refusals import refusal_sentence
from ui.widgets.keyboard import is_at
from workstation.domain.claim import Claim
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Done

#: What an act of the page runs with the claim that is shown.
Run = Callable[[Claim], None]


class Acting(QObject):
    """The hands of a page's acts.

    `noticed(text, kind)` is for the notice bar, `done()` after something was done (the page reads
    the claim anew), `claim_wanted(uid)` when another claim shall be shown.
    """

    noticed = Signal(str, str)
    done = Signal()
    claim_wanted = Signal(str)

    def __init__(self, bridge: Bridge, sheet: ClaimSheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.sheet = sheet

    @property
    def claim(self) -> Claim | None:
        """The claim that is shown; None while none is."""
        return self.sheet.claim

    def do(self, action: object, told: str, after: Callable[[], None] | None = None) -> None:
        """Perform an action; when it is done tell so, and `after`; when it is refused say why."""

        def then(_done: Done) -> None:
            self.sheet.ask.dismiss()
            self.noticed.emit(told, "good")
            self.done.emit()
            if after is not None:
                after()

        self.bridge.do(action, then, self.refuse)

    def await_(self, pending: Pending, then: Callable[[Any], None]) -> None:
        """Run `then` with what comes of a pending call; what goes wrong is told on the page."""
        self.bridge.await_(pending, then, self.refuse)

    def refuse(self, refusal: BaseException) -> None:
        """Say what is in the way: below the question while one is asked, else at the foot."""
        sentence = refusal_sentence(refusal) if isinstance(refusal, Refusal) else str(refusal)
        if self.sheet.ask.isVisible():
            self.sheet.ask.complain(sentence)
        else:
            self.sheet.complain(sentence)
            if isinstance(refusal, Refusal) and is_at(self.sheet):
                self.sheet.facts.show_field(str(refusal.facts.get("field", "")))
