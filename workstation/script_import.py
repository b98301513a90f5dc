"""Taking in reply scripts that others wrote: looked at first, then made drafts or own scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from workstation.domain.classify import suggest
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, script_facts, script_from
from workstation.domain.ticket import GROUPS
from workstation.readers.script_file import open_scripts
from workstation.readers.script_source import ColumnUse, Entry, PassedOver, ScriptFile
from workstation.script_joining import joined
from workstation.script_making import Codes, Made, Problem, Translated, made_of
from workstation.script_matching import (
    Standing,
    are_alike,
    is_another,
    is_same,
    laid_over,
    standing,
    words_key,
)
from workstation.script_naming import code_of, free_code, tidy_code
from workstation.text.foreign_placeholders import left_raw, styles_of, translate
from workstation.text.script_content import Known, problems_of

if TYPE_CHECKING:
    from workstation.actions.script_imports import ScriptsImported
    from workstation.desk import Desk
    from workstation.domain.script_ask import Ask
    from workstation.rules import Rules

#: What becomes of a row: taken in anew, as another version, not at all since it is there already,
#: under another code since its own is another script's, or not at all since something is amiss.
ACTIONS: Final = ("new", "changed", "same", "clash", "refused")
#: What imported scripts become: drafts of the team, drafts handed in for review, one's own.
AS: Final = ("drafts", "sent_in", "personal")
BATCH: Final = 200
_STEP: Final = 200
#: Problems of a script's table that are told and mended: what is not known here becomes a tag.
_MENDED: Final = ("classes", "groups", "steps")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One script that a file would bring.

    `place` says where it stands in the file, `action` is one of `ACTIONS`. `known` are foreign
    placeholders with our names, `unknown` foreign ones with the asks that they become. `guessed`
    names what the file does not tell: code, title, class, language. `of` is the code of the
    script here that it is the same as, another version of, or clashes with. `note` holds what no
    field of a script takes. `bare` is the script as the file alone has it, where `script` keeps
    what the one here tells besides.
    """

    place: str
    line: int
    code: str
    title: str
    action: str
    script: Script
    known: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    guessed: tuple[str, ...] = ()
    of: str = ""
    note: str = ""
    bare: Script | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would bring, before anything is written.

    `columns` say what each column or key is read as; one without a field is unknown and kept as a
    note. `passed` names parts that are no scripts. `known` and `unknown` are the placeholders of
    all rows, with how often each stands in them.
    """

    path: Path
    form: str
    encoding: str = ""
    own: bool = False
    columns: tuple[ColumnUse, ...] = ()
    rows: tuple[ImportRow, ...] = ()
    passed: tuple[PassedOver, ...] = ()
    sheets: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows become what, by action."""
        told = Counter(row.action for row in self.rows)
        return {action: told.get(action, 0) for action in ACTIONS}

    @property
    def known(self) -> dict[tuple[str, str], int]:
        """Foreign placeholders that became ours, with the number of rows."""
        return dict(Counter(pair for row in self.rows for pair in row.known))

    @property
    def unknown(self) -> dict[tuple[str, str], int]:
        """Foreign placeholders that became asks, with the number of rows."""
        return dict(Counter(pair for row in self.rows for pair in row.unknown))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: codes made anew and changed, and how many rows brought nothing."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: int = 0
    uids: tuple[str, ...] = ()
    stopped: bool = False


