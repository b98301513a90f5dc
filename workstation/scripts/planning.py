"""What becomes of the scripts of a file: their codes, what they are the same as, what is amiss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workstation.domain.classify import suggest
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, script_facts, script_from
from workstation.domain.ticket import GROUPS
from workstation.readers.script_source import Entry, ScriptFile
from workstation.scripts.made import Codes, Made, Problem, Translated
from workstation.scripts.making import made_of
from workstation.scripts.matching import (
    Standing,
    are_alike,
    is_another,
    is_same,
    laid_over,
    standing,
    words_key,
)
from workstation.scripts.naming import code_of, free_code, tidy_code
from workstation.text.foreign_placeholders import left_raw, styles_of, translate
from workstation.text.script_content import Known, problems_of
from workstation.text.templating import LONGEST_BODY

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.script_ask import Ask
    from workstation.rules.bundle import Rules

#: What becomes of a row: taken in anew, as another version, not at all since it is there already,
#: under another code since its own is another script's, or not at all since something is amiss.
ACTIONS: Final = ("new", "changed", "same", "clash", "refused")
#: Problems of a script's table that are told and mended: what is not known here becomes a tag.
_MENDED: Final = ("classes", "groups", "steps")
#: Brackets around a placeholder that became ours are no place to fill in.
_FRAMES: Final = "【】[]［］（）()「」<>＜＞{}｛｝、 "
#: So many entries tell how a file writes its placeholders.
_STYLED: Final = 2_000
_INSTRUCTION: Final = re.compile(r"\[[^\[\]\n]{16,300}\](?!\()")


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


class Planner:
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
        left = [one for one in left_raw(told.body) if one.strip(_FRAMES)]
        if "bracket" in self._styles:  # instructions in the brackets that names stand in
            left += [one for one in _INSTRUCTION.findall(told.body) if one not in left]
        return Translated(told.body, told.recognised, told.asked, told.asks, tuple(left))

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
        said = there.saying(script)
        if made.exact and said is not None and not (said.owner and said.title == script.title):
            said = None  # a whole script is held against that of its code
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
    for entry in file.entries[:_STYLED]:
        for name, text in entry.values.items():
            if name.startswith("body") and len(text) <= LONGEST_BODY:
                yield text


def _rules(desk: Desk | None) -> Rules:
    if desk is not None:
        return desk.rules
    from workstation.rules import loading

    return loading.load()


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
        from workstation.scripts.desk import known_to

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
