"""What a ticket's step asks for, as a short list: forms, tasks, offers, ways on, and what is next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workstation.domain.people import Agent
from workstation.domain.procedure import WORKED_BY, Exit, Procedure, Step, likely_exit
from workstation.domain.refusal import Refusal
from workstation.domain.step_facts import written
from workstation.domain.step_form import Form
from workstation.domain.step_record import StepRecord, latest, since
from workstation.domain.ticket import OPEN_STATUSES, Ticket


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form of the step. `record` is what was written since the step was entered.

    `values` are what an empty form is filled in with: an answered task's values, what the same
    form said before, and the facts of the ticket.
    """

    form: Form
    required: bool
    record: StepRecord | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lock:
    """Why a way is not open.

    `code` is forms_missing (with `forms`), condition (with `zh` and `en`), owner (with `role`)
    or tasks_open (with `count`).
    """

    code: str
    forms: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""
    role: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class WayLine:
    """A way out of the step: where it leads, whether it is open, and why not."""

    way: Exit
    to: Step
    locks: tuple[Lock, ...]
    likely: bool

    @property
    def is_open(self) -> bool:
        """Whether it may be taken now."""
        return not self.locks


@dataclass(frozen=True, slots=True)
class Next:
    """What to do first: `kind` is form, task, way or offer; `code` says which ("": choose one)."""

    kind: str
    code: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A ticket's step as a screen shows it. Moments in milliseconds UTC.

    `step` is None where the procedure's version has the ticket's step no more (`gone`); then it
    must be put on a step anew.
    """

    procedure: Procedure
    step: Step | None
    since: int | None
    due: int | None
    forms: tuple[FormLine, ...] = ()
    ways: tuple[WayLine, ...] = ()
    offers: tuple[str, ...] = ()
    tasks: tuple[Ticket, ...] = ()
    next: Next | None = None
    may_work: bool = True
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def gone(self) -> bool:
        """Whether the ticket's step is not there any more."""
        return self.step is None


def exit_facts(
    procedure: Procedure,
    ticket: Ticket,
    records: Iterable[StepRecord],
    told: Mapping[str, object],
) -> dict[str, object]:
    """What the ways out of the ticket's step look at: `told` and what its forms say.

    Of the forms that the step itself asks for, only what was written since it was entered counts.
    """
    known = tuple(records)
    step = procedure.step(ticket.step)
    own = since(known, step.code, ticket.step_since)
    fresh = {form: latest(own, form) for form in step.all_required()}
    return {**told, **written(procedure.forms, known, fresh)}


def written_in(ticket: Ticket, records: Iterable[StepRecord]) -> frozenset[str]:
    """The forms that were written since the ticket entered its step."""
    return frozenset(item.form for item in since(records, ticket.step, ticket.step_since))


def checklist(
    procedure: Procedure,
    ticket: Ticket,
    records: Iterable[StepRecord],
    told: Mapping[str, object],
    agent: Agent,
    tasks: tuple[Ticket, ...] = (),
    answers: Mapping[str, Mapping[str, str]] | None = None,
    defaults: Mapping[str, Any] | None = None,
) -> Checklist:
    """What the ticket's step asks of an agent.

    `told` are the ticket's facts (`step_facts.ticket_facts`). Forms are filled in with the
    `defaults` that their fields name, what they said before, and the `answers` of tasks by form.
    """
    if not procedure.has(ticket.step):
        return Checklist(procedure, None, ticket.step_since, ticket.step_due, tasks=tasks)
    known = tuple(records)
    step = procedure.step(ticket.step)
    facts = exit_facts(procedure, ticket, known, told)
    forms = _forms(procedure, step, ticket, known, answers or {}, defaults or {})
    may_work = agent.role in WORKED_BY[step.owner_role]
    open_tasks = sum(task.status in OPEN_STATUSES for task in tasks)
    done = frozenset(line.form.code for line in forms if line.record is not None)
    wanted = likely_exit(procedure, step.code, ticket.subtype, facts)
    ways = tuple(
        WayLine(
            way,
            procedure.step(way.to),
            _locks(procedure, step, way, done, facts, may_work, open_tasks),
            way == wanted,
        )
        for way in step.exits
    )
    return Checklist(
        procedure=procedure,
        step=step,
        since=ticket.step_since,
        due=ticket.step_due,
        forms=forms,
        ways=ways,
        offers=step.offers,
        tasks=tasks,
        next=_next(step, forms, ways, tasks),
        may_work=may_work,
        facts=facts,
    )


def _forms(
    procedure: Procedure,
    step: Step,
    ticket: Ticket,
    records: tuple[StepRecord, ...],
    answers: Mapping[str, Mapping[str, str]],
    defaults: Mapping[str, Any],
) -> tuple[FormLine, ...]:
    own = since(records, step.code, ticket.step_since)
    lines = []
    for code in dict.fromkeys((*step.all_required(), *step.forms)):
        form = procedure.form(code)
        before = latest(records, code)
        values = {
            **first_values(form, defaults),
            **(before.values if before else {}),
            **answers.get(code, {}),
        }
        record = latest(own, code)
        known = {name: text for name, text in values.items() if form.field(name) is not None}
        lines.append(FormLine(form, code in step.required, record, known))
    return tuple(lines)


def _locks(
    procedure: Procedure,
    step: Step,
    way: Exit,
    done: frozenset[str],
    facts: Mapping[str, object],
    may_work: bool,
    open_tasks: int,
) -> tuple[Lock, ...]:
    locks = []
    if not may_work:
        locks.append(Lock("owner", role=step.owner_role))
    missing = tuple(form for form in step.wanted(way) if form not in done)
    if missing:
        locks.append(Lock("forms_missing", forms=missing))
    if not way.is_open(facts):
        locks.append(Lock("condition", zh=way.locked_zh, en=way.locked_en))
    if open_tasks and procedure.step(way.to).kind == "end":
        locks.append(Lock("tasks_open", count=open_tasks))
    return tuple(locks)


def _next(
    step: Step,
    forms: tuple[FormLine, ...],
    ways: tuple[WayLine, ...],
    tasks: tuple[Ticket, ...],
) -> Next | None:
    """A way that is open without its forms comes first, then a task, a form, a way, an offer."""
    early = next((one for one in ways if one.is_open and one.likely and one.way.conditions), None)
    if early is not None:
        return Next("way", early.way.to, early.way.when)
    asked = any(task.department == step.department for task in tasks)
    missing = next((one for one in forms if one.required and one.record is None), None)
    if missing is not None and step.department and not asked and "task" in step.offers:
        return Next("task", step.department)
    if missing is not None:
        return Next("form", missing.form.code)
    likely = next((one for one in ways if one.is_open and one.likely), None)
    if likely is not None:
        return Next("way", likely.way.to, likely.way.when)
    if any(one.is_open for one in ways):
        return Next("way", "")
    return Next("offer", step.offers[0]) if step.offers else None


def first_values(form: Form, facts: Mapping[str, Any]) -> dict[str, str]:
    """What a form is filled in with from the facts that its fields' defaults name."""
    found = {}
    for item in form.fields:
        value = facts.get(item.default) if item.default else None
        if isinstance(value, bool):
            found[item.code] = "yes" if value else "no"
        elif value not in (None, ""):
            found[item.code] = str(value)
    return found


def check_form(procedure: Procedure, code: str) -> Form:
    """The form of a code; raises `Refusal("form_unknown")`."""
    try:
        return procedure.form(code)
    except Refusal as refusal:
        refusal.facts.setdefault("known", tuple(form.code for form in procedure.forms))
        raise
