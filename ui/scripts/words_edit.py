"""The words of a script in each language and for each channel: tabs over one editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabBar, QVBoxLayout, QWidget

from ui import theme
from ui.scripts.body_edit import BodyEdit
from ui.scripts.placeholders import Offer
from ui.text import scripts as told
from ui.text import words
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.script import CHANNELS

LANGUAGES: Final = tuple(told.LANGUAGES)
#: The channel that stands for all which have no words of their own.
ALL: Final = ""
_PLACES: Final = (ALL, *CHANNELS)
_LONGEST_TITLE: Final = 80


class WordsEdit(QWidget):
    """Titles and bodies. `changed()` when a person writes, `turned()` when another tab is shown."""

    changed = Signal()
    turned = Signal()

    def __init__(self, offers: Callable[[], list[Offer]], host: QWidget) -> None:
        super().__init__()
        self._first = "zh"
        self._titles: dict[str, str] = {}
        self._bodies: dict[tuple[str, str], str] = {}
        self._filling = False
        self._writable = True
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setPlaceholderText(self.tr("What the script is for, in a few words"))
        self.title.setAccessibleName(self.tr("Title"))
        self.tongues = _bar(self.tr("Language"))
        self.channels = _bar(self.tr("Channel"))
        for _code in LANGUAGES:
            self.tongues.addTab("")
        for _code in _PLACES:
            self.channels.addTab("")
        self.body = BodyEdit(offers, host)
        self.put_in = Button(self.tr("Put in…"), "plus", "flat", self.body.offer)
        self.put_in.setToolTip(self.tr("What may stand in the words: Ctrl+Shift+Space, or type {{"))
        self.size_told = label("", "faint")
        self.amiss = label("", "warn")
        self.amiss.setWordWrap(True)
        self._lay_out()
        self.tongues.currentChanged.connect(lambda _at: self._turn())
        self.channels.currentChanged.connect(lambda _at: self._turn())
        self.title.textEdited.connect(lambda _text: self._on_title())
        self.body.textChanged.connect(self._on_body)

    def _lay_out(self) -> None:
        named = QHBoxLayout()
        named.setSpacing(theme.space("small"))
        named.addWidget(self.tongues)
        named.addWidget(self.title, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.put_in)
        foot.addWidget(self.size_told)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        column.addLayout(named)
        column.addWidget(self.channels)
        column.addWidget(self.body)
        column.addLayout(foot)
        column.addWidget(self.amiss)
        self.amiss.hide()

    # what is shown

    def show_words(self, facts: Mapping[str, Any], *, writable: bool) -> None:
        """Show the words of a script (as its table tells them)."""
        self._first = str(facts.get("language", "zh"))
        self._titles = {self._first: str(facts.get("title", ""))}
        self._bodies = _bodies(self._first, facts)
        translations = facts.get("translations")
        for tongue, one in (translations if isinstance(translations, Mapping) else {}).items():
            self._titles[tongue] = str(one.get("title", ""))
            self._bodies.update(_bodies(tongue, one))
        self._writable = writable
        self.title.setReadOnly(not writable)
        self.body.setReadOnly(not writable)
        self.put_in.setVisible(writable)
        self._fill()

    def show_known(self, asks: Iterable[str], snippets: Iterable[str]) -> None:
        """What placeholders may name, for their colours."""
        self.body.colours.show_known(asks, snippets)

    @property
    def language(self) -> str:
        """The language that is shown."""
        return LANGUAGES[max(self.tongues.currentIndex(), 0)]

    @property
    def channel(self) -> str:
        """The channel that is shown, "" for all."""
        return _PLACES[max(self.channels.currentIndex(), 0)]

    def turn_to(self, language: str, channel: str = "") -> None:
        """Show a language and channel."""
        if language in LANGUAGES:
            self.tongues.setCurrentIndex(LANGUAGES.index(language))
        if channel in _PLACES:
            self.channels.setCurrentIndex(_PLACES.index(channel))

    def facts(self) -> dict[str, Any]:
        """Title, body, variants and translations, as a script's table tells them."""
        found = _told(self._titles, self._bodies, self._first)
        if self._first != "zh":
            found["language"] = self._first
        others = {}
        for tongue in LANGUAGES:
            one = _told(self._titles, self._bodies, tongue)
            if tongue != self._first and (one["body"].strip() or one.get("variants")):
                others[tongue] = one
        if others:
            found["translations"] = others
        return found

    def tell_size(self, text: str) -> None:
        """Say how long the words are."""
        self.size_told.setText(text)

    def tell_findings(self, found: list[tuple[int, int, str, str]]) -> None:
        """Underline what is amiss in the words that are shown, and say the first of it."""
        self.body.show_findings(found)
        self.amiss.setText(found[0][3] if found else "")
        self.amiss.setVisible(bool(found))

    # within

    def _fill(self) -> None:
        tongue, key = self.language, (self.language, self.channel)
        self._filling = True
        self.title.setText(self._titles.get(tongue, ""))
        text = self._bodies.get(key, "")
        if self.body.toPlainText() != text:
            self.body.setPlainText(text)
        hint = self.tr("Write the words. Type {{ to put in a fact.")
        common = self._bodies.get((tongue, ALL), "")
        if key[1] and common:
            hint = self.tr("As for all channels. Write here to say it otherwise for this one.")
        self.body.setPlaceholderText(hint if self._writable else self.tr("As for all channels."))
        self._filling = False
        self._name_tabs()

    def _name_tabs(self) -> None:
        for place, tongue in enumerate(LANGUAGES):
            there = self._bodies.get((tongue, ALL)) or self._titles.get(tongue)
            self.tongues.setTabText(place, _marked(told.language(tongue), bool(there)))
        everywhere = QCoreApplication.translate("scripts", "All channels")
        for place, channel in enumerate(_PLACES):
            name = words.channel(channel) if channel else everywhere
            own = bool(channel) and bool(self._bodies.get((self.language, channel)))
            self.channels.setTabText(place, _marked(name, own))

    def _turn(self) -> None:
        self._fill()
        self.turned.emit()

    def _on_title(self) -> None:
        self._titles[self.language] = self.title.text()
        self._name_tabs()
        self.changed.emit()

    def _on_body(self) -> None:
        if self._filling or not self._writable:
            return
        before = bool(self._bodies.get((self.language, self.channel)))
        text = self.body.toPlainText()
        if text == self._bodies.get((self.language, self.channel), ""):
            return  # only its colours changed
        self._bodies[self.language, self.channel] = text
        if before != bool(text):
            QTimer.singleShot(0, self, self._name_tabs)
        self.changed.emit()


def _bar(name: str) -> QTabBar:
    made = QTabBar()
    made.setDrawBase(False)
    made.setExpanding(False)
    made.setUsesScrollButtons(False)
    made.setElideMode(Qt.TextElideMode.ElideNone)
    made.setAccessibleName(name)
    return made


def _marked(name: str, there: bool) -> str:
    return f"{name} •" if there else name


def _bodies(tongue: str, facts: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    found = {(tongue, ALL): str(facts.get("body", ""))}
    variants = facts.get("variants")
    for channel, text in (variants if isinstance(variants, Mapping) else {}).items():
        found[tongue, str(channel)] = str(text)
    return found


def _told(
    titles: Mapping[str, str], bodies: Mapping[tuple[str, str], str], tongue: str
) -> dict[str, Any]:
    title = titles.get(tongue, "").strip()
    made: dict[str, Any] = {"title": title, "body": bodies.get((tongue, ALL), "").strip("\n")}
    own = {
        channel: text.strip("\n")
        for channel in CHANNELS
        if (text := bodies.get((tongue, channel), "")).strip()
    }
    if own:
        made["variants"] = own
    return made
