"""What others wrote while a reply was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.text.refusals import refusal_sentence
from workstation.domain.conversation import Draft, Entry
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from ui.ticket.reply import ReplyEditor


def newest(detail: TicketDetail) -> int:
    """When the newest entry was made, milliseconds UTC."""
    return detail.entries[-1].at if detail.entries else detail.ticket.created_at


def speaks(entry: Entry, me: str) -> bool:
    """Whether an entry holds words of somebody else to or from the customer."""
    return entry.kind in ("call", "message", "note") and entry.author != me


def last_heard(detail: TicketDetail) -> str:
    """The uid of the customer's last words, "" for none."""
    return next((e.uid for e in reversed(detail.entries) if e.direction == "in"), "")


def stale_words(refusal: Refusal, detail: TicketDetail | None) -> str:
    """The sentence for a reply that came too late, with the words that came before it."""
    at = refusal.facts.get("at")
    entries = detail.entries if detail else ()
    came = next((e for e in entries if e.at == at and e.direction == "in"), None)
    sentence = refusal_sentence(refusal)
    words = " ".join(came.body.split())[:120] if came else ""
    return f"{sentence} “{words}”" if words else sentence


def kept_as_sent(drafts: Iterable[Draft], uid: str, body: str) -> bool:
    """Whether a draft that was left behind holds only what was sent."""
    return all(one.body == body for one in drafts if one.uid == uid)


class NewerWords(QObject):
    """Tells the editor's person of words that came while they typed.

    `seen_at` is the moment up to which they have seen the conversation, milliseconds UTC.
    """

    def __init__(self, bridge: Bridge, editor: ReplyEditor) -> None:
        super().__init__(editor)
        self._bridge, self._editor = bridge, editor
        self.seen_at = 0

    def tell(self) -> None:
        """Say who has written since, or note that everything was seen."""
        editor, me = self._editor, self._bridge.desk.agent.uid
        detail = editor.detail
        if detail is None:
            return
        came = [e for e in detail.entries if e.at > self.seen_at and speaks(e, me)]
        if not editor.edit.toPlainText().strip():
            self.seen_at = newest(detail) if came else max(self.seen_at, newest(detail))
            return
        if came and editor.warn.kind not in ("stale",):
            self._say("newer", came[-1])

    def _say(self, kind: str, entry: Entry) -> None:
        words = " ".join(entry.body.split())[:80]
        author = entry.author_name or self.tr("The customer")
        text = self.tr("{author} has written meanwhile: “{words}”")
        told = text.format(author=author, words=words)
        self._editor.warn.say(kind, told, (self.tr("Show"), self.see))

    def see(self) -> None:
        """Show them; they count as seen."""
        editor = self._editor
        if editor.detail is not None:
            self.seen_at = newest(editor.detail)
        editor.warn.clear("newer", "stale")
        editor.touch()
        editor.show_newest.emit()
