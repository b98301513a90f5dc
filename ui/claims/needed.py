"""What a claim needs to be proved: each thing, from whom, why, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.claims.standing import Standing
from ui.text import claim_words, times
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, key_hint, label
from workstation.domain.claim import LIVE_CLAIMS
from workstation.domain.evidence import MISSING, EvidenceItem, is_overdue

#: What may be done with a thing in a state; the usual act first.
_ACTS: Final[dict[str, tuple[str, ...]]] = {
    "wanted": ("receive", "ask", "waive"),
    "asked": ("receive", "remind", "waive"),
    "refused": ("receive", "ask", "waive"),
    "received": ("accept", "refuse"),
    "waived": ("ask",),
    "lapsed": ("receive", "waive"),
    "accepted": (),
}
#: Where the keyboard is while none of the card's buttons has it.
_NONE: Final = ("", "")


class NeededCard(QWidget):
    """`acted(act, item)` tells what is to be done with a thing; `listed()`, `asked()` and `noted()`
    (asked for already) with all; `dealt_with()` when the keyboard has nothing more to do here.
    `soon(item)` says whether its end is near."""

    acted = Signal(str, object)
    listed = Signal()
    asked = Signal()
    noted = Signal()
    dealt_with = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._shown: tuple[object, ...] = ()
        self.soon: Callable[[EvidenceItem], bool] = lambda _item: False
        self.buttons: dict[tuple[str, str], Button] = {}
        self.chips: dict[str, Chip] = {}
        self.lines: dict[str, QWidget] = {}
        self.title = label("", "section")
        self.list_button = Button(
            self.tr("List what is needed"), "layout-list", "link", self.listed.emit
        )
        self.again_button = IconButton("refresh", self.tr("List what is needed"), self.listed.emit)
        self.ask_button = Button("", "send", "link", self.asked.emit)
        self.ask_button.setToolTip(
            self.tr("A reply that tells what is missing, why and until when")
        )
        self.noted_button = Button(self.tr("Asked already"), "check", "link", self.noted.emit)
        self.noted_button.setToolTip(self.tr("Note that everything still needed was asked for"))
        self.key = key_hint("Alt+A")
        self._none = label("", "muted")
        self._none.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(self.title, 1)
        head.addWidget(self.list_button)
        head.addWidget(self.again_button)
        asking = QHBoxLayout()
        asking.setSpacing(theme.space("small"))
        asking.addWidget(self.ask_button)
        asking.addWidget(self.key)
        asking.addSpacing(theme.space("small"))
        asking.addWidget(self.noted_button)
        asking.addStretch(1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("medium"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addLayout(head)
        column.addLayout(asking)
        column.addWidget(self._none)
        column.addLayout(self._lines)

    def show_evidence(self, standing: Standing) -> None:
        """Show what the claim needs now."""
        items, live = standing.evidence, standing.claim.status in LIVE_CLAIMS
        late = sum(is_overdue(one, standing.now) for one in items)
        soon = {one.uid for one in items if self.soon(one)}
        shown = (standing.claim.uid, items, live, late, soon)
        if shown == self._shown:
            return
        self._shown, held = shown, self._held()
        self._clear()
        for item in items:
            self._lines.addWidget(self._line(item, standing.now, live=live))
        text = self.tr("Needed ({n} of {all} accepted)")
        done = sum(one.state in ("accepted", "waived") for one in items)
        self.title.setText(text.format(n=done, all=len(items)) if items else self.tr("Needed"))
        self._none.setText(
            self.tr("Nothing listed yet. The list of evidence says what such a claim needs.")
            if live
            else self.tr("Nothing was listed.")
        )
        self._none.setVisible(not items)
        self.list_button.setVisible(live and not items)
        self.again_button.setVisible(live and bool(items))
        waiting = sum(one.state in ("wanted", "refused") for one in items)
        asked = sum(one.state == "asked" for one in items)
        text = self.tr("Ask for {n}…") if waiting else self.tr("Remind of {n}…")
        self.ask_button.setText(text.format(n=waiting or asked))
        for part in (self.ask_button, self.key):
            part.setVisible(live and bool(waiting or asked))
        self.noted_button.setVisible(live and bool(waiting))
        if held in self.buttons:
            self.buttons[held].setFocus()
        elif held != _NONE:
            self._hold_next(held[1])

    def take_focus(self) -> None:
        """Put the keyboard on the first thing that is to be dealt with."""
        first = next(iter(self.buttons.values()), self.list_button)
        for (act, _uid), button in self.buttons.items():
            if act == "accept":
                first = button
                break
        first.setFocus()

    def item_at(self, place: QPoint) -> str:
        """The uid of the thing at a place of the screen; "" for none."""
        for uid, line in self.lines.items():
            if line.isVisible() and line.rect().contains(line.mapFromGlobal(place)):
                return uid
        return ""

    def _held(self) -> tuple[str, str]:
        return next((key for key, one in self.buttons.items() if one.hasFocus()), _NONE)

    def _hold_next(self, uid: str) -> None:
        """The keyboard goes on with the same thing, or with the next one that is to be dealt with."""
        uids = list(self.lines)
        place = uids.index(uid) if uid in uids else 0
        first = {one: key for key in reversed(self.buttons) for one in (key[1],)}
        for one in (*uids[place:], *uids[:place]):
            if one in first and first[one][0] in ("receive", "accept"):
                self.buttons[first[one]].setFocus()
                return
        self.dealt_with.emit()

    def _clear(self) -> None:
        empty(self._lines)
        self.buttons, self.chips, self.lines = {}, {}, {}

    def _line(self, item: EvidenceItem, now: int, *, live: bool) -> QWidget:
        line = self.lines[item.uid] = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        chip = Chip(claim_words.evidence_state(item.state), claim_words.EVIDENCE_LOOKS[item.state])
        self.chips[item.uid] = chip
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(ElidedLabel(item.title, "strong"), 1)
        head.addWidget(chip)
        column.addLayout(head)
        look = "warn" if self.soon(item) else "faint"
        told = ElidedLabel(self._about(item, now), "bad" if is_overdue(item, now) else look)
        column.addWidget(told)
        words = item.reason or (item.why if item.state in MISSING else "")
        if words:
            why = label(words, "muted")
            why.setWordWrap(True)
            column.addWidget(why)
        if item.state in MISSING and item.lapse:
            lapse = label(item.lapse, "faint")
            lapse.setWordWrap(True)
            column.addWidget(lapse)
        if live and _ACTS[item.state]:
            column.addLayout(self._acts(item, now))
        return line

    def _about(self, item: EvidenceItem, now: int) -> str:
        parts = [claim_words.giver(item.wanted_from)]
        if item.state in MISSING and item.due_at is not None:
            moment = times.moment(item.due_at, self._zone, now)
            text = self.tr("until {moment}")
            if is_overdue(item, now):
                text = self.tr("late since {moment}")
            elif self.soon(item):
                text = self.tr("due soon, until {moment}")
            parts.append(text.format(moment=moment))
        if item.state == "asked" and item.reminded and item.reminded_at is not None:
            moment = times.moment(item.reminded_at, self._zone, now)
            text = self.tr("reminded {n}×, last {moment}")
            parts.append(text.format(n=item.reminded, moment=moment))
        if item.state in ("received", "accepted") and item.received_at is not None:
            moment = times.moment(item.received_at, self._zone, now)
            parts.append(self.tr("came {moment}").format(moment=moment))
            if item.attachments:
                parts.append(self.tr("{n} files").format(n=len(item.attachments)))
        parts.append(item.decided_by_name if item.state in ("accepted", "refused") else "")
        return " · ".join(part for part in parts if part)

    def _acts(self, item: EvidenceItem, now: int) -> FlowLayout:
        names = {
            "receive": (self.tr("It came"), "check"),
            "ask": (self.tr("Ask…"), "send"),
            "remind": (self.tr("Remind…"), "bell-ringing"),
            "lapse": (self.tr("Too late…"), "clock"),
            "waive": (self.tr("Go without…"), "x"),
            "accept": (self.tr("Accept"), "check"),
            "refuse": (self.tr("Not good enough…"), "x"),
        }
        row = FlowLayout()
        acts = _ACTS[item.state] + (("lapse",) if is_overdue(item, now) else ())
        for act in acts:
            text, icon = names[act]
            made = Button(text, icon, "flat", partial(self.acted.emit, act, item))
            made.setAccessibleName(f"{text} {item.title}")
            self.buttons[act, item.uid] = made
            row.addWidget(made)
        if "receive" in _ACTS[item.state] or item.state == "received":
            name = self.tr("It came, with files…")
            files = IconButton("paperclip", name, partial(self.acted.emit, "files", item))
            files.setAccessibleName(f"{name} {item.title}")
            row.addWidget(files)
        return row
