"""Which reply scripts fit what was typed and the moment of the conversation, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workstation.domain.script import MOODS, Script


@dataclass(frozen=True, slots=True)
class ScriptKeys:
    """The forms under which a script is found, all in lower case and half-width.

    `pinyin` and `initials` are of the title and are computed outside the domain; `""` if unknown.
    """

    code: str
    title: str
    body: str
    tags: str = ""
    pinyin: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the conversation stands. Empty text means unknown; `intensity` is the ticket's.

    `wanted` are the codes or tags that the procedure's step prefers; `recent` are the codes that
    this agent used lately, the latest first; `said` those already said to this customer.
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


@dataclass(frozen=True, slots=True)
class Ranked:
    """A script with its score and the codes of the reasons for it, the weightiest first.

    Reasons: `code`, `title`, `tag`, `body`, `pinyin` for the words typed; `step`, `wanted`,
    `subtype`, `class`, `group`, `channel`, `party`, `mood`, `recent` for the moment.
    """

    script: Script
    score: int
    reasons: tuple[str, ...]


def keys_of(script: Script) -> ScriptKeys:
    """The keys of a script without pinyin."""
    tags = " ".join(script.tags)
    return ScriptKeys(script.code, script.title.casefold(), script.body.casefold(), tags.casefold())


def rank(
    scripts: Iterable[Script],
    moment: Moment,
    query: str = "",
    keys: Mapping[str, ScriptKeys] | None = None,
) -> tuple[Ranked, ...]:
    """Order the scripts that match `query` by how well they fit, best first.

    Every blank-separated word of the query must match: short code before title, title before
    body, body before pinyin. Among equals the moment decides. An empty query keeps all.
    """
    words = tuple(query.casefold().split())
    found: list[Ranked] = []
    for script in scripts:
        key = (keys or {}).get(script.code) or keys_of(script)
        match = _match(key, words)
        if match is None:
            continue
        score, reason = match
        fits = _fits(script, moment)
        reasons = (*reason, *(name for name, weight in fits if weight > 0))
        found.append(Ranked(script, score + sum(weight for _, weight in fits), reasons))
    return tuple(sorted(found, key=lambda ranked: (-ranked.score, ranked.script.code)))


def _match(key: ScriptKeys, words: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
    """Score the words typed, or None if one of them matches nothing."""
    if not words:
        return 0, ()
    scored = [_match_word(key, word) for word in words]
    if any(score == 0 for score, _ in scored):
        return None
    total = sum(score for score, _ in scored) // len(scored)
    return total, tuple(dict.fromkeys(reason for _, reason in sorted(scored, reverse=True)))


def _match_word(key: ScriptKeys, word: str) -> tuple[int, str]:
    if key.code == word:
        return 6000, "code"
    if key.code.startswith(word):
        return 5000, "code"
    if word in key.title:
        return 4200 if key.title.startswith(word) else 4000, "title"
    if word in key.tags:
        return 3500, "tag"
    if word in key.body:
        return 3000, "body"
    if word.isascii() and (key.initials.startswith(word) or key.pinyin.startswith(word)):
        return 2200, "pinyin"
    if word.isascii() and (word in key.initials or (len(word) > 2 and word in key.pinyin)):
        return 2000, "pinyin"
    return 0, ""


def _fits(script: Script, moment: Moment) -> list[tuple[str, int]]:
    """Weigh each side of the moment: above 0 it speaks for the script, below against it."""
    wanted = script.code in moment.wanted, bool(set(script.tags) & set(moment.wanted))
    weights = [
        ("step", _weigh(moment.step, script.steps, 60, -15)),
        ("wanted", 70 if wanted[0] else 45 if wanted[1] else 0),
        ("subtype", 40 if moment.subtype and moment.subtype in script.classes else 0),
        ("class", _weigh_class(script, moment)),
        ("group", _weigh(moment.group, script.groups, 20, -20)),
        ("channel", _weigh(moment.channel, script.channels, 8, -40)),
        ("party", _weigh(moment.party, script.audience, 8, -30)),
        ("mood", _weigh(MOODS[max(0, min(moment.intensity, 2))], script.moods, 15, -10)),
        ("recent", _weigh_recent(script.code, moment.recent)),
        ("said", -25 if script.code in moment.said else 0),
    ]
    return sorted(weights, key=lambda pair: -pair[1])


def _weigh(fact: str, wanted: tuple[str, ...], gain: int, loss: int) -> int:
    if not fact or not wanted:
        return 0
    return gain if fact in wanted else loss


def _weigh_class(script: Script, moment: Moment) -> int:
    if not moment.class_code or not script.classes or moment.subtype in script.classes:
        return 0
    if moment.class_code in script.classes:
        return 25
    same_class = any(code.startswith(f"{moment.class_code}.") for code in script.classes)
    return -10 if same_class else -35


def _weigh_recent(code: str, recent: tuple[str, ...]) -> int:
    return max(12 - 2 * recent.index(code), 2) if code in recent else 0
