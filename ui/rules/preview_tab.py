"""What an automation would do now: the tickets that match, and the acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import language, theme
from ui.rules.session import Session
from ui.text import automatic, words
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.lines import Line, LineList
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.automating import Preview

_REST_MS: Final = 300
_SHOWN: Final = 100


class PreviewTab(QWidget):
    """Follows the row that is chosen in the table; nothing is done to any ticket."""

    ticket_opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code, self._asked = "", 0
        self.head = ElidedLabel("", "strong")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Tickets that match now"))
        self.list.opened.connect(self.ticket_opened)
        self._soon = after_rest(self, _REST_MS, self.load)
        head = QHBoxLayout()
        head.addWidget(self.head, 1)
        head.addWidget(IconButton("refresh", self.tr("Look again"), self.load))
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, theme.space("small"), edge, 0)
        column.setSpacing(theme.space("tight"))
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.list, 1)

    def choose(self, code: str) -> None:
        """Preview an automation as it stands in the editor, once the keyboard rests."""
        self._code = code
        if self.isVisible():
            self._soon.start()

    def load(self) -> None:
        """Look which tickets match now."""
        session = self._session
        if not self._code or session.opened is None:
            self._tell(self.tr("Choose an automation in the table."))
            return
        self._asked += 1
        asked = self._asked
        draft = session.draft() if session.differs else None
        pending = session.bridge.desk.preview_automation(self._code, _SHOWN, draft)
        session.bridge.await_(
            pending,
            lambda found: self._show(asked, found),
            lambda error: self._failed(asked, error),
        )

    def _tell(self, head: str, about: str = "", look: str = "muted") -> None:
        self.head.setText(head)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        theme.look(self.about, look)

    def _show(self, asked: int, found: Preview) -> None:
        if asked != self._asked:
            return
        rule = found.automation
        told = self.tr("{name}: {n} of {of} open tickets match now").format(
            name=rule.name(language.current()), n=found.matched, of=found.looked_at
        )
        parts = []
        if not rule.active:
            parts.append(self.tr("It is switched off and would do nothing."))
        if found.capped:
            parts.append(self.tr("Only the tickets due next were looked at."))
        for codes in found.loops:
            chain = " → ".join((*codes, codes[0]))
            parts.append(
                self.tr("Careful: these may set each other off: {chain}").format(chain=chain)
            )
        self._tell(told, " ".join(parts), "warn" if found.loops else "muted")
        self.list.show_lines(
            [
                Line(
                    one.ticket,
                    f"{one.number}  {one.subject}",
                    self.tr("would: {acts}").format(
                        acts=words.listing(automatic.act(code) for code in one.acts)
                    ),
                )
                for one in found.tickets
            ]
        )

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        self.list.show_lines([])
        if isinstance(error, Refusal):
            self._tell(self.tr("No preview"), refusal_sentence(error), "bad")
        else:
            self._session.bridge.failed.emit(error)
