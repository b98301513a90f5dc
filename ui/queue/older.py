"""A line below what a search found: this desk keeps only a part; the shared database has the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.desk import Desk
from workstation.domain.refusal import Refusal

#: With more hits than this nobody misses older ones; the command still looks for them.
FEW = 20


class OlderBar(QFrame):
    """Offers to look in the shared database, and tells what came of it."""

    def __init__(self, look: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self._told = label("", "muted")
        self._told.setWordWrap(True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(90)
        self.button = Button(self.tr("Search older tickets there"), "history", "", look)
        self.button.setToolTip("Ctrl+Shift+F")
        row = QHBoxLayout(self)
        edge = theme.space("medium")
        row.setContentsMargins(edge, 6, edge, 6)
        row.setSpacing(theme.space("small"))
        row.addWidget(self._told, 1)
        row.addWidget(self._busy)
        row.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._told.text()

    def offer(self, kept: str) -> None:
        """Offer to look; `kept` says what part this desk has."""
        self._say(kept, button=True)

    def asking(self) -> None:
        """The shared database is being asked."""
        self._say(self.tr("Looking in the shared database…"), busy=True)

    def found(self, count: int) -> None:
        """What the shared database had that was not here."""
        text = self.tr("Nothing older is in the shared database either.")
        if count:
            text = self.tr("{n} more from the shared database; they are on this desk now.")
            if count == 1:
                text = self.tr("1 more from the shared database; it is on this desk now.")
        self._say(text.format(n=count), "good" if count else "muted")

    def failed(self, sentence: str) -> None:
        """It could not be asked; the button offers it again."""
        self._say(sentence, "warn", button=True)

    def _say(
        self, text: str, look: str = "muted", *, button: bool = False, busy: bool = False
    ) -> None:
        theme.look(self._told, look)
        self._told.setText(text)
        self.button.setVisible(button)
        self._busy.setVisible(busy)
        self.show()


class Older(QObject):
    """Searches the shared database for the words of the list, and shows the list anew.

    `words()` gives what is searched, `show(words)` searches again on this desk.
    """

    noticed = Signal(str, str)

    def __init__(
        self,
        bridge: Bridge,
        words: Callable[[], str],
        show: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._words, self._show = bridge, words, show
        self._asked = ""
        self.bar = OlderBar(self.search)

    def offer(self, text: str, hits: int) -> None:
        """Offer it below few hits, unless these words were looked for there already."""
        part = part_kept(self._bridge.desk)
        if text == self._asked:
            return
        self._asked = ""
        if part and hits < FEW:
            self.bar.offer(part)
        else:
            self.bar.hide()

    def forget(self) -> None:
        """Nothing is searched any more."""
        self._asked = ""
        self.bar.hide()

    def search(self) -> None:
        """Look for what is searched among the tickets that only the shared database has."""
        text = self._words()
        if not text:
            self.noticed.emit(self.tr("Search for something first: a number, a phone, a name."), "")
            return
        self._asked = text
        self.bar.asking()
        self._bridge.await_(
            self._bridge.desk.search_history(text),
            lambda count: self._on_found(text, count),
            lambda error: self._on_failed(text, error),
        )

    def _on_found(self, text: str, count: int) -> None:
        if text == self._words():
            self.bar.found(count)
            if count:
                self._show(text)

    def _on_failed(self, text: str, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            self.bar.hide()
            self._bridge.failed.emit(error)
        elif text == self._words():
            self.bar.failed(refusal_sentence(error))


def part_kept(desk: Desk) -> str:
    """What is said of a desk that keeps only a part of the shared database; "" when it has all."""
    settings, state = desk.settings, desk.sync_state()
    if state.state == "alone":
        return ""
    if state.stage:
        return QCoreApplication.translate(
            "queue", "Older tickets are still coming in; this searched what is here already."
        )
    if settings.scope_groups or settings.scope_regions or settings.history_days:
        return QCoreApplication.translate(
            "queue", "Only what this desk keeps was searched; the shared database has more."
        )
    return ""
