"""Learning which sub-type a text speaks for: counts of character sequences, and what they tell.

The model is multinomial naive Bayes (Bayes' rule with independent signs and additive smoothing)
over sequences of one to four Chinese characters, and over words, pairs of words and sequences of
three to five letters of Latin text. Each text counts as one unit however long it is: its signs
share a fixed length. All it keeps are sums of whole numbers, so the order of the texts does not
matter, two sets of counts can be added, and the same texts give the same file.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from workstation.domain.refusal import Refusal

#: The layout of the counts; a program refuses one newer than it knows.
FORMAT: Final = 1
#: What one text adds to the counts of its sub-type along each sign, before sharing.
_UNIT: Final = 100
#: What a sign that was never seen with a sub-type counts, as a part of one text's share.
_SMOOTHING: Final = 0.01 * _UNIT
_RUN: Final = re.compile(r"[\u3400-\u9fff]+|[a-z][a-z']*")
_HAN: Final = range(1, 5)
_LATIN: Final = range(3, 6)
_LONG: Final = 3
#: Signs that one text may have; longer ones are cut.
_MOST: Final = 3000
#: A character belongs to a telling stretch from this part of the brightest one's weight.
_BRIGHT: Final = 0.3
#: How much of a stretch is told, in characters.
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class Counts:
    """What has been counted: for each sign, pairs of a label's number and its sum.

    `labels` are sub-types, "" for texts that say nothing of a problem; `texts` how many texts
    were counted for each; `source` names what they were made from.
    """

    labels: tuple[str, ...]
    texts: tuple[int, ...]
    signs: Mapping[str, tuple[int, ...]]
    source: str = ""


def signs(text: str) -> Counter[str]:
    """The signs of a text made by `workstation.domain.speech.said`, with how often they occur."""
    found: Counter[str] = Counter()
    words: list[str] = []
    for run in _RUN.findall(text):
        if len(found) >= _MOST:
            break
        if run[0] >= "\u3400":
            found.update(run[i : i + n] for n in _HAN for i in range(len(run) - n + 1))
            words.append("")
        else:
            word = run[:40]
            found[f" {word} "] += 1
            edged = f"<{word}>"
            found.update(edged[i : i + n] for n in _LATIN for i in range(len(edged) - n + 1))
            words.append(word)
    found.update(f" {a} {b} " for a, b in pairwise(words) if a and b)
    return found


def count(
    examples: Iterable[tuple[str, str]],
    weight: int = 1,
    source: str = "",
    *,
    least: int = 1,
    known: Container[str] = (),
    spare: bool = False,
) -> Counts:
    """Count examples (text made by `said`, label); each counts `weight` times.

    The order of the examples does not matter. A text without any sign is left out. A sign that
    stood in fewer than `least` texts is kept only if it is among the `known` ones; with `spare`,
    so is a sequence of three or four Chinese characters that stood in one text alone, which tells
    the text rather than the matter and makes half of a file.
    """
    texts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    sums: dict[str, Counter[str]] = {}
    for text, label in examples:
        found = signs(text)
        if not found:
            continue
        texts[label] += 1
        seen.update(found.keys())
        share = round(_UNIT / math.sqrt(len(found))) * weight
        for sign in found:
            sums.setdefault(sign, Counter())[label] += share
    labels = tuple(sorted(texts))
    number = {label: place for place, label in enumerate(labels)}
    table = {
        sign: tuple(part for label in sorted(by_label) for part in (number[label], by_label[label]))
        for sign, by_label in sorted(sums.items())
        if sign in known or seen[sign] >= (max(least, 2) if spare and _long(sign) else least)
    }
    return Counts(labels, tuple(texts[label] for label in labels), table, source)


def _long(sign: str) -> bool:
    return len(sign) >= _LONG and sign[0] >= "\u3400"


@dataclass(frozen=True, slots=True)
class Model:
    """Counts ready for use; several sets add up."""

    labels: tuple[str, ...]
    _signs: Mapping[str, tuple[int, ...]] = field(repr=False)
    _floor: tuple[float, ...] = field(repr=False)
    _gains: Mapping[int, float] = field(repr=False)

    def scores(self, texts: Iterable[tuple[str, float]]) -> dict[str, float]:
        """The log-weight of each label for parts of a text made by `said`, each with its weight.

        A sign counts once, with the weight of the heaviest part it stands in. Empty when no sign
        is known.
        """
        found: dict[str, float] = {}
        for text, weight in texts:
            for sign in signs(text):
                if sign in self._signs:
                    found[sign] = max(weight, found.get(sign, 0.0))
        if not found:
            return {}
        share = 1 / math.sqrt(sum(weight * weight for weight in found.values()))
        whole = sum(found.values())
        sums = [floor * whole for floor in self._floor]
        gains = self._gains
        for sign, weight in found.items():
            row = iter(self._signs[sign])
            for label, total in zip(row, row, strict=False):
                sums[label] += weight * gains[total]
        return {label: value * share for label, value in zip(self.labels, sums, strict=True)}

    def contrast(self, sign: str, label: str, other: str) -> float:
        """How much a sign speaks for a label rather than for another; 0 for an unknown sign."""
        row = self._signs.get(sign)
        if row is None or label not in self.labels or other not in self.labels:
            return 0.0
        mine, theirs = self.labels.index(label), self.labels.index(other)
        told = self._floor[mine] - self._floor[theirs]
        for place in range(0, len(row), 2):
            if row[place] == mine:
                told += self._gains[row[place + 1]]
            elif row[place] == theirs:
                told -= self._gains[row[place + 1]]
        return told

    def fragments(self, text: str, label: str, other: str, most: int = 3) -> tuple[str, ...]:
        """The stretches of a text made by `said` that speak most for a label against another.

        In the order of the text; a stretch is at least two Chinese characters or one word.
        """
        weights = [0.0] * len(text)
        for run in _RUN.finditer(text):
            for start, end, sign in _pieces(run[0], run.start()):
                told = self.contrast(sign, label, other)
                for place in range(start, end):
                    weights[place] += told / (end - start)
        return _stretches(text, weights, most)


def _pieces(run: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The signs of one run with the places they cover; of a word only the word itself."""
    if run[0] < "\u3400":
        yield at, at + len(run), f" {run[:40]} "
        return
    for size in _HAN:
        for start in range(len(run) - size + 1):
            yield at + start, at + start + size, run[start : start + size]


