"""The reply editor: what is said to whom over which channel, kept as a draft until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.mending import settle_mended
from ui.text.refusals import refusal_sentence
from ui.ticket.attaching import Attaching
from ui.ticket.counting import sms_parts
from ui.ticket.drafting import Drafting
from ui.ticket.first_answers import FirstAnswers
from ui.ticket.names import Names
from ui.ticket.newer import kept_as_sent, last_heard, newest, speaks, stale_words
from ui.ticket.prompting import Prompting
from ui.ticket.recipients import usual_recipient
from ui.ticket.reply_parts import MODES, FileChips, ModeBar, ScriptButtons, Warn
from ui.ticket.unsafe import speech_button
from ui.ticket.writing import ReplyEdit
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import label
from workstation.actions.replies import AddNote, SendReply
from workstation.domain.conversation import Draft, Entry
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.answering import FirstAnswer
    from workstation.desk import Done
    from workstation.speaking import ScriptChoice

_CHANNELS: Final = ("phone", "sms", "email", "chat")
_Then = Callable[[], None] | None
_Facts = dict[str, Any]


class ReplyEditor(QWidget):
    """Writes replies and notes.

    `sent` after something was sent; `show_newest` asks for the end of the timeline;
    `resolve_wanted` asks how the ticket ends, before Send and resolve; `noticed(text, kind)`;
    `typed` with every key that changes the words.
    """

    sent = Signal()
    show_newest = Signal()
    resolve_wanted = Signal()
    noticed = Signal(str, str)
    typed = Signal()
    held_back = Signal(object, object)

    def __init__(
        self, bridge: Bridge, overlay: QWidget, names: Names, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._detail: TicketDetail | None = None
        self._mode = "phone"
        self._script, self._script_version = "", ""
        self._seen_at = 0
        self._sending = False
        self._restoring = False
        self.modes = ModeBar()
        self.recipient = QLineEdit()
        self.subject = QLineEdit()
        self.warn = Warn()
        self.edit = ReplyEdit()
        self.files = FileChips()
        self.scripts = ScriptButtons()
        self.answers = FirstAnswers(bridge, names)
        self.count = label("", "faint")
        self.drafting = Drafting(bridge, self._draft, self)
        self.prompting = Prompting(bridge, self.edit, self.scripts, overlay)
        self.attaching = Attaching(bridge, self.files, self)
        self._build()
        self._connect()

    # making

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "sunken")
        self.subject.setPlaceholderText(self.tr("Subject"))
        self.edit.setAccessibleName(self.tr("Reply"))
        self.send_button = Button("", "send", "primary", self.send)
        self.both_button = Button(self.tr("Send and resolve…"), "", "", self.send_resolve)
        self.both_button.setToolTip("Ctrl+Shift+Enter")
        attach = IconButton(
            "paperclip", self.tr("Attach files (Ctrl+Shift+A)"), self.attaching.choose
        )
        scripts = IconButton("notes", self.tr("Reply scripts (::)"), self.open_scripts)
        top = QHBoxLayout()
        top.setSpacing(theme.space("small"))
        top.addWidget(self.modes, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.recipient, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(theme.space("small"))
        for tool in (attach, scripts, self.count):
            bottom.addWidget(tool)
        bottom.addStretch(1)
        bottom.addWidget(self.both_button)
        bottom.addWidget(self.send_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space("medium"), 6, theme.space("medium"), 8)
        column.setSpacing(theme.space("tight"))
        column.addLayout(top)
        for part in (self.subject, self.warn, self.edit, self.files, self.answers, self.scripts):
            column.addWidget(part)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.modes.chosen.connect(self.set_mode)
        self.edit.textChanged.connect(self._on_typed)
        self.recipient.textEdited.connect(lambda _text: self._touch())
        self.subject.textEdited.connect(lambda _text: self._touch())
        self.edit.submitted.connect(self.send)
        self.edit.left.connect(self._on_left)
        self.edit.files_given.connect(self.attaching.take_paths)
        self.edit.picture_given.connect(self.attaching.take_picture)
        self.attaching.changed.connect(self._touch)
        self.attaching.refused.connect(lambda told: self.warn.say("refused", told))
        self.prompting.used.connect(self._on_script_used)
        self.answers.taken.connect(self.insert_answer)
        self.drafting.failed.connect(self._on_draft_failed)

    # the ticket

    def open(self, detail: TicketDetail) -> None:
        """Begin with a ticket; a draft that was left there is put back."""
        self.drafting.flush()
        self._begin(detail, self.drafting.open(detail.ticket.uid))

    def take_up(self, draft: str) -> None:
        """Put one draft of this ticket into the editor, such as words that were refused."""
        self.drafting.flush()
        if self._detail is not None:
            self._begin(self._detail, self.drafting.take_up(draft))
            self.edit.setFocus()

    def let_go(self, draft: str) -> None:
        """Take the words of this draft out of the editor: they were used elsewhere."""
        if self.drafting.uid == draft:
            self.drafting.done(draft)
            self._empty()

    def _begin(self, detail: TicketDetail, draft: Draft | None) -> None:
        self.prompting.close()
        self._detail = detail
        self._restoring = True
        self._sending = False
        self.send_button.setEnabled(True)
        self.warn.clear()
        facts: dict[str, Any] = dict(draft.data) if draft else {}
        files = facts.get("attachments")
        listed = [str(uid) for uid in files] if isinstance(files, list) else []
        self.attaching.open(detail.ticket.uid, listed)
        self._script = draft.script if draft else ""
        self._script_version = str(facts.get("script_version", ""))
        self._seen_at = int(facts.get("seen_at") or newest(detail))
        self.edit.setPlainText(draft.body if draft else "")
        self.edit.document().clearUndoRedoStacks()
        self._show_mode(self._first_mode(detail, draft))
        if draft and draft.recipient:
            self.recipient.setText(draft.recipient)
        self.subject.setText(str(facts.get("subject", "")) or self._subject())
        self._restoring = False
        self.prompting.forget()
        if draft:
            end = self.edit.textCursor()
            end.movePosition(end.MoveOperation.End)
            self.edit.setTextCursor(end)
        self.show_detail(detail)

    def show_detail(self, detail: TicketDetail) -> None:
        """The same ticket changed: nothing typed is touched; newer words are announced."""
        self._detail = detail
        self.attaching.show_known(detail.attachments)
        self._tell_newer()
        ticket = detail.ticket
        moment = (ticket.step, ticket.subtype, ticket.group_code)
        self.prompting.show_moment(ticket.uid, self._channel(), *moment)
        self.answers.show_moment(ticket.uid, f"{last_heard(detail)} {ticket.subtype}")

    def clear(self) -> None:
        """No ticket any more."""
        self.drafting.flush()
        self.prompting.close()
        self.answers.clear()
        self._detail = None

    def flush(self) -> None:
        """Put everything typed on disk."""
        self.drafting.flush()

    @property
    def mode(self) -> str:
        """The way chosen to answer: a channel, or "note"."""
        return self._mode

    def answer(self) -> None:
        """To the text; a note becomes a reply over the customer's channel."""
        if self._mode == "note" and self._detail is not None:
            self.set_mode(self._first_mode(self._detail, None))
        self.edit.setFocus()

    def _first_mode(self, detail: TicketDetail, draft: Draft | None) -> str:
        if draft is not None:
            return "note" if draft.editor == "note" else draft.channel or "phone"
        heard = (e.channel for e in reversed(detail.entries) if e.direction == "in")
        for channel in (next(heard, ""), detail.ticket.channel):
            if channel in _CHANNELS:
                return channel
        return "phone"

    def _subject(self) -> str:
        ticket = self._detail.ticket if self._detail else None
        return f"[{ticket.number}] {ticket.subject}".strip() if ticket else ""

    # channel and recipient

    def set_mode(self, mode: str) -> None:
        """Choose how to answer; the text stays."""
        if mode != self._mode:
            self._show_mode(mode)
            self._touch()
            if self._detail:
                self.show_detail(self._detail)
        self.edit.setFocus()

    def _show_mode(self, mode: str) -> None:
        self._mode = mode if mode in MODES else "phone"
        self.modes.show_mode(self._mode)
        note = self._mode == "note"
        theme.look(self.edit, "note" if note else "")
        self.recipient.setVisible(not note)
        self.recipient.setText(self._default_recipient(masked=True))
        self.recipient.setPlaceholderText(self._recipient_hint())
        self.subject.setVisible(self._mode == "email")
        self.both_button.setVisible(not note)
        names = {"note": self.tr("Add note"), "phone": self.tr("Note the call")}
        self.send_button.setText(names.get(self._mode, self.tr("Send")))
        self.send_button.setToolTip("Ctrl+Enter")
        hints = {
            "note": self.tr("An internal note; the customer never sees it"),
            "phone": self.tr("What was said on the phone…   :: for scripts"),
        }
        words = self.tr("Write to the customer…   :: for scripts")
        self.edit.setPlaceholderText(hints.get(self._mode, words))
        self._show_count()

    def _recipient_hint(self) -> str:
        if self._mode == "email":
            return self.tr("E-mail address")
        return self.tr("Chat name") if self._mode == "chat" else self.tr("Phone number")

    def _default_recipient(self, *, masked: bool) -> str:
        return usual_recipient(self._detail, self._mode, masked=masked)

    def to_whom(self) -> str:
        """The recipient in full, though the field shows it masked."""
        told = self.recipient.text().strip()
        if told == self._default_recipient(masked=True):
            return self._default_recipient(masked=False)
        return told

    # drafts

    def _touch(self) -> None:
        if not self._restoring and self._detail is not None:
            self.drafting.touch()

    def _on_typed(self) -> None:
        self._show_count()
        if not self._restoring:
            self.typed.emit()
            self.warn.clear("gap", "refused")
            if not self.edit.toPlainText().strip():
                self.warn.clear("newer", "stale")
                self._tell_newer()
        self._touch()

    def _on_left(self) -> None:
        self.drafting.flush()
        if not self.prompting.picker.underMouse():
            self.prompting.close()

    def _draft(self, uid: str) -> Draft | None:
        body = self.edit.toPlainText()
        if self._detail is None or not (body.strip() or self.attaching.uids):
            return None
        default = self._default_recipient(masked=True)
        recipient = self.recipient.text().strip()
        subject = self.subject.text().strip()
        return Draft(
            uid=uid,
            ticket=self._detail.ticket.uid,
            editor="note" if self._mode == "note" else "reply",
            body=body,
            saved_at=self._bridge.desk.clock(),
            agent=self._bridge.desk.agent.uid,
            channel="" if self._mode == "note" else self._mode,
            recipient="" if recipient == default else recipient,
            script=self._script,
            data={
                "subject": "" if subject == self._subject() else subject,
                "attachments": list(self.attaching.uids),
                "script_version": self._script_version,
                "seen_at": self._seen_at,
            },
        )

    def _on_draft_failed(self, error: object) -> None:
        text = self.tr("This draft could not be kept on the disk: {error}")
        self.warn.say("draft", text.format(error=error))

    def _show_count(self) -> None:
        if self._mode != "sms":
            self.count.setText("")
            return
        length, parts = sms_parts(self.edit.toPlainText())
        text = self.tr("{n} characters · SMS × {parts}")
        self.count.setText(text.format(n=length, parts=parts) if length else "")

    # newer words

    def _tell_newer(self) -> None:
        detail, me = self._detail, self._bridge.desk.agent.uid
        if detail is None:
            return
        newer = [e for e in detail.entries if e.at > self._seen_at and speaks(e, me)]
        if not newer:
            if not self.edit.toPlainText().strip():
                self._seen_at = max(self._seen_at, newest(detail))
            return
        if not self.edit.toPlainText().strip():
            self._seen_at = newest(detail)
            return
        if self.warn.kind not in ("stale",):
            self._say_newer("newer", newer[-1])

    def _say_newer(self, kind: str, entry: Entry) -> None:
        words = " ".join(entry.body.split())[:80]
        author = entry.author_name or self.tr("The customer")
        text = self.tr("{author} has written meanwhile: “{words}”")
        self.warn.say(
            kind, text.format(author=author, words=words), (self.tr("Show"), self._see_newer)
        )

    def _see_newer(self) -> None:
        if self._detail is not None:
            self._seen_at = newest(self._detail)
        self.warn.clear("newer", "stale")
        self._touch()
        self.show_newest.emit()

    # sending

    def send(self) -> None:
        """Send what is written; what is in the way is said and selected."""
        self._send()

    def send_resolve(self) -> None:
        """Ask how the ticket ends, if what is written can be sent."""
        if self._ready():
            self.resolve_wanted.emit()

    def send_then(self, then: Callable[[], None]) -> None:
        """Send, and run `then` once it was taken."""
        self._send(then=then)

    def _ready(self) -> bool:
        if self._detail is None or self.edit.is_composing or self._sending:
            return False
        if not self.edit.toPlainText().strip():
            self.warn.say("gap", self.tr("There is nothing to send yet."))
            self.edit.setFocus()
            return False
        gaps = self.edit.gaps() if self._mode != "note" else []
        if gaps:
            start, end, name = gaps[0]
            text = self.tr("Fill in “{name}” before sending ({n} open).")
            self.warn.say("gap", text.format(name=name, n=len(gaps)))
            self.edit.setFocus()
            self.edit.select(start, end)
            return False
        return True

    def _send(self, *, then: _Then = None, **facts: Any) -> None:
        if not self._ready() or self._detail is None:
            return
        self.drafting.touch()
        self.drafting.flush()
        body, uid, ticket = self.edit.toPlainText(), self.drafting.uid, self._detail.ticket.uid
        self._sending = True
        if self.send_button.hasFocus():
            self.edit.setFocus()  # a button that goes dead would pass the keyboard to a stranger
        self.send_button.setEnabled(False)
        self._bridge.do(
            self._action(ticket, body, facts),
            lambda done: self._on_sent(done, uid, ticket, body, then),
            lambda refusal: self._on_refused(refusal, ticket, then, facts),
        )

    def _action(self, ticket: str, body: str, facts: _Facts) -> AddNote | SendReply:
        files = self.attaching.ready()
        if self._mode == "note":
            return AddNote(ticket, body, files)
        return SendReply(
            ticket,
            self._mode,
            self.to_whom(),
            body,
            subject=self.subject.text().strip() if self._mode == "email" else "",
            script=self._script,
            script_version=self._script_version,
            attachments=files,
            seen_at=self._seen_at,
            **facts,
        )

    def _on_sent(self, done: Done, uid: str, ticket: str, body: str, then: _Then) -> None:
        self._sending = False
        self.send_button.setEnabled(True)
        here = self._detail is not None and self._detail.ticket.uid == ticket
        untouched = here and self.edit.toPlainText() == body
        if here or kept_as_sent(self._bridge.desk.drafts(), uid, body):
            self.drafting.done(uid)
        if untouched:
            self._empty()
        elif here:
            self._touch()
        settle_mended(self._bridge, uid)
        if here:
            self.warn.clear()
            self.sent.emit()
        if then is not None:
            then()

    def _empty(self) -> None:
        self._restoring = True
        self.edit.clear()
        self._script, self._script_version = "", ""
        self.attaching.clear()
        if self._detail is not None:
            self.subject.setText(self._subject())
            self.recipient.setText(self._default_recipient(masked=True))
        self._restoring = False
        self.prompting.forget()

    def _on_refused(self, refusal: Refusal, ticket: str, then: _Then, facts: _Facts) -> None:
        self._sending = False
        self.send_button.setEnabled(True)
        if self._detail is None or self._detail.ticket.uid != ticket:
            self.noticed.emit(refusal_sentence(refusal), "warn")
            return
        self.edit.setFocus()
        if refusal.code == "reply_stale":
            again = partial(self._send, then=then, **{**facts, "even_if_stale": True})
            anyway = (self.tr("Send anyway"), again)
            show = (self.tr("Show"), self._see_newer)
            self.warn.say("stale", stale_words(refusal, self._detail), show, anyway)
            return
        ask = speech_button(refusal, self.held_back, partial(self._send, then=then, **facts))
        self.warn.say("refused", refusal_sentence(refusal), *ask)
        if ask:
            self.edit.select_text(str(refusal.facts.get("words", "")))
        elif refusal.code == "placeholder_unfilled":
            self.edit.select_text(str(refusal.facts.get("name", "")))
        elif refusal.code == "recipient_missing":
            self.recipient.setFocus()

    def open_scripts(self, words: str = "") -> None:
        """Open the scripts at the cursor, those that fit the words."""
        self.prompting.open(words)

    def insert_answer(self, answer: FirstAnswer) -> None:
        """Put an article's answer at the cursor, its first gap selected; nothing is sent."""
        if answer.words is None or self.edit.is_composing:
            return
        if self._mode == "note":
            self.answer()
        self.edit.put(answer.words.text)
        self.edit.setFocus()
        self._script, self._script_version = answer.words.code, answer.words.version
        self._touch()

    def _on_script_used(self, choice: ScriptChoice) -> None:
        self._script, self._script_version = choice.code, choice.version
        self._touch()

    def _channel(self) -> str:
        return "" if self._mode == "note" else self._mode
