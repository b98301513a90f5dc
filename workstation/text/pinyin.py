"""How names and titles are typed on a keyboard: full pinyin and initials, without tones.

Family names are read by the table ``rules/surnames.toml`` (解 is xie, 尉迟 is yu chi), because
general dictionaries read them as ordinary words. The dictionary library (about 0.1 s to import)
is loaded when the first Chinese character outside the table is asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product

import resources
from workstation.text.bigrams import normalise

_MOST_READINGS = 8
_PIECE = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]|[a-z]+|[0-9]+")
_TITLE_PIECE = re.compile("([\u3007\u3400-\u9fff\U00020000-\U0003ffff]+)|[a-z]+|[0-9]+")
_LATIN = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Surnames:
    """The family names of ``rules/surnames.toml``: known ones, and special readings."""

    single: frozenset[str]
    compound: frozenset[str]
    readings: dict[str, tuple[str, ...]]
    given: dict[str, tuple[str, ...]]

    def of(self, name: str) -> str:
        """Return the family name with which ``name`` begins, or ``""`` if none is known."""
        if name[:2] in self.compound and len(name) > 2:
            return name[:2]
        return name[:1] if name[:1] in self.single else ""


@cache
def surnames() -> Surnames:
    """Return the table of family names, read once."""
    table = tomllib.loads(resources.read_text("rules/surnames.toml"))
    return Surnames(
        single=frozenset("".join(str(table["single"]).split())),
        compound=frozenset(str(table["compound"]).split()),
        readings={key: tuple(value) for key, value in table["readings"].items()},
        given={key: tuple(value) for key, value in table["given"].items()},
    )


def full(name: str) -> tuple[str, ...]:
    """Return the ways to write a person's name in pinyin without blanks, the likeliest first.

    曾伟 gives ``("zengwei", "cengwei")``; Latin words stay as they are, in lower case; a name
    without a readable character gives ``()``.
    """
    return _unique("".join(way) for way in _name_ways(name))


def initials(name: str) -> tuple[str, ...]:
    """Return the initials under which a person's name is typed, the likeliest first.

    单晓东 gives ``("sxd", "dxd")``.
    """
    return _unique(_first_letters(way) for way in _name_ways(name))


def spelled(name: str) -> str:
    """Return a Chinese person's name as it is written in English: 欧阳娜娜 gives ``Ouyang Nana``.

    ``""`` for what is no person's name: without a known family name, or too long.
    """
    written = name.strip()
    family = surnames().of(written)
    ways = _name_ways(written)
    if not family or not ways or not len(family) <= len(written) <= len(family) + 2:
        return ""
    way = ways[0]
    if len(way) != len(written):
        return ""
    parts = ("".join(way[: len(family)]), "".join(way[len(family) :]))
    return " ".join(part.capitalize() for part in parts if part)


def search_keys(name: str) -> str:
    """Return all keys of a person's name for the text index, separated by blanks.

    张伟 gives ``"zhangwei zw"``.
    """
    return " ".join(_unique((*full(name), *initials(name))))


def title_keys(title: str) -> tuple[str, str]:
    """Return the full pinyin and the initials of a title, read as words, not as a name."""
    ways = tuple(_pieces_of_title(title))
    return "".join(ways), _first_letters(ways)


@lru_cache(maxsize=4096)
def _name_ways(name: str) -> tuple[tuple[str, ...], ...]:
    """Return every way to read a name, each a tuple of syllables and words."""
    pieces = _PIECE.findall(normalise(name))
    if not pieces:
        return ()
    written = "".join(pieces)
    table = surnames()
    choices: list[tuple[str, ...]] = []
    if len(written) > 2 and written[:2] in table.compound | table.readings.keys():
        choices.append(table.readings.get(written[:2]) or (_joined(written[:2]),))
        pieces = pieces[2:]
    elif pieces[0] in table.readings:
        choices.append(table.readings[pieces[0]])
        pieces = pieces[1:]
    choices += [table.given.get(piece) or _plain_readings(piece) for piece in pieces]
    ways = islice(product(*choices), _MOST_READINGS)
    return tuple(tuple(word for part in way for word in part.split()) for way in ways)


def _joined(compound: str) -> str:
    return " ".join(_plain_readings(character)[0] for character in compound)


def _pieces_of_title(title: str) -> Iterator[str]:
    """Cut a title into runs of Chinese, kept whole so that words are read right, and words."""
    for match in _TITLE_PIECE.finditer(normalise(title)):
        if match.lastindex:
            yield from _read_run(match[1])
        else:
            yield match[0]


@lru_cache(maxsize=8192)
def _plain_readings(piece: str) -> tuple[str, ...]:
    """Return the ordinary reading of one character; words and numbers read as themselves."""
    if piece.isascii():
        return (piece,)
    return (_read_run(piece) or (piece,))[0:1]


@lru_cache(maxsize=4096)
def _read_run(run: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(run, style=Style.NORMAL, v_to_u=False, errors="ignore")
    return tuple(found for word in read if (found := "".join(_LATIN.findall(word.lower()))))


def _first_letters(way: Iterable[str]) -> str:
    return "".join(word[0] for word in way)


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))
