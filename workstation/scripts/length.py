"""How long the words of a script are: read aloud, and as text messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: How fast an agent speaks to a customer: Chinese characters and English words a minute. Both are
#: in the middle of what is usual for clear speech (220 to 260, 140 to 160).
CHARACTERS_A_MINUTE: Final = 240
WORDS_A_MINUTE: Final = 150
_PAUSE_S: Final = 0.4
_HAN: Final = re.compile("[\u3400-\u9fff]")
_FIGURES: Final = re.compile("[0-9]")
_LATIN: Final = re.compile("[A-Za-z]+(?:['’][A-Za-z]+)?")
_STOPS: Final = re.compile("[。！？；.!?;]+|\n+")


@dataclass(frozen=True, slots=True)
class ScriptLength:
    """Characters, seconds to read them aloud, and the text messages that they would take."""

    characters: int
    seconds: int
    messages: int


def length_of(text: str, signature: str = "") -> ScriptLength:
    """How long words are; `signature` is what the carrier puts before a text message."""
    from workstation.text.sms import sms_size

    bare = text.strip()
    parts = sms_size(bare, signature).parts if bare else 0
    return ScriptLength(len(bare), seconds_aloud(bare), parts)


def seconds_aloud(text: str) -> int:
    """How long reading a text aloud takes; each figure is one syllable."""
    syllables = len(_HAN.findall(text)) + len(_FIGURES.findall(text))
    spoken = syllables * 60 / CHARACTERS_A_MINUTE + len(_LATIN.findall(text)) * 60 / WORDS_A_MINUTE
    return round(spoken + _PAUSE_S * len(_STOPS.findall(text.strip())))
