"""New beginnings of the shared database or of this desk, in words: what it was, what was done."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.pages import Renewal

_TITLES: Final = {
    "hub_renewed": _T("renewal", "The shared database was restored or replaced"),
    "hub_replaced": _T("renewal", "Another server answers as the shared database now"),
    "desk_renewed": _T("renewal", "This desk has become a desk of its own: number {desk}"),
}
_WHAT: Final = {
    "hub_renewed": _T(
        "renewal", "It was put back from a backup, or it is another one than the one known here."
    ),
    "hub_replaced": _T(
        "renewal",
        "The earlier server failed or was relieved. What it took in last may not have reached its"
        " successor.",
    ),
    "desk_renewed": _T(
        "renewal",
        "Its files were copied, or put back from an older copy: the shared database knew number"
        " {was} to be further on already.",
    ),
}
_LOOK: Final = {
    "hub_renewed": _T(
        "renewal",
        "Please look through your tickets since the backup. What is older than 30 days, or was done"
        " at desks that have not been switched on since, may still be missing. If something of"
        " yours was not accepted, it stands here as a card of its own.",
    ),
    "hub_replaced": _T(
        "renewal",
        "Nothing is asked of you. If something of yours was not accepted, it stands here as a card"
        " of its own.",
    ),
    "desk_renewed": _T(
        "renewal",
        "If nobody copied or restored this desk on purpose, tell an administrator: somebody else"
        " may be working with a copy of it.",
    ),
}
_DONE: Final = (
    ("empty", _T("renewal", "It was empty, so it was given all that this desk has.")),
    (
        "again",
        _T(
            "renewal",
            "{again} of this desk's accepted changes of the last 30 days were sent once more;"
            " nothing is done twice by that.",
        ),
    ),
    ("waiting", _T("renewal", "{waiting} changes that waited are kept and sent as usual.")),
    ("numbers", _T("renewal", "{numbers} unused form numbers were put aside; new ones come.")),
    (
        "dropped",
        _T("renewal", "{dropped} records that it no longer has were taken off this desk."),
    ),
)


def title(told: Renewal) -> str:
    """What happened, as a heading."""
    return _say(_TITLES[told.kind], told)


def what(told: Renewal) -> str:
    """What was recognised."""
    return _say(_WHAT[told.kind], told)


def done(told: Renewal) -> list[str]:
    """What the desk did by itself, each a sentence."""
    first = _T("renewal", "This desk reads everything anew.")
    said = [] if told.facts.get("empty") else [_say(first, told)]
    said += [_say(source, told) for fact, source in _DONE if told.facts.get(fact)]
    desk, was = told.facts.get("desk", 0), told.facts.get("was", 0)
    if told.kind == "hub_renewed" and was and desk != was:
        source = _T("renewal", "Its desk number is {desk} now; it was {was}.")
        said.append(_say(source, told))
    return said


def look(told: Renewal) -> str:
    """What a person should look at."""
    return _say(_LOOK[told.kind], told)


def _say(source: str, told: Renewal) -> str:
    text = QCoreApplication.translate("renewal", source)
    return text.format_map({"desk": 0, "was": 0, **told.facts})
