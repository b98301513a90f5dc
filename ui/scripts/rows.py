"""The rows of the library: one for each script, and how they are narrowed and ordered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workstation.domain.script import Script

if TYPE_CHECKING:
    from workstation.scripts.listing import LibraryRow

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

    `state` is how it stands ("shipped", "in_force", "ended", "retired", "hidden", or the state of
    its only versions), `pending` the states of a version on its way. `since` and `until` bound what is in force,
    `begins` is when a version to come begins. `reviewed` is the uid of a version that only waits to be
    put in force. `needle` is searched.
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
    reviewed: str = ""
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
    lines: Iterable[LibraryRow],
    needle: Callable[[Script], str],
    uses: Mapping[str, Use] | None = None,
) -> tuple[ScriptRow, ...]:
    """The lines of the library as rows of the page; `uses` are the figures, None: not known."""
    return tuple(
        ScriptRow(
            script=line.script,
            state=line.life,
            pending=tuple(one for one in line.lives if one != line.life),
            since=line.since,
            until=line.until,
            begins=line.next.from_at if line.next and line.next.state == "in_force" else None,
            own=bool(line.script.owner),
            notes=line.notes,
            favourite=line.favourite,
            hotkey=line.hotkey,
            use=uses.get(line.code, Use()) if uses is not None else None,
            reviewed=line.next.uid if line.next and line.next.state == "reviewed" else "",
            needle=needle(line.script),
        )
        for line in lines
        if not (line.script.owner and line.life in ("retired", "ended"))  # deleted own ones
    )


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
        ("sent_in", "reviewed", "draft", "coming", "in_force", "shipped", "ended", "retired")
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
