"""The list of reply scripts under the cursor: what fits, why, and how it would read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.ticket.picker_list import OfferDelegate, OfferModel, reason_words
from ui.ticket.picker_preview import OfferPreview
from ui.widgets.buttons import Button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.scripts.offering import Offer

__all__ = ["ScriptPicker", "reason_words"]

#: What the list may show, in the order of Ctrl+1 to Ctrl+4.
WHICH: Final = ("all", "favourites", "mine", "recent")
_WIDTH: Final = 800
_HEIGHT: Final = 380
_LEAST: Final = 170
#: Below this width the preview would be a gutter: it goes.
_NARROW: Final = 400


class ScriptPicker(QFrame):
    """A list with a preview; it never takes the keyboard, the editor hands keys over.

    `chosen(code)` when a person takes a script by the mouse; `filtered(which)` and
    `language_wanted` for the chips above the list.
    """

    chosen = Signal(str)
    filtered = Signal(str)
    language_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.look(self, "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._channel, self._language = "", ""
        self._model = OfferModel(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._model)
        self.list.setItemDelegate(OfferDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(lambda _index: self._on_clicked())
        self.preview = OfferPreview()
        self.which = {name: self._chip(name) for name in WHICH}
        self.language = Button("", "language", "flat", self.language_wanted.emit)
        self.language.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.language.setToolTip("Alt+L")
        self.hint = label(self._hints(), "faint")
        self.hint.setWordWrap(True)
        self._lay_out()
        selection = self.list.selectionModel()
        selection.currentChanged.connect(lambda _now, _before: self._show_preview())
        self.hide()

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(8, 6, 8, 0)
        chips.setSpacing(2)
        for chip in self.which.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self.language)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list, 5)
        row.addWidget(self.preview, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 4)
        column.setSpacing(2)
        column.addLayout(chips)
        column.addLayout(row, 1)
        column.addWidget(self.hint)
        self.hint.setContentsMargins(8, 0, 8, 2)

    def _chip(self, name: str) -> QPushButton:
        names = {
            "all": self.tr("All"),
            "favourites": self.tr("★ Favourites"),
            "mine": self.tr("Mine"),
            "recent": self.tr("Recent"),
        }
        made = Button(names[name], "", "flat", lambda: self.filtered.emit(name))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setToolTip(f"Ctrl+{WHICH.index(name) + 1}")
        return made

    def _hints(self) -> str:
        return self.tr(
            "Enter insert · Ctrl+Enter insert and fill in · Shift+Enter read aloud ·"
            " Ctrl+D favourite · Ctrl+K comment · Esc close"
        )

    # what is offered

    def show_choices(self, offers: tuple[Offer, ...]) -> None:
        """Show these scripts, the first one chosen; none says so."""
        self._model.show_offers(offers)
        if offers:
            self.list.setCurrentIndex(self._model.index(0))
        self._show_preview()

    def show_state(self, which: str, channel: str, language: str) -> None:
        """Show which ones are listed, for which channel and in which language."""
        self._channel, self._language = channel, language
        for name, chip in self.which.items():
            chip.setChecked(name == which)
        names = {"zh": "中文", "en": "English"}
        self.language.setText(names.get(language, self.tr("Customer's language")))

    def choices(self) -> tuple[Offer, ...]:
        """What is offered now."""
        return self._model.offers

    def current(self) -> Offer | None:
        """The script that Enter would take."""
        row = self.list.currentIndex().row()
        return self._model.offers[row] if 0 <= row < len(self._model.offers) else None

    def keep(self, code: str) -> None:
        """Choose the script of a code, where it is offered."""
        for row, offer in enumerate(self._model.offers):
            if offer.code == code:
                self.list.setCurrentIndex(self._model.index(row))

    def step(self, by: int) -> None:
        """Move the choice up or down, round the ends."""
        count = len(self._model.offers)
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self._model.index(row))

    def _on_clicked(self) -> None:
        offer = self.current()
        if offer is not None:
            self.chosen.emit(offer.code)

    def _show_preview(self) -> None:
        first = self.list.currentIndex().row() <= 0
        self.preview.show_offer(self.current(), self._channel, self._language, first=first)

    # where it stands

    def open_at(self, line: QRect, room: QRect) -> None:
        """Show the list above a line of its parent, or below it where there is more room.

        The line itself is never covered: what is typed there chooses.
        """
        above, below = line.top() - room.top() - 8, room.bottom() - line.bottom() - 8
        upward = above >= min(_HEIGHT, below) or above >= below
        height = max(min(_HEIGHT, above if upward else below), _LEAST)
        width = min(_WIDTH, room.width() - 16)
        left = max(room.left() + 8, min(line.left() - 24, room.right() - width - 8))
        top = line.top() - height - 4 if upward else line.bottom() + 4
        self.preview.setVisible(width >= _NARROW)
        self.hint.setVisible(height > 220)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
