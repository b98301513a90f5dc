"""What the hub did not take from this desk: refused work, and fields that two people wrote."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.composing import is_composing
from ui.text import acts, fields, times
from ui.text.refusals import refusal_sentence, sentence
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PageHeader
from ui.widgets.labels import EmptyState, label
from workstation.actions.settling import SettleConflict, SettleRefused
from workstation.changes import Changes
from workstation.desk import Reader
from workstation.domain.pages import OpenConflict, RefusedOperation
from workstation.domain.refusal import Refusal

#: Where actions keep what a person typed, the most telling first.
_WORDS: Final = ("body", "note", "reason", "description", "subject")
_Found = tuple[tuple[RefusedOperation, ...], tuple[OpenConflict, ...], dict[str, str]]


class Card(QFrame):
    """A heading, sentences, and a row of buttons below."""

    def __init__(self, heading: str, right: str) -> None:
        super().__init__()
        theme.look(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        edge = theme.space("medium")
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.space("small"))
        top = QHBoxLayout()
        told = label(heading, "strong")
        told.setWordWrap(True)
        top.addWidget(told, 1)
        top.addWidget(label(right, "faint"), 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self._row = FlowLayout()

    def say(self, text: str, look: str = "") -> None:
        """Add a sentence."""
        told = label(text, look)
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(told)

    def add(self, text: str, icon: str, style: str, run: Callable[[], object]) -> Button:
        """Add a button."""
        made = Button(text, icon, style, run)
        self._row.addWidget(made)
        return made

    def end(self) -> None:
        """Put the buttons below all that was said."""
        self.column.addLayout(self._row)


class ReasonLine(QWidget):
    """Asks for a reason in place; `given(reason)` with Enter or its button, Escape leaves."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Why may it be discarded? The journal keeps it"))
        self.line.returnPressed.connect(self._on_given)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(Button(self.tr("Discard"), "trash", "danger", self._on_given))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def ask(self) -> None:
        """Show the line and take the keyboard."""
        self.show()
        self.line.setFocus()

    def _on_given(self) -> None:
        reason = self.line.text().strip()
        if reason and not is_composing():
            self.given.emit(reason)
        else:
            self.line.setFocus()


class RefusedTray(QWidget):
    """One card per refused piece of work and per contested field, oldest first."""

    ticket_opened = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cards: list[Card] = []
        header = PageHeader()
        header.say(self.tr("Refused changes"), self.tr("Made here, but overtaken by a colleague's"))
        empty = EmptyState("circle-check", self.tr("Nothing was refused"))
        empty.say(self.tr("Nothing was refused"), self.tr("All changes of this desk were taken."))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._stack, 1)
        bridge.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read anew what was refused and what is contested."""
        self.bridge.ask(_read, self._show)

    def activate(self) -> None:
        """Read anew and take the keyboard."""
        self.load()
        if self.cards:
            self._area.setFocus()
        else:
            self.setFocus()

    def flush(self) -> None:
        """A reason not yet given is no work lost."""

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.many or changes.kinds & {"operation", "conflict", "note"}):
            self.load()

    def _show(self, found: _Found) -> None:
        refused, conflicts, titles = found
        now = time.time_ns() // 1_000_000
        self.cards = [self._refused(one, titles, now) for one in refused]
        self.cards += [self._contested(one, titles, now) for one in conflicts]
        body = QWidget()
        column = QVBoxLayout(body)
        edge = theme.space("large")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        for card in self.cards:
            card.setMaximumWidth(820)
            column.addWidget(card)
        column.addStretch(1)
        self._area.setWidget(body)
        self._stack.setCurrentIndex(1 if self.cards else 0)

    def _refused(self, one: RefusedOperation, titles: dict[str, str], now: int) -> Card:
        heading = _joined(acts.act_name(one.action), titles.get(one.ticket, ""))
        card = Card(heading, times.ago(one.at, now))
        card.say(sentence(one.code, one.facts))
        if words := _kept_words(one.args):
            card.say(words, "muted")
        reason = ReasonLine()
        reason.given.connect(lambda text: self._discard(one, text))
        if one.ticket:
            card.add(
                self.tr("Open ticket"),
                "external-link",
                "",
                lambda: self.ticket_opened.emit(one.ticket),
            )
        card.add(self.tr("Try again"), "rotate", "", lambda: self._try_again(one))
        card.add(self.tr("Discard…"), "trash", "flat", reason.ask)
        card.end()
        card.column.addWidget(reason)
        return card

    def _contested(self, one: OpenConflict, titles: dict[str, str], now: int) -> Card:
        card = Card(
            _joined(fields.field(one.field), titles.get(one.ticket, "")), times.ago(one.at, now)
        )
        desk = self.bridge.desk
        mine = acts.value_words(desk, one.field, one.mine)
        theirs = acts.value_words(desk, one.field, one.theirs)
        author = one.their_author or self.tr("a colleague")
        sides = QHBoxLayout()
        sides.setSpacing(theme.space("medium"))
        sides.addWidget(_side(self.tr("Stands now, by {name}").format(name=author), theirs), 1)
        sides.addWidget(_side(self.tr("Yours"), mine), 1)
        card.column.addLayout(sides)
        card.add(self.tr("Keep theirs"), "check", "", lambda: self._choose(one, "theirs"))
        card.add(self.tr("Use mine"), "user-check", "", lambda: self._choose(one, "mine"))
        if one.ticket:
            card.add(
                self.tr("Open ticket"),
                "external-link",
                "flat",
                lambda: self.ticket_opened.emit(one.ticket),
            )
        card.end()
        return card

    def _discard(self, one: RefusedOperation, reason: str) -> None:
        def settled(_done: object) -> None:
            desk = self.bridge.desk
            for draft in desk.drafts():
                if draft.uid.partition("-")[0] == one.operation:
                    desk.drop_draft(draft.uid)
            self.noticed.emit(self.tr("Discarded; the journal keeps why."), "")
            self.load()

        self.bridge.do(SettleRefused(one.operation, reason), settled)

    def _try_again(self, one: RefusedOperation) -> None:
        def done(_done: object) -> None:
            self.noticed.emit(self.tr("Done again"), "good")
            self.load()

        def failed(error: BaseException) -> None:
            if not isinstance(error, Refusal):
                self.bridge.failed.emit(error)
                return
            self.noticed.emit(refusal_sentence(error), "warn")
            if error.code == "retry_by_hand" and one.ticket:
                self.ticket_opened.emit(one.ticket)

        pending = self.bridge.desk.retry_refused(one.operation)
        self.bridge.await_(pending, done, failed, finish=True)

    def _choose(self, one: OpenConflict, choice: str) -> None:
        self.bridge.do(SettleConflict(one.uid, choice), lambda _done: self.load())


def _read(reader: Reader) -> _Found:
    refused, conflicts = reader.refused(), reader.conflicts()
    titles = {}
    tickets = {one.ticket for one in refused} | {one.ticket for one in conflicts}
    for uid in tickets - {""}:
        ticket = reader.ticket(uid)
        if ticket is not None:
            titles[uid] = f"{ticket.number}  {ticket.subject}"
    return refused, conflicts, titles


def _kept_words(args: dict[str, object]) -> str:
    """What a person typed in refused work."""
    told = (str(args.get(name) or "").strip() for name in _WORDS)
    return next((words for words in told if words), "")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _side(about: str, value: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space("tight"))
    column.addWidget(label(about, "muted"))
    told = label(value)
    told.setWordWrap(True)
    column.addWidget(told)
    return made
