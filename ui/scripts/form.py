"""Everything that is written of a script: its words, what they are meant for, what they bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.scripts.asks_table import AsksTable
from ui.scripts.carries import ActRows, PromiseRow
from ui.scripts.filters import Choices
from ui.scripts.many_field import ManyField
from ui.scripts.placeholders import Offer, offers
from ui.scripts.words_edit import WordsEdit
from ui.text import scripts as told
from ui.text import words
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from workstation.domain.script import CHANNELS, FACTS
from workstation.domain.ticket import GROUPS

_LISTS: Final = ("classes", "steps", "groups", "channels", "audience", "moods")
_CODE_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789_-"


class ScriptForm(QScrollArea):
    """The form of a script. `changed()` when a person writes, `turned()` for another tab."""

    changed = Signal()
    turned = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__()
        self._kept: dict[str, Any] = {}
        self._snippets: dict[str, str] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words = WordsEdit(self._offers, host)
        self.code = QLineEdit()
        self.code.setMaxLength(24)
        self.code.setFixedWidth(160)
        self.many = {name: ManyField(self.tr("for all")) for name in _LISTS}
        self.many["tags"] = ManyField(self.tr("Key words"), free=True)
        self.many["needs"] = ManyField(self.tr("beyond its placeholders"))
        self.many["scope"] = ManyField(self.tr("every group"))
        self.snippet = QCheckBox(self.tr("Only a part of other scripts"))
        self.asks = AsksTable()
        self.promise = PromiseRow()
        self.acts = ActRows()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        edge = theme.space("medium")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        column.addWidget(self.words)
        rows = FormRows(label_width=84)
        rows.add(self.tr("&Short code"), self.code, self.tr("Typed after ::"))
        for name in ("classes", "steps", "groups", "channels", "audience", "moods", "tags"):
            rows.add(told.part(name), self.many[name])
        rows.add(told.part("needs"), self.many["needs"])
        self._scope_name = rows.add(told.part("scope"), self.many["scope"])
        rows.add("", self.snippet)
        column.addWidget(_heading(self.tr("Meant for")))
        column.addWidget(rows)
        column.addWidget(_heading(told.part("asks")))
        column.addWidget(self.asks)
        column.addWidget(_heading(told.part("promise")))
        column.addWidget(self.promise)
        column.addWidget(_heading(told.part("acts")))
        column.addWidget(self.acts)
        column.addStretch(1)
        self.setWidget(inner)

    def _connect(self) -> None:
        self.words.changed.connect(self.changed)
        self.words.turned.connect(self.turned)
        self.code.textEdited.connect(lambda _text: self._on_code())
        for field in self.many.values():
            field.changed.connect(self.changed)
        self.snippet.toggled.connect(lambda _on: self.changed.emit())
        self.asks.changed.connect(self._on_asks)
        self.promise.changed.connect(self.changed)
        self.acts.changed.connect(self.changed)

    # what is shown

    def offer(self, choices: Choices, snippets: Mapping[str, str]) -> None:
        """What may be chosen in the fields, and the parts of other scripts."""
        for name in _LISTS:
            self.many[name].offer(choices.get(name, ()))
        self.many["channels"].offer([(one, words.channel(one)) for one in CHANNELS])
        self.many["needs"].offer([(one, told.fact(one)) for one in FACTS])
        self.many["scope"].offer([(one, words.group(one)) for one in GROUPS])
        self._snippets = dict(snippets)

    def show_facts(
        self,
        facts: Mapping[str, Any],
        scope: Iterable[str] = (),
        *,
        writable: bool,
        code_fixed: bool = True,
        personal: bool = False,
    ) -> None:
        """Show a script (as its table tells it); `code_fixed` once others know its code."""
        self._kept = dict(facts)
        self.blockSignals(True)
        self.words.show_words(facts, writable=writable)
        self.code.setText(str(facts.get("code", "")))
        self.code.setReadOnly(not writable or code_fixed)
        for name, field in self.many.items():
            value = facts.get(name)
            codes = [str(one) for one in value] if isinstance(value, list | tuple) else []
            field.show_codes(scope if name == "scope" else codes)
            field.set_writable(writable)
        self.snippet.setChecked(bool(facts.get("snippet")))
        self.snippet.setEnabled(writable)
        self.asks.show_asks(_tables(facts, "asks"), writable=writable)
        self.promise.show_promise(facts.get("promise"), writable=writable)
        self.acts.show_acts(_tables(facts, "acts"), writable=writable)
        self._scope_name.setVisible(not personal)
        self.many["scope"].setVisible(not personal)
        self.words.show_known(self.asks.names(), self._snippets)
        self.blockSignals(False)

    def facts(self) -> dict[str, Any]:
        """The script as its table tells it; what is as usual is left out."""
        found: dict[str, Any] = {"code": self.code.text().strip(), **self.words.facts()}
        for name in (*_LISTS, "tags", "needs"):
            if codes := self.many[name].codes():
                found[name] = list(codes)
        if self.snippet.isChecked():
            found["snippet"] = True
        if asks := self.asks.asks():
            found["asks"] = asks
        if promise := self.promise.promise():
            found["promise"] = promise
        if acts := self.acts.acts():
            found["acts"] = acts
        return found

    def scope(self) -> tuple[str, ...]:
        """The groups that see it; empty for all."""
        return self.many["scope"].codes()

    def go_to(self, place: str) -> None:
        """Bring the field of a place ("script.asks[0].name") into sight and give it the keyboard."""
        names = [one.partition("[")[0] for one in place.split(".")]
        known: dict[str, QWidget] = {
            "code": self.code,
            "asks": self.asks,
            "promise": self.promise.what,
            "acts": self.acts,
            **self.many,
        }
        for tongue in names:
            if tongue in told.LANGUAGES:
                self.words.turn_to(tongue)
        for channel in names:
            if channel in CHANNELS:
                self.words.turn_to(self.words.language, channel)
        field = next((known[one] for one in names if one in known), None)
        target = field or (self.words.title if "title" in names else self.words.body)
        self.ensureWidgetVisible(target)
        target.setFocus()

    # within

    def _offers(self) -> list[Offer]:
        return offers(self.asks.asks(), self._snippets)

    def _on_code(self) -> None:
        typed = self.code.text()
        kept = "".join(sign for sign in typed.lower() if sign in _CODE_LETTERS)
        if kept != typed:
            self.code.setText(kept)
        self.changed.emit()

    def _on_asks(self) -> None:
        self.words.show_known(self.asks.names(), self._snippets)
        self.changed.emit()


def _heading(text: str) -> QWidget:
    return label(text, "section")


def _tables(facts: Mapping[str, Any], name: str) -> list[Mapping[str, object]]:
    value = facts.get(name)
    rows = value if isinstance(value, list | tuple) else []
    return [one for one in rows if isinstance(one, Mapping)]
