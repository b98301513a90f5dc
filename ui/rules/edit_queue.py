"""Changes of a rule file's text, made one after the other beside the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.rules.rows import Edit
from ui.rules.session import Session
from ui.text.refusals import refusal_sentence
from workstation.domain.refusal import Refusal


class EditQueue(QObject):
    """`made(text)` when a change was made; one that is refused takes those behind it along."""

    made = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._running: Edit | None = None
        self._waiting: list[Edit] = []

    def add(self, edit: Edit) -> None:
        """Make a change once those before it are made."""
        self._waiting.append(edit)
        self._next()

    def clear(self) -> None:
        """Another text is shown: nothing waits any more."""
        self._running = None
        self._waiting.clear()

    def flushed(self, text: str) -> str:
        """The text with all changes that wait, made at once."""
        waiting = [*filter(None, [self._running]), *self._waiting]
        self.clear()
        try:
            for edit in waiting:
                text = edit(text)
        except Refusal as refusal:
            self.noticed.emit(refusal_sentence(refusal), "warn")
        return text

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        edit, text, file = self._waiting.pop(0), self._session.text(), self._session.file
        self._running = edit

        def done(made: str) -> None:
            if self._running is not edit:  # it was made meanwhile, or another file is open
                return
            self._running = None
            if file == self._session.file and text == self._session.text():
                self.made.emit(made)
            elif file == self._session.file:
                self._waiting.insert(0, edit)
            self._next()

        def failed(error: BaseException) -> None:
            if self._running is edit:
                self._running = None
            self._waiting.clear()
            if isinstance(error, Refusal):
                self.noticed.emit(refusal_sentence(error), "warn")
            else:
                self._session.bridge.failed.emit(error)

        self._session.bridge.ask(lambda _read: edit(text), done, failed)
