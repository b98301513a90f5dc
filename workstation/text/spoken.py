"""Amounts, days and moments as people say them, in Chinese and in English.

`Money`, `Moment` and `Day` are facts that know how they are said; a template shows them by its
language. Amounts are fen, moments milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from workstation.domain.money import format_fen

_NEAR_ZH: Final = ("今天", "明天", "后天")
_NEAR_EN: Final = ("today", "tomorrow")
_WEEKDAYS_ZH: Final = "一二三四五六日"
_WEEKDAYS_EN: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
_MONTHS_EN: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
#: Until which hour a greeting is said, in Chinese and in English.
_GREETINGS: Final = (
    (5, "您好", "Hello"),
    (12, "上午好", "Good morning"),
    (14, "中午好", "Good afternoon"),
    (18, "下午好", "Good afternoon"),
    (24, "晚上好", "Good evening"),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The present, `now` in milliseconds UTC, and the zone in which times are told."""

    now: int
    zone: tzinfo

    def local(self, at: int) -> datetime:
        """A moment in the clock's zone. Raises `ValueError` for one that no calendar has."""
        try:
            return datetime.fromtimestamp(at / 1000, self.zone)
        except (OverflowError, OSError) as problem:
            raise ValueError(f"no such moment: {at}") from problem

    @property
    def today(self) -> date:
        """The present day."""
        return self.local(self.now).date()


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen."""

    fen: int

    def said(self, language: str) -> str:
        """123.50元, CNY 123.50."""
        told = format_fen(self.fen)
        return f"{told}元" if chinese(language) else f"CNY {told}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, told from the clock's present one; `whole` always with its year."""

    day: date
    clock: Clock
    whole: bool = False

    def said(self, language: str) -> str:
        """11月25日, 25 November; with its year when that is another one."""
        other = self.whole or self.day.year != self.clock.today.year
        if chinese(language):
            return (f"{self.day.year}年" if other else "") + f"{self.day.month}月{self.day.day}日"
        told = f"{self.day.day} {_MONTHS_EN[self.day.month - 1]}"
        return f"{told} {self.day.year}" if other else told

    def full(self, language: str) -> str:
        """2026年11月25日, 25 November 2026."""
        if chinese(language):
            return f"{self.day.year}年{self.day.month}月{self.day.day}日"
        return f"{self.day.day} {_MONTHS_EN[self.day.month - 1]} {self.day.year}"

    def weekday(self, language: str) -> str:
        """星期三, Wednesday."""
        place = self.day.weekday()
        return f"星期{_WEEKDAYS_ZH[place]}" if chinese(language) else _WEEKDAYS_EN[place]


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in milliseconds UTC, told from the clock's present."""

    at: int
    clock: Clock

    @property
    def day(self) -> Day:
        """Its day."""
        return Day(self.clock.local(self.at).date(), self.clock)

    def said(self, language: str) -> str:
        """今天18点30分, 6:30 pm today; days further off by their date."""
        day, near = self.day, _NEAR_ZH if chinese(language) else _NEAR_EN
        off = (day.day - self.clock.today).days
        if chinese(language):
            return (near[off] if 0 <= off < len(near) else day.said(language)) + self.time(language)
        told = near[off] if 0 <= off < len(near) else f"on {day.said(language)}"
        return f"{self.time(language)} {told}"

    def time(self, language: str) -> str:
        """18点30分, 6:30 pm."""
        then = self.clock.local(self.at)
        if chinese(language):
            return f"{then.hour}点" + (f"{then.minute}分" if then.minute else "")
        half = "am" if then.hour < 12 else "pm"
        minute = f":{then.minute:02}" if then.minute else ""
        return f"{(then.hour + 11) % 12 + 1}{minute} {half}"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in Chinese and in English; one of them may be missing."""

    zh: str = ""
    en: str = ""

    def said(self, language: str) -> str:
        """The words of the language; nothing where there are none."""
        return self.zh if chinese(language) else self.en


class Table:
    """Facts by name that can be asked for one by one, and neither listed nor counted nor shown."""

    __slots__ = ("_facts",)

    def __init__(self, facts: Mapping[str, object]) -> None:
        self._facts = facts

    def __getitem__(self, name: object) -> object:
        return self._facts[name] if isinstance(name, str) else None

    def __iter__(self) -> Iterator[object]:
        raise TypeError("a table of facts is not listed")

    def __contains__(self, name: object) -> bool:
        return False

    def __str__(self) -> str:
        return ""


#: Facts that say themselves by the language; words are chosen before.
Said = Money | Day | Moment


def chinese(language: str) -> bool:
    """Whether a language is Chinese; every other one is spoken to in English."""
    return language.startswith("zh")


def greeting(clock: Clock) -> Words:
    """What is said at this hour: 上午好, Good morning."""
    hour = clock.local(clock.now).hour
    return next(Words(zh, en) for until, zh, en in _GREETINGS if hour < until)


def as_day(value: object) -> Day | None:
    """The day of a fact that has one."""
    if isinstance(value, Moment):
        return value.day
    return value if isinstance(value, Day) else None
