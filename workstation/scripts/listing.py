"""The library of reply scripts as a list: what is in use, what waits, what is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.domain.script import Script
from workstation.domain.script_version import ScriptVersion, is_over
from workstation.scripts.needles import needle_of, wanted_words
from workstation.scripts.shelf import UnusedScript, read_version
from workstation.store import scripts as kept

if TYPE_CHECKING:
    from workstation.desk import Desk

#: States of versions that wait for something.
WAITING: Final = ("draft", "sent_in", "reviewed")
ORDERS: Final = ("code", "title", "life", "notes", "changed")
LIVES: Final = ("sent_in", "reviewed", "draft", "coming", "in_force", "shipped", "hidden")


_MOST_NEEDLES: Final = 40_000
_needles: dict[tuple[str, str, str, str], str] = {}


@dataclass(frozen=True, slots=True)
class LibraryWanted:
    """Which page of the library: empty fields ask nothing.

    `lives` are states of `LibraryRow.lives`; `owner` is "" for all, "team" or "me"; `order` is
    one of `ORDERS`, "-" before it turns it round. `offset` and `limit` bound the page.
    """

    words: str = ""
    class_code: str = ""
    group: str = ""
    step: str = ""
    channel: str = ""
    language: str = ""
    lives: tuple[str, ...] = ()
    owner: str = ""
    favourites: bool = False
    with_notes: bool = False
    order: str = "code"
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One code of the library.

    `life` is how it stands: "shipped", "in_force", "retired", "ended", "hidden" (an own script
    whose code the team uses), or that of its newest version where none was ever said. `next` is the
    version that waits or is to come, without its words. `since` and `until` bound what is in force.
    """

    script: Script
    life: str
    since: int | None = None
    until: int | None = None
    uid: str = ""
    next: ScriptVersion | None = None
    waiting: int = 0
    notes: int = 0
    favourite: bool = False
    hotkey: int = 0

    @property
    def code(self) -> str:
        """The short code."""
        return self.script.code

    @property
    def lives(self) -> tuple[str, ...]:
        """How it stands, and how its next version does."""
        if self.next is None:
            return (self.life,)
        coming = "coming" if self.next.state == "in_force" else self.next.state
        return tuple(dict.fromkeys((self.life, coming)))


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A page of the library, and how many rows there are in all."""

    rows: tuple[LibraryRow, ...]
    total: int


def library(desk: Desk, wanted: LibraryWanted) -> LibraryPage:
    """The rows that answer what is wanted."""
    words = wanted_words(wanted.words)
    found = [
        row
        for row in rows_of(desk)
        if _fits(row, wanted) and (not words or all(word in _needle(row.script) for word in words))
    ]
    name, down = wanted.order.lstrip("-"), wanted.order.startswith("-")
    found.sort(key=lambda row: _order(row, name), reverse=down)
    if words:
        found.sort(key=lambda row: _nearness(row.script, words))
    return LibraryPage(tuple(found[wanted.offset : wanted.offset + wanted.limit]), len(found))


def rows_of(desk: Desk) -> tuple[LibraryRow, ...]:
    """All codes that this person may see, in use, waiting or over, by code."""
    connection, now, me = desk.read.connection, desk.clock(), desk.agent.uid
    shelved = desk._script_holder.held()
    there = {one.code: one for one in shelved.scripts}
    lines: dict[str, list[ScriptVersion]] = {}
    for item in (*kept.used(connection), *kept.waiting(connection)):
        if item.owner in ("", me):
            lines.setdefault(item.code, []).append(item)
    counts = kept.note_counts(connection)
    marked = {one.code: one for one in kept.marks(connection, me)}
    unseen = {one.code for one in shelved.team} - there.keys()
    lacking = [_newest(line).uid for code, line in lines.items() if code not in there]
    read = {item.code: _readable(item) for item in kept.versions(connection, lacking)}
    rows = []
    for code in sorted((there.keys() | lines.keys()) - unseen):
        line = lines.get(code, [])
        script = there.get(code) or read.get(code)
        if script is None:
            continue
        life, stands = _life(script, there, line, now, code in shelved.hidden)
        waits = [one for one in line if one.state in WAITING or _comes(one, now)]
        mark = marked.get(code)
        rows.append(
            LibraryRow(
                script,
                life,
                stands.from_at if stands else None,
                stands.until_at if stands else None,
                stands.uid if stands else "",
                max(waits, key=_age, default=None),
                len(waits),
                counts.get(code, 0),
                mark is not None and mark.favourite,
                mark.hotkey if mark is not None else 0,
            )
        )
    return tuple(rows)


def _life(
    script: Script,
    there: Mapping[str, Script],
    line: Iterable[ScriptVersion],
    now: int,
    hidden: bool,
) -> tuple[str, ScriptVersion | None]:
    """How a code stands, and the version that does."""
    said = [
        one
        for one in line
        if one.state in ("in_force", "retired") and (one.from_at or 0) <= now and one.from_at
    ]
    team = [one for one in said if not one.owner]
    last = max(
        team or said,
        key=lambda one: (one.from_at or 0, one.activated_at or 0, one.uid),
        default=None,
    )
    if script.code in there:
        standing = last is not None and not is_over(last, now)
        life = "in_force" if standing or script.owner else "shipped"
        return life, last if standing else None
    if hidden:
        return "hidden", None
    if last is not None:
        return ("retired" if last.state == "retired" else "ended"), last
    newest = _newest(line)
    return ("coming" if newest.state == "in_force" else newest.state), None


def _comes(one: ScriptVersion, now: int) -> bool:
    return one.state == "in_force" and (one.from_at or 0) > now


def _age(one: ScriptVersion) -> tuple[int, str]:
    return one.changed_at or one.made_at, one.uid


def _newest(line: Iterable[ScriptVersion]) -> ScriptVersion:
    return max(line, key=_age)


def _readable(item: ScriptVersion) -> Script:
    """The script of a version; one that cannot be read here by its code and title."""
    made = read_version(item)
    if isinstance(made, UnusedScript):
        body = str(item.content.get("body", ""))
        return Script(item.code, item.title or item.code, body, version=item.version)
    return made


def _needle(script: Script) -> str:
    key = (script.code, script.version, script.title, script.body)
    found = _needles.get(key)
    if found is None:
        if len(_needles) > _MOST_NEEDLES:
            _needles.clear()
        found = _needles[key] = needle_of(script)
    return found


def _nearness(script: Script, words: tuple[str, ...]) -> int:
    if script.code == words[0]:
        return 0
    if script.code.startswith(words[0]):
        return 1
    return 2 if all(word in script.title.casefold() for word in words) else 3


def _fits(row: LibraryRow, wanted: LibraryWanted) -> bool:
    script = row.script
    return (
        _meant(script.classes, wanted.class_code, parts=True)
        and _meant(script.groups, wanted.group)
        and _meant(script.steps, wanted.step)
        and _meant(script.channels, wanted.channel)
        and (not wanted.language or wanted.language in script.languages)
        and (not wanted.lives or not set(row.lives).isdisjoint(wanted.lives))
        and (not wanted.owner or (wanted.owner == "me") == bool(script.owner))
        and (not wanted.favourites or row.favourite)
        and (not wanted.with_notes or row.notes > 0)
    )


def _meant(codes: tuple[str, ...], wanted: str, *, parts: bool = False) -> bool:
    """Whether a script is meant for a code; one that names none is meant for all."""
    if not wanted or not codes or wanted in codes:
        return True
    return parts and any(
        code.startswith(f"{wanted}.") or wanted.startswith(f"{code}.") for code in codes
    )


def _order(row: LibraryRow, name: str) -> tuple[object, ...]:
    if name == "title":
        return row.script.title, row.code
    if name == "life":
        places = [LIVES.index(one) if one in LIVES else len(LIVES) for one in row.lives]
        return min(places), row.code
    if name == "notes":
        return -row.notes, row.code
    if name == "changed":
        return -(_age(row.next)[0] if row.next else row.since or 0), row.code
    return (row.code,)
