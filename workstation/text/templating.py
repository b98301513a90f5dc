"""Reply scripts filled from the facts of a ticket, so that nothing is ever sent half filled.

A body is Liquid (``{{ customer.name }}``). A placeholder without a value is a *gap*: it is named
in the answer and stands in the text as ``【请填写：客户姓名】`` or ``[Please fill in: customer's
name]``, never as an empty hole. What came out is told in pieces, too (:class:`Segment`), so that
an editor can walk from gap to gap and a prompter can show which words are values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.script_ask import Ask
from workstation.text.spoken import Said, Table, Words

LONGEST_BODY: Final = 20_000
#: A body has no more placeholders and tags than this.
MOST_TAGS: Final = 1_000
LONGEST_TEXT: Final = 20_000
#: How deep snippets may stand in snippets.
DEEPEST_SNIPPET: Final = 4
_DEEPEST_FACT: Final = 6
_MOST_ITEMS: Final = 1_000

_MARKS = re.compile("[\ue000-\ue002]")
_MARKED = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")
#: What would end a gap before its end, or look like another placeholder in it.
_NOT_IN_LABELS = re.compile(r"[\[\]【】{}<>\s]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """A placeholder without a value; ``place`` is where its marker begins in the text."""

    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a filled text: ``kind`` is "plain", "value" or "gap"; ``start`` its place.

    A value and a gap have the ``name`` of their placeholder, a gap also the ``label`` that stands
    in it and, if it is one that the script asks for, what is asked.
    """

    kind: str
    text: str
    start: int
    name: str = ""
    label: str = ""
    ask: Ask | None = None

    @property
    def end(self) -> int:
        """Where the next piece begins."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled body: the text, the values that went into it by name, and what was missing.

    ``segments`` are the text piece by piece, all of it and in order.
    """

    text: str
    used: dict[str, str] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    segments: tuple[Segment, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.gaps


def render(
    body: str,
    facts: Mapping[str, object],
    labels: Mapping[str, str] | None = None,
    *,
    language: str = "zh",
    snippets: Mapping[str, str] | None = None,
    asks: Mapping[str, Ask] | None = None,
) -> Rendered:
    """Fill ``body`` from ``facts`` (nested mappings of plain values, and what `spoken` has).

    ``labels`` gives the words by which gaps are shown to the agent (``customer.name`` → 客户姓名),
    ``snippets`` the bodies of scripts that may be put in, by code, ``asks`` what is asked for, by
    the name of its placeholder.
    Raises :class:`Refusal` ``template_invalid`` (``line``, ``problem``) for a body that is wrong
    or asks for too much, ``template_too_long``, ``snippet_unknown``, ``snippet_cycle`` and
    ``snippet_deep`` (``snippet``, ``path``), or ``fact_not_plain`` (``name``) for a fact that is
    an object instead of data.
    """
    data = {name: _plain(value, name, language) for name, value in facts.items()}
    raw = _run(body, data, language, snippets or {})
    if len(_MARKED.sub(r"\2", raw)) > LONGEST_TEXT:
        raise Refusal("template_too_long", length=len(raw), longest=LONGEST_TEXT)
    made = _read_marks(raw, labels or {}, asks or {}, language)
    if len(made.text) > 2 * LONGEST_TEXT:
        raise Refusal("template_too_long", length=len(made.text), longest=LONGEST_TEXT)
    return made


def gap_text(label: str, language: str = "zh") -> str:
    """Return what stands in a text for a value that is missing."""
    told = _NOT_IN_LABELS.sub(" ", label).strip()
    return f"【请填写：{told}】" if language.startswith("zh") else f"[Please fill in: {told}]"


def placeholders(body: str, snippets: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the names of the facts that ``body`` may use, in the order of their appearance.

    Those of the snippets that it puts in follow, where their bodies are given. Raises
    :class:`Refusal` as :func:`render` does.
    """
    found = list(_names(body))
    if snippets:
        for part in _parts(body, snippets).values():
            found += _names(part)
    return tuple(dict.fromkeys(found))


def snippet_codes(body: str) -> tuple[str, ...]:
    """Return the codes of the snippets that ``body`` itself puts in.

    Raises :class:`Refusal` ``template_invalid`` as :func:`render` does.
    """
    from workstation.text import liquid_engine

    return liquid_engine.snippets_of(_parsed(body))


def _names(body: str) -> tuple[str, ...]:
    from workstation.text import liquid_engine

    try:
        found = _parsed(body).global_variable_paths()
    except (liquid_engine.LiquidError, RecursionError, ValueError) as problem:
        raise _invalid(problem) from problem
    return tuple(sorted(dict.fromkeys(found), key=lambda name: _first_place(body, name)))


def _first_place(body: str, name: str) -> tuple[int, str]:
    found = re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", body)
    return (found.start() if found else len(body), name)


def _parsed(body: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the engine loads late
    from workstation.text import liquid_engine

    if len(body) > LONGEST_BODY:
        raise Refusal("template_too_long", length=len(body), longest=LONGEST_BODY)
    if body.count("{{") + body.count("{%") > MOST_TAGS:
        # the engine looks for the end of each to the end of the body
        raise Refusal("template_invalid", line=1, problem=f"more than {MOST_TAGS:,} tags")
    try:
        return liquid_engine.parse(body)
    except (liquid_engine.LiquidError, *_PYTHONS) as problem:
        raise _invalid(problem) from problem


_PYTHONS: Final = (RecursionError, TypeError, ValueError, ArithmeticError, LookupError)


def _parts(body: str, snippets: Mapping[str, str]) -> dict[str, str]:
    """The bodies of all snippets that a body puts in, also those within others."""
    heights: dict[str, int] = {}
    found: dict[str, str] = {}

    def height(words: str, path: tuple[str, ...]) -> int:
        """How many snippets stand in each other in these words at most."""
        highest = 0
        for code in snippet_codes(words):
            if code in path:
                raise Refusal("snippet_cycle", snippet=code, path=(*path, code))
            if code not in snippets:
                raise Refusal("snippet_unknown", snippet=code, path=path)
            if code not in heights:
                if len(path) >= DEEPEST_SNIPPET:
                    raise _deep(code, path)
                found[code] = snippets[code]
                heights[code] = 1 + height(snippets[code], (*path, code))
            highest = max(highest, heights[code])
        if len(path) + highest > DEEPEST_SNIPPET:
            raise _deep(path[-1] if path else "", path)
        return highest

    height(body, ())
    return found


def _deep(code: str, path: tuple[str, ...]) -> Refusal:
    return Refusal("snippet_deep", snippet=code, path=path, most=DEEPEST_SNIPPET)


def _run(body: str, data: dict[str, object], language: str, snippets: Mapping[str, str]) -> str:
    from workstation.text import liquid_engine

    template = _parsed(body)
    parts = _parts(body, snippets) if "snippet" in body else {}
    try:
        parsed = {code: _parsed(words) for code, words in parts.items()}
        return liquid_engine.run(template, data, language, parsed)
    except (liquid_engine.LiquidError, *_PYTHONS) as problem:
        raise _invalid(problem) from problem


def _invalid(problem: Exception) -> Refusal:
    from workstation.text import liquid_engine

    line = liquid_engine.line_of(problem) if isinstance(problem, liquid_engine.LiquidError) else 0
    told = str(problem).splitlines()
    return Refusal("template_invalid", line=line, problem=told[0] if told else "nesting too deep")


def _read_marks(
    raw: str, labels: Mapping[str, str], asks: Mapping[str, Ask], language: str
) -> Rendered:
    """Turn the engine's marked output into text, values and gaps."""
    pieces: list[Segment] = []
    used: dict[str, str] = {}
    done = length = 0

    def put(kind: str, text: str, name: str = "", label: str = "", ask: Ask | None = None) -> None:
        nonlocal length
        if text:
            pieces.append(Segment(kind, text, length, name, label, ask))
            length += len(text)

    for found in _MARKED.finditer(raw):
        name, value = found[1], found[2]
        put("plain", raw[done : found.start()])
        done = found.end()
        if value:
            used[name] = value
            put("value", value, name)
            continue
        ask = asks.get(name)
        label = ask.label(language) if ask else labels.get(name, name)
        put("gap", gap_text(label, language), name, label, ask)
    put("plain", raw[done:])
    gaps = tuple(Gap(one.name, one.start) for one in pieces if one.kind == "gap")
    return Rendered("".join(one.text for one in pieces), used, gaps, tuple(pieces))


def _plain(value: object, name: str, language: str, depth: int = 0) -> object:
    """Copy a fact as plain data, so that a template can reach nothing but values.

    Blank text becomes nothing, so that ``{% if customer.title %}`` asks what people mean by it.
    """
    if depth > _DEEPEST_FACT:
        raise Refusal("fact_not_plain", name=name, reason="nested too deep")
    if isinstance(value, Words):
        value = value.said(language)
    if value is None or isinstance(value, bool | int | float | Decimal | Said):
        return value
    if isinstance(value, str):
        return _MARKS.sub("", value) if value.strip() else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = {
            str(key): _plain(item, f"{name}.{key}", language, depth + 1)
            for key, item in value.items()
        }
        return Table(inner)
    if isinstance(value, list | tuple) and len(value) <= _MOST_ITEMS:
        return [_plain(item, name, language, depth + 1) for item in value]
    raise Refusal("fact_not_plain", name=name, reason=type(value).__name__)
