"""Weighing what speaks for each sub-type: phrases of the class file, and what was learned.

A phrase is a step on the model's logarithmic scale; the confidence is the share that the class
has of all. What is chosen is told with the words that decided it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from workstation.domain.learning import Model
from workstation.domain.mood import GRANTED, main_clauses, mood, still_meant
from workstation.domain.phrases import Hit, find_hits, plain, without_denied
from workstation.domain.speech import said

if TYPE_CHECKING:
    from workstation.domain.classify import Catalogue

#: For each sub-type that anything speaks for: its weight, and the words that do.
Found = Mapping[str, tuple[float, tuple[str, ...]]]

#: Below this confidence the suggestion is left open and the agent is asked.
THRESHOLD: Final = 0.65
#: Without a model, from phrases alone, less has to do.
THRESHOLD_PHRASES: Final = 0.4
#: What the type word of another system weighs, when the file gives no weight of its own.
_HINT_WEIGHT: Final = 7.0
#: Each further phrase for the same sub-type adds less, since phrases repeat one another.
_FADING: Final = 0.6
#: How much evidence makes a suggestion half certain, in phrase weights.
_HALF: Final = 1.5
#: What a phrase weighs on the model's scale, and up to how much for one sub-type.
_PHRASE: Final = 0.5
_PHRASES: Final = 3.0
#: What the square of a type word's weight counts there: a clear word decides, a vague one leans.
_HINT: Final = 0.4
#: What is left of the model where a type word stands: people have looked at the matter already.
_BESIDE_HINT: Final = 0.5
#: What is not said at all: the label of texts without a problem in them.
_NOTHING: Final = ""
_NO_WORDS: Final[tuple[float, tuple[str, ...]]] = (0.0, ())
#: How far a text stands from any matter when the model knows nothing in it, and how far below the
#: best a sub-type that the model does not know.
_UNHEARD: Final = 1.0
_STRANGE: Final = 1.5
#: A part of a text that says nothing with at least this probability is not counted.
_EMPTY: Final = 0.6
#: What each later part of a text counts of the one before it, and at least.
_LATER: Final = 0.93
_LEAST: Final = 0.5
#: What a wish or a question speaks for its class on the model's scale.
_MOOD: Final = 1.5
#: Parts of a text that are looked at.
_PARTS: Final = 40
#: How much of a text is searched for the stretches that decided, in characters.
_TOLD: Final = 400
#: A sub-type is worth asking about from this share.
_WORTH: Final = 0.02
_PART: Final = re.compile(r"[\n。!?;]+|(?<=[a-z])\. ")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed class and sub-type, how sure (0 to 1), and the words that decided it.

    Both codes are empty when the confidence is below the threshold; `choices` are the likeliest
    sub-types to ask about then, and the second and third likeliest else.
    """

    class_code: str
    subtype: str
    confidence: float
    words: tuple[str, ...]
    choices: tuple[str, ...] = ()


def by_both(text: str, catalogue: Catalogue, hints: tuple[str, ...], model: Model) -> Suggestion:
    """What phrases and the model together propose."""
    spoken = still_meant(said(text))
    bare = _undenied(spoken, catalogue)
    learned = model.scores(_parts(bare, model))
    felt = "" if hints else mood(spoken)
    phrases = _of_mood(_scores(_weighty(spoken), catalogue, ()), felt)
    typed = _scores("", catalogue, hints)
    if not learned and not phrases and not typed:
        return Suggestion("", "", 0.0, ())
    if typed:
        learned = {code: score * _BESIDE_HINT for code, score in learned.items()}
    total = _levels(learned, catalogue, {*phrases, *typed})
    for code, (weight, _) in phrases.items():
        total[code] += min(weight * _PHRASE, _PHRASES)
    for code, (weight, _) in typed.items():
        total[code] += weight * weight * _HINT
    if typed:
        del total[_NOTHING]
    _heed_mood(total, felt)
    share = _shares(_without_wishes(total, catalogue, {*phrases, *typed}))
    ranked = sorted((code for code in share if code != _NOTHING), key=lambda code: -share[code])
    best, confidence = _leading(share, ranked)
    rival = next((code for code in ranked if code != best), best)
    told = [*typed.get(best, _NO_WORDS)[1], *phrases.get(best, _NO_WORDS)[1]]
    words = _distinct([*told, *model.fragments(bare[:_TOLD], best, rival)])
    if confidence < THRESHOLD:
        empty = share.get(_NOTHING, 0.0) >= _EMPTY
        worth = () if empty else tuple(code for code in ranked if share[code] >= _WORTH)
        return Suggestion("", "", confidence, () if empty else words, worth[:3])
    others = tuple(code for code in ranked if code != best)[:2]
    return Suggestion(best.partition(".")[0], best, confidence, words, others)


def _heed_mood(total: dict[str, float], of: str) -> None:
    """Let a wish speak for requests, a question for enquiries."""
    if of:
        for code in total:
            total[code] += _MOOD * (code.partition(".")[0] == of)


def _of_mood(phrases: Found, felt: str) -> Found:
    """What phrases say, without complaints of service where a thing is wished or asked."""
    if not felt:
        return phrases
    return {code: told for code, told in phrases.items() if not code.startswith("service.")}


def _weighty(spoken: str) -> str:
    """The text without what is only granted before a "but"."""
    parts = _PART.split(spoken)
    kept = [part for whole in parts for part, share in main_clauses(whole) if share > GRANTED]
    return "\n".join(kept)


