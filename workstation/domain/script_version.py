"""A reply script in one of its versions: written, reviewed, in force, retired; and what people say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

#: A draft is written; sent in, it waits for a second person, who reviews it or sends it back to
#: draft; in force it is never altered again, only followed by another version or retired; a
#: dropped one never came into force.
SCRIPT_STATES: Final = ("draft", "sent_in", "reviewed", "in_force", "retired", "dropped")
NOTE_KINDS: Final = ("comment", "suggestion")
NOTE_STATES: Final = ("open", "taken", "declined")


@dataclass(frozen=True, slots=True)
class ScriptVersion:
    """One version of one reply script.

    `content` is the script as its table in a file (`script.script_facts`); `code` and `title`
    repeat what stands there. `base` is the uid of the version it was made from, "" for a shipped
    or a new one. `owner` is the uid of the person whose own script it is, "" for the team's;
    `scope` the groups that see it, empty for all. It is in force from `from_at` (milliseconds UTC)
    until `until_at`, until it is retired, or until the next version of the code is in force.
    A person's own script needs no review. `changed_at` moves whenever anything of it does, so that
    nobody reviews what has just been altered; `changed_by` is who last altered the words.
    """

    uid: str
    code: str
    version: str
    title: str
    made_at: int
    made_by: str = ""
    made_by_name: str = ""
    base: str = ""
    owner: str = ""
    scope: tuple[str, ...] = ()
    content: dict[str, object] = field(default_factory=dict)
    state: str = "draft"
    note: str = ""
    changed_at: int | None = None
    changed_by: str = ""
    changed_by_name: str = ""
    reviewed_at: int | None = None
    reviewed_by: str = ""
    reviewed_by_name: str = ""
    from_at: int | None = None
    until_at: int | None = None
    activated_at: int | None = None
    activated_by: str = ""
    activated_by_name: str = ""
    retired_at: int | None = None
    retired_by: str = ""
    retired_by_name: str = ""


@dataclass(frozen=True, slots=True)
class ScriptNote:
    """What somebody says of a script at the place where it is used.

    A comment says something, a suggestion has better words in `words`. `ticket` is where it was
    said, "" in the library. Who answers it takes or declines it, with an `answer`.
    """

    uid: str
    code: str
    version: str
    at: int
    kind: str = "comment"
    body: str = ""
    words: str = ""
    language: str = "zh"
    channel: str = ""
    ticket: str = ""
    author: str = ""
    author_name: str = ""
    state: str = "open"
    answer: str = ""
    answered_at: int | None = None
    answered_by: str = ""
    answered_by_name: str = ""


@dataclass(frozen=True, slots=True)
class ScriptMark:
    """What one person has set for a script: favourite, and a hotkey 1 to 10 (0 for none).

    The uid is `identity.uid_of("script_mark", agent, code)`, so that two desks of one person
    write the same record.
    """

    uid: str
    agent: str
    code: str
    favourite: bool = False
    hotkey: int = 0
    changed_at: int = 0


def in_force(versions: Iterable[ScriptVersion], code: str, at: int) -> ScriptVersion | None:
    """The version of a script that is in force at a moment; None where none is.

    Of two with the same beginning the one that was put in force later stands. A version that
    ended is followed by none: the script is out of use, even where a shipped one exists.
    """
    begun = [
        one
        for one in versions
        if one.code == code
        and one.state in ("in_force", "retired")
        and one.from_at is not None
        and one.from_at <= at
    ]
    last = max(begun, key=_order, default=None)
    return last if last is not None and not is_over(last, at) else None


def is_over(version: ScriptVersion, at: int) -> bool:
    """Whether a version that was in force is so no more at a moment."""
    ends = [end for end in (version.until_at, version.retired_at) if end is not None]
    return any(end <= at for end in ends)


def _order(one: ScriptVersion) -> tuple[int, int, str]:
    return one.from_at or 0, one.activated_at or 0, one.uid
