"""What is being read or written: a script, the version of it that is shown, and who may do what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ui.bridge import Bridge
from workstation.domain.people import may
from workstation.domain.script import Script, script_facts
from workstation.domain.script_version import ScriptVersion

if TYPE_CHECKING:
    from workstation.scripts.desk import OpenedScript

#: States of a version whose words are written on.
WRITTEN = ("draft",)


@dataclass(slots=True)
class Session:
    """The script on the page, for all its parts.

    `version` is the version that is shown, with its words; None for the shipped script, one of a
    rule file, or a new one. `begun` are the words as they were saved; `facts` gives what stands
    in the form, `scope` the groups that are to see it. `seen` is when the draft that is written on
    was last changed, as it was read. Until the form is `filled` with the version that is wanted
    nothing in it was typed.
    """

    bridge: Bridge
    facts: Callable[[], dict[str, Any]]
    scope: Callable[[], tuple[str, ...]]
    code: str = ""
    opened: OpenedScript | None = None
    version: ScriptVersion | None = None
    personal: bool = False
    fresh: bool = False
    filled: bool = False
    seen: int | None = None
    begun: dict[str, Any] = field(default_factory=dict, repr=False)
    begun_scope: tuple[str, ...] = ()

    @property
    def me(self) -> str:
        """Who sits at the desk."""
        return self.bridge.desk.agent.uid

    @property
    def may_change(self) -> bool:
        """Whether the person may write drafts of the team's scripts."""
        return may(self.bridge.desk.agent, "scripts_change")

    @property
    def may_review(self) -> bool:
        """Whether the person may review what others wrote."""
        return may(self.bridge.desk.agent, "scripts_review")

    @property
    def may_activate(self) -> bool:
        """Whether the person may put scripts in force and retire them."""
        return may(self.bridge.desk.agent, "scripts_activate")

    @property
    def state(self) -> str:
        """How the version stands that is shown; "" for a shipped or new script."""
        return self.version.state if self.version else ""

    @property
    def writable(self) -> bool:
        """Whether the words that are shown may be written on here."""
        if self.personal:
            return self.fresh or (self.version is not None and self.version.owner == self.me)
        if not self.may_change:
            return False
        return self.version is None or self.state in (*WRITTEN, "in_force")

    @property
    def changed(self) -> bool:
        """Whether something was written that is not saved."""
        if not self.filled or (not self.code and not self.fresh):
            return False
        return self.writable and (
            self.facts() != self.begun or (not self.personal and self.scope() != self.begun_scope)
        )

    @property
    def is_mine(self) -> bool:
        """Whether the person made or last changed the version that is shown."""
        shown = self.version
        return shown is not None and self.me in (shown.made_by, shown.changed_by)

    @property
    def draft_uid(self) -> str:
        """The saved draft that is written on; "" begins one."""
        return self.version.uid if self.version and self.state == "draft" else ""

    @property
    def base(self) -> str:
        """The version that a new draft is made from; "" for a shipped or a new script."""
        if self.version is None:
            return ""
        return self.version.base if self.state == "draft" else self.version.uid


def content_of(version: ScriptVersion | None, script: Script | None) -> dict[str, Any]:
    """The table of a version, else of a script; empty for neither."""
    if version is not None:
        return _plain(version.content)
    return _plain(script_facts(script)) if script is not None else {}


def _plain(facts: Mapping[str, object]) -> dict[str, Any]:
    return dict(facts)
