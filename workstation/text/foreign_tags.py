"""Conditions of other systems' templates (`{% if ticket.requester.name %}`) with our facts."""

from __future__ import annotations

import re
from typing import Final

from workstation.domain.script_facts import FACTS
from workstation.text import placeholder_words as words

_PATH: Final = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![\w.])[A-Za-z_]\w*(?:\.\w+)+|(?<![\w.])today\b")
#: The tags that our templates have.
TAGS: Final = frozenset(
    {
        *("if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase"),
        *("for", "endfor", "assign", "comment", "endcomment", "snippet", "break", "continue", "#"),
    }
)


def translate_tag(foreign: str, inner: str) -> str:
    """The tag with its facts made ours; "" where it is none of ours or names what nobody knows."""
    tag = inner.strip("- ").split(" ", 1)[0]
    if tag not in TAGS:
        return ""
    lacking = False

    def ours(found: re.Match[str]) -> str:
        nonlocal lacking
        told = found[0]
        if told[0] in "\"'" or told in FACTS or told.startswith(("ask.", "forloop.")):
            return told
        fact = words.fact_of(told)
        lacking = lacking or not fact
        return fact or told

    done = _PATH.sub(ours, foreign)
    return "" if lacking else done