def _stretches(text: str, weights: list[float], most: int) -> tuple[str, ...]:
    top = max(weights, default=0.0)
    if top <= 0:
        return ()
    found: list[tuple[float, int, str]] = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and weights[end] > top * _BRIGHT:
            end += 1
        told = text[start:end].strip()
        if len(told) > 1:
            found.append((sum(weights[start:end]), start, told[:_LONGEST]))
        start = max(end, start + 1)
    best = sorted(sorted(found, reverse=True)[:most], key=lambda one: one[1])
    return tuple(dict.fromkeys(told for _, _, told in best))


def model_of(*counted: Counts) -> Model:
    """The model of one or more sets of counts."""
    labels = tuple(sorted({label for counts in counted for label in counts.labels}))
    number = {label: place for place, label in enumerate(labels)}
    if len(counted) == 1:
        table = dict(counted[0].signs)
    else:
        table = _added(counted, number)
    sums = [0] * len(labels)
    for row in table.values():
        for place in range(0, len(row), 2):
            sums[row[place]] += row[place + 1]
    room = _SMOOTHING * max(len(table), 1)
    floor = tuple(math.log(_SMOOTHING / (total + room)) for total in sums)
    seen = {total for row in table.values() for total in row[1::2]}
    gains = {total: math.log1p(total / _SMOOTHING) for total in seen}
    return Model(labels, table, floor, gains)


def _added(counted: Iterable[Counts], number: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    sums: dict[str, Counter[int]] = {}
    for counts in counted:
        here = [number[label] for label in counts.labels]
        for sign, row in counts.signs.items():
            into = sums.setdefault(sign, Counter())
            for place in range(0, len(row), 2):
                into[here[row[place]]] += row[place + 1]
    return {
        sign: tuple(part for label in sorted(found) for part in (label, found[label]))
        for sign, found in sums.items()
    }


def to_data(counts: Counts) -> dict[str, object]:
    """The counts as plain data for a JSON file."""
    return {
        "format": FORMAT,
        "source": counts.source,
        "labels": list(counts.labels),
        "texts": list(counts.texts),
        "signs": {sign: list(row) for sign, row in counts.signs.items()},
    }


def counts_from(data: object) -> Counts:
    """Read counts back; raises `Refusal` `learned_newer` or `learned_broken`."""
    if not isinstance(data, dict):
        raise Refusal("learned_broken", reason="not an object")
    made = data.get("format")
    if isinstance(made, int) and made > FORMAT:
        raise Refusal("learned_newer", format=made, known=FORMAT)
    try:
        labels = tuple(str(label) for label in data["labels"])
        texts = tuple(int(number) for number in data["texts"])
        table = {str(sign): tuple(row) for sign, row in data["signs"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal("learned_broken", reason=str(error)) from error
    if len(texts) != len(labels) or not all(_sound(row, len(labels)) for row in table.values()):
        raise Refusal("learned_broken", reason="numbers that do not fit")
    return Counts(labels, texts, table, str(data.get("source", "")))


def _sound(row: tuple[object, ...], labels: int) -> bool:
    """Whether a row is made of pairs: the number of a label, and a sum above zero."""
    numbers = [number for number in row if type(number) is int]
    if len(numbers) != len(row) or not numbers or len(row) % 2:
        return False
    places = numbers[::2]
    return min(places) >= 0 and max(places) < labels and min(numbers[1::2]) > 0
