"""What others wrote while a reply was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

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


#: What somebody else does to a ticket that who is typing should know of, beside words.
_DONE: Final = ("change", "transfer", "claim", "promise", "urge", "revisit")


def speaks(entry: Entry, me: str) -> bool:
    """Whether an entry holds words of somebody else to or from the customer."""
    told = entry.delivery != "taken_back" and entry.author != me
    return told and entry.kind in ("call", "message", "note")


def matters(entry: Entry, me: str) -> bool:
    """Whether who is typing should know of an entry: others' words, or what they have done.

    What rules do by themselves does not count.
    """
    done = entry.kind in _DONE and entry.author not in ("", me) and not entry.data.get("rule")
    return done or speaks(entry, me)


def last_heard(detail: TicketDetail) -> str:
    """The uid of the customer's last words, "" for none."""
    return next((e.uid for e in reversed(detail.entries) if e.direction == "in"), "")


def stale_words(refusal: Refusal, detail: TicketDetail | None) -> str:
    """The sentence for a reply that came too late, with the words that came before it."""
    at = refusal.facts.get("at")
    entries = detail.entries if detail else ()
    uid = refusal.facts.get("entry")
    came = next((e for e in entries if e.uid == uid or (not uid and e.at == at)), None)
    sentence = refusal_sentence(refusal)
    words = " ".join(came.body.split())[:120] if came else ""
    return f"{sentence} “{words}”" if words else sentence


def kept_as_sent(drafts: Iterable[Draft], uid: str, body: str) -> bool:
    """Whether a draft that was left behind holds only what was sent."""
    return all(one.body == body for one in drafts if one.uid == uid)


class NewerWords(QObject):
    """Tells the editor's person of what came while they typed.

    `seen_at` is the moment up to which they have seen the conversation, milliseconds UTC. What was
    made before it and reached this desk later is not overlooked either.
    """

    def __init__(self, bridge: Bridge, editor: ReplyEditor) -> None:
        super().__init__(editor)
        self._bridge, self._editor = bridge, editor
        self._seen: frozenset[str] | None = None
        self.seen_at = 0

    def begin(self, detail: TicketDetail, seen_at: int) -> None:
        """A ticket is open; its draft was written when the conversation was seen up to then."""
        self.seen_at = seen_at
        self._seen = frozenset(entry.uid for entry in detail.entries if entry.at <= seen_at)

    def tell(self) -> None:
        """Say who has written or changed something since, or note that everything was seen."""
        editor, me = self._editor, self._bridge.desk.agent.uid
        detail = editor.detail
        if detail is None:
            return
        if not editor.edit.toPlainText().strip():
            self._see_all(detail)
            return
        seen = self._seen or frozenset()
        came = [e for e in detail.entries if e.uid not in seen and matters(e, me)]
        if came:
            self.seen_at = min(self.seen_at, came[0].at - 1)
        if came and editor.warn.kind not in ("stale",):
            words = [entry for entry in came if speaks(entry, me)]
            self._say("newer", (words or came)[-1])

    def _see_all(self, detail: TicketDetail) -> None:
        self.seen_at = max(self.seen_at, newest(detail))
        self._seen = frozenset(entry.uid for entry in detail.entries)

    def _say(self, kind: str, entry: Entry) -> None:
        author = entry.author_name or self.tr("The customer")
        if speaks(entry, self._bridge.desk.agent.uid):
            words = " ".join(entry.body.split())[:80]
            text = self.tr("{author} has written meanwhile: “{words}”")
            told = text.format(author=author, words=words)
        else:
            text = self.tr("{author} has changed this ticket meanwhile")
            told = text.format(author=author)
        self._editor.warn.say(kind, told, (self.tr("Show"), self.see))

    def see(self) -> None:
        """Show them; they count as seen."""
        editor = self._editor
        if editor.detail is not None:
            self._see_all(editor.detail)
        editor.warn.clear("newer", "stale")
        editor.touch()
        editor.show_newest.emit()
