"""Finding reply scripts while a word is being typed: by code, title, key word, text and sound.

The index is a value: `updated` gives one for other scripts in which the keys of all that stayed
the same are the old ones. Everything is kept in plain lists by slot, so that looking through ten
thousand scripts is a few passes of compiled code.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import add
from typing import Final

from workstation.domain.script import Script
from workstation.domain.script_rank import FACETS, Moment, Ranked, own_weights, ranked
from workstation.domain.suggest_rules import Weights
from workstation.text import script_typed
from workstation.text.bigrams import normalise
from workstation.text.script_keys import Keys, keys_of, language_of

#: Moments whose weights are remembered, the latest ones.
_REMEMBERED: Final = 8
_TYPED: Final = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A script that was found, and the language in which the words typed stand in it."""

    ranked: Ranked
    language: str


class ScriptIndex:
    """Scripts with the keys under which they are found, and how they fit a moment.

    Making an index loads the pinyin dictionary (a tenth of a second) and takes about a tenth of a
    millisecond for each script: do it off the screen's thread. Snippets are left out.
    """

    def __init__(self, scripts: Iterable[Script] = (), weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self._fill([keys_of(script) for script in scripts if not script.snippet])

    def updated(self, scripts: Iterable[Script], weights: Weights | None = None) -> ScriptIndex:
        """The index of other scripts; what did not change is taken over."""
        made = ScriptIndex((), weights or self.weights)
        old = {keys.script.code: keys for keys in self._keys}
        kept: list[Keys] = []
        for script in scripts:
            keys = old.get(script.code)
            if keys is None or (keys.script is not script and keys.script != script):
                if script.snippet:
                    continue
                keys = keys_of(script)
            kept.append(keys)
        made._fill(kept)
        return made

    def weighed(self, weights: Weights) -> ScriptIndex:
        """The same scripts with other weights; nothing is made anew."""
        made = ScriptIndex.__new__(ScriptIndex)
        made.__dict__.update(self.__dict__)
        made.weights, made._fits = weights, {}
        return made

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, code: str) -> Script | None:
        """Return the script with a short code, or None."""
        slot = self._slots.get(code)
        return None if slot is None else self._keys[slot].script

    def keys(self, code: str) -> Keys:
        """The keys of a script that is here."""
        return self._keys[self._slots[code]]

    @property
    def all_keys(self) -> list[Keys]:
        """The keys of all scripts, by slot."""
        return self._keys

    def search(
        self, query: str = "", moment: Moment | None = None, limit: int = 20
    ) -> tuple[Ranked, ...]:
        """Return the best scripts for what was typed at this moment, best first.

        The ``::`` that opens the picker may be part of ``query``. Words divided by blanks must all
        match. Without words the moment alone decides.
        """
        return tuple(one.ranked for one in self.find(query, moment, limit))

    def find(
        self, query: str = "", moment: Moment | None = None, limit: int = 20
    ) -> tuple[Found, ...]:
        """The same, with the language in which the words stand."""
        now = moment or Moment()
        own = own_weights(now, self.weights)
        words = normalise(query[:_TYPED]).removeprefix("::").split()
        if not words:
            best = self.best(now, limit, own)
            return tuple(
                Found(ranked(self._keys[slot].script, now, self.weights, own), "") for slot in best
            )
        hits = script_typed.matches(self._columns, words, limit)
        fit = self.fit(now, own)
        scored = [(hit[0] + fit[slot], -slot) for slot, hit in hits.items()]
        best = [-place for _score, place in heapq.nlargest(limit, scored)]
        return tuple(self._found(slot, hits[slot], words, now, own) for slot in best)

    def best(
        self, moment: Moment, limit: int, own: Mapping[str, Mapping[str, int]] | None = None
    ) -> list[int]:
        """The slots of the scripts that fit a moment best."""
        fit = self.fit(moment, own_weights(moment, self.weights) if own is None else own)
        return heapq.nsmallest(
            limit, range(len(fit)), key=lambda slot: (-fit[slot], self._codes[slot])
        )

    def fit(self, moment: Moment, own: Mapping[str, Mapping[str, int]]) -> list[int]:
        """What each script gets at a moment, by slot."""
        fit = list(self._shared(moment))
        for code, sides in own.items():
            slot = self._slots.get(code)
            if slot is None:
                continue
            for reason, weight in sides.items():
                fit[slot] += weight
                if reason == "wanted":
                    fit[slot] -= FACETS[_WANTED][2](
                        self._keys[slot].script.tags, moment, self.weights
                    )
        return fit

    def side(self, name: str, weigh: Callable[[tuple[str, ...]], int]) -> list[int]:
        """What each script gets for one side of `FACETS` by a measure of its values, by slot."""
        place = next(place for place, facet in enumerate(FACETS) if facet[0] == name)
        values, numbers = self._facets[place]
        return list(map([weigh(value) for value in values].__getitem__, numbers))

    def tagged(self, tags: Iterable[str]) -> set[int]:
        """The slots of the scripts that have one of the tags."""
        return {slot for tag in tags for slot in self._tagged.get(tag, ())}

    def slot(self, code: str) -> int | None:
        """Where a script stands in the lists of `fit` and `side`."""
        return self._slots.get(code)

    def _found(
        self,
        slot: int,
        hit: tuple[int, tuple[tuple[str, int], ...]],
        words: list[str],
        moment: Moment,
        own: Mapping[str, Mapping[str, int]],
    ) -> Found:
        keys = self._keys[slot]
        one = ranked(keys.script, moment, self.weights, own, dict(hit[1]))
        language = keys.script.language
        if keys.script.translations:
            language = language_of(keys, words[0])
        return Found(one, language)

    def _shared(self, moment: Moment) -> list[int]:
        """What scripts get for the sides that many share; remembered for the latest moments."""
        known = (
            *(moment.channel, moment.class_code, moment.subtype, moment.group, moment.step),
            *(moment.party, max(moment.intensity, moment.mood), moment.wanted, moment.language),
            *(moment.facts, moment.promised),
        )
        fit = self._fits.get(known)
        if fit is None:
            fit = [0] * len(self._keys)
            for (name, _, weigh), (values, numbers) in zip(FACETS, self._facets, strict=True):
                if name == "wanted":  # tags are as many as scripts: only those wanted are looked at
                    continue
                weights = [weigh(value, moment, self.weights) for value in values]
                if any(weights):
                    fit = list(map(add, fit, map(weights.__getitem__, numbers)))
            for slot in self.tagged(moment.wanted):
                fit[slot] += self.weights.wanted_tag
            while len(self._fits) >= _REMEMBERED:
                self._fits.pop(next(iter(self._fits)), None)
            self._fits[known] = fit
        return fit

    def _fill(self, keys: list[Keys]) -> None:
        self._keys = keys
        self._codes = [one.script.code for one in keys]
        self._slots = {code: slot for slot, code in enumerate(self._codes)}
        self._columns = script_typed.columns_of(keys)
        self._facets = [self._facet(name, of) for name, of, _ in FACETS]
        self._tagged: dict[str, list[int]] = {}
        for slot, one in enumerate(keys):
            for tag in one.script.tags:
                self._tagged.setdefault(tag, []).append(slot)
        self._fits: dict[tuple[object, ...], list[int]] = {}

    def _facet(
        self, name: str, of: Callable[[Script], tuple[str, ...]]
    ) -> tuple[list[tuple[str, ...]], list[int]]:
        """The different values of one side, and the number of each script's among them."""
        numbers: dict[tuple[str, ...], int] = {}
        placed = [
            numbers.setdefault(keys.facts if name == "lacking" else of(keys.script), len(numbers))
            for keys in self._keys
        ]
        return list(numbers), placed


_WANTED: Final = next(place for place, facet in enumerate(FACETS) if facet[0] == "wanted")
