"""What is owed to the customer beside the ticket itself: promises, and calls back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import language, theme
from ui.text import care, times, words
from ui.ticket.limits import LimitChip
from ui.ticket.names import Names
from ui.ticket.section import Section
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from workstation.domain.promise import Promise
from workstation.domain.revisit import Revisit

_SETTLED_SHOWN: Final = 5


def promise_chips(promises: Iterable[Promise], names: Names) -> tuple[LimitChip, ...]:
    """One chip for the promise that is due next; all open ones stand in its hint."""
    owed = sorted((one for one in promises if one.state == "open"), key=lambda one: one.until)
    if not owed:
        return ()
    left = times.time_left(owed[0].until, names.now)
    hint = "\n".join(f"{names.moment(one.until)} · {one.what}" for one in owed)
    more = f" +{len(owed) - 1}" if len(owed) > 1 else ""
    return (LimitChip(f"{words.due_kind('promise')} {left.text}{more}", left.look, hint),)


def due_now(revisits: Iterable[Revisit], now: int) -> Revisit | None:
    """The call-back whose time has come, the longest owed first."""
    found = (one for one in revisits if one.state == "due" and one.due_at <= now)
    return min(found, key=lambda one: one.due_at, default=None)


class CareCard(Section):
    """Shows a ticket's promises and call-backs; `wanted(act, uid)` for what a button asks.

    Acts: kept, broken, withdrawn of a promise; done, tried, moved, cancelled of a call-back;
    promise and revisit (uid "") for a new one. It hides where there is nothing to show.
    """

    wanted = Signal(str, str)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("star", "", parent)
        self._names = names
        self._shown: object = None
        self._promises: tuple[Promise, ...] = ()
        self._revisits: tuple[Revisit, ...] = ()
        self._chips: list[tuple[Chip, int]] = []
        self.head.title.setText(self.tr("Promises and call-backs"))
        self.head.setAccessibleName(self.tr("Promises and call-backs"))
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("small"))
        self.column.addWidget(self._list)
        new = QHBoxLayout()
        new.setContentsMargins(0, 0, 0, 0)
        new.addWidget(self._button(self.tr("Promise…"), "plus", "promise", ""))
        new.addWidget(self._button(self.tr("Call back…"), "plus", "revisit", ""))
        new.addStretch(1)
        self.column.addLayout(new)
        self.hide()

    def show_care(self, promises: tuple[Promise, ...], revisits: tuple[Revisit, ...]) -> None:
        """Show these promises and call-backs."""
        self._promises, self._revisits = promises, revisits
        self.setVisible(bool(promises or revisits))
        key = (promises, revisits, language.current())
        if key != self._shown:
            self._shown = key
            self._fill()
        self.tick()

    def tick(self) -> None:
        """Time has passed: the chips say what is left now."""
        for chip, at in self._chips:
            left = times.time_left(at, self._names.now)
            chip.show_word(left.text, left.look)
        self.head.summary.setText(self._summary())

    def _summary(self) -> str:
        owed = [one for one in self._promises if one.state == "open"]
        due = [one for one in self._revisits if one.state == "due"]
        told = []
        if owed:
            left = times.time_left(min(one.until for one in owed), self._names.now)
            told.append(f"{words.due_kind('promise')} {left.text}")
        if due:
            left = times.time_left(min(one.due_at for one in due), self._names.now)
            told.append(f"{words.entry_kind('revisit')} {left.text}")
        return " · ".join(told) or self.tr("all settled")

    def _fill(self) -> None:
        self._chips.clear()
        empty(self._lines)
        for promise in self._promises:
            if promise.state == "open":
                self._lines.addWidget(self._promise(promise))
        for revisit in self._revisits:
            if revisit.state == "due":
                self._lines.addWidget(self._revisit(revisit))
        settled = [self._settled_promise(one) for one in self._promises if one.state != "open"]
        settled += [self._settled_revisit(one) for one in self._revisits if one.state != "due"]
        for _at, text in sorted(settled, reverse=True)[:_SETTLED_SHOWN]:
            line = label(text, "faint")
            line.setWordWrap(True)
            self._lines.addWidget(line)

    # one line each

    def _promise(self, one: Promise) -> QWidget:
        by = self._names.person(one.made_by) or one.made_by_name
        party = words.party(one.party)
        about = self.tr("to the {party}, until {time}, by {name}")
        told = about.format(party=party, time=self._names.moment(one.until), name=by or "–")
        return self._owed(
            one.until,
            one.what,
            told,
            [
                self._button(self.tr("Kept"), "check", "kept", one.uid),
                self._button(self.tr("Not kept…"), "", "broken", one.uid),
                self._button(self.tr("Withdraw…"), "", "withdrawn", one.uid),
            ],
        )

    def _revisit(self, one: Revisit) -> QWidget:
        told = [self.tr("call back at {time}").format(time=self._names.moment(one.due_at))]
        if one.owner:
            told.append(self._names.person(one.owner))
        if one.attempts:
            told.append(tries(one.attempts))
        return self._owed(
            one.due_at,
            one.purpose,
            " · ".join(told),
            [
                self._button(self.tr("Done…"), "check", "done", one.uid),
                self._button(self.tr("Nobody answered"), "", "tried", one.uid),
                self._button(self.tr("Move…"), "", "moved", one.uid),
                self._button(self.tr("Cancel…"), "", "cancelled", one.uid),
            ],
        )

    def _owed(self, at: int, text: str, about: str, buttons: list[Button]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        chip = Chip("…", "time_calm")
        what = label(text, "")
        what.setWordWrap(True)
        top.addWidget(what, 1)
        top.addWidget(chip)
        below = label(about, "faint")
        below.setWordWrap(True)
        row = QWidget()
        flow = FlowLayout(row, 2)
        for button in buttons:
            flow.addWidget(button)
        column.addLayout(top)
        column.addWidget(below)
        column.addWidget(row)
        self._chips.append((chip, at))
        return made

    def _button(self, text: str, icon: str, act: str, uid: str) -> Button:
        return Button(text, icon, "flat", partial(self.wanted.emit, act, uid))

    def _settled_promise(self, one: Promise) -> tuple[int, str]:
        at = one.settled_at or one.until
        state = care.promise_state(one.state)
        parts = (self._names.moment(at), f"{words.due_kind('promise')} {state}", one.what)
        return at, " · ".join(part for part in (*parts, one.reason) if part)

    def _settled_revisit(self, one: Revisit) -> tuple[int, str]:
        at = one.done_at or one.due_at
        rating = words.rating(one.satisfaction) if one.satisfaction else ""
        kind = f"{words.entry_kind('revisit')} {care.revisit_state(one.state)}"
        parts = (self._names.moment(at), kind, rating, one.result)
        return at, " · ".join(part for part in parts if part)

    def lines(self) -> list[str]:
        """What is owed, as the chips and their words say it."""
        return [chip.text for chip, _at in self._chips]

    def press(self, act: Callable[[Button], bool]) -> None:
        """Press the first button of which this holds."""
        next(button for button in self._list.findChildren(Button) if act(button)).click()


def tries(number: int) -> str:
    """How often somebody was tried in vain."""
    return QCoreApplication.translate("CareCard", "tried {n} times").format(n=number)
