"""Turns of a draft: saved, tried, put in force, brought together with a newer one, taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from ui import language
from ui.rules.editor import RuleEditor
from ui.rules.force_tab import ForceTab
from ui.rules.form_tab import FormTab
from ui.rules.keeping import TextKeeper
from ui.rules.session import Session
from ui.rules.try_tab import TryTab
from ui.text import rules as told
from ui.text import times
from ui.text.refusals import refusal_sentence
from ui.text.rule_differences import difference
from workstation.actions.rules import (
    ActivateRules,
    DraftSaved,
    ReviveRules,
    SaveRuleDraft,
    WithdrawRules,
)
from workstation.domain.refusal import Refusal
from workstation.rules.editing import set_value

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ui.bridge import Bridge
    from ui.rules.tabs import RuleTabs
    from workstation.desk import Done
    from workstation.rules.files import Finding
    from workstation.rules.merging import Merged

#: The text in force, among the texts of a file.
IN_FORCE: Final = "in_force"
_MOST_WORDS: Final = 12


class Turns(QWidget):
    """What the rules page does with drafts and versions; the page shows what comes of it."""

    if TYPE_CHECKING:
        noticed: SignalInstance
        session: Session
        editor: RuleEditor
        keeper: TextKeeper
        tabs: RuleTabs
        trying: TryTab
        force: ForceTab
        paper: FormTab
        _bridge: Bridge
        _busy: bool

        load: Callable[[], None]
        _open: Callable[..., None]
        _tell_buttons: Callable[[], None]
        _refresh_versions: Callable[[], None]
        _on_version: Callable[[str], None]

    def save(self) -> None:
        """Save what was typed as a draft for the team."""
        self.editor.flush()
        if self.session.writable and self.session.changed:
            self._save(lambda _uid: self._open_saved())

    def _save(self, then: Callable[[str], None], *, quiet: bool = False) -> None:
        session = self.session
        if self._busy:
            return
        self._busy = True
        action = SaveRuleDraft(
            session.file,
            session.text(),
            session.note,
            session.base,
            session.draft_uid,
            session.seen,
        )
        self._bridge.do(action, partial(self._on_saved, action, then, quiet), self._on_refused)

    def _on_saved(
        self, action: SaveRuleDraft, then: Callable[[str], None], quiet: bool, done: Done
    ) -> None:
        self._busy = False
        saved = done.result
        assert isinstance(saved, DraftSaved)
        session = self.session
        if session.file != action.file:
            return
        if session.text() == action.text:
            self.keeper.drop()
        session.draft_uid, session.seen = saved.uid, None
        text = self.tr("Draft {version} is saved.")
        if saved.own:
            text = self.tr(
                "Somebody saved that draft meanwhile; yours is a draft of its own, {version}."
            )
        elif saved.base_old:
            text = self.tr(
                "Draft {version} is saved. A newer version has come into force meanwhile."
            )
        if saved.own or not quiet:
            self.noticed.emit(text.format(version=saved.version), "warn" if saved.own else "good")
        then(saved.uid)

    def _open_saved(self) -> None:
        self._open(self.session.file, self.session.draft_uid)
        self.load()

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy = False
        self._tell_buttons()
        self.noticed.emit(refusal_sentence(refusal), "warn")

    # trying and putting in force

    def try_out(self) -> None:
        """Bring the trial to the front and run it; of a form its page."""
        if self.session.is_form:
            self.tabs.setCurrentWidget(self.paper)
            self.paper.load()
            return
        self.tabs.setCurrentWidget(self.trying)
        self.trying.try_now()

    def put_in_force(self) -> None:
        """Bring the question from when to the front."""
        self.editor.flush()
        self.tabs.setCurrentWidget(self.force)
        self.force.refresh()
        self.force.note.setFocus()

    def _activate(self, from_at: int | None, note: str) -> None:
        def activate(uid: str) -> None:
            action = ActivateRules(uid, from_at, note)
            self._busy = True
            self._bridge.do(action, partial(self._on_active, from_at), self._not_active)

        self.editor.flush()
        self._date(from_at)
        if self.session.changed or not self.session.draft_uid:
            self._save(activate, quiet=True)
        elif not self._busy:
            activate(self.session.draft_uid)

    def _date(self, from_at: int | None) -> None:
        """Let a form say from which day it holds: what it bears in its foot is when it does."""
        if not self.session.file.startswith("forms/"):
            return
        desk = self._bridge.desk
        begins = datetime.fromtimestamp((from_at or desk.clock()) / 1000, desk.zone)
        text = self.session.text()
        with suppress(Refusal):  # a text that cannot be read is refused with its place soon
            dated = set_value(text, "valid_from", begins.date().isoformat())
            if dated != text:
                self.editor.replace(dated)

    def _on_active(self, from_at: int | None, done: Done) -> None:
        self._busy = False
        desk = self._bridge.desk
        at = times.moment(from_at, desk.zone, desk.clock())
        text = self.tr("Version {version} is in force now.")
        if from_at is not None and from_at > desk.clock():
            text = self.tr("Version {version} comes into force at {at}.")
        self.noticed.emit(text.format(version=done.result, at=at), "good")
        self._warn(self.session.file, self.session.text())
        self.force.forget()
        self._open(self.session.file, IN_FORCE)
        self.load()

    def _warn(self, file: str, text: str) -> None:
        """Tell what is odd, though sound, in automations that were put in force."""
        if file != "rules/automations.toml":
            return
        desk = self._bridge.desk

        def odd(_read: object) -> tuple[Finding, ...]:
            from workstation.rules.warnings import warnings_of

            return warnings_of(desk.rule_source({file: text}))

        def tell(found: tuple[Finding, ...]) -> None:
            if found:
                told = " ".join(one.said(language.current()) for one in found)
                self.noticed.emit(told, "warn")

        self._bridge.ask(odd, tell)

    def _not_active(self, refusal: Refusal) -> None:
        self._busy = False
        self._open_quietly()
        found = refusal.facts.get("findings")
        if refusal.code == "rule_base_old":
            self._explain(refusal)
            return
        sentence = refusal_sentence(refusal)
        if isinstance(found, tuple):
            chinese = language.current().startswith("zh")
            key = "message_zh" if chinese else "message"
            lines = [
                f"{told.file_name(str(one['file']))}:{one['line']}  {one[key]}" for one in found
            ]
            sentence = "\n".join([self.tr("The rules would not be sound with it:"), *lines])
        self.force.complain(sentence)

    def _open_quietly(self) -> None:
        """After a refusal the saved draft stands as it was saved; the text stays."""
        self.session.begun = self.session.text()
        self.editor.tell_standing()
        self._tell_buttons()
        self._refresh_versions()
        self.load()

    def _explain(self, refusal: Refusal) -> None:
        """Show what both changed, side by side."""
        session, desk = self.session, self._bridge.desk
        file, base, newest = session.file, session.base, str(refusal.facts.get("newest", ""))
        mine = session.text()
        session.apart = base, newest

        def differences(_read: object) -> tuple[str, str]:
            from workstation.rules.diff import places
            from workstation.ruling.desk import text_of

            begun, theirs = text_of(desk, file, base), text_of(desk, file, newest)
            both = []
            for text in (mine, theirs):
                lines = [difference(one) for one in places(begun, text) if one.place != "version"]
                more = [] if len(lines) <= _MOST_WORDS else ["…"]
                both.append("\n".join([*lines[:_MOST_WORDS], *more]))
            return both[0], both[1]

        self._bridge.ask(
            differences,
            lambda both: self.force.complain(refusal_sentence(refusal), both[0], both[1] or "–"),
        )

    def _merge(self) -> None:
        """Bring the newer version's changes into the text, and go on from that version."""
        session, desk = self.session, self._bridge.desk
        file, mine, (base, newest) = session.file, session.text(), session.apart
        mark = self.tr("theirs")

        def both(_read: object) -> tuple[Merged, str]:
            from workstation.rules.merging import merged
            from workstation.ruling.desk import text_of

            theirs = text_of(desk, file, newest)
            return merged(text_of(desk, file, base), mine, theirs, mark), newest

        self._bridge.ask(both, self._merged)

    def _merged(self, made: tuple[Merged, str]) -> None:
        merged, base = made
        session = self.session
        session.base, session.seen = base, None
        self.editor.replace(merged.text)
        self.force.complain("")
        text = self.tr("Their changes are in your draft. Look at it and put it in force again.")
        if merged.clashes:
            text = self.tr(
                "{n} places both changed: yours stand, theirs follow as comments. Look at them."
            )
            self.editor.show_text()
            theirs = self.tr("theirs")
            self.editor.find_bar.begin(f"# {theirs}:")
            self.editor.find_bar.go()
        self.noticed.emit(text.format(n=merged.clashes), "warn" if merged.clashes else "good")
        self.editor.check()

    # versions

    def _read(self, uid: str) -> None:
        """Show the text of a version, only to be read; of a draft to go on with it."""
        session = self.session
        if session.opened and any(one.uid == uid for one in session.opened.drafts if uid):
            self._on_version(uid)
            return
        self.keeper.save()
        file = session.file
        self._bridge.await_(
            self._bridge.desk.rule_version_text(file, uid),
            lambda text: self._show_read(file, uid, text),
        )

    def _show_read(self, file: str, uid: str, text: str) -> None:
        if file == self.session.file:
            self.session.reading = uid or "shipped"
            self.editor.begin(text, text)
            self.force.refresh()
            self._tell_buttons()
            self.noticed.emit(self.tr("An earlier text, only to be read; Esc leads back."), "")

    def _revive(self, uid: str) -> None:
        note = self.force.note.text().strip()
        if not note:
            self.tabs.setCurrentWidget(self.force)
            self.force.note.setEnabled(True)
            self.force.note.setFocus()
            self.force.complain(
                self.tr(
                    "Say here why the earlier text comes back, then press “In force again” once more."
                )
            )
            return
        action = ReviveRules(self.session.file, uid, self.force.when.from_at(), note)
        self._bridge.do(action, lambda done: self._on_revived(done), self._on_refused)

    def _on_revived(self, done: Done) -> None:
        del done
        self.noticed.emit(self.tr("The earlier text is a version again."), "good")
        self.force.forget()
        self._open(self.session.file, IN_FORCE)
        self.load()

    def _withdraw(self, uid: str) -> None:
        def gone(_done: Done) -> None:
            self.noticed.emit(self.tr("Withdrawn; the text stays among the versions."), "")
            if self.session.draft_uid == uid:
                self.session.begun = self.session.text()
                self.keeper.drop()
            self._open(self.session.file, IN_FORCE if self.session.draft_uid == uid else "")
            self.load()

        self._bridge.do(WithdrawRules(uid), gone, self._on_refused)
