"""Reading rule files: the file and line of every mistake, and a sentence with its remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from workstation.domain.refusal import Refusal

_T = TypeVar("_T")
_SYNTAX_LINE: Final = re.compile(r"\(at line (\d+)")

#: English sentences for the codes of mistakes; facts stand in braces.
_SENTENCES: Final[dict[str, str]] = {
    "rule_file_missing": "the file is missing; put it back or start from the shipped one",
    "rule_encoding": "the file is not UTF-8; save it as UTF-8",
    "rule_syntax": "the file is not valid TOML: {detail}",
    "rule_missing": "a value is missing here; add it",
    "rule_type": "expected {expected}, found {found}",
    "rule_unknown_key": "this key is not known here; use one of {known}",
    "rule_duplicate": "the code {value} stands twice; give each its own",
    "rule_reference": "{value} does not exist; correct the code or add what it names",
    "rule_format_newer": "made for a newer program (format {format}, this one reads {known})",
    "rule_value": "{value} does not fit here; expected: {expected}",
    "script_code_letters": "{value} cannot be typed as a short code; use letters and figures",
    "script_choice": "{value} is not known here; use one of {known}",
    "phrase_unusable": "{value} is no phrase; write words, and a weight such as ^2 at the end",
    "condition_fact": "{fact} is not a fact that rules may look at; use one of {known}",
    "condition_test": "{test} is not a comparison; use min, max, not_in, words or known",
    "condition_value": "{value} does not fit this comparison",
    "route_no_default": "the last rule must have no conditions, so that every ticket has a group",
    "route_unreachable": "no ticket gets here: rule {after} before it matches always",
    "route_fact_unknown": "the sentence names {fact}, which is not a fact of tickets",
    "route_template": "{value} has broken braces; write the bare name of a fact between them",
    "route_group_unreachable": "no rule sends tickets to the group {value}; add one",
    "procedure_dead_end": "no end can be reached from {steps}; add a way out",
    "procedure_unreachable": "no way leads to {steps}; add one or take the step out",
    "calendar_zone": "{zone} is not a time zone; use a name such as Asia/Shanghai",
    "calendar_interval": "{value} is not a stretch of time such as 09:00 to 12:00",
    "calendar_overlap": "{value} overlaps the stretch before it",
    "calendar_never_open": "the calendar {calendar} has no open hours; add some",
    "calendar_day_both": "{day} is a holiday and a working day; take one out",
    "limit_span": "a limit cannot be negative",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in a rule file: which file, where in it (with the line if known), what."""

    file: str
    place: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file that has been read: its name inside the folder, its text and its data."""

    name: str
    text: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


class RuleReader:
    """Reads files of a rule folder; every mistake goes to `report`, and reading goes on."""

    def __init__(self, folder: Path, report: Callable[[Finding], None]) -> None:
        self._folder = folder
        self._report = report

    def names(self, part: str) -> tuple[str, ...]:
        """The rule files below a part of the folder ("calendars"), in order of their names."""
        return tuple(f"{part}/{file.name}" for file in sorted((self._folder / part).glob("*.toml")))

    def read(self, name: str) -> RuleFile | None:
        """Read a file; None after a mistake was reported."""
        try:
            text = (self._folder / name).read_text(encoding="utf-8-sig")
            return RuleFile(name, text, tomllib.loads(text))
        except OSError:
            self.report(RuleFile(name), Refusal("rule_file_missing"))
        except UnicodeDecodeError:
            self.report(RuleFile(name), Refusal("rule_encoding"))
        except tomllib.TOMLDecodeError as error:
            self.report(RuleFile(name), Refusal("rule_syntax", detail=str(error)))
        return None

    def build(self, file: RuleFile | None, make: Callable[[dict[str, object]], _T]) -> _T | None:
        """Make a record of a file's data; None after a mistake was reported."""
        if file is None:
            return None
        try:
            return make(dict(file.data))
        except Refusal as refusal:
            self.report(file, refusal)
            return None

    def across(self, file: RuleFile | None, check: Callable[[], None]) -> bool:
        """Check a file against others and say whether it is sound."""

        def checked(_: dict[str, object]) -> bool:
            check()
            return True

        return self.build(file, checked) is not None

    def report(self, file: RuleFile, refusal: Refusal) -> None:
        """Report a refusal as a finding in a file."""
        place = str(refusal.facts.get("place", ""))
        line = line_of(file.text, place)
        if syntax := _SYNTAX_LINE.search(str(refusal.facts.get("detail", ""))):
            line = int(syntax[1])
        told = " ".join(part for part in (place, f"(line {line})" if line else "") if part)
        self._report(Finding(file.name, told, refusal.code, sentence(refusal)))


def sentence(refusal: Refusal) -> str:
    """Say in English what is wrong and how to mend it."""
    facts = {name: _told(value) for name, value in refusal.facts.items()}
    try:
        return _SENTENCES[refusal.code].format_map(facts)
    except KeyError:
        return str(refusal)


def line_of(text: str, place: str) -> int | None:
    """The line of `place` ("rule[2].when.area") in a TOML text, as near as its parts are found."""
    lines = text.splitlines()
    found: int | None = None
    header = ""
    for key, number in re.findall(r"([\w-]+)(?:\[(\d+)\])?", place):
        header = f"{header}.{key}" if header else key
        where = _find(lines, found or 0, header, key, int(number) if number else None)
        if where is None:
            break
        found = where
    return found


def _find(lines: list[str], start: int, header: str, key: str, number: int | None) -> int | None:
    """The line (from 1) of a table header or key after line `start`."""
    left = number or 0
    for place in range(start, len(lines)):
        line = lines[place].strip()
        if line == f"[[{header}]]":
            if left == 0:
                return place + 1
            left -= 1
        elif line == f"[{header}]" or re.match(rf'"?{re.escape(key)}"?\s*=', line):
            return place + 1 + (number + 1 if number is not None and line.endswith("[") else 0)
        elif line.startswith("[") and start and not line.startswith(f"[{header}"):
            return None
    return None


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
