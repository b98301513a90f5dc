"""What is asked about the steps of a ticket and about tasks of departments."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui import language
from ui.bridge import Bridge
from ui.text import times, words
from ui.ticket import step_words
from ui.ticket.moments import MomentPick, ahead
from ui.ticket.names import Names
from ui.ticket.panel import ActPanel
from ui.ticket.step_fields import Choice
from ui.ticket.step_panel import FormPanel, step_form_panel
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.labels import label
from workstation.actions.steps import GoBackStep, SeatTicket, TakeStep
from workstation.actions.tasks import AnswerTask, CancelTask, OpenTask
from workstation.domain.checklist import Checklist, FormLine, WayLine
from workstation.domain.pages import TicketDetail
from workstation.domain.people import may
from workstation.domain.procedure import DEPARTMENTS
from workstation.domain.refusal import Refusal
from workstation.domain.step_form import Form
from workstation.domain.ticket import Ticket


def _tr(source: str) -> str:
    return QCoreApplication.translate("steps", source)


class StepForms:
    """Makes the panels; `parent` is the page they lie over."""

    def __init__(self, bridge: Bridge, names: Names, parent: QWidget) -> None:
        self._bridge, self._names, self._parent = bridge, names, parent

    def _panel(self, title: str, accept: str) -> ActPanel:
        return ActPanel(_tr(title), _tr(accept), self._bridge, self._names, self._parent)

    # the step

    def form(self, detail: TicketDetail, told: Checklist, line: FormLine) -> FormPanel:
        """A form of the step, to be written or corrected."""
        records = self._bridge.desk.read.step_records(detail.ticket.uid)
        return step_form_panel(
            detail.ticket,
            told.procedure,
            line,
            records,
            detail.attachments,
            self._bridge,
            self._names,
            self._parent,
        )

    def way(self, detail: TicketDetail, told: Checklist, chosen: WayLine | None) -> ActPanel:
        """Which way the procedure goes on, with a note; locked ones say why they are."""
        ticket, tongue = detail.ticket, language.current()
        panel = self._panel(_T("steps", "Next step"), _T("steps", "Go on"))
        ways = {place: one for place, one in enumerate(told.ways)}
        choices = [
            (str(place), f"{one.way.name(tongue)} → {one.to.name(tongue)}")
            for place, one in ways.items()
            if one.is_open
        ]
        wanted = chosen or next((one for one in told.ways if one.is_open and one.likely), None)
        first = next((str(place) for place, one in ways.items() if one is wanted), "")
        choice = self._choice(panel, "step", choices, first)
        if not choices:
            _say(panel, _tr(_T("steps", "No way is open yet.")))
        again = not ticket.is_open
        note = panel.text("note", _tr(_T("steps", "Why it is taken up again")) if again else "")
        for one in told.ways:
            if not one.is_open:
                why = step_words.locks(one.locks, told.procedure)
                text = _tr(_T("steps", "Locked: {way} – {why}"))
                _say(panel, text.format(way=one.way.name(tongue), why=why))
        panel.watch(ticket, "step", "group_code")

        def make() -> Any:
            place = choice.value()
            if not place:
                raise Refusal("text_missing", field="step")
            one = ways[int(place)].way
            return TakeStep(ticket.uid, one.to, one.when, note.toPlainText())

        panel.on_accept(make)
        return panel

    def choose_form(self, told: Checklist) -> tuple[ActPanel, Choice]:
        """Which of the step's forms is to be written; gives the field that is asked, too."""
        tongue = language.current()
        panel = self._panel(_T("steps", "Write a form"), _T("steps", "Open"))
        choices = [
            (line.form.code, ("✓ " if line.record else "") + line.form.name(tongue))
            for line in told.forms
        ]
        missing = (line.form.code for line in told.forms if line.record is None)
        first = next(missing, told.forms[0].form.code)
        return panel, self._choice(panel, "form", choices, first, _tr(_T("steps", "Form")))

    def _choice(
        self,
        panel: ActPanel,
        field: str,
        choices: list[tuple[str, str]],
        chosen: str,
        name: str = "",
    ) -> Choice:
        """Ask for one of a few with its digit, of many by typing."""
        choice = Choice(choices, panel)
        panel.ask(field, choice.widget, name)
        choice.show(chosen)
        return choice

    def back(self, detail: TicketDetail) -> ActPanel:
        """Back to the step before, or for leaders to any earlier one."""
        desk, uid = self._bridge.desk, detail.ticket.uid
        panel = self._panel(_T("steps", "Back a step"), _T("steps", "Go back"))
        passed = [one for one in desk.path(uid) if one.group == detail.ticket.group_code]
        codes = list(dict.fromkeys(one.step for one in reversed(passed[:-1])))
        codes = [code for code in codes if code != detail.ticket.step]
        if not may(desk.agent, "assign_other"):
            codes = codes[:1]
        choices: list[tuple[object, str]] = [(code, self._names.step(code)) for code in codes]
        box = panel.pick("step", choices, codes[0] if codes else None)
        reason = panel.text("reason")
        panel.on_accept(lambda: GoBackStep(uid, reason.toPlainText(), str(box.code() or "")))
        panel.watch(detail.ticket, "step")
        if codes:
            reason.setFocus()
        return panel

    def seat(self, detail: TicketDetail) -> ActPanel:
        """On which step of the procedure in force a ticket goes on."""
        ticket = detail.ticket
        panel = self._panel(_T("steps", "Put the ticket on a step"), _T("steps", "Put it there"))
        procedure = self._bridge.desk.rules.procedures.get(ticket.group_code)
        steps = procedure.steps if procedure is not None else ()
        choices: list[tuple[object, str]] = [
            (one.code, one.name(language.current())) for one in steps
        ]
        here = ticket.step if any(one.code == ticket.step for one in steps) else None
        box = panel.pick("step", choices, here or (steps[0].code if steps else None))
        reason = panel.text("reason")
        panel.on_accept(lambda: SeatTicket(ticket.uid, str(box.code() or ""), reason.toPlainText()))
        return panel

    # tasks

    def task(self, detail: TicketDetail, told: Checklist | None) -> ActPanel:
        """What another department is asked for, until when; the step says which one."""
        ticket = detail.ticket
        panel = self._panel(_T("steps", "Ask a department"), _T("steps", "Ask"))
        step = told.step if told is not None else None
        asked = step.department if step is not None else ""
        known: list[tuple[object, str]] = [
            (code, words.department(code)) for code in DEPARTMENTS if code
        ]
        box = panel.pick("department", known, asked or None)
        hint = _tr(_T("steps", "What they are to find out or to do"))
        what = panel.text("question", _tr(_T("steps", "Question")), hint)
        none = [(None, _tr(_T("steps", "as their limits say")))]
        due = MomentPick(
            panel,
            self._bridge,
            "until",
            ahead(self._bridge),
            None,
            none,
            _tr(_T("steps", "Answer until")),
        )
        wait = panel.check(_tr(_T("steps", "The ticket waits for the answer")), on=True)
        form = _asked_form(told)

        def make() -> Any:
            department = box.code()
            if department is None:
                raise Refusal("text_missing", field="department")
            fits = form if department == asked else ""
            return OpenTask(
                ticket.uid,
                str(department),
                what.toPlainText(),
                due.value(),
                fits,
                wait.isChecked(),
            )

        panel.on_accept(make)
        panel.watch(ticket, "status", "owner")
        return panel

    def answer(self, detail: TicketDetail) -> FormPanel:
        """What the department answered, with the fields of the form for which it was asked."""
        task = detail.ticket
        text = _tr(_T("steps", "Answer of {department}"))
        title = text.format(department=words.department(task.department))
        panel = FormPanel(
            title, _tr(_T("steps", "Report it")), self._bridge, self._names, self._parent
        )
        panel.say([task.subject], "muted")
        answer = panel.text("answer", _tr(_T("steps", "Answer")))
        unable = panel.check(_tr(_T("steps", "They could not do it")))
        form = self.form_of_task(task)
        if form is not None:
            text = _tr(_T("steps", "For “{form}”, as far as it is known:"))
            panel.say([text.format(form=form.name(language.current()))], "faint")
            panel.add_fields(form, {}, detail.attachments, required=False)
        panel.on_accept(
            lambda: AnswerTask(task.uid, answer.toPlainText(), panel.values(), unable.isChecked())
        )
        panel.watch(task, "status")
        return panel

    def form_of_task(self, task: Ticket) -> Form | None:
        """The form of the ticket's procedure for which a task was asked."""
        code = str(task.extra.get("form", ""))
        desk = self._bridge.desk
        parent = desk.read.ticket(task.parent) if code else None
        if parent is None:
            return None
        kept = desk.rules.procedure(parent.procedure) if parent.procedure else None
        procedure = kept or desk.rules.procedures.get(parent.group_code)
        forms = procedure.forms if procedure is not None else ()
        return next((one for one in forms if one.code == code), None)

    def cancel(self, task: Ticket) -> ActPanel:
        """Why a task is taken back."""
        panel = self._panel(_T("steps", "Take the task back"), _T("steps", "Take back"))
        told = f"{task.number} · {words.department(task.department)} · {task.subject}"
        if task.waiting_until:
            until = _tr(_T("steps", "until {time}"))
            zone, now = self._bridge.desk.zone, self._names.now
            told += " · " + until.format(time=times.moment(task.waiting_until, zone, now))
        _say(panel, told)
        reason = panel.text("reason")
        panel.on_accept(lambda: CancelTask(task.uid, reason.toPlainText()))
        return panel


def _asked_form(told: Checklist | None) -> str:
    """The form that an answer of the step's department fills in: the first not written."""
    if told is None or told.step is None:
        return ""
    missing = (line.form.code for line in told.forms if line.required and line.record is None)
    return next(missing, told.step.required[0] if told.step.required else "")


def _say(panel: ActPanel, text: str) -> None:
    line = label(text, "faint")
    line.setWordWrap(True)
    panel.rows.add_wide(line)
