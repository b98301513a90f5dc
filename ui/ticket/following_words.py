"""What follows when a script is said, in the words of its chips."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import automatic, times, words
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.acts import Act

_LONGEST: Final = 40


def _tr(source: str, **told: str) -> str:
    return QCoreApplication.translate("following", source).format(**told)


def act_words(act: Act, step: str = "") -> str:
    """An act with what matters of it: "wait for the customer, 48 h"; `step` is a step's name."""
    if act.code == "step":
        return _tr(_T("following", "next step: {step}"), step=step or act.to)
    told = _TOLD.get(act.code)
    if told is not None:
        return told(act)
    name, note = automatic.act(act.code), _short(act.note)
    return _tr(_T("following", "{act}: {what}"), act=name, what=note) if note else name


def promise_words(what: str) -> str:
    """What is promised; until when stands beside it."""
    return _tr(_T("following", "promise “{what}” by"), what=_short(what))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _span(act: Act) -> str:
    return times.span(max(act.hours, 1) * times.HOUR)


def _wait(act: Act) -> str:
    who = words.waiting_for(act.reason)
    if not act.hours:
        return _tr(_T("following", "wait: {who}"), who=who)
    return _tr(_T("following", "wait: {who}, {span}"), who=who, span=_span(act))


_TOLD: Final[dict[str, Callable[[Act], str]]] = {
    "wait": _wait,
    "revisit": lambda act: _tr(
        _T("following", "call back in {span}: {what}"), span=_span(act), what=_short(act.note)
    ),
    "promise": lambda act: _tr(
        _T("following", "promise “{what}” in {span}"), span=_span(act), what=_short(act.note)
    ),
    "transfer": lambda act: _tr(
        _T("following", "transfer to {group}"), group=words.group(act.group)
    ),
    "resolve": lambda act: _tr(
        _T("following", "resolve: {outcome}"), outcome=words.outcome(act.outcome)
    ),
    "task": lambda act: _tr(
        _T("following", "ask {department}: {what}"),
        department=words.department(act.department),
        what=_short(act.note),
    ),
    "priority": lambda act: _tr(
        _T("following", "priority: {level}"), level=words.priority(act.priority)
    ),
    "raise": lambda act: _tr(_T("following", "raise the priority")),
    "tag": lambda act: _tr(_T("following", "tag “{tag}”"), tag=act.tag),
    "untag": lambda act: _tr(_T("following", "take the tag “{tag}” off"), tag=act.tag),
}
