"""Reading rule files: the file, line and column of every mistake, and what to do about it."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol, TypeVar, cast

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Several, raise_all, root
from workstation.rules.places import position
from workstation.rules.sentences import sentence, syntax_position

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
#: The most bytes of a rule file, the deepest nesting of its values, the greatest number in it.
MOST_BYTES: Final = 1_000_000
MOST_DEEP: Final = 20
MOST_NUMBER: Final = 2**53


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in a rule file: where it is, its code, and what to do about it.

    `place` is as in "rule[2].when.area" ("" for the whole file), `line` and `column` count from 1
    and are 0 where nothing can be pointed at.
    """

    file: str
    place: str
    code: str
    message: str
    message_zh: str = ""
    line: int = 0
    column: int = 0

    def where(self) -> str:
        """File, line, column and place as compilers tell them."""
        at = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{at}: {self.place}" if self.place else f"{self.file}{at}"

    def said(self, language: str) -> str:
        """The sentence in Chinese for a language that begins with "zh", else in English."""
        return self.message_zh if language.startswith("zh") and self.message_zh else self.message

    def facts(self) -> dict[str, object]:
        """As JSON facts."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "place": self.place,
            "code": self.code,
            "message": self.message,
            "message_zh": self.message_zh,
        }


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file that has been read: its name inside the folder, its text and its data."""

    name: str
    text: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


class Source(Protocol):
    """Where the texts of rule files come from."""

    def names(self, part: str) -> tuple[str, ...]:
        """The rule files below a part of the folder ("calendars"), in order of their names."""
        ...

    def text(self, name: str) -> str:
        """A file's text; raises OSError and `Refusal` (rule_encoding, rule_too_large)."""
        ...

    def carried(self, name: str) -> bool:
        """Whether a file is as the product carries it, so that its tests have tried it out."""
        ...


class Folder:
    """Rule files in a folder of this machine; `shipped` says that it is the product's own."""

    def __init__(self, path: Path, *, shipped: bool = False) -> None:
        self.path = path
        self._shipped = shipped

    def names(self, part: str) -> tuple[str, ...]:
        return tuple(f"{part}/{file.name}" for file in sorted((self.path / part).glob("*.toml")))

    def text(self, name: str) -> str:
        file = self.path / name
        if file.stat().st_size > MOST_BYTES:
            raise Refusal("rule_too_large", size=file.stat().st_size, most=MOST_BYTES)
        return decoded(file.read_bytes())

    def carried(self, _name: str) -> bool:
        return self._shipped


def decoded(data: bytes) -> str:
    """The text of a file's bytes; raises `Refusal("rule_encoding")` with the first wrong byte."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal("rule_encoding", byte=error.start + 1, line=line) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class Overlaid:
    """Rule files of another source with some texts in their stead, or beside them."""

    def __init__(self, below: Source, texts: Mapping[str, str]) -> None:
        self._below = below
        self._texts = texts

    def names(self, part: str) -> tuple[str, ...]:
        mine = {name for name in self._texts if name.startswith(f"{part}/")}
        return tuple(sorted(mine.union(self._below.names(part))))

    def text(self, name: str) -> str:
        found = self._texts.get(name)
        return self._below.text(name) if found is None else found

    def carried(self, name: str) -> bool:
        return name not in self._texts and self._below.carried(name)


class RuleReader:
    """Reads files of a source; every mistake goes to `report`, and reading goes on.

    `versions` holds the version that each file read says of itself.
    """

    def __init__(self, source: Source, report: Callable[[Finding], None]) -> None:
        self._source = source
        self._report = report
        self.versions: dict[str, str] = {}

    def names(self, part: str) -> tuple[str, ...]:
        """The rule files below a part of the folder ("calendars"), in order of their names."""
        return self._source.names(part)

    def carried(self, file: RuleFile) -> bool:
        """Whether a file is as the product carries it."""
        return self._source.carried(file.name)

    def read(self, name: str) -> RuleFile | None:
        """Read a file; None after a mistake was reported."""
        text = ""
        try:
            text = self._source.text(name)
            file = RuleFile(name, text, parsed(text))
            version = root(file.data).text("version")
            check_names(file)
            self.versions[name] = version
            return file
        except OSError:
            self.report(RuleFile(name), Refusal("rule_file_missing"))
        except Refusal as refusal:
            self.report(RuleFile(name, text), refusal)
        return None

    def build(
        self, file: RuleFile | None, make: Callable[[dict[str, object]], _T], *, alone: bool = False
    ) -> _T | None:
        """Make a record of a file's data; None after a mistake was reported.

        What is made of a file `alone`, without regard to others, is made once for each text.
        """
        if file is None:
            return None
        try:
            if alone:
                return cast("_T", _made(make, file.text))
            return make(dict(file.data))
        except Refusal as refusal:
            self.report(file, refusal)
        except Exception as error:  # whatever stands in a file, nobody's work stops over it
            _log.warning("rule file %s cannot be understood", file.name, exc_info=True)
            told = f"{type(error).__name__}: {error}"[:200]
            self.report(file, Refusal("rule_unusable", detail=told))
        return None

    def across(self, file: RuleFile | None, check: Callable[[], None]) -> bool:
        """Check a file against others and say whether it is sound."""

        def checked(_: dict[str, object]) -> bool:
            check()
            return True

        return self.build(file, checked) is not None

    def report(self, file: RuleFile, refusal: Refusal) -> None:
        """Report a refusal as a finding in a file, each mistake of several for itself."""
        self._report(finding(file.name, file.text, refusal))
        for other in refusal.others if isinstance(refusal, Several) else ():
            self._report(finding(file.name, file.text, other))


def finding(name: str, text: str, refusal: Refusal) -> Finding:
    """A refusal as a finding in a file's text."""
    place = str(refusal.facts.get("place", ""))
    line, column = syntax_position(str(refusal.facts.get("detail", "")))
    if refusal.code == "rule_encoding":
        line, column = int(str(refusal.facts.get("line", 0))), 1
    elif refusal.code == "rule_syntax":
        line, column = (line, column) if line or not text else (text.count("\n") + 1, 1)
    elif text and refusal.code not in _UNREAD:
        line, column = position(text, place) or (0, 0)
    return Finding(
        name, place, refusal.code, sentence(refusal), sentence(refusal, "zh"), line, column
    )


