"""Turns of a script: saved, sent in, reviewed, put in force, retired, given up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.scripts.session import Session
from ui.text.refusals import refusal_sentence
from workstation.actions.scripts import (
    ActivateScripts,
    DropScriptDraft,
    RetireScript,
    ReviewScript,
    SaveScriptDraft,
    ScriptSaved,
    SendScriptIn,
)
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ui.bridge import Bridge
    from ui.scripts.form import ScriptForm
    from ui.scripts.keeping import ScriptKeeper
    from ui.scripts.turn_panel import TurnPanel
    from workstation.desk import Done


class ScriptTurns(QWidget):
    """What a sheet does with a script; the sheet shows what comes of it."""

    if TYPE_CHECKING:
        noticed: SignalInstance
        turned: SignalInstance
        session: Session
        form: ScriptForm
        keeper: ScriptKeeper
        panel: TurnPanel
        _bridge: Bridge
        _busy: bool

        reopen: Callable[..., None]
        refresh: Callable[[], None]
        closed: SignalInstance

    def save(self) -> None:
        """Save what was typed, as a draft of the team or as one's own script."""
        if self.session.changed:
            self._save(lambda _code, uid: self.reopen(uid))

    def _save(self, then: Callable[[str, str], None]) -> None:
        if self._busy:
            return
        self._busy = True
        session = self.session
        if session.personal:
            self._save_own(then)
            return
        action = SaveScriptDraft(
            session.facts(), uid=session.draft_uid, scope=session.scope(), seen=session.seen
        )
        self._bridge.do(action, partial(self._on_saved, then), self._on_refused)

    def _on_saved(self, then: Callable[[str, str], None], done: Done) -> None:
        self._busy = False
        saved = done.result
        assert isinstance(saved, ScriptSaved)
        self._forget_typed()
        if saved.own:
            text = self.tr(
                "Somebody saved that draft meanwhile; yours is a draft of its own, {version}."
            )
            self._say(text.format(version=saved.version), "warn")
        elif saved.base_old:
            text = self.tr(
                "Draft {version} is saved. A newer version has come into force meanwhile."
            )
            self._say(text.format(version=saved.version), "warn")
        self.session.code, self.session.fresh = saved.code, False
        then(saved.code, saved.uid)
        self.turned.emit()

    def _forget_typed(self) -> None:
        self.keeper.drop()
        self.session.begun = self.session.facts()
        self.session.begun_scope = self.session.scope()

    def _save_own(self, then: Callable[[str, str], None]) -> None:
        from workstation.actions.script_own import SavePersonalScript

        session = self.session

        def saved(done: Done) -> None:
            self._busy = False
            made = done.result
            assert isinstance(made, ScriptSaved)
            self._forget_typed()
            session.code, session.fresh = made.code, False
            then(made.code, made.uid)
            self.turned.emit()

        self._bridge.do(SavePersonalScript(session.facts()), saved, self._on_refused)

    # turns of the team's scripts

    def send_in(self) -> None:
        """Hand the draft in for review; what was typed is saved before."""
        if self.session.changed or not self.session.draft_uid:
            self._save(lambda _code, uid: self._send_in(uid))
        else:
            self._send_in(self.session.draft_uid)

    def _send_in(self, uid: str) -> None:
        self._turn(SendScriptIn((uid,)), uid)

    def accept(self) -> None:
        """Approve the version that was sent in."""
        if version := self.session.version:
            self._turn(ReviewScript(version.uid, accept=True), version.uid)

    def send_back(self) -> None:
        """Send the version back to its maker with a comment."""
        version = self.session.version
        if version is None:
            return
        who = version.changed_by_name or version.made_by_name

        def answer(_at: int | None, words: str) -> None:
            action = ReviewScript(version.uid, accept=False, comment=words)
            self._turn(action, version.uid, self.tr("Sent back with your comment."))

        self.panel.ask(
            self.tr("Send it back to {who}: what should be otherwise?").format(who=who),
            self.tr("Send back"),
            answer,
            hint=self.tr("The comment stays with the script"),
            lacking=self.tr("Say what should be otherwise."),
        )

    def take_back(self) -> None:
        """Make a draft again of what was sent in or reviewed: it is written on."""
        version, session = self.session.version, self.session
        if version is None:
            return
        action = SaveScriptDraft(session.facts(), uid=version.uid, scope=session.scope())
        self._turn(action, version.uid)

    def put_in_force(self) -> None:
        """Ask from when the reviewed version is in force."""
        version = self.session.version
        if version is None:
            return

        def answer(at: int | None, _words: str) -> None:
            self._turn(ActivateScripts((version.uid,), at), version.uid)

        text = self.tr("From when is version {version} said?").format(version=version.version)
        self.panel.ask(text, self.tr("Put in force"), answer, when=True)
        self.panel.when.now.setFocus()

    def retire(self) -> None:
        """Ask from when, and why, the script is out of use."""
        session = self.session
        version, code = session.version, session.code
        uid = version.uid if version and version.state == "in_force" else ""

        def answer(at: int | None, words: str) -> None:
            action = RetireScript(code=code, uid=uid, reason=words, at=at)
            self._turn(action, "")

        self.panel.ask(
            self.tr("From when is “{code}” out of use?").format(code=code),
            self.tr("Retire"),
            answer,
            hint=self.tr("Why? Everybody reads it with the version."),
            when=True,
            lacking=self.tr("Say why; the note stays with the version."),
        )
        self.panel.when.now.setChecked(True)

    def call_off(self) -> None:
        """Take back a version whose moment has not come."""
        if version := self.session.version:
            text = self.tr("Called off; it does not come into force.")
            self._turn(RetireScript(uid=version.uid), "", text)

    def drop(self) -> None:
        """Give the version up, or delete one's own script."""
        version = self.session.version
        if self.session.personal:
            self._drop_own()
        elif version is None or self.session.fresh:
            self.keeper.drop()
            self.session.begun = self.session.facts()
            self.closed.emit()
        else:
            self._turn(DropScriptDraft(version.uid), "")

    def _drop_own(self) -> None:
        from workstation.actions.script_own import DropPersonalScript

        session = self.session
        self.keeper.drop()

        def gone(_done: Done | None = None) -> None:
            self._busy = False
            session.begun = session.facts()
            self.closed.emit()
            self.turned.emit()

        if session.fresh:
            gone()
            return
        self._busy = True
        self._bridge.do(DropPersonalScript(session.code), gone, self._on_refused)

    def _turn(self, action: Any, uid: str, text: str = "") -> None:
        if self._busy:
            return
        self._busy = True

        def done(_done: Done) -> None:
            self._busy = False
            self.panel.leave()
            self._forget_typed()
            if text:
                self._say(text, "")
            self.reopen(uid)
            self.turned.emit()

        self._bridge.do(action, done, self._on_refused)

    def _say(self, text: str, kind: str) -> None:
        """Say more than the window does by itself, after it has."""
        QTimer.singleShot(0, self, lambda: self.noticed.emit(text, kind))

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy = False
        sentence = refusal_sentence(refusal)
        if self.panel.isVisible():
            self.panel.complain(sentence)
            return
        if place := str(refusal.facts.get("place", "")):
            self.form.go_to(place)
        self.noticed.emit(sentence, "warn")
        self.refresh()
