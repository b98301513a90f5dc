"""The page of the team: who is there, who has room, who can do what; leaders change it here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import language, theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.text import care, words
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import at_right
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormRows
from ui.widgets.header import PageHeader
from ui.widgets.labels import label
from ui.widgets.lines import Line, LineList
from ui.widgets.pick import PickBox
from workstation.actions.assigning import SetAvailability, SetWorkload
from workstation.actions.together import Bulk
from workstation.changes import Changes
from workstation.domain.people import AVAILABILITIES, may
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Done
    from workstation.staffing import Staff

_LOOKS: Final = {"available": "good", "busy": "warn", "away": "text_faint"}
_MOST_ROOM: Final = 999


class PeoplePage(QWidget):
    """Lists the team at the left and shows one person at the right; `closed` leads back."""

    noticed = Signal(str, str)
    closed = Signal()

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._staff: dict[str, Staff] = {}
        self._shown = ""
        self._busy = self._filling = self._saved = False
        self.header = PageHeader(self.tr("People"))
        self.header.add(IconButton("x", self.tr("Back to the list"), self.closed.emit))
        self.list = LineList()
        self.list.setAccessibleName(self.tr("People"))
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_chosen())
        self.name = label("", "heading")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.availability = PickBox()
        self.list.opened.connect(lambda _uid: self.availability.setFocus())
        self.room = QSpinBox()
        self.room.setRange(0, _MOST_ROOM)
        self.skills = QWidget()
        self._flow = FlowLayout(self.skills, theme.space("small"))
        self._checks: dict[str, QCheckBox] = {}
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.save_button = Button(self.tr("Save"), "check", "primary", self.save)
        self.save_button.setToolTip("Ctrl+Enter")
        self._lay_out()
        bridge.changed.connect(self._on_changed)
        commands.bind(self, "ticket.close", self.closed.emit)
        commands.bind(self, "ticket.resolve", self.save)

    def _lay_out(self) -> None:
        self.form = FormRows(label_width=120)
        self.form.add(self.tr("&Availability"), self.availability)
        hint = self.tr("How many open tickets at most; 0 takes what the rules say.")
        self.form.add(self.tr("&Room"), self.room, hint)
        self.form.add(self.tr("Skills"), self.skills)
        side = QWidget()
        column = QVBoxLayout(side)
        edge = theme.space("wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        for part in (self.name, self.about, self.form, self.problem):
            column.addWidget(part)
        foot = at_right(self.save_button)
        column.addLayout(foot)
        column.addStretch(1)
        side.setMaximumWidth(560)
        area = QScrollArea()
        area.setWidget(side)
        area.setWidgetResizable(True)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list, 3)
        row.addWidget(area, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addLayout(row, 1)
        self.problem.hide()

    # the protocol

    def activate(self) -> None:
        """Take the keyboard; everything is read anew."""
        self.load()
        self.list.setFocus()

    def flush(self) -> None:
        """Nothing is typed here that would be lost."""

    def load(self) -> None:
        """Read the team and what everybody has."""
        self._bridge.await_(self._bridge.desk.staff(), self._show)

    # showing

    def _show(self, staff: tuple[Staff, ...]) -> None:
        before = self._staff.get(self._shown)
        typed = before is not None and bool(self._changes(before)) and not self._saved
        self._staff, self._saved = {one.agent.uid: one for one in staff}, False
        self._filling = True
        self.list.show_lines([self._line(one) for one in staff])
        if staff and not self.list.current():
            mine = self._bridge.desk.agent.uid
            rows = [n for n, one in enumerate(staff) if one.agent.uid == mine] or [0]
            self.list.setCurrentIndex(self.list.model().index(rows[0], 0))
        self._filling = False
        if not typed or self.list.current() != self._shown:  # what somebody typed stays
            self._show_chosen()

    def _line(self, one: Staff) -> Line:
        agent = one.agent
        title = f"{agent.name}  {agent.work_no} · {words.role(agent.role)}"
        groups = words.listing(words.group(code) for code in agent.groups)
        skills = words.listing(self._skill(code) for code in agent.skills)
        about = " · ".join(part for part in (groups, skills) if part)
        open_now = self.tr("{n} open").format(n=one.load)
        if one.room:
            open_now = self.tr("{n} of {room} open").format(n=one.load, room=one.room)
        full = bool(one.room) and one.load >= one.room
        look = "bad" if full else _LOOKS.get(agent.availability, "warn")
        right = f"{care.availability(agent.availability)} · {open_now}"
        return Line(agent.uid, title, about, right, look)

    def _skill(self, code: str) -> str:
        return self._bridge.desk.rules.assignment.skill_name(code, language.current())

    def _show_chosen(self) -> None:
        if self._filling:
            return
        one = self._staff.get(self.list.current())
        self.form.setVisible(one is not None)
        self.save_button.setVisible(one is not None)
        if one is None:
            self.name.setText("")
            self.about.setText("")
            return
        agent, self._shown = one.agent, one.agent.uid
        self.name.setText(f"{agent.name}  {agent.work_no}")
        groups = words.listing(words.group(code) for code in agent.groups)
        parts = (words.role(agent.role), words.region(agent.region) if agent.region else "", groups)
        self.about.setText(" · ".join(part for part in parts if part))
        choices = [(code, care.availability(code)) for code in AVAILABILITIES]
        self.availability.show_choices(choices, agent.availability)
        self.room.setValue(agent.load_limit)
        self._show_skills(agent.skills)
        leads = may(self._bridge.desk.agent, "assign_other")
        mine = agent.uid == self._bridge.desk.agent.uid
        self.availability.setEnabled(leads or mine)
        for part in (self.room, *self._checks.values()):
            part.setEnabled(leads)
        self.save_button.setEnabled(leads or mine)
        hint = "" if leads else self.tr("Only team leaders change skills and room.")
        self._complain(hint, "muted")

    def _show_skills(self, held: tuple[str, ...]) -> None:
        known = [rule.code for rule in self._bridge.desk.rules.assignment.skills]
        known += [code for code in held if code not in known]
        self._flow.clear()
        self._checks = {}
        for code in known:
            box = QCheckBox(self._skill(code))
            box.setChecked(code in held)
            self._flow.addWidget(box)
            self._checks[code] = box
        self.skills.setMinimumHeight(self._flow.heightForWidth(max(self.skills.width(), 240)))

    def _complain(self, sentence: str, look: str = "bad") -> None:
        theme.look(self.problem, look)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # changing

    def save(self) -> None:
        """Keep what was changed of the person shown."""
        one = self._staff.get(self._shown)
        if one is None or self._busy:
            return
        made = self._changes(one)
        if not made:
            self.noticed.emit(self.tr("Nothing was changed."), "")
            return
        self._busy = True
        action = made[0] if len(made) == 1 else Bulk(tuple(made))
        self._bridge.do(action, partial(self._on_saved, one.agent.name), self._on_refused)

    def _changes(self, one: Staff) -> list[Any]:
        agent, made = one.agent, list[Any]()
        chosen = str(self.availability.code() or agent.availability)
        if chosen != agent.availability:
            made.append(SetAvailability(chosen, agent.uid))
        skills = tuple(code for code, box in self._checks.items() if box.isChecked())
        if (set(skills), self.room.value()) != (set(agent.skills), agent.load_limit):
            made.append(SetWorkload(agent.uid, skills, self.room.value()))
        return made

    def _on_saved(self, name: str, _done: Done) -> None:
        self._busy, self._saved = False, True
        self.noticed.emit(self.tr("Saved: {name}").format(name=name), "")
        self.load()

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy = False
        self._complain(refusal_sentence(refusal))

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and ("agent" in changes.kinds or changes.many) and not self._busy:
            self.load()
