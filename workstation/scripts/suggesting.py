"""Reply scripts proposed from a customer's own words: what they are about, want and sound like.

Four signs are put together: the class that the words speak for (all of them, where several things
are told), the wishes and tones of `rules/suggest.toml`, how like the words are to the script's, and
the moment. Of the best, three of different kinds are chosen: to soothe, to explain, to ask or offer.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import add
from typing import Final

from workstation.domain.classify import Catalogue
from workstation.domain.classify import suggest as classify
from workstation.domain.mood import still_meant
from workstation.domain.script import Script
from workstation.domain.script_rank import Moment, Ranked, own_weights, ranked
from workstation.domain.speech import said
from workstation.domain.suggest_rules import Intent, Weights
from workstation.rules.bundle import Rules
from workstation.text.script_likeness import Likeness
from workstation.text.script_search import ScriptIndex

#: So much of a message is looked at.
_HEARD: Final = 2_000
#: What the second, third and fourth likeliest sub-type count; and those of an undecided message.
_CHOICES: Final = (0.45, 0.3, 0.2)
_UNDECIDED: Final = (0.75, 0.55, 0.45)
#: A part of a message speaks for a sub-type of its own from this confidence.
_PART_SURE: Final = 0.75
_PART: Final = 0.75
_PARTS: Final = 6
_SHORTEST: Final = 5
#: What the ticket's sub-type counts where the message speaks of something else.
_OF_TICKET: Final = 0.5
#: What a sub-type counts that is told as one trouble with another.
_RELATED: Final = 0.5
#: From this part of an intent's weight its script is meant, whatever its class and step.
_MEANT: Final = 0.55
#: What is left of a greeting or a thank-you beside a matter.
_BESIDE: Final = 0.3
#: What the procedure's wishes and the language count beside a customer's words.
_PROCEDURE: Final = 0.5
#: What a script for a whole class gets of its sub-type's share, and one for nearly every class.
_WHOLE_CLASS, _ANY_CLASS, _MANY_CLASSES = 0.55, 0.25, 3
#: What a script gets of an intent that names its tag, not its code; what one it is against loses.
_BY_TAG, _AGAINST = 0.65, 0.6
#: What is left of a mismatch where the message leaves its class open.
_OPEN: Final = 0.4
#: So many of those chosen are kept apart by their kind.
_DIFFERENT: Final = 6
#: So many of the best are looked at for three of different kinds.
_LOOKED_AT: Final = 40
#: A greeting has no more characters, in Chinese and in English.
_GREETING, _GREETING_EN = 6, 14
_NO_WORD: Final = re.compile(r"[\W_]+")
_ENDS: Final = re.compile(r"[\n。！？!?;；]+|(?<=[a-z])[.,] |[,，](?=.{4})")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message tells: sub-types with their weights, intents with theirs, how it feels."""

    topics: Mapping[str, float]
    intents: tuple[tuple[Intent, float], ...]
    mood: int
    sure: bool = True


