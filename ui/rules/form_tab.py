"""The page of a form beside its editor: drawn from the draft as it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import language, theme
from ui.rules.form_fields import narrow_pick
from ui.rules.form_pages import FormPages
from ui.rules.session import Session
from ui.text import form_words as told
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from ui.widgets.labels import label
from ui.widgets.pdf_view import Preview
from workstation.domain.payee import SENTENCES
from workstation.domain.refusal import Refusal
from workstation.domain.wording import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workstation.domain.claim import Claim
    from workstation.ruling.form_drafts import FormSight

#: The keyboard rests this long before the page is drawn anew.
REST_MS: Final = 250
_MOST_CLAIMS: Final = 300


class FormTab(QWidget):
    """`pointed(place)` tells the part that was clicked. A text with a mistake leaves the last page."""

    pointed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self._file = ""
        self._place = ""
        self.shown: FormSight | None = None
        self.facts = narrow_pick()
        self.facts.setAccessibleName(self.tr("Shown with"))
        self.copy = narrow_pick()
        self.copy.setAccessibleName(self.tr("Copy"))
        self.copy.show_choices([(code, told.copy_name(code)) for code in told.COPIES], "file")
        self.pages = FormPages(session.bridge)
        self.preview = Preview(session.bridge, pages=self.pages)
        self.problem = label("", "warn")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._soon = after_rest(self, REST_MS, self.load)
        self._lay_out()
        self._offer(())
        self.facts.picked.connect(lambda _code: self.load())
        self.copy.picked.connect(lambda _code: self.load())
        self.pages.pointed.connect(self.pointed)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        edge = theme.space("small")
        bar.setContentsMargins(edge, edge, edge, 0)
        bar.setSpacing(edge)
        bar.addWidget(self.facts, 3)
        bar.addWidget(self.copy, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.problem)
        column.addWidget(self.preview, 1)

    def _offer(self, claims: Sequence[Claim]) -> None:
        chosen = self.facts.code() or told.SAMPLES[0]
        name = self.tr("Claim {number}")
        choices = [(code, told.sample(code)) for code in told.SAMPLES]
        choices += [(one.uid, f"{name.format(number=one.number)}  {one.goods}") for one in claims]
        self.facts.show_choices(choices, chosen)

    @property
    def sample(self) -> str:
        """The sample whose facts are shown; the first one where a claim's are."""
        code = str(self.facts.code())
        return code if code in told.SAMPLES else told.SAMPLES[0]

    def begin(self) -> None:
        """Another file is open: offer the claims of this desk, and draw it."""
        if self._session.file != self._file:
            self._file, self.shown, self._place = self._session.file, None, ""
            self.copy.setVisible(not self._session.is_house)
            self._session.bridge.ask(lambda read: read.claims((), _MOST_CLAIMS), self._offer)
        self.load()

    def touch(self) -> None:
        """The text was changed: draw it once the keyboard rests."""
        self._soon.start()

    def stop(self) -> None:
        """Draw nothing any more."""
        self._soon.stop()

    def mark(self, place: str) -> None:
        """Mark the part that stands in the editor."""
        self._place = place
        self.pages.mark([place], go=True)

    def load(self) -> None:
        """Draw what stands in the editor."""
        self._soon.stop()
        session = self._session
        if not session.is_form:
            return
        self._asked += 1
        asked = self._asked
        code = str(self.facts.code() or told.SAMPLES[0])
        sample, claim = (code, "") if code in told.SAMPLES else ("", code)
        copy = str(self.copy.code() or "file")
        desk, text = session.bridge.desk, session.text()
        if session.is_house:
            pending = desk.house_sight(text, sample, claim)
        else:
            pending = desk.form_sight(text, sample, copy, claim)
        session.bridge.await_(
            pending,
            lambda made: self._show(asked, made),
            lambda error: self._failed(asked, error),
        )

    def _show(self, asked: int, made: FormSight) -> None:
        if asked != self._asked:
            return
        fresh = self.shown is None
        self.shown = made
        odd = [said(SENTENCES[code], language.current()) for code in made.odd]
        self.problem.setText(" ".join(odd))
        self.problem.setVisible(bool(odd))
        if fresh:
            self.pages.spots = made.spots
            self.preview.show_document(made.document, "")
        else:
            self.pages.renew(made.document, made.spots)
            self.preview.say_place()
        self.pages.mark([self._place])

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, Refusal):
            self._session.bridge.failed.emit(error)
            return
        kept = self.tr("The page as it was before the mistake.") if self.shown else ""
        self.problem.setText(f"{refusal_sentence(error)} {kept}".strip())
        self.problem.show()
