"""The reply scripts in use on a desk: they follow the records that come in, the rules and the clock."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from workstation.changes import Changes
from workstation.domain.people import may
from workstation.domain.refusal import Refusal
from workstation.ringing import Ringer
from workstation.scripts.measuring import Measuring
from workstation.store import scripts as kept

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.people import Agent
    from workstation.domain.script import Script
    from workstation.domain.script_version import ScriptMark, ScriptNote, ScriptVersion
    from workstation.scripts.desk import OpenedScript
    from workstation.scripts.diff import ScriptDifference
    from workstation.scripts.listing import LibraryPage, LibraryWanted
    from workstation.scripts.shelf import ScriptShelf, Shelved, UnusedScript
    from workstation.text.script_content import ScriptProblem

T = TypeVar("T")
#: What is announced when other scripts are in use; records are announced as "script",
#: "script_note" and "script_mark".
SCRIPTS: Final = "scripts"
#: Kinds of change after which others may be in use.
_STIRRING: Final = frozenset({"script", "rule", "rules"})
_CHANGED: Final = Changes(kinds=frozenset({SCRIPTS}), origin="shared")
_log = logging.getLogger(__name__)


class ScriptHolder:
    """Holds the scripts in use for a desk; every thread may ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._guard = threading.RLock()
        self._count = threading.Lock()
        self._shelf: ScriptShelf | None = None
        self._held: Shelved | None = None
        self._for: tuple[object, ...] = ()
        self._stamp: tuple[int, ...] = ()
        self._marked = 1  # how often other scripts may have come into use, …
        self._seen = 0  # … and how many of these times what is held has seen
        self._ringer = Ringer("scripts", desk, self._rung)

    def held(self) -> Shelved:
        """What is in use now by the person at this desk."""
        held = self._held
        return held if held is not None and self._is_fresh(held) else self._look()

    def _is_fresh(self, held: Shelved) -> bool:
        return self._seen == self._marked and self._holds(held)

    def _holds(self, held: Shelved) -> bool:
        """Whether it is for who sits here, of the files in force, and its time has not passed."""
        if not self._is_for(self._base()):
            return False
        return held.until is None or self._desk.clock() < held.until

    def heard(self, changes: Changes) -> None:
        """Look again where scripts are in use already and these changes may alter which."""
        if not changes.kinds & _STIRRING:
            return
        with self._count:
            self._marked += 1
        self.follow()

    def follow(self) -> None:
        """Look again on the reading pool, and tell everybody if others are in use."""
        if self._held is None or self._ringer.closed:
            return
        with suppress(Refusal):  # the desk is closing
            self._desk.ask(lambda _: self._keep_up())

    def _keep_up(self) -> None:
        self._ringer.set(self.held().until)

    def close(self) -> None:
        """Follow the clock no longer."""
        self._ringer.close()

    def _base(self) -> tuple[Script, ...]:
        return self._desk._holder.bundle().scripts

    def _is_for(self, base: tuple[Script, ...]) -> bool:
        return len(self._for) > 1 and self._for[0] is base and self._for[1:] == self._person()

    def _person(self) -> tuple[object, ...]:
        agent = self._desk.agent
        return agent.uid, agent.role, agent.groups

    def _look(self) -> Shelved:
        from workstation.scripts.shelf import ScriptShelf

        with self._guard:
            before, was = self._held, self._for
            if before is not None and self._is_fresh(before):
                return before  # another thread was faster
            if self._shelf is None:
                self._shelf = ScriptShelf()
            seen = self._marked
            base, person = self._base(), self._person()
            connection = self._desk.read.connection
            stamp = kept.used_stamp(connection)
            if before is not None and stamp == self._stamp and self._holds(before):
                self._seen = seen  # only drafts have changed
                return before

            def words(uids: Iterable[str]) -> Iterable[ScriptVersion]:
                return kept.versions(connection, uids)

            found = self._shelf.look(
                base, kept.used(connection), words, self._desk.clock(), self._desk.agent
            )
            same = before is not None and (before.team, before.scripts) == (
                found.team,
                found.scripts,
            )
            if before is not None and same:  # who keeps an index by them need not make it anew
                found = replace(found, team=before.team, scripts=before.scripts)
            self._held, self._for, self._seen = found, (base, *person), seen
            self._stamp = stamp
            self._ringer.set(found.until)
        if before is not None and not same and was[1:] == person:
            _log.info("other scripts are in use: %d", len(found.scripts))
            with suppress(Refusal):
                self._desk.ask(lambda _: self._desk.announce(_CHANGED))
        return found

    def _rung(self) -> None:
        held = self._held
        if held is None:
            return
        if held.until is not None and self._desk.clock() < held.until:
            self._ringer.set(held.until)
            return
        self.follow()


