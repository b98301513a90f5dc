"""What is being written: a rule file, the draft of it, and the version it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ui.bridge import Bridge
from workstation.domain.people import may
from workstation.domain.rule_set import RuleSet

if TYPE_CHECKING:
    from workstation.ruling.desk import Opened

#: The file in which the house stands as papers name it.
HOUSE: Final = "rules/house.toml"


@dataclass(slots=True)
class Session:
    """The file that stands on the page, for all its parts.

    `draft_uid` is the saved draft that is written on ("" begins one) and `seen` when it was last
    changed, as it was read; `base` is the version it is made from. `apart` are, after a refusal, that
    base and the newer version, which stand though the page is read anew. `text` gives what stands in
    the editor.
    """

    bridge: Bridge
    text: Callable[[], str]
    file: str = ""
    opened: Opened | None = None
    draft_uid: str = ""
    base: str = ""
    seen: int | None = None
    apart: tuple[str, str] = ("", "")
    note: str = ""
    reading: str = ""
    begun: str = field(default="", repr=False)

    @property
    def is_form(self) -> bool:
        """Whether the file is shown by its parts with a page beside."""
        return is_form(self.file)

    @property
    def is_house(self) -> bool:
        """Whether the file says who the house is."""
        return self.file == HOUSE

    @property
    def may_change(self) -> bool:
        """Whether the person at the desk may write drafts."""
        return may(self.bridge.desk.agent, "rules_change")

    @property
    def may_activate(self) -> bool:
        """Whether the person at the desk may put versions in force."""
        return may(self.bridge.desk.agent, "rules_activate")

    @property
    def writable(self) -> bool:
        """Whether the text that is shown may be changed here."""
        return self.may_change and not self.reading

    @property
    def changed(self) -> bool:
        """Whether something was written that is in no saved draft."""
        return self.writable and self.text() != self.begun

    @property
    def differs(self) -> bool:
        """Whether the text is another one than that in force."""
        return self.opened is not None and self.text() != self.opened.text

    def draft(self) -> RuleSet:
        """What stands in the editor as a draft, saved or not."""
        version = self.opened.version if self.opened else ""
        return RuleSet(self.draft_uid, self.file, version, 0, base=self.base, text=self.text())


def is_form(file: str) -> bool:
    """Whether a file is a form's template or the house, as papers name it."""
    return file.startswith("forms/") or file == HOUSE
