"""What a script asks of the agent before it can be said: read as typed, said in the language.

A script's asks and, where it speaks of `promise.time`, the moment promised are *asked for*. What
the agent types is read by its kind (:func:`parse_value`) and put into the text as it is said
(:func:`format_value`); until then it is a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, Words
from workstation.domain.script_ask import Ask
from workstation.domain.script_facts import labels
from workstation.text import templating
from workstation.text.email_frame import body_of
from workstation.text.numerals import read_number
from workstation.text.spoken import Clock, Day, Moment, Money, chinese
from workstation.text.templating import Rendered
from workstation.text.typed_money import read_money
from workstation.text.typed_times import WorkingDays, read_day, read_moment

#: What is read: words and a choice, a number, fen, a day, a moment in milliseconds UTC.
Value = str | Decimal | int | date

LONGEST_TEXT: Final = 500
PROMISE: Final = "promise.time"
_ASKED: Final = "ask."
_HOUR_MS: Final = 3_600_000
#: A proposed moment is a full or a half hour.
_STEP_MS: Final = 1_800_000
_COUNTERS: Final = "个件天小时次盒箱包元位只台份张公斤克斤%单"
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


def parse_value(
    ask: Ask,
    text: str,
    clock: Clock,
    language: str = "zh",
    working: WorkingDays | None = None,
) -> Value:
    """Read what the agent typed.

    Raises `Refusal` with `label` and `text`: `ask_missing`, `ask_long` (`most`), `ask_placeholder`,
    `ask_number`, `ask_money`, `ask_date`, `ask_time`, `ask_choice` (`choices`), and out of bounds
    `ask_below` (`least`) and `ask_above` (`most`).
    """
    typed = "".join(one for one in text if one.isprintable() or one == "\n").strip()
    if not typed:
        raise _refused("ask_missing", ask, typed, language)
    value: Value = _READERS[ask.kind](ask, typed, clock, language, working)
    _check_bounds(ask, value, typed, clock, language)
    return value


def format_value(ask: Ask, value: Value, clock: Clock, language: str = "zh") -> str:
    """Say a value in a language: 123.50元, CNY 123.50, 明天15点, 3 pm tomorrow."""
    if ask.kind == "money" and isinstance(value, int):
        return Money(value).said(language)
    if ask.kind == "time" and isinstance(value, int):
        return Moment(value, clock).said(language)
    if isinstance(value, date):
        return Day(value, clock).said(language)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if ask.kind == "choice":
        return _choice_words(str(value), language)
    return str(value)


def choices_of(ask: Ask, language: str = "zh") -> tuple[str, ...]:
    """The words to choose from in a language; "现金|cash" has them in Chinese and English."""
    return tuple(_choice_words(one, language) for one in ask.choices)


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


def _refused(code: str, ask: Ask, text: str, language: str, **facts: object) -> Refusal:
    labels = {"label_zh": ask.label("zh"), "label_en": ask.label("en")}
    return Refusal(code, name=ask.name, label=ask.label(language), text=text, **labels, **facts)


def _text(ask: Ask, typed: str, clock: Clock, language: str, working: object) -> str:
    from workstation.text.blanks import raw_placeholders

    if len(typed) > LONGEST_TEXT:
        raise _refused("ask_long", ask, typed[:40], language, most=LONGEST_TEXT)
    if raw_placeholders(typed):
        raise _refused("ask_placeholder", ask, typed[:40], language)
    return typed


def _number(ask: Ask, typed: str, clock: Clock, language: str, working: object) -> Decimal:
    value = read_number(typed)
    if value is None:
        value = read_number(typed.rstrip(_COUNTERS))
    if value is None:
        raise _refused("ask_number", ask, typed, language)
    return value


def _money(ask: Ask, typed: str, clock: Clock, language: str, working: object) -> int:
    fen = read_money(typed)
    if fen is None:
        raise _refused("ask_money", ask, typed, language)
    return fen


def _date(ask: Ask, typed: str, clock: Clock, language: str, working: WorkingDays | None) -> date:
    day = read_day(typed, clock, ahead=_is_ahead(ask), working=working)
    if day is None:
        raise _refused("ask_date", ask, typed, language)
    return day


def _time(ask: Ask, typed: str, clock: Clock, language: str, working: WorkingDays | None) -> int:
    at = read_moment(typed, clock, ahead=ask.most is None or ask.most > 0, working=working)
    if at is None:
        raise _refused("ask_time", ask, typed, language)
    return at


def _choice(ask: Ask, typed: str, clock: Clock, language: str, working: object) -> str:
    """The choice that was typed: its words in any language, their beginning, or its number."""
    plain = typed.casefold()
    sides = [(one, [part.strip().casefold() for part in one.split("|")]) for one in ask.choices]
    found = [one for one, parts in sides if plain == one.casefold() or plain in parts]
    if not found:
        found = [one for one, parts in sides if any(part.startswith(plain) for part in parts)]
    if not found and typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(ask.choices):
        found = [ask.choices[int(typed) - 1]]
    if len(found) != 1:
        raise _refused("ask_choice", ask, typed, language, choices=choices_of(ask, language))
    return found[0]


_READERS: Final[dict[str, Callable[..., Value]]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "time": _time,
    "choice": _choice,
}


def _choice_words(choice: str, language: str) -> str:
    zh, _, en = choice.partition("|")
    return (zh if chinese(language) else en or zh).strip()


def _is_ahead(ask: Ask) -> bool:
    return ask.least is not None and ask.least >= 0


def _check_bounds(ask: Ask, value: Value, typed: str, clock: Clock, language: str) -> None:
    for bound, code, name in ((ask.least, "ask_below", "least"), (ask.most, "ask_above", "most")):
        if bound is None or isinstance(value, str):
            continue
        edge = _edge(ask, bound, clock)
        if (value < edge) if name == "least" else (value > edge):  # type: ignore[operator]
            said = format_value(ask, edge, clock, language)
            raise _refused(code, ask, typed, language, **{name: said})


def _edge(ask: Ask, bound: int, clock: Clock) -> Value:
    """A bound as a value of the ask's kind."""
    if ask.kind == "time":
        return clock.now + bound * _HOUR_MS
    if ask.kind == "date":
        return (clock.local(clock.now) + timedelta(hours=bound)).date()
    return bound if ask.kind == "money" else Decimal(bound)
