"""The scripts in the reply editor: which they are, what follows them, what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.ticket.said_scripts import Said, said_of

if TYPE_CHECKING:
    from ui.ticket.reply import ReplyEditor


class Scripted(QObject):
    """Keeps what the editor's text has of scripts; `code` and `version` are those of the last one."""

    def __init__(self, bridge: Bridge, editor: ReplyEditor) -> None:
        super().__init__(editor)
        self._bridge, self._editor = bridge, editor
        self.code, self.version = "", ""
        self._kept: dict[str, Any] = {}

    def use(self, code: str, version: str) -> None:
        """A script was put into the text."""
        self.code, self.version = code, version
        self._kept = {}
        self._follow(code)
        for placed in self._editor.prompting.asking.scripts:
            if placed.put.code == code:  # the chip and the field that asks say the same
                self._editor.following.propose(code, placed.proposed)
        self.propose()
        self._editor.touch()

    def take_over(self, code: str, facts: Mapping[str, Any]) -> None:
        """What a draft kept of the scripts in it."""
        editor = self._editor
        self.code, self.version = code, str(facts.get("script_version", ""))
        kept, following = facts.get("script_data"), facts.get("following")
        self._kept = dict(kept) if isinstance(kept, dict) else {}
        if self._kept and code and editor.detail is not None:
            editor.prompting.resume(editor.detail.ticket.uid, code, self._kept)
        editor.following.clear()
        told: dict[str, Any] = dict(following) if isinstance(following, dict) else {}
        also = [str(one.get("code", "")) for one in self._kept.get("also") or ()]
        for one in told.get("codes") or [one for one in (code, *also) if one]:
            self._follow(str(one), told)
        self.show_following()

    def forget(self) -> None:
        """The text is empty."""
        self.code, self.version = "", ""
        self._kept = {}
        self._editor.following.clear()

    def _follow(self, code: str, kept: Mapping[str, Any] | None = None) -> None:
        editor = self._editor
        if editor.detail is not None:
            script = self._bridge.desk.script(code)
            editor.following.add_script(script, editor.detail.ticket, kept)
        self.show_following()

    def show_following(self) -> None:
        """Show what follows when it is said; nothing follows a note."""
        following = self._editor.following
        following.setVisible(following.any and self._editor.mode != "note")

    def propose(self) -> None:
        """The chips of promises stand at the times that the text tells."""
        editor = self._editor
        body = editor.edit.toPlainText()
        for placed in editor.prompting.asking.scripts:
            editor.following.propose(placed.put.code, placed.promised(body))

    def on_value(self) -> None:
        """A value was filled in."""
        self.propose()
        self._editor.touch()

    def said(self) -> Said:
        """The scripts of the text as `SendReply` keeps them, those of a draft too."""
        editor = self._editor
        found = said_of(editor.prompting.asking.scripts, editor.edit.toPlainText())
        if found is None:
            return Said(self.code, self.version, self._kept)
        if self._kept.get("also"):
            found.data.setdefault("also", self._kept["also"])
        return found
