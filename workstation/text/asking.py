"""What a script asks of the agent before it can be said, what is proposed, and its words filled.

A script's asks and, where it speaks of `promise.time`, the moment promised are *asked for*. What
the agent types is read by its kind and put into the text as it is said (`asked_values`); until
then it is a gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, Words
from workstation.domain.script_ask import Ask
from workstation.domain.script_facts import labels
from workstation.text import templating
from workstation.text.asked_values import format_value, parse_value
from workstation.text.email_frame import body_of
from workstation.text.spoken import Clock, chinese
from workstation.text.templating import Rendered

PROMISE: Final = "promise.time"
_ASKED: Final = "ask."
_HOUR_MS: Final = 3_600_000
#: A proposed moment is a full or a half hour.
_STEP_MS: Final = 1_800_000
#: People are called from the morning to the evening.
_MORNING: Final = time(9)
_EVENING: Final = time(20)
#: Kinds whose bounds are hours from now.
_IN_TIME: Final = ("date", "time")


@dataclass(frozen=True, slots=True)
class Asked:
    """A value asked for: the `name` of its placeholder ("ask.amount", "promise.time").

    `hours` from now is what is proposed for a moment or a day, 0 for nothing.
    """

    name: str
    ask: Ask
    hours: int = 0


def asks_of(
    script: Script,
    snippets: Mapping[str, Script] | None = None,
    channel: str = "",
    language: str = "",
) -> tuple[Asked, ...]:
    """What a script asks for in its words for a channel and a language, in their order.

    Asks of the snippets that it puts in are among them, and the time promised where the words
    speak of it. Raises `Refusal` as :func:`templating.render` does.
    """
    words = script.words_in(language)
    bodies = _bodies(snippets or {}, channel, words.language)
    named = templating.placeholders(body_of(words, channel, bodies), bodies)
    known = {ask.name: ask for ask in script.asks}
    for part in (snippets or {}).values():
        for one in part.asks if part.snippet else ():
            known.setdefault(one.name, one)
    hours = script.promise.hours if script.promise else 0
    promised = script.promise.ask if script.promise else ""
    found = []
    for name in named:
        ask = known.get(name.removeprefix(_ASKED)) if name.startswith(_ASKED) else None
        if ask is not None:
            found.append(Asked(name, ask, hours if ask.name == promised else 0))
        elif name == PROMISE:
            found.append(Asked(PROMISE, promise_ask(), 0 if promised else hours))
    return tuple(found)


def promise_ask() -> Ask:
    """What is asked where a script promises a time."""
    zh, en = labels("zh")[PROMISE], labels("en")[PROMISE]
    return Ask(PROMISE, "time", zh, en, least=0)


def proposal(asked: Asked, clock: Clock, language: str = "zh", limit: int | None = None) -> str:
    """What is proposed, as it stands in the text: the default, or a moment; "" for nothing.

    `limit` (milliseconds UTC) is the latest moment that is proposed: the ticket's limit.
    """
    if asked.ask.default:
        try:
            value = parse_value(asked.ask, asked.ask.default, clock, language)
        except Refusal:
            return ""
        return format_value(asked.ask, value, clock, language)
    at = proposed_at(asked, clock, limit)
    if at is None:
        return ""
    value = clock.local(at).date() if asked.ask.kind == "date" else at
    return format_value(asked.ask, value, clock, language)


def proposed_at(asked: Asked, clock: Clock, limit: int | None = None) -> int | None:
    """The moment that is proposed, in milliseconds UTC: a half hour, and never beyond the limit.

    No word is promised for the night: then it is the evening before, where half of the time is
    left until then, or the next morning; the night only where the limit allows neither.
    """
    if asked.ask.kind not in _IN_TIME or not asked.hours:
        return None
    latest = limit if limit is not None and limit > clock.now else None
    at = -(-(clock.now + asked.hours * _HOUR_MS) // _STEP_MS) * _STEP_MS
    if latest is not None and at > latest:
        early = latest // _STEP_MS * _STEP_MS
        at = early if early > clock.now else latest
    if _MORNING <= clock.local(at).time() <= _EVENING:
        return at
    evening, morning = _around_the_night(at, clock)
    if evening - clock.now >= (at - clock.now) // 2:
        return evening
    if latest is None or morning <= latest:
        return morning
    return evening if evening > clock.now else at


def _around_the_night(at: int, clock: Clock) -> tuple[int, int]:
    """The evening before a moment of the night and the morning after it."""
    then = clock.local(at)
    day = then.date() if then.time() > _EVENING else then.date() - timedelta(days=1)
    evening = datetime.combine(day, _EVENING, clock.zone)
    morning = datetime.combine(day + timedelta(days=1), _MORNING, clock.zone)
    return int(evening.timestamp()) * 1000, int(morning.timestamp()) * 1000


def fill(
    script: Script,
    facts: Mapping[str, object],
    values: Mapping[str, str] | None = None,
    channel: str = "",
    language: str = "",
    snippets: Mapping[str, Script] | None = None,
    *,
    part: bool = False,
) -> Rendered:
    """Fill a script's words for a channel and a language; as a `part` of a letter without its frame.

    `values` are what was typed, as it is said, by the names of the placeholders ("ask.amount",
    "promise.time", or a fact that the agent gave); they go before the facts. `snippets` are the
    scripts that may be put in, by code; two of them frame an e-mail (`email_frame`). Where the
    script does not have the language its first one is spoken. Raises `Refusal` as
    :func:`templating.render` does.
    """
    words = script.words_in(language)
    known: dict[str, Any] = dict(facts)
    for name, value in (values or {}).items():
        put_fact(known, name, value)
    asks = {PROMISE: promise_ask()}
    for one in (snippets or {}).values():
        asks |= {f"{_ASKED}{ask.name}": ask for ask in one.asks if one.snippet}
    asks |= {f"{_ASKED}{ask.name}": ask for ask in script.asks}
    bodies = _bodies(snippets or {}, channel, words.language)
    return templating.render(
        body_of(words, channel, bodies, part=part),
        known,
        labels(words.language),
        language=words.language,
        snippets=bodies,
        asks=asks,
    )


def put_fact(facts: dict[str, Any], name: str, value: object) -> None:
    """Set the fact of a dotted name; the tables of facts on its way are copied."""
    *path, last = name.split(".")
    place = facts
    for part in path:
        inner = place.get(part)
        place[part] = dict(inner) if isinstance(inner, Mapping) else {}
        place = place[part]
    place[last] = value


def _bodies(snippets: Mapping[str, Script], channel: str, language: str) -> dict[str, str]:
    """The bodies of the snippets that are written in a language."""
    found: dict[str, str] = {}
    for code, script in snippets.items():
        words: Words = script.words_in(language)
        if script.snippet and chinese(words.language) == chinese(language):
            found[code] = words.body_for(channel)
    return found
