"""The rules of safe speech as a team writes them, tried on their own examples when they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, root
from workstation.domain.speech_manners import Excuses, Manners
from workstation.domain.speech_patterns import Pattern, PatternError, patterns_of

#: What is amiss with a sentence; the screen has a name for each.
KINDS: Final = (
    "taboo",
    "impatience",
    "shirking",
    "abuse",
    "refusal",
    "questioning",
    "command",
    "mockery",
    "promise",
    "liability",
    "privacy",
    "politeness",
    "emoji",
    "repetition",
    "negative",
)
#: warn: the agent decides; leader: a leader must agree; block: sent only with a written reason.
SEVERITIES: Final = ("warn", "leader", "block")
#: What a rule can look for beside patterns.
TESTS: Final = (
    "",
    "phone",
    "identity",
    "card",
    "stranger",
    "amount",
    "time",
    "same_script",
    "same_sentence",
    "no_polite_you",
    "emoji",
)
#: What one key puts in the place of words found: the better wording, nothing, the number with its
#: middle hidden, the polite form of the same words; advice is only read.
INSTEADS: Final = ("say", "drop", "mask", "polite", "advice")
LONGEST_EXAMPLE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """What a text is judged against beside its words.

    `allowed` are numbers that may be named in full (the ticket's own, the waybill, the company's
    line), `strangers` those that belong to somebody else. `limit_fen` is the most that the speaker
    may promise (None: unknown), `named` the sums (fen) that the customer claims, which may be told
    again, `hours` the longest time (None). `earlier` are the messages to this customer before,
    `scripts` the codes of the scripts in them; `script` is that of this text.
    `channel` is empty where none is chosen yet.
    """

    channel: str = ""
    allowed: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()
    limit_fen: int | None = None
    named: frozenset[int] = frozenset()
    hours: int | None = None
    earlier: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    script: str = ""


@dataclass(frozen=True, slots=True)
class SpeechRule:
    """One rule. `patterns` are caught unless one of `unless` stands over the same place.

    With `alone` a pattern must be all that the text says, with `curt` it must stand in a sentence
    that has none of the polite words of the file. `test` is one of `TESTS` in place of
    patterns, `words` and `most` what it needs; there `unless` may stand anywhere in the sentence.
    `given` is what its examples are judged against.
    `better` is what to say instead, `instead` (one of `INSTEADS`) how that is put in.
    """

    code: str
    kind: str
    severity: str
    zh: str
    en: str
    better_zh: str
    better_en: str
    patterns: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    alone: bool = False
    curt: bool = False
    test: str = ""
    words: tuple[str, ...] = ()
    most: int = 0
    channels: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    given: Given = field(default_factory=Given)
    instead: str = "say"

    def reason(self, language: str) -> str:
        """Why, in Chinese for a language that begins with "zh", else in English."""
        return self.zh if language.startswith("zh") else self.en

    def better(self, language: str) -> str:
        """What to say instead, in the language that is spoken."""
        return self.better_zh if language.startswith("zh") else self.better_en


@dataclass(frozen=True, slots=True)
class SpeechRules:
    """All rules of one version; made by `speech_rules`."""

    version: str = ""
    rules: tuple[SpeechRule, ...] = ()
    #: Patterns by the characters that they begin with, with the number of their rule.
    index: Mapping[str, tuple[tuple[int, Pattern], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    #: For each rule, what lets a place through.
    excuses: tuple[Excuses, ...] = field(default=(), compare=False, repr=False)
    #: The words that take the edge off a sentence.
    manners: Manners = field(default_factory=lambda: Manners(), compare=False, repr=False)

    def warm(self) -> None:
        """Get ready what the first text would have to wait for."""
        for rule in self.rules:
            for one in (*rule.patterns, *rule.unless):
                _ = one.quick


Catches = Callable[[SpeechRules, str, Given], bool]


def speech_rules_of(data: dict[str, object], catches: Catches | None = None) -> SpeechRules:
    """Read the file. Raises `Refusal` (`rule_*`, `speech_*`) with the place.

    With `catches` each rule is tried on its own examples, which takes ten times the reading.
    Codes: speech_pattern for a pattern that cannot be used, speech_example for an example that its
    rule does not catch, speech_counter_example for one that it does.
    """
    top = root(data)
    top.only("format", "version", "words", "polite", "address", "formal", "rule")
    words = {name: top.table("words").texts(name) for name in top.table("words").values}
    rows = top.tables("rule")
    rules = tuple(_rule(row, words) for row in rows)
    manners = Manners(top.texts("polite"), top.texts("address"), top.texts("formal"))
    check_distinct([rule.code for rule in rules], "rule")
    if catches is not None:
        for rule, row in zip(rules, rows, strict=True):
            _try(rule, row, catches, manners)
    return speech_rules(top.text("version"), rules, manners)


def speech_rules(
    version: str, rules: tuple[SpeechRule, ...], manners: Manners | None = None
) -> SpeechRules:
    """Rules with their patterns in the order in which they are looked up."""
    index: dict[str, list[tuple[int, Pattern]]] = {}
    for number, rule in enumerate(rules):
        for one in rule.patterns:
            for first in one.firsts:
                index.setdefault(first, []).append((number, one))
    return SpeechRules(
        version,
        rules,
        {first: tuple(told) for first, told in index.items()},
        tuple(Excuses(rule.unless) for rule in rules),
        manners or Manners(),
    )


def _rule(row: Table, words: Mapping[str, tuple[str, ...]]) -> SpeechRule:
    row.only(
        *("code", "kind", "severity", "zh", "en", "better_zh", "better_en", "patterns", "unless"),
        *(
            "alone",
            "curt",
            "test",
            "words",
            "most",
            "channels",
            "examples",
            "counter_examples",
            "given",
        ),
        "instead",
    )
    test = _choice(row, "test", TESTS, "")
    patterns = _patterns(row, "patterns", words)
    if bool(test) == bool(patterns):
        raise Refusal("rule_missing", place=row.at("patterns"))
    if not row.texts("examples"):
        raise Refusal("rule_missing", place=row.at("examples"))
    return SpeechRule(
        code=row.text("code"),
        kind=_choice(row, "kind", KINDS),
        severity=_choice(row, "severity", SEVERITIES),
        zh=row.text("zh"),
        en=row.text("en"),
        better_zh=row.text("better_zh"),
        better_en=row.text("better_en"),
        patterns=patterns,
        unless=_patterns(row, "unless", words),
        alone=row.flag("alone"),
        curt=row.flag("curt"),
        test=test,
        words=row.texts("words"),
        most=row.whole("most", 0),
        channels=row.texts("channels"),
        examples=_examples(row, "examples"),
        counter_examples=_examples(row, "counter_examples"),
        given=_given(row.table("given"), (*row.texts("channels"), "")[0]),
        instead=_choice(row, "instead", INSTEADS, "say"),
    )


def _choice(row: Table, key: str, known: tuple[str, ...], usual: str | None = None) -> str:
    told = row.text(key, usual)
    if told not in known:
        raise Refusal("rule_value", place=row.at(key), value=told, expected=", ".join(known))
    return told


def _patterns(row: Table, key: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Pattern, ...]:
    made: list[Pattern] = []
    for number, written in enumerate(row.texts(key)):
        try:
            made += patterns_of([written], words)
        except PatternError as error:
            place = f"{row.at(key)}[{number}]"
            raise Refusal("speech_pattern", place=place, value=written, why=str(error)) from error
    return tuple(made)


def _examples(row: Table, key: str) -> tuple[str, ...]:
    told = row.texts(key)
    for number, example in enumerate(told):
        if not example.strip() or len(example) > LONGEST_EXAMPLE:
            place = f"{row.at(key)}[{number}]"
            expected = f"1 to {LONGEST_EXAMPLE}"
            raise Refusal("rule_value", place=place, value=example[:40], expected=expected)
    return told


def _given(row: Table, channel: str) -> Given:
    row.only(
        "limit_yuan", "named_yuan", "hours", "earlier", "scripts", "script", "strangers", "allowed"
    )
    return Given(
        channel=channel,
        allowed=frozenset(row.texts("allowed")),
        strangers=row.texts("strangers"),
        limit_fen=row.whole("limit_yuan") * 100 if "limit_yuan" in row.values else None,
        named=frozenset((row.whole("named_yuan", 0) * 100,)) - {0},
        hours=row.whole("hours") if "hours" in row.values else None,
        earlier=row.texts("earlier"),
        scripts=row.texts("scripts"),
        script=row.text("script", ""),
    )


def _try(rule: SpeechRule, row: Table, catches: Catches, manners: Manners) -> None:
    """Try a rule, alone, on its own examples."""
    alone = speech_rules("", (rule,), manners)
    for key, wanted in (("examples", True), ("counter_examples", False)):
        code = "speech_example" if wanted else "speech_counter_example"
        for number, text in enumerate(row.texts(key)):
            if catches(alone, text, rule.given) != wanted:
                place = f"{row.at(key)}[{number}]"
                raise Refusal(code, place=place, value=text, rule=rule.code)
