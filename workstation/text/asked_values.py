"""Values that a script asks for: read as they are typed, by kind, and said in a language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.script_ask import Ask
from workstation.text.numerals import read_number
from workstation.text.spoken import Clock, Day, Moment, Money, chinese
from workstation.text.typed_money import read_money
from workstation.text.typed_times import WorkingDays, read_day, read_moment

#: What is read: words and a choice, a number, fen, a day, a moment in milliseconds UTC.
Value = str | Decimal | int | date

LONGEST_TEXT: Final = 500
_HOUR_MS: Final = 3_600_000
_COUNTERS: Final = "个件天小时次盒箱包元位只台份张公斤克斤%单"


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
