"""Filters as people see them: the conditions in words, and taking one in or out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from ui.text import fields, times, words
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.view import Filter

_NOTHING: Final = Filter()
#: Conditions in the order in which they are offered and shown; each may span several facts.
FACETS: Final = (
    "open",
    "statuses",
    "groups",
    "owner",
    "class_codes",
    "subtypes",
    "priorities",
    "channels",
    "due_within_ms",
    "promise_within_ms",
    "revisit_within_ms",
    "lane",
    "department",
    "urged",
    "flagged",
    "with_claim",
    "region",
    "created",
    "closed_within_ms",
    "waybill",
    "customer",
)
_FACTS: Final[dict[str, tuple[str, ...]]] = {
    "created": ("created_after", "created_before"),
    "due_within_ms": ("due_within_ms", "due_after_ms"),
}
_SIGNS: Final = {
    "urged": _T("filter", "Urged"),
    "flagged": _T("filter", "With marks"),
    "with_claim": _T("filter", "With a claim"),
}
_OWED: Final = {
    "promise_within_ms": _T("filter", "Promise"),
    "revisit_within_ms": _T("filter", "Call-back"),
}
_TITLES: Final = {
    "open": "status",
    "statuses": "status",
    "groups": "group",
    "owner": "owner",
    "class_codes": "class_code",
    "subtypes": "subtype",
    "priorities": "priority",
    "channels": "channel",
    "region": "region",
    "created": "created_at",
    "closed_within_ms": "closed_at",
    "waybill": "waybill",
    "customer": "customer",
}


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind codes and uids: `of` for classes and sub-types, `agents` by uid."""

    of: Callable[[str], str]
    agents: Mapping[str, str]
    zone: ZoneInfo


def is_set(chosen: Filter, facet: str) -> bool:
    """Whether a filter asks for anything in that respect."""
    return any(getattr(chosen, n) != getattr(_NOTHING, n) for n in _facts(facet))


def without(chosen: Filter, facet: str) -> Filter:
    """The filter without that condition."""
    facts: dict[str, Any] = {name: getattr(_NOTHING, name) for name in _facts(facet)}
    return replace(chosen, **facts)


def toggled(chosen: Filter, facet: str, value: object) -> Filter:
    """The filter with one more, or one less, of several choices."""
    had: tuple[Any, ...] = getattr(chosen, facet)
    now = tuple(v for v in had if v != value) if value in had else (*had, value)
    facts: dict[str, Any] = {facet: now}
    return replace(chosen, **facts)


def conditions(chosen: Filter, names: Names) -> tuple[tuple[str, str], ...]:
    """The (facet, words) of every condition that a filter has, but for the typed words."""
    return tuple((f, _words(chosen, f, names)) for f in FACETS if is_set(chosen, f))


def title(facet: str) -> str:
    """The name of a condition."""
    if facet in _SIGNS:
        return QCoreApplication.translate("filter", _SIGNS[facet])
    if facet == "due_within_ms":
        return QCoreApplication.translate("filter", "Due")
    if facet in _OWED:
        return QCoreApplication.translate("filter", _OWED[facet])
    if facet == "lane":
        return words.view_name("green_lane")
    if facet == "department":
        return words.view_name("tasks")
    return fields.field(_TITLES[facet])


def due(within_ms: int | None, after_ms: int | None = None) -> str:
    """The words for "due within"; without `after_ms` what is overdue counts too."""
    if within_ms is None:
        return QCoreApplication.translate("filter", "Not yet overdue")
    if within_ms <= 0:
        return QCoreApplication.translate("filter", "Overdue")
    if after_ms is None:
        text = QCoreApplication.translate("filter", "Overdue or due within {span}")
    else:
        text = QCoreApplication.translate("filter", "Due within {span}")
    return text.format(span=times.span(within_ms))


def owed(within_ms: int) -> str:
    """The words for a promise or a call-back that is due within a time."""
    if within_ms <= 0:
        return QCoreApplication.translate("filter", "due now")
    return QCoreApplication.translate("filter", "due within {span}").format(
        span=times.span(within_ms)
    )


def whether_open(is_open: bool) -> str:
    """The words for tickets that are owed work, or not."""
    if is_open:
        return QCoreApplication.translate("filter", "Unfinished")
    return QCoreApplication.translate("filter", "Finished")


def nobody() -> str:
    """The words for tickets without an owner."""
    return QCoreApplication.translate("filter", "Nobody")


def _facts(facet: str) -> tuple[str, ...]:
    return _FACTS.get(facet, (facet,))


def _words(chosen: Filter, facet: str, names: Names) -> str:
    if facet in _SIGNS or (facet == "lane" and chosen.lane == "vip"):
        return title(facet)
    if facet == "department" and chosen.department == "*":
        return title(facet)
    if facet == "lane":
        return chosen.lane
    if facet == "open":
        return whether_open(bool(chosen.open))
    if facet == "due_within_ms":
        return due(chosen.due_within_ms, chosen.due_after_ms)
    told = words.listing(_values(chosen, facet, names))
    return QCoreApplication.translate("filter", "{name}: {value}").format(
        name=title(facet), value=told
    )


def _values(chosen: Filter, facet: str, names: Names) -> tuple[str, ...]:
    if facet == "owner":
        known = nobody() if chosen.owner == "-" else names.agents.get(chosen.owner, chosen.owner)
        return (known,)
    if facet == "created":
        return (_between(chosen, names.zone),)
    if facet == "closed_within_ms":
        text = QCoreApplication.translate("filter", "within {span}")
        return (text.format(span=times.span(chosen.closed_within_ms or 0)),)
    if facet in _OWED:
        return (owed(int(getattr(chosen, facet))),)
    if facet == "department":
        return (words.department(chosen.department),)
    if facet in ("region", "waybill", "customer"):
        value = str(getattr(chosen, facet))
        return (words.region(value) if facet == "region" else value,)
    word = _WORDS.get(facet, names.of)
    return tuple(word(value) for value in getattr(chosen, facet))


def _between(chosen: Filter, zone: ZoneInfo) -> str:
    first = times.day(chosen.created_after, zone)
    before = chosen.created_before
    last = times.day(before - 1, zone) if before is not None else ""
    return f"{first} – {last}" if first != last else first


_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "statuses": words.status,
    "groups": words.group,
    "priorities": words.priority,
    "channels": words.channel,
}
