"""How reply scripts work on this desk: worked out from what was said, for a period.

All of it reads; whoever asks from a screen does so on the reading pool (`Desk.script_figures`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workstation.domain.refusal import Refusal
from workstation.domain.script_edits import Edit, common_edits
from workstation.domain.script_figures import (
    WINDOW_MS,
    Aftermath,
    Comparison,
    Figures,
    Kept,
    Use,
    VersionFigures,
    compared,
    figures_of,
    is_unused,
    worth_of,
)
from workstation.domain.script_worth import ScriptWorth
from workstation.store import reading_scripts as kept

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.script import Script

#: The words of so many changed messages are compared, the latest.
MOST_EDITS: Final = 500
#: Who sees the figures of single people.
SEE_PEOPLE: Final = ("leader", "admin")
#: What is looked at for the ranking of suggestions.
WORTH_MS: Final = 90 * 86_400_000
#: Names of what stands out.
STANDS_OUT: Final = ("unused", "always_edited", "unknown")


@dataclass(frozen=True, slots=True)
class FiguresWanted:
    """Which figures: a period (milliseconds UTC), and the uses of one script, group or agent.

    `window` is the time within which a customer who comes back was not helped at first contact.
    """

    since: int
    until: int
    code: str = ""
    group: str = ""
    agent: str = ""
    channel: str = ""
    window: int = WINDOW_MS


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """The figures of one script. `stands_out` holds codes of `STANDS_OUT`.

    `since` is when its present version came in force, None for one shipped or not in use now.
    """

    code: str
    title: str
    version: str
    figures: Figures
    stands_out: tuple[str, ...] = ()
    since: int | None = None


@dataclass(frozen=True, slots=True)
class ScriptReport:
    """The figures of all scripts, those used most first; `capped` when not all uses were read."""

    wanted: FiguresWanted
    rows: tuple[ScriptRow, ...]
    total: Figures
    capped: bool = False

    def standing_out(self, what: str) -> tuple[ScriptRow, ...]:
        """The rows that stand out by "unused", "always_edited" or "unknown"."""
        return tuple(row for row in self.rows if what in row.stands_out)


@dataclass(frozen=True, slots=True)
class ScriptDetail:
    """The figures of one script: by version (oldest first), group and agent; edits; comparisons.

    `comparisons` hold each version with the one before it. Agents see their own line alone.
    """

    wanted: FiguresWanted
    row: ScriptRow
    versions: tuple[VersionFigures, ...] = ()
    groups: tuple[tuple[str, Figures], ...] = ()
    agents: tuple[tuple[str, str, Figures], ...] = ()
    channels: tuple[tuple[str, Figures], ...] = ()
    edits: tuple[Edit, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    capped: bool = False


@dataclass(slots=True)
class _Material:
    """What was read for a period."""

    wanted: FiguresWanted
    now: int
    uses: tuple[Use, ...]
    afters: Mapping[str, Aftermath]
    promises: Mapping[str, list[Kept]] = field(default_factory=dict)
    capped: bool = False

    def figures(self, uses: Iterable[Use]) -> Figures:
        """The figures of some uses with the promises that their messages made."""
        told = list(uses)
        promises = [
            one
            for use in told
            for one in self.promises.get(use.entry, ())
            if (one.code, one.version) == (use.code, use.version)
        ]
        return figures_of(told, self.afters, promises, self.now, self.wanted.window)


def report(desk: Desk, wanted: FiguresWanted) -> ScriptReport:
    """The figures of all scripts in a period, also of those that nobody used."""
    material = _read(desk, wanted)
    by_code: dict[str, list[Use]] = defaultdict(list)
    for use in material.uses:
        by_code[use.code].append(use)
    known = {script.code: script for script in desk.team_scripts if not script.snippet}
    known |= {script.code: script for script in desk.scripts if not script.snippet}
    told = _Standing(desk, material.now)
    rows = [
        told.row(
            code, known.get(code) or desk.script(code), material.figures(by_code.get(code, ()))
        )
        for code in dict.fromkeys((*by_code, *known))
    ]
    rows.sort(key=lambda row: (-row.figures.used, row.code))
    return ScriptReport(wanted, tuple(rows), material.figures(material.uses), material.capped)


def detail(desk: Desk, wanted: FiguresWanted) -> ScriptDetail:
    """The figures of one script; raises `Refusal("not_found")` for a code nobody knows or used."""
    material = _read(desk, wanted)
    script = desk.script(wanted.code)
    if script is None and not material.uses:
        raise Refusal("not_found", kind="script", uid=wanted.code)
    uses = material.uses
    row = _Standing(desk, material.now).row(wanted.code, script, material.figures(uses))
    versions = _versions(material)
    comparisons = tuple(compared(before, after) for before, after in pairwise(versions))
    names = {use.author: use.author_name for use in uses}
    by_agent = _by(material, lambda use: use.author)
    if desk.agent.role not in SEE_PEOPLE:
        by_agent = tuple(pair for pair in by_agent if pair[0] == desk.agent.uid)
    changed = [use.entry for use in uses if use.edited][-MOST_EDITS:]
    words = kept.changed_words(desk.read.connection, changed)
    return ScriptDetail(
        wanted,
        row,
        versions,
        _by(material, lambda use: use.group),
        tuple((uid, names.get(uid, ""), figures) for uid, figures in by_agent if uid),
        _by(material, lambda use: use.channel),
        common_edits((put, sent) for _, put, sent in words),
        comparisons,
        material.capped,
    )


def versus(desk: Desk, wanted: FiguresWanted, before: str, after: str) -> Comparison:
    """Two versions of a script side by side; raises `Refusal("not_found")` for one not used."""
    told = {one.version: one for one in _versions(_read(desk, wanted))}
    for version in (before, after):
        if version not in told:
            raise Refusal("not_found", kind="script", uid=f"{wanted.code}@{version}")
    return compared(told[before], told[after])


def worth(desk: Desk, now: int | None = None) -> Mapping[str, ScriptWorth]:
    """How each script used lately did, for the ranking of suggestions."""
    until = desk.clock() if now is None else now
    material = _read(desk, FiguresWanted(until - WORTH_MS, until))
    by_code: dict[str, list[Use]] = defaultdict(list)
    for use in material.uses:
        by_code[use.code].append(use)
    return {code: worth_of(code, material.figures(uses)) for code, uses in by_code.items()}


def _read(desk: Desk, wanted: FiguresWanted) -> _Material:
    """Read the uses that are asked for, and what came after them."""
    connection = desk.read.connection
    found = kept.uses(connection, wanted.since, wanted.until, wanted.code)
    capped = len(found) >= kept.MOST_USES
    chosen = tuple(
        use
        for use in found
        if (not wanted.group or use.group == wanted.group)
        and (not wanted.agent or use.author == wanted.agent)
        and (not wanted.channel or use.channel == wanted.channel)
    )
    tickets = list(dict.fromkeys(use.ticket for use in chosen))
    afters = kept.aftermaths(connection, tickets, wanted.since)
    promises: dict[str, list[Kept]] = defaultdict(list)
    for one in kept.promises(connection, tickets):
        promises[one.entry].append(one)
    return _Material(wanted, desk.clock(), chosen, afters, promises, capped)


def _versions(material: _Material) -> tuple[VersionFigures, ...]:
    """The figures of each version, the one used first leading."""
    by_version: dict[str, list[Use]] = {}
    for use in material.uses:
        by_version.setdefault(use.version, []).append(use)
    return tuple(
        VersionFigures(version, material.figures(uses)) for version, uses in by_version.items()
    )


def _by(material: _Material, key: Callable[[Use], str]) -> tuple[tuple[str, Figures], ...]:
    found: dict[str, list[Use]] = defaultdict(list)
    for use in material.uses:
        found[key(use)].append(use)
    told = [(name, material.figures(uses)) for name, uses in found.items()]
    return tuple(sorted(told, key=lambda pair: (-pair[1].used, pair[0])))


class _Standing:
    """Since when scripts are in force here, and whether they were ever used."""

    def __init__(self, desk: Desk, now: int) -> None:
        self._now = now
        connection = desk.read.connection
        self._chosen = desk._script_holder.held().chosen
        self._first = kept.first_use(connection)
        self._ever = kept.ever_used(connection)

    def row(self, code: str, script: Script | None, figures: Figures) -> ScriptRow:
        """A script's row with what stands out."""
        version = self._chosen.get(code)
        since = version.from_at if version is not None else None
        told = []
        if script is None:
            told.append("unknown")
        used = figures.used or int(code in self._ever)
        # a shipped script counts from the day on which this team first said one
        if (
            script is not None
            and not script.snippet
            and is_unused(since or self._first, used, self._now)
        ):
            told.append("unused")
        if figures.always_edited:
            told.append("always_edited")
        title = script.title if script is not None else ""
        return ScriptRow(code, title, script.version if script else "", figures, tuple(told), since)
