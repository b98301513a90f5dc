"""Brings reply scripts to the editor: the list under the cursor and the three beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.ticket.asking import Asking
from ui.ticket.placed import Placed
from ui.ticket.script_buttons import ScriptButtons
from ui.ticket.script_lookup import ScriptLookup
from ui.ticket.speech_marks import SpeechMarks
from ui.ticket.writing import ReplyEdit
from ui.timing import after_rest

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.scripts.offering import Offer
    from workstation.scripts.putting import Put

    Letters = tuple[tuple[Put, dict[str, str]], ...]

#: A ticket stays open this long before scripts are suggested for it (people step through lists).
REST_MS: Final = 120


class Prompting(QObject):
    """Asks the desk for scripts and puts the chosen one at the cursor; `used(offer)` then.

    `prompter_wanted(offer)` to read one aloud, `comment_wanted(offer)` to say something of it,
    `mark_wanted(code, favourite)` and `key_wanted(code, number)` to keep it at hand. `speech`
    underlines what had better not be said, `asking` asks for the values that a script lacks.
    """

    used = Signal(object)
    prompter_wanted = Signal(object)
    comment_wanted = Signal(object)
    mark_wanted = Signal(str, bool)
    key_wanted = Signal(str, int)

    def __init__(
        self, bridge: Bridge, edit: ReplyEdit, buttons: ScriptButtons, overlay: QWidget
    ) -> None:
        super().__init__(edit)
        self._bridge, self._edit, self._buttons = bridge, edit, buttons
        self.list = ScriptLookup(bridge, edit, buttons, overlay)
        self.picker = self.list.picker
        self.speech = SpeechMarks(bridge, edit, overlay)
        self.asking = Asking(bridge, edit, overlay)
        self._ticket, self._channel = "", ""
        self._moment: object = None
        self._chosen_language, self._heard_language = "", "zh"
        self._rest = after_rest(self, REST_MS, self._suggest)
        edit.shortcut_typed.connect(self.put_number)
        buttons.chosen.connect(self.put_number)
        self.list.taken.connect(lambda offer, ask: self.put(offer, ask=ask))
        self.list.read_aloud.connect(self.prompter_wanted)
        self.list.comment_wanted.connect(self.comment_wanted)
        self.list.mark_wanted.connect(self.mark_wanted)
        self.list.language_wanted.connect(self.other_language)
        self.list.opening.connect(self.speech.close)

    # the moment

    def show_moment(self, ticket: str, channel: str, *rest: object) -> None:
        """Offer what fits a ticket now; `rest` is what else makes the moment another one."""
        if ticket != self._ticket:
            self._chosen_language = ""
        self._ticket, self._channel = ticket, channel
        self.list.show_moment(ticket, channel)
        self.list.show_language(self._chosen_language, self.language)
        self.speech.watch.show_moment(ticket, channel)
        if (ticket, channel, *rest) == self._moment:
            return
        self._moment = (ticket, channel, *rest)
        self._rest.start()

    @property
    def language(self) -> str:
        """The language in which scripts are said: as chosen, else that of the conversation."""
        return self._chosen_language or self._heard_language

    def other_language(self) -> None:
        """Say scripts in the other language from now on, on this ticket."""
        self._chosen_language = "en" if self.language == "zh" else "zh"
        self.list.show_language(self._chosen_language, self.language)
        self._suggest()
        self.list.ask_anew()

    def _suggest(self) -> None:
        from workstation.scripts.offering import conversation_language, suggested

        ticket, channel, desk = self._ticket, self._channel, self._bridge.desk
        chosen = self._chosen_language
        if not ticket:
            return
        self._bridge.ask(
            lambda _reader: (
                suggested(desk, ticket, channel, chosen),
                conversation_language(desk, ticket),
            ),
            lambda found: self._show_suggested(ticket, *found),
        )

    def suggest_anew(self) -> None:
        """What fits may be another now: marks, scripts or the customer's words changed."""
        self._rest.start()

    def _show_suggested(self, ticket: str, found: tuple[Offer, ...], language: str) -> None:
        if ticket == self._ticket:
            self._heard_language = language
            self.list.show_language(self._chosen_language, self.language)
            self._buttons.show_choices(found, self._channel)

    def forget(self) -> None:
        """Suggest anew next time; close the list; nothing in the editor is from a script."""
        self._moment = None
        self.asking.forget()
        self.speech.watch.show_script("")
        self.close()

    def resume(self, ticket: str, code: str, data: Mapping[str, Any]) -> None:
        """Go on with the scripts that a draft left in the editor."""
        also = data.get("also")
        others = [one for one in also if isinstance(one, Mapping)] if isinstance(also, list) else []
        for one in (*(str(other.get("code", "")) for other in others), code):
            self.asking.resume(ticket, one, self._channel, data)

    # what is kept with the message

    def script_data(self) -> dict[str, Any]:
        """What is kept with the message of the script in it: language, values, put, why, place."""
        return self.asking.data()

    # the list

    def open(self, words: str = "") -> None:
        """Open the list at the cursor, for some words."""
        self.list.open(words)

    def close(self) -> None:
        """Close the list; an answer under way is not shown any more."""
        self.list.hide()
        if not self.asking.field.has_keyboard():
            self.asking.close()

    def marked(self) -> None:
        """Favourites or keys have changed: the list shows them, the choice stays."""
        self.list.ask_anew()

    def dismiss(self) -> None:
        """Close the list; what a key typed to open it goes."""
        self.list.dismiss()

    # putting

    def put_number(self, number: int) -> None:
        """Put one of the three scripts beside the editor into it."""
        choice = self._buttons.choice(number)
        if choice is not None and not self._edit.is_composing:
            self.close()
            self.put(choice)

    def put_code(self, code: str) -> None:
        """Put a script by its code, as its hotkey does; one that is out of use does nothing."""
        from workstation.scripts.offering import offer

        if not code or not self._ticket or self._edit.is_composing:
            return
        desk, given = self._bridge.desk, (self._ticket, code, self._channel, self._chosen_language)
        ticket = self._ticket
        self._bridge.ask(
            lambda _reader: offer(desk, *given),
            lambda found: self.put(found) if ticket == self._ticket else None,
        )

    def put_filled(
        self, code: str, values: Mapping[str, Mapping[str, str]], otherwise: str = ""
    ) -> None:
        """Put a script with values for its places, given by language and channel, into the letter that is
        there already; `otherwise` stands in its place when it is out of use."""
        from workstation.scripts.offering import conversation_language
        from workstation.scripts.putting import put

        desk, ticket, channel = self._bridge.desk, self._ticket, self._channel
        chosen, letters = self._chosen_language, self._letters()

        def fill() -> tuple[Put, dict[str, str], list[str]]:
            language = chosen or conversation_language(desk, ticket)
            tongue = "zh" if language.startswith("zh") else "en"
            told = dict(values.get(f"{tongue} {channel}") or values.get(tongue, {}))
            closes = _closes(desk, ticket, letters)
            made = put(desk, ticket, code, channel, language, told, part=bool(letters))
            return made, told, closes

        def show(found: tuple[Put, dict[str, str], list[str]]) -> None:
            if ticket == self._ticket:
                made, told, closes = found
                self._edit.put_before(made.text, closes)
                self.asking.begin(ticket, Placed(made, made.text, values=told))
                self.speech.watch.show_script(code)
                self.used.emit(made)

        self._bridge.ask(
            lambda _reader: fill(), show, lambda _error: self._put_plain(ticket, otherwise)
        )

    def _letters(self) -> Letters:
        """What makes a letter of the e-mail that is being written, with the values told."""
        if self._channel != "email":
            return ()
        return tuple((one.put, dict(one.values)) for one in self.asking.letters())

    def _put_plain(self, ticket: str, words: str) -> None:
        if ticket == self._ticket:
            self._edit.put(words)

    def put(self, offer: Offer, *, ask: bool = False) -> None:
        """Put a script at the cursor, into the letter that is there already; `ask` for its values."""
        letters = self._letters() if offer.put.channel == "email" else ()
        if letters:
            self._put_into_letter(offer, letters, ask=ask)
            return
        self._edit.put(offer.preview)
        self._begin(offer, Placed(offer.put, offer.preview, offer.reasons, offer.place), ask=ask)

    def _put_into_letter(self, offer: Offer, letters: Letters, *, ask: bool) -> None:
        """A letter has one salutation and one close: what comes into it stands between them."""
        from workstation.scripts.putting import put

        desk, ticket, wanted = self._bridge.desk, self._ticket, offer.put

        def found(_reader: object) -> tuple[Put, list[str]]:
            closes = _closes(desk, ticket, letters)
            return put(desk, ticket, offer.code, "email", wanted.language, part=True), closes

        def then(told: tuple[Put, list[str]]) -> None:
            if ticket == self._ticket:
                made, closes = told
                self._edit.put_before(made.text, closes)
                self._begin(offer, Placed(made, made.text, offer.reasons, offer.place), ask=ask)

        self._bridge.ask(found, then)

    def _begin(self, offer: Offer, placed: Placed, *, ask: bool) -> None:
        self.asking.begin(self._ticket, placed)
        self.speech.watch.show_script(offer.code)
        if self._edit.isVisible():
            self._edit.setFocus()
        self.used.emit(offer)
        if ask:
            self.asking.open()

    def put_spoken(self, offer: Offer, told: str, spoken: Placed) -> None:
        """Put the words that were spoken from a script."""
        self._edit.put(told)
        self._begin(offer, spoken, ask=False)

    def offer_in_hand(self) -> Offer | None:
        """The script chosen in the open list, else the best one for the moment."""
        return self.list.in_hand() or self._buttons.choice(1)

    def give_key(self, number: int) -> bool:
        """While the list is open a hotkey is given to the script chosen; says whether it was."""
        offer = self.list.in_hand()
        if offer is not None:
            self.key_wanted.emit(offer.code, number)
        return offer is not None


def _closes(desk: Desk, ticket: str, letters: Letters) -> list[str]:
    """The closes of letters, before which what comes into them stands."""
    from workstation.scripts.putting import close_of

    return [close_of(desk, ticket, one, values) for one, values in letters]
