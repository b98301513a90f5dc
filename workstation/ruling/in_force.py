"""The rules in force on a desk: they follow the records that come in, and the clock."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from workstation.changes import Changes
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet, in_force
from workstation.ringing import Ringer
from workstation.store import rule_sets

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.calendars import Calendar
    from workstation.domain.classify import Suggestion
    from workstation.domain.macro import Macro
    from workstation.rules.bundle import Rules
    from workstation.rules.files import Finding, Source
    from workstation.rules.shelf import Bundle, Shelf, Unused
    from workstation.ruling.comparing import Trial
    from workstation.ruling.desk import CalendarLook, FileState, HoursAhead, Opened
    from workstation.ruling.trying import Tickets

T = TypeVar("T")
#: Gives the name of a code in a language.
Names = Callable[[str, str], str]
_log = logging.getLogger(__name__)
#: What is announced when other rules are in force; records of rules are announced as "rule".
RULES: Final = "rules"
_CHANGED: Final = Changes(kinds=frozenset({RULES}), origin="shared")
_CLASSES: Final = "rules/classes.toml"


class Holder:
    """Holds the bundle in force for a desk; every thread may ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._guard = threading.RLock()
        self._shelf: Shelf | None = None
        self._bundle: Bundle | None = None
        self._stale = True
        self._names: Names | None = None
        self._ringer = Ringer("rules", desk, self._rung)

    @property
    def shelf(self) -> Shelf:
        """The shelf, made when it is first wanted: making rules is no part of a start."""
        from workstation.rules.shelf import Shelf

        with self._guard:
            if self._shelf is None:
                self._shelf = Shelf()
            return self._shelf

    def bundle(self) -> Bundle:
        """What is in force now."""
        held = self._bundle
        if held is None or self._stale or _passed(held.until, self._desk.clock()):
            held = self._look()
        return held

    def name(self, code: str, language: str) -> str:
        """The name of a class, sub-type or cause; at a start without making any rules."""
        names = self._names
        if names is None:
            from workstation.rules.names import class_names

            heads = rule_sets.heads(self._desk.read.connection, _CLASSES)
            chosen = in_force(heads, _CLASSES, self._desk.clock())
            of = "" if chosen is None else chosen.uid
            names = class_names(self._desk.profile, of, lambda: self._desk.rules.catalogue)
            self._names = names
        return names(code, language)

    def mark(self) -> None:
        """Records of rules have changed: look again when somebody asks next."""
        self._stale = True

    def follow(self) -> None:
        """Look again where rules are in use already, and tell everybody if others are in force."""
        held = self._bundle
        if held is None:
            self._ringer.set(_next_change(self._desk.read.connection, self._desk.clock()))
            return
        if self._stale or _passed(held.until, self._desk.clock()):
            self._look()

    def close(self) -> None:
        """Follow the clock no longer."""
        self._ringer.close()

    def _look(self) -> Bundle:
        with self._guard:
            before = self._bundle
            self._stale = False
            heads = rule_sets.heads(self._desk.read.connection)
            found = self.shelf.look(heads, self.text, self._desk.clock())
            self._bundle = found
            self._ringer.set(found.until)
        if before is not None and before.rules is not found.rules:
            _log.info("other rules are in force: %s", dict(found.rules.versions))
            self._names = None
            with suppress(Refusal):  # the desk is closing
                self._desk.ask(lambda _: self._desk.announce(_CHANGED))
        return found

    def text(self, uid: str) -> str:
        """A version's text, read by whichever thread asks."""
        return rule_sets.text_of(self._desk.read.connection, uid)

    def _rung(self) -> None:
        try:
            self._desk.ask(lambda _: self._ring())
        except Exception:
            _log.debug("the clock of the rules rang at a closed desk", exc_info=True)

    def _ring(self) -> None:
        held = self._bundle
        now = self._desk.clock()
        if held is None or not _passed(held.until, now):
            self._ringer.set(_next_change(self._desk.read.connection, now))
        self.follow()


