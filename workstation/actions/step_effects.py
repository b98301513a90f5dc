"""What writing a form does beside keeping it: facts of the ticket, and lines of its timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from workstation.actions.appeals import TAG
from workstation.domain.conversation import Attachment
from workstation.domain.facts import APPEAL_ANSWERED_AT, APPEAL_AT, APPEAL_NO
from workstation.domain.step_form import EFFECTS as KNOWN
from workstation.domain.step_form import Form
from workstation.domain.step_record import StepRecord
from workstation.domain.ticket import CHANNELS, Ticket
from workstation.store.work import Work

#: Tag of a ticket whose offer was refused; the routing chart sends it to claims.
REFUSED: Final = "offer_refused"

Effect = Callable[[Work, Ticket, Form, StepRecord], dict[str, Any]]


def _none(work: Work, ticket: Ticket, form: Form, record: StepRecord) -> dict[str, Any]:
    return {}


def _contact(work: Work, ticket: Ticket, form: Form, record: StepRecord) -> dict[str, Any]:
    """Log the attempt as a call; one that reached somebody counts as an answer."""
    told = record.values
    channel = told.get("channel", "phone")
    work.say(
        ticket.uid,
        "call",
        told.get("note") or told.get("wish", ""),
        direction="out",
        channel=channel if channel in CHANNELS else "phone",
        recipient=told.get("number", ""),
        delivery="spoken" if told["result"] == "reached" else "",
        data={
            "event": "contact",
            "record": record.uid,
            "form": form.code,
            "result": told["result"],
            "whom": told.get("whom", ""),
        },
    )
    if told["result"] != "reached":
        return {}
    first = ticket.first_response_at or work.now
    return {"first_response_at": first, "told_at": work.now}


def _answer(work: Work, ticket: Ticket, form: Form, record: StepRecord) -> dict[str, Any]:
    """Mark a ticket whose offer was refused, and take the mark off when one is accepted."""
    tags = [tag for tag in ticket.tags if tag != REFUSED]
    if record.values["answer"] == "refused":
        tags.append(REFUSED)
    return {"tags": tuple(tags)}


def _urgent(work: Work, ticket: Ticket, form: Form, record: StepRecord) -> dict[str, Any]:
    if record.values.get("urgent") != "yes":
        return {}
    return {"priority": max(ticket.priority, 3)}


def _appeal(work: Work, ticket: Ticket, form: Form, record: StepRecord) -> dict[str, Any]:
    """Mark the appeal to the regulator, whose clock runs from when we were told of it."""
    tags = ticket.tags if TAG in ticket.tags else (*ticket.tags, TAG)
    extra = {name: told for name, told in ticket.extra.items() if name != APPEAL_ANSWERED_AT}
    extra |= {APPEAL_AT: record.values["told_at"], APPEAL_NO: record.values["number"]}
    return {"tags": tags, "priority": 4, "extra": extra}


def _appeal_answer(work: Work, ticket: Ticket, form: Form, record: StepRecord) -> dict[str, Any]:
    """The regulator has our answer: its clock stands still."""
    if APPEAL_AT not in ticket.extra:
        return {}
    return {"extra": {**ticket.extra, APPEAL_ANSWERED_AT: record.values["at"]}}


def _attach(work: Work, ticket: Ticket, form: Form, record: StepRecord) -> dict[str, Any]:
    """Name the files after the form, so that a claim and a search find what they prove."""
    for item in form.fields:
        if item.kind == "attachment":
            for uid in record.values.get(item.code, "").split():
                file = work.get(Attachment, uid)
                if not file.label:
                    work.keep(file, replace(file, label=form.code))
    return {}


EFFECTS: Final[dict[str, Effect]] = {
    "": _none,
    "contact": _contact,
    "offer": _none,
    "answer": _answer,
    "urgent": _urgent,
    "appeal": _appeal,
    "appeal_answer": _appeal_answer,
    "attach": _attach,
}
assert set(EFFECTS) == set(KNOWN)
