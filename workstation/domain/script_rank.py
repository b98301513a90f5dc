"""How well reply scripts fit the moment of a conversation, and why one stands before another."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.script import MOODS, Script
from workstation.domain.script_worth import ScriptWorth, usual_of, worth
from workstation.domain.suggest_rules import Weights

__all__ = [
    "FACETS",
    "Moment",
    "Ranked",
    "ScriptWorth",
    "ahead",
    "known_facts",
    "needed",
    "own_weights",
    "rank",
    "ranked",
]

#: What the agent is asked for; a gap of these is filled on the spot.
_ASKED: Final = ("ask.", "promise.")
_CONDITION: Final = re.compile(
    r"\{%-?\s*(?P<tag>if|unless|case|for|endif|endunless|endcase|endfor)\b.*?%\}"
    r"|\{\{-?\s*(?P<name>[\w.]+)(?P<rest>[^}]*)\}\}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the conversation stands. Empty text means unknown; `intensity` is the ticket's.

    `mood` is what the customer's latest words tell (0 to 2); the stronger of both counts.
    `wanted` are the codes or tags that the procedure's step prefers; `recent` are the codes that
    this agent used lately, the latest first; `often` how often within the last weeks; `favourites`
    the agent's own. `said` are the codes already said to this customer. `language` is that of the
    conversation, "" for any. `facts` are the names of the facts that are known, None where nobody
    knows. With `promised` a promise to the customer is open. `worth` tells what worked.
    """

    channel: str = ""
    class_code: str = ""
    subtype: str = ""
    group: str = ""
    step: str = ""
    party: str = ""
    intensity: int = 0
    wanted: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    mood: int = 0
    language: str = ""
    often: Mapping[str, int] = field(default_factory=dict)
    favourites: tuple[str, ...] = ()
    facts: frozenset[str] | None = None
    promised: bool = False
    worth: Mapping[str, ScriptWorth] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A script with its score, the codes of the reasons for it, the weightiest first, and all sides.

    Reasons: `code`, `title`, `tag`, `body`, `pinyin`, `sound`, `slip` for the words typed;
    `heard`, `topic`, `alike` for the customer's words; `step`, `wanted`, `subtype`, `class`,
    `group`, `channel`, `party`, `mood`, `recent`, `often`, `favourite`, `worked` for the moment.
    `sides` are all of them with their weights, also those that speak against the script
    (`language`, `lacking`, `said`, `promised`).
    """

    script: Script
    score: int
    reasons: tuple[str, ...]
    sides: tuple[tuple[str, int], ...] = ()


Weigher = Callable[[tuple[str, ...], Moment, Weights], int]


def _by(fact: str, gain: str, loss: str) -> Weigher:
    def weigh(values: tuple[str, ...], moment: Moment, weights: Weights) -> int:
        found = str(getattr(moment, fact))
        if not found or not values:
            return 0
        return int(getattr(weights, gain if found in values else loss))

    return weigh


def _class(values: tuple[str, ...], moment: Moment, weights: Weights) -> int:
    if not values or not moment.class_code:
        return 0
    if moment.subtype and moment.subtype in values:
        return weights.subtype
    if moment.class_code in values:
        return weights.class_whole
    same = any(code.startswith(f"{moment.class_code}.") for code in values)
    return weights.subtype_other if same else weights.class_other


def _mood(values: tuple[str, ...], moment: Moment, weights: Weights) -> int:
    felt = MOODS[max(0, min(max(moment.intensity, moment.mood), 2))]
    return 0 if not values else weights.mood if felt in values else weights.mood_other


def _language(values: tuple[str, ...], moment: Moment, weights: Weights) -> int:
    return 0 if not moment.language or moment.language in values else weights.language_other


def _tags(values: tuple[str, ...], moment: Moment, weights: Weights) -> int:
    return weights.wanted_tag if not set(moment.wanted).isdisjoint(values) else 0


def _facts(values: tuple[str, ...], moment: Moment, weights: Weights) -> int:
    if moment.facts is None:
        return 0
    missing = [name for name in values if name not in moment.facts]
    return weights.lacking * min(len(missing), 2)


def _promise(values: tuple[str, ...], moment: Moment, weights: Weights) -> int:
    return weights.promised if values and moment.promised else 0


#: The sides of a script that many scripts share: reason, the values it goes by, how they weigh.
FACETS: Final[tuple[tuple[str, Callable[[Script], tuple[str, ...]], Weigher], ...]] = (
    ("step", lambda script: script.steps, _by("step", "step", "step_other")),
    ("class", lambda script: script.classes, _class),
    ("group", lambda script: script.groups, _by("group", "group", "group_other")),
    ("channel", lambda script: script.channels, _by("channel", "channel", "channel_other")),
    ("party", lambda script: script.audience, _by("party", "party", "party_other")),
    ("mood", lambda script: script.moods, _mood),
    ("language", lambda script: script.languages, _language),
    ("wanted", lambda script: script.tags, _tags),
    ("lacking", lambda script: needed(script), _facts),
    ("promised", lambda script: ("promise",) if script.promise else (), _promise),
)


def own_weights(moment: Moment, weights: Weights) -> dict[str, dict[str, int]]:
    """What speaks for or against single scripts: by code, the reasons with their weights."""
    found: dict[str, dict[str, int]] = {}

    def put(code: str, reason: str, weight: int) -> None:
        if weight:
            found.setdefault(code, {})[reason] = weight

    for code in moment.wanted:
        put(code, "wanted", weights.wanted)
    for place, code in enumerate(dict.fromkeys(moment.recent)):
        put(code, "recent", max(weights.recent - 2 * place, min(weights.recent, 2)))
    for code, times in moment.often.items():
        put(code, "often", min(round(weights.often * math.log2(1 + max(times, 0)) / 5), 60))
    for code in moment.favourites:
        put(code, "favourite", weights.favourite)
    for code in moment.said:
        put(code, "said", weights.said)
    usual = usual_of(moment.worth.values())
    for code, one in moment.worth.items():
        put(code, "worked", round(weights.worked * worth(one, usual) * 2))
    return found


def ranked(
    script: Script,
    moment: Moment,
    weights: Weights,
    own: Mapping[str, Mapping[str, int]],
    more: Mapping[str, int] | None = None,
) -> Ranked:
    """A script with all its sides weighed; `more` are further sides (words typed or heard)."""
    sides = dict(more or {})
    for reason, values, weigh in FACETS:
        weight = weigh(values(script), moment, weights)
        if reason == "class" and weight and moment.subtype in script.classes:
            reason = "subtype"
        if weight:
            sides[reason] = weight
    for reason, weight in own.get(script.code, {}).items():
        sides[reason] = weight + (sides.get(reason, 0) if reason != "wanted" else 0)
    told = sorted(sides.items(), key=lambda pair: -pair[1])
    reasons = tuple(reason for reason, weight in told if weight > 0)
    return Ranked(script, sum(sides.values()), reasons, tuple(told))


def rank(
    scripts: Iterable[Script], moment: Moment, weights: Weights | None = None
) -> tuple[Ranked, ...]:
    """Order scripts by how well they fit the moment, best first."""
    used = weights or Weights()
    own = own_weights(moment, used)
    found = [ranked(script, moment, used, own) for script in scripts]
    return tuple(sorted(found, key=lambda one: (-one.score, one.script.code)))


def ahead(first: Ranked, second: Ranked, most: int = 2) -> tuple[str, ...]:
    """Why one script stands before another: the sides on which it is most ahead.

    A side that speaks against the other only is told as "-said", "-language" and so on. Empty
    where both are equal on every side.
    """
    mine, theirs = dict(first.sides), dict(second.sides)
    if "subtype" in mine and "class" in theirs:
        theirs["subtype"] = theirs.pop("class")
    gaps = {side: mine.get(side, 0) - theirs.get(side, 0) for side in {*mine, *theirs}}
    best = sorted((side for side in gaps if gaps[side] > 0), key=lambda side: (-gaps[side], side))
    return tuple(side if mine.get(side, 0) > 0 else f"-{side}" for side in best[:most])


def needed(script: Script) -> tuple[str, ...]:
    """The facts that a script needs: its `needs`, and what its body names without a fallback.

    What the agent is asked for (`ask.…`, `promise.time`) is not among them.
    """
    depth, found = 0, list(script.needs)
    for match in _CONDITION.finditer(script.body):
        if match["tag"]:
            depth += -1 if match["tag"].startswith("end") else 1
        elif not depth and "default" not in match["rest"]:
            found.append(match["name"])
    return tuple(dict.fromkeys(name for name in found if not name.startswith(_ASKED)))


def known_facts(facts: Mapping[str, object], before: str = "") -> frozenset[str]:
    """The dotted names of the facts that have a value."""
    found: list[str] = []
    for name, value in facts.items():
        if isinstance(value, Mapping):
            found += known_facts(value, f"{before}{name}.")
        elif value is not None and value != "" and value is not False:
            found.append(f"{before}{name}")
    return frozenset(found)
