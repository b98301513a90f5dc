"""Classes and sub-types of tickets, and a suggestion of them from what the customer says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from workstation.domain.phrases import Hit, check_phrases, find_hits, plain
from workstation.domain.shape import check_distinct, check_known, root

#: Classes that are complaints or demands and run under the legal limit; the others are not.
COMPLAINTS: Final = ("timeliness", "safety", "request", "service")
#: Below this confidence the suggestion is left open and the agent is asked.
THRESHOLD: Final = 0.4
#: What the type word of another system weighs, when the file gives no weight of its own.
_HINT_WEIGHT: Final = 7.0
#: Each further phrase for the same sub-type adds less, since phrases repeat one another.
_FADING: Final = 0.6
#: How much evidence makes a suggestion half certain, in phrase weights.
_HALF: Final = 1.5


@dataclass(frozen=True, slots=True)
class ClassInfo:
    """A class of tickets and its names."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class CauseInfo:
    """A cause that may be found behind a ticket, and its names."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class SubType:
    """A kind of problem inside a class.

    `words` are phrases that speak for it (see `workstation.domain.phrases`); a `negatable` one
    names a state that "not" takes away ("没有破损"). `hints` are type words of other systems.
    One that `yields` is a wish, such as compensation, that gives way to the complaint behind it.
    """

    code: str
    class_code: str
    name_zh: str
    name_en: str
    words: tuple[str, ...]
    causes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    negatable: bool = False
    yields: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All classes, sub-types and causes of one version of the class file."""

    version: str
    classes: tuple[ClassInfo, ...]
    subtypes: tuple[SubType, ...]
    causes: tuple[CauseInfo, ...]
    _names: dict[str, tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._names.update((item.code, (item.name_zh, item.name_en)) for item in self.causes)
        self._names.update((item.code, (item.name_zh, item.name_en)) for item in self.classes)
        self._names.update((item.code, (item.name_zh, item.name_en)) for item in self.subtypes)

    def name(self, code: str, language: str) -> str:
        """The name of a class, sub-type or cause; an unknown code is its own name."""
        zh, en = self._names.get(code, (code, code))
        return zh if language.startswith("zh") else en

    @property
    def codes(self) -> Collection[str]:
        """The codes of all classes, sub-types and causes."""
        return self._names.keys()

    def subtypes_of(self, class_code: str) -> tuple[SubType, ...]:
        """The sub-types of a class in the order of the file."""
        return tuple(item for item in self.subtypes if item.class_code == class_code)

    def causes_of(self, subtype: str) -> tuple[CauseInfo, ...]:
        """The causes that are usual for a sub-type, then all others."""
        usual = next((item.causes for item in self.subtypes if item.code == subtype), ())
        first = tuple(cause for code in usual for cause in self.causes if cause.code == code)
        return first + tuple(cause for cause in self.causes if cause.code not in usual)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed class and sub-type, how sure (0 to 1), and the words that decided it.

    Both codes are empty when the confidence is below the threshold.
    """

    class_code: str
    subtype: str
    confidence: float
    words: tuple[str, ...]


def catalogue_from(data: dict[str, object]) -> Catalogue:
    """Build the catalogue from the class file's data; raises `Refusal` (`rule_*`) with the place.

    Every class needs a sub-type, and every reference must lead somewhere.
    """
    top = root(data)
    top.only("format", "version", "class", "cause", "subtype")
    classes = tuple(
        ClassInfo(row.text("code"), row.text("name_zh"), row.text("name_en"))
        for row in top.tables("class")
    )
    causes = tuple(
        CauseInfo(row.text("code"), row.text("name_zh"), row.text("name_en"))
        for row in top.tables("cause")
    )
    subtypes = tuple(
        SubType(
            code=row.text("code"),
            class_code=row.text("code").partition(".")[0],
            name_zh=row.text("name_zh"),
            name_en=row.text("name_en"),
            words=row.texts("words"),
            causes=row.texts("causes"),
            hints=row.texts("hints"),
            negatable=row.flag("negatable"),
            yields=row.flag("yields"),
        )
        for row in top.tables("subtype")
    )
    _check(classes, causes, subtypes)
    return Catalogue(top.text("version"), classes, subtypes, causes)


def _check(
    classes: tuple[ClassInfo, ...],
    causes: tuple[CauseInfo, ...],
    subtypes: tuple[SubType, ...],
) -> None:
    check_distinct([item.code for item in classes], "class")
    check_distinct([item.code for item in causes], "cause")
    check_distinct([item.code for item in subtypes], "subtype")
    known = {item.code for item in classes}
    known_causes = {item.code for item in causes}
    for number, item in enumerate(subtypes):
        check_phrases(item.words, f"subtype[{number}].words")
        check_phrases(item.hints, f"subtype[{number}].hints")
        check_known(item.class_code, known, f"subtype[{number}].code")
        for cause in item.causes:
            check_known(cause, known_causes, f"subtype[{number}].causes")
    used = {item.class_code for item in subtypes}
    for number, info in enumerate(classes):
        check_known(info.code, used, f"class[{number}].code")


def suggest(text: str, catalogue: Catalogue, hints: tuple[str, ...] = ()) -> Suggestion:
    """Propose class and sub-type from a text in Chinese or English.

    `hints` are type words of the system a ticket was imported from ("退换货", "Technical issue").
    """
    scores = _without_wishes(_scores(text, catalogue, hints), catalogue)
    if not scores:
        return Suggestion("", "", 0.0, ())
    ranked = sorted(scores, key=lambda code: -scores[code][0])
    best = ranked[0]
    weight, words = scores[best]
    class_code = best.partition(".")[0]
    rivals = [
        scores[code][0]
        for code in ranked
        if code.partition(".")[0] != class_code and not (_is_delay(best) and _is_delay(code))
    ]
    rival = max(rivals, default=0.0)
    confidence = round((weight / (weight + rival)) * (weight / (weight + _HALF)), 3)
    if confidence < THRESHOLD:
        return Suggestion("", "", confidence, words)
    return Suggestion(class_code, best, confidence, words)


def _is_delay(code: str) -> bool:
    """Lateness and the wish to hurry are one problem told in two ways."""
    return code == "request.urge" or code.startswith("timeliness.")


def _without_wishes(
    scores: Mapping[str, tuple[float, tuple[str, ...]]], catalogue: Catalogue
) -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """The scores without wishes where a complaint of another class explains them."""
    wishes = {item.code for item in catalogue.subtypes if item.yields}
    behind = [
        code
        for code in scores
        if code not in wishes and code.partition(".")[0] in ("safety", "timeliness")
    ]
    if not behind:
        return scores
    return {code: score for code, score in scores.items() if code not in wishes}


def _scores(
    text: str, catalogue: Catalogue, hints: tuple[str, ...]
) -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """Weight and deciding words of each sub-type that anything speaks for."""
    spoken = plain(text)
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