class Suggester:
    """Proposes scripts of an index; makes ready what it needs when it is made (off the screen)."""

    def __init__(self, rules: Rules, index: ScriptIndex) -> None:
        self.rules, self.source = rules, index
        self.index = index.weighed(_beside_words(index.weights))
        self._guard = threading.Lock()
        self._likeness = Likeness(index.all_keys, phrases_of(rules.catalogue))

    def follow(self, rules: Rules, index: ScriptIndex) -> None:
        """Go on with other rules or scripts; only what changed is counted anew."""
        with self._guard:
            if rules.catalogue.version != self.rules.catalogue.version:
                self._likeness = Likeness(index.all_keys, phrases_of(rules.catalogue))
            elif index is not self.source:
                self._likeness.update(index.all_keys)
            self.rules, self.source = rules, index
            self.index = index.weighed(_beside_words(index.weights))

    def hear(self, text: str, moment: Moment | None = None) -> Heard:
        """What a message tells, on a ticket of which a sub-type may be known."""
        spoken = still_meant(said(text[:_HEARD]))
        topics, sure = topics_of(spoken, self.rules.catalogue)
        for group in self.rules.suggesting.related:
            most = max((topics.get(code, 0.0) for code in group), default=0.0)
            for code in group if most else ():
                topics[code] = max(topics.get(code, 0.0), most * _RELATED)
        of_ticket = (moment.subtype or moment.class_code) if moment else ""
        if of_ticket:
            topics[of_ticket] = 1.0 if of_ticket in topics or not topics else _OF_TICKET
        intents = self._weighed(self.rules.suggesting.heard(spoken), told=sure)
        if not sure and not of_ticket and _greets_only(spoken, intents):
            topics = {}
        mood = max((one.mood for one, _ in intents), default=0)
        return Heard(topics, intents, mood, sure or bool(of_ticket))

    def _weighed(
        self, heard: list[tuple[Intent, float]], *, told: bool
    ) -> tuple[tuple[Intent, float], ...]:
        """The intents, those meant alone lowered beside a matter, the weightiest first."""
        matter = told or any(not one.alone for one, _ in heard)
        found = [(one, sure * _BESIDE if one.alone and matter else sure) for one, sure in heard]
        return tuple(sorted(found, key=lambda pair: -pair[1]))

    def choose(self, text: str, moment: Moment, limit: int = 3) -> tuple[Ranked, ...]:
        """The scripts that answer a message best at a moment, of different kinds, best first."""
        if not said(text[:_HEARD]) and moment.step:
            return self.source.search("", moment, limit)
        heard = self.hear(text, moment)
        now = replace(moment, mood=max(moment.mood, heard.mood), class_code="", subtype="")
        with self._guard:
            alike = self._likeness.of(said(text[:_HEARD]))
        own = own_weights(now, self.index.weights)
        sides = self._sides(heard, alike, now)
        fit = self.index.fit(now, own)
        for values in sides.values():
            fit = list(map(add, fit, values))
        best = sorted(range(len(fit)), key=lambda slot: (-fit[slot], slot))[
            : max(_LOOKED_AT, limit)
        ]
        found = [
            ranked(
                self.index.all_keys[slot].script,
                now,
                self.index.weights,
                own,
                {name: values[slot] for name, values in sides.items() if values[slot]},
            )
            for slot in best
        ]
        return self._of_different_kinds(found, limit, heard.topics)

    def _sides(self, heard: Heard, alike: Mapping[str, float], now: Moment) -> dict[str, list[int]]:
        weights, rules = self.index.weights, self.rules.suggesting
        sides = {
            "topic": self.index.side("class", lambda values: self._topic(values, heard)),
            "heard": self._heard(heard),
            "answer": self._answers(heard),
            "alike": [0] * len(self.index),
        }
        top = max(max(alike.values(), default=0.0), 0.25)
        for code, value in alike.items():
            slot = self.index.slot(code)
            if slot is not None:
                sides["alike"][slot] = round(weights.alike * value / top)
        if not now.step:
            first = set(rules.first_steps)
            sides["late"] = self.index.side(
                "step",
                lambda steps: weights.late_step if steps and first.isdisjoint(steps) else 0,
            )
        for slot, gain in enumerate(sides["heard"]):
            if gain >= weights.intent * _MEANT:  # asked for by name: these speak against it no more
                for name in ("topic", "late"):
                    if name in sides:
                        sides[name][slot] = max(sides[name][slot], 0)
        return sides

    def _topic(self, classes: tuple[str, ...], heard: Heard) -> int:
        topics, weights = heard.topics, self.index.weights
        if not classes or not topics:
            return 0
        whole = {
            code.partition(".")[0]: share
            for code, share in sorted(topics.items(), key=lambda pair: pair[1])
        }
        named = max((topics.get(code, 0.0) for code in classes), default=0.0)
        wide = max((whole.get(code, 0.0) for code in classes), default=0.0)
        wide *= _WHOLE_CLASS if len(classes) < _MANY_CLASSES else _ANY_CLASS
        share = max(named, wide)
        if share:
            return round(weights.topic * share)
        return round(weights.topic_other * (1.0 if heard.sure else _OPEN))

    def _answers(self, heard: Heard) -> list[int]:
        """What the scripts get that usually answer a sub-type first."""
        total = [0] * len(self.index)
        for topic, share in heard.topics.items():
            for place, code in enumerate(self.rules.suggesting.answers.get(topic, ())):
                slot = self.index.slot(code)
                if slot is not None:
                    gain = self.index.weights.answer * share * (1 - 0.15 * min(place, 4))
                    total[slot] = max(total[slot], round(gain))
        return total

    def _heard(self, heard: Heard) -> list[int]:
        """What the intents add: the best one in full, further ones by half."""
        total = [0] * len(self.index)
        weight = self.index.weights.intent
        for place, (intent, sure) in enumerate(heard.intents):
            full = weight * sure * (1.0 if place == 0 else 0.6)
            for slot in self.index.tagged(intent.offers):
                total[slot] += round(full * _BY_TAG)
            for slot in self.index.tagged(intent.against):
                total[slot] -= round(full * _AGAINST)
            for code in intent.offers:
                at = self.index.slot(code)
                if at is not None:
                    total[at] += round(full)
            for code in intent.against:
                at = self.index.slot(code)
                if at is not None:
                    total[at] -= round(full * _AGAINST)
        return total

    def _of_different_kinds(
        self, found: list[Ranked], limit: int, topics: Mapping[str, float]
    ) -> tuple[Ranked, ...]:
        """The best ones; each of a kind, and on a matter, that is there already stands back.

        So the second matter of a message, or its second likeliest meaning, gets its turn.
        """
        weights = self.index.weights
        signs = {one.script.code: self._signs(one.script, topics) for one in found}
        kinds: Counter[str] = Counter()
        matters: Counter[str] = Counter()
        chosen: list[Ranked] = []
        left = list(found)

        def still(one: Ranked) -> int:
            kind, matter = signs[one.script.code]
            lost = weights.same_kind * kinds[kind] if kind else 0
            return one.score + lost + (weights.same_topic * matters[matter] if matter else 0)

        while left and len(chosen) < min(limit, _DIFFERENT):
            best = max(left, key=still)
            left.remove(best)
            chosen.append(best)
            kind, matter = signs[best.script.code]
            kinds[kind] += 1
            matters[matter] += 1
        return (*chosen, *left[: limit - len(chosen)])

    def _signs(self, script: Script, topics: Mapping[str, float]) -> tuple[str, str]:
        """What kind a script is, and which matter of the message it is for."""
        fitting = [code for code in script.classes if code in topics]
        matter = max(fitting, key=lambda code: topics[code], default="")
        return self.rules.suggesting.kind_of(script.tags), matter


