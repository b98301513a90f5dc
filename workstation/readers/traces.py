"""Traces of parcels: lists inside cells, JSON inside JSON, lines of text, answers "not found"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo
from itertools import pairwise
from typing import Any, Final

from workstation.readers.conversation import nested, pick
from workstation.readers.flatten import scalar_text
from workstation.readers.moments import parse_moment
from workstation.readers.parceldrafts import TraceDraft
from workstation.readers.words import plain, rule_words

_LINE: Final = re.compile(
    r"^\s*[\[(【]?(?P<at>\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?(?:[ T,]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?)?"
    r"(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?(?:\s?[AaPp][Mm])?)[\])】]?[\s,，|;\-–:：]*(?P<rest>.*)$"
)
_PLACE: Final = re.compile(r"^\s*[\[【(（](?P<place>[^\]】)）]{1,40})[\]】)）]\s*(?P<text>.*)$")
_TURNS: Final = re.compile(r"\s*(?:\|\||<br\s*/?>|\r?\n|;(?=\s*\d{4}[-/])|；)\s*")
_LISTS: Final = (
    "traces",
    "trace",
    "data",
    "tracks",
    "track",
    "checkpoints",
    "events",
    "history",
    "details",
    "routes",
    "轨迹",
    "result",
    "origin_info",
    "trackinfo",
    "list",
    "lastresult",
    "shipment",
    "shipments",
)


def read_traces(text: str, order: str, zone: tzinfo) -> tuple[tuple[TraceDraft, ...], str, bool]:
    """Return the events of a cell in order of time, the carrier's answer, and whether it was read.

    The answer is what the carrier said beside the events or instead of them.
    """
    value = nested(text)
    if value is None:
        events = _from_lines(text, order, zone)
        said = "" if events else text.strip()
        return in_order(events), said, bool(events) or says_not_found(said) or not said
    items, answer = _unwrap(value, 0)
    events = [trace for item in items if (trace := _from_item(item, order, zone)) is not None]
    return in_order(events), answer, bool(events) or bool(answer) or not items


def in_order(events: Iterable[TraceDraft]) -> tuple[TraceDraft, ...]:
    """Sort events by time; those without a time keep their place behind their neighbour."""
    placed: list[tuple[int, int, TraceDraft]] = []
    last = 0
    for number, event in enumerate(events):
        last = event.at if event.at is not None else last
        placed.append((last, number, event))
    descending = len(placed) > 1 and all(one[0] >= two[0] for one, two in pairwise(placed))
    if descending and placed[0][0] != placed[-1][0]:
        placed = [(at, -number, event) for at, number, event in placed]
    return tuple(event for _, _, event in sorted(placed, key=lambda entry: entry[:2]))


def says_not_found(text: str) -> bool:
    """Whether a carrier's answer means that it knows nothing of the parcel."""
    bare = text.casefold()
    return bool(bare) and any(word.casefold() in bare for word in rule_words("not_found", "words"))


def _unwrap(value: Any, depth: int) -> tuple[list[Any], str]:
    """Find the list of events in an answer, through objects and JSON inside strings."""
    if isinstance(value, str):
        value = nested(value)
    if isinstance(value, list):
        inner = [nested(item) or item if isinstance(item, str) else item for item in value]
        return inner, ""
    if not isinstance(value, dict) or depth > 5:
        return [], ""
    answer = next(
        (
            scalar_text(value[key])
            for key in value
            if plain(key) in ("message", "reason", "errmsg", "error", "error message", "msg")
            and isinstance(value[key], str)
        ),
        "",
    )
    names = {plain(name) for name in _LISTS}
    for key in sorted(value, key=lambda name: plain(name) not in names):
        if not isinstance(value[key], dict | list | str):
            continue
        items, said = _unwrap(value[key], depth + 1)
        if items:
            return items, answer or said
    is_event = _time_of(value) != "" and pick(value, "trace", "text") is not None
    return ([value] if is_event else []), "" if is_event else answer


def _time_of(item: dict[str, Any]) -> str:
    day = scalar_text(pick(item, "trace", "at"))
    clock = scalar_text(pick(item, "trace", "clock"))
    return f"{day} {clock}".strip()


def _from_item(item: Any, order: str, zone: tzinfo) -> TraceDraft | None:
    if not isinstance(item, dict):
        found = _from_lines(scalar_text(item), order, zone)
        return found[0] if found else TraceDraft(None, "", "", scalar_text(item))
    moment = parse_moment(_time_of(item), order, zone)
    text = scalar_text(pick(item, "trace", "text"))
    place = scalar_text(pick(item, "trace", "place"))
    status = scalar_text(pick(item, "trace", "status"))
    if moment is None and _time_of(item):
        text = f"{_time_of(item)} {text}".strip()
    if moment is None and not (text or place or status):
        return None
    return TraceDraft(moment.at if moment else None, place, status, text)


def _from_lines(text: str, order: str, zone: tzinfo) -> list[TraceDraft]:
    found: list[TraceDraft] = []
    for line in _TURNS.split(text.strip()):
        match = _LINE.match(line)
        moment = parse_moment(match["at"], order, zone) if match else None
        if match is not None and moment is not None:
            placed = _PLACE.match(match["rest"])
            place, said = (placed["place"], placed["text"]) if placed else ("", match["rest"])
            found.append(TraceDraft(moment.at, place, "", said.strip()))
        elif found and line.strip():
            last = found[-1]
            joined = f"{last.text}\n{line}".strip()
            found[-1] = TraceDraft(last.at, last.place, last.status, joined)
    return found
