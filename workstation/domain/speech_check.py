"""Whether a text may be said to a customer: its findings, by place, with what to say instead.

`check` judges a whole text, `Watched` one that is being typed: of that only the paragraphs that
changed are looked at anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.speech_patterns import Pattern
from workstation.domain.speech_rules import Given, SpeechRule, SpeechRules, speech_rules_of
from workstation.domain.speech_tests import TESTERS
from workstation.domain.speech_text import HIDDEN, folded, own_words

#: So many findings are told of one text at most.
MOST: Final = 200
_BACK: Final = 24  # characters before a finding in which an exception may begin
_KEPT: Final = 400  # parts whose findings are remembered
_SHORT: Final = 60  # characters of a text that may be one word and nothing else
_LONG: Final = 160  # characters from which on a paragraph is parted after a sentence
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
        at = 0
        fresh: dict[str, tuple[SpeechFinding, ...]] = {}
        whole = len(text) <= _SHORT and "\n" not in text.strip("\n")
        for part in parts_of(own_words(text)):
            key = f"{known.channel}\n{whole:d}\n{part}"
            told = self._known.get(key)
            if told is None:
                told = tuple(_by_words(part, self._rules, known, whole=whole))
            if len(fresh) < _KEPT:
                fresh[key] = told
            found += [_moved(one, at, text) for one in told]
            at += len(part)
        self._known = fresh
        return _sorted([*found, *_by_test(text, self._rules, known)])


def _moved(finding: SpeechFinding, by: int, text: str) -> SpeechFinding:
    start, end = finding.start + by, finding.end + by
    return replace(finding, start=start, end=end, words=text[start:end])


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


def _sorted(found: Iterable[SpeechFinding]) -> tuple[SpeechFinding, ...]:
    """In the order of places; of those of one kind that overlap the longest stays."""
    kept: list[SpeechFinding] = []
    last: dict[str, int] = {}
    distinct = {(one.start, -one.end, one.rule.code): one for one in found}
    for _, one in sorted(distinct.items(), key=lambda told: told[0]):
        if one.start >= last.get(one.kind, -1) or one.rule.test:
            kept.append(one)
            last[one.kind] = max(one.end, last.get(one.kind, -1))
        if len(kept) >= MOST:
            break
    return tuple(kept)


def _by_words(
    text: str, rules: SpeechRules, given: Given, *, whole: bool = True
) -> Iterator[SpeechFinding]:
    """What the patterns find; with `whole` the text is all that is said."""
    index = rules.index
    for form in folded(text):
        plain = form.text
        size = len(plain)
        for at in range(size):
            two, one = index.get(plain[at : at + 2], ()), index.get(plain[at], ())
            if not two and not one:
                continue
            for number, pattern in (*two, *one) if two and one else two or one:
                end = pattern.end(plain, at)
                if end < 0:
                    continue
                rule = rules.rules[number]
                if rule.channels and given.channel not in rule.channels:
                    continue
                if rule.alone and not (whole and _is_all(plain, at, end)):
                    continue
                if rule.unless and _excused(rule.unless, plain, at, end):
                    continue
                start, stop = form.span(at, end)
                yield SpeechFinding(start, stop, text[start:stop], rule)


def _is_all(text: str, start: int, end: int) -> bool:
    """Whether the text says nothing but what stands from `start` to `end`."""
    around = text[:start] + text[end:]
    return all(letter in _FILLERS for letter in around) and HIDDEN not in around


def _excused(unless: tuple[Pattern, ...], text: str, start: int, end: int) -> bool:
    """Whether an exception stands over a part of a place."""
    for at in range(max(0, start - _BACK), end):
        two = text[at : at + 2]
        for pattern in unless:
            if two in pattern.firsts or two[:1] in pattern.firsts:
                stop = pattern.end(text, at)
                if stop > start:
                    return True
    return False


def _by_test(text: str, rules: SpeechRules, given: Given) -> Iterator[SpeechFinding]:
    for rule in rules.rules:
        if not rule.test or (rule.channels and given.channel not in rule.channels):
            continue
        for start, end in TESTERS[rule.test](text, rule, given):
            yield SpeechFinding(start, end, text[start:end], rule)
