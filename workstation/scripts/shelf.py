"""The reply scripts in use on a desk: the shipped ones and rule files, overlaid by versions.

Versions that were put in force stand over the shipped script of their code; one that was retired
or has ended takes it out of use. A person's own scripts come besides. What was parsed once is kept
by its version, so that a change costs the changed script.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import Final

from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, script_from
from workstation.domain.script_version import ScriptVersion, in_force

#: Gives versions with their words, by their uids.
Words = Callable[[Iterable[str]], Iterable[ScriptVersion]]
#: People with these roles see the scripts of every group.
SEE_ALL: Final = ("leader", "admin")
#: States in which a version is or was in use.
_SAID: Final = ("in_force", "retired")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnusedScript:
    """A version that should be in force and cannot be read here: a newer program made it."""

    uid: str
    code: str
    version: str
    problem: str


@dataclass(frozen=True, slots=True)
class Shelved:
    """The scripts from one change to the next.

    `team` are all of the team, `scripts` those that this person sees, with the own ones, `by_code`
    both. `chosen` tells the version of each code that is not the shipped one; `hidden` are codes of
    own scripts that the team uses for another. `until` is the next moment, in milliseconds UTC, at
    which a version begins or ends (None: none is known).
    """

    team: tuple[Script, ...]
    scripts: tuple[Script, ...]
    chosen: Mapping[str, ScriptVersion] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    until: int | None = None
    unused: tuple[UnusedScript, ...] = ()
    by_code: Mapping[str, Script] = field(default_factory=dict)


class ScriptShelf:
    """Gives the scripts of a moment. Thread-safe."""

    def __init__(self) -> None:
        self._guard = RLock()
        self._read: dict[str, tuple[tuple[object, ...], Script | UnusedScript]] = {}

    def look(
        self,
        base: Sequence[Script],
        versions: Iterable[ScriptVersion],
        words: Words,
        at: int,
        person: Agent,
    ) -> Shelved:
        """The scripts in use at `at` for a person.

        `base` are the scripts of the files in force, `versions` all that were put in force, also
        without their words.
        """
        with self._guard:
            lines: dict[tuple[str, str], list[ScriptVersion]] = {}
            for item in versions:
                if item.owner in ("", person.uid) and item.state in _SAID:
                    lines.setdefault((item.owner, item.code), []).append(item)
            until = _next_change(lines.values(), at)
            found = {key: in_force(line, key[1], at) for key, line in lines.items()}
            stand = {key: item for key, item in found.items() if item is not None}
            self._fill(stand.values(), words)
            team, unused = self._team(base, lines, stand, at)
            own = [self._made(item) for (owner, _), item in stand.items() if owner]
            codes = {one.code for one in team}
            mine = sorted(
                (one for one in own if isinstance(one, Script) and one.code not in codes),
                key=lambda one: one.code,
            )
            seen = (*(one for one in team if _sees(one, person)), *mine)
            lost = {one.uid for one in unused}
            chosen = {
                code: item
                for (owner, code), item in stand.items()
                if not owner and item.uid not in lost
            }
            hidden = sorted({one.code for one in own if isinstance(one, Script)} & codes)
            chosen |= {one.code: stand[person.uid, one.code] for one in mine}
            by_code = {one.code: one for one in (*team, *mine)}
            return Shelved(tuple(team), seen, chosen, tuple(hidden), until, tuple(unused), by_code)

    def _team(
        self,
        base: Sequence[Script],
        lines: Mapping[tuple[str, str], Sequence[ScriptVersion]],
        stand: Mapping[tuple[str, str], ScriptVersion],
        at: int,
    ) -> tuple[list[Script], list[UnusedScript]]:
        """The shipped scripts in their order, overlaid, and behind them those of the team alone."""
        over: dict[str, Script | None] = {}
        unused: list[UnusedScript] = []
        for (owner, code), line in lines.items():
            if owner or not any((item.from_at or 0) <= at for item in line):
                continue
            item = stand.get((owner, code))
            made = None if item is None else self._made(item)
            if isinstance(made, UnusedScript):
                unused.append(made)  # the shipped one stays, if there is one
                continue
            over[code] = made
        found = []
        for script in base:
            script_over = over.pop(script.code, script)
            if script_over is not None:
                found.append(script_over)
        more = (one for one in over.values() if one is not None)
        return [*found, *sorted(more, key=lambda one: one.code)], unused

    def _made(self, item: ScriptVersion) -> Script | UnusedScript:
        return self._read[item.uid][1]

    def _fill(self, items: Iterable[ScriptVersion], words: Words) -> None:
        """Read what is not known yet; what stands no more is forgotten."""
        wanted = {item.uid: _mark(item) for item in items}
        known = {uid: kept for uid, kept in self._read.items() if wanted.get(uid) == kept[0]}
        lacking = [uid for uid in wanted if uid not in known]
        for item in words(lacking):
            known[item.uid] = (wanted[item.uid], read_version(item))
        for uid in lacking:  # it has gone in this very moment
            lost = UnusedScript(uid, "", "", "not_found")
            known.setdefault(uid, ((), lost))
        self._read = known


def read_version(item: ScriptVersion) -> Script | UnusedScript:
    """The script of a version with its words."""
    try:
        made = script_from(item.content, item.version)
    except Refusal as refusal:
        _log.warning("script %s %s cannot be used: %s", item.code, item.version, refusal)
        return UnusedScript(item.uid, item.code, item.version, refusal.code)
    return replace(made, code=item.code, version=item.version, owner=item.owner, scope=item.scope)


def _mark(item: ScriptVersion) -> tuple[object, ...]:
    """What tells a version's words from others that it had: words are frozen once in force."""
    return (item.version, item.activated_at, item.made_at, item.owner, item.scope)


def _sees(script: Script, person: Agent) -> bool:
    return (
        not script.scope
        or person.role in SEE_ALL
        or not set(script.scope).isdisjoint(person.groups)
    )


def _next_change(lines: Iterable[Iterable[ScriptVersion]], at: int) -> int | None:
    moments = (
        moment
        for line in lines
        for item in line
        for moment in (item.from_at, item.until_at, item.retired_at)
        if moment is not None and moment > at
    )
    return min(moments, default=None)
