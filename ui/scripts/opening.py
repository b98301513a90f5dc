"""Opening a script: which of its versions is shown, and what was typed over it and not saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ui.scripts.keeping import NEW, facts_in
from ui.scripts.session import content_of
from ui.scripts.sheet_head import USED
from ui.scripts.turns import ScriptTurns
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTabWidget

    from workstation.domain.script_version import ScriptVersion
    from workstation.scripts.desk import OpenedScript


class ScriptOpening(ScriptTurns):
    """How a sheet comes to the words it shows; the sheet shows them."""

    if TYPE_CHECKING:
        tabs: QTabWidget
        _asked: int
        _wanted: str
        _filling: bool

        _fill: Callable[[dict[str, Any], tuple[str, ...]], None]
        _on_typed: Callable[[], None]

    def open(self, code: str, then: str = "") -> None:
        """Open a script; `then` is the uid of the version that is wanted."""
        if code == self.session.code and not then and not self.session.fresh:
            return
        self.keeper.save()
        self.session.fresh, self.session.filled, self.session.code = False, False, code
        self.panel.leave()
        self._open(code, then)

    def reopen(self, then: str = "") -> None:
        """Read the script anew; what is typed and not saved stays, and what is on its way comes."""
        if self.session.code and not self.session.fresh:
            self._open(self.session.code, then if self.session.filled else self._wanted)
        else:
            self.closed.emit()

    def begin(self, *, personal: bool, facts: Mapping[str, Any] | None = None) -> None:
        """Begin a new script, with words that were kept of one, if any."""
        self.keeper.save()
        session = self.session
        session.code, session.opened, session.version = "", None, None
        session.fresh, session.personal = True, personal
        kept = self.keeper.kept(NEW) if facts is None else None
        if kept is not None:
            session.personal = bool(kept.data.get("personal")) or not session.may_change
        self._fill(dict(facts or {}), ())
        if kept is not None:
            self._put_back(facts_in(kept), kept.data.get("scope"))
        self.tabs.setCurrentIndex(0)
        self.form.words.title.setFocus()

    def _open(self, code: str, then: str) -> None:
        self._asked += 1
        asked, self._wanted = self._asked, then
        self._bridge.await_(
            self._bridge.desk.open_script(code),
            lambda opened: self._on_opened(asked, opened, then),
            lambda error: self._on_lost(asked, error),
        )

    def _on_lost(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if isinstance(error, Refusal):
            self.session.begun = self.session.facts()
            self.closed.emit()
        else:
            self._bridge.failed.emit(error)

    def _on_opened(self, asked: int, opened: OpenedScript, then: str) -> None:
        if asked != self._asked:
            return
        session = self.session
        shown = session.opened
        if shown is not None and shown.code == opened.code and session.changed:
            session.opened = opened  # the words that are typed stand, and what they were made from
            self.refresh()
            return
        session.opened = opened
        session.personal = opened.script is not None and bool(opened.script.owner)
        uid = then if then in {one.uid for one in opened.versions} else self._first_of(opened)
        if not uid:
            self._on_words(asked, None)
            return
        self._bridge.await_(
            self._bridge.desk.script_text(uid), lambda version: self._on_words(asked, version)
        )

    def _first_of(self, opened: OpenedScript) -> str:
        """The version that is shown at first: what waits, for those who work on it, else in use."""
        session = self.session
        kept = self.keeper.kept(opened.code)
        if kept is not None:  # typed and not saved: what it was typed over
            uid = str(kept.data.get("uid", ""))
            drafts = {one.uid for one in opened.versions if one.state == "draft"}
            return uid if uid in drafts else opened.chosen
        if session.may_change and not session.personal:
            ways = [one for one in opened.versions if one.state in ("draft", "sent_in", "reviewed")]
            mine = [one for one in ways if session.me in (one.made_by, one.changed_by)]
            if found := next(iter(mine or ways), None):
                return found.uid
        if opened.chosen:
            return opened.chosen
        if opened.script is None and opened.shipped is None:
            return next((one.uid for one in opened.versions), "")
        return ""

    def _on_words(self, asked: int, version: ScriptVersion | None) -> None:
        if asked != self._asked:
            return
        session = self.session
        session.version = version
        drafted = version is not None and version.state == "draft"
        session.seen = (version.changed_at or version.made_at) if version and drafted else None
        opened = session.opened
        script = (opened.script or opened.shipped) if opened else None
        scope = version.scope if version else script.scope if script else ()
        self._fill(content_of(version, script), scope)
        kept = self.keeper.kept(session.code)
        if kept is not None and session.writable:
            uid = str(kept.data.get("uid", ""))
            if session.draft_uid in ("", uid):
                self._put_back(facts_in(kept), kept.data.get("scope"))
                seen = kept.data.get("seen")
                if session.draft_uid and isinstance(seen, int):
                    session.seen = seen

    def _show_version(self, uid: str) -> None:
        if self.session.changed:
            self.keeper.save()
            self.session.begun = self.session.facts()
        self.session.version, self.session.filled = None, False
        if uid == USED:
            self._asked += 1
            self._on_words(self._asked, None)
        else:
            self._open(self.session.code, uid)
        self.tabs.setCurrentIndex(0)

    def _put_back(self, facts: dict[str, Any], scope: object) -> None:
        """Show words that were typed and not saved."""
        if not facts or facts == self.session.begun:
            return
        self._filling = True
        self.form.show_facts(
            facts,
            [str(one) for one in scope] if isinstance(scope, list) else (),
            writable=self.session.writable,
            code_fixed=not self.session.fresh,
            personal=self.session.personal,
        )
        self._filling = False
        self._on_typed()
