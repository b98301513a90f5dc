"""Safe speech while a reply is typed: judged beside the typing, underlined when judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.ticket.marks import GAP, Underline, moved
from ui.ticket.places import Places
from ui.ticket.writing import ReplyEdit
from ui.timing import after_rest

if TYPE_CHECKING:
    from workstation.domain.speech_check import SpeechFinding
    from workstation.safe_speech import ReplyWatch

#: The letter typed is painted first; only then is it judged.
SOON_MS: Final = 4


class SpeechWatch(QObject):
    """Asks the desk whether what is typed may be said, and underlines what may not.

    One question is under way at a time, on the reading pool; an answer to a text that has
    changed meanwhile is not used. Nothing is touched while an input method composes. `changed`
    when the findings are others.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, edit: ReplyEdit) -> None:
        super().__init__(edit)
        self._bridge, self._edit = bridge, edit
        self._ticket, self._channel, self._script = "", "", ""
        self._watch: ReplyWatch | None = None
        self._watched = ""
        self._stale = False
        self._busy = self._again = False
        self._waiting: tuple[str, tuple[SpeechFinding, ...]] | None = None
        self.findings: tuple[SpeechFinding, ...] = ()
        self._text = ""
        self._soon = after_rest(self, SOON_MS, self.ask)
        edit.textChanged.connect(self._on_text)
        edit.composed.connect(self._on_composed)

    # what is judged

    def show_moment(self, ticket: str, channel: str) -> None:
        """Judge words to this ticket's customer over a channel; "" judges nothing (a note)."""
        self._stale = True  # a message or an approval may have come
        if (ticket, channel) != (self._ticket, self._channel):
            self._ticket, self._channel = ticket, channel
            self._show(())
        self.ask()

    def show_script(self, code: str) -> None:
        """The text was put by this script: saying it twice is told."""
        if code != self._script:
            self._script = code
            self.ask()

    def ask(self) -> None:
        """Judge the text as it stands."""
        text = self._edit.toPlainText()
        if not self._ticket or not self._channel or not text.strip():
            self._show(())
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        given = (self._ticket, self._channel, self._script, self._stale)
        self._stale = False
        self._bridge.ask(
            lambda _reader: self._judge(text, *given),
            lambda found: self._on_judged(text, found),
            self._on_failed,
        )

    def _judge(
        self, text: str, ticket: str, channel: str, script: str, stale: bool
    ) -> tuple[SpeechFinding, ...]:
        """On the reading pool, one at a time."""
        if self._watch is None or self._watched != ticket:
            from workstation.safe_speech import ReplyWatch

            self._watch, self._watched = ReplyWatch(self._bridge.desk, ticket), ticket
        elif stale:
            self._watch.refresh()
        return self._watch.check(text, channel, script)

    def _on_judged(self, text: str, found: tuple[SpeechFinding, ...]) -> None:
        self._busy = False
        if self._edit.is_composing:
            self._waiting = (text, found)  # nothing is drawn below an open candidate
        elif text == self._edit.toPlainText():
            self._show(found)
        self._go_on()

    def _on_failed(self, _error: object) -> None:
        self._busy = False
        self._show(())

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self.ask()

    def _on_text(self) -> None:
        text = self._edit.toPlainText()
        if text == self._text:
            return
        self._findings_move(text)
        if self._ticket and self._channel and not self._soon.isActive():
            self._soon.start()

    def _on_composed(self, begun: bool) -> None:
        if begun or self._waiting is None:
            return
        (text, found), self._waiting = self._waiting, None
        if text == self._edit.toPlainText():
            self._show(found)

    # what was found

    def _show(self, found: tuple[SpeechFinding, ...]) -> None:
        text = self._edit.toPlainText()
        self._text = text
        at = Places(text).to_qt
        self._edit.marks.underline(
            Underline(at(one.start), at(one.end), one.severity) for one in found
        )
        if found != self.findings:
            self.findings = found
            self.changed.emit()

    def _findings_move(self, text: str) -> None:
        """Keep the findings at their words until the new text has been judged."""
        if not self.findings:
            self._text = text
            return
        lines = [Underline(one.start, one.end, str(n)) for n, one in enumerate(self.findings)]
        kept = moved(self._text, text, tuple(lines))
        self._text = text
        self.findings = tuple(
            replace(self.findings[int(one.severity)], start=one.start, end=one.end) for one in kept
        )
        if len(kept) != len(lines):
            self.changed.emit()

    def at(self, place: int) -> SpeechFinding | None:
        """What was found at a place, as Qt counts; the severest of several."""
        here = Places(self._text).from_qt(place)
        found = [one for one in self.findings if one.start <= here <= one.end]
        order = ("block", "leader", "warn")
        return min(found, key=lambda one: order.index(one.severity), default=None)

    def next(self, *, back: bool = False) -> SpeechFinding | None:
        """The next finding after the cursor, round the end; the cursor goes there."""
        if not self.findings:
            return None
        here = Places(self._text).from_qt(self._edit.textCursor().position())
        if back:
            before = [one for one in self.findings if one.start < here]
            chosen = before[-1] if before else self.findings[-1]
        else:
            after = [one for one in self.findings if one.start > here]
            chosen = after[0] if after else self.findings[0]
        cursor = self._edit.textCursor()
        cursor.setPosition(Places(self._text).to_qt(chosen.start))
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()
        return chosen

    def better(self, finding: SpeechFinding) -> str | None:
        """What one key would put in; None where there is only advice, "" to take words out."""
        from workstation.domain.speech_better import better_words

        return better_words(finding, self._text)

    def put_better(self, finding: SpeechFinding) -> bool:
        """Say it otherwise, as `workstation.domain.speech_better.put_better` does."""
        from workstation.domain.speech_better import put_better

        put = put_better(finding, self._text)
        if put is None or finding not in self.findings or self._edit.is_composing:
            return False
        start, end, words = put
        cursor = self._edit.textCursor()
        at = Places(self._text)
        cursor.setPosition(at.to_qt(start))
        cursor.setPosition(at.to_qt(end), cursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        self._edit.setTextCursor(cursor)
        if GAP.search(words):
            self._edit.next_gap(back=True)
        return True
