"""Which text of a rule file is meant on the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet, begun, newest
from workstation.rules.files import MOST_BYTES, decoded
from workstation.rules.making import is_rule_file

#: What may stand behind "@" besides a version or a uid.
SHIPPED, DRAFT, IN_FORCE = "shipped", "draft", "in-force"


@dataclass(frozen=True, slots=True)
class Named:
    """A text of a rule file: the file's name in the rule folder, the text, what it was called.

    `version` is its record, None for a file of this machine and for the shipped text.
    """

    file: str
    text: str
    name: str
    version: RuleSet | None = None

    def as_draft(self, base: str) -> RuleSet:
        """The text as a draft that nobody has kept."""
        if self.version is not None:
            return replace(self.version, text=self.text)
        return RuleSet("", self.file, "", 0, base=base, text=self.text)


def named(desk: Desk, told: str, file: str = "") -> Named:
    """The text that is meant by a path, by FILE, or by FILE@VERSION.

    FILE is a name in the rule folder ("rules/limits.toml"), or the last part of one ("limits").
    VERSION is a version, "draft" (the newest), "shipped", or the beginning of a uid; without one
    it is the text in force. Raises `Refusal`: rule_file_unknown, rule_version_unknown,
    file_missing, rule_too_large, rule_encoding.
    """
    path = Path(told)
    if path.is_file():
        return Named(file or file_of(path), read(path), told)
    name, _, version = told.partition("@")
    if "/" in name and not is_rule_file(name):
        raise Refusal("file_missing", path=told)
    name = _whole(desk, name)
    if version in ("", IN_FORCE):
        heads = begun(desk.rule_versions(name), name, desk.clock())
        return Named(
            name, _there(desk.rule_text_in_force(name), told), told, next(iter(heads), None)
        )
    if version == SHIPPED:
        return Named(name, _there(desk.rule_shelf().shipped_text(name), told), told)
    head = _head(desk, name, version)
    if head is None:
        text = desk.rule_shelf().shipped_text(name)
        if text and desk_version(text) == version:
            return Named(name, text, told)
        raise Refusal("rule_version_unknown", file=name, version=version)
    return Named(name, desk.rule_text(head.uid), told, head)


def file_of(path: Path) -> str:
    """The name in the rule folder that a file of this machine stands for, by its last folder."""
    name = f"{path.absolute().parent.name}/{path.name}"
    if not is_rule_file(name):
        raise Refusal("rule_file_unknown", file=str(path))
    return name


def read(path: Path) -> str:
    """A file's text."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal("rule_too_large", size=path.stat().st_size, most=MOST_BYTES)
        data = path.read_bytes()
    except OSError as error:
        raise Refusal("file_not_readable", file=str(path), detail=str(error.strerror)) from error
    try:
        return decoded(data)
    except Refusal as refusal:
        raise Refusal(refusal.code, file=str(path), **refusal.facts) from refusal


def desk_version(text: str) -> str:
    """The version that a text says of itself; "" where it says none."""
    from workstation.rules.files import parsed

    try:
        return str(parsed(text).get("version", ""))
    except Refusal:
        return ""


def base_of(desk: Desk, file: str) -> str:
    """The version that a new text of a file follows: the newest one put in force."""
    last = newest(desk.rule_versions(file), file)
    return "" if last is None else last.uid


def _there(text: str, told: str) -> str:
    if not text:
        raise Refusal("rule_file_unknown", file=told)
    return text


def _whole(desk: Desk, name: str) -> str:
    if is_rule_file(name):
        return name
    found = [file for file in desk.rule_files() if Path(file).stem == name.removesuffix(".toml")]
    if len(found) != 1:
        raise Refusal("rule_file_unknown", file=name)
    return found[0]


def _head(desk: Desk, file: str, version: str) -> RuleSet | None:
    heads = desk.rule_versions(file)
    if version == DRAFT:
        return next((one for one in heads if one.state == "draft"), None)
    for one in sorted(heads, key=lambda one: one.state != "in_force"):
        if version in (one.version, one.uid) or (len(version) > 7 and one.uid.startswith(version)):
            return one
    return None