#: Mistakes of texts in which no place can be looked for.
_UNREAD: Final = ("rule_too_large", "rule_too_deep", "rule_encoding", "rule_file_missing")


def check_names(file: RuleFile) -> None:
    """Raise unless the version and all codes of a file are such as can be told and typed.

    Codes: version_letters, code_letters. Those of reply scripts have letters of their own.
    """
    wrong: list[Refusal] = []
    version = file.data.get("version")
    if isinstance(version, str) and not _fit_version(version):
        wrong.append(Refusal("version_letters", place="version", most=_MOST_VERSION))
    ahead: list[tuple[str, object]] = [("", file.data)]
    while ahead and not file.name.startswith("scripts/"):
        place, value = ahead.pop()
        if isinstance(value, Mapping):
            ahead += [(f"{place}.{key}" if place else key, it) for key, it in value.items()]
            code = value.get("code")
            if isinstance(code, str) and code and _CODE.fullmatch(code) is None:
                at = f"{place}.code" if place else "code"
                wrong.append(Refusal("code_letters", place=at, value=code))
        elif isinstance(value, list):
            ahead += [(f"{place}[{no}]", item) for no, item in enumerate(value)]
    raise_all(sorted(wrong, key=lambda one: str(one.facts["place"])))


def _fit_version(version: str) -> bool:
    return len(version) <= _MOST_VERSION and version.isprintable() and "@" not in version


#: What a code in a rule file may look like, and the longest version.
_CODE: Final = re.compile(r"[a-z0-9_.-]{1,40}")
_MOST_VERSION: Final = 40


@lru_cache(maxsize=256)
def parsed(text: str) -> Mapping[str, object]:
    """The data of a TOML text, which nobody may alter; what was read once is not read again.

    Raises `Refusal`: rule_too_large, rule_syntax, rule_too_deep, rule_number_range.
    """
    if len(text) > MOST_BYTES:
        raise Refusal("rule_too_large", size=len(text), most=MOST_BYTES)
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise Refusal("rule_too_deep") from error
    except ValueError as error:  # also numbers of more figures than Python reads
        raise Refusal("rule_syntax", detail=str(error)) from error
    _check_values(data)
    return data


@lru_cache(maxsize=256)
def _made(make: Callable[[dict[str, object]], object], text: str) -> object:
    """What a builder makes of a text."""
    return make(dict(parsed(text)))


def _check_values(data: dict[str, object]) -> None:
    """Raise unless the values are such as rules can be made of."""
    ahead: list[tuple[str, object, int]] = [("", data, 0)]
    while ahead:
        place, value, depth = ahead.pop()
        if depth > MOST_DEEP:
            raise Refusal("rule_too_deep", place=place)
        if isinstance(value, dict):
            ahead += [
                (f"{place}.{key}" if place else key, item, depth + 1) for key, item in value.items()
            ]
        elif isinstance(value, list):
            ahead += [(f"{place}[{no}]", item, depth + 1) for no, item in enumerate(value)]
        elif isinstance(value, (int, float)) and not abs(value) <= MOST_NUMBER:
            raise Refusal("rule_number_range", place=place, value=_figures(value))


def _figures(value: float) -> str:
    """A number for a sentence; one of thousands of figures cannot even be written."""
    try:
        return f"{value:.6g}"
    except OverflowError:
        return "∞"