def _levels(
    learned: Mapping[str, float], catalogue: Catalogue, evidence: Collection[str]
) -> dict[str, float]:
    """Where each sub-type stands before phrases are weighed.

    One that the model does not know (a team's own) stands a little below the best where a phrase
    speaks for it, else at the bottom.
    """
    top, bottom = max(learned.values(), default=0.0), min(learned.values(), default=0.0)
    levels = {_NOTHING: learned.get(_NOTHING, top + _UNHEARD if not learned else bottom)}
    for item in catalogue.subtypes:
        strange = top - _STRANGE if item.code in evidence else bottom
        levels[item.code] = learned.get(item.code, strange)
    return levels


def _leading(share: Mapping[str, float], ranked: list[str]) -> tuple[str, float]:
    """The best sub-type of the class with the largest share, and that share."""
    by_class: dict[str, float] = {}
    for code in ranked:
        of = code.partition(".")[0]
        by_class[of] = by_class.get(of, 0.0) + share[code]
    leading = max(by_class, key=lambda of: by_class[of])
    best = next(code for code in ranked if code.partition(".")[0] == leading)
    return best, round(min(by_class[leading], 1.0), 3)


def _parts(text: str, model: Model) -> list[tuple[str, float]]:
    """The parts of a text that say something; the first ones count most."""
    whole = [clause for part in _PART.split(text) if part.strip() for clause in main_clauses(part)]
    parts = whole[:_PARTS]
    if len(parts) < 2:
        return [(text, 1.0)]
    telling = []
    for part, share in parts:
        scores = model.scores([(part, 1.0)])
        if scores and _shares(scores).get(_NOTHING, 0.0) < _EMPTY:
            telling.append((part, share))
    if not telling:
        return [(text, 1.0)]
    return [
        (part, share * max(_LATER**place, _LEAST)) for place, (part, share) in enumerate(telling)
    ]


def _undenied(spoken: str, catalogue: Catalogue) -> str:
    """The text without the states that it denies."""
    for item in catalogue.subtypes:
        if item.negatable:
            spoken = without_denied(spoken, item.words)
    return spoken


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    """What each has of the whole, from weights on a logarithmic scale."""
    top = max(scores.values())
    parts = {code: math.exp(weight - top) for code, weight in scores.items()}
    whole = sum(parts.values())
    return {code: part / whole for code, part in parts.items()}


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those that stand inside a longer one, at most five."""
    kept: list[str] = []
    for word in dict.fromkeys(words):
        if not any(word in other for other in kept):
            kept = [other for other in kept if other not in word] + [word]
    return tuple(kept[:5])


def by_phrases(text: str, catalogue: Catalogue, hints: tuple[str, ...]) -> Suggestion:
    """What phrases alone propose."""
    found = _scores(_weighty(still_meant(said(text))), catalogue, hints)
    left = _without_wishes({code: told[0] for code, told in found.items()}, catalogue, found)
    if not left:
        return Suggestion("", "", 0.0, ())
    ranked = sorted(left, key=lambda code: -left[code])
    best = ranked[0]
    weight, words = found[best]
    class_code = best.partition(".")[0]
    rivals = [
        left[code]
        for code in ranked
        if code.partition(".")[0] != class_code and not (_is_delay(best) and _is_delay(code))
    ]
    rival = max(rivals, default=0.0)
    confidence = round((weight / (weight + rival)) * (weight / (weight + _HALF)), 3)
    if confidence < THRESHOLD_PHRASES:
        return Suggestion("", "", confidence, words, tuple(ranked[:3]))
    return Suggestion(class_code, best, confidence, words, tuple(ranked[1:3]))


def _is_delay(code: str) -> bool:
    """Lateness and the wish to hurry are one problem told in two ways."""
    return code == "request.urge" or code.startswith("timeliness.")


def _without_wishes(
    scores: Mapping[str, float], catalogue: Catalogue, evidence: Collection[str]
) -> Mapping[str, float]:
    """The scores without wishes where a complaint that phrases speak for explains them."""
    wishes = {item.code for item in catalogue.subtypes if item.yields}
    if any(_explains(code) for code in evidence if code not in wishes):
        return {code: score for code, score in scores.items() if code not in wishes}
    return scores


def _explains(code: str) -> bool:
    return code.partition(".")[0] in ("safety", "timeliness")


def _scores(spoken: str, catalogue: Catalogue, hints: tuple[str, ...]) -> Found:
    """Weight and deciding words of each sub-type that anything speaks for."""
    typed = tuple(plain(hint) for hint in hints if hint.strip())
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for item in catalogue.subtypes:
        hits = find_hits(spoken, item.words, item.negatable)
        for hint in typed:
            meant = [hit for hit in map(_hint, item.hints) if hit.word == hint]
            hits.extend(meant or find_hits(hint, item.words, item.negatable))
        if hits:
            words = tuple(dict.fromkeys(hit.word for hit in hits))
            found[item.code] = (_sum(hits), words)
    return found


@lru_cache(maxsize=1024)
def _hint(word: str) -> Hit:
    told, _, weight = word.partition("^")
    return Hit(plain(told), float(weight) if weight else _HINT_WEIGHT)


def _sum(hits: list[Hit]) -> float:
    """The weight of all hits: each word once, the heaviest in full, the others fading."""
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.word] = max(hit.weight, best.get(hit.word, 0.0))
    weights = sorted(best.values(), reverse=True)
    return sum(weight * _FADING**place for place, weight in enumerate(weights))
