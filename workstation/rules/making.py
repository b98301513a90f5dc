"""Making the bundle: all files of a source are read and checked against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from workstation.domain.calendars import Calendar, calendar_from, check_holidays
from workstation.domain.claim_amount import rules_from as compensation_from
from workstation.domain.classify import Catalogue, catalogue_from
from workstation.domain.limits import limit_rules_from
from workstation.domain.procedure import Procedure
from workstation.domain.procedure_file import procedures_from
from workstation.domain.refusal import Refusal
from workstation.domain.route import rules_from
from workstation.domain.script import Script, scripts_from
from workstation.domain.shape import Table, check_distinct, each, root
from workstation.domain.ticket import GROUPS
from workstation.examples import shipped
from workstation.rules.bundle import GroupInfo, Rules
from workstation.rules.checks import (
    check_codes,
    check_hand_over,
    check_limits,
    check_procedure,
    check_routing,
    check_scripts,
    known,
)
from workstation.rules.files import Finding, RuleFile, RuleReader, Source
from workstation.rules.parts import PARTS, Part

#: The files of which there is one each; the bundle cannot be made without them.
BASE: Final = (
    "rules/classes.toml",
    "rules/routing.toml",
    "rules/groups.toml",
    "rules/limits.toml",
    "rules/compensation.toml",
)
#: Tables that lie in the folder as well and are no rules: spellings, names of places and people.
TABLES: Final = (
    "rules/carriers.toml",
    "rules/import_words.toml",
    "rules/placeholders.toml",
    "rules/regions.toml",
    "rules/surnames.toml",
)
_MANY: Final = ("procedures", "calendars", "scripts")
_NAME: Final = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9_-]{0,60}(\.[a-z]{2})?\.toml")


def is_rule_file(name: str) -> bool:
    """Whether a rule file may have this name ("rules/limits.toml", "calendars/dubai.toml")."""
    if _NAME.fullmatch(name) is None:
        return False
    if name in BASE or name.split("/", 1)[0] in _MANY:
        return True
    return any(part.holds(name) for part in PARTS)


def files_of(source: Source) -> tuple[str, ...]:
    """The rule files of a source, without the tables beside them."""
    parts = dict.fromkeys(["rules", *_MANY, *(part.folder for part in PARTS)])
    names = (name for part in parts for name in source.names(part))
    return tuple(name for name in names if is_rule_file(name) and name not in TABLES)


def bundle_of(source: Source, report: Callable[[Finding], None]) -> Rules | None:
    """All rules of a source; every mistake is reported, and None given if there was one."""
    found: list[Finding] = []

    def told(finding: Finding) -> None:
        found.append(finding)
        report(finding)

    reader = RuleReader(source, told)
    for name in reader.names("rules"):
        if name not in TABLES and not is_rule_file(name):
            reader.report(RuleFile(name), Refusal("rule_file_unknown", file=name))
    made = _Bundle(reader).made()
    return None if found else made


def calendars_of(source: Source, report: Callable[[Finding], None]) -> dict[str, Calendar]:
    """The calendars of a source by code; those with a mistake are reported and left out."""
    return _Bundle(RuleReader(source, report)).calendars()


def scripts_of(
    source: Source, report: Callable[[Finding], None], rules: Rules | None = None
) -> tuple[Script, ...]:
    """The scripts of all files; a code belongs to one script only.

    With `rules`, the classes, groups and steps that scripts name must be theirs.
    """
    reader = RuleReader(source, report)
    found: dict[str, Script] = {}
    for name in reader.names("scripts"):
        file = reader.read(name)
        if file is None:
            continue
        made = reader.build(file, scripts_from, alone=True) or ()
        for number, script in enumerate(made):
            if script.code in found:
                place = f"script[{number}].code"
                reader.report(file, Refusal("rule_duplicate", place=place, value=script.code))
            found[script.code] = script
        if rules is not None:
            steps = {step.code for item in rules.procedures.values() for step in item.steps}
            reader.across(file, partial(check_scripts, made, rules.catalogue, steps))
    return tuple(found.values())


class _Mending(dict[str, Calendar]):
    """Calendars, some of whose files have mistakes: what names those is not wrong besides.

    `amiss` are the codes of the broken ones, None where a broken one's code cannot be told.
    """

    amiss: set[str] | None

    def __contains__(self, code: object) -> bool:
        return self.amiss is None or code in self.amiss or super().__contains__(code)


class _Bundle:
    """Reads all files of a folder and checks them against each other."""

    def __init__(self, reader: RuleReader) -> None:
        self._reader = reader

    def made(self) -> Rules | None:
        """The bundle, None when any part of it has a mistake."""
        reader = self._reader
        calendars = self.calendars()
        groups_file = reader.read("rules/groups.toml")
        groups = reader.build(groups_file, lambda data: _groups(data, calendars))
        rows = list(_plain_rows(groups or ()))
        catalogue = reader.build(reader.read("rules/classes.toml"), catalogue_from, alone=True)
        routing_file = reader.read("rules/routing.toml")
        routing = reader.build(routing_file, lambda data: rules_from({**data, "group": rows}))
        limits_file = reader.read("rules/limits.toml")
        limits = reader.build(limits_file, lambda data: limit_rules_from({**data, "group": rows}))
        compensation = reader.build(
            reader.read("rules/compensation.toml"), compensation_from, alone=True
        )
        procedures = self._procedures(catalogue)
        if catalogue and routing:
            reader.across(routing_file, partial(check_routing, routing, catalogue))
        if catalogue and limits:
            reader.across(limits_file, partial(check_limits, limits, catalogue, calendars))
        plugged = [(part, self._plugged(part)) for part in PARTS]
        if not (catalogue and routing and groups and limits and compensation is not None):
            return None
        catalogue = replace(catalogue, model=shipped)
        bundle = Rules(catalogue, routing, groups, procedures, limits, calendars, compensation)
        return self._joined(bundle, plugged)

    def _plugged(self, part: Part) -> list[tuple[RuleFile, Any]]:
        """What each file of a kind that plugs in holds; files with a mistake are left out."""
        reader = self._reader
        names = (name for name in reader.names(part.folder) if part.holds(name))
        read = (file for name in names if (file := reader.read(name)))
        built = ((file, reader.build(file, self._maker(part, file), alone=True)) for file in read)
        return [(file, made) for file, made in built if made is not None]

    def _maker(self, part: Part, file: RuleFile) -> Callable[[dict[str, object]], Any]:
        """What makes a file's part: what the product carries is not tried out at every start."""
        if part.carried is not None and self._reader.carried(file):
            return part.carried
        return part.make

    def _joined(
        self, bundle: Rules, plugged: list[tuple[Part, list[tuple[RuleFile, Any]]]]
    ) -> Rules:
        """The bundle with its plug-ins, each file of them checked against all of it."""
        fields: dict[str, Any] = {"versions": dict(self._reader.versions)}
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
                    rows = next(
                        (key for key, row in file.data.items() if isinstance(row, list)), ""
                    )
                    self._reader.across(file, partial(check_codes, made, seen, rows))
                if part.check is not None:
                    self._reader.across(file, partial(part.check, made, bundle))
        return bundle

    def calendars(self) -> dict[str, Calendar]:
        """Calendars by code; a file with `year` is a holiday table that others name."""
        reader = self._reader
        names = reader.names("calendars")
        files = [file for name in names if (file := reader.read(name))]
        found = _Mending()
        found.amiss = set() if len(files) == len(names) else None
        tables: dict[str, object] = {}
        for file in files:
            if "year" in file.data:
                sound = reader.across(file, partial(check_holidays, dict(file.data)))
                tables[str(file.data.get("code", ""))] = file.data["year"] if sound else []
        unread = found.amiss is None
        for file in files:
            if "year" in file.data:
                continue
            make = partial(_calendar, tables=tables, unread=unread)
            calendar = reader.build(file, make)
            if calendar is not None:
                found[calendar.code] = calendar
            elif found.amiss is not None:
                found.amiss.add(str(file.data.get("code", "")))
        return found

    def _procedures(self, catalogue: Catalogue | None) -> dict[str, Procedure]:
        reader = self._reader
        found: dict[str, Procedure] = {}
        files: dict[str, RuleFile] = {}
        broken: set[str] = set()
        for name in reader.names("procedures"):
            file = reader.read(name)
            made = reader.build(file, procedures_from, alone=True)
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
                if file is not None:
                    files[procedure.group] = file
        for group, file in files.items():
            reader.across(file, partial(check_hand_over, found[group], found))
        for group in GROUPS:
            name = f"procedures/{group}.toml"
            if group not in found and name not in broken:
                self._reader.report(RuleFile(name), Refusal("rule_file_missing"))
        return found


