"""Undo instead of "are you sure": every act is said once, with ten seconds to take it back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.text.done import done_sentence
from ui.widgets.notice import NoticeBar
from workstation.desk import Done


class Undoing(QObject):
    """Says in the notice bar what was done, and undoes it."""

    def __init__(self, bridge: Bridge, notice: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notice = notice
        bridge.done.connect(self._on_done)

    def _on_done(self, action: object, done: Done) -> None:
        text = done_sentence(type(action).__name__)
        if text and done.operation:
            operation = done.operation
            self._notice.say(text, "", self.tr("Undo"), lambda: self.undo(operation))

    def undo_last(self) -> None:
        """Undo what this agent did last, found in the journal."""
        agent = self._bridge.desk.agent.uid
        self._bridge.ask(
            lambda reader: reader.last_undoable(agent),
            lambda line: self.undo(line.operation) if line else self._nothing(),
        )

    def undo(self, operation: str) -> None:
        """Undo one operation."""
        from workstation.actions.undo import Undo  # with all rules about acts: not for the start

        self._bridge.do(Undo(operation), lambda _done: self._notice.say(self.tr("Undone"), "good"))

    def _nothing(self) -> None:
        self._notice.say(self.tr("There is nothing to undo."))
