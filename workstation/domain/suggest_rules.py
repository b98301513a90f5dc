"""What weighs how much when reply scripts are offered, and what customers' words ask for: as data.

The file is `rules/suggest.toml`; docs/scripts.md describes it. Where it is missing, the weights
below stand and no wish is recognised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Final

from workstation.domain.phrases import check_phrases, find_hits
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, root

#: No weight is larger: beyond it one side of the moment would drown all others.
MOST: Final = 500
#: What several phrases of one intent weigh at most, where one clear phrase weighs 1.
_SUREST: Final = 1.3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each side of the moment adds to a script's score; those below 0 speak against it.

    The names say which: `step` where the script is for the ticket's step, `step_other` where it is
    for others only, and so on. `wanted` is for a code that the procedure's step names, `wanted_tag`
    for a tag it names. `worked` is what a script that always works gains over an unknown one.
    `intent`, `topic`, `answer` and `alike` belong to suggestions from the customer's words.
    """

    step: int = 60
    step_other: int = -15
    wanted: int = 70
    wanted_tag: int = 45
    subtype: int = 40
    class_whole: int = 25
    subtype_other: int = -10
    class_other: int = -35
    group: int = 20
    group_other: int = -20
    channel: int = 8
    channel_other: int = -40
    party: int = 8
    party_other: int = -30
    mood: int = 15
    mood_other: int = -10
    language_other: int = -100
    recent: int = 12
    often: int = 10
    favourite: int = 18
    worked: int = 60
    said: int = -25
    promised: int = -20
    lacking: int = -30
    intent: int = 70
    topic: int = 60
    topic_other: int = -40
    alike: int = 60
    late_step: int = -35
    same_kind: int = -8
    same_topic: int = -30
    answer: int = 36


@dataclass(frozen=True, slots=True)
class Intent:
    """A wish or a tone that is heard in a customer's words, and which scripts answer it.

    `words` are phrases as in the class file. Scripts whose code or tag stands in `offers` are
    raised, those in `against` lowered. `weight` is in percent. One that is meant `alone` (a
    greeting) counts little once a matter is told too. `mood` is the least intensity it tells (0 to
    2).
    """

    code: str
    words: tuple[str, ...]
    offers: tuple[str, ...]
    against: tuple[str, ...] = ()
    weight: int = 100
    mood: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SuggestRules:
    """The weights and intents in force. `kinds` tells by tags what sort of words a script is.

    `first_steps` are those at which a customer's first words are answered; `related` are sub-types
    that people tell as one and the same trouble. `answers` are the codes of the scripts that answer
    a sub-type first, the usual one before the others.
    """

    version: str = ""
    weights: Weights = field(default_factory=Weights)
    intents: tuple[Intent, ...] = ()
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first_steps: tuple[str, ...] = ()
    related: tuple[tuple[str, ...], ...] = ()
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def heard(self, spoken: str) -> list[tuple[Intent, float]]:
        """The intents in a text made by `domain.speech.said`, the weightiest first."""
        found = []
        for one in self.intents:
            hits = find_hits(spoken, one.words, negatable=False)
            if hits:
                sure = min(sum(hit.weight for hit in hits) / 3.0, _SUREST)
                found.append((one, sure * one.weight / 100))
        return sorted(found, key=lambda pair: -pair[1])

    def kind_of(self, tags: tuple[str, ...]) -> str:
        """What sort of words a script with these tags is; "" for none of the kinds."""
        return next((name for name, of in self.kinds if not set(of).isdisjoint(tags)), "")


def suggest_rules_from(data: Mapping[str, object]) -> SuggestRules:
    """Build the rules of a file's data; raises `Refusal` (`rule_*`, `phrase_unusable`) with place."""
    top = root(data)
    top.only("format", "version", "weights", "kinds", "first_steps", "related", "answers", "intent")
    kinds = top.table("kinds")
    answers = top.table("answers")
    intents = tuple(_intent(row, place) for place, row in enumerate(top.tables("intent")))
    check_distinct([one.code for one in intents], "intent")
    return SuggestRules(
        version=top.text("version"),
        weights=_weights(top.table("weights")),
        intents=intents,
        kinds=tuple((name, kinds.texts(name)) for name in kinds.values),
        first_steps=top.texts("first_steps"),
        answers={code: answers.texts(code) for code in answers.values},
        related=tuple(row.texts("of") for row in top.tables("related")),
    )


def _weights(table: Table) -> Weights:
    names = tuple(item.name for item in fields(Weights))
    table.only(*names)
    usual = Weights()
    return Weights(**{name: _weight(table, name, getattr(usual, name)) for name in names})


def _weight(table: Table, name: str, usual: int) -> int:
    value = table.whole(name) if name in table.values else usual
    if not -MOST <= value <= MOST:
        raise Refusal(
            "rule_value", place=table.at(name), value=value, expected=f"-{MOST} to {MOST}"
        )
    return value


def _intent(row: Table, place: int) -> Intent:
    row.only("code", "words", "offers", "against", "weight", "mood", "alone")
    words = row.texts("words")
    check_phrases(words, f"intent[{place}].words")
    offers = row.texts("offers")
    if not words or not offers:
        raise Refusal("rule_missing", place=row.at("offers" if words else "words"))
    mood = row.whole("mood") if "mood" in row.values else 0
    if mood not in (0, 1, 2):
        raise Refusal("rule_value", place=row.at("mood"), value=mood, expected="0, 1 or 2")
    return Intent(
        code=row.text("code"),
        words=words,
        offers=offers,
        against=row.texts("against"),
        weight=_weight(row, "weight", 100),
        mood=mood,
        alone=row.flag("alone"),
    )
