"""The rules in force at a moment: the shipped files, overlaid by the versions put in force.

Older versions of procedures and limits are kept and found, for tickets that began under them.
A version that this program cannot use (made for a newer one, or wrong beside the others) is
passed over: the one before it stays, and `Bundle.unused` says so.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from threading import RLock
from typing import Any, Final, TypeVar

from resources import path
from workstation.domain.limit_rules import GROUP_CALENDAR, LimitRules, limit_rules_from
from workstation.domain.procedure import Procedure
from workstation.domain.procedure_file import procedures_from
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet, begun, changes_after
from workstation.domain.script import Script
from workstation.rules import loading as shipped
from workstation.rules.bundle import Rules
from workstation.rules.files import Finding, Folder, Overlaid, Source, parsed

#: How many bundles are kept: today's, and those that leaders try.
_KEPT: Final = 4
_LIMITS: Final = "rules/limits.toml"
#: Gives the text of a version by its uid.
Texts = Callable[[str], str]
T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unused:
    """A version that should be in force and is not used, and the mistake that keeps it out."""

    uid: str
    file: str
    version: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Bundle:
    """The rules in force from one change to the next.

    `chosen` tells the version of each file that is not the shipped one, `until` the moment in
    milliseconds UTC at which another version takes over (None: none is known).
    """

    rules: Rules
    read_scripts: Callable[[], tuple[Script, ...]]
    chosen: Mapping[str, RuleSet] = field(default_factory=dict)
    until: int | None = None
    unused: tuple[Unused, ...] = ()

    @property
    def scripts(self) -> tuple[Script, ...]:
        """The reply scripts; the shipped ones are read when they are first asked for."""
        return self.read_scripts()


class Older(Mapping[str, Any]):
    """Superseded versions by name; each is read when it is first asked for."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._find(name)
        if self._made[name] is None:
            raise KeyError(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name, made in self._made.items() if made is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def shipped_source() -> Source:
    """The rule files that the product carries."""
    return Folder(path("rules").parent, shipped=True)


class Shelf:
    """Gives the bundle of a moment; what is in force already is not made again. Thread-safe."""

    def __init__(self, source: Source | None = None) -> None:
        self.source = source or shipped_source()
        self._plain = source is None
        self._made: OrderedDict[tuple[str, ...], Bundle] = OrderedDict()
        self._guard = RLock()

    def look(self, sets: Sequence[RuleSet], text: Texts, at: int) -> Bundle:
        """The bundle in force at `at`; `sets` are all versions, also without their texts."""
        with self._guard:
            lines = {file: list(begun(sets, file, at)) for file in {item.file for item in sets}}
            lines = {file: line for file, line in lines.items() if line}
            later = changes_after(sets, at)
            # a draft that was refused at the hub may come again under its uid with another text
            key = tuple(
                sorted(f"{one.uid}:{one.activated_at}" for line in lines.values() for one in line)
            )
            bundle = self._made.get(key)
            if bundle is None:
                bundle = self._make(lines, text)
                self._made[key] = bundle
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return replace(bundle, until=later[0] if later else None)

    def under(self, sets: Sequence[RuleSet], text: Texts, at: int, draft: RuleSet) -> Bundle:
        """The bundle of a moment if a draft (with its text) were in force besides.

        Raises the draft's first mistake as `Refusal("rules_unsound")`.
        """
        with self._guard:
            today = self.look(sets, text, at)
            texts = {file: text(item.uid) for file, item in today.chosen.items()}
            texts[draft.file] = draft.text
            found, made, scripts = _built(self.source, texts)
            if made is None:
                raise unsound(draft.file, found)
            made = replace(
                made,
                older_procedures=today.rules.older_procedures,
                older_limits=today.rules.older_limits,
            )
            return Bundle(made, scripts, {**today.chosen, draft.file: draft})

    def shipped_text(self, file: str) -> str:
        """The text of a file as it is shipped; "" for one that is not."""
        try:
            return self.source.text(file)
        except OSError:
            return ""

    def _make(self, lines: dict[str, list[RuleSet]], text: Texts) -> Bundle:
        """Lay the newest versions over the shipped files; what does not fit is passed over."""
        left = {file: list(line) for file, line in lines.items()}
        unused: list[Unused] = []
        scripts: Callable[[], tuple[Script, ...]]
        while True:
            chosen = {file: line[0] for file, line in left.items() if line}
            if not chosen and self._plain:
                made, scripts = shipped.load(), partial(shipped.scripts)
                break
            found, built, scripts = _built(
                self.source, {file: text(item.uid) for file, item in chosen.items()}
            )
            if built is not None:
                made = built
                break
            if not chosen:
                raise Refusal("rules_unsound", file=found[0].file, message=found[0].message)
            item = self._culprit(left, text) or _named(chosen, found)
            told = next((one for one in found if one.file == item.file), found[0])
            unused.append(Unused(item.uid, item.file, item.version, told))
            left[item.file].pop(0)
        past = _Past(self, lines, text, made)
        made = replace(
            made, older_procedures=Older(past.procedure), older_limits=Older(past.limits)
        )
        return Bundle(made, scripts, chosen, unused=tuple(unused))

    def _culprit(self, left: Mapping[str, list[RuleSet]], text: Texts) -> RuleSet | None:
        """The version that came last of those without which all would be sound; None of several."""
        heads = [line[0] for line in left.values() if line]
        for item in sorted(heads, key=lambda one: (one.activated_at or 0, one.uid), reverse=True):
            lines = {**left, item.file: left[item.file][1:]}
            texts = {file: text(line[0].uid) for file, line in lines.items() if line}
            if _built(self.source, texts)[1] is not None:
                return item
        return None


class _Past:
    """Finds a superseded version among those that were in force, and the shipped one."""

    def __init__(
        self, shelf: Shelf, lines: Mapping[str, list[RuleSet]], text: Texts, today: Rules
    ) -> None:
        self._shelf = shelf
        self._today = today
        self._text = text
        self._lines = lines

    def procedure(self, told: str) -> Procedure | None:
        """The procedure of "code@version"."""
        code, _, version = told.partition("@")
        for file in self._lines:
            if file.startswith("procedures/"):
                for data in self._of(file, version):
                    found: tuple[Procedure, ...] = _tried(procedures_from, data) or ()
                    for made in found:
                        if (made.code, made.version) == (code, version):
                            return made
        return None

    def limits(self, version: str) -> LimitRules | None:
        """The limits of a version; they go by the calendars of the groups as they are now."""
        there = self._today.calendars.keys() | {GROUP_CALENDAR}
        for data in self._of(_LIMITS, version):
            made = _tried(limit_rules_from, data)
            if made is None or made.version != version:
                continue
            if {rule.calendar for rule in (*made.rules, *made.claim_rules)} <= there:
                return replace(made, group_calendars=self._today.limits.group_calendars)
        return None

    def _of(self, file: str, version: str) -> Iterator[dict[str, object]]:
        """The data of a file in one version, wherever that was in force."""
        for item in self._lines.get(file, ()):
            if item.version == version:
                yield from _read(self._text(item.uid))
        yield from _read(self._shelf.shipped_text(file))


def _read(text: str) -> Iterator[dict[str, object]]:
    try:
        if text:
            yield dict(parsed(text))
    except Refusal:
        return


def _tried(make: Callable[[dict[str, object]], T], data: dict[str, object]) -> T | None:
    """What a builder makes of a text that was in force once; None where it no longer can."""
    try:
        return make(data)
    except Refusal as refusal:
        _log.info("a superseded version cannot be read: %s", refusal)
        return None


def _built(
    source: Source, texts: Mapping[str, str]
) -> tuple[list[Finding], Rules | None, Callable[[], tuple[Script, ...]]]:
    """The bundle of a source with some texts laid over it, None with the mistakes found."""
    from workstation.rules.making import bundle_of, scripts_of

    found: list[Finding] = []
    over = Overlaid(source, texts)
    made = bundle_of(over, found.append)
    scripts = scripts_of(over, found.append, made)
    return found, None if found else made, lambda: scripts


def _named(chosen: Mapping[str, RuleSet], found: Sequence[Finding]) -> RuleSet:
    """Where several are wrong: the first one in which a mistake is, else the one come last."""
    for finding in found:
        if finding.file in chosen:
            return chosen[finding.file]
    return max(chosen.values(), key=lambda item: (item.activated_at or 0, item.uid))


def unsound(file: str, found: Sequence[Finding]) -> Refusal:
    """The refusal of a text with mistakes, those in its own file first."""
    told = sorted(found, key=lambda one: one.file != file)
    first = told[0]
    return Refusal(
        "rules_unsound",
        file=first.file,
        place=first.place,
        line=first.line,
        column=first.column,
        mistake=first.code,
        message=first.message,
        message_zh=first.message_zh,
        findings=tuple(one.facts() for one in told),
    )
