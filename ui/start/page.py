"""The page of a new desk: try with a sample team, use on this computer, join a shared database."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.start.card import ChoiceCard
from ui.start.join import JoinForm
from ui.text import words
from ui.widgets.buttons import Button
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from workstation.domain.ticket import GROUPS

_WIDTH: Final = 860


class StartPage(QWidget):
    """Three cards; the second and third ask two things more.

    `chosen(kind, facts)` with kind "sample", "own" or "join" and the facts that
    `workstation.profiles.create_profile` takes. `language_wanted` for the other language.
    """

    chosen = Signal(str, object)
    language_wanted = Signal()

    def __init__(self, other_language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack = QStackedWidget()
        self._problem = label("", "bad")
        self._problem.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._far = label("", "muted")
        self._far.setWordWrap(True)
        self._kind = ""
        self._left: QWidget | None = None
        self._cards = self._make_cards()
        self._own = self._make_own()
        self._join = self._make_join()
        for page in (self._cards, self._own, self._join):
            self.stack.addWidget(page)
        self._lay_out(other_language)

    def _lay_out(self, other_language: str) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(theme.space("medium"))
        column.addStretch(2)
        column.addWidget(label(self.tr("Welcome to Aftercare"), "display"))
        column.addWidget(label(self.tr("How should this desk begin?"), "muted"))
        column.addSpacing(theme.space("medium"))
        for part in (self.stack, self._progress, self._far, self._problem):
            column.addWidget(part)
        column.addStretch(3)
        switch = Button(other_language, "language", "flat", self.language_wanted.emit)
        column.addWidget(switch, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner, 10)
        row.addStretch(1)

    def _make_cards(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.space("medium"))
        column.addLayout(row)
        column.addStretch(1)
        cards = (
            ChoiceCard(
                "users",
                self.tr("Try with a sample team"),
                self.tr("Twelve colleagues, 400 tickets, everything filled in. Nothing is real."),
                lambda: self._begin("sample", {}),
            ),
            ChoiceCard(
                "device-desktop",
                self.tr("Use on this computer"),
                self.tr("An empty desk of your own. A shared database can be joined later."),
                lambda: self._ask(self._own, self.name),
            ),
            ChoiceCard(
                "database",
                self.tr("Join a shared database"),
                self.tr("Your team works already: meet them in their database."),
                lambda: self._ask(self._join, self.hub),
            ),
        )
        for card in cards:
            row.addWidget(card, 1)
        self.cards = cards
        return page

    def _make_own(self) -> QWidget:
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Your name, as colleagues know it"))
        self.groups = {code: QCheckBox(words.group(code)) for code in GROUPS}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 6, 0, 0)
        for place, box in enumerate(self.groups.values()):
            box.setChecked(True)
            grid.addWidget(box, place // 2, place % 2)
        form = FormRows(label_width=140)
        form.add(self.tr("&Name"), self.name)
        form.add(self.tr("&Groups you work in"), holder)
        return self._form_page(self.tr("Use on this computer"), form, self._begin_own)

    def _make_join(self) -> QWidget:
        self.join = JoinForm(self.complain, self.show_cards, self._begin_join)
        self.hub, self.who, self.secret = self.join.hub, self.join.who, self.join.secret
        return self.join

    def _form_page(self, title: str, form: FormRows, begin: Any) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("medium"))
        column.addWidget(label(title, "heading"))
        column.addWidget(form)
        buttons = QHBoxLayout()
        buttons.addWidget(Button(self.tr("Back"), "arrow-left", "", self.show_cards))
        buttons.addStretch(1)
        buttons.addWidget(Button(self.tr("Begin"), "arrow-right", "primary", begin))
        column.addLayout(buttons)
        column.addStretch(1)
        for line in form.findChildren(QLineEdit):
            line.returnPressed.connect(begin)
        return page

    def show_cards(self) -> None:
        """Back to the three choices."""
        self.stack.setCurrentWidget(self._cards)
        self.complain("")
        self.cards[0].setFocus()

    @property
    def problem(self) -> str:
        """Why it did not work, or ""."""
        return self._problem.text()

    def complain(self, sentence: str) -> None:
        """Say why it did not work; what was typed stays."""
        self._problem.setText(sentence)
        self._progress.hide()
        self._far.clear()
        self.stack.setEnabled(True)
        if sentence and self._left is not None:
            self._left.setFocus()
        self._left = None

    @property
    def far(self) -> str:
        """What is said of how far it is, or ""."""
        return self._far.text()

    def show_progress(self, done: int, of: int) -> None:
        """Show how far the making of the desk is."""
        self._progress.setRange(0, of)
        self._progress.setValue(done)
        if self._kind == "join" and done:
            text = self.tr(
                "{share} % is here. Open tickets come first: as soon as they are here the window"
                " opens, and older ones follow while you work."
            )
            self._far.setText(text.format(share=min(99, done * 100 // max(of, done))))

    def _ask(self, page: QWidget, first: QLineEdit) -> None:
        self.stack.setCurrentWidget(page)
        first.setFocus()

    def _begin_own(self) -> None:
        name = self.name.text().strip()
        chosen = tuple(code for code, box in self.groups.items() if box.isChecked())
        if not name:
            self.complain(self.tr("Please tell your name; customers and colleagues will see it."))
        elif not chosen:
            self.complain(self.tr("Please choose at least one group."))
        else:
            self._begin("own", {"name": name, "groups": chosen})

    def _begin_join(self) -> None:
        facts = self.join.facts()
        if facts is not None:
            self._begin("join", facts)

    def _begin(self, kind: str, facts: dict[str, Any]) -> None:
        self._problem.clear()
        self._kind = kind
        if kind == "join":
            self._far.setText(self.tr("Meeting the shared database…"))
        self._left = self.stack.window().focusWidget()  # what is disabled loses the keyboard
        self.stack.setEnabled(False)
        self._progress.setRange(0, 0)
        self._progress.show()
        self.chosen.emit(kind, facts)
