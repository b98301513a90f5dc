"""How types are proposed: a sentence to try, what this desk learned, and how well it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import language, theme
from ui.rules.session import Session
from ui.text import times, words
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.domain.weighing import Suggestion
    from workstation.learning import Learned, Measured

_REST_MS: Final = 250
_MOST: Final = 8


class LearnedTab(QWidget):
    """Tries a sentence with the classes of today and of the draft, and tells what was learned."""

    noticed = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Try a sentence: what a customer writes"))
        self.today = label("")
        self.then = label("", "muted")
        self.learned = label("", "muted")
        self.fits = label("", "muted")
        for part in (self.today, self.then, self.learned, self.fits):
            part.setWordWrap(True)
        self.again = Button(self.tr("Learn anew"), "refresh", "", self.learn)
        self.forget_button = Button(self.tr("Forget all"), "trash", "", self.forget)
        self._soon = after_rest(self, _REST_MS, self.try_sentence)
        self.line.textChanged.connect(lambda _text: self._soon.start())
        self.line.returnPressed.connect(self.try_sentence)
        row = QHBoxLayout()
        row.setSpacing(theme.space("small"))
        row.addWidget(self.again)
        row.addWidget(self.forget_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("small"))
        column.addWidget(self.line)
        column.addWidget(self.today)
        column.addWidget(self.then)
        column.addWidget(label(self.tr("What this desk learned"), "section"))
        column.addWidget(self.learned)
        column.addWidget(self.fits)
        column.addLayout(row)
        column.addStretch(1)

        self._both("", "")

    def load(self) -> None:
        """Read what was learned and measure it."""
        learner, bridge = self._session.bridge.desk.learner, self._session.bridge
        for button in (self.again, self.forget_button):
            button.setEnabled(self._session.may_change)
        bridge.await_(learner.learned(), self._show)
        bridge.await_(learner.measured(), self._show_fits)
        if self.line.text().strip():
            self.try_sentence()

    def learn(self) -> None:
        """Make the counts anew of all tickets that people classified."""

        def done(told: Learned) -> None:
            self.noticed.emit(self.tr("Learned of {n} tickets.").format(n=told.tickets), "good")
            self.load()

        self._session.bridge.await_(self._session.bridge.desk.learner.learn(), done)

    def forget(self) -> None:
        """Drop what was learned here; the shipped knowledge stays."""
        learner = self._session.bridge.desk.learner

        def done(_nothing: object) -> None:
            self.noticed.emit(self.tr("Forgotten; what the program ships stays."), "")
            self.load()

        self._session.bridge.ask(lambda _read: learner.forget(), done)

    def _show(self, told: Learned) -> None:
        desk = self._session.bridge.desk
        if not told.tickets:
            text = self.tr("Nothing yet; {n} judgements wait.")
            self.learned.setText(text.format(n=told.waiting))
            return
        text = self.tr("From {n} tickets, {at}; {waiting} judgements since. {types}")
        ordered = sorted(told.by_type, key=lambda one: -one[1])[:_MOST]
        types = (f"{desk.class_name(code, language.current())} {n}" for code, n in ordered)
        at = times.ago(told.at, desk.clock())
        line = text.format(n=told.tickets, at=at, waiting=told.waiting, types=words.listing(types))
        self.learned.setText(line)

    def _show_fits(self, found: Measured) -> None:
        if not found.of:
            self.fits.setText("")
            return
        text = self.tr(
            "Of the last {n} tickets that people classified, the proposed class fits {classes}"
            " and the type {types}; {asked} are asked about."
        )
        shares = (f"{one / found.of:.0%}" for one in (found.classes, found.types, found.asked))
        classes, types, asked = shares
        self.fits.setText(text.format(n=found.of, classes=classes, types=types, asked=asked))

    def try_sentence(self) -> None:
        """Say what the sentence is about, today and under the draft."""
        text, session = self.line.text().strip(), self._session
        self._asked += 1
        asked = self._asked
        if not text or session.opened is None:
            self._both("", "")
            return
        if session.differs:
            session.bridge.await_(
                session.bridge.desk.suggest_type_under(session.draft(), text),
                lambda both: self._tell(asked, both[0], both[1]),
                lambda error: self._failed(asked, error),
            )
        else:
            session.bridge.await_(
                session.bridge.desk.suggest_type(text), lambda one: self._tell(asked, one, None)
            )

    def _tell(self, asked: int, now: Suggestion, then: Suggestion | None) -> None:
        if asked == self._asked:
            self.today.setText(self.tr("Today: {what}").format(what=self._words(now)))
            told = self.tr("Under the draft: {what}").format(what=self._words(then)) if then else ""
            self._both(self.today.text(), told)

    def _both(self, today: str, then: str) -> None:
        for part, text in ((self.today, today), (self.then, then)):
            part.setText(text)
            part.setVisible(bool(text))

    def _words(self, found: Suggestion) -> str:
        name = self._session.bridge.desk.class_name
        tongue = language.current()
        if not found.class_code:
            ask = words.listing(name(code, tongue) for code in found.choices)
            if not ask:
                return self.tr("nothing is recognised")
            return self.tr("unsure, asks among {choices}").format(choices=ask)
        kind = f"{name(found.class_code, tongue)} · {name(found.subtype, tongue)}"
        told = self.tr("{kind}, {sure} sure").format(kind=kind, sure=f"{found.confidence:.0%}")
        if found.words:
            told = f"{told} ({words.listing(f'“{one}”' for one in found.words[:_MOST])})"
        return told

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if isinstance(error, Refusal):
            self._both("", refusal_sentence(error))
        else:
            self._session.bridge.failed.emit(error)
