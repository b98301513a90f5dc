"""Rows of one script brought together: a row for each channel or language becomes one script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workstation.domain.script import CHANNELS, Script, Words
from workstation.scripts.made import Made, Problem
from workstation.scripts.naming import tidy_code


def joined(rows: Iterable[Made]) -> list[Made]:
    """All rows, those that are one script for several channels or languages as one.

    They bear one code, or one title under the same headings, and each names another channel or
    language.
    """
    found: list[Made] = []
    by_key: dict[tuple[object, ...], Made] = {}
    for made in rows:
        key = _key(made)
        before = by_key.get(key) if key else None
        if before is not None and _join(before, made):
            continue
        found.append(made)
        if key and before is None:
            by_key[key] = made
    return found


def _key(made: Made) -> tuple[object, ...]:
    if made.refused or made.exact:
        return ()
    if made.given_code:
        return ("code", tidy_code(made.given_code))
    named = made.entry.values.get("channel") or made.entry.values.get("language")
    title = made.entry.values.get("title", "").strip()
    return ("title", title, made.entry.categories) if named and title else ()


def _join(before: Made, made: Made) -> bool:
    """Add a row to the script before; whether it could be."""
    one, other = before.script, made.script
    if other.language != one.language and other.language not in one.languages:
        words = Words(other.language, other.title, other.body, other.variants)
        script = replace(one, translations=(*one.translations, words, *other.translations))
    elif other.language == one.language and len(other.channels) == 1 and one.channels:
        channel = other.channels[0]
        if channel in one.channels or channel in dict(one.variants):
            return False
        script = _with_variant(one, channel, other)
    else:
        return False
    asks = {ask.name: ask for ask in (*other.asks, *one.asks)}
    tags = tuple(dict.fromkeys((*one.tags, *other.tags)))
    before.script = replace(script, asks=tuple(asks.values()), tags=tags)
    before.known += [pair for pair in made.known if pair not in before.known]
    before.unknown += [pair for pair in made.unknown if pair not in before.unknown]
    before.note = "\n".join(dict.fromkeys(filter(None, (before.note, made.note))))
    before.problems += made.problems
    before.problems.append(Problem("script_joined", {"place": made.entry.place}))
    return True


def _with_variant(one: Script, channel: str, other: Script) -> Script:
    told = {**dict(one.variants), channel: other.body}
    variants = tuple((name, told[name]) for name in CHANNELS if name in told)
    channels = tuple(name for name in CHANNELS if name in (*one.channels, channel))
    return replace(one, variants=variants, channels=channels)
