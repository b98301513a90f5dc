"""What a step asks for, was told and offers, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui import language
from ui.command_list import BY_ID
from ui.commands import key_text
from ui.text import amounts, words
from ui.ticket.names import Names, in_language
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.checklist import Checklist, Lock
from workstation.domain.procedure import Procedure
from workstation.domain.step_form import Field, Form
from workstation.domain.step_record import StepRecord

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
_OFFER_WORDS: Final = {
    "take": _T("steps", "Take it"),
    "classify": _T("steps", "Classify"),
    "reply": _T("steps", "Reply"),
    "call": _T("steps", "Call"),
    "note": _T("steps", "Note"),
    "attach": _T("steps", "Attach files"),
    "wait": _T("steps", "Wait"),
    "urge": _T("steps", "Urge"),
    "assign": _T("steps", "Assign"),
    "transfer": _T("steps", "Transfer"),
    "escalate": _T("steps", "Escalate"),
    "claim": _T("steps", "Claim"),
    "task": _T("steps", "Ask a department"),
    "resolve": _T("steps", "Resolve"),
    "reopen": _T("steps", "Reopen"),
}


def _tr(source: str) -> str:
    return QCoreApplication.translate("steps", source)


def offer(code: str) -> str:
    """The name of an act that a step offers."""
    source = _OFFER_WORDS.get(code)
    return _tr(source) if source else code


def offer_key(code: str) -> str:
    """The key of an act that a step offers, or ""."""
    return key_text(BY_ID[OFFERS[code]]) if code in OFFERS else ""


def value(item: Field, told: str, names: Names) -> str:
    """What stands in a field, as people read it; "" for nothing."""
    if not told:
        return ""
    if item.kind == "yes_no":
        return _tr(_T("steps", "yes")) if told == "yes" else _tr(_T("steps", "no"))
    if item.kind == "party":
        return words.party(told)
    if item.kind == "choice":
        return item.choice_name(told, language.current())
    if item.kind == "money" and told.isdigit():
        return amounts.money(int(told))
    if item.kind == "moment" and told.isdigit():
        return names.moment(int(told))
    if item.kind == "attachment":
        return _tr(_T("steps", "{n} files")).format(n=len(told.split()))
    return " ".join(told.split())


def record_words(form: Form, record: StepRecord, names: Names) -> str:
    """A filled form in one line: its values in the order of the fields."""
    told = []
    for item in form.fields:
        said = value(item, record.values.get(item.code, ""), names)
        if said and item.kind == "yes_no":
            said = f"{item.name(language.current())}: {said}"
        if said:
            told.append(said)
    return " · ".join(told)


def record_line(form: Form, record: StepRecord, names: Names) -> str:
    """A filled form with when and by whom."""
    who = record.author_name or names.person(record.author)
    about = f"{names.moment(record.at)} {who}".strip()
    if not record.values:
        return _tr(_T("steps", "{about}: taken back")).format(about=about)
    return f"{about}: {record_words(form, record, names)}"


def lock(one: Lock, procedure: Procedure) -> str:
    """Why a way is not open."""
    if one.code == "forms_missing":
        named = (procedure.form_name(form, language.current()) for form in one.forms)
        return _tr(_T("steps", "still to write: {names}")).format(names=words.listing(named))
    if one.code == "owner":
        return _tr(_T("steps", "{role} decides it")).format(role=words.role(one.role))
    if one.code == "tasks_open":
        return _tr(_T("steps", "{n} tasks are not answered")).format(n=one.count)
    return in_language(one.zh, one.en)


def locks(found: Iterable[Lock], procedure: Procedure) -> str:
    """Why a way is not open, all of it; that its condition fails for want of forms is not said."""
    found = tuple(found)
    missing = any(one.code == "forms_missing" for one in found)
    told = [lock(one, procedure) for one in found if not (missing and one.code == "condition")]
    return "; ".join(part for part in told if part)


def next_words(told: Checklist) -> str:
    """What to do first, in a few words; "" when there is nothing."""
    tongue, then = language.current(), told.next
    if told.step is None:
        return _tr(_T("steps", "Put it on a step"))
    if then is None:
        return ""
    if then.kind == "form":
        name = told.procedure.form_name(then.code, tongue)
        return _tr(_T("steps", "Write “{name}”")).format(name=name)
    if then.kind == "task":
        return _tr(_T("steps", "Ask {department}")).format(department=words.department(then.code))
    if then.kind == "offer":
        return offer(then.code)
    way = next(
        (one.way for one in told.ways if (one.way.to, one.way.when) == (then.code, then.when)), None
    )
    return way.name(tongue) if way is not None else _tr(_T("steps", "Choose a way"))
