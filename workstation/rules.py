"""The rule files as one bundle: read once, checked against each other, mistakes named by place.

A rule folder has `rules/*.toml`, `procedures/*.toml`, `calendars/*.toml`, `scripts/*.toml` and
`knowledge/*.toml`; docs/rules.md describes them. The product ships one in its resources. Kinds of
files beside the first ones plug in by a line in `workstation.rule_parts`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from resources import path
from workstation.domain.assignment import AssignmentRules
from workstation.domain.calendars import Calendar, calendar_from, check_holidays
from workstation.domain.claim_amount import CompensationRule
from workstation.domain.claim_amount import rules_from as compensation_from
from workstation.domain.classify import Catalogue, catalogue_from
from workstation.domain.diagnosis import Tree
from workstation.domain.knowledge import Article
from workstation.domain.limits import LimitRules, limit_rules_from
from workstation.domain.macro import Macro
from workstation.domain.procedure import Procedure, procedures_from
from workstation.domain.refusal import Refusal
from workstation.domain.revisit_rules import RevisitRules
from workstation.domain.route import RouteRules, rules_from
from workstation.domain.script import Script, scripts_from
from workstation.domain.shape import check_distinct, root
from workstation.domain.ticket import GROUPS
from workstation.rule_checks import (
    check_codes,
    check_limits,
    check_procedure,
    check_routing,
    check_scripts,
    known,
)
from workstation.rule_files import Finding, RuleFile, RuleReader
from workstation.rule_parts import PARTS, Part


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A group of agents: its names and the code of the calendar it works by."""

    code: str
    name_zh: str
    name_en: str
    calendar: str

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in force on this desk. `procedures` by group, `calendars` by code.

    What `rule_parts.PARTS` names is empty where its file is missing. `older_procedures` holds
    superseded versions by "code@version", `older_limits` by version.
    """

    catalogue: Catalogue
    routing: RouteRules
    groups: tuple[GroupInfo, ...]
    procedures: Mapping[str, Procedure]
    limits: LimitRules
    calendars: Mapping[str, Calendar]
    compensation: tuple[CompensationRule, ...]
    macros: tuple[Macro, ...] = ()
    automations: tuple[Any, ...] = ()
    diagnosis: tuple[Tree, ...] = ()
    knowledge: tuple[Article, ...] = ()
    revisits: RevisitRules = RevisitRules()
    assignment: AssignmentRules = AssignmentRules()
    older_procedures: Mapping[str, Procedure] = field(default_factory=dict)
    older_limits: Mapping[str, LimitRules] = field(default_factory=dict)

    def group(self, code: str) -> GroupInfo:
        """The group with a code; an unknown one is its own name and works round the first's hours."""
        for item in self.groups:
            if item.code == code:
                return item
        return GroupInfo(code, code, code, self.groups[0].calendar)

    def calendar_of(self, group: str) -> Calendar:
        """The calendar that a group works by."""
        return self.calendars[self.group(group).calendar]

    def procedure(self, told: str) -> Procedure | None:
        """The procedure of "code@version", as a ticket keeps it; a superseded one is found too.

        Where that version is not here any more it is the present one of the code; None for a code
        that no procedure has. A bare code is the present version.
        """
        code, _, version = told.partition("@")
        present = next((item for item in self.procedures.values() if item.code == code), None)
        if present is not None and version in ("", present.version):
            return present
        return self.older_procedures.get(told, present)

    def limits_of(self, version: str) -> LimitRules:
        """The limits of a version, as a ticket keeps it; the present ones where it is not here."""
        if version in ("", self.limits.version):
            return self.limits
        return self.older_limits.get(version, self.limits)


def load(folder: Path | None = None) -> Rules:
    """Return the rules of a folder, by default the shipped ones; read once per folder.

    Raises `Refusal` with the code of the first mistake and `file`, `place` and `message`.
    """
    return _load(folder or path("rules").parent)


def scripts(folder: Path | None = None) -> tuple[Script, ...]:
    """Return the reply scripts of a folder, by default the shipped ones; raises as `load`."""
    return _scripts(folder or path("rules").parent)


def macros(folder: Path | None = None) -> tuple[Macro, ...]:
    """Return the macros of a folder, by default the shipped ones; raises as `load`."""
    return load(folder).macros


def check(folder: Path | None = None) -> tuple[Finding, ...]:
    """Return the first mistake of every file; empty when all rules may be put in force."""
    found: list[Finding] = []
    reader = RuleReader(folder or path("rules").parent, found.append)
    bundle = _Bundle(reader).made()
    _all_scripts(reader, bundle)
    return tuple(found)


@cache
def _load(folder: Path) -> Rules:
    bundle = _Bundle(RuleReader(folder, _stop)).made()
    assert bundle is not None
    return bundle


@cache
def _scripts(folder: Path) -> tuple[Script, ...]:
    return _all_scripts(RuleReader(folder, _stop))


def _stop(finding: Finding) -> None:
    raise Refusal(finding.code, file=finding.file, place=finding.place, message=finding.message)


def _all_scripts(reader: RuleReader, rules: Rules | None = None) -> tuple[Script, ...]:
    """The scripts of all files; a code belongs to one script only.

    With `rules`, the classes, groups and steps that scripts name must be theirs.
    """
    found: dict[str, Script] = {}
    for name in reader.names("scripts"):
        file = reader.read(name)
        if file is None:
            continue
        made = reader.build(file, scripts_from) or ()
        for number, script in enumerate(made):
            if script.code in found:
                place = f"script[{number}].code"
                reader.report(file, Refusal("rule_duplicate", place=place, value=script.code))
            found[script.code] = script
        if rules is not None:
            steps = {step.code for item in rules.procedures.values() for step in item.steps}
            reader.across(file, partial(check_scripts, made, rules.catalogue, steps))
    return tuple(found.values())


