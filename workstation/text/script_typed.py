"""Which scripts what was typed means: as it stands, as it sounds, and with one slip.

Each word is looked for in the columns of the index one after another: short code, title, sound
of the title, key words, text. Slips are looked for only where too little was found without.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from workstation.text.script_column import Column
from workstation.text.script_keys import Keys
from workstation.text.script_slips import slots_holding, slots_within_one
from workstation.text.script_sounds import (
    cuts,
    has_han,
    key_of,
    mixture,
    spelling,
    syllables,
)

#: For a slot: the score, and the reasons with what each adds.
Hits = dict[int, tuple[int, tuple[tuple[str, int], ...]]]
_Word = dict[int, tuple[int, str]]

_CODE, _CODE_BEGINS = 9000, 8000
_TITLE_BEGINS, _TITLE, _SOUND_BEGINS, _SOUND, _TAG, _BODY = 7200, 6800, 6200, 5800, 5200, 4000
_SLIP_CODE, _SAME_SOUND, _SLIP_TITLE, _SLIP_SOUND, _SLIP_TAG, _APART, _SLIP_BODY = (
    *(3400, 3200, 2800, 2400),
    *(2200, 2000, 1600),
)
#: A word must have so many letters (in the text: so many) or Chinese characters to hold a slip.
_LETTERS, _LETTERS_OF_TEXT, _LETTERS_OF_CODE, _HAN = 4, 5, 3, 3
_WORDS: Final = 12
#: What the sound of a title tells, from its beginning and further on.
_BEGINS: Final = (_SOUND_BEGINS, "pinyin")
_WITHIN: Final = (_SOUND, "pinyin")


@dataclass(frozen=True, slots=True)
class Columns:
    """The keys of all scripts in columns, by slot."""

    codes: Column
    titles: Column
    tags: Column
    bodies: Column
    joined: Column
    initials: Column
    spelled: Column
    mixed: Column


def columns_of(keys: Iterable[Keys]) -> Columns:
    """The columns of an index."""
    rows = list(keys)
    return Columns(
        codes=Column(one.code for one in rows),
        titles=Column(one.titles for one in rows),
        tags=Column(one.tags for one in rows),
        bodies=Column(one.bodies for one in rows),
        joined=Column(one.sounds.joined for one in rows),
        initials=Column(one.sounds.initials for one in rows),
        spelled=Column(one.sounds.spelled for one in rows),
        mixed=Column(one.sounds.mixed for one in rows),
    )


def matches(columns: Columns, words: list[str], enough: int) -> Hits:
    """The slots that every word means; with slips where fewer than `enough` were found without."""
    several = list(dict.fromkeys(words))[:_WORDS]
    found = [_exact(columns, word) for word in several]
    hits = _together(found)
    if len(hits) >= enough:
        return hits
    slipped = []
    for number, word in enumerate(several):  # one slip in all: the other words as they stand
        others = [one for place, one in enumerate(found) if place != number]
        slots = set.intersection(*map(set, others)) if others else range(len(columns.codes.rows))
        slipped.append(_slipped(columns, word, slots) if slots else {})
    for exact, more in zip(found, slipped, strict=True):
        for slot, told in more.items():
            exact.setdefault(slot, told)
    return _together(found)


def _together(found: list[_Word]) -> Hits:
    """What all words mean, with the mean of their scores and the reasons, the best first."""
    least = min(found, key=len)
    hits: Hits = {}
    if len(found) == 1:
        kinds = {told: (told[0], ((told[1], told[0]),)) for told in set(least.values())}
        return {slot: kinds[told] for slot, told in least.items()}
    for slot in least:
        if all(slot in one for one in found):
            told = sorted((one[slot] for one in found), reverse=True)
            sides: dict[str, int] = {}
            for score, reason in told:
                sides[reason] = sides.get(reason, 0) + score // len(found)
            hits[slot] = (sum(sides.values()), tuple(sides.items()))
    return hits


def _exact(columns: Columns, word: str) -> _Word:
    """The slots that a word means as it stands or as it sounds; the worse reasons first."""
    found: _Word = dict.fromkeys(columns.bodies.holding(word), (_BODY, "body"))
    found.update(dict.fromkeys(columns.tags.holding(word), (_TAG, "tag")))
    if any("a" <= letter <= "z" for letter in word):
        _put_better(found, _by_sound(columns, word))
    for slot in columns.titles.holding(word):
        title = columns.titles.rows[slot]
        begins = title.startswith(word) or f"\n{word}" in title
        found[slot] = (_TITLE_BEGINS if begins else _TITLE, "title")
    if word.isascii():
        for slot in columns.codes.holding(word):
            code = columns.codes.rows[slot]
            if code.startswith(word):
                found[slot] = (_CODE if code == word else _CODE_BEGINS, "code")
    return found


def _put_better(found: _Word, more: _Word) -> None:
    for slot, told in more.items():
        if slot not in found or found[slot][0] < told[0]:
            found[slot] = told


def _by_sound(columns: Columns, word: str) -> _Word:
    """By pinyin, initials, both mixed, or with Chinese characters among them."""
    if has_han(word):
        return _by_mixed(columns, word)
    found: _Word = {}
    for cut in cuts(word) if word.isascii() else ():
        key, sign = key_of(cut), spelling(cut)
        if len(key) == sum(map(len, cut)):
            rows, sign = columns.initials.rows, key
            slots = columns.initials.holding(key)
        elif isinstance(sign, str):
            rows = columns.spelled.rows
            slots = columns.spelled.holding(sign)
        else:
            rows, search = columns.spelled.rows, sign.search
            slots = [slot for slot in columns.initials.holding(key) if search(rows[slot])]
        more = dict.fromkeys(slots, _WITHIN)
        if isinstance(sign, str):
            more.update((slot, _BEGINS) for slot in slots if rows[slot].startswith(sign))
        found = more | found
    return found


def _by_mixed(columns: Columns, word: str) -> _Word:
    """By characters and pinyin in one row."""
    pieces = {letter for letter in word if has_han(letter)}
    search = mixture(word).search
    found: _Word = {}
    likely = columns.titles.holding(max(_han_runs(word), key=len))
    for slot in likely:
        title = columns.titles.rows[slot]
        if all(piece in title for piece in pieces):
            at = search(columns.mixed.rows[slot])
            if at:
                found[slot] = _WITHIN if at.start() else _BEGINS
    return found


def _slipped(columns: Columns, word: str, slots: Collection[int]) -> _Word:
    """Those of the slots that a word means with one slip, or by its sound."""
    found: _Word = {}
    letters, han = word.isascii() and word.isalnum(), has_han(word)
    if letters and len(word) >= _LETTERS_OF_CODE:
        _put(found, slots_within_one(word, columns.codes, slots), _SLIP_CODE, "slip")
    if han and not any("a" <= one <= "z" for one in word):
        _put(found, _heard(columns, word, slots), _SAME_SOUND, "sound")
        if len(word) == _HAN - 1:
            _put(found, _one_missing(columns, word, slots), _SLIP_TITLE, "slip")
    elif han:
        _put(found, _apart(columns, word, slots), _APART, "sound")
    if len(word) >= (_LETTERS if letters else _HAN):
        _put(found, slots_holding(word, columns.titles, slots), _SLIP_TITLE, "slip")
        _put(found, slots_holding(word, columns.tags, slots), _SLIP_TAG, "slip")
    if letters and len(word) >= _LETTERS:
        _put(found, slots_holding(word, columns.joined, slots), _SLIP_SOUND, "slip")
    if letters and len(word) >= _LETTERS_OF_TEXT and not found:
        _put(found, slots_holding(word, columns.bodies, slots), _SLIP_BODY, "slip")
    return found


def _put(found: _Word, slots: Iterable[int], score: int, reason: str) -> None:
    for slot in slots:
        if slot not in found or found[slot][0] < score:
            found[slot] = (score, reason)


def _heard(columns: Columns, word: str, slots: Iterable[int]) -> list[int]:
    """Titles with characters that sound like those typed."""
    read = syllables(word)
    if len(read) < 2 or not all(read):
        return []
    sign = f" {' '.join(read)} "
    return [slot for slot in slots if sign in columns.spelled.rows[slot]]


def _one_missing(columns: Columns, word: str, slots: Iterable[int]) -> list[int]:
    """Titles that hold two characters with another one between them."""
    first, second = word[0], word[1]
    found = []
    for slot in slots:
        title = columns.titles.rows[slot]
        if first in title and second in title:
            place = title.find(first)
            while place >= 0:
                if title[place + 2 : place + 3] == second:
                    found.append(slot)
                    break
                place = title.find(first, place + 1)
    return found


def _apart(columns: Columns, word: str, slots: Iterable[int]) -> list[int]:
    """Titles that hold the characters and the sounds of a mixed word, not in one row."""
    han = "".join(letter for letter in word if has_han(letter))
    sounds = "".join(letter for letter in word if "a" <= letter <= "z")
    likely = [slot for slot in slots if han in columns.titles.rows[slot]]
    signs = [spelling(cut) for cut in cuts(sounds)]
    return [
        slot for slot in likely if any(_spells(columns.spelled.rows[slot], one) for one in signs)
    ]


def _han_runs(word: str) -> list[str]:
    """The runs of characters in a word."""
    return "".join(letter if has_han(letter) else " " for letter in word).split()


def _spells(spelled: str, sign: re.Pattern[str] | str) -> bool:
    return sign in spelled if isinstance(sign, str) else sign.search(spelled) is not None
