"""Whether a reply script is sound: its table, its templates, and everything that they name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.script import FACTS, Script, script_from
from workstation.domain.shape import Several
from workstation.domain.ticket import GROUPS
from workstation.text.templating import placeholders, snippet_codes

_ROOT: Final = "script."
_ASK: Final = "ask."
#: A script is no longer than this, all its bodies together.
LONGEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Known:
    """What a script may name: classes and sub-types, steps, and the scripts that are parts.

    What is not known (None) is not asked after. `find` gives the script of a code.
    """

    classes: Container[str] | None = None
    steps: Container[str] | None = None
    find: Callable[[str], Script | None] = lambda _code: None


@dataclass(frozen=True, slots=True)
class ScriptProblem:
    """One mistake: where it stands in the script's table ("translations.en.body"), and what it is.

    `code` and `facts` are those of a `Refusal`.
    """

    place: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def refusal(self) -> Refusal:
        """The same as a refusal."""
        return Refusal(self.code, **{**self.facts, "place": self.place})


def read_content(content: Mapping[str, object], known: Known, version: str = "") -> Script:
    """The script of a table; raises its first mistake as `Refusal` with `place` and `script`."""
    for problem in problems_of(content, known):
        raise Refusal(
            problem.code,
            **{**problem.facts, "place": problem.place, "script": str(content.get("code", ""))},
        )
    return script_from(content, version)


def problems_of(content: Mapping[str, object], known: Known) -> tuple[ScriptProblem, ...]:
    """Every mistake of a script's table, in the order of its parts."""
    try:
        script = script_from(content)
    except Several as refusal:
        return tuple(_problem(one) for one in (refusal, *refusal.others))
    except Refusal as refusal:
        return (_problem(refusal),)
    return (*_named(script, known), *_said(script, known))


def bodies(script: Script) -> Iterator[tuple[str, str, str]]:
    """Place, language and words of every body of a script."""
    yield "body", script.language, script.body
    for channel, body in script.variants:
        yield f"variants.{channel}", script.language, body
    for words in script.translations:
        place = f"translations.{words.language}"
        yield f"{place}.body", words.language, words.body
        for channel, body in words.variants:
            yield f"{place}.variants.{channel}", words.language, body


def _problem(refusal: Refusal) -> ScriptProblem:
    place = str(refusal.facts.get("place", "")).removeprefix(_ROOT)
    return ScriptProblem(place, refusal.code, dict(refusal.facts))


def _named(script: Script, known: Known) -> Iterator[ScriptProblem]:
    """Names of classes, groups, steps, languages and asks that do not exist."""
    for place, codes, there in (
        ("classes", script.classes, known.classes),
        ("groups", script.groups, GROUPS),
        ("steps", script.steps, known.steps),
    ):
        for code in codes:
            if there is not None and code not in there:
                yield ScriptProblem(place, "rule_reference", {"value": code})
    languages = [words.language for words in script.translations]
    if script.language in languages:
        place = f"translations.{script.language}"
        yield ScriptProblem(place, "rule_duplicate", {"value": script.language})
    moments = [one.name for one in script.asks if one.kind in ("date", "time")]
    if script.promise and script.promise.ask and script.promise.ask not in moments:
        yield ScriptProblem("promise.ask", "rule_reference", {"value": script.promise.ask})
    for name in script.needs:
        if name not in FACTS:
            yield ScriptProblem("needs", "script_fact_unknown", _of(script, fact=name))


def _said(script: Script, known: Known) -> Iterator[ScriptProblem]:
    """Templates that are wrong, facts that nobody has, parts that are not there."""
    asked = {f"{_ASK}{one.name}" for one in script.asks}
    length = 0
    for place, language, body in bodies(script):
        length += len(body)
        try:
            parts = _parts(script, known, language, body)
            names = placeholders(body, parts)
        except Refusal as refusal:
            yield ScriptProblem(place, refusal.code, _of(script, **refusal.facts))
            continue
        theirs = (one for code in parts if (one := known.find(code)) is not None)
        asks = asked | {f"{_ASK}{ask.name}" for part in theirs for ask in part.asks}
        for name in names:
            if name not in FACTS and name not in asks:
                yield ScriptProblem(place, "script_fact_unknown", _of(script, fact=name))
    if length > LONGEST:
        facts = _of(script, length=length, longest=LONGEST)
        yield ScriptProblem("body", "template_too_long", facts)


def _parts(script: Script, known: Known, language: str, body: str) -> dict[str, str]:
    """The bodies of the parts that a body puts in, and of theirs, by code.

    Raises `Refusal("snippet_unknown")` for a script that is not there or is no part of others.
    """
    found: dict[str, str] = {}
    wanted = list(snippet_codes(body))
    while wanted:
        code = wanted.pop()
        if code in found:
            continue
        part = script if code == script.code else known.find(code)
        if part is None or not part.snippet:
            raise Refusal("snippet_unknown", snippet=code, path=(code,))
        found[code] = part.words_in(language).body
        wanted += snippet_codes(found[code])
    return found


def _of(script: Script, **facts: object) -> dict[str, object]:
    return {"script": script.code, **facts}
