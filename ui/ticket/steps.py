"""The procedure's card: the current step as a short checklist, and what to do next by which key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import language, theme
from ui.command_list import BY_ID
from ui.commands import key_text
from ui.text import times, words
from ui.ticket import step_words
from ui.ticket.check_line import CheckLine
from ui.ticket.names import Names
from ui.ticket.section import Section
from ui.ticket.step_words import OFFERS
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.checklist import Checklist, FormLine, WayLine
from workstation.domain.pages import TicketDetail
from workstation.domain.procedure import Step
from workstation.domain.ticket import Ticket

__all__ = ["OFFERS", "StepsCard"]

_DONE = ("circle-check", "good")
_MISSING = ("circle", "text_muted")
_MORE = ("circle", "line_strong")
_WAY = ("arrow-right", "accent")
_LOCKED = ("lock", "text_faint")
_TASK = ("clock", "warn")


class StepsCard(Section):
    """Shows where a ticket stands in its procedure, or what a task asks for.

    `wanted(act, what, more)`: next; form (its code); way (step, when); offer (its code); answer
    and cancel (a task's uid); ticket (a uid); flow, choose, back, seat, ask.
    """

    wanted = Signal(str, str, str)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("list", "", parent)
        self._names = names
        self._shown: object = None
        self._due: int | None = None
        self._dues: list[tuple[Chip, int]] = []
        self.lines: list[CheckLine] = []
        self.head.title.setText(self.tr("Procedure"))
        self.head.setAccessibleName(self.tr("Procedure"))
        self.now = label("", "strong")
        self.now.setWordWrap(True)
        self.about = ElidedLabel("", "faint")
        self.due = Chip()
        self.due.hide()
        self.flow_button = IconButton("git-merge", "", partial(self._want, "flow"))
        self.flow_button.setToolTip(f"{BY_ID['ticket.flow'].name()}  {_key('ticket.flow')}")
        self.flow_button.setAccessibleName(BY_ID["ticket.flow"].name())
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(theme.space("small"))
        top.addWidget(self.now, 1)
        top.addWidget(self.due)
        top.addWidget(self.flow_button)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, 2)
        self.column.addLayout(top)
        self.column.addWidget(self.about)
        self.column.addWidget(self._list)
        self.column.addWidget(self._acts)
        edges = self.column.contentsMargins()
        self.column.setContentsMargins(
            theme.space("large"), edges.top(), theme.space("medium"), edges.bottom()
        )

    # what is shown

    def show_checklist(
        self,
        detail: TicketDetail,
        told: Checklist | None,
        parent: Ticket | None = None,
        dealings: tuple[str, ...] = (),
    ) -> None:
        """Show what a ticket's step asks for; `parent` is the ticket that a task serves."""
        ticket = detail.ticket
        key = (_key_of(told), _standing(ticket), parent, dealings, language.current())
        if key != self._shown:
            self._shown = key
            self._clear()
            if ticket.parent:
                self._show_task(ticket, parent)
            elif told is None:
                self._show_none()
            else:
                self._show_step(ticket, told, dealings)
        self.tick()

    def tick(self) -> None:
        """Time has passed."""
        for chip, at in self._dues:
            left = times.time_left(at, self._names.now)
            chip.show_word(left.text, left.look)

    def next_line(self) -> CheckLine | None:
        """The line of the thing to do first."""
        return next((one for one in self.lines if one.is_next), None)

    def texts(self) -> list[str]:
        """What the lines say."""
        return [one.accessibleName() for one in self.lines]

    def offers(self) -> list[str]:
        """The words of the acts offered."""
        return [button.text() for button in self._acts.findChildren(Button)]

    def _clear(self) -> None:
        self.lines.clear()
        self._dues.clear()
        self.due.show_word("", "time_calm")
        self._flow.clear()
        empty(self._rows)

    def _show_none(self) -> None:
        self.head.summary.setText(self.tr("none"))
        self.now.setText(self.tr("This group has no procedure."))
        self.about.setText("")
        self.flow_button.hide()

    # a step

    def _show_step(self, ticket: Ticket, told: Checklist, dealings: tuple[str, ...]) -> None:
        tongue, step = language.current(), told.step
        self.flow_button.show()
        first = step_words.next_words(told) if ticket.is_open else ""
        if step is None:
            self.now.setText(self.tr("Its step is not in the procedure any more."))
            self.about.setText(told.procedure.name(tongue))
            self.head.summary.setText(first)
            self._add(
                CheckLine(
                    _MISSING, first, "", self._run("next"), next=True, key=_key("ticket.step")
                )
            )
            return
        name = step.name(tongue)
        self.now.setText(name)
        self.head.summary.setText(f"{name} · {first}  {_key('ticket.step')}" if first else name)
        self.head.setToolTip(told.procedure.name(tongue))
        self.about.setText(self._about(ticket, told, step))
        if told.due is not None and ticket.is_open:
            self._dues.append((self.due, told.due))
        if ticket.is_open:
            self._show_open(told, dealings)
        else:
            self._show_ways(told)
        self._show_acts(ticket, told, step)

    def _show_open(self, told: Checklist, dealings: tuple[str, ...]) -> None:
        for form in told.forms:
            self._add(self._form(told, form))
        for text in dealings if len(dealings) > 2 else ():  # else its forms say it all
            line = label(text, "muted")
            line.setWordWrap(True)
            line.setContentsMargins(30, 0, 6, 0)
            self._rows.addWidget(line)
        step, then = told.step, told.next
        if then is not None and then.kind == "task" and step is not None:
            text = self.tr("Ask {department}").format(department=words.department(then.code))
            self._add(self._first(("truck", "accent"), text, self._run("ask")))
        for task in told.tasks:
            self._add(self._task(task))
        self._show_ways(told)
        if then is not None and then.kind == "offer":
            text = step_words.offer(then.code)
            self._add(self._first(_WAY, text, self._run("offer", then.code)))

    def _about(self, ticket: Ticket, told: Checklist, step: Step) -> str:
        place = told.procedure.steps.index(step) + 1
        who = words.role(step.owner_role)
        if step.department:
            who += f" · {words.department(step.department)}"
        parts = [f"{place}/{len(told.procedure.steps)}", who]
        if told.since:
            since = self.tr("since {time}").format(time=self._names.moment(told.since))
            parts.append(since)
        if step.limit_ms and told.due is None:
            text = self.tr("within {span} of open time")
            parts.append(text.format(span=times.span(step.limit_ms)))
        return " · ".join(parts)

    def _form(self, told: Checklist, line: FormLine) -> CheckLine:
        form, then = line.form, told.next
        name = form.name(language.current())
        run = self._run("form", form.code)
        if line.record is not None:
            said = step_words.record_words(form, line.record, self._names)
            return CheckLine(_DONE, name, said, run)
        first = then is not None and then.kind == "form" and then.code == form.code
        if first:
            return self._first(("pencil", "accent"), name, run)
        if line.required:
            made = CheckLine(_MISSING, name, "", run)
            made.setAccessibleName(self.tr("{form}, to write").format(form=name))
            return made
        return CheckLine(_MORE, name, "", run, quiet=True)

    def _first(self, icon: tuple[str, str], text: str, run: object, about: str = "") -> CheckLine:
        key = _key("ticket.step")
        return CheckLine(icon, text, about, run, next=True, key=key)  # type: ignore[arg-type]

    def _task(self, task: Ticket) -> CheckLine:
        department = words.department(task.department)
        icon = _TASK if task.is_open else _DONE
        state = "" if task.is_open else words.outcome(task.outcome) or words.status(task.status)
        about = " · ".join(part for part in (task.number, state, task.subject) if part)
        line = CheckLine(icon, department, about, self._run("ticket", task.uid))
        at = task.waiting_until or task.due_at
        if task.is_open and at is not None:
            chip = Chip("…", "time_calm")
            line.add_chip(chip)
            self._dues.append((chip, at))
        if task.is_open:
            back = IconButton("x", self.tr("Take the task back"), self._run("cancel", task.uid))
            line.add(back)
        return line

    def _show_ways(self, told: Checklist) -> None:
        then = told.next
        several = then is not None and then.kind == "way" and not then.code
        said: set[str] = set()
        for one in told.ways:
            first = then is not None and then.kind == "way"
            first = first and (one.way.to, one.way.when) == (then.code, then.when)  # type: ignore[union-attr]
            self._add(self._way(told, one, said, first=first))
        if several:
            text = self.tr("Choose a way")
            self._add(self._first(_WAY, text, self._run("choose")))

    def _way(self, told: Checklist, one: WayLine, said: set[str], *, first: bool) -> CheckLine:
        tongue = language.current()
        name, to = one.way.name(tongue), one.to.name(tongue)
        text = f"{name} → {to}" if to != name else name
        if not one.is_open:
            why = step_words.locks(one.locks, told.procedure)
            line = CheckLine(_LOCKED, text, "" if why in said else why, quiet=True)
            line.setToolTip(why)
            said.add(why)
            return line
        run = self._run("way", one.way.to, one.way.when)
        if first:
            return self._first(_WAY, text, run)
        return CheckLine(("arrow-right", "text_muted"), text, "", run)

    def _show_acts(self, ticket: Ticket, told: Checklist, step: Step) -> None:
        if ticket.is_open:
            for code in told.offers:
                mine = code == "take" and ticket.owner == self._names.me
                if code not in ("resolve", "reopen") and not mine:
                    key = step_words.offer_key(code)
                    text = f"{step_words.offer(code)}  {key}".strip()
                    self._flow.addWidget(Button(text, "", "flat", self._run("offer", code)))
            if step is not told.procedure.steps[0]:
                back = self.tr("Back…")
                text = f"{back}  {_key('ticket.step_back')}"
                self._flow.addWidget(Button(text, "", "flat", self._run("back")))
        self._acts.setVisible(self._flow.count() > 0)

    # a task

    def _show_task(self, task: Ticket, parent: Ticket | None) -> None:
        department = words.department(task.department)
        self.flow_button.hide()
        self.now.setText(self.tr("Task for {department}").format(department=department))
        number = parent.number if parent is not None else "?"
        self.about.setText(self.tr("for ticket {number}").format(number=number))
        answer = self.tr("Report the answer")
        key = _key("ticket.step")
        self.head.summary.setText(
            f"{department} · {answer}  {key}" if task.is_open else words.status(task.status)
        )
        if task.is_open:
            self._add(
                self._first(("message-reply", "accent"), answer, self._run("answer", task.uid))
            )
            back = self.tr("Take the task back")
            self._add(CheckLine(("x", "text_muted"), back, "", self._run("cancel", task.uid)))
        if parent is not None:
            text = f"{parent.number} · {parent.subject}"
            self._add(CheckLine(("link", "text_muted"), text, "", self._run("ticket", parent.uid)))
        at = task.waiting_until or task.due_at
        if task.is_open and at is not None:
            self._dues.append((self.due, at))
        self._acts.hide()

    # small things

    def _add(self, line: CheckLine) -> None:
        self.lines.append(line)
        self._rows.addWidget(line)

    def _run(self, act: str, what: str = "", more: str = "") -> partial[None]:
        return partial(self.wanted.emit, act, what, more)

    def _want(self, act: str) -> None:
        self.wanted.emit(act, "", "")


def _key(command: str) -> str:
    return key_text(BY_ID[command])


def _standing(ticket: Ticket) -> tuple[object, ...]:
    return (
        ticket.uid,
        ticket.is_open,
        ticket.step,
        ticket.step_since,
        ticket.step_due,
        ticket.owner,
    )


def _key_of(told: Checklist | None) -> object:
    """What a shown checklist hangs on; what forms are filled in with does not show."""
    if told is None:
        return None
    forms = tuple((line.form.code, line.required, line.record) for line in told.forms)
    return (
        told.procedure.told,
        told.step,
        told.since,
        told.due,
        forms,
        told.ways,
        told.tasks,
        told.next,
    )
