"""How much of a script was changed before it was sent."""

from __future__ import annotations

from rapidfuzz.distance import Indel

#: Longer texts are compared by their first characters: an answer is for people to read.
_LONGEST = 20_000


def edited_percent(put: str, sent: str) -> int:
    """The share of characters that differ between the words put in and those sent, 0 to 100.

    Blanks at the ends do not count. 0 only when nothing was changed, at least 1 otherwise.
    """
    before, after = put.strip()[:_LONGEST], sent.strip()[:_LONGEST]
    if before == after:
        return 0
    share: float = Indel.normalized_distance(before, after)
    return max(1, min(100, round(share * 100)))
