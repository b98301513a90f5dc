"""A script on its way into an editor or a prompter: its pieces, what it asks for, values as typed.

The first call loads the template engine: run `put` on the reading pool.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from workstation import speaking
from workstation.domain.refusal import Refusal
from workstation.domain.script_ask import Ask
from workstation.domain.script_pieces import Piece, sentences, words
from workstation.text import asking
from workstation.text.spoken import Clock

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.conversation import Entry
    from workstation.domain.script import Script

_HAN: Final = re.compile("[\u3400-\u9fff]")
#: Words of Latin letters; a lone "ok" tells no language.
_LATIN: Final = re.compile("[A-Za-z]{2,}")
_LEAST_LATIN: Final = 2
#: A day that is promised is over at this hour.
_END_OF_DAY: Final = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A value that a script asks for: the `name` of its placeholder, and what is `proposed`."""

    name: str
    ask: Ask
    label: str
    choices: tuple[str, ...] = ()
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Put:
    """A script filled for a ticket, a channel and a language.

    `asked` is all it asks for in these words, the missing facts too, in their order. `promise` is
    the name of the value that says until when it promises something, "" where it does not.
    """

    code: str
    title: str
    version: str
    channel: str
    language: str
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    text: str
    pieces: tuple[Piece, ...]
    asked: tuple[AskedFor, ...] = ()
    promise: str = ""

    @property
    def sentences(self) -> tuple[tuple[Piece, ...], ...]:
        """The text sentence by sentence."""
        return sentences(self.pieces)

    def question(self, name: str) -> AskedFor | None:
        """What is asked for under a name."""
        return next((one for one in self.asked if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A value as it stands in the text; `at` is its moment, milliseconds UTC, where it is one."""

    text: str
    at: int | None = None


def put(
    desk: Desk,
    ticket: str,
    code: str,
    channel: str = "",
    language: str = "",
    values: Mapping[str, str] | None = None,
) -> Put:
    """Fill a script; `values` stand as they are, by the names of their placeholders.

    In a language that the script does not have it is its first one's. Raises `Refusal`: not_found
    for the ticket or the script, template_*.
    """
    detail = desk.read.detail(ticket)
    script = desk.script(code)
    if detail is None or script is None:
        kind = "script" if detail else "ticket"
        raise Refusal("not_found", kind=kind, uid=code if detail else ticket)
    snippets = {one.code: one for one in desk.scripts if one.snippet}
    spoken = script.words_in(language)
    facts = speaking.facts_of(desk, detail)
    made = asking.fill(script, facts, values, channel, spoken.language, snippets)
    pieces = tuple(Piece(one.kind, one.text, one.name, one.label, one.ask) for one in made.segments)
    clock = Clock(desk.clock(), desk.zone)
    asked = _asked(script, snippets, channel, spoken.language, clock, detail.ticket.resolve_due)
    asked += _missing(pieces, {one.name for one in asked}, spoken.language)
    named = {one.name for one in pieces}
    return Put(
        code=code,
        title=spoken.title,
        version=script.version,
        channel=channel,
        language=spoken.language,
        languages=script.languages,
        channels=script.channels,
        text=words(pieces),
        pieces=pieces,
        asked=tuple(one for one in asked if one.name in named or one.name in (values or {})),
        promise=_promise(script),
    )


def language_of(entries: Sequence[Entry]) -> str:
    """The language of a conversation: that of the customer's latest words that tell it, else zh."""
    for entry in reversed(entries):
        if entry.direction != "in":
            continue
        if _HAN.search(entry.body):
            return "zh"
        if len(_LATIN.findall(entry.body)) >= _LEAST_LATIN:
            return "en"
    return "zh"


def read_value(desk: Desk, ask: Ask, typed: str, language: str = "zh") -> Told:
    """Read what was typed for a value. Raises `Refusal` as `asking.parse_value` does."""
    clock = Clock(desk.clock(), desk.zone)
    value = asking.parse_value(ask, typed, clock, language)
    at = None
    if ask.kind == "time" and isinstance(value, int):
        at = value
    elif ask.kind == "date" and isinstance(value, date):
        at = int(datetime.combine(value, _END_OF_DAY, desk.zone).timestamp() * 1000)
    return Told(asking.format_value(ask, value, clock, language), at)


def _asked(
    script: Script,
    snippets: Mapping[str, Script],
    channel: str,
    language: str,
    clock: Clock,
    limit: int | None,
) -> list[AskedFor]:
    return [
        AskedFor(
            one.name,
            one.ask,
            one.ask.label(language),
            asking.choices_of(one.ask, language),
            asking.proposal(one, clock, language, limit),
        )
        for one in asking.asks_of(script, snippets, channel, language)
    ]


def _missing(pieces: tuple[Piece, ...], known: set[str], language: str) -> list[AskedFor]:
    """The facts that the desk does not know: they are asked for as words."""
    found: dict[str, AskedFor] = {}
    for one in pieces:
        if one.kind == "gap" and one.name not in known:
            label = one.label or one.name
            ask = one.ask or Ask(one.name, "text", label, label)
            found.setdefault(one.name, AskedFor(one.name, ask, label))
    return list(found.values())


def _promise(script: Script) -> str:
    if script.promise is None:
        return ""
    return f"ask.{script.promise.ask}" if script.promise.ask else asking.PROMISE
