"""The rows of the library, made of scripts, versions, notes and marks, and how they are filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, script_from
from workstation.domain.script_version import (
    ScriptMark,
    ScriptNote,
    ScriptVersion,
    in_force,
    is_over,
)

#: States of versions on their way.
PENDING: Final = ("draft", "sent_in", "reviewed", "coming")
#: How a list of scripts may be ordered.
ORDERS: Final = ("code", "title", "class", "life", "notes", "used", "edited")


@dataclass(frozen=True, slots=True)
class Use:
    """How often a script was used lately, and in how many of 100 uses its words were changed."""

    used: int = 0
    edited: int = 0


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """One script of the library.

    `state` is how it stands ("shipped", "in_force", "retired", or that of its only versions),
    `pending` the states of versions on their way. `since` and `until` bound what is in force,
    `begins` is when a version to come begins. `needle` is searched.
    """

    script: Script
    state: str
    pending: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    begins: int | None = None
    own: bool = False
    notes: int = 0
    favourite: bool = False
    hotkey: int = 0
    use: Use | None = None
    needle: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """What names it in the list."""
        return self.script.code

    @property
    def lives(self) -> tuple[str, ...]:
        """Everything that is true of how it stands."""
        return (self.state, *self.pending)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to: codes of each facet, and four questions. Empty asks nothing."""

    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    lives: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    mine: bool = False
    unused: bool = False
    always_edited: bool = False
    with_notes: bool = False


def rows_of(
    scripts: Iterable[Script],
    versions: Iterable[ScriptVersion],
    at: int,
    *,
    me: str = "",
    notes: Iterable[ScriptNote] = (),
    marks: Iterable[ScriptMark] = (),
    uses: Mapping[str, Use] | None = None,
    needle: Callable[[Script], str] = lambda _script: "",
) -> tuple[ScriptRow, ...]:
    """One row for every script in use, on its way, or retired; by code."""
    used = {one.code: one for one in scripts}
    by_code: dict[str, list[ScriptVersion]] = {}
    for version in versions:
        if not version.owner and version.state != "dropped":
            by_code.setdefault(version.code, []).append(version)
    counts: dict[str, int] = {}
    for note in notes:
        if note.state == "open":
            counts[note.code] = counts.get(note.code, 0) + 1
    marked = {one.code: one for one in marks if one.agent == me}
    rows = []
    for code in sorted({*used, *by_code}):
        row = _row(used.get(code), by_code.get(code, []), code, at, me)
        if row is None:
            continue
        mark = marked.get(code)
        rows.append(
            ScriptRow(
                row.script, row.state, row.pending, row.since, row.until, row.begins, row.own,
                counts.get(code, 0),
                mark is not None and mark.favourite,
                mark.hotkey if mark else 0,
                uses.get(code, Use()) if uses is not None else None,
                needle(row.script),
            )
        )  # fmt: skip
    return tuple(rows)


def _row(
    script: Script | None, versions: list[ScriptVersion], code: str, at: int, me: str
) -> ScriptRow | None:
    if script is not None and script.owner:
        return ScriptRow(script, "in_force", own=script.owner == me)
    stands = in_force(versions, code, at)
    coming = [one for one in versions if one.state == "in_force" and (one.from_at or 0) > at]
    waiting = [one for one in versions if one.state in PENDING]
    states = tuple(
        dict.fromkeys([*(one.state for one in waiting), *(["coming"] if coming else [])])
    )
    begins = min((one.from_at for one in coming if one.from_at is not None), default=None)
    if stands is not None:
        told = script or _content(stands)
        if told is None:
            return None
        return ScriptRow(told, "in_force", states, stands.from_at, stands.until_at, begins)
    ended = [one for one in versions if one.state in ("in_force", "retired") and is_over(one, at)]
    if script is not None and not ended:
        return ScriptRow(script, "shipped", states, begins=begins)
    newest = max((*waiting, *coming, *ended), key=_age, default=None)
    told = script or (_content(newest) if newest else None)
    if told is None:
        return None
    state = "retired" if ended else states[0] if states else "draft"
    rest = tuple(one for one in states if one != state)
    over = [one.retired_at or one.until_at for one in ended]
    until = max((end for end in over if end is not None), default=None)
    return ScriptRow(told, state, rest, None, until, begins)


def _age(one: ScriptVersion) -> int:
    return one.changed_at or one.made_at


def _content(version: ScriptVersion) -> Script | None:
    """The script of a version; one that cannot be read yet (a draft) by its code and title."""
    try:
        return script_from(version.content, version.version)
    except Refusal:
        body = str(version.content.get("body", ""))
        return Script(version.code, version.title or version.code, body, version=version.version)


def fits(row: ScriptRow, wanted: Wanted) -> bool:
    """Whether a row answers what is wanted.

    A script that names no channel, group and so on is meant for all of them, and answers each.
    """
    script = row.script
    return (
        _class_fits(script.classes, wanted.classes)
        and _any(script.groups, wanted.groups)
        and _any(script.steps, wanted.steps)
        and _any(script.channels, wanted.channels)
        and _any(script.audience, wanted.audience)
        and _any(script.moods, wanted.moods)
        and _among(script.languages, wanted.languages)
        and _among(row.lives, wanted.lives)
        and (not wanted.mine or row.own)
        and (not wanted.with_notes or bool(row.notes))
        and (not wanted.unused or (row.use is not None and not row.use.used))
        and (not wanted.always_edited or (row.use is not None and row.use.edited >= 80))
    )


def narrowed(
    rows: Iterable[ScriptRow], wanted: Wanted, typed: tuple[str, ...] = (), order: str = "code"
) -> list[ScriptRow]:
    """The rows that fit and in which every typed word stands, in order ("-used": down)."""
    found = [row for row in rows if fits(row, wanted)]
    if typed:
        found = [row for row in found if all(word in row.needle for word in typed)]
        found.sort(key=lambda row: (_nearness(row, typed), row.key))
        if order == "code":
            return found
    name, down = order.lstrip("-"), order.startswith("-")
    found.sort(key=_ORDERS.get(name, _ORDERS["code"]), reverse=down)
    return found


def _nearness(row: ScriptRow, typed: tuple[str, ...]) -> int:
    """0 for the code itself, 1 for its beginning, 2 for words of the title, 3 for all else."""
    word = typed[0]
    if row.key == word:
        return 0
    if row.key.startswith(word):
        return 1
    return 2 if all(word in row.script.title.casefold() for word in typed) else 3


def _any(told: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return not wanted or not told or not set(told).isdisjoint(wanted)


def _among(told: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return not wanted or not set(told).isdisjoint(wanted)


def _class_fits(told: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if not wanted or not told:
        return True
    return any(
        one == code or one.startswith(f"{code}.") or code.startswith(f"{one}.")
        for one in told
        for code in wanted
    )


_LIFE_PLACES: Final = {
    state: place
    for place, state in enumerate(
        ("sent_in", "reviewed", "draft", "coming", "in_force", "shipped", "retired")
    )
}
_ORDERS: Final[dict[str, Callable[[ScriptRow], tuple[object, ...]]]] = {
    "code": lambda row: (row.key,),
    "title": lambda row: (row.script.title, row.key),
    "class": lambda row: (row.script.classes, row.script.steps, row.key),
    "life": lambda row: (min(_LIFE_PLACES.get(one, 9) for one in row.lives), row.key),
    "notes": lambda row: (row.notes, row.key),
    "used": lambda row: (row.use.used if row.use else -1, row.key),
    "edited": lambda row: (row.use.edited if row.use and row.use.used else -1, row.key),
}
