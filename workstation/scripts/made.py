"""A script on its way from a foreign file: what it is made with, and what is amiss with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from workstation.domain.script import Script
from workstation.domain.script_ask import Ask
from workstation.readers.script_source import Entry


@dataclass(frozen=True, slots=True)
class Translated:
    """A text with its placeholders made ours.

    `known` are pairs of what stood there and our name for it, `unknown` of what stood there and
    the ask that it became; `left` still looks like a place to fill in.
    """

    text: str
    known: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    asks: tuple[Ask, ...] = ()
    left: tuple[str, ...] = ()


#: Makes a text's placeholders ours; it is given the asks that the script has already.
Translate = Callable[[str, tuple[Ask, ...]], Translated]
#: The sub-type that words speak for and how sure that is; "" where they do not say.
Guess = Callable[[str], tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a desk and the words for them: word in lower case -> code."""

    classes: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is amiss with a row, or what was done to it; `fatal` when it is refused for it.

    The sentences for `code` and `facts` are in `import_words`.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    fatal: bool = False


@dataclass(slots=True)
class Made:
    """A script on its way: it has no code of its own yet unless the file gave one."""

    entry: Entry
    script: Script
    given_code: str = ""
    note: str = ""
    exact: bool = False
    known: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether it cannot be taken in."""
        return any(problem.fatal for problem in self.problems)