class Ruling:
    """The part of `Desk` that knows the rules in force, their versions and drafts."""

    if TYPE_CHECKING:
        _holder: Holder

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _ruled(self) -> Desk:
        return cast("Desk", self)

    @property
    def rules(self) -> Rules:
        """The rules in force now; their catalogue knows what this desk has learned."""
        return self._ruled.learner.dressed(self._holder.bundle().rules)

    @property
    def class_name(self) -> Names:
        """The name of a class, sub-type or cause by its code and a language; quick at the start."""
        return self._holder.name

    @property
    def macros(self) -> tuple[Macro, ...]:
        """The macros in force now."""
        return self._holder.bundle().rules.macros

    def rule_shelf(self) -> Shelf:
        """What makes bundles of versions and drafts."""
        return self._holder.shelf

    def rules_unused(self) -> tuple[Unused, ...]:
        """Versions that should be in force here and cannot be used, each with its mistake."""
        return self._holder.bundle().unused

    def rule_versions(self, file: str = "") -> tuple[RuleSet, ...]:
        """All versions (of one file) without their texts, the one made last first."""
        return rule_sets.heads(self._ruled.read.connection, file)

    def rule_text(self, uid: str) -> str:
        """The text of a version; "" for one that is not here."""
        return rule_sets.text_of(self._ruled.read.connection, uid)

    def rule_text_in_force(self, file: str) -> str:
        """The text of a file as it is in force now; "" for one that is not there."""
        chosen = self._holder.bundle().chosen.get(file)
        if chosen is not None:
            return self.rule_text(chosen.uid)
        return self._holder.shelf.shipped_text(file)

    def rule_files(self) -> tuple[str, ...]:
        """The names of all rule files, shipped or made by the team."""
        from workstation.rules.making import files_of

        made = {item.file for item in self.rule_versions()}
        return tuple(sorted(made.union(files_of(self._holder.shelf.source))))

    def rule_overview(self) -> Future[tuple[FileState, ...]]:
        """How every rule file stands, on the reading pool: see `ruling.desk`."""
        from workstation.ruling.desk import overview

        return self._on_pool(overview, self._ruled)

    def open_rule_file(self, file: str) -> Future[Opened]:
        """A rule file with its text in force, its versions and drafts, on the reading pool."""
        from workstation.ruling.desk import opened

        return self._on_pool(opened, self._ruled, file)

    def rule_version_text(self, file: str, uid: str) -> Future[str]:
        """The text of a version ("" for the shipped one), on the reading pool."""
        from workstation.ruling.desk import text_of

        return self._on_pool(text_of, self._ruled, file, uid)

    def rule_mistakes(self, file: str, text: str) -> Future[tuple[Finding, ...]]:
        """What is amiss with a text beside the rules in force, on the reading pool."""
        from workstation.ruling.desk import mistakes

        return self._on_pool(mistakes, self._ruled, file, text)

    def calendar_year(
        self, file: str, text: str, year: int, code: str = ""
    ) -> Future[CalendarLook]:
        """A year of a calendar under a text, on the reading pool: see `ruling.desk.calendar_look`."""
        from workstation.ruling.desk import calendar_look

        return self._on_pool(calendar_look, self._ruled, file, text, year, code)

    def working_hours_ahead(self, calendar: Calendar, at: int, hours: int) -> Future[HoursAhead]:
        """Where the next working hours from a moment fall, on the reading pool."""
        from workstation.ruling.desk import hours_ahead

        return self._on_pool(hours_ahead, calendar, at, hours)

    def suggest_type_under(
        self, draft: RuleSet, text: str
    ) -> Future[tuple[Suggestion, Suggestion]]:
        """The type that words speak for today and under a draft of the classes.

        On the reading pool. Raises `Refusal("rules_unsound")`.
        """

        def task() -> tuple[Suggestion, Suggestion]:
            from workstation.receiving import suggest_type
            from workstation.ruling.previewing import rules_under

            desk = self._ruled
            then = desk.learner.worn(rules_under(desk, draft))
            return suggest_type(desk.rules, text), suggest_type(then, text)

        return self._on_pool(task)

    def rule_source(self, more: Mapping[str, str] | None = None) -> Source:
        """The rule files in force with some texts in the stead of theirs, or beside them."""
        from workstation.rules.files import Overlaid

        chosen = self._holder.bundle().chosen
        texts = {file: self.rule_text(item.uid) for file, item in chosen.items()}
        return Overlaid(self._holder.shelf.source, {**texts, **(more or {})})

    def check_rules(self, file: str, text: str) -> Future[tuple[Finding, ...]]:
        """Every mistake of a text beside the rules in force, its own first; on the reading pool."""

        def task() -> tuple[Finding, ...]:
            from workstation.rules.loading import check_source

            found = check_source(self.rule_source({file: text}))
            return tuple(sorted(found, key=lambda one: one.file != file))

        return self._on_pool(task)

    def try_rules(
        self,
        draft: RuleSet,
        tickets: Tickets,
        progress: Callable[[int, int], None] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Future[Trial]:
        """See where tickets would have gone under a draft, on the reading pool: see `ruling.trying`."""

        def task() -> Trial:
            from workstation.ruling.trying import try_draft

            return try_draft(self._ruled, draft, tickets, progress, cancelled)

        return self._on_pool(task)


def _passed(until: int | None, now: int) -> bool:
    return until is not None and now >= until


def _next_change(connection: sqlite3.Connection, now: int) -> int | None:
    """When the next version takes over, without making any rules."""
    row = connection.execute(
        "SELECT min(from_at) FROM rule WHERE state='in_force' AND from_at>?", (now,)
    ).fetchone()
    return None if row is None or row[0] is None else int(row[0])
