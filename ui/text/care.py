"""Sentences about promises, call-backs, guided diagnosis and who is given tickets."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text.words import word
from ui.translating import QT_TRANSLATE_NOOP as _T

SENTENCES: Final = {
    "agent_away": _T(
        "refusal",
        "You are not available just now, so nothing is given to you. Set yourself to “available”"
        " at the bottom of the window first.",
    ),
    "answers_missing": _T("refusal", "Nothing is answered yet. Answer the first question."),
    "diagnosis_answer": _T(
        "refusal", "“{value}” is no answer to this question any more. Answer it anew."
    ),
    "load_full": _T(
        "refusal",
        "You have {load} open tickets and room for {room}. Finish some, or ask a team leader for"
        " more room.",
    ),
    "moment_ahead": _T("refusal", "That time has not come yet. Choose one that has passed."),
    "nobody_free": _T(
        "refusal",
        "Nobody of {group} is free for ticket {number}: all are away, full or lack what it needs."
        " Assign it by hand, or raise somebody's room.",
    ),
    "promise_late": _T(
        "refusal",
        "Its time was over by then. Say when it was kept in time, or that it was not kept.",
    ),
    "promise_over": _T(
        "refusal", "Its time is over, so it cannot be withdrawn. Say whether it was kept."
    ),
    "promise_past": _T("refusal", "That time has passed. Promise something for a later one."),
    "promise_settled": _T("refusal", "This promise is settled already. Make a new one."),
    "revisit_past": _T("refusal", "That time has passed. Choose a later one to call back."),
    "revisit_settled": _T("refusal", "This call-back is settled already. Set a new one."),
}
AVAILABILITIES: Final = {
    "available": _T("availability", "Available"),
    "busy": _T("availability", "Busy"),
    "away": _T("availability", "Away"),
}
#: Why somebody is not given a ticket, by workstation.domain.assignment.REASONS.
AGAINST: Final = {
    "inactive": _T("availability", "no longer here"),
    "away": _T("availability", "away"),
    "busy": _T("availability", "busy"),
    "other_group": _T("availability", "other group"),
    "other_region": _T("availability", "other region"),
    "skill": _T("availability", "lacks a skill"),
    "full": _T("availability", "no room"),
}
PROMISE_STATES: Final = {
    "open": _T("promise", "open"),
    "kept": _T("promise", "kept"),
    "broken": _T("promise", "not kept"),
    "withdrawn": _T("promise", "withdrawn"),
}
REVISIT_STATES: Final = {
    "due": _T("revisit", "due"),
    "done": _T("revisit", "done"),
    "unreachable": _T("revisit", "not reached"),
    "cancelled": _T("revisit", "cancelled"),
}
PROMISED: Final = {
    "promised": _T("telling", "Promised: {what}, until {until}"),
    "kept": _T("telling", "Promise kept: {what}"),
    "broken": _T("telling", "Promise not kept: {what}"),
    "withdrawn": _T("telling", "Promise withdrawn: {what}"),
}
CALLED: Final = {
    "set": _T("telling", "Call-back set for {due}"),
    "tried": _T("telling", "Call-back: nobody answered"),
    "done": _T("telling", "Called back"),
    "cancelled": _T("telling", "Call-back cancelled"),
}


def availability(code: str) -> str:
    """Available, busy or away."""
    return word("availability", AVAILABILITIES, code)


def against(code: str) -> str:
    """Why somebody is not given a ticket; "" for no reason."""
    return word("availability", AGAINST, code) if code else ""


def promise_state(code: str) -> str:
    """Open, kept, not kept, withdrawn."""
    return word("promise", PROMISE_STATES, code)


def revisit_state(code: str) -> str:
    """Due, done, not reached, cancelled."""
    return word("revisit", REVISIT_STATES, code)


def told(sources: dict[str, str], event: str, **facts: str) -> str:
    """What an event on the timeline says; an unknown one is named as it is."""
    source = sources.get(event)
    return QCoreApplication.translate("telling", source).format(**facts) if source else event
