"""Titles as they sound: full pinyin, initials, both mixed, and Chinese characters among them.

A title is a row of units, one for each Chinese character (with all its usual readings, the one that
fits the word first) and one for each Latin word or number. What was typed is cut into parts
in every sensible way (`yanwu` is yan·wu, `ywjs` is y·w·j·s, `yanwjs` is yan·w·j·s), and a part
fits a unit whose reading it begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from workstation.text.bigrams import normalise

_PIECE: Final = re.compile("([\u3007\u3400-\u9fff\U00020000-\U0003ffff])|[a-z]+|[0-9]+")
_HAN: Final = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_RUNS: Final = re.compile("([a-z]+)|([^a-z]+)")
#: Characters of everyday words that are read in several ways, so that people type either.
_SEVERAL: Final = frozenset(
    "重行长调还查参单解降转传更处载乐觉数朝藏种空少弹背便假露率落模切曲散盛省宿提系相校应与正只着"
    "中折卷冠好号喝合和会几间将教结禁尽卡看量了没难宁铺强圈塞舍什识说宿给地的得都发分干个核角供倒"
    "当斗度恶缝否服夹见济奔薄剥炸粘轧扎咋轴属似伺吐哄划晃混豁吓纤削压咽要殷饮佣晕择涨挣症拽"
)
#: So many readings of one character, ways to write a title's initials, ways to cut what was typed.
_READINGS: Final = 3
_WAYS: Final = 8
_CUTS: Final = 6
_TYPED: Final = 40


@dataclass(frozen=True, slots=True)
class Sounds:
    """How a title sounds: `joined` is the full pinyin.

    The others have one way to a line where characters have several readings, the likeliest first:
    `initials` the first letters, `spelled` the readings with blanks around, `mixed` the same with
    the character before each.
    """

    joined: str
    initials: str
    spelled: str
    mixed: str


def sounds_of(title: str) -> Sounds:
    """How a title sounds; loads the pinyin dictionary when it is first asked for."""
    told = normalise(title)
    read = _read(told)
    units: list[tuple[str, tuple[str, ...]]] = []
    for match in _PIECE.finditer(told):
        if match[1]:
            several = dict.fromkeys((read.get(match.start(), "?"), *_others(match[1])))
            units.append((match[1], tuple(several)[:_READINGS]))
        else:
            units.append(("", (match[0],)))
    likely = [ways[0] for _, ways in units]
    lines = [likely]
    for place, (_, ways) in enumerate(units):
        lines += [[*likely[:place], other, *likely[place + 1 :]] for other in ways[1:]]
    characters = [character for character, _ in units]
    return Sounds(
        joined="".join(likely),
        initials="\n".join("".join(way[0] for way in line) for line in lines[:_WAYS]),
        spelled="\n".join(f" {' '.join(line)} " for line in lines[:_WAYS]),
        mixed="\n".join(
            "".join(f" {one}{way}" for one, way in zip(characters, line, strict=True))
            for line in lines[:_WAYS]
        ),
    )


def cuts(typed: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut letters and characters into parts that may each fit a unit."""
    word = typed.replace("'", "")[:_TYPED]
    ways: list[tuple[str, ...]] = [()]
    for letters, others in _RUNS.findall(word):
        if letters:
            runs = _cut(letters)
            ways = [(*before, *cut) for before in ways for cut in runs][:_CUTS]
        else:
            pieces = tuple(match[0] for match in _PIECE.finditer(others))
            ways = [(*before, *pieces) for before in ways]
    return tuple(way for way in ways if way)


def key_of(cut: tuple[str, ...]) -> str:
    """The initials that a title must have for a cut of letters."""
    return "".join(part[0] for part in cut)


def spelling(cut: tuple[str, ...]) -> re.Pattern[str] | str:
    """What `spelled` must hold for a cut of letters."""
    known = _syllables()[0]
    if all(part in known for part in cut[:-1]):
        return f" {' '.join(cut)}"
    return re.compile(" " + "[a-z]* ".join(cut))


def mixture(typed: str) -> re.Pattern[str]:
    """What `mixed` must hold for characters and letters that were typed in one row."""
    ways = ("".join(_unit(part) for part in cut) for cut in cuts(typed))
    return re.compile("|".join(ways) or "(?!)")


def _unit(part: str) -> str:
    if part.isascii():
        return f" [^ a-z0-9\\n]?{re.escape(part)}[a-z0-9]*"
    return f" {re.escape(part)}[a-z]*"


def syllables(word: str) -> tuple[str, ...]:
    """How Chinese characters are read, "" for what is not read."""
    read = _read(word)
    return tuple(read.get(place, "") for place in range(len(word)))


def has_han(word: str) -> bool:
    """Whether there is a Chinese character in a word."""
    return _HAN.search(word) is not None


@lru_cache(maxsize=512)
def _cut(letters: str) -> tuple[tuple[str, ...], ...]:
    """Letters as syllables and initials: whole syllables first, the initials alone last."""
    known, begun = _syllables()
    found = sorted(
        _cuts_from(letters, known, begun), key=lambda cut: (len(cut), [-len(p) for p in cut])
    )
    ways = dict.fromkeys([*found[: _CUTS - 1], tuple(letters)])
    return tuple(ways)


def _cuts_from(
    letters: str, known: frozenset[str], begun: frozenset[str], most: int = 200
) -> Iterator[tuple[str, ...]]:
    """Every cut into syllables or initials whose last part may be a syllable begun."""
    waiting: list[tuple[tuple[str, ...], str]] = [((), letters)]
    given = 0
    while waiting and given < most:
        done, rest = waiting.pop()
        given += 1
        if rest in begun:
            yield (*done, rest)
        for length in (1, 2, 3, 4, 5, 6):
            part = rest[:length]
            if length < len(rest) and (part in known or length == 1 or part in ("zh", "ch", "sh")):
                waiting.append(((*done, part), rest[length:]))


@lru_cache(maxsize=1)
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    """All syllables of Chinese, and all their beginnings."""
    from pypinyin.constants import PINYIN_DICT

    known: set[str] = set()
    for character in (chr(code) for code in range(0x4E00, 0x9FA6)):
        told = PINYIN_DICT.get(ord(character), "").split(",")[0]
        if told:
            known.add(_bare(told))
    known.discard("")
    return frozenset(known), frozenset(way[:end] for way in known for end in range(1, len(way) + 1))


@lru_cache(maxsize=8192)
def _others(character: str) -> tuple[str, ...]:
    """The further readings of a character that is often read in another way."""
    from pypinyin.constants import PINYIN_DICT

    if character not in _SEVERAL:
        return ()
    told = PINYIN_DICT.get(ord(character), "").split(",")
    return tuple(dict.fromkeys(bare for one in told if (bare := _bare(one))))[:_READINGS]


@lru_cache(maxsize=4096)
def _bare(reading: str) -> str:
    """A reading without tones, ü as v."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return "".join(letter for letter in plain.lower() if "a" <= letter <= "z")


def _read(text: str) -> dict[int, str]:
    """How the characters of a text are read in their words, by place."""
    from pypinyin import Style, lazy_pinyin

    found: dict[int, str] = {}
    for run in re.finditer(r"[\u3007\u3400-\u9fff]+", text):
        read = lazy_pinyin(run[0], style=Style.NORMAL, v_to_u=False, errors=_kept)
        for place, way in enumerate(read[: len(run[0])]):
            found[run.start() + place] = _bare(way)
    return found


def _kept(unread: str) -> Any:
    """What the dictionary does not know stays, one for each character."""
    return list(unread)