def plan(
    desk: Desk | None,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportPlan:
    """Look at a file and say what it would bring; nothing is written.

    `mapping` gives fields (`readers.script_fields.FIELDS`, "" for a note) of columns or keys by
    their names. Without a desk nothing counts as being there already. Raises `ReadError` for a
    file that cannot be read as a whole, `Refusal("import_stopped")`.
    """
    file = open_scripts(path, mapping, encoding=encoding, delimiter=delimiter, sheet=sheet)
    planner = _Planner(desk, file)
    rows: list[ImportRow] = []
    made = joined(_made(file, planner, progress, cancelled))
    for at, one in enumerate(made):
        if cancelled():
            raise Refusal("import_stopped")
        rows.append(planner.row(one))
        if at % _STEP == 0:
            progress(len(file.entries) + at, len(file.entries) + len(made))
    progress(len(rows), len(rows))
    return ImportPlan(
        path, file.form, file.encoding, file.own, file.columns, tuple(rows), file.passed,
        file.sheets, dict(mapping or {}),
    )  # fmt: skip


def carry_out(
    desk: Desk,
    plan: ImportPlan,
    as_: str = "drafts",
    *,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take the rows of a plan in: as drafts that a second person reviews, or as one's own scripts.

    Batch by batch: what was taken in before somebody stops it stays, and another run goes on
    there. Raises `Refusal`: not_allowed, script_choice.
    """
    from workstation.actions.script_imports import ImportScripts

    if as_ not in AS:
        raise Refusal("script_choice", place="as", value=as_, known=AS)
    wanted = [row for row in plan.rows if row.action in ("new", "changed", "clash")]
    if as_ == "personal":
        wanted = _own(desk, wanted)
    told = ImportReport(refused=plan.counts["refused"], unchanged=plan.counts["same"])
    for start in range(0, len(wanted), BATCH):
        if cancelled():
            return replace(told, stopped=True)
        part = wanted[start : start + BATCH]
        scripts = tuple(row.script for row in part)
        notes = {row.code: row.note for row in part if row.note}
        done = desk.do(ImportScripts(scripts, into=as_, note=plan.path.name, notes=notes)).result()
        found = cast("ScriptsImported", done.result)
        told = replace(
            told,
            created=(*told.created, *found.created),
            changed=(*told.changed, *found.changed),
            unchanged=told.unchanged + len(found.unchanged),
            uids=(*told.uids, *found.uids),
        )
        progress(min(start + BATCH, len(wanted)), len(wanted))
    return told


def _own(desk: Desk, rows: list[ImportRow]) -> list[ImportRow]:
    """The rows as scripts of one's own: those with a code of the team's get another."""
    team = {script.code for script in desk.team_scripts}
    taken = {*team, *(script.code for script in desk.scripts), *(row.code for row in rows)}
    found = []
    for row in rows:
        code = row.code if row.code not in team else free_code(row.code, taken)
        taken.add(code)
        found.append(replace(row, code=code, script=replace(row.bare or row.script, code=code)))
    return found


def _made(
    file: ScriptFile, planner: _Planner, progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[Made]:
    for at, entry in enumerate(file.entries):
        if cancelled():
            raise Refusal("import_stopped")
        if at % _STEP == 0:
            progress(at, 2 * len(file.entries))
        yield from planner.made(entry)


class _Planner:
    """Turns entries into rows, one after the other; it remembers the codes and words before."""

    def __init__(self, desk: Desk | None, file: ScriptFile) -> None:
        self._styles = () if file.own else styles_of(_bodies(file))
        self._rules = _rules(desk)
        self._codes = _codes(self._rules)
        self._standing = _standing(desk)
        self._known = _known(desk, self._rules)
        self._here: dict[str, str] = {}  # words -> place, of this file
        self._codes_here: dict[str, str] = {}  # words -> code, of this file
        self._used: dict[str, str] = {}  # code -> place, of this file

    def made(self, entry: Entry) -> list[Made]:
        """The scripts of an entry, their codes not yet settled."""
        if entry.facts is None:
            return made_of(entry, self._translate, self._guess, self._codes)
        try:
            script = script_from(entry.facts)
        except Refusal as refusal:
            made = Made(entry, Script(str(entry.facts.get("code", "")), "", ""), exact=True)
            facts = {**refusal.facts, "detail": refusal.code}
            made.problems.append(Problem("script_facts_broken", facts, fatal=True))
            return [made]
        return [Made(entry, script, given_code=script.code, exact=True)]

    def _translate(self, text: str, asks: tuple[Ask, ...]) -> Translated:
        told = translate(text, self._styles, asks)
        return Translated(told.body, told.recognised, told.asked, told.asks, left_raw(told.body))

    def row(self, made: Made) -> ImportRow:
        """What becomes of a script."""
        if made.refused:
            return self._told(made, made.script.code or made.given_code, "refused")
        key = words_key(made.script)
        if not made.exact and (before := self._here.get(key)):
            made.problems.append(Problem("script_twice_in_file", {"place": before}))
            return self._told(made, self._codes_here.get(key, ""), "same")
        self._here.setdefault(key, made.entry.place)
        code, action, of = self._settled(made)
        made.script = replace(made.script, code=code)
        bare = made.script
        if action == "changed" and not made.exact:
            made.script = laid_over(self._standing.by_code[of][0], made.script)
        if action != "same":
            self._mend(made)
        if made.refused:
            action = "refused"
        else:
            self._used[code] = made.entry.place
            self._standing.taken.add(code)
            self._codes_here.setdefault(key, code)
        row = self._told(made, code, action, of)
        return row if bare is made.script else replace(row, bare=bare)

    def _settled(self, made: Made) -> tuple[str, str, str]:
        """Code, action, and the code of the script here that it is about."""
        script, there = made.script, self._standing
        given = made.given_code if made.exact else tidy_code(made.given_code)
        if given and given != made.given_code.strip():
            made.problems.append(Problem("script_code_tidied", {"given": made.given_code}))
        if not given:
            made.guessed.append("code")
            return self._nameless(made)
        said = None if made.exact else there.saying(script)
        if given in self._used:
            if said is not None:
                return said.code, "same", said.code
            facts: dict[str, object] = {"code": given, "place": self._used[given]}
            made.problems.append(Problem("script_code_twice", facts))
            return free_code(given, there.taken), "new", ""
        found = there.by_code.get(given, [])
        if any(is_same(one, script, exact=made.exact) for one in found):
            return given, "same", given
        if said is not None and (said.title == script.title or said.code != given):
            return self._said(made, said)
        if not found:
            return given, "new", ""
        if not made.exact and is_another(found[0], script):
            free = free_code(given, there.taken)
            facts = {"code": given, "title": found[0].title, "free": free}
            made.problems.append(Problem("script_code_clash", facts))
            return free, "clash", given
        return given, "changed", given

    def _said(self, made: Made, said: Script) -> tuple[str, str, str]:
        """A script whose words are said here already, be it under another title."""
        if said.title != made.script.title:
            facts = {"code": said.code, "title": said.title}
            made.problems.append(Problem("script_said_here", facts))
        return said.code, "same", said.code

    def _nameless(self, made: Made) -> tuple[str, str, str]:
        """A script without a code: known by its words, else by its title, else new."""
        there, script = self._standing, made.script
        if (said := there.saying(script)) is not None:
            return self._said(made, said)
        titled = there.of_title(script.title)
        if titled and titled not in self._used:
            present = there.by_code[titled][0]
            if are_alike(present.body, script.body):
                return titled, "changed", titled
        return free_code(code_of(script.title), there.taken), "new", ""

    def _mend(self, made: Made) -> None:
        """Make what this desk does not know a tag, and tell what is amiss all the same."""
        for problem in problems_of(script_facts(made.script), self._known):
            field_name = problem.place.split(".")[0]
            value = str(problem.facts.get("value", ""))
            if field_name in _MENDED and value:
                kept = tuple(one for one in getattr(made.script, field_name) if one != value)
                tags = tuple(dict.fromkeys((*made.script.tags, value)))
                if field_name == "classes":
                    made.script = replace(made.script, classes=kept, tags=tags)
                elif field_name == "groups":
                    made.script = replace(made.script, groups=kept, tags=tags)
                else:
                    made.script = replace(made.script, steps=kept, tags=tags)
                told = {"value": value, "field": field_name}
                made.problems.append(Problem("script_name_unknown", told))
            else:
                facts: dict[str, object] = {**problem.facts, "place": problem.place}
                made.problems.append(Problem(problem.code, facts, fatal=True))

    def _guess(self, text: str) -> tuple[str, float]:
        found = suggest(text, self._rules.catalogue)
        return found.subtype, found.confidence

    def _told(self, made: Made, code: str, action: str, of: str = "") -> ImportRow:
        entry = made.entry
        return ImportRow(
            entry.place, entry.line, code, made.script.title, action, made.script,
            tuple(made.known), tuple(made.unknown), tuple(made.problems),
            tuple(dict.fromkeys(made.guessed)), of, made.note,
        )  # fmt: skip


def _bodies(file: ScriptFile) -> Iterator[str]:
    for entry in file.entries:
        yield from (text for name, text in entry.values.items() if name.startswith("body"))


def _rules(desk: Desk | None) -> Rules:
    if desk is not None:
        return desk.rules
    from workstation import rules

    return rules.load()


def _standing(desk: Desk | None) -> Standing:
    """The scripts in use on the desk and the drafts that wait, with their words."""
    if desk is None:
        return Standing()
    from workstation.store import scripts as kept

    heads = kept.heads(desk.read.connection)
    mine = [one for one in heads if one.owner in ("", desk.agent.uid)]
    waiting = [one.uid for one in mine if one.state in ("draft", "sent_in", "reviewed")]
    coming = [one.uid for one in mine if one.state == "in_force"]
    words = kept.versions(desk.read.connection, [*waiting, *coming])
    found = standing(dict.fromkeys((*desk.scripts, *desk.team_scripts)), words)
    found.taken |= {one.code for one in mine}
    return found


def _known(desk: Desk | None, rules: Rules) -> Known:
    if desk is not None:
        from workstation.script_desk import known_to

        return known_to(desk)
    steps = {step.code for item in rules.procedures.values() for step in item.steps}
    return Known(rules.catalogue.codes, steps)


def _codes(rules: Rules) -> Codes:
    """The words by which files may name classes, groups and steps."""
    catalogue = rules.catalogue
    classes: dict[str, str] = {}
    for item in catalogue.classes:
        classes |= {word.casefold(): item.code for word in (item.code, item.name_zh, item.name_en)}
    for kind in catalogue.subtypes:
        for word in (kind.code, kind.name_zh, kind.name_en):
            classes.setdefault(word.casefold(), kind.code)
    groups = {code: code for code in GROUPS}
    for group in rules.groups:
        groups |= {name.casefold(): group.code for name in (group.name_zh, group.name_en)}
    steps: dict[str, str] = {}
    for procedure in rules.procedures.values():
        for step in procedure.steps:
            for word in (step.code, step.name_zh, step.name_en):
                steps.setdefault(word.casefold(), step.code)
    return Codes(classes, groups, steps)
