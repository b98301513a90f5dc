"""The procedure's card: what was done, what is due now, and the ways on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import language, theme
from ui.text import times, words
from ui.ticket.names import Names, in_language
from ui.ticket.section import Section
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from workstation.domain.pages import TicketDetail
from workstation.domain.procedure import Exit, Procedure, Step, likely_exit
from workstation.domain.ticket import Ticket

#: Commands behind the acts that a step offers.
OFFERS: Final = {
    "take": "ticket.take",
    "classify": "ticket.classify",
    "reply": "reply.focus",
    "call": "reply.focus",
    "note": "reply.note",
    "attach": "ticket.attach",
    "wait": "ticket.wait",
    "urge": "ticket.urge",
    "assign": "ticket.assign",
    "transfer": "ticket.transfer",
    "escalate": "ticket.escalate",
    "claim": "claim.make",
    "task": "ticket.task",
    "resolve": "ticket.resolve",
    "reopen": "ticket.reopen",
}


class StepsCard(Section):
    """Shows where a ticket stands in its group's procedure.

    `step_wanted(code)` asks to go on to a step; `command_wanted(id)` for an offered act.
    """

    step_wanted = Signal(str)
    command_wanted = Signal(str)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("list", "", parent)
        self._names = names
        self._shown: object = None
        self.head.title.setText(self.tr("Procedure"))
        self.head.setAccessibleName(self.tr("Procedure"))
        self.passed = label("", "faint")
        self.passed.setWordWrap(True)
        self.now = label("", "strong")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self._ways = QWidget()
        self._flow = FlowLayout(self._ways, theme.space("small"))
        for part in (self.passed, self.now, self.about, self._ways):
            self.column.addWidget(part)

    def show_detail(self, detail: TicketDetail) -> None:
        """Show a ticket's place in its procedure."""
        ticket = detail.ticket
        rules = self._names.rules
        procedure = rules.procedures.get(ticket.group_code) if rules else None
        step = _step(procedure, ticket.step)
        if procedure is None or step is None:
            self.head.summary.setText(self.tr("none") if rules else "…")
            self.passed.setText("")
            self.now.setText("")
            self.about.setText("")
            self._flow.clear()
            self._shown = None
            return
        name = in_language(step.name_zh, step.name_en)
        place = procedure.steps.index(step) + 1
        title = in_language(procedure.name_zh, procedure.name_en)
        self.head.summary.setText(f"{name} · {self._owner(step)}")
        self.head.setToolTip(f"{title} {place}/{len(procedure.steps)}")
        self._show_passed(detail, procedure)
        self.now.setText(f"● {name}")
        self.about.setText(self._about(step, procedure))
        key = (ticket.uid, ticket.step, ticket.subtype, ticket.is_open, language.current())
        if key != self._shown:
            self._shown = key
            self._show_ways(step, procedure, ticket)

    def ways(self) -> tuple[str, ...]:
        """The words of the buttons that lead on."""
        items = (self._flow.itemAt(n) for n in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(w.text() for w in widgets if isinstance(w, Button))

    def _show_passed(self, detail: TicketDetail, procedure: Procedure) -> None:
        seen: list[str] = []
        for entry in detail.entries:
            moved = entry.data.get("fields") if entry.kind == "change" else None
            pair = moved.get("step") if isinstance(moved, dict) else None
            if isinstance(pair, list) and pair and pair[0]:
                seen.append(str(pair[0]))
        names = [
            in_language(step.name_zh, step.name_en)
            for code in dict.fromkeys(seen)
            if code != detail.ticket.step and (step := _step(procedure, code)) is not None
        ]
        self.passed.setText("  ".join(f"✓ {name}" for name in names))
        self.passed.setVisible(bool(names))

    def _owner(self, step: Step) -> str:
        if step.department:
            return words.department(step.department)
        return words.role(step.owner_role)

    def _about(self, step: Step, procedure: Procedure) -> str:
        parts = [self.tr("by {who}").format(who=self._owner(step))]
        if step.limit_ms:
            text = self.tr("within {span} of open time")
            parts.append(text.format(span=times.span(step.limit_ms)))
        if step.required:
            wanted = [procedure.form_name(fact, language.current()) for fact in step.required]
            parts.append(self.tr("write down: {facts}").format(facts=", ".join(wanted)))
        return " · ".join(parts)

    def _show_ways(self, step: Step, procedure: Procedure, ticket: Ticket) -> None:
        self._flow.clear()
        if not ticket.is_open:
            return
        likely = likely_exit(procedure, step.code, ticket.subtype)
        for way in step.exits:
            self._flow.addWidget(self._way(way, primary=way == likely))

    def _way(self, way: Exit, *, primary: bool) -> Button:
        name = in_language(way.name_zh, way.name_en)
        style = "primary" if primary else ""
        made = Button(name, "arrow-right", style)
        made.setToolTip(self.tr("Next step: {step}").format(step=self._names.step(way.to)))
        made.clicked.connect(lambda: self.step_wanted.emit(way.to))
        return made


def _step(procedure: Procedure | None, code: str) -> Step | None:
    steps = procedure.steps if procedure else ()
    return next((step for step in steps if step.code == code), None)
