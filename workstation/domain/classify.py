"""Classes, sub-types and causes of tickets, and a suggestion of them from what the customer says."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.learning import Model
from workstation.domain.phrases import check_phrases
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, each, raise_all, root
from workstation.domain.weighing import THRESHOLD, Suggestion, by_both, by_phrases

__all__ = [
    "COMPLAINTS",
    "THRESHOLD",
    "Catalogue",
    "CauseInfo",
    "ClassInfo",
    "SubType",
    "Suggestion",
    "catalogue_from",
    "suggest",
]

#: Classes that are complaints or demands and run under the legal limit; the others are not.
COMPLAINTS: Final = ("timeliness", "safety", "request", "service")


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
    #: Gives what was learned from examples, when it is first wanted; None: phrases alone.
    model: Callable[[], Model] | None = field(default=None, compare=False, repr=False)
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


def catalogue_from(data: dict[str, object]) -> Catalogue:
    """Build the catalogue from the class file's data; raises `Refusal` (`rule_*`) with the place.

    Every class needs a sub-type, and every reference must lead somewhere.
    """
    top = root(data)
    top.only("format", "version", "class", "cause", "subtype")
    classes = each(top.tables("class"), lambda row: ClassInfo(*_named(row)))
    causes = each(top.tables("cause"), lambda row: CauseInfo(*_named(row)))
    subtypes = each(top.tables("subtype"), _subtype)
    _check(classes, causes, subtypes)
    return Catalogue(top.text("version"), classes, subtypes, causes)


def _named(row: Table) -> tuple[str, str, str]:
    return row.text("code"), row.text("name_zh"), row.text("name_en")


def _subtype(row: Table) -> SubType:
    return SubType(
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

    def check(told: tuple[int, SubType]) -> None:
        number, item = told
        check_phrases(item.words, f"subtype[{number}].words")
        check_phrases(item.hints, f"subtype[{number}].hints")
        check_known(item.class_code, known, f"subtype[{number}].code")
        for cause in item.causes:
            check_known(cause, known_causes, f"subtype[{number}].causes")

    each(enumerate(subtypes), check)
    used = {item.class_code for item in subtypes}
    raise_all(
        Refusal("class_no_subtype", place=f"class[{number}].code", value=info.code)
        for number, info in enumerate(classes)
        if info.code not in used
    )


def suggest(text: str, catalogue: Catalogue, hints: tuple[str, ...] = ()) -> Suggestion:
    """Propose class and sub-type from a text or conversation in Chinese or English.

    `hints` are type words of the system a ticket was imported from ("退换货", "Technical issue").
    What was learned counts where the catalogue brings a model, else phrases alone.
    """
    if catalogue.model is None:
        return by_phrases(text, catalogue, hints)
    return by_both(text, catalogue, hints, catalogue.model())