class _Bundle:
    """Reads all files of a folder and checks them against each other."""

    def __init__(self, reader: RuleReader) -> None:
        self._reader = reader

    def made(self) -> Rules | None:
        """The bundle, None when any part of it has a mistake."""
        reader = self._reader
        calendars = self._calendars()
        groups_file = reader.read("rules/groups.toml")
        groups = reader.build(groups_file, lambda data: _groups(data, calendars))
        rows = list(_plain_rows(groups or ()))
        catalogue = reader.build(reader.read("rules/classes.toml"), catalogue_from)
        routing_file = reader.read("rules/routing.toml")
        routing = reader.build(routing_file, lambda data: rules_from({**data, "group": rows}))
        limits_file = reader.read("rules/limits.toml")
        limits = reader.build(limits_file, lambda data: limit_rules_from({**data, "group": rows}))
        compensation = reader.build(reader.read("rules/compensation.toml"), compensation_from)
        procedures = self._procedures(catalogue)
        if catalogue and routing:
            reader.across(routing_file, partial(check_routing, routing, catalogue))
        if catalogue and limits:
            reader.across(limits_file, partial(check_limits, limits, catalogue, calendars))
        plugged = [(part, self._plugged(part)) for part in PARTS]
        if not (catalogue and routing and groups and limits and compensation is not None):
            return None
        bundle = Rules(catalogue, routing, groups, procedures, limits, calendars, compensation)
        return self._joined(bundle, plugged)

    def _plugged(self, part: Part) -> list[tuple[RuleFile, Any]]:
        """What each file of a kind that plugs in holds; files with a mistake are left out."""
        reader = self._reader
        names = (name for name in reader.names(part.folder) if part.holds(name))
        read = (file for name in names if (file := reader.read(name)))
        built = ((file, reader.build(file, part.make)) for file in read)
        return [(file, made) for file, made in built if made is not None]

    def _joined(
        self, bundle: Rules, plugged: list[tuple[Part, list[tuple[RuleFile, Any]]]]
    ) -> Rules:
        """The bundle with its plug-ins, each file of them checked against all of it."""
        fields: dict[str, Any] = {}
        for part, files in plugged:
            if part.many:
                fields[part.field] = tuple(item for _, items in files for item in items)
            elif files:
                fields[part.field] = files[0][1]
        bundle = replace(bundle, **fields)
        for part, files in plugged:
            seen: set[str] = set()
            for file, made in files:
                if part.many:
                    self._reader.across(file, partial(check_codes, made, seen))
                if part.check is not None:
                    self._reader.across(file, partial(part.check, made, bundle))
        return bundle

    def _calendars(self) -> dict[str, Calendar]:
        """Calendars by code; a file with `year` is a holiday table that others name."""
        reader = self._reader
        files = [file for name in reader.names("calendars") if (file := reader.read(name))]
        tables: dict[str, object] = {}
        for file in files:
            if "year" in file.data:
                sound = reader.across(file, partial(check_holidays, dict(file.data)))
                tables[str(file.data.get("code", ""))] = file.data["year"] if sound else []
        found: dict[str, Calendar] = {}
        for file in files:
            if "year" not in file.data:
                calendar = reader.build(file, lambda data: calendar_from(_with_days(data, tables)))
                if calendar is not None:
                    found[calendar.code] = calendar
        return found

    def _procedures(self, catalogue: Catalogue | None) -> dict[str, Procedure]:
        reader = self._reader
        found: dict[str, Procedure] = {}
        broken: set[str] = set()
        for name in reader.names("procedures"):
            file = reader.read(name)
            made = reader.build(file, procedures_from)
            if made is None:
                broken.add(name)
            for procedure in made or ():
                if file is not None and procedure.group in found:
                    told = Refusal("rule_duplicate", place="group", value=procedure.group)
                    reader.report(file, told)
                if catalogue is not None and not reader.across(
                    file, partial(check_procedure, procedure, catalogue)
                ):
                    broken.add(name)
                found[procedure.group] = procedure
        for group in GROUPS:
            name = f"procedures/{group}.toml"
            if group not in found and name not in broken:
                self._reader.report(RuleFile(name), Refusal("rule_file_missing"))
        return found


def _groups(data: dict[str, object], calendars: Container[str]) -> tuple[GroupInfo, ...]:
    top = root(data)
    top.only("format", "version", "group")
    found = []
    for row in top.tables("group"):
        row.only("code", "name_zh", "name_en", "calendar")
        group = GroupInfo(
            row.text("code"), row.text("name_zh"), row.text("name_en"), row.text("calendar")
        )
        known(group.calendar, calendars, row.at("calendar"))
        found.append(group)
    codes = [group.code for group in found]
    check_distinct(codes, "group")
    for code in GROUPS:
        known(code, codes, "group")
    return tuple(found)


def _plain_rows(groups: tuple[GroupInfo, ...]) -> Iterator[dict[str, object]]:
    for group in groups:
        yield {
            "code": group.code,
            "name_zh": group.name_zh,
            "name_en": group.name_en,
            "calendar": group.calendar,
        }


def _with_days(data: dict[str, object], tables: Mapping[str, object]) -> dict[str, object]:
    """A calendar's data with the holiday table it names put in at `days`."""
    name = data.get("holidays", "")
    if not name:
        return data
    known(str(name), tables, "holidays")
    return {**data, "days": {"year": tables[str(name)]}}
