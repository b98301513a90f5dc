"""Class and sub-type: by hand, or as the words suggest."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.text import classes
from ui.text.words import listing
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.classify import Catalogue, Suggestion


class TypePick(QWidget):
    """A pick box over all sub-types; a suggestion fills it until a person chooses.

    Where the words leave it open, the likeliest sub-types stand below it, to be chosen by a press.

    `changed` tells that another type stands.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue: Catalogue | None = None
        self._suggested = Suggestion("", "", 0.0, ())
        self._by_hand = False
        self._waiting = ""
        self.box = PickBox(hint=self.tr("Type two words or first letters"))
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.told: QLabel = label("", "faint")
        self.told.setWordWrap(True)
        self.follow = Button(self.tr("Follow the words"), style="link", run=self.follow_words)
        self.offers = tuple(Button("", style="link", run=partial(self._take, i)) for i in range(3))
        self.setFocusProxy(self.box)
        below = QHBoxLayout()
        below.setSpacing(theme.space("small"))
        below.addWidget(self.told, 1)
        below.addWidget(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("hair"))
        column.addWidget(self.box)
        column.addLayout(below)
        offered = QHBoxLayout()
        offered.setSpacing(theme.space("small"))
        for offer in self.offers:
            offered.addWidget(offer)
        offered.addStretch(1)
        column.addLayout(offered)
        self.box.picked.connect(self._on_picked)
        self._say()

    @property
    def by_hand(self) -> bool:
        """Whether a person chose."""
        return self._by_hand

    def code(self) -> str:
        """The sub-type that stands, "" when none does."""
        if self._catalogue is None:
            return self._waiting
        return str(self.box.code() or "")

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Offer the sub-types of the rules."""
        self._catalogue = catalogue
        self.box.show_choices(classes.choices_of_subtypes(catalogue), self._waiting or None)
        self._say()

    def choose(self, code: str, *, by_hand: bool) -> None:
        """Show a sub-type again, as a draft kept it."""
        self._by_hand = by_hand and bool(code)
        self._show(code if self._by_hand else self._suggested.subtype)

    def show_suggestion(self, suggested: Suggestion) -> None:
        """What the words speak for; it never overrides a choice made by hand."""
        self._suggested = suggested
        if not self._by_hand:
            self._show(suggested.subtype)
        self._say()

    def follow_words(self) -> None:
        """Give the choice back to the words."""
        self._by_hand = False
        self._show(self._suggested.subtype)
        self.changed.emit()

    def _show(self, code: str) -> None:
        self._waiting = code
        if self._catalogue is not None:
            self.box.choose(code or None)
            if not code:
                self.box.clearEditText()
        self._say()

    def _on_picked(self, code: object) -> None:
        self._by_hand = True
        self._waiting = str(code)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        suggested = self._suggested
        differs = bool(suggested.subtype) and suggested.subtype != self.code()
        self.follow.setVisible(self._by_hand)
        self.told.setText(self._sentence(suggested, differs=differs))
        codes = self._offered()
        for place, offer in enumerate(self.offers):
            offer.setVisible(place < len(codes))
            offer.setText(self._name(codes[place]) if place < len(codes) else "")

    def _offered(self) -> tuple[str, ...]:
        """The sub-types to ask about: none where one was chosen or proposed."""
        open_ = not self._by_hand and not self._suggested.subtype
        return self._suggested.choices if open_ else ()

    def _take(self, place: int) -> None:
        code = self._offered()[place]
        self._by_hand = True
        self._show(code)
        self.changed.emit()

    def _sentence(self, suggested: Suggestion, *, differs: bool) -> str:
        deciding = listing(suggested.words[:4])
        sure = round(suggested.confidence * 100)
        if self._by_hand and not differs:
            return self.tr("Chosen by hand.")
        if not suggested.subtype and suggested.choices:
            return self.tr("It may be one of these:")
        if not suggested.subtype:
            return self.tr("The words do not say yet what it is about.")
        if not self._by_hand:
            text = self.tr("Suggested, {sure} % sure, because of: {words}")
            return text.format(sure=sure, words=deciding)
        name = self._name(suggested.subtype)
        text = self.tr("Chosen by hand. The words say {name} ({sure} %): {words}")
        return text.format(name=name, sure=sure, words=deciding)

    def _name(self, code: str) -> str:
        return classes.class_name(self._catalogue, code) if self._catalogue else code
