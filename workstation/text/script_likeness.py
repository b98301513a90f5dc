"""How much a customer's words are like the words of reply scripts: TF-IDF over character pairs.

A script's own words are its titles, key words and bodies, and the names and phrases of the classes
it is for, since customers speak in these. Chinese counts in pairs of characters, Latin text in
words; what stands in many scripts says little.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from workstation.text.bigrams import normalise
from workstation.text.script_keys import Keys

_RUN: Final = re.compile("[\u3007\u3400-\u9fff]+|[a-z][a-z']+|[0-9]{4,5}(?![0-9])")
_TITLE, _TAG, _BODY, _CLASS = 3.0, 3.0, 1.0, 0.6
#: A script for more classes than this is of no class in particular.
_CLASSES: Final = 4
#: What stands in more than this share of the scripts is not looked at.
_COMMON: Final = 0.25
_LATIN_COMMON: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "please",
        "she",
        "should",
        "so",
        "some",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
        "hi",
        "hello",
        "thanks",
        "thank",
    ]
)
_QUERY: Final = 600


def signs(text: str) -> Counter[str]:
    """The pairs of characters and the words of a text."""
    found: Counter[str] = Counter()
    for run in _RUN.findall(normalise(text)):
        if run[0] >= "\u3007":
            found.update(run[place : place + 2] for place in range(len(run) - 1))
            if len(run) == 1:
                found[run] += 1
        elif run not in _LATIN_COMMON:
            found[_stem(run)] += 1
    return found


class Likeness:
    """The words of scripts, weighed; `phrases` are those of classes, by code."""

    def __init__(self, keys: Iterable[Keys], phrases: Mapping[str, str]) -> None:
        self._phrases = {code: signs(words) for code, words in phrases.items()}
        self._counted: dict[str, tuple[Keys, dict[str, float]]] = {}
        self.update(keys)

    def update(self, keys: Iterable[Keys]) -> None:
        """Take other scripts; those that did not change are not counted anew."""
        rows = list(keys)
        old = self._counted
        self._counted = {}
        for one in rows:
            held = old.get(one.script.code)
            made = held if held is not None and held[0] is one else (one, self._count(one))
            self._counted[one.script.code] = made
        self._weigh()

    def of(self, text: str) -> dict[str, float]:
        """How like a text is to each script that shares anything with it, 0 to 1, by code."""
        asked = signs(text[:_QUERY])
        sums: dict[str, float] = {}
        whole = 0.0
        for sign, times in asked.items():
            idf = self._idf.get(sign)
            if idf is None:
                continue
            weight = (1 + math.log(times)) * idf
            whole += weight * weight
            for code, share in self._rows[sign]:
                sums[code] = sums.get(code, 0.0) + weight * share
        if not whole:
            return {}
        length = math.sqrt(whole)
        return {code: value / length for code, value in sums.items()}

    def _count(self, keys: Keys) -> dict[str, float]:
        sums: dict[str, float] = {}
        parts = [(keys.titles, _TITLE), (keys.tags, _TAG), (keys.bodies, _BODY)]
        counted = [(signs(text), weight) for text, weight in parts]
        classes = keys.script.classes
        if len(classes) <= _CLASSES:
            counted += [
                (self._phrases.get(code, Counter()), _CLASS / max(len(classes), 1))
                for code in classes
            ]
        for found, weight in counted:
            for sign, times in found.items():
                sums[sign] = sums.get(sign, 0.0) + weight * (1 + math.log(times))
        return sums

    def _weigh(self) -> None:
        held: Counter[str] = Counter()
        for _, sums in self._counted.values():
            held.update(sums.keys())
        count = max(len(self._counted), 1)
        most = max(count * _COMMON, 3)
        self._idf = {
            sign: math.log((count + 1) / (times + 0.5))
            for sign, times in held.items()
            if times <= most
        }
        self._rows: dict[str, list[tuple[str, float]]] = {sign: [] for sign in self._idf}
        for code, (_, sums) in self._counted.items():
            weights = {
                sign: value * idf for sign, value in sums.items() if (idf := self._idf.get(sign))
            }
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for sign, weight in weights.items():
                self._rows[sign].append((code, weight / length))


def _stem(word: str) -> str:
    for ending in ("'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
