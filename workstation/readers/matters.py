"""What a foreign ticket is about, told in languages that the catalogue of classes does not speak."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from workstation.readers.words import rule_names, rule_words

_HEAD = 2_000


def matter_of(texts: Iterable[str], known: Collection[str]) -> str:
    """Return the sub-type among `known` that the first telling text names, "" when none does.

    The texts are asked in turn: type words first, then the subject, then the description.
    """
    for text in texts:
        folded = f" {unicodedata.normalize('NFKC', text[:_HEAD]).casefold()} "
        found = [(len(part), code) for part, code in _parts() if code in known and part in folded]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
    return ""


@lru_cache(maxsize=1)
def _parts() -> tuple[tuple[str, str], ...]:
    return tuple(
        (unicodedata.normalize("NFKC", part).casefold(), code)
        for code in rule_names("matters")
        for part in rule_words("matters", code)
    )
