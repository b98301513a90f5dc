"""Finding tickets: numbers and their tails by b-trees, words by the text index."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from workstation.store.number_search import by_number
from workstation.store.text_index import Identity, identity_of, text_at
from workstation.text import bigrams
from workstation.text.phones import join_numbers

Damaged = Callable[[Identity], None]
#: How many hits are counted, and how many a filter by words holds at most.
CAP: Final = 1_000
MOST_FILTERED: Final = 20_000
_FEWEST_DIGITS: Final = 3
_MARGIN: Final = 300  # hits beyond those shown among which the newest are chosen
_CHUNK: Final = 500
_LETTER: Final = re.compile(r'"[^ "]"\*')
_DIGITS: Final = re.compile(rf"[0-9]{{{_FEWEST_DIGITS},}}")
_CHINESE: Final = re.compile("[\u4e00-\u9fa5]+")


class Finder:
    """Finds tickets on one reading connection, to which it attaches the text index.

    An index that was built anew meanwhile is attached again. One that turns out damaged is taken
    for missing, and `damaged` is told which file it was.
    """

    def __init__(
        self, replica: sqlite3.Connection, index: Path, damaged: Damaged | None = None
    ) -> None:
        self._replica = replica
        self._index = index
        self._attached: Identity | None = None
        self._damaged = damaged

    def find(self, text: str, limit: int) -> tuple[list[int], int, bool]:
        """Row numbers of matching tickets, the total counted up to `CAP`, whether it goes on.

        The ticket whose own number is written comes first, then the newest. Words divided by
        blanks must all match. A word of three or more digits matches a waybill or a phone by
        its whole or its tail, and words of the text besides; of five or more digits a ticket's
        number without the desk's. The parts of a whole telephone number ("138 0013 8000") are one
        word. What finds nothing as it is written is tried with its digits and its words apart
        ("3539王" as "3539 王").
        """
        words = _words(text)
        exact = self._by_number(words)
        found = [row_id for row_id in self._matching(words, CAP + 1) if row_id not in exact]
        parted = _parted(words)
        if not exact and not found and parted != words:
            found = self._matching(parted, CAP + 1)
        total = len(exact) + len(found)
        shown = [*exact, *self._newest(found[: limit + _MARGIN])]
        return shown[:limit], min(total, CAP), total > CAP

    def filtered(self, text: str) -> list[int]:
        """Row numbers of the newest tickets that a filter by words holds, in no order."""
        words = _words(text)
        return list(dict.fromkeys([*self._by_number(words), *self._matching(words, MOST_FILTERED)]))

    def matches(self, row_id: int, text: str) -> bool:
        """Whether the ticket at a row number is among those that a filter by words holds."""
        words = _words(text)
        if not words or row_id in self._by_number(words):
            return bool(words)
        return self._holds(row_id, words, self._tails(words))

    def _matching(self, words: list[str], most: int) -> list[int]:
        """Row numbers of matching tickets: what ends so first, then the newest by words."""
        if not words:
            return []
        by_words = self._by_words(" ".join(words), most)
        tails = self._tails(words)
        if not tails:
            return by_words
        others = set().union(*tails.values()).difference(by_words)
        held = [row_id for row_id in others if self._holds(row_id, words, tails)]
        return [*self._newest(held), *by_words][:most]

    def _newest(self, ids: list[int]) -> list[int]:
        """The rows by the moment of their creation, newest first."""
        told: list[tuple[int, int]] = []
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            told += self._replica.execute(
                f"SELECT created_at,id FROM ticket WHERE id IN ({marks})", part
            )
        return [row_id for _, row_id in sorted(told, reverse=True)]

    def _holds(self, row_id: int, words: list[str], tails: dict[str, set[int]]) -> bool:
        """Whether a ticket has every word, as the end of a number or in its text."""
        missing = [word for word in words if row_id not in tails.get(word, ())]
        if not missing:
            return True
        try:
            text = text_at(self._replica, "finding", row_id) if self._attach() else ""
        except sqlite3.OperationalError:
            return False  # being built just now
        except (sqlite3.DatabaseError, zlib.error):
            self._lost()
            return False
        return _has_all(text, missing)

    def _tails(self, words: list[str]) -> dict[str, set[int]]:
        return {word: by_number(self._replica, word, CAP + 1) for word in words if _is_number(word)}

    def _by_number(self, words: list[str]) -> list[int]:
        """The ticket whose own number is written, put before all others."""
        if len(words) != 1:
            return []
        word = words[0].lstrip("#")
        rows = self._replica.execute(
            "SELECT id FROM ticket WHERE number IN (?1,?2) UNION SELECT id FROM ticket"
            " WHERE external_no IN (?1,?2) AND external_no<>'' LIMIT 20",
            (word, word.upper()),
        )
        return sorted((int(row[0]) for row in rows), reverse=True)

    def _by_words(self, words: str, most: int) -> list[int]:
        """Rows of the newest tickets whose text has all words; none without an index."""
        query = bigrams.match_query(words)
        if not query:
            return []
        table = "letters" if _LETTER.fullmatch(query) else "words"
        try:
            if not self._attach():
                return []
            rows = self._replica.execute(
                f"SELECT p.id FROM finding.{table} w JOIN finding.placed p ON p.place=w.rowid"
                f" WHERE w.{table} MATCH ? ORDER BY w.rowid DESC LIMIT ?",
                (query.rstrip("*") if table == "letters" else query, most),
            )
            return [int(row[0]) for row in rows]
        except sqlite3.OperationalError:
            return []  # being built just now
        except sqlite3.DatabaseError:
            self._lost()
            return []

    def _attach(self) -> bool:
        identity = identity_of(self._index)
        if identity is None:
            return False
        if identity != self._attached:
            self._detach()
            self._replica.execute("ATTACH DATABASE ? AS finding", (str(self._index),))
            self._attached = identity
        return True

    def _detach(self) -> None:
        if self._attached is not None:
            self._attached = None
            self._replica.execute("DETACH DATABASE finding")

    def _lost(self) -> None:
        which = self._attached
        try:
            self._detach()
        except sqlite3.Error:
            self._attached = None
        if self._damaged is not None and which is not None:
            self._damaged(which)


def _words(text: str) -> list[str]:
    """The words that must all match."""
    return join_numbers(bigrams.normalise(text).split())


def _parted(words: list[str]) -> list[str]:
    """The words with runs of digits apart from what touches them."""
    return _DIGITS.sub(lambda run: f" {run[0]} ", " ".join(words)).split()


def _is_number(word: str) -> bool:
    digits = sum(character.isdigit() for character in word)
    return digits >= _FEWEST_DIGITS and digits * 2 >= len(word)


def _has_all(text: str, words: list[str]) -> bool:
    """Whether a normalised text has all words, as the index would answer."""
    letters = set(text)
    if not all(letters.issuperset(_letters(word)) for word in words):
        return False
    unsure = [word for word in words if not (_CHINESE.fullmatch(word) and word in text)]
    tokens = f" {bigrams.index_tokens(text)} " if unsure else ""
    for word in unsure:
        query = bigrams.match_query(word)
        phrase = query.removesuffix("*").strip('"')
        if not phrase or f" {phrase}{'' if query.endswith('*') else ' '}" not in tokens:
            return False
    return True


def _letters(word: str) -> set[str]:
    return {character for character in word if character.isalnum()}