def _greets_only(spoken: str, intents: tuple[tuple[Intent, float], ...]) -> bool:
    """Whether a message is a greeting or a thank-you and nothing else: what it is about is a guess."""
    told = _NO_WORD.sub("", spoken)
    short = len(told) <= (_GREETING_EN if told.isascii() else _GREETING)
    return short and bool(intents) and all(one.alone for one, _ in intents)


def _beside_words(weights: Weights) -> Weights:
    """The weights where the customer's words are at hand.

    What the procedure's step wants counts half; so does the language, since the right words may
    have to be translated rather than the wrong ones said.
    """
    return replace(
        weights,
        step=round(weights.step * _PROCEDURE),
        wanted=round(weights.wanted * _PROCEDURE),
        wanted_tag=round(weights.wanted_tag * _PROCEDURE),
        language_other=round(weights.language_other * _PROCEDURE),
    )


def topics_of(spoken: str, catalogue: Catalogue) -> tuple[dict[str, float], bool]:
    """The sub-types that a message speaks for, each with its weight, and whether one is clear.

    Where several matters are told, each counts.
    """
    whole = classify(spoken, catalogue)
    if whole.subtype:
        topics = {whole.subtype: 1.0}
        topics.update(zip(whole.choices, _CHOICES, strict=False))
    else:
        topics = dict(zip(whole.choices, _UNDECIDED, strict=False))
    parts = [part for part in _ENDS.split(spoken) if len(part.strip()) >= _SHORTEST][:_PARTS]
    for part in parts if len(parts) > 1 else ():
        told = classify(part, catalogue)
        if told.subtype and told.confidence >= _PART_SURE:
            topics[told.subtype] = max(topics.get(told.subtype, 0.0), _PART)
    return topics, bool(whole.subtype)


def phrases_of(catalogue: Catalogue) -> dict[str, str]:
    """The names and phrases of classes and sub-types, by code."""
    found = {one.code: f"{one.name_zh} {one.name_en}" for one in catalogue.classes}
    for one in catalogue.subtypes:
        words = "\n".join(word.partition("^")[0] for word in one.words)
        found[one.code] = f"{one.name_zh}\n{one.name_en}\n{words}"
    return found
