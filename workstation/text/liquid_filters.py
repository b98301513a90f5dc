"""The filters of reply scripts: words, and amounts, days and times by the language of the text.

A missing value passes every filter but `default` unchanged, so that it stays a gap. A filter that
does not fit a value (`money` of words) leaves the value as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any, Final

from liquid import RenderContext, Undefined
from liquid.exceptions import LiquidTypeError
from liquid.stringify import to_liquid_string

from workstation.text import masks
from workstation.text.spoken import Moment, Money, Said, Table, as_day

#: The longest value that one placeholder may become, in characters.
LONGEST_VALUE: Final = 4_000

Filter = Callable[..., object]


class NotText(Exception):
    """A value that is no words of its own: a table, or a list of tables."""


def text_of(value: object, language: str) -> str:
    """Return a value as it is said. Raises :class:`NotText`."""
    if value is None or isinstance(value, Undefined):
        return ""
    if isinstance(value, Said):
        return value.said(language)
    if isinstance(value, list):
        return "、".join(text_of(item, language) for item in value)
    if isinstance(value, Table | Mapping | tuple):
        raise NotText
    return to_liquid_string(value, autoescape=False)


def _bounded(function: Callable[..., object]) -> Filter:
    """Let a filter pass a missing value on, tell it the language, and bound its answer."""

    @wraps(function)
    def filtered(*values: Any, context: RenderContext) -> object:
        if any(value is None or isinstance(value, Undefined | Table) for value in values):
            return None
        language = getattr(context, "language", "zh")
        try:
            answer = function(*values, language=language)
        except NotText:
            return None
        if isinstance(answer, str) and len(answer) > LONGEST_VALUE:
            raise LiquidTypeError("a value is too long", token=None)
        return answer

    filtered.with_context = True  # type: ignore[attr-defined]
    return filtered


def _default(value: object, fallback: object = "", *, context: RenderContext) -> object:
    if value is None or value is False or isinstance(value, Undefined):
        return fallback
    try:
        told = text_of(value, getattr(context, "language", "zh"))
    except NotText:
        return value
    return value if told.strip() else fallback


_default.with_context = True  # type: ignore[attr-defined]


def _append(value: object, more: object, *, language: str) -> str:
    return text_of(value, language) + text_of(more, language)


def _prepend(value: object, more: object, *, language: str) -> str:
    return text_of(more, language) + text_of(value, language)


def _truncate(value: object, length: object = 50, *, language: str) -> str:
    text, most = text_of(value, language), max(int(str(length)), 1)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _join(value: object, between: object = None, *, language: str) -> str:
    if between is None:
        between = "、" if language.startswith("zh") else ", "
    items = value if isinstance(value, list) else [value]
    return text_of(between, language).join(text_of(item, language) for item in items)


def _tail(value: object, length: object = 4, *, language: str) -> str:
    return text_of(value, language)[-max(int(str(length)), 1) :]


def _money(value: object, *, language: str) -> object:
    """An amount; a bare number is of yuan."""
    if isinstance(value, Money):
        return value.said(language)
    try:
        yuan = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        return value
    if not yuan.is_finite() or abs(yuan) >= 10**15:
        return value
    return Money(int((yuan * 100).to_integral_value())).said(language)


def _date(value: object, *, language: str) -> object:
    day = as_day(value)
    return day.said(language) if day else value


def _full_date(value: object, *, language: str) -> object:
    day = as_day(value)
    return day.full(language) if day else value


def _weekday(value: object, *, language: str) -> object:
    day = as_day(value)
    return day.weekday(language) if day else value


def _time(value: object, *, language: str) -> object:
    return value.time(language) if isinstance(value, Moment) else value


def _words(function: Callable[[str], str]) -> Filter:
    return _bounded(lambda value, *, language: function(text_of(value, language)))


FILTERS: Final[dict[str, Filter]] = {
    "default": _default,
    "append": _bounded(_append),
    "prepend": _bounded(_prepend),
    "truncate": _bounded(_truncate),
    "join": _bounded(_join),
    "tail": _bounded(_tail),
    "money": _bounded(_money),
    "date": _bounded(_date),
    "full_date": _bounded(_full_date),
    "weekday": _bounded(_weekday),
    "time": _bounded(_time),
    "strip": _words(str.strip),
    "upcase": _words(str.upper),
    "downcase": _words(str.lower),
    "capitalize": _words(lambda text: text[:1].upper() + text[1:]),
    "mask": _words(masks.mask_text),
    "mask_name": _words(masks.name),
    "mask_phone": _words(masks.phone),
    "mask_card": _words(masks.card),
    "mask_id": _words(masks.id_number),
    "mask_address": _words(masks.address),
    "mask_email": _words(masks.email),
}
