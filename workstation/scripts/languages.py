"""Texts in two languages, one after the other, told apart by their letters."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

from workstation.readers.script_fields import has_han, spoken_language

_PARTS: Final = re.compile(r"\n\s*\n")
_PLACEHOLDER: Final = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|[#$@]?\{[^{}\n]*\}|\[[^\[\]\n]*\]|【[^【】\n]*】|<[^<>\n]*>|%[\w.]+%"
)
#: A half with fewer letters is no text of its own.
_LEAST: Final = 12


def two_languages(text: str) -> dict[str, str]:
    """A text whose paragraphs are English and then Chinese, or the other way round, in two.

    The Chinese one comes first. Empty when the text is of one language, or changes more often.
    """
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2:
        return {}
    told = [spoken_language(letters(part)) for part in parts]
    told = [one or (told[at - 1] if at else "") for at, one in enumerate(told)]
    if set(told) - {"zh", "en", ""} or not {"zh", "en"} <= set(told):
        return {}
    turns = sum(before != after for before, after in pairwise(told))
    if turns != 1:
        return {}
    cut = next(at for at in range(1, len(told)) if told[at] != told[at - 1])
    halves = {told[0]: "\n\n".join(parts[:cut]), told[-1]: "\n\n".join(parts[cut:])}
    if any(len(letters(half)) < _LEAST for half in halves.values()):
        return {}
    return {one: halves[one].strip() for one in ("zh", "en")}


def letters(text: str) -> str:
    """A text without placeholders, whose names say nothing of its language."""
    bare = _PLACEHOLDER.sub(" ", text)
    if not has_han(bare) and not re.search("[A-Za-z]{2}", bare):
        return text
    return unicodedata.normalize("NFC", bare)
