"""Sends what is written in the reply editor, and says what is in the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.mending import settle_mended
from ui.text.doubts import doubt_sentences
from ui.text.refusals import refusal_sentence
from ui.ticket.newer import kept_as_sent, stale_words
from ui.ticket.unsafe import speech_button
from ui.widgets.keyboard import is_at
from workstation.actions.replies import AddNote, SendReply
from workstation.actions.together import Bulk
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from ui.ticket.reply import ReplyEditor
    from workstation.desk import Done

#: A script called by its code, as it is typed to find one.
_CALLED: Final = re.compile(r"(?:::|：：|:：|：:)([a-z0-9_-]{2,24})")
_Then = Callable[[], None] | None
_Facts = dict[str, Any]


class Sending(QObject):
    """What happens to the words of an editor from Ctrl+Enter until they were taken or refused."""

    def __init__(self, bridge: Bridge, editor: ReplyEditor) -> None:
        super().__init__(editor)
        self._bridge, self._editor = bridge, editor
        self._under_way = False

    def begin(self) -> None:
        """Another ticket is open: nothing of it is under way."""
        self._under_way = False
        self._editor.send_button.setEnabled(True)

    def send(self, *, then: _Then = None, **facts: Any) -> None:
        """Send what is written and run `then` once it was taken; what is in the way is said.

        `facts` are more facts of `SendReply`.
        """
        editor = self._editor
        if not self.is_ready(facts, then) or editor.detail is None:
            return
        editor.drafting.touch()
        editor.drafting.flush()
        body, uid, ticket = editor.edit.toPlainText(), editor.drafting.uid, editor.detail.ticket.uid
        self._under_way = True
        if editor.send_button.hasFocus():
            editor.edit.setFocus()  # a button that goes dead would pass the keyboard to a stranger
        editor.send_button.setEnabled(False)
        self._bridge.do(
            self._action(ticket, body, facts),
            lambda done: self._on_sent(done, uid, ticket, body, then),
            lambda refusal: self._on_refused(refusal, ticket, then, facts),
        )

    def is_ready(self, facts: _Facts | None = None, then: _Then = None) -> bool:
        """Whether what is written can be sent; if not, what is missing is said and selected."""
        editor, told = self._editor, facts or {}
        if editor.detail is None or editor.edit.is_composing or self._under_way:
            return False
        if not editor.edit.toPlainText().strip():
            editor.warn.say("gap", self.tr("There is nothing to send yet."))
            editor.edit.setFocus()
            return False
        gaps = editor.edit.gaps() if editor.mode != "note" else []
        if gaps and not told.get("even_if_unfilled"):
            start, end, name = gaps[0]
            text = self.tr("Fill in “{name}” before sending ({n} open).")
            refusal = Refusal("placeholder_unfilled", name=name, count=len(gaps))
            ask = speech_button(refusal, editor.held_back, partial(self.send, then=then, **told))
            editor.warn.say("gap", text.format(name=name, n=len(gaps)), *ask)
            editor.edit.setFocus()
            editor.edit.select(start, end)
            return False
        return editor.mode == "note" or not self._left_open()

    def _left_open(self) -> bool:
        """Whether a script was called by its code and never put in; it is said and selected."""
        editor = self._editor
        for found in _CALLED.finditer(editor.edit.toPlainText()):
            if self._bridge.desk.script(found[1]) is not None:
                text = self.tr("“{words}” calls a script that was not put in.")
                editor.warn.say("gap", text.format(words=found[0]))
                editor.edit.setFocus()
                editor.edit.select_text(found[0])
                return True
        return False

    def _action(self, ticket: str, body: str, facts: _Facts) -> AddNote | SendReply | Bulk:
        editor = self._editor
        files = editor.attaching.ready()
        if editor.mode == "note":
            note = AddNote(ticket, body, files)
            return Bulk((note, facts["ending"])) if "ending" in facts else note
        desk, said = self._bridge.desk, editor.scripted.said()
        return SendReply(
            ticket,
            editor.mode,
            editor.to_whom(),
            body,
            subject=editor.subject.text().strip() if editor.mode == "email" else "",
            script=said.code,
            script_version=said.version,
            attachments=files,
            seen_at=editor.newer.seen_at,
            careful=editor.mode != "phone",
            script_data=said.data,
            hold_seconds=desk.settings.undo_seconds,
            room=desk.room,
            **{**editor.following.facts(), **facts},
        )

    def _on_sent(self, done: Done, uid: str, ticket: str, body: str, then: _Then) -> None:
        editor = self._editor
        self._under_way = False
        editor.send_button.setEnabled(True)
        here = editor.detail is not None and editor.detail.ticket.uid == ticket
        untouched = here and editor.edit.toPlainText() == body
        if here or kept_as_sent(self._bridge.desk.drafts(), uid, body):
            editor.drafting.done(uid)
        if untouched:
            editor.empty()
        elif here:
            editor.touch()
        settle_mended(self._bridge, uid)
        if here:
            editor.warn.clear()
            editor.sent.emit()
        if then is not None:
            then()

    def _on_refused(self, refusal: Refusal, ticket: str, then: _Then, facts: _Facts) -> None:
        editor = self._editor
        self._under_way = False
        editor.send_button.setEnabled(True)
        if editor.detail is None or editor.detail.ticket.uid != ticket:
            editor.noticed.emit(refusal_sentence(refusal), "warn")
            return
        here = is_at(editor.overlay)
        if here:
            editor.edit.setFocus()
        if refusal.code in ("reply_stale", "reply_overtaken"):
            again = partial(self.send, then=then, **{**facts, "even_if_stale": True})
            anyway = (self.tr("Send anyway"), again)
            show = (self.tr("Show"), editor.newer.see)
            editor.warn.say("stale", stale_words(refusal, editor.detail), show, anyway)
            return
        if refusal.code == "reply_doubtful":
            self._say_doubts(refusal, partial(self.send, then=then, **facts))
            return
        ask = speech_button(refusal, editor.held_back, partial(self.send, then=then, **facts))
        editor.warn.say("refused", refusal_sentence(refusal), *ask)
        if ask:
            words = refusal.facts.get("words") or refusal.facts.get("name")
            editor.edit.select_text(str(words or ""))
        elif here and refusal.code == "recipient_missing":
            editor.recipient.setFocus()
        elif here and refusal.code == "subject_too_long":
            editor.subject.setFocus()

    def _say_doubts(self, refusal: Refusal, again: Callable[..., None]) -> None:
        """The reply seems meant for somebody else: a person looks, then changes or sends it."""
        editor = self._editor
        told = refusal.facts.get("doubts")
        doubts = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
        change = (self.tr("Change"), partial(self._change, doubts[0] if doubts else {}))
        anyway = (self.tr("Send anyway"), partial(again, even_if_doubtful=True))
        editor.warn.say("doubt", doubt_sentences(doubts), change, anyway)

    def _change(self, doubt: Mapping[str, Any]) -> None:
        """To what the doubt is about."""
        editor = self._editor
        editor.warn.clear("doubt")
        if doubt.get("code") in ("other_customer", "unknown_recipient"):
            editor.recipient.setFocus()
            editor.recipient.selectAll()
            return
        editor.edit.setFocus()
        editor.edit.select_text(str(doubt.get("words", "")))
