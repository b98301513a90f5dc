"""What a list of scripts is searched by: code, title, key words, words, and the title's pinyin."""

from __future__ import annotations

from functools import lru_cache

from workstation.domain.script import Script
from workstation.text.bigrams import normalise
from workstation.text.pinyin import title_keys

#: So many characters of the words are searched; what a list is looked through for comes earlier.
_LONGEST = 600


@lru_cache(maxsize=20_000)
def needle_of(script: Script) -> str:
    """One text in which every word looked for must stand, in lower case and half-width.

    The first call loads the pinyin dictionary (about 0.1 s): run it off the screen's thread.
    """
    titles = [script.title, *(words.title for words in script.translations)]
    bodies = [script.body, *(words.body for words in script.translations)]
    keys = " ".join(title_keys(script.title))
    found = " ".join([script.code, *titles, *script.tags, *bodies])
    return f"{normalise(found[:_LONGEST])} {keys}"


def wanted_words(typed: str) -> tuple[str, ...]:
    """What was typed, as words to be found in needles."""
    return tuple(normalise(typed).removeprefix("::").split())