class Scripting(Measuring):
    """The part of `Desk` that knows the reply scripts, their versions, notes and marks."""

    if TYPE_CHECKING:
        _script_holder: ScriptHolder
        agent: Agent

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _spoken(self) -> Desk:
        return cast("Desk", self)

    # at once

    @property
    def scripts(self) -> tuple[Script, ...]:
        """The scripts in use now that the person at this desk sees, own ones last."""
        return self._script_holder.held().scripts

    @property
    def team_scripts(self) -> tuple[Script, ...]:
        """All scripts of the team in use now, of whatever group; rules say these."""
        return self._script_holder.held().team

    def scripts_unused(self) -> tuple[UnusedScript, ...]:
        """Versions that should be in force here and cannot be read."""
        return self._script_holder.held().unused

    def script(self, code: str) -> Script | None:
        """The script of a code in use now; one of the team is found whatever its groups."""
        return self._script_holder.held().by_code.get(code)

    def script_version(self, code: str, version: str) -> Script | None:
        """A script as one of its versions had it, for figures and the timeline; None if unknown.

        The present one, one that was put in force, a shipped one, or one of a rule file.
        """
        from workstation.scripts.desk import version_of

        return version_of(self._spoken, code, version)

    def script_marks(self) -> tuple[ScriptMark, ...]:
        """The favourites and hotkeys of the person at this desk."""
        return kept.marks(self._spoken.read.connection, self.agent.uid)

    def script_recents(self, limit: int = 20) -> tuple[str, ...]:
        """The codes that the person at this desk said lately, the latest first."""
        return tuple(kept.recents(self._spoken.read.connection, self.agent.uid, limit))

    def scripts_waiting(self) -> int:
        """How much of others waits for the person at this desk: reviews and open notes."""
        if not may(self.agent, "scripts_review"):
            return 0
        return kept.waiting_for(self._spoken.read.connection, self.agent.uid)

    # on the reading pool

    def script_library(self, wanted: LibraryWanted | None = None) -> Future[LibraryPage]:
        """A page of the library, also drafts and retired ones: see `listing`."""
        from workstation.scripts.listing import LibraryWanted, library

        return self._on_pool(library, self._spoken, wanted or LibraryWanted())

    def open_script(self, code: str) -> Future[OpenedScript]:
        """Everything about a script: in use, shipped, versions, notes, mark."""
        from workstation.scripts.desk import opened

        return self._on_pool(opened, self._spoken, code)

    def script_text(self, uid: str) -> Future[ScriptVersion | None]:
        """A version with its words."""
        return self._on_pool(lambda: kept.version(self._spoken.read.connection, uid))

    def script_diff(self, before: str, after: str) -> Future[tuple[ScriptDifference, ...]]:
        """What differs between two versions, by uid or as "shipped:CODE" and "used:CODE".

        Raises `Refusal("not_found")`.
        """
        from workstation.scripts.desk import differences

        return self._on_pool(differences, self._spoken, before, after)

    def script_notes(
        self, code: str = "", *, open_only: bool = False
    ) -> Future[tuple[ScriptNote, ...]]:
        """What people say of a script (of all), newest first."""
        return self._on_pool(
            lambda: kept.notes(self._spoken.read.connection, code, open_only=open_only)
        )

    def script_problems(self, content: Mapping[str, object]) -> Future[tuple[ScriptProblem, ...]]:
        """What is amiss with a script's table as it is being written, each with its place."""
        from workstation.scripts.desk import problems

        return self._on_pool(problems, self._spoken, content)
