"""How a version of a reply script may move from state to state, and who may move it.

The desk, the hub in Python and the hub in SQL go by these tables. What the states mean is said at
`script_version.SCRIPT_STATES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.script_version import ScriptVersion

#: State -> the states it may move to; "" is where a version of the team begins. One that begins
#: as retired takes a shipped script out of use. From in force it goes back only as long as its
#: moment lies ahead, and from retired only by who retired it.
LIFE: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("draft", "sent_in", "retired"),
    "draft": ("sent_in", "dropped"),
    "sent_in": ("draft", "reviewed", "dropped"),
    "reviewed": ("draft", "sent_in", "in_force", "dropped"),
    "in_force": ("reviewed", "retired", "dropped"),
    "retired": ("in_force", "dropped"),
    "dropped": ("draft", "sent_in", "reviewed"),
}
#: The same of a person's own script, which needs no review.
OWN_LIFE: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("in_force",),
    "in_force": ("retired", "dropped"),
    "retired": ("in_force",),
}
#: States in which nobody alters the words: a change of reviewed ones begins as a draft again.
SETTLED: Final = ("reviewed", "in_force", "retired", "dropped", "sent_in")
#: What is said, and who answers for it.
WORDS: Final = ("base", "code", "content", "scope", "title", "version")
#: What stays as it is in a settled state.
FROZEN: Final = (
    *WORDS,
    *("changed_by", "changed_by_name", "reviewed_at", "reviewed_by", "reviewed_by_name"),
)
#: What stays as it is, besides, once it was put in force, …
FROZEN_IN_FORCE: Final = ("activated_at", "activated_by", "activated_by_name", "from_at")
#: … and once it was retired.
FROZEN_RETIRED: Final = ("retired_at", "retired_by", "retired_by_name", "until_at")
_ENDED: Final = ("retired_at", "retired_by")
_BEGUN: Final = ("activated_at", "activated_by", "from_at", "until_at")
_SEEN: Final = ("reviewed_at", "reviewed_by")
#: What must be empty in a state.
EMPTY: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": tuple(sorted((*_SEEN, *_BEGUN, *_ENDED))),
    "sent_in": tuple(sorted((*_SEEN, *_BEGUN, *_ENDED))),
    "reviewed": tuple(sorted((*_BEGUN, *_ENDED))),
    "in_force": _ENDED,
}


def right_for(was: str, state: str) -> str:
    """The act that a move of the team's version needs; `was` is "" for a new one."""
    if {was, state} & {"in_force", "retired"}:
        return "scripts_activate"
    if was != state and "reviewed" in (was, state) and {was, state} <= {"sent_in", "reviewed"}:
        return "scripts_review"
    return "scripts_change"


def check_move(version: ScriptVersion, state: str, agent: Agent, now: int) -> None:
    """Raise unless the person may move a version to a state now.

    Codes: not_allowed, not_you, script_life, script_own_review, script_in_force, script_frozen.
    """
    told = {"script": version.code, "version": version.version}
    if version.owner and version.owner != agent.uid:
        raise Refusal("not_you", agent="", field="owner")
    if not version.owner:
        check_may(agent, right_for(version.state, state))
    if state not in (OWN_LIFE if version.owner else LIFE).get(version.state, ()):
        raise Refusal("script_life", before=version.state, after=state, **told)
    if version.owner:
        return
    if version.state == "sent_in" and state == "reviewed":
        if agent.uid in (version.made_by, version.changed_by):
            raise Refusal("script_own_review", **told)
    elif version.state == "in_force" and state != "retired" and (version.from_at or 0) <= now:
        raise Refusal("script_in_force", **told)
    elif version.state == "retired":
        begun = version.activated_at is not None
        if version.retired_by != agent.uid or begun != (state == "in_force"):
            raise Refusal("script_frozen", **told)
