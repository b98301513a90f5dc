"""The commands of reply scripts and of safe speech on the ticket page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.commands import Commands
from ui.ticket.placed import Placed
from ui.ticket.prompter import Prompter
from ui.ticket.script_forms import KEYS, ScriptForms, key_words
from ui.widgets.keyboard import is_at
from workstation.changes import Changes

if TYPE_CHECKING:
    from ui.ticket.page import TicketPage
    from workstation.scripts.offering import Offer
    from workstation.scripts.putting import AskedFor, Put, Told

#: Changes after which other scripts may be offered.
_STIRRING = frozenset({"script", "scripts", "script_mark"})


class Scripting(QObject):
    """Binds what an agent does with scripts: reading aloud, keys, own ones, a word about one."""

    def __init__(self, page: TicketPage, bridge: Bridge, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._bridge, self._commands = page, bridge, commands
        self._prompting = page.reply.prompting
        self._forms = ScriptForms(bridge, page.names, page.whole)
        self.prompter = Prompter(self._read, page.whole)
        self._spoken: tuple[Offer, Placed] | None = None
        self._bind()
        prompting = self._prompting
        prompting.prompter_wanted.connect(self.read_aloud)
        prompting.comment_wanted.connect(self.comment)
        prompting.mark_wanted.connect(self._mark)
        prompting.key_wanted.connect(self._give_key)
        self.prompter.logged.connect(self._on_logged)
        self.prompter.filled.connect(self._on_filled)
        self.prompter.closed.connect(self._page.reply.edit.setFocus)
        bridge.changed.connect(self._on_changed)

    def _bind(self) -> None:
        page, speech = self._page, self._prompting.speech
        self._on_page("reply.finding", speech.go_next, speech.any)
        self._on_page("reply.finding_back", lambda: speech.go_next(back=True), speech.any)
        self._on_page("reply.prompter", self.read_best)
        self._on_page("reply.script_language", self._prompting.other_language)
        self._on_page("reply.save_script", self.save_own, self._has_words)
        self._on_page("reply.hotkeys", self.show_keys)
        for number in KEYS:
            self._on_page(f"reply.hotkey.{number}", partial(self.press_key, number))
        self._commands.bind(page.reply, "reply.finding_open", speech.open, speech.any)
        warn = page.reply.warn
        for place, id in enumerate(("reply.warned", "reply.warned_also")):
            self._commands.bind(
                page.reply, id, partial(warn.press, place), partial(warn.has, place)
            )

    def _on_page(
        self, id: str, run: Callable[[], None], ready: Callable[[], bool] | None = None
    ) -> None:
        self._commands.bind(self._page, id, run, ready or self._there)

    def _there(self) -> bool:
        return self._page.detail is not None

    def _has_words(self) -> bool:
        return self._there() and bool(self._page.reply.edit.toPlainText().strip())

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & _STIRRING and self._there():
            self._prompting.suggest_anew()
            self._prompting.marked()

    # the ten keys, favourites

    def press_key(self, number: int) -> None:
        """Put the script behind a key; while the list is open the key is given to its choice."""
        if self._prompting.give_key(number):
            return
        marks = self._bridge.desk.script_marks()
        code = next((one.code for one in marks if one.hotkey == number), "")
        if code:
            self._page.reply.edit.setFocus()
            self._prompting.put_code(code)
            return
        text = self.tr("{key} has no script yet.")
        self._page.noticed.emit(text.format(key=key_words(number)), "")

    def show_keys(self) -> None:
        """Which script each key puts, and a way to give one."""
        offers = tuple(
            (one.code, f"{one.title} ::{one.code}")
            for one in self._bridge.desk.scripts
            if not one.snippet
        )
        self._page.acting.ask(lambda _detail: self._forms.keys(offers, self._prompting.marked))

    def _give_key(self, code: str, number: int) -> None:
        from workstation.actions.script_own import MarkScript

        def tell(_done: object) -> None:
            text = self.tr("{key} puts ::{code} from now on.")
            self._page.noticed.emit(text.format(key=key_words(number), code=code), "")
            self._prompting.marked()

        self._bridge.do(MarkScript(code, hotkey=number), tell)

    def _mark(self, code: str, favourite: bool) -> None:
        from workstation.actions.script_own import MarkScript

        self._bridge.do(
            MarkScript(code, favourite=favourite), lambda _done: self._prompting.marked()
        )

    # one's own, a word about one

    def save_own(self) -> None:
        """The selected words, else all words of the editor, as a script of one's own."""
        reply = self._page.reply
        chosen = reply.edit.textCursor().selectedText().replace("\u2029", "\n")
        text = chosen if chosen.strip() else reply.edit.toPlainText()

        def tell() -> None:
            self._page.noticed.emit(self.tr("Kept among your own scripts."), "")
            if is_at(self._page):
                reply.edit.setFocus()

        self._page.acting.ask(
            lambda detail: self._forms.save_own(text, detail.ticket, reply.mode, tell)
        )

    def comment(self, offer: Offer) -> None:
        """Say something of a script, or how one would say it."""
        mode = self._page.reply.mode
        channel = "" if mode == "note" else mode
        self._page.acting.ask(lambda detail: self._forms.comment(offer, channel, detail.ticket.uid))

    # reading aloud

    def read_best(self) -> None:
        """Read aloud the script chosen in the list, else the best one."""
        offer = self._prompting.offer_in_hand()
        if offer is not None:
            self._prompting.dismiss()
            self.read_aloud(offer)

    def read_aloud(self, offer: Offer) -> None:
        """Show a script as a prompter, in the words for the phone."""
        from workstation.scripts.putting import put

        desk, ticket = self._bridge.desk, self._page.current()
        language = offer.put.language
        self._bridge.ask(
            lambda _reader: put(desk, ticket, offer.code, "phone", language),
            lambda made: self._open_prompter(ticket, offer, made),
        )

    def _open_prompter(self, ticket: str, offer: Offer, made: Put) -> None:
        if ticket == self._page.current():
            self._spoken = (offer, Placed(made, made.text, offer.reasons, offer.place))
            self.prompter.open(made)

    def _read(self, question: AskedFor, typed: str) -> Told:
        from workstation.scripts.putting import read_value

        language = self.prompter.put.language if self.prompter.put else "zh"
        return read_value(self._bridge.desk, question, typed, language)

    def _on_filled(self, name: str, typed: str, told: Told) -> None:
        from workstation.scripts.putting import put

        if self._spoken is None:
            return
        placed = self._spoken[1]
        placed.take(name, typed, told)
        was, values = placed.put, dict(placed.values)
        desk, ticket = self._bridge.desk, self._page.current()

        def show(made: Put) -> None:
            placed.refill(made)
            self.prompter.show_anew(made)

        self._bridge.ask(
            lambda _reader: put(desk, ticket, was.code, "phone", was.language, values), show
        )

    def _on_logged(self, told: str) -> None:
        if self._spoken is None:
            return
        offer, placed = self._spoken
        reply = self._page.reply
        if reply.mode != "phone":
            reply.set_mode("phone")
        self._prompting.put_spoken(offer, told, placed)