def _groups(data: dict[str, object], calendars: Container[str]) -> tuple[GroupInfo, ...]:
    top = root(data)
    top.only("format", "version", "group")

    def group_of(row: Table) -> GroupInfo:
        row.only("code", "name_zh", "name_en", "calendar")
        code = row.text("code")
        if code not in GROUPS:
            raise Refusal("group_fixed", place=row.at("code"), value=code, known=GROUPS)
        group = GroupInfo(code, row.text("name_zh"), row.text("name_en"), row.text("calendar"))
        known(group.calendar, calendars, row.at("calendar"))
        return group

    found = each(top.tables("group"), group_of)
    codes = [group.code for group in found]
    check_distinct(codes, "group")
    for code in GROUPS:
        known(code, codes, "group")
    return found


def _plain_rows(groups: tuple[GroupInfo, ...]) -> Iterator[dict[str, object]]:
    for group in groups:
        yield {
            "code": group.code,
            "name_zh": group.name_zh,
            "name_en": group.name_en,
            "calendar": group.calendar,
        }


def _calendar(data: dict[str, object], tables: Mapping[str, object], *, unread: bool) -> Calendar:
    """A calendar with the holiday table it names put in at `days`.

    With `unread`, some file could not be read, and a table that is missing may stand in it.
    """
    name = data.get("holidays", "")
    if not name or not isinstance(name, str):
        return calendar_from(data)
    if not unread:
        known(name, tables, "holidays")
    return calendar_from({**data, "days": {"year": tables.get(name, [])}})
