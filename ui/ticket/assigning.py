"""Who may be given a ticket: the suitable first, with their load, and what speaks against others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt

from ui import language, theme
from ui.bridge import Bridge
from ui.text import care, words
from ui.ticket.panel import ActPanel
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.lines import Line, LineList
from ui.widgets.pick import PickBox
from workstation.domain.assignment import AssignmentRules, Candidate, room_of

_LINES: Final = 5


def _tr(source: str) -> str:
    return QCoreApplication.translate("assigning", source)


def candidate_line(one: Candidate, rules: AssignmentRules) -> Line:
    """A person with open tickets and room, what they lack, and why they are not given it."""
    agent, room = one.agent, room_of(one.agent, rules)
    load = _tr(_T("assigning", "{n} open")).format(n=one.load)
    if room:
        load = _tr(_T("assigning", "{n} of {room} open")).format(n=one.load, room=room)
    told = [load]
    if one.missing:
        lacking = words.listing(rules.skill_name(c, language.current()) for c in one.missing)
        told.append(_tr(_T("assigning", "lacks {skills}")).format(skills=lacking))
    elif agent.skills:
        told.append(words.listing(rules.skill_name(c, language.current()) for c in agent.skills))
    right = care.against(one.reason) if one.reason else care.availability(agent.availability)
    look = "good" if one.suitable else "warn"
    title = f"{agent.name} {agent.work_no}".strip()
    return Line(agent.uid, title, " · ".join(told), right, look)


class PeopleList(LineList):
    """The people of an assign form beside the box that names one; either follows the other."""

    def __init__(self, panel: ActPanel, box: PickBox) -> None:
        super().__init__(panel)
        self._panel, self._box = panel, box
        self.setAccessibleName(_tr(_T("assigning", "People, the best first")))
        self.setFixedHeight(_LINES * (2 * theme.size("row") - theme.space("large")) + 4)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        panel.rows.add_wide(self)
        self.selectionModel().currentChanged.connect(lambda _now, _was: self._on_chosen())
        self.opened.connect(lambda _uid: panel.accept())
        box.picked.connect(self._on_picked)

    def show_people(
        self, found: Sequence[Candidate], rules: AssignmentRules, nobody: tuple[str, str]
    ) -> None:
        """Show the people, the best first; the best suitable one is chosen, if none was yet."""
        lines = [candidate_line(one, rules) for one in found if one.agent.active]
        chosen = self._box.code()
        if chosen is None and found and found[0].suitable:
            chosen = found[0].agent.uid
        choices = [(line.key, f"{line.title} · {line.right}") for line in lines]
        typed = self._box.currentText() if self._box.code() is None else ""
        self._box.show_choices([*choices, nobody], chosen)
        if typed:  # who was quicker than the answer keeps the words
            self._box.setEditText(typed)
        elif (line := self._box.lineEdit()) is not None and self._box.hasFocus():
            line.selectAll()
        self.show_lines(lines)
        self._on_picked(chosen)

    def _on_chosen(self) -> None:
        if self.current():
            self._box.choose(self.current())

    def _on_picked(self, code: object) -> None:
        for row, line in enumerate(self.lines()):
            if line.key == code:
                self.setCurrentIndex(self.model().index(row, 0))


def fill_people(panel: ActPanel, box: PickBox, bridge: Bridge, ticket: str) -> PeopleList:
    """Put the list of people below the box and fill both as soon as the desk has judged them."""
    shown = PeopleList(panel, box)
    rules = bridge.desk.rules.assignment
    nobody = ("", _tr(_T("assigning", "Nobody (back to the queue)")))

    def show(found: tuple[Candidate, ...]) -> None:
        shown.show_people(found, rules, nobody)

    bridge.await_(bridge.desk.people_for(ticket), show)
    return shown
