"""A script on its way into an editor or a prompter: its pieces, what it asks for, values as typed.

The first call loads the template engine: run `put` on the reading pool.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.script_ask import Ask
from workstation.domain.script_pieces import Piece, sentences, words
from workstation.domain.working_days import nth_working_day
from workstation.scripts import speaking
from workstation.scripts.finding import finder_of
from workstation.text import asked_values, asking
from workstation.text.spoken import Clock
from workstation.text.typed_times import WorkingDays

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.conversation import Entry
    from workstation.domain.pages import TicketDetail
    from workstation.domain.script import Script

_HAN: Final = re.compile("[\u3400-\u9fff]")
#: Words of Latin letters; a lone "ok" tells no language.
_LATIN: Final = re.compile("[A-Za-z]{2,}")
_LEAST_LATIN: Final = 2
#: The calendar of working days as the law and customers count them.
_OFFICE: Final = "office"
#: A day that is promised is over at this hour.
_END_OF_DAY: Final = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A value that a script asks for: the `name` of its placeholder, and what is `proposed`.

    `proposed_at` is the moment proposed in milliseconds UTC, None where none is.
    """

    name: str
    ask: Ask
    label: str
    choices: tuple[str, ...] = ()
    proposed: str = ""
    proposed_at: int | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A script filled for a ticket, a channel and a language.

    `asked` is all it asks for in these words, the missing facts too, in their order. `promise` is
    the name of the value that says until when it promises something, "" where it does not. As a
    `part` of a letter it has no salutation and no close.
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
    part: bool = False

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


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills scripts for one ticket: its facts and the parts of scripts, gathered once."""

    desk: Desk
    facts: Mapping[str, Any]
    snippets: Mapping[str, Script]
    resolve_due: int | None

    def put(
        self,
        script: Script,
        channel: str = "",
        language: str = "",
        values: Mapping[str, str] | None = None,
        *,
        part: bool = False,
    ) -> Put:
        """Fill a script as the function `put` does; quick enough for the screen. Raises `Refusal`."""
        spoken, snippets = script.words_in(language), self.snippets
        made = asking.fill(
            script, self.facts, values, channel, spoken.language, snippets, part=part
        )
        pieces = tuple(
            Piece(one.kind, one.text, one.name, one.label, one.ask) for one in made.segments
        )
        clock = Clock(self.desk.clock(), self.desk.zone)
        asked = _asked(script, snippets, channel, spoken.language, clock, self.resolve_due)
        asked += _missing(pieces, {one.name for one in asked}, spoken.language)
        named = {one.name for one in pieces}
        return Put(
            code=script.code,
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
            part=part,
        )


def filling(desk: Desk, ticket: str) -> Filling:
    """Gather what fills scripts for a ticket. Raises `Refusal("not_found")`."""
    detail = desk.read.detail(ticket)
    if detail is None:
        raise Refusal("not_found", kind="ticket", uid=ticket)
    return filling_of(desk, detail)


def filling_of(desk: Desk, detail: TicketDetail) -> Filling:
    """The same for a ticket that was read already."""
    parts = finder_of(desk).parts
    return Filling(desk, speaking.facts_of(desk, detail), parts, detail.ticket.resolve_due)


def put(
    desk: Desk,
    ticket: str,
    code: str,
    channel: str = "",
    language: str = "",
    values: Mapping[str, str] | None = None,
    *,
    part: bool = False,
) -> Put:
    """Fill a script; `values` stand as they are, by the names of their placeholders.

    In a language that the script does not have it is its first one's. As a `part` of a letter that
    is there it has no salutation and no close. Raises `Refusal`: not_found for the ticket or the
    script, template_*.
    """
    gathered = filling(desk, ticket)
    script = desk.script(code)
    if script is None:
        raise Refusal("not_found", kind="script", uid=code)
    return gathered.put(script, channel, language, values, part=part)


def close_of(desk: Desk, ticket: str, letter: Put, values: Mapping[str, str]) -> str:
    """The close of a letter that a script was filled as, with `values`; "" where it has none.

    Raises `Refusal` as `put` does.
    """
    code, channel, language = letter.code, letter.channel, letter.language
    whole = put(desk, ticket, code, channel, language, values).text
    _, found, close = whole.rpartition(
        put(desk, ticket, code, channel, language, values, part=True).text
    )
    return close.strip() if found else ""


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


def read_value(desk: Desk, question: AskedFor, typed: str, language: str = "zh") -> Told:
    """Read what was typed for a value. Raises `Refusal` as `asked_values.parse_value` does.

    What was proposed is taken as it was meant: "2点" is the hour that was proposed.
    """
    if question.proposed and typed.strip() == question.proposed:
        return Told(question.proposed, question.proposed_at)
    clock, ask = Clock(desk.clock(), desk.zone), question.ask
    value = asked_values.parse_value(ask, typed, clock, language, _working_days(desk))
    at = None
    if ask.kind == "time" and isinstance(value, int):
        at = value
    elif ask.kind == "date" and isinstance(value, date):
        at = _end_of(value, desk.zone)
    return Told(asked_values.format_value(ask, value, clock, language), at)


def _working_days(desk: Desk) -> WorkingDays | None:
    """Counts working days (3个工作日内) as a customer does: by the office's week and holidays.

    A group that serves on Sundays does not make them working days; its calendar counts only where
    the rules have no office.
    """
    rules, group = desk.rules, next(iter(desk.agent.groups), "")
    calendar = rules.calendars.get(_OFFICE) or rules.calendars.get(rules.group(group).calendar)
    return None if calendar is None else lambda day, days: nth_working_day(calendar, day, days)


def _end_of(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, _END_OF_DAY, zone).timestamp() * 1000)


def _asked(
    script: Script,
    snippets: Mapping[str, Script],
    channel: str,
    language: str,
    clock: Clock,
    limit: int | None,
) -> list[AskedFor]:
    found = []
    for one in asking.asks_of(script, snippets, channel, language):
        proposed = asking.proposal(one, clock, language, limit)
        at = asking.proposed_at(one, clock, limit) if proposed and not one.ask.default else None
        if at is not None and one.ask.kind == "date":
            at = _end_of(clock.local(at).date(), clock.zone)
        label, choices = one.ask.label(language), asked_values.choices_of(one.ask, language)
        found.append(AskedFor(one.name, one.ask, label, choices, proposed, at))
    return found


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
