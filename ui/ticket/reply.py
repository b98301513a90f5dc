"""The reply editor: what is said to whom over which channel, kept as a draft until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.pages import Prepared
from ui.ticket.addressing import Addressing, first_mode
from ui.ticket.attaching import Attaching
from ui.ticket.counting import count_words
from ui.ticket.drafting import Drafting
from ui.ticket.first_answers import FirstAnswers
from ui.ticket.following import Following
from ui.ticket.names import Names
from ui.ticket.newer import NewerWords, last_heard, newest
from ui.ticket.prompting import Prompting
from ui.ticket.recipients import usual_recipient, usual_subject
from ui.ticket.reply_parts import FileChips, Warn
from ui.ticket.script_buttons import ScriptButtons
from ui.ticket.scripted import Scripted
from ui.ticket.sending import Sending
from ui.ticket.sent_bar import SentBar
from ui.ticket.writing import ReplyEdit
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import label
from workstation.domain.conversation import Draft
from workstation.domain.pages import TicketDetail

if TYPE_CHECKING:
    from workstation.actions.tickets import ResolveTicket
    from workstation.answering import FirstAnswer


class ReplyEditor(QWidget):
    """Writes replies and notes.

    `sent` after something was sent; `show_newest` asks for the end of the timeline;
    `resolve_wanted` asks how the ticket ends, before Send and resolve; `noticed(text, kind)`;
    `typed` with every key that changes the words; `asks_resumed(ticket, asks)` where a draft asks for
    something (see `Prepared.asks`).
    """

    sent = Signal()
    show_newest = Signal()
    resolve_wanted = Signal()
    noticed = Signal(str, str)
    typed = Signal()
    held_back = Signal(object, object)
    asks_resumed = Signal(str, object)

    def __init__(
        self, bridge: Bridge, overlay: QWidget, names: Names, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self.overlay = bridge, overlay
        self.detail: TicketDetail | None = None
        self._restoring = False
        self._asks: dict[str, Any] = {}
        self.address = Addressing(self)
        self.modes, self.recipient = self.address.modes, self.address.recipient
        self.subject = self.address.subject
        self.warn = Warn()
        self.edit = ReplyEdit()
        self.files = FileChips()
        self.following = Following(bridge)
        self.sent_bar = SentBar(bridge)
        self.scripts = ScriptButtons()
        self.answers = FirstAnswers(bridge, names)
        self.count = label("", "faint")
        self.newer = NewerWords(bridge, self)
        self.sending = Sending(bridge, self)
        self.drafting = Drafting(bridge, self._draft, self)
        self.prompting = Prompting(bridge, self.edit, self.scripts, overlay)
        self.attaching = Attaching(bridge, self.files, self)
        self.scripted = Scripted(bridge, self)
        self._build()
        self._connect()

    # making

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "sunken")
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
        for tool in (attach, scripts, self.count, self.prompting.speech.summary):
            bottom.addWidget(tool)
        bottom.addStretch(1)
        bottom.addWidget(self.both_button)
        bottom.addWidget(self.send_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space("medium"), 6, theme.space("medium"), 8)
        column.setSpacing(theme.space("tight"))
        column.addWidget(self.sent_bar)
        column.addLayout(top)
        parts = (self.subject, self.warn, self.edit, self.files, self.following)
        for part in (*parts, self.answers, self.scripts):
            column.addWidget(part)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.modes.chosen.connect(self.set_mode)
        self.edit.textChanged.connect(self._on_typed)
        self.recipient.textEdited.connect(lambda _text: self.touch())
        self.subject.textEdited.connect(lambda _text: self.touch())
        self.edit.submitted.connect(self.send)
        self.edit.left.connect(self._on_left)
        self.edit.files_given.connect(self.attaching.take_paths)
        self.edit.picture_given.connect(self.attaching.take_picture)
        self.attaching.changed.connect(self.touch)
        self.attaching.refused.connect(lambda told: self.warn.say("refused", told))
        self.prompting.used.connect(lambda offer: self.scripted.use(offer.code, offer.version))
        self.answers.taken.connect(self.insert_answer)
        self.drafting.failed.connect(self._on_draft_failed)
        self.following.changed.connect(self.touch)
        self.prompting.asking.changed.connect(self.scripted.on_value)
        self.subject.textChanged.connect(lambda _text: self._show_count())
        self.edit.installEventFilter(self.sent_bar)

    # the ticket

    def open(self, detail: TicketDetail) -> None:
        """Begin with a ticket; a draft that was left there is put back."""
        self.drafting.flush()
        self._begin(detail, self.drafting.open(detail.ticket.uid))

    def take_up(self, draft: str) -> None:
        """Put one draft of this ticket into the editor, such as words that were refused."""
        self.drafting.flush()
        if self.detail is not None:
            self._begin(self.detail, self.drafting.take_up(draft))
            if self.isVisible():
                self.edit.setFocus()

    def let_go(self, draft: str) -> None:
        """Take the words of this draft out of the editor: they were used elsewhere."""
        if self.drafting.uid == draft:
            self.drafting.done(draft)
            self.empty()

    def _begin(self, detail: TicketDetail, draft: Draft | None) -> None:
        self.prompting.close()
        self.detail = detail
        self._restoring = True
        self.sending.begin()
        self.warn.clear()
        facts: dict[str, Any] = dict(draft.data) if draft else {}
        files = facts.get("attachments")
        listed = [str(uid) for uid in files] if isinstance(files, list) else []
        self.attaching.open(detail.ticket.uid, listed)
        self.newer.begin(detail, int(facts.get("seen_at") or newest(detail)))
        self.edit.setPlainText(draft.body if draft else "")
        self.edit.document().clearUndoRedoStacks()
        self._show_mode(first_mode(detail, draft))
        if draft and draft.recipient:
            self.recipient.setText(draft.recipient)
        self.subject.setText(str(facts.get("subject", "")) or usual_subject(self.detail))
        self._restoring = False
        self.prompting.forget()
        self.scripted.take_over(draft.script if draft else "", facts)
        asks = facts.get("asks")
        self._asks = dict(asks) if isinstance(asks, dict) else {}
        if self._asks:
            self.asks_resumed.emit(detail.ticket.uid, self._asks)
        if draft:
            end = self.edit.textCursor()
            end.movePosition(end.MoveOperation.End)
            self.edit.setTextCursor(end)
        self.show_detail(detail)

    def show_detail(self, detail: TicketDetail) -> None:
        """The same ticket changed: nothing typed is touched; newer words are announced."""
        self.detail = detail
        self.attaching.show_known(detail.attachments)
        self.newer.tell()
        ticket = detail.ticket
        moment = (ticket.step, ticket.subtype, ticket.group_code, last_heard(detail))
        self.prompting.show_moment(ticket.uid, self._channel(), *moment)
        self.answers.show_moment(ticket.uid, f"{last_heard(detail)} {ticket.subtype}")
        self.sent_bar.show_ticket(ticket.uid)

    def clear(self) -> None:
        """No ticket any more."""
        self.drafting.flush()
        self.prompting.close()
        self.answers.clear()
        self.detail = None

    def flush(self) -> None:
        """Put everything typed on disk."""
        self.drafting.flush()

    @property
    def mode(self) -> str:
        """The way chosen to answer: a channel, or "note"."""
        return self.address.mode

    def answer(self) -> None:
        """To the text; a note becomes a reply over the customer's channel."""
        if self.mode == "note" and self.detail is not None:
            self.set_mode(first_mode(self.detail, None))
        self.edit.setFocus()

    def prepare(self, prepared: Prepared) -> None:
        """Put what was prepared elsewhere below what stands here; nothing is sent."""
        if self.detail is None or self.edit.is_composing:
            return
        if prepared.internal:
            self.set_mode("note")
        elif prepared.channel or self.mode == "note":
            self.set_mode(prepared.channel or first_mode(self.detail, None))
        if prepared.recipient:
            self.recipient.setText(prepared.recipient)
        self._asks = dict(prepared.asks)
        self.edit.setFocus()
        body = self.edit.toPlainText().strip()
        if prepared.script and prepared.script == self.script and body:
            return  # it stands there already
        self.edit.go_to_end(parted=bool(body))
        if prepared.script:
            self.prompting.put_filled(prepared.script, prepared.values, prepared.words)
        else:
            self.edit.put(prepared.words)

    # channel

    def set_mode(self, mode: str) -> None:
        """Choose how to answer; the text stays."""
        if mode != self.mode:
            self._show_mode(mode)
            self.touch()
            if self.detail:
                self.show_detail(self.detail)
        self.edit.setFocus()

    def _show_mode(self, mode: str) -> None:
        self.address.show_mode(mode, self.detail)
        note = self.mode == "note"
        theme.look(self.edit, "note" if note else "")
        self.both_button.setVisible(not note)
        names = {"note": self.tr("Add note"), "phone": self.tr("Note the call")}
        self.send_button.setText(names.get(self.mode, self.tr("Send")))
        self.send_button.setToolTip("Ctrl+Enter")
        hints = {
            "note": self.tr("An internal note; the customer never sees it"),
            "phone": self.tr("What was said on the phone…   :: for scripts"),
        }
        words = self.tr("Write to the customer…   :: for scripts")
        self.edit.setPlaceholderText(hints.get(self.mode, words))
        self.scripted.show_following()
        self._show_count()

    def to_whom(self) -> str:
        """The recipient in full, though the field shows it masked."""
        return self.address.to_whom(self.detail)

    # drafts

    def touch(self) -> None:
        if not self._restoring and self.detail is not None:
            self.drafting.touch()

    def _on_typed(self) -> None:
        self._show_count()
        if not self._restoring:
            self.typed.emit()
            self.warn.clear("gap", "refused")
            self.warn.clear("doubt")
            self.scripted.propose()
            if not self.edit.toPlainText().strip():
                self.scripted.forget()
                self._asks = {}
                self.warn.clear("newer", "stale")
                self.newer.tell()
        self.touch()

    def _on_left(self) -> None:
        self.drafting.flush()
        if not self.prompting.picker.underMouse():
            self.prompting.close()

    def _draft(self, uid: str) -> Draft | None:
        body = self.edit.toPlainText()
        if self.detail is None or not (body.strip() or self.attaching.uids):
            return None
        default = usual_recipient(self.detail, self.mode, masked=True)
        recipient = self.recipient.text().strip()
        subject, said = self.subject.text().strip(), self.scripted.said()
        return Draft(
            uid=uid,
            ticket=self.detail.ticket.uid,
            editor="note" if self.mode == "note" else "reply",
            body=body,
            saved_at=self._bridge.desk.clock(),
            agent=self._bridge.desk.agent.uid,
            channel="" if self.mode == "note" else self.mode,
            recipient="" if recipient == default else recipient,
            script=said.code,
            data={
                "subject": "" if subject == usual_subject(self.detail) else subject,
                "attachments": list(self.attaching.uids),
                "script_version": said.version,
                "seen_at": self.newer.seen_at,
                "script_data": said.data,
                "following": self.following.state(),
                "asks": self._asks,
            },
        )

    def _on_draft_failed(self, error: object) -> None:
        text = self.tr("This draft could not be kept on the disk: {error}")
        self.warn.say("draft", text.format(error=error))

    def _show_count(self) -> None:
        desk, mode = self._bridge.desk, self.mode
        size = desk.message_size(mode, self.edit.toPlainText())
        over = desk.subject_over(self.subject.text()) if mode == "email" else 0
        text, look = count_words(mode, size, over)
        self.count.setText(text)
        theme.look(self.count, look)

    # sending

    def send(self) -> None:
        """Send what is written; what is in the way is said and selected."""
        self.sending.send()

    def send_resolve(self) -> None:
        """Ask how the ticket ends, if what is written can be sent."""
        if self.sending.is_ready():
            self.resolve_wanted.emit()

    def send_ending(self, ending: ResolveTicket, then: Callable[[], None]) -> None:
        """Send and resolve the ticket in one piece of work; run `then` once both were taken."""
        self.sending.send(then=then, ending=ending)

    def take_back(self) -> None:
        """Take back what was sent last, while it has not left."""
        self.sent_bar.take_back()

    def put_back(self, draft: str) -> None:
        """The words of a message that was taken back; others that stand here stay."""
        if not self.edit.toPlainText().strip():
            self.take_up(draft)
            return
        text = self.tr("Taken back. Its words are kept as a draft.")
        self.warn.say("taken", text, (self.tr("Take them up"), partial(self.take_up, draft)))

    def empty(self) -> None:
        """Nothing stands in the editor any more: it was sent, or is used elsewhere."""
        self._restoring = True
        self.edit.clear()
        self.scripted.forget()
        self.attaching.clear()
        self._asks = {}
        if self.detail is not None:
            self.address.reset(self.detail)
        self._restoring = False
        self.prompting.forget()

    # scripts

    def open_scripts(self, words: str = "") -> None:
        """Open the scripts at the cursor, those that fit the words."""
        self.prompting.open(words)

    def insert_answer(self, answer: FirstAnswer) -> None:
        """Put an article's answer at the cursor, its first gap selected; nothing is sent."""
        if answer.words is None or self.edit.is_composing:
            return
        if self.mode == "note":
            self.answer()
        self.edit.put(answer.words.text)
        self.edit.setFocus()
        self.scripted.use(answer.words.code, answer.words.version)

    @property
    def script(self) -> str:
        """The code of the script that was put in last, "" for none."""
        return self.scripted.code

    def _channel(self) -> str:
        return "" if self.mode == "note" else self.mode
