"""Whether a text may be said to a customer: its findings, by place, with what to say instead.

`check` judges a whole text, `Watched` one that is being typed: of that only the paragraphs that
changed are looked at anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from workstation.domain.speech_manners import BACK
from workstation.domain.speech_nodes import LONGEST
from workstation.domain.speech_patterns import Pattern
from workstation.domain.speech_rules import (
    Given,
    SpeechRule,
    SpeechRules,
    speech_rules_of,
)
from workstation.domain.speech_tests import TESTERS
from workstation.domain.speech_text import HIDDEN, folded, own_words

#: So many findings are told of one text at most.
MOST: Final = 200
_STOPS: Final = ("。", "！", "？", "!", "?", "\n", ". ")
_ENOUGH: Final = 2 * MOST  # findings that hold a text back, from which on no more are looked for
_BESIDE: Final = 160  # characters beside a sentence in which a polite word counts for it
_NOTHING: Final[tuple[tuple[int, Pattern], ...]] = ()
_KEPT: Final = 400  # parts whose findings are remembered
_SHORT: Final = 60  # characters of a text that may be one word and nothing else
_LONG: Final = 160  # characters from which on a paragraph is parted after a sentence
_PIECE: Final = 300  # characters of a paragraph without full stops that are judged together
_CLAUSE_END: Final = re.compile("[，,；;：、]")
_SENTENCE_END: Final = re.compile(r"[。！？!?]+[”」』’\"']?")
_FILLERS: Final = frozenset(", \n~!?.呢吧啊呀哦啦了的嘛吗么哈哎诶喂嗯呃额")


@dataclass(frozen=True, slots=True)
class SpeechFinding:
    """What a rule found from `start` to `end` (characters, half open) of a text."""

    start: int
    end: int
    words: str
    rule: SpeechRule

    @property
    def kind(self) -> str:
        """The kind of the rule."""
        return self.rule.kind

    @property
    def severity(self) -> str:
        """The severity of the rule."""
        return self.rule.severity

    def facts(self, language: str = "zh") -> dict[str, object]:
        """The finding as plain facts, its sentences in Chinese or English."""
        return {
            "start": self.start,
            "end": self.end,
            "words": self.words,
            "rule": self.rule.code,
            "kind": self.kind,
            "severity": self.severity,
            "reason": self.rule.reason(language),
            "better": self.rule.better(language),
        }


def speech_rules_from(data: dict[str, object]) -> SpeechRules:
    """Read the file of speech rules; raises `Refusal` with the place."""
    return speech_rules_of(data, lambda rules, text, given: bool(check(text, rules, given)))


def check(text: str, rules: SpeechRules, given: Given | None = None) -> tuple[SpeechFinding, ...]:
    """What is amiss with a text, in the order of the places; empty for a text that may be sent."""
    known = given or Given()
    return Watched(rules).check(text, known)


def worst(findings: Iterable[SpeechFinding]) -> str:
    """The severest of all: "block", "leader", "warn", or "" for none."""
    severities = {finding.severity for finding in findings}
    return next((one for one in ("block", "leader", "warn") if one in severities), "")


class Watched:
    """A text that is being typed. One for each editor; not for use by several threads."""

    def __init__(self, rules: SpeechRules) -> None:
        self._rules = rules
        self._known: dict[str, tuple[SpeechFinding, ...]] = {}

    def check(self, text: str, given: Given | None = None) -> tuple[SpeechFinding, ...]:
        """The same as `check`, quicker when little has changed since the last time."""
        known = given or Given()
        found: list[SpeechFinding] = []
        held = 0
        fresh: dict[str, tuple[SpeechFinding, ...]] = {}
        whole = len(text) <= _SHORT and "\n" not in text.strip("\n")
        for at, part, begin, stop in _windows(own_words(text)):
            key = f"{known.channel}\n{whole:d}\n{part}"
            told = self._known.get(key, fresh.get(key))
            if told is None:
                told = tuple(_by_words(part, self._rules, known, whole=whole))
            if len(fresh) < _KEPT:
                fresh[key] = told
            for one in told:
                start, end = one.start + at, one.end + at
                if begin <= one.start < stop:
                    found.append(SpeechFinding(start, end, text[start:end], one.rule))
                    held += one.severity != "warn"
            if held > _ENOUGH:
                break
        self._known = fresh
        return _sorted([*found, *_by_test(text, self._rules, known)])


def parts_of(text: str) -> Iterator[str]:
    """A text in parts that are judged each by itself: paragraphs, and long ones by sentences."""
    for line in text.splitlines(keepends=True):
        start = 0
        for end in _SENTENCE_END.finditer(line) if len(line) > _LONG else ():
            if end.end() - start >= _LONG:
                yield line[start : end.end()]
                start = end.end()
        if start < len(line):
            yield line[start:]


def _windows(text: str) -> Iterator[tuple[int, str, int, int]]:
    """What is looked at together: where it stands, the words, which span of them is judged.

    Of a part without full stops pieces are judged, each with what stands around it.
    """
    at = 0
    for part in parts_of(text):
        size = len(part)
        start = 0
        while size - start > 2 * _PIECE:
            stop = _cut(part, start)
            low, high = max(0, start - BACK - 1), min(size, stop + LONGEST)
            yield at + low, part[low:high], start - low, stop - low
            start = stop
        low = max(0, start - BACK - 1)
        yield at + low, part[low:], start - low, size - low
        at += size


def _cut(text: str, start: int) -> int:
    """Where a piece ends: the same place as before for most keys, so that a key changes few pieces."""
    first, last = start + _PIECE, min(start + 2 * _PIECE, len(text))
    mark = _CLAUSE_END.search(text, first, last)
    if mark is not None:
        return mark.end()
    for at in range(first, last):
        if (ord(text[at]) * 7 + ord(text[at - 1])) % 41 == 0:
            return at
    return last


def _sorted(found: Iterable[SpeechFinding]) -> tuple[SpeechFinding, ...]:
    """In the order of places; of those of one kind and severity that overlap the first stays.

    A pattern that only warns gives way to what holds the same words back, and of too many those
    that warn go first.
    """
    kept: list[SpeechFinding] = []
    last: dict[tuple[str, str], int] = {}
    distinct = {(one.start, -one.end, one.rule.code): one for one in found}
    for _, one in sorted(distinct.items(), key=lambda told: told[0]):
        key = _slot(one.rule)
        if one.start >= last.get(key, -1) or one.rule.test:
            kept.append(one)
            last[key] = max(one.end, last.get(key, -1))
    held = [one for one in kept if one.severity != "warn"]
    ends = list(accumulate((one.end for one in held), max))
    starts = [one.start for one in held]

    def stands(one: SpeechFinding) -> bool:
        before = bisect_left(starts, one.end)
        return bool(one.rule.test) or not before or ends[before - 1] <= one.start

    mild = [one for one in kept if one.severity == "warn" and stands(one)]
    told = [*held[:MOST], *mild[: max(0, MOST - len(held))]]
    return tuple(sorted(told, key=lambda one: (one.start, -one.end)))


def _slot(rule: SpeechRule) -> tuple[str, str]:
    """Rules that say much the same: one finding of them is told at a place."""
    return ("curt" if rule.curt or rule.alone else rule.kind, rule.severity)


def _by_words(
    text: str, rules: SpeechRules, given: Given, *, whole: bool = True
) -> Iterator[SpeechFinding]:
    """What the patterns find; with `whole` the text is all that is said."""
    kind: dict[tuple[int, int], bool] = {}
    for form in folded(text):
        reached: dict[tuple[str, str], tuple[int, int]] = {}
        reach: dict[int, dict[int, int]] = {}
        for at, number, end in _places(form.text, rules):
            rule = rules.rules[number]
            key = _slot(rule)
            began, ended = reached.get(key, (-1, -1))
            if began < at < ended or (rule.channels and given.channel not in rule.channels):
                continue
            if rule.alone and not (whole and _is_all(form.text, at, end)):
                continue
            if rule.unless and rules.excuses[number].excuse(
                form.text, at, end, reach.setdefault(number, {})
            ):
                continue
            start, stop = form.span(at, end)
            if rule.curt:
                around = _nearby(text, start, stop)
                if around not in kind:
                    kind[around] = rules.manners.kind(text[around[0] : around[1]].lower())
                if kind[around]:
                    continue
            reached[key] = (at, max(end, ended if began == at else -1))
            yield SpeechFinding(start, stop, text[start:stop], rule)


def _places(text: str, rules: SpeechRules) -> Iterator[tuple[int, int, int]]:
    """Where patterns match: the place, the number of the rule, the end."""
    get = rules.index.get
    for at, (one, two) in enumerate(zip(text, text[1:] + "\0", strict=False)):
        for first in (one + two, one):
            for number, pattern in get(first, _NOTHING):
                quick = pattern.quick
                if quick is None:
                    end = pattern.end(text, at)
                else:
                    found = quick.match(text, at)
                    end = found.end() if found else -1
                if end > at:
                    yield at, number, end


def _nearby(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the sentence around a span and a little of those beside it begin and end."""
    begin = max(text.rfind(mark, 0, start) for mark in _STOPS) + 1
    ends = [at for mark in _STOPS if (at := text.find(mark, stop)) >= 0]
    return max(0, begin - _BESIDE), min([*ends, len(text)]) + _BESIDE


def _is_all(text: str, start: int, end: int) -> bool:
    """Whether the text says nothing but what stands from `start` to `end`."""
    around = text[:start] + text[end:]
    return all(letter in _FILLERS for letter in around) and HIDDEN not in around


def _by_test(text: str, rules: SpeechRules, given: Given) -> Iterator[SpeechFinding]:
    for rule in rules.rules:
        if not rule.test or (rule.channels and given.channel not in rule.channels):
            continue
        for start, end in TESTERS[rule.test](text, rule, given):
            yield SpeechFinding(start, end, text[start:end], rule)
