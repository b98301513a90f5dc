"""One slip of the keyboard: a wrong, missing, extra or swapped letter or character.

Compared is by optimal string alignment with at most one step. A word with one slip still holds
one of its two halves as it was, or the two letters in its middle are swapped: so long lists are
first looked through for a half, which is quick, and only what holds one is compared.
"""

from __future__ import annotations

from collections.abc import Collection

from workstation.text.script_column import Column


def within_one(word: str, other: str) -> bool:
    """Whether one slip, or none, makes one word of the other."""
    if abs(len(word) - len(other)) > 1:
        return False
    return any(end == len(other) for end in _ends(word, other))


def holds(text: str, word: str) -> bool:
    """Whether a text holds a word with one slip, or as it is; the word has two letters at least."""
    if word in text:
        return True
    first, second, swapped = _signs(word)
    middle = len(first)
    if swapped in text:
        return True
    place = text.find(first)
    while place >= 0:
        if _begins(second, text[place + middle : place + len(word) + 1]):
            return True
        place = text.find(first, place + 1)
    place, turned = text.find(second), first[::-1]
    while place >= 0:
        if _begins(turned, text[max(place - middle - 1, 0) : place][::-1]):
            return True
        place = text.find(second, place + 1)
    return False


def slots_within_one(word: str, column: Column, slots: Collection[int]) -> list[int]:
    """Those of the slots whose text is a word one slip away, or none."""
    rows = column.rows
    return [slot for slot in _likely(word, column, slots) if within_one(word, rows[slot])]


def slots_holding(word: str, column: Column, slots: Collection[int]) -> list[int]:
    """Those of the slots whose text holds a word with one slip, or as it is."""
    rows = column.rows
    return [slot for slot in _likely(word, column, slots) if holds(rows[slot], word)]


def _likely(word: str, column: Column, slots: Collection[int]) -> list[int]:
    """The slots whose text holds a half of a word, or has the letters in its middle swapped."""
    signs = _signs(word)
    if len(slots) < len(column.rows):
        return [slot for slot in slots if any(sign in column.rows[slot] for sign in signs)]
    return list({slot for sign in signs for slot in column.holding(sign)})


def _signs(word: str) -> tuple[str, str, str]:
    """The halves of a word, and the word with the letters in its middle swapped."""
    middle = len(word) // 2
    first, second = word[:middle], word[middle:]
    return first, second, f"{first[:-1]}{second[0]}{first[-1]}{second[1:]}"


def _begins(word: str, text: str) -> bool:
    """Whether a text begins with a word with at most one slip."""
    return bool(_ends(word, text))


def _ends(word: str, text: str) -> list[int]:
    """Where in a text a word ends that it begins with, with at most one slip."""
    same = 0
    for mine, theirs in zip(word, text, strict=False):
        if mine != theirs:
            break
        same += 1
    rest, after = word[same:], word[same + 1 :]
    found = []
    if not rest:
        found += [len(word)] if len(text) == len(word) else [len(word), len(word) + 1]
    if rest and text.startswith(after, same):  # one letter too many was typed
        found.append(len(word) - 1)
    if same < len(text):
        if rest and text.startswith(after, same + 1):  # a wrong letter
            found.append(len(word))
        if text.startswith(rest, same + 1):  # one is missing
            found.append(len(word) + 1)
        swapped = rest[1:2] + rest[:1]
        if len(swapped) == 2 and text.startswith(swapped + rest[2:], same):
            found.append(len(word))
    return found
