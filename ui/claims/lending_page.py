"""Lending one's limit of approval to a colleague for a while, and ending that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.money_edit import MoneyEdit
from ui.composing import is_composing
from ui.text import amounts, times
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import at_right
from ui.widgets.buttons import Button
from ui.widgets.form import FormRows
from ui.widgets.header import PageHeader
from ui.widgets.labels import EmptyState, label
from ui.widgets.lines import Line, LineList
from ui.widgets.pick import PickBox
from workstation.actions.approvals import Delegate, RevokeDelegation
from workstation.changes import Changes
from workstation.domain.approval_rules import most_of
from workstation.domain.delegation import Delegation, holds
from workstation.domain.people import Agent, may

if TYPE_CHECKING:
    from workstation.desk import Done, Reader

#: The name of the tab.
LENDING: Final = "lending"
_DAYS: Final = 7
_LABELS: Final = 88
_Read = tuple[tuple[Delegation, ...], tuple[Agent, ...]]


def _read(read: Reader) -> _Read:
    return read.lent_limits(), read.agents()


class LendingPage(QWidget):
    """Lists what is lent; whoever may lend has the form beside it. `noticed(text, kind)`."""

    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: dict[str, Delegation] = {}
        self.header = PageHeader(self.tr("Lent limits"))
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Lent limits"))
        self.list.removed.connect(lambda _uid: self.revoke())
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_end())
        self._empty = EmptyState("user-check", self.tr("Nobody has lent a limit"), "")
        self.end = Button(self.tr("End it now"), "x", "danger", self.revoke)
        self.to = PickBox()
        self.sum = MoneyEdit()
        self.begin, self.until = QDateTimeEdit(), QDateTimeEdit()
        for edit in (self.begin, self.until):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.lend = Button(self.tr("Lend it"), "check", "primary", self.send)
        self.sum.complained.connect(self.complain)
        self._lay_out()
        bridge.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.form = QFrame()
        theme.look(self.form, "card")
        self.form.setFixedWidth(400)
        rows = FormRows(label_width=_LABELS)
        rows.add(self.tr("&To"), self.to)
        rows.add(self.tr("&Up to"), self.sum)
        rows.add(self.tr("&From"), self.begin)
        rows.add(self.tr("U&ntil"), self.until)
        self._about = label("", "muted")
        self._about.setWordWrap(True)
        foot = at_right(self.lend)
        inner = QVBoxLayout(self.form)
        edge = theme.space("large")
        inner.setContentsMargins(edge, edge, edge, edge)
        inner.setSpacing(theme.space("small"))
        inner.addWidget(label(self.tr("Lend my limit"), "section"))
        inner.addWidget(self._about)
        inner.addWidget(rows)
        inner.addWidget(self.problem)
        inner.addLayout(foot)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._empty, 1)
        lines.addWidget(self.list, 1)
        ending = QHBoxLayout()
        ending.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        ending.addStretch(1)
        ending.addWidget(self.end)
        lines.addLayout(ending)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(edge, edge, edge, edge)
        side.addWidget(self.form)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(lines, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    # showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.many or "delegation" in changes.kinds):
            self.load()

    def load(self) -> None:
        """Read what is lent."""
        self._bridge.ask(_read, self._on_read)

    def activate(self) -> None:
        """Take the keyboard."""
        (self.list if self.list.isVisible() else self.to).setFocus()

    def complain(self, sentence: str) -> None:
        """Say what is in the way; "" takes it back."""
        self.problem.setText(sentence)

    def _on_read(self, found: _Read) -> None:
        lent, people = found
        desk = self._bridge.desk
        now, names = desk.clock(), {one.uid: one.name for one in people}
        self._known = {one.uid: one for one in lent}
        self.list.show_lines([self._line(one, names, now) for one in lent])
        if lent and not self.list.current():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setVisible(bool(lent))
        self._empty.setVisible(not lent)
        self._show_end()
        self._show_form(people, now)

    def _show_form(self, people: tuple[Agent, ...], now: int) -> None:
        agent = self._bridge.desk.agent
        self._side.setVisible(may(agent, "delegate"))
        if self.to.code() is not None:
            return  # somebody is filling it in
        able = [one for one in people if may(one, "claim_approve") and one.uid != agent.uid]
        self.to.show_choices([(one.uid, f"{one.name} {one.work_no}") for one in able])
        most = most_of(self._bridge.desk.rules.approval, agent)
        text = self.tr("At most {sum}. Nobody approves their own claims with it.")
        self._about.setText(text.format(sum=amounts.money(most)))
        self.sum.show_fen(most)
        begin = datetime.fromtimestamp(now / 1000, self._bridge.desk.zone).replace(second=0)
        self.begin.setDateTime(_shown(begin))
        self.until.setDateTime(_shown(begin + timedelta(days=_DAYS)))

    def _line(self, one: Delegation, names: dict[str, str], now: int) -> Line:
        who = self.tr("{giver} lends {taker} {sum}").format(
            giver=names.get(one.from_agent, ""),
            taker=names.get(one.to_agent, ""),
            sum=amounts.money(one.limit_fen),
        )
        zone = self._bridge.desk.zone
        begin, until = (times.moment(at, zone, now) for at in (one.from_at, one.until_at))
        about = self.tr("{begin} until {until}").format(begin=begin, until=until)
        state, look = self._state(one, now)
        return Line(one.uid, who, about, state, look)

    def _state(self, one: Delegation, now: int) -> tuple[str, str]:
        if one.revoked_at is not None:
            return self.tr("Ended early"), "text_faint"
        if holds(one, now):
            return self.tr("Holds"), "good"
        over = one.until_at <= now
        return (self.tr("Over"), "text_faint") if over else (self.tr("To come"), "accent")

    def _show_end(self) -> None:
        one = self._known.get(self.list.current())
        agent = self._bridge.desk.agent
        mine = one is not None and (one.from_agent == agent.uid or may(agent, "agent_change"))
        open_ = one is not None and one.revoked_at is None
        open_ = open_ and one is not None and one.until_at > self._bridge.desk.clock()
        self.end.setVisible(mine and open_)

    # doing

    def send(self) -> None:
        """Lend the limit as the form says."""
        to = self.to.code()
        if not self.sum.read():
            return
        if to is None:
            self.complain(self.tr("Choose a colleague."))
            self.to.setFocus()
            return
        begin, until = (self._ms(edit) for edit in (self.begin, self.until))
        self._do(Delegate(str(to), self.sum.fen, begin, until), self.tr("The limit is lent."))

    def revoke(self) -> None:
        """End the delegation that is chosen."""
        if self.end.isVisible():
            self._do(RevokeDelegation(self.list.current()), self.tr("It is ended."))

    def _ms(self, edit: QDateTimeEdit) -> int:
        day, clock = edit.date(), edit.time()
        whole = (day.year(), day.month(), day.day(), clock.hour(), clock.minute())
        return int(datetime(*whole, tzinfo=self._bridge.desk.zone).timestamp() * 1000)

    def _do(self, action: object, told: str) -> None:
        def then(_done: Done) -> None:
            self.complain("")
            self.to.choose(None)
            self.noticed.emit(told, "good")
            self.load()

        self._bridge.do(action, then, lambda error: self.complain(refusal_sentence(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        inside = self.form.isAncestorOf(self.window().focusWidget() or self)
        if enter and inside and not is_composing():
            self.send()
        else:
            super().keyPressEvent(event)


def _shown(moment: datetime) -> QDateTime:
    """A moment as the field shows it: the desk's wall clock."""
    return QDateTime.fromString(f"{moment:%Y-%m-%dT%H:%M:00}", Qt.DateFormat.ISODate)
